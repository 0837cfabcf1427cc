package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// commendation is part IV: registrations against awards by title and form, the
// plan's award targets, and who was rewarded.
func (r *review) commendation() []document.Block {
	blocks := []document.Block{document.Heading{Level: 1, Number: "IV", Text: "Công tác khen thưởng", ID: "phan-4"}}
	n := 0
	section := func(text string) document.Heading {
		n++
		return document.Heading{Level: 2, Number: itoa(n), Text: text}
	}
	var ledger []queries.TargetResult
	for _, t := range r.targets {
		switch t.CountedFrom {
		case "awards", "registrations", "direct_share":
			ledger = append(ledger, t)
		}
	}
	if len(ledger) > 0 {
		blocks = append(blocks, section("Thực hiện chỉ tiêu thi đua, khen thưởng của kế hoạch"))
		var list document.List
		var waiting []queries.TargetResult
		for _, t := range ledger {
			if undecided(t) {
				waiting = append(waiting, t)
			}
		}
		for _, t := range ledger {
			if len(waiting) < 2 || !undecided(t) {
				list.Items = append(list.Items, r.awardSentence(t).spans)
			}
		}
		if len(waiting) > 1 {
			list.Items = append(list.Items, r.waitingSentence(waiting).spans)
		}
		blocks = append(blocks, list)
	}
	if table, ok := r.yearsTable(); ok {
		blocks = append(blocks, section("Khen thưởng cả giai đoạn"), r.yearsSentence(), table)
		blocks = append(blocks, r.termAwards()...)
	}
	for _, y := range r.awards {
		if len(y.conversion) == 0 || len(r.awards) > 1 {
			continue
		}
		blocks = append(blocks, section("Đăng ký và kết quả khen thưởng"), r.awardOverview(y))
		blocks = append(blocks, r.figures.after("registered."+itoa(y.year))...)
		blocks = append(blocks, r.conversionTable(y))
		if table, ok := r.personsTable(y, false); ok && r.Final {
			blocks = append(blocks, r.personsSentence(y), table)
		}
		if table, ok := r.structureTable(y); ok {
			blocks = append(blocks, r.structureSentence(y))
			blocks = append(blocks, r.figures.after("structure."+itoa(y.year))...)
			blocks = append(blocks, table)
		}
	}
	for _, y := range r.registers {
		if blocksOf := r.initiatives(y); blocksOf != nil {
			blocks = append(append(blocks, section("Sáng kiến, đề tài được công nhận năm "+itoa(y.year))), blocksOf...)
		}
	}
	for _, y := range r.funds {
		if fund := r.fund(y); fund != nil {
			blocks = append(append(blocks, section("Quỹ thi đua, khen thưởng năm "+itoa(y.year))), fund...)
		}
	}
	if n == 0 {
		blocks = append(blocks, (&prose{}).w("Trong kỳ chưa có đơn vị báo cáo đăng ký danh hiệu hoặc kết quả khen thưởng.").paragraph())
	}
	return blocks
}

// undecided tells the award targets of which nothing has been decided or asked for,
// as nothing can be before the year is over.
func undecided(t queries.TargetResult) bool {
	return t.CountedFrom == "awards" && !t.Restricted && t.Verdict == string(emulation.VerdictNotDue) &&
		(!t.Value.Valid || t.Value.Decimal.IsZero()) && (!t.Pending.Valid || t.Pending.Decimal.IsZero())
}

// waitingSentence says them together; each alone would say the same.
func (r *review) waitingSentence(waiting []queries.TargetResult) *prose {
	p := (&prose{}).w("Chưa đến kỳ xét tặng, chưa có quyết định: ")
	for i, t := range waiting {
		if i > 0 {
			p.w("; ")
		}
		p.w(lower(t.Label) + " (kế hoạch ")
		r.planWords(p, t)
		p.w(")")
	}
	return p.w(".")
}

// awardSentence keeps decided and pending apart: "đã có quyết định 12, đang
// trình 18" (semantics.md 5).
func (r *review) awardSentence(t queries.TargetResult) *prose {
	if !pendingShown(t) {
		return r.sentence(t)
	}
	p := (&prose{}).w(t.Label + ": chưa có quyết định")
	if t.Value.Valid && !t.Value.Decimal.IsZero() {
		p = (&prose{}).w(t.Label+": đã có quyết định ").v(key(t, figValue), said(t, number(t.Value))).w(unitOf(t))
	}
	if t.Pending.Valid && t.Pending.Decimal.Sign() > 0 {
		p.w(", đang đề nghị, trình ").v(key(t, figPending), said(t, number(t.Pending))).w(unitOf(t))
	}
	p.w("; kế hoạch ")
	r.planWords(p, t)
	if word := r.statusWord(t); word != "" {
		p.w("; " + lower(word))
	}
	if t.AssessedBy != "" {
		p.w(" (do cơ quan đánh giá)")
	} else if t.VerdictReason != "" {
		p.w(" (" + padded(unnamed(t.VerdictReason, t, r.Office.inText())) + ")")
	}
	return p.w(".")
}

// honourName is the title or form as a table prints it.
func honourName(code string) string { return emulation.Honour(code).Label() }

func awardKey(y yearAwards, c queries.Conversion, f string) string {
	return "kt." + itoa(y.year) + "." + c.HonourCode + "." + c.RecipientKind + "." + f
}

func (r *review) awardOverview(y yearAwards) document.Paragraph {
	kinds := map[string]int{}
	pending := 0
	for _, c := range y.conversion {
		kinds[c.RecipientKind] += c.Granted
		pending += c.Proposed + c.Approved + c.Submitted
	}
	p := (&prose{}).w("Kết quả khen thưởng năm " + itoa(y.year) + ": ")
	first := true
	for _, kind := range emulation.AllRecipientKinds() {
		if kinds[string(kind)] == 0 {
			continue
		}
		if !first {
			p.w(", ")
		}
		first = false
		p.v("kt."+itoa(y.year)+".tong."+string(kind), count(kinds[string(kind)])).w(" lượt " + kind.Label())
	}
	if first {
		p.w("chưa có quyết định khen thưởng")
	} else {
		p.w(" đã có quyết định khen thưởng")
	}
	if pending > 0 {
		p.w("; ").v("kt."+itoa(y.year)+".tong.dang-trinh", count(pending)).w(" hồ sơ đang đề nghị, trình cấp có thẩm quyền")
	}
	return p.w(".").paragraph()
}

func (r *review) conversionTable(y yearAwards) document.Table {
	table := document.Table{
		ID: "bang-khen-thuong-" + itoa(y.year), Title: "Đăng ký và kết quả khen thưởng năm " + itoa(y.year),
		Columns: []document.Column{{Width: 8, Align: document.Centre}, {Width: 52}, {Width: 20, Align: document.Centre}, {Width: 17, Align: document.Decimal},
			{Width: 17, Align: document.Decimal}, {Width: 17, Align: document.Decimal}, {Width: 20, Align: document.Decimal}, {Width: 20, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Danh hiệu, hình thức", RowSpan: 2}, {Text: "Đối tượng", RowSpan: 2}, {Text: "Đăng ký", RowSpan: 2},
				{Text: "Đang đề nghị, trình", RowSpan: 2}, {Text: "Đã có quyết định", ColSpan: 2}, {Text: "Cả năm " + itoa(y.year-1), RowSpan: 2}},
			{{Text: "tổng số"}, {Text: "có đăng ký"}},
		},
	}
	totals := map[string]int{}
	pending, registered := 0, 0
	for i, c := range y.conversion {
		last := document.WordCell(missingText)
		if c.LastYearGranted.Valid {
			last = document.ValueCell(awardKey(y, c, "nam-truoc"), whole(c.LastYearGranted.V))
		}
		matched := document.ValueCell(awardKey(y, c, "co-dang-ky"), whole(c.GrantedRegistered))
		if c.GrantedRegistered == 0 && c.GrantedUnnamed > 0 {
			matched = document.WordCell(missingText) // not known is not none
		}
		if len(c.ToVerify) > 0 {
			matched.Spans[0].Notes = append(matched.Spans[0].Notes, "Cần xác minh người trùng tên hoặc đăng ký theo nhóm: "+enumerate(c.ToVerify)+".")
		}
		if c.GrantedUnnamed > 0 {
			matched.Spans[0].Notes = append(matched.Spans[0].Notes, "Không đối chiếu được "+count(c.GrantedUnnamed)+" trường hợp báo cáo theo nhóm, không có tên.")
		}
		open := c.Proposed + c.Approved + c.Submitted
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{
			document.WordCell(itoa(i + 1)), document.WordCell(honourName(c.HonourCode)), document.WordCell(emulation.RecipientKind(c.RecipientKind).Label()),
			document.ValueCell(awardKey(y, c, "dang-ky"), whole(c.Registered)), document.ValueCell(awardKey(y, c, "dang-trinh"), whole(open)),
			document.ValueCell(awardKey(y, c, "quyet-dinh"), whole(c.Granted)), matched, last}})
		totals[c.RecipientKind] += c.Granted
		pending += open
		registered += c.Registered
	}
	// The totals count awards, not people: one person may hold two.
	label := []document.Span{{Text: "Cộng (lượt)"}}
	sum, sep := 0, ": "
	for _, kind := range emulation.AllRecipientKinds() {
		if n := totals[string(kind)]; n > 0 {
			label = append(label, document.Span{Text: sep + kind.Label() + "\u00a0"}, document.Value("kt."+itoa(y.year)+".tong."+string(kind), whole(n)))
			sum, sep = sum+n, ", "
		}
	}
	open := document.WordCell(whole(pending))
	if pending > 0 {
		open = document.ValueCell("kt."+itoa(y.year)+".tong.dang-trinh", whole(pending))
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell(""), {Spans: label}, document.WordCell(""),
		document.WordCell(whole(registered)), open, document.WordCell(whole(sum)), document.WordCell(""), document.WordCell("")}})
	return telling(table, 3, silentOrZero)
}

// Labels of the dimensions that the structure table shows, in its order.
var structureDimensions = []struct {
	code, head string
	label      func(string) string
}{
	{"recipient_kind", "Theo đối tượng", func(c string) string { return emulation.RecipientKind(c).Label() }},
	{"position_group", "Cá nhân theo vị trí công tác", func(c string) string { return emulation.PositionGroup(c).Label() }},
	{"kind_of_commendation", "Theo loại hình khen thưởng", func(c string) string { return emulation.KindOfCommendation(c).Label() }},
	{"direct", "Cá nhân được tặng bằng khen, giấy khen", func(c string) string {
		if c == "direct" {
			return "người trực tiếp lao động, công tác"
		}
		return "người giữ vai trò lãnh đạo, quản lý"
	}},
}

func (r *review) structureTable(y yearAwards) (document.Table, bool) {
	table := document.Table{
		ID: "bang-co-cau-" + itoa(y.year), Title: "Cơ cấu khen thưởng năm " + itoa(y.year),
		Columns: []document.Column{{Width: 90}, {Width: 30, Align: document.Decimal}, {Width: 30, Align: document.Decimal}},
		Header:  [][]document.HeaderCell{{{Text: "Cơ cấu"}, {Text: "Số lượt"}, {Text: "Tỷ lệ (%)"}}},
	}
	for _, d := range structureDimensions {
		first := true
		for _, s := range y.structure {
			if s.Dimension != d.code || s.Total == 0 {
				continue
			}
			if first {
				table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(d.head)}})
				first = false
			}
			label := "chưa rõ"
			if s.Code != "" {
				label = d.label(s.Code)
			}
			k := "cc." + itoa(y.year) + "." + d.code + "." + s.Code
			table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(capital(label)),
				document.ValueCell(k+".so", whole(s.Granted)), document.ValueCell(k+".ty-le", shareText(s))}})
		}
	}
	return table, len(table.Rows) > 0
}

func (r *review) structureSentence(y yearAwards) document.Paragraph {
	p := &prose{}
	for _, s := range y.structure {
		if s.Dimension == "direct" && s.Code == "direct" && s.Total > 0 {
			k := "cc." + itoa(y.year) + ".direct.direct"
			atLeast := ""
			if s.ShareHi.Valid && !s.ShareHi.Equal(s.Share) {
				atLeast = "ít nhất "
			}
			p.w("Trong số cá nhân được tặng bằng khen, giấy khen có "+atLeast).v(k+".so", count(s.Granted)).
				w(" người trực tiếp lao động, công tác, chiếm ").v(k+".ty-le", shareText(s)).w("%.")
			return p.paragraph()
		}
	}
	return p.w("Cơ cấu khen thưởng như sau:").paragraph()
}
