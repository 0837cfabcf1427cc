package kind

import (
	"fmt"
	"time"

	"tdkt/loaders/quantity"
)

// Scores: table score.
var scores = define(Kind{
	Name: "scores", Table: "score",
	Columns: []Column{
		{Name: "cluster_code", Label: "Mã cụm", Also: []string{"Mã khối", "Mã cụm, khối"}, Required: true},
		{Name: "year", Label: "Năm", Required: true},
		colUnit,
		{Name: "criterion_code", Label: "Mã tiêu chí", Required: true},
		{Name: "self_score", Label: "Tự chấm"},
		{Name: "verified_score", Label: "Thẩm định"},
		{Name: "bonus", Label: "Điểm thưởng"},
		{Name: "deduction", Label: "Điểm trừ"},
		{Name: "reason", Label: "Lý do"},
		colReportedOn, colSource,
	},
	Key:   []string{"cluster_code", "year", "unit_code", "criterion_code"},
	Dated: "reported_on",
	read:  readScore,
})

// WholeCluster is the criterion code of a bonus or deduction on the whole.
const WholeCluster = "*"

func readScore(r *Reading) {
	year, okYear := r.year("year")
	self, verified := r.decimal("self_score"), r.decimal("verified_score")
	bonus, deduction := r.decimal("bonus"), r.decimal("deduction")
	code, criterion := r.code("cluster_code"), r.code("criterion_code")
	if okYear {
		cluster, ok := r.catalogue.Clusters[ClusterYear{code, year}]
		if !ok {
			r.known("cluster_code", fmt.Sprintf("cluster in %d", year), fmt.Sprintf("cụm thi đua năm %d", year), false, func() []string {
				var list []string
				for c := range r.catalogue.Clusters {
					if c.Year == year {
						list = append(list, c.Code)
					}
				}
				return list
			})
		} else {
			r.known("unit_code", "member of the cluster "+code, "thành viên của "+code, cluster.Members[r.code("unit_code")],
				func() []string { return keys(cluster.Members) })
			most, ok := cluster.Criteria[criterion]
			r.known("criterion_code", "criterion of the cluster "+code, "tiêu chí của "+code, ok || criterion == WholeCluster,
				func() []string { return keys(cluster.Criteria) })
			if ok {
				r.inScore("self_score", self, most)
				r.inScore("verified_score", verified, most)
			}
		}
	}
	if criterion == WholeCluster && (self.Valid || verified.Valid) {
		r.fail("criterion_code", `"*" carries a bonus or a deduction, not a score`, "write scores with the code of their criterion",
			"Dòng “*” chỉ ghi điểm thưởng, điểm trừ.")
	}
	for _, name := range []string{"bonus", "deduction"} {
		d := bonus
		if name == "deduction" {
			d = deduction
		}
		if d.Valid && d.Decimal.Sign() < 0 {
			r.fail(name, fmt.Sprintf("%s is below 0", r.label(name)), "write the points without a sign", fmt.Sprintf("Cột “%s” không được âm.", r.label(name)))
		}
	}
	r.put(r.text("cluster_code"), int64(year), r.text("unit_code"), r.text("criterion_code"), number(self), number(verified),
		orZero(bonus), orZero(deduction), r.text("reason"), r.reportedOn("reported_on"), r.text("source"))
}

// inScore refuses points outside 0 to the criterion's most: they are never
// clamped.
func (r *Reading) inScore(name string, points quantity.NullDecimal, most quantity.Decimal) {
	if points.Valid && (points.Decimal.Sign() < 0 || most.Less(points.Decimal)) {
		r.fail(name, fmt.Sprintf("%s: %s points are outside 0 to %s", r.label(name), points, most), "mend the points; what goes beyond is a bonus, with its reason",
			fmt.Sprintf("Cột “%s”: điểm phải từ 0 đến %s.", r.label(name), quantityText(most)))
	}
}

// Exemplars: table exemplar.
var exemplars = define(Kind{
	Name: "exemplars", Table: "exemplar",
	Columns: []Column{
		colUnit,
		{Name: "name", Label: "Tên điển hình", Required: true},
		colRecipient,
		{Name: "sector_code", Label: "Lĩnh vực"},
		colDirect, colContent,
		{Name: "discovered_on", Label: "Ngày phát hiện", Required: true},
		{Name: "nurtured_on", Label: "Ngày bồi dưỡng"},
		{Name: "written_up_on", Label: "Ngày tổng kết"},
		{Name: "replicated_on", Label: "Ngày nhân rộng"},
		colReportedOn, colSource,
	},
	Key:   []string{"unit_code", "name", "recipient_kind"},
	Dated: "reported_on",
	read: func(r *Reading) {
		found, ok := r.day("discovered_on")
		if ok {
			r.unit("unit_code", found, found)
		}
		stages := []any{orNil(found, ok)}
		last := found
		for _, name := range []string{"nurtured_on", "written_up_on", "replicated_on"} {
			on, ok := r.day(name)
			if ok && on.Before(last) {
				r.fail(name, fmt.Sprintf("%s: %s is before the stage that comes first, %s", r.label(name), day(on), day(last)), "mend one of the two dates",
					fmt.Sprintf("Cột “%s”: trước ngày của bước trước.", r.label(name)))
			}
			if ok {
				last = on
			}
			stages = append(stages, orNil(on, ok))
		}
		r.known("sector_code", "sector", "lĩnh vực", r.catalogue.Sectors[r.code("sector_code")], func() []string { return keys(r.catalogue.Sectors) })
		r.put(r.text("unit_code"), r.text("name"), r.word("recipient_kind", recipients, nil), r.text("sector_code"), r.yesNo("direct", nil), r.text("content"))
		r.put(stages...)
		r.put(r.reportedOn("reported_on"), r.text("source"))
	},
})

// Participations: table participation.
var participations = define(Kind{
	Name: "participations", Table: "participation",
	Columns: []Column{
		{Name: "movement_code", Label: "Mã phong trào", Required: true},
		colUnit,
		{Name: "joined_on", Label: "Ngày tham gia"},
		{Name: "pledged_on", Label: "Ngày ký giao ước"},
		{Name: "registered_on", Label: "Ngày đăng ký thi đua"},
		{Name: "participants", Label: "Số người tham gia"},
		colReportedOn, colSource,
	},
	Key:   []string{"movement_code", "unit_code"},
	Dated: "reported_on",
	read: func(r *Reading) {
		r.known("movement_code", "movement", "phong trào", r.catalogue.Movements[r.code("movement_code")], func() []string { return keys(r.catalogue.Movements) })
		reported, _ := r.reportedOn("reported_on").(time.Time)
		if !reported.IsZero() {
			r.unit("unit_code", reported, reported)
		}
		r.put(r.text("movement_code"), r.text("unit_code"), r.date("joined_on"), r.date("pledged_on"), r.whole("participants", 0, nil),
			r.date("registered_on"), orNil(reported, !reported.IsZero()), r.text("source"))
	},
})

// Activities: table activity.
var activities = define(Kind{
	Name: "activities", Table: "activity",
	Columns: []Column{
		colUnit,
		{Name: "activity_kind", Label: "Loại hoạt động", Required: true},
		{Name: "held_on", Label: "Ngày", Also: []string{"Ngày tổ chức", "Ngày ban hành"}, Required: true},
		{Name: "doc_no", Label: "Số văn bản"},
		{Name: "content", Label: "Nội dung", Required: true},
		colQuantity, colReportedOn, colSource,
	},
	Key:   []string{"unit_code", "activity_kind", "held_on", "doc_no", "content"},
	Dated: "reported_on",
	read: func(r *Reading) {
		held, ok := r.day("held_on")
		if ok {
			r.unit("unit_code", held, held)
		}
		r.put(r.text("unit_code"), r.word("activity_kind", activityKinds, nil), orNil(held, ok), r.text("doc_no"), r.text("content"),
			r.whole("quantity", 0, int64(1)), r.reportedOn("reported_on"), r.text("source"))
	},
})

func number(d quantity.NullDecimal) any {
	if !d.Valid {
		return nil
	}
	return d.Decimal.String()
}

func orZero(d quantity.NullDecimal) any {
	if !d.Valid {
		return "0"
	}
	return d.Decimal.String()
}
