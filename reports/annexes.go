package reports

import (
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// An annexID names an annex before it has a number.
type annexID string

const (
	annexIndicators annexID = "indicators"
	annexCoverage   annexID = "coverage"
	annexRatios     annexID = "ratios"
	annexUnits      annexID = "units"
	annexScores     annexID = "scores"
	annexExemplars  annexID = "exemplars"
	annexBefore     annexID = "before"
	annexMethod     annexID = "method"
)

// annexIDs are the annexes that this report has, in order.
func (r *review) annexIDs() []annexID {
	var out []annexID
	add := func(id annexID, has bool) {
		if has {
			out = append(out, id)
		}
	}
	add(annexIndicators, slices.ContainsFunc(r.targets, func(t queries.TargetResult) bool { return emulation.Bound(t.Bound) != emulation.BoundText }))
	add(annexCoverage, len(r.coverage) > 0)
	add(annexRatios, len(r.ratios()) > 0)
	add(annexUnits, len(r.units) > 0)
	add(annexScores, r.anyScored())
	add(annexExemplars, len(r.list) > 0)
	add(annexBefore, r.sinceTold() || len(r.follow) > 0)
	add(annexMethod, true)
	return out
}

// annexName is "Phụ lục II"; an annex that stands alone has no number.
func (r *review) annexName(id annexID) string {
	ids := r.annexIDs()
	if i := slices.Index(ids, id); i >= 0 && len(ids) > 1 {
		return "Phụ lục " + roman(i+1)
	}
	return "Phụ lục"
}

// annexList names n annexes at the end of the text, which has to refer to them.
func annexList(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return " (kèm theo Phụ lục)"
	case 2:
		return " (kèm theo Phụ lục I, Phụ lục II)"
	}
	return " (kèm theo các Phụ lục từ I đến " + roman(n) + ")"
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		text  string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}

func (r *review) annexes() []document.Annex {
	var out []document.Annex
	for _, id := range r.annexIDs() {
		a := document.Annex{Label: r.annexName(id), Reference: r.annexReference()}
		switch id {
		case annexIndicators:
			a.Title, a.Landscape = "Biểu kết quả thực hiện chỉ tiêu "+r.period(), true
			a.Body = []document.Block{r.datesNote(), r.indicatorTable()}
		case annexCoverage:
			a.Title = "Tình hình gửi báo cáo của các đơn vị"
			a.Body = r.behindBlocks()
			if late := r.lateBlocks(); len(late) > 0 {
				cut, _ := r.cutOff()
				a.Title = "Tình hình gửi báo cáo và số liệu nhận sau " + cut.short
				a.Body = append(a.Body, late...)
			}
		case annexRatios:
			a.Title = "Số liệu dùng để tính các tỷ lệ"
			a.Body = []document.Block{r.ratioTable()}
		case annexUnits:
			a.Title = "Kết quả của từng đơn vị"
			a.Body = r.unitsBlocks()
		case annexScores:
			a.Title, a.Landscape = "Bảng chấm điểm cụm, khối thi đua", true
			a.Body = r.scoreTables()
		case annexExemplars:
			a.Title = "Danh sách điển hình tiên tiến"
			a.Body = []document.Block{r.exemplarTable()}
		case annexBefore:
			a.Title, a.Body = r.beforeBlocks()
		case annexMethod:
			a.Title = "Ghi chú phương pháp"
			a.Body = r.method()
		}
		a.Title = strings.ToUpper(a.Title)
		out = append(out, a)
	}
	return out
}

func (r *review) annexReference() string {
	number := r.Office.Number
	if number == "" {
		number = "      "
	}
	date := "ngày      tháng      năm " + itoa(r.KnownAt.Year())
	if t, err := quantity.ParseISODate(r.Office.Date); r.Office.Date != "" && err == nil {
		date = quantity.LongDate(t)
	}
	return "(Kèm theo Báo cáo số " + number + "/BC-" + r.Office.Abbreviation + " " + date + " của " + r.Office.Name + ")"
}

func (r *review) datesNote() document.Paragraph {
	return document.Paragraph{Spans: document.Spans(r.dates()), Style: document.Centred}
}

// punctualMany are as many units in time as a review only counts; the report on
// reporting lists every one.
const punctualMany = 12

// behindBlocks is the annex of a review on who has reported: all units where they
// are few, else the counts by level and the units that are late, silent or have
// left figures out.
func (r *review) behindBlocks() []document.Block {
	lacking := r.lacking()
	var behind []queries.UnitCoverage
	for _, c := range r.coverage {
		if c.Status == "missing" || c.Status == "late" || c.BlankValues > 0 || lacking[c.ShortName] > 0 {
			behind = append(behind, c)
		}
	}
	if !r.Office.inAnnex() || len(r.coverage)-len(behind) < punctualMany {
		return r.coverageBlocks()
	}
	blocks := []document.Block{r.coverageSentence().w(".").paragraph(), r.coverageCounts()}
	if len(behind) == 0 {
		return blocks
	}
	table := r.coverageTable(behind)
	table.ID, table.Title = "bieu-chua-du", "Đơn vị chưa báo cáo, báo cáo chậm, còn thiếu số liệu"
	rest := "Các đơn vị còn lại gửi báo cáo đúng hạn, không thiếu số liệu."
	if r.due().IsZero() {
		rest = "Các đơn vị còn lại đã gửi báo cáo, không thiếu số liệu."
	}
	return append(blocks, table, say(rest))
}

// lacking counts, by short name, the indicators whose total prints without the
// unit: a figure that was left blank, or not sent at all.
func (r *review) lacking() map[string]int {
	units, seen := map[string]int{}, map[string]bool{}
	for _, t := range r.targets {
		if t.ValueSource != "rolled_up" || !t.Value.Valid || seen[t.IndicatorCode] {
			continue
		}
		seen[t.IndicatorCode] = true
		for _, u := range t.MissingUnits {
			units[u]++
		}
	}
	return units
}

// lackingNote says what a unit that reported has left out; "" for nothing.
func lackingNote(blank, lacking int) string {
	switch {
	case blank > 0 && lacking > blank:
		return "Bỏ trống " + itoa(blank) + " chỉ tiêu, chưa gửi số liệu của " + itoa(lacking-blank) + " chỉ tiêu."
	case blank > 0:
		return "Bỏ trống " + itoa(blank) + " chỉ tiêu."
	case lacking > 0:
		return "Chưa gửi số liệu của " + itoa(lacking) + " chỉ tiêu."
	}
	return ""
}

// coverageSentence says how many units have reported, and when that was due.
func (r *review) coverageSentence() *prose {
	received, expected, _ := r.received()
	p := (&prose{}).v("bc.nhan", count(received)).w("/").v("bc.tong", count(expected)).w(" đơn vị đã báo cáo")
	if due := r.due(); !due.IsZero() {
		p.w("; hạn gửi báo cáo: " + day(due))
	}
	return p
}

// coverageBlocks lists every unit that is expected to report.
func (r *review) coverageBlocks() []document.Block {
	received, expected, _ := r.received()
	p := r.coverageSentence().w(".")
	if !r.Office.inAnnex() {
		return []document.Block{p.paragraph(), r.coverageCounts()}
	}
	table := r.coverageTable(r.coverage)
	from := r.coverageAsked()
	_, _, missing := r.received()
	for _, row := range []struct {
		key, label string
		n          int
		how        string
		pick       []document.Pair
	}{{"bc.nhan", "Đã báo cáo", received, "rows with status on_time or late", []document.Pair{pair("status", "on_time|late")}}, {"bc.muon", "Trong đó báo cáo chậm", len(r.late()), "rows with status late", []document.Pair{pair("status", "late")}},
		{"bc.thieu", "Chưa báo cáo", len(missing), "rows with status missing", []document.Pair{pair("status", "missing")}}, {"bc.tong", "Tổng số đơn vị phải báo cáo", expected, "all rows", nil}} {
		table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, row.how, row.pick...), Cells: []document.Cell{document.WordCell(""), document.WordCell(row.label),
			document.WordCell(""), document.WordCell(""), document.ValueCell(row.key, whole(row.n)), document.WordCell("")}})
	}
	return []document.Block{p.paragraph(), table}
}

// coverageTable lists units with what they sent and when.
func (r *review) coverageTable(units []queries.UnitCoverage) document.Table {
	table := document.Table{
		ID: "bieu-bao-cao",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 55}, {Width: 26, Align: document.Centre, From: "first_reported_on"}, {Width: 26, Align: document.Centre, From: "last_reported_on"},
			{Width: 22, Align: document.Decimal, From: "indicator_values, blank_values"}, {Width: 30, Align: document.Left, From: "status, late_days"}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Đơn vị"}, {Text: "Ngày báo cáo đầu tiên"}, {Text: "Ngày bổ sung gần nhất"},
			{Text: "Số chỉ tiêu có số liệu"}, {Text: "Tình trạng"}}},
	}
	from, lacking := r.coverageAsked(), r.lacking()
	for i, c := range units {
		first, last, status := missingText, missingText, "Đúng hạn"
		if !c.FirstReportedOn.IsZero() {
			first, last = day(c.FirstReportedOn), day(c.LastReportedOn)
			if last == first {
				last = zeroText
			}
		}
		switch {
		case c.Status == "missing":
			status = missingStatus(c)
		case c.Status == "late" && c.LateDays.Valid:
			status = "Chậm " + itoa(c.LateDays.V) + " ngày"
		case r.due().IsZero():
			status = "Đã báo cáo"
		}
		values := document.WordCell(missingText)
		if c.Status != "missing" {
			values = document.WordCell(itoa(c.IndicatorValues))
		}
		if note := lackingNote(c.BlankValues, lacking[c.ShortName]); note != "" && (c.Status != "missing" || c.BlankValues > 0) {
			values.Spans[0].Notes = append(values.Spans[0].Notes, note)
		}
		table.Rows = append(table.Rows, document.Row{Origin: picked(from, pair("unit_code", c.UnitCode)), Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(c.UnitName),
			document.WordCell(first), document.WordCell(last), values, document.WordCell(status)}})
	}
	return table
}

// missingStatus tells who sent nothing from who sent everything but figures.
func missingStatus(c queries.UnitCoverage) string {
	if c.OwesFigures && c.OtherRows+c.BlankValues > 0 {
		return "Chưa gửi số liệu"
	}
	return "Chưa báo cáo"
}

// ratios are the targets whose value was computed from a fraction.
func (r *review) ratios() []queries.TargetResult {
	var out []queries.TargetResult
	for _, t := range r.targets {
		if t.Numerator.Valid && t.Denominator.Valid && !t.Restricted {
			out = append(out, t)
		}
	}
	return out
}

func (r *review) ratioTable() document.Table {
	table := document.Table{
		ID: "bieu-ty-le",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 66}, {Width: 25, Align: document.Decimal, From: "numerator"}, {Width: 25, Align: document.Decimal, From: "denominator"},
			{Width: 20, Align: document.Decimal, From: "value"}, {Width: 23, Align: document.Centre, From: "received_units, expected_units"}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Chỉ tiêu"}, {Text: "Tử số"}, {Text: "Mẫu số"}, {Text: "Kết quả"}, {Text: "Đơn vị đã báo cáo"}}},
	}
	for i, t := range r.ratios() {
		units := notApplicableText
		if t.ExpectedUnits > 0 {
			units = itoa(t.ReceivedUnits) + "/" + itoa(t.ExpectedUnits)
		}
		table.Rows = append(table.Rows, document.Row{Origin: r.targetRow(t), Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(ratioLabel(t)),
			document.WordCell(cellNumber(t.Numerator)), document.WordCell(cellNumber(t.Denominator)),
			document.ValueCell(key(t, figValue), valueText(t)), document.WordCell(units)}})
	}
	return table
}

// ratioLabel says what is divided by what.
func ratioLabel(t queries.TargetResult) string {
	if t.NumeratorName == "" || t.DenominatorName == "" {
		return t.Label
	}
	return t.Label + " (" + lower(t.NumeratorName) + " / " + lower(t.DenominatorName) + ")"
}

// exemplarName says who it is, unless the name does: "Hộ gia đình ...".
func exemplarName(e queries.Exemplar) string {
	kind := emulation.RecipientKind(e.RecipientKind).Label()
	if strings.HasPrefix(lower(e.Name), kind) {
		return e.Name
	}
	return e.Name + " (" + kind + ")"
}

func (r *review) exemplarTable() document.Table {
	table := document.Table{
		ID:      "danh-sach-dien-hinh",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 50, From: "name"}, {Width: 32, From: "short_name"}, {Width: 55, From: "content"}, {Width: 22, From: "stage"}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Điển hình"}, {Text: "Đơn vị"}, {Text: "Nội dung"}, {Text: "Khâu"}}},
	}
	from := r.windowAsked("exemplar_list")
	sector, grouped := "", slices.ContainsFunc(r.list, func(e queries.Exemplar) bool { return e.SectorName != r.list[0].SectorName })
	list := slices.Clone(r.list) // sector by sector, as the table in the text has them
	place := func(e queries.Exemplar) int {
		return slices.IndexFunc(r.exempl, func(s queries.SectorExemplars) bool { return s.SectorCode == e.SectorCode })
	}
	slices.SortStableFunc(list, func(a, b queries.Exemplar) int { return place(a) - place(b) })
	for i, e := range list {
		if name := orElse(e.SectorName, "Chưa phân lĩnh vực"); grouped && name != sector {
			sector = name
			table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(name)}})
		}
		table.Rows = append(table.Rows, document.Row{Origin: picked(from, pair("unit_code", e.UnitCode), pair("recipient_kind", e.RecipientKind), pair("name", e.Name)), Cells: []document.Cell{document.WordCell(itoa(i + 1)),
			document.WordCell(exemplarName(e)), document.WordCell(e.ShortName),
			document.WordCell(e.Content), document.WordCell(capital(emulation.ExemplarStage(e.Stage).Label()))}})
	}
	return table
}
