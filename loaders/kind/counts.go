package kind

import (
	"fmt"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
)

// FollowUps: table follow_up.
var followUps = define(Kind{
	Name: "follow_ups", Table: "follow_up",
	Columns: []Column{
		colUnit,
		{Name: "raised_on", Label: "Ngày báo cáo kỳ trước", Required: true},
		{Name: "raised_by", Label: "Báo cáo kỳ trước"},
		{Name: "item_kind", Label: "Loại nội dung", Required: true},
		{Name: "content", Label: "Hạn chế, nhiệm vụ", Also: []string{"Nội dung hạn chế, nhiệm vụ"}, Required: true},
		{Name: "due_on", Label: "Hạn hoàn thành"},
		{Name: "state", Label: "Kết quả khắc phục, thực hiện", Also: []string{"Kết quả khắc phục"}, Required: true},
		{Name: "result", Label: "Nội dung kết quả", Also: []string{"Diễn giải kết quả"}},
		colReportedOn, colSource,
	},
	Key:   []string{"unit_code", "raised_on", "item_kind", "content"},
	Dated: "reported_on",
	read: func(r *Reading) {
		raised, ok := r.day("raised_on")
		due, okDue := r.day("due_on")
		reported, _ := r.reportedOn("reported_on").(time.Time)
		if ok && okDue && due.Before(raised) {
			r.fail("due_on", fmt.Sprintf("due on %s, before the report of %s that set it", day(due), day(raised)), "mend one of the two dates",
				"Hạn hoàn thành trước ngày của báo cáo đã nêu.")
		}
		if ok && !reported.IsZero() && reported.Before(raised) {
			r.fail("reported_on", fmt.Sprintf("reported on %s, before the report of %s that named it", day(reported), day(raised)), "mend one of the two dates",
				"Ngày báo cáo trước ngày của báo cáo kỳ trước.")
		}
		if !reported.IsZero() {
			r.unit("unit_code", reported, reported)
		}
		r.put(r.text("unit_code"), orNil(raised, ok), r.text("raised_by"), r.word("item_kind", followUpKinds, nil), r.text("content"),
			orNil(due, okDue), r.word("state", followUpStates, nil), r.text("result"), orNil(reported, !reported.IsZero()), r.text("source"))
	},
})

// FundEntries: table fund_entry.
var fundEntries = define(Kind{
	Name: "fund_entries", Table: "fund_entry",
	Columns: []Column{
		colUnit,
		{Name: "year", Label: "Năm quỹ", Required: true},
		{Name: "entry_kind", Label: "Khoản thu, chi", Required: true},
		{Name: "amount", Label: "Số tiền", Also: []string{"Số tiền (đồng)"}, Required: true},
		{Name: "entered_on", Label: "Ngày thu, chi", Required: true},
		{Name: "honour_code", Label: "Danh hiệu, hình thức"},
		{Name: "recipient_kind", Label: "Đối tượng"},
		{Name: "level", Label: "Cấp khen"},
		colQuantity,
		{Name: "decision_no", Label: "Số quyết định"},
		colContent, colReportedOn, colSource,
	},
	Key: []string{"unit_code", "year", "entry_kind", "entered_on", "honour_code", "recipient_kind", "level", "decision_no", "content"},
	// A corrected amount is a later row of the same entry.
	Dated: "reported_on",
	read:  readFundEntry,
})

func readFundEntry(r *Reading) {
	year, okYear := r.year("year")
	if okYear {
		r.unitOfYear(int64(year))
	}
	kind, _ := r.word("entry_kind", fundEntryKinds, nil).(string)
	prize := kind == string(emulation.FundPrize)
	var honour, recipient, level any
	quantity := r.whole("quantity", 1, nil)
	if prize {
		honour, recipient, level = r.word("honour_code", honours, nil), r.word("recipient_kind", recipients, nil), r.word("level", levels, nil)
		for _, name := range []string{"honour_code", "recipient_kind", "level", "quantity"} {
			if r.blank(name) {
				r.fail(name, fmt.Sprintf("%s is blank, but the entry is prize money", r.label(name)), "say what was granted, to whom, by which level and how many",
					fmt.Sprintf("Chi tiền thưởng phải ghi cột “%s”.", r.label(name)))
			}
		}
	} else if kind != "" {
		for _, name := range []string{"honour_code", "recipient_kind", "level", "quantity"} {
			if !r.blank(name) {
				r.fail(name, fmt.Sprintf("%s is given, but the entry is no prize money", r.label(name)), "leave the cell blank, or write chi tiền thưởng",
					fmt.Sprintf("Cột “%s” chỉ ghi cho khoản chi tiền thưởng.", r.label(name)))
			}
		}
	}
	entered, ok := r.day("entered_on")
	r.put(r.text("unit_code"), int64(year), nilIfEmpty(kind), number(r.money("amount")), orNil(entered, ok), honour, recipient, level,
		quantity, r.text("decision_no"), r.text("content"), r.reportedOn("reported_on"), r.text("source"))
}

// money reads an amount in đồng, with or without its unit.
func (r *Reading) money(name string) quantity.NullDecimal {
	c := r.cell(name)
	if c.Text == "" || c.Type == table.Failed {
		return quantity.NullDecimal{}
	}
	whole := 0
	v, err := r.parse(c, quantity.Context{Unit: "đồng", Decimals: &whole})
	if err != nil {
		r.badNumber(c, name, err)
		return quantity.NullDecimal{}
	}
	d, err := v.In("đồng")
	if err != nil || !simple(v) || c.Type == table.Percent || d.Sign() < 0 || !d.IsWhole() {
		r.add(c, fmt.Sprintf("%s: %q is not an amount of đồng", r.label(name), cut(c.Text)), "write whole đồng without a sign, such as 45.000.000",
			fmt.Sprintf("Cột “%s”: “%s” không phải số tiền bằng đồng.", r.label(name), cut(c.Text)))
		return quantity.NullDecimal{}
	}
	return quantity.Some(d)
}

// Initiatives: table initiative.
var initiatives = define(Kind{
	Name: "initiatives", Table: "initiative",
	Columns: []Column{
		colUnit, colYear,
		{Name: "level", Label: "Cấp công nhận", Required: true},
		{Name: "state", Label: "Kết quả công nhận", Required: true},
		{Name: "name", Label: "Tên sáng kiến", Also: []string{"Sáng kiến", "Tên sáng kiến, đề tài"}},
		{Name: "author_id", Label: "Mã tác giả"},
		{Name: "author_name", Label: "Tác giả"},
		colQuantity,
		{Name: "decision_no", Label: "Số quyết định"},
		{Name: "decided_on", Label: "Ngày quyết định"},
		colReportedOn, colSource,
	},
	Key:   []string{"unit_code", "for_year", "level", "name", "author_id", "author_name"},
	Dated: "reported_on",
	read: func(r *Reading) {
		year, ok := r.year("for_year")
		if ok {
			r.unitOfYear(int64(year))
		}
		n := r.whole("quantity", 1, int64(1))
		if k, _ := n.(int64); k > 1 && (!r.blank("name") || !r.blank("author_name") || !r.blank("author_id")) {
			r.fail("quantity", fmt.Sprintf("%d initiatives under one name", k), "write one row for each, or leave name and author blank for a counted group",
				"Dòng có tên sáng kiến hoặc tác giả chỉ ghi một sáng kiến; nhóm thì để trống.")
		}
		state, _ := r.word("state", initiativeStates, nil).(string)
		decided, okDecided := r.day("decided_on")
		reported, _ := r.reportedOn("reported_on").(time.Time)
		if state == string(emulation.InitiativeRecognised) && r.blank("decided_on") {
			r.fail("decided_on", "a recognised initiative needs the date of its decision", "write the date, or another state",
				"Sáng kiến đã công nhận phải ghi ngày quyết định.")
		}
		if okDecided && !reported.IsZero() && decided.After(reported) {
			r.fail("decided_on", fmt.Sprintf("the decision of %s is later than the report of %s", day(decided), day(reported)), "mend one of the two dates",
				"Ngày quyết định sau ngày báo cáo.")
		}
		r.put(r.text("unit_code"), int64(year), r.word("level", recognitionLevels, nil), nilIfEmpty(state), r.text("name"), r.text("author_id"),
			r.text("author_name"), n, r.text("decision_no"), orNil(decided, okDecided), orNil(reported, !reported.IsZero()), r.text("source"))
	},
})

// Votes: table vote.
var votes = define(Kind{
	Name: "votes", Table: "vote",
	Columns: []Column{
		{Name: "body", Label: "Hội đồng, hội nghị", Required: true},
		{Name: "cluster_code", Label: "Mã cụm", Also: []string{"Mã khối", "Mã cụm, khối"}},
		{Name: "voted_on", Label: "Ngày bỏ phiếu", Required: true},
		colUnit, colYear, colHonour, colRecipient, colPersonID, colPerson,
		{Name: "members", Label: "Tổng số thành viên", Required: true},
		{Name: "present", Label: "Có mặt", Required: true},
		{Name: "written", Label: "Ý kiến bằng văn bản"},
		{Name: "agreeing", Label: "Số phiếu đồng ý", Also: []string{"Đồng ý"}, Required: true},
		{Name: "own_percent", Label: "Tỷ lệ theo quy chế (%)", Also: []string{"Tỷ lệ theo quy chế"}},
		{Name: "own_basis", Label: "Quy chế"},
		colReportedOn, colSource,
	},
	Key:   []string{"body", "cluster_code", "voted_on", "unit_code", "for_year", "honour_code", "recipient_kind", "recipient_id", "recipient_name"},
	Dated: "reported_on",
	read:  readVote,
})

func readVote(r *Reading) {
	year, okYear := r.year("for_year")
	if okYear {
		r.unitOfYear(int64(year))
		if code := r.code("cluster_code"); code != "" {
			_, known := r.catalogue.Clusters[ClusterYear{code, year}]
			r.known("cluster_code", fmt.Sprintf("cluster in %d", year), fmt.Sprintf("cụm thi đua năm %d", year), known, func() []string { return nil })
		}
	}
	members, present := r.whole("members", 1, nil), r.whole("present", 0, nil)
	written, agreeing := r.whole("written", 0, int64(0)), r.whole("agreeing", 0, nil)
	m, okM := members.(int64)
	p, okP := present.(int64)
	a, okA := agreeing.(int64)
	w, _ := written.(int64)
	switch {
	case okM && okP && p+w > m:
		r.fail("present", fmt.Sprintf("%d present and %d in writing are more than the %d members", p, w, m), "mend the numbers",
			"Số có mặt và ý kiến bằng văn bản lớn hơn tổng số thành viên.")
	case okP && okA && a > p+w:
		r.fail("agreeing", fmt.Sprintf("%d agree, but only %d voted", a, p+w), "mend the numbers", "Số phiếu đồng ý lớn hơn số người bỏ phiếu.")
	}
	own := r.decimal("own_percent")
	if own.Valid && (own.Decimal.Sign() <= 0 || quantity.FromInt(100).Less(own.Decimal)) {
		r.fail("own_percent", fmt.Sprintf("%s: %s is no share of 100", r.label("own_percent"), own), "write the percentage that the rules ask for, such as 80",
			"Tỷ lệ theo quy chế phải trên 0 và không quá 100.")
	}
	voted, ok := r.day("voted_on")
	reported, _ := r.reportedOn("reported_on").(time.Time)
	if ok && !reported.IsZero() && voted.After(reported) {
		r.fail("voted_on", fmt.Sprintf("the vote of %s is later than the report of %s", day(voted), day(reported)), "mend one of the two dates",
			"Ngày bỏ phiếu sau ngày báo cáo.")
	}
	r.put(r.text("body"), r.text("cluster_code"), orNil(voted, ok), r.text("unit_code"), int64(year), r.word("honour_code", honours, nil),
		r.word("recipient_kind", recipients, nil), r.text("recipient_id"), r.text("recipient_name"), members, present, written, agreeing,
		number(own), r.text("own_basis"), orNil(reported, !reported.IsZero()), r.text("source"))
}

// Headcounts: table headcount.
var headcounts = define(Kind{
	Name: "headcounts", Table: "headcount",
	Columns: []Column{
		colUnit, colYear,
		{Name: "collective_name", Label: "Tên tập thể"},
		{Name: "members", Label: "Số thành viên", Also: []string{"Số người", "Tổng số người", "Quân số"}, Required: true},
		{Name: "completed", Label: "Hoàn thành nhiệm vụ"},
		{Name: "advanced", Label: "Đạt Lao động tiên tiến"},
		{Name: "fighters", Label: "Đạt Chiến sĩ thi đua cơ sở"},
		{Name: "disciplined", Label: "Bị kỷ luật từ cảnh cáo"},
		colReportedOn, colSource,
	},
	Key:   []string{"unit_code", "for_year", "collective_name"},
	Dated: "reported_on",
	read: func(r *Reading) {
		year, ok := r.year("for_year")
		if ok {
			r.unitOfYear(int64(year))
		}
		members := r.whole("members", 1, nil)
		of := []any{}
		for _, name := range []string{"completed", "advanced", "fighters", "disciplined"} {
			n := r.whole(name, 0, nil)
			if k, isGiven := n.(int64); isGiven {
				if m, known := members.(int64); known && k > m {
					r.fail(name, fmt.Sprintf("%s: %d of %d members", r.label(name), k, m), "mend the numbers",
						fmt.Sprintf("Cột “%s”: lớn hơn số thành viên.", r.label(name)))
				}
			}
			of = append(of, n)
		}
		if f, ok := of[2].(int64); ok {
			if a, known := of[1].(int64); known && f > a {
				r.fail("fighters", fmt.Sprintf("%d Chiến sĩ thi đua cơ sở among %d Lao động tiên tiến", f, a), "count both among the advanced, and mend the numbers",
					"Số Chiến sĩ thi đua cơ sở lớn hơn số đạt Lao động tiên tiến (tính cả Chiến sĩ thi đua cơ sở).")
			}
		}
		r.put(r.text("unit_code"), int64(year), r.text("collective_name"), members)
		r.put(of...)
		r.put(r.reportedOn("reported_on"), r.text("source"))
	},
})
