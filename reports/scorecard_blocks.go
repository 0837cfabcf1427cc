package reports

import (
	"slices"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// summary is what the unit's chairman reads first.
func (c *card) summary() document.Box {
	box := document.Box{Title: "TÓM TẮT"}
	add := func(p *prose) { box.Items = append(box.Items, p.w(".").spans) }
	if ranked := c.ranked(); len(ranked) > 0 {
		p := (&prose{}).w("Thứ hạng: ")
		for i, v := range ranked {
			if i > 0 {
				p.w("; ")
			}
			p.w(lower(c.from.whole[v.IndicatorCode].ShortName)+" ").v(c.valueKey(v, "hang"), c.rankText(v))
		}
		add(p)
	}
	registered, pending, granted := c.sums()
	if registered+pending+granted > 0 {
		p := (&prose{}).w("Thi đua, khen thưởng năm "+itoa(c.year())+": đăng ký ").v("kt.dang-ky", count(registered)).w(" lượt; ")
		if granted > 0 {
			p.w("đã có quyết định ").v("kt.quyet-dinh", count(granted)).w(" lượt")
		} else {
			p.w("chưa có quyết định khen thưởng")
		}
		if pending > 0 {
			p.w("; đang đề nghị, trình ").v("kt.dang-trinh", count(pending)).w(" lượt")
		}
		add(p)
	}
	p := &prose{}
	switch joined := len(c.from.joined[c.unit.UnitCode]); {
	case joined > 0:
		p.w("Tham gia ").v("pt.tham-gia", count(joined)).w("/").v("pt.so", count(len(c.moves))).w(" phong trào thi đua; " + lower(c.status()))
	case len(c.moves) > 0:
		p.w("Chưa báo cáo tham gia phong trào thi đua nào; " + lower(c.status()))
	default:
		p.w(c.status())
	}
	if missing := c.missing(); len(missing) > 0 {
		p.w("; ").v("bc.thieu", count(len(missing))).w(" chỉ tiêu chưa có số liệu của kỳ này")
	}
	add(p)
	add((&prose{}).w(trimStop(c.dates())))
	return box
}

func trimStop(s string) string { return s[:len(s)-1] }

// ranked are the unit's values of the window with a place of their own.
func (c *card) ranked() []queries.UnitValue {
	return slices.DeleteFunc(slices.Clone(c.from.values[c.unit.UnitCode]), func(v queries.UnitValue) bool { return !v.Rank.Valid || c.crowded(v) || c.stale(v) })
}

// crowded tells a place that most units share: it says nothing about this one.
func (c *card) crowded(v queries.UnitValue) bool {
	same := 0
	for _, p := range c.from.peers[v.IndicatorCode] {
		if p.Rank.Valid && p.Rank.V == v.Rank.V {
			same++
		}
	}
	return same*2 > c.from.ranked[v.IndicatorCode]
}

func (c *card) valueKey(v queries.UnitValue, f string) string {
	return "dv." + v.IndicatorCode + "." + f
}

// status says in words whether the unit reported in time.
func (c *card) status() string {
	switch {
	case c.unit.Status == "missing":
		return "Chưa gửi báo cáo của kỳ này"
	case c.unit.Status == "late" && c.unit.LateDays.Valid:
		return "Gửi báo cáo chậm " + itoa(c.unit.LateDays.V) + " ngày"
	case c.due().IsZero():
		return "Đã gửi báo cáo"
	}
	return "Gửi báo cáo đúng hạn"
}

// results is section 1: the unit's own indicators beside its peers, and those
// that it reports for the whole.
func (c *card) results() []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Number: "1", Text: "Kết quả thực hiện chỉ tiêu", ID: "muc-1"}}
	n := 0
	if len(c.from.values[c.unit.UnitCode]) > 0 {
		blocks = append(blocks, c.ownTable())
		n++
	}
	measured, worded := c.told()
	if len(measured) > 0 {
		blocks = append(blocks, c.toldTable(measured))
		n++
	}
	if len(worded) > 0 {
		blocks = append(blocks, say("Nội dung không định lượng do đơn vị báo cáo:"), c.wordedList(worded))
		n++
	}
	if n == 0 {
		blocks = append(blocks, say("Đơn vị không phải báo cáo chỉ tiêu định lượng của kế hoạch."))
	}
	for i := range cardCharts {
		blocks = append(blocks, c.figures.after("card."+itoa(i))...)
	}
	return blocks
}

func (c *card) ownTable() document.Table {
	table := document.Table{ID: "bang-chi-tieu", Title: "Chỉ tiêu của đơn vị",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 50}, {Width: 16, Align: document.Centre}, {Width: 21, Align: document.Decimal},
			{Width: 21, Align: document.Decimal}, {Width: 21, Align: document.Centre}, {Width: 21, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Chỉ tiêu"}, {Text: "Đơn vị tính"}, {Text: "Cùng kỳ năm trước"}, {Text: "Thực hiện"},
			{Text: "Thứ hạng"}, {Text: c.all()}}},
		Notes: []string{"Thứ hạng so với các đơn vị cùng báo cáo chỉ tiêu, 1 là tốt nhất. Ký hiệu: “...” chưa có số liệu; “-” không phát sinh; “×” không áp dụng, không xếp hạng."},
	}
	if c.Final {
		table.Header[0][3].Text = "Năm trước"
	}
	table.Columns[3].From, table.Columns[4].From, table.Columns[5].From = "last_value", "value", "rank"
	from := asked("units_on_indicator", pair("plan_id", c.PlanID), dayPair("data_to", c.DataTo), dayPair("known_at", c.KnownAt))
	values := c.from.values[c.unit.UnitCode]
	targeted := slices.ContainsFunc(values, func(v queries.UnitValue) bool { _, ok := c.from.own[[2]string{v.UnitCode, v.IndicatorCode}]; return ok })
	if targeted {
		table.Columns = append(table.Columns, document.Column{Width: 20, Align: document.Decimal}, document.Column{Width: 26})
		table.Header[0] = append(table.Header[0], document.HeaderCell{Text: "Kế hoạch của đơn vị"}, document.HeaderCell{Text: map[bool]string{true: "Đánh giá", false: "Tiến độ"}[c.Final]})
	}
	for i, v := range values {
		t := c.from.whole[v.IndicatorCode]
		value := document.ValueCell(c.valueKey(v, "thuc-hien"), unitValueText(c.from.whole[v.IndicatorCode], v))
		note := func(text string) { value.Spans[0].Notes = append(value.Spans[0].Notes, text) }
		if v.Status == string(emulation.StatusEstimate) && v.Value.Valid {
			note("Số ước thực hiện.")
		}
		if c.stale(v) {
			note("Số liệu đến ngày " + day(v.PeriodEnd) + "; kỳ này chưa báo cáo.")
		}
		row := document.Row{Origin: picked(from, pair("indicator_code", v.IndicatorCode), pair("unit_code", v.UnitCode)), Cells: []document.Cell{
			document.WordCell(itoa(i + 1)), document.WordCell(t.IndicatorName), document.WordCell(t.Unit), document.WordCell(lastText(t, v)), value, document.ValueCell(c.valueKey(v, "hang"), c.rankText(v)),
			c.targetCell(t, "value", valueText(t))}}
		if targeted {
			own, ok := c.from.own[[2]string{v.UnitCode, v.IndicatorCode}]
			if ok {
				row.Cells = append(row.Cells, c.targetCell(own, "lo, hi", plan(own).table()), c.targetCell(own, c.judged(), orElse(c.statusWord(own), notApplicableText)))
			} else {
				row.Cells = append(row.Cells, document.WordCell(notApplicableText), document.WordCell(notApplicableText))
			}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// targetsOf is the query of the targets as a card asks it.
func (c *card) targetsOf() document.Origin {
	return asked("target_results", pair("plan_id", c.PlanID), dayPair("data_to", c.DataTo), dayPair("known_at", c.KnownAt), pair("review", c.kindOfReview()))
}

// judged is the column of that query that says how a target stands.
func (c *card) judged() string {
	if c.Final {
		return "verdict"
	}
	return "pace"
}

// targetCell prints what a target's row of that query says in a row of another one.
func (c *card) targetCell(t queries.TargetResult, from, text string) document.Cell {
	cell := document.WordCell(text)
	cell.Origin, cell.From = picked(c.targetsOf(), pair("target_code", t.TargetCode)), from
	return cell
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// told are the targets of the whole that the unit reports on: those with a
// measure, and those that are words.
func (c *card) told() (measured, worded []queries.TargetResult) {
	seen := map[string]bool{}
	for _, s := range c.from.sent[c.unit.UnitCode] {
		t, ok := c.from.whole[s.IndicatorCode]
		if ok && s.UnitCode == c.plan.UnitCode && !seen[s.IndicatorCode] {
			seen[s.IndicatorCode] = true
			if t.ValueText != "" && !t.Value.Valid {
				worded = append(worded, t)
			} else {
				measured = append(measured, t)
			}
		}
	}
	return measured, worded
}

// wordedList gives the reporter's own words; nothing is judged.
func (c *card) wordedList(worded []queries.TargetResult) document.List {
	var list document.List
	for i, t := range worded {
		if rest := len(worded) - i; c.most > 0 && i >= c.most && rest > 1 {
			list.Items = append(list.Items, document.Spans("Và "+count(rest)+" nội dung khác, xem báo cáo "+
				map[bool]string{true: "tổng kết", false: "sơ kết"}[c.Final]+" "+c.period()+", phần II."))
			break
		}
		list.Items = append(list.Items, document.Spans(t.Label+": "+afterColon(sentenceEnd(t.ValueText))+"."))
	}
	return list
}

func (c *card) toldTable(told []queries.TargetResult) document.Table {
	scope := lower(c.all()[len("Toàn "):])
	table := document.Table{ID: "bang-theo-doi", Title: "Chỉ tiêu của " + scope + " do đơn vị theo dõi, báo cáo",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 55}, {Width: 18, Align: document.Centre}, {Width: 22, Align: document.Decimal},
			{Width: 22, Align: document.Decimal}, {Width: 20, Align: document.Decimal}, {Width: 26}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Chỉ tiêu"}, {Text: "Đơn vị tính"}, {Text: "Kế hoạch"}, {Text: "Thực hiện"}, {Text: "% kế hoạch"},
			{Text: map[bool]string{true: "Đánh giá", false: "Tiến độ"}[c.Final]}}},
	}
	table.Columns[3].From, table.Columns[4].From, table.Columns[5].From, table.Columns[6].From = "lo, hi", "value", "fulfilment", c.judged()
	from := c.targetsOf()
	for i, t := range told {
		ratio := notApplicableText
		if t.Fulfilment.Valid {
			ratio = percent(t.Fulfilment)
		}
		value := document.ValueCell(key(t, figValue), valueText(t))
		if t.ValueStatus == string(emulation.StatusEstimate) && t.Value.Valid {
			value.Spans[0].Notes = append(value.Spans[0].Notes, "Số ước thực hiện.")
		}
		table.Rows = append(table.Rows, document.Row{Origin: picked(from, pair("target_code", t.TargetCode)), Cells: []document.Cell{
			document.WordCell(itoa(i + 1)), document.WordCell(t.Label), document.WordCell(t.Unit),
			document.WordCell(orElse(plan(t).table(), notApplicableText)), value, document.WordCell(ratio), document.WordCell(orElse(c.statusWord(t), notApplicableText))}})
	}
	return table
}

// commended is section 2: registrations and awards of the year.
func (c *card) commended() []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Number: "2", Text: "Đăng ký thi đua và khen thưởng năm " + itoa(c.year()), ID: "muc-2"}}
	rows := c.from.awards[c.unit.UnitCode]
	registered, pending, granted := c.sums()
	if registered+pending+granted == 0 {
		return append(blocks, say("Đơn vị chưa đăng ký danh hiệu thi đua; chưa có hồ sơ, quyết định khen thưởng."))
	}
	table := document.Table{ID: "bang-khen-thuong",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 62}, {Width: 24, Align: document.Centre}, {Width: 20, Align: document.Decimal},
			{Width: 24, Align: document.Decimal}, {Width: 24, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Danh hiệu, hình thức"}, {Text: "Đối tượng"}, {Text: "Đăng ký"}, {Text: "Đang đề nghị, trình"}, {Text: "Đã có quyết định"}}}}
	table.Columns[3].From, table.Columns[4].From, table.Columns[5].From = "registered", "proposed, approved, submitted", "granted"
	from := c.yearAsked("registration_awards_by_unit", c.year())
	own := pair("unit_code", c.unit.UnitCode)
	for i, a := range sortedAwards(rows) {
		table.Rows = append(table.Rows, document.Row{Origin: picked(from, own, pair("honour_code", a.HonourCode), pair("recipient_kind", a.RecipientKind)), Cells: []document.Cell{
			document.WordCell(itoa(i + 1)), document.WordCell(honourName(a.HonourCode)),
			document.WordCell(emulation.RecipientKind(a.RecipientKind).Label()), document.WordCell(whole(a.Registered)),
			document.WordCell(whole(a.Proposed + a.Approved + a.Submitted)), document.WordCell(whole(a.Granted))}})
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, "sum over the rows of the unit", own), Cells: []document.Cell{document.WordCell(""), document.WordCell("Cộng (lượt)"), document.WordCell(""),
		document.ValueCell("kt.dang-ky", whole(registered)), document.ValueCell("kt.dang-trinh", whole(pending)), document.ValueCell("kt.quyet-dinh", whole(granted))}})
	return append(blocks, table)
}

// sortedAwards puts titles and forms into the order of print.
func sortedAwards(rows []queries.UnitConversion) []queries.UnitConversion {
	out := slices.Clone(rows)
	kinds := emulation.AllRecipientKinds()
	slices.SortStableFunc(out, func(a, b queries.UnitConversion) int {
		if d := emulation.Honour(a.HonourCode).Rank() - emulation.Honour(b.HonourCode).Rank(); d != 0 {
			return d
		}
		return slices.Index(kinds, emulation.RecipientKind(a.RecipientKind)) - slices.Index(kinds, emulation.RecipientKind(b.RecipientKind))
	})
	return out
}

// participation is section 3: the movements that the unit takes part in.
func (c *card) participation() []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Number: "3", Text: "Tham gia phong trào thi đua", ID: "muc-3"}}
	joined := c.from.joined[c.unit.UnitCode]
	switch {
	case len(c.moves) == 0:
		return append(blocks, say("Kế hoạch không nêu phong trào thi đua cụ thể nào đang thực hiện trong kỳ."))
	case len(joined) == 0:
		return append(blocks, say("Đơn vị chưa báo cáo tham gia phong trào thi đua nào trong kỳ."))
	}
	table := document.Table{ID: "bang-phong-trao",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 124}, {Width: 22, Align: document.Centre}, {Width: 19, Align: document.Decimal}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Phong trào thi đua"}, {Text: "Ký giao ước"}, {Text: "Số người"}}}}
	table.Columns[2].From, table.Columns[3].From = "pledged_on", "participants"
	from, own := c.windowAsked("participation_list"), pair("unit_code", c.unit.UnitCode)
	in := map[string]bool{}
	for i, p := range joined {
		in[p.MovementCode] = true
		people, pledged := missingText, "chưa ký"
		if p.Participants.Valid {
			people = whole(p.Participants.V)
		}
		if !p.PledgedOn.IsZero() {
			pledged = day(p.PledgedOn)
		}
		table.Rows = append(table.Rows, document.Row{Origin: picked(from, own, pair("movement_code", p.MovementCode)), Cells: []document.Cell{
			document.WordCell(itoa(i + 1)), document.WordCell(p.MovementName),
			document.WordCell(pledged), document.WordCell(people)}})
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, "rows of the unit", own), Cells: []document.Cell{document.WordCell(""),
		{Spans: []document.Span{{Text: "Tham gia "}, document.Value("pt.tham-gia", whole(len(joined))), {Text: "/"}, document.Value("pt.so", whole(len(c.moves))), {Text: " phong trào"}}},
		document.WordCell(""), document.WordCell("")}})
	blocks = append(blocks, table)
	var not []string
	for _, m := range c.moves {
		if !in[m.MovementCode] {
			not = append(not, "“"+m.Name+"”")
		}
	}
	if len(not) > 0 {
		blocks = append(blocks, say("Chưa báo cáo tham gia: "+c.listed(not, "phong trào")+"."))
	}
	return blocks
}

// reporting is section 4: when the unit reported, and what is missing.
func (c *card) reporting() []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Number: "4", Text: "Chế độ báo cáo", ID: "muc-4"}}
	table := document.Table{ID: "bang-bao-cao",
		Columns: []document.Column{{Width: 24, Align: document.Centre}, {Width: 24, Align: document.Centre}, {Width: 25, Align: document.Centre}, {Width: 50}, {Width: 25, Align: document.Decimal}, {Width: 28, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "Hạn gửi"}, {Text: "Ngày gửi đầu tiên"}, {Text: "Bổ sung gần nhất"}, {Text: "Tình trạng"},
			{Text: "Chỉ tiêu có số liệu"}, {Text: "Chỉ tiêu còn thiếu số liệu"}}}}
	missing := c.missing()
	due, first, last := notApplicableText, missingText, missingText
	if d := c.due(); !d.IsZero() {
		due = day(d)
	}
	if !c.unit.FirstReportedOn.IsZero() {
		first, last = day(c.unit.FirstReportedOn), zeroText
		if !c.unit.LastReportedOn.Equal(c.unit.FirstReportedOn) {
			last = day(c.unit.LastReportedOn)
		}
	}
	for i, from := range []string{"", "first_reported_on", "last_reported_on", "status, late_days", "indicator_values", ""} {
		table.Columns[i].From = from
	}
	table.Rows = []document.Row{{Origin: picked(c.coverageAsked(), pair("unit_code", c.unit.UnitCode)), Cells: []document.Cell{document.WordCell(due), document.WordCell(first), document.WordCell(last), document.WordCell(c.status()),
		document.WordCell(whole(c.unit.IndicatorValues)), document.ValueCell("bc.thieu", whole(len(missing)))}}}
	blocks = append(blocks, table)
	if len(missing) > 0 {
		blocks = append(blocks, say("Chỉ tiêu chưa có số liệu của kỳ này: "+c.listed(missing, "chỉ tiêu")+"."))
	}
	return blocks
}

// Room of a chart of peers: with more of them only the best, the neighbours and
// the last are drawn.
const (
	allPeers  = 7
	bestPeers = 2
	neighbour = 1
)

// cardCharts is how many indicators a card sets the unit among its peers on.
const cardCharts = 2
