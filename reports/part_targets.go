package reports

import (
	"slices"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// results is part III: how many targets were reached, the charts, and a
// sentence a target, sector by sector. The annex has the table.
func (r *review) results() []document.Block {
	blocks := []document.Block{document.Heading{Level: 1, Number: "III", Text: "Kết quả thực hiện các chỉ tiêu", ID: "phan-3"}}
	measured := r.measured()
	if len(measured) == 0 {
		return append(blocks, (&prose{}).w("Kế hoạch không giao chỉ tiêu định lượng; kết quả các nội dung thi đua nêu tại phần II.").paragraph())
	}
	blocks = append(blocks, r.overview())
	blocks = append(blocks, r.figures.after("verdicts")...)
	blocks = append(blocks, r.countsTable())
	blocks = append(blocks, r.adjustments()...)
	blocks = append(blocks, r.figures.after("fulfilment")...)
	n := 0
	for _, sector := range r.sectors(measured) {
		n++
		blocks = append(blocks, document.Heading{Level: 2, Number: itoa(n), Text: sector[0].SectorName})
		var list document.List
		for _, t := range sector {
			list.Items = append(list.Items, r.withParts(t).spans)
		}
		blocks = append(blocks, list)
		for _, t := range sector {
			if t.IndicatorCode != "" {
				blocks = append(blocks, r.figures.after("trend."+t.TargetCode)...)
				if r.Office.inText() {
					blocks = append(blocks, r.figures.after("units."+t.TargetCode)...)
				}
			}
		}
	}
	if table, ok := r.indexTable(); ok {
		blocks = append(blocks, document.Heading{Level: 2, Number: itoa(n + 1), Text: "Các chỉ số, thứ hạng, xếp loại đã công bố"},
			say("Chỉ số, thứ hạng, xếp loại của một năm được công bố trong năm sau; thứ hạng càng nhỏ càng tốt."), table)
	}
	return blocks
}

// measured are the targets that get a sentence in part III: not the words
// without a measure, not the parts, members and other owners' numbers that their
// whole already names, and not what part IV counts from the ledgers.
func (r *review) measured() []queries.TargetResult {
	var out []queries.TargetResult
	for _, t := range r.targets {
		switch {
		case emulation.Bound(t.Bound) == emulation.BoundText,
			!r.counted(t),
			t.CountedFrom != "":
		default:
			out = append(out, t)
		}
	}
	return out
}

// sectors groups targets by sector in the plan's order.
func (r *review) sectors(targets []queries.TargetResult) [][]queries.TargetResult {
	var out [][]queries.TargetResult
	at := map[string]int{}
	for _, t := range targets {
		i, ok := at[t.SectorCode]
		if !ok {
			i = len(out)
			at[t.SectorCode] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

// A tally is one column of the table of counts.
type tally struct {
	key, head string
	count     func(queries.VerdictTally) int
}

// tallies are the classes of a review: verdicts at the end, the state on the
// way to them before (semantics.md 4.1 and 4.4).
func (r *review) tallies() []tally {
	if r.Final {
		return []tally{
			{"vuot", "Vượt", func(c queries.VerdictTally) int { return c.Exceeded }},
			{"dat", "Đạt", func(c queries.VerdictTally) int { return c.Met }},
			{"khong-dat", "Không đạt", func(c queries.VerdictTally) int { return c.NotMet }},
			{"chua-den-ky", "Chưa đến kỳ", func(c queries.VerdictTally) int { return c.NotDue }},
			{"chua-co", "Chưa có số liệu", func(c queries.VerdictTally) int { return c.NoData }},
			{"xac-minh", "Cần xác minh", func(c queries.VerdictTally) int { return c.ToVerify }},
		}
	}
	return []tally{
		{"da-dat", "Đã đạt", func(c queries.VerdictTally) int { return c.Reached }},
		{"co-kha-nang", "Có khả năng đạt", func(c queries.VerdictTally) int { return c.Likely }},
		{"kho-dat", "Khó đạt", func(c queries.VerdictTally) int { return c.AtRisk }},
		{"chua-co", "Chưa có số liệu", func(c queries.VerdictTally) int { return c.Missing }},
		{"chua-danh-gia", "Chưa đánh giá", func(c queries.VerdictTally) int { return c.Unassessed }},
	}
}

// total sums the counts over the sectors.
func (r *review) total() (sum queries.VerdictTally) {
	for _, c := range r.counts {
		for _, f := range []struct {
			to   *int
			from int
		}{
			{&sum.Targets, c.Targets}, {&sum.Exceeded, c.Exceeded}, {&sum.Met, c.Met}, {&sum.NotMet, c.NotMet},
			{&sum.NotDue, c.NotDue}, {&sum.NoData, c.NoData}, {&sum.ToVerify, c.ToVerify}, {&sum.Estimated, c.Estimated}, {&sum.Assessed, c.Assessed},
			{&sum.Reached, c.Reached}, {&sum.Likely, c.Likely}, {&sum.AtRisk, c.AtRisk}, {&sum.Missing, c.Missing}, {&sum.Unassessed, c.Unassessed},
		} {
			*f.to += f.from
		}
	}
	return sum
}

// overview says the counts in one sentence.
func (r *review) overview() document.Paragraph {
	p := &prose{}
	r.countSentence(p)
	p.w(" (chi tiết tại ").see(r.annexName(annexIndicators), "bieu-chi-tieu").w(").")
	return p.paragraph()
}

// reachedWords say what those that were met or exceeded have in common.
func reachedWords(c queries.VerdictTally) string {
	switch {
	case c.Exceeded == 0:
		return "đạt kế hoạch"
	case c.Met == 0:
		return "vượt kế hoạch"
	}
	return "đạt và vượt kế hoạch"
}

func (r *review) countSentence(p *prose) {
	total := r.total()
	if total.Targets == 1 {
		r.onlyTarget(p, total)
		return
	}
	if r.Final {
		p.w("Trong ").v("sl.tong", count(total.Targets)).w(" chỉ tiêu được giao, ")
		if total.Met+total.Exceeded == 0 {
			p.w("chưa có chỉ tiêu nào đạt kế hoạch")
		} else {
			p.w("có ").v("sl.dat-va-vuot", count(total.Met+total.Exceeded)).w(" chỉ tiêu " + reachedWords(total))
			if total.Exceeded > 0 && total.Met > 0 {
				p.w(" (trong đó ").v("sl.vuot", count(total.Exceeded)).w(" chỉ tiêu vượt)")
			}
		}
		if total.NotMet > 0 {
			p.w(", ").v("sl.khong-dat", count(total.NotMet)).w(" chỉ tiêu không đạt")
		}
	} else {
		p.w("Trong ").v("sl.tong", count(total.Targets)).w(" chỉ tiêu được giao, ")
		if total.Reached == 0 {
			p.w("chưa có chỉ tiêu nào đạt kế hoạch năm")
		} else {
			p.w("đã đạt ").v("sl.da-dat", count(total.Reached)).w(" chỉ tiêu")
		}
		if total.Likely > 0 {
			p.w(", có khả năng đạt ").v("sl.co-kha-nang", count(total.Likely)).w(" chỉ tiêu")
		}
		if total.AtRisk > 0 {
			p.w(", khó đạt ").v("sl.kho-dat", count(total.AtRisk)).w(" chỉ tiêu")
		}
	}
	for _, t := range r.tallies() {
		n := t.count(total)
		if n == 0 {
			continue
		}
		switch t.key {
		case "chua-den-ky":
			p.w(", ").v("sl."+t.key, count(n)).w(" chỉ tiêu chưa đến kỳ đánh giá")
		case "chua-co":
			p.w(", ").v("sl."+t.key, count(n)).w(" chỉ tiêu chưa có số liệu")
		case "chua-danh-gia":
			p.w(", ").v("sl."+t.key, count(n)).w(" chỉ tiêu chưa đến kỳ hoặc chưa đủ căn cứ đánh giá")
		case "xac-minh":
			p.w(", ").v("sl."+t.key, count(n)).w(" chỉ tiêu cần xác minh")
		}
	}
	if total.Estimated > 0 {
		p.w("; ").v("sl.uoc", count(total.Estimated)).w(" chỉ tiêu đánh giá theo số ước thực hiện")
	}
	if total.Assessed > 0 {
		p.w("; ").v("sl.co-quan", count(total.Assessed)).w(" chỉ tiêu do cơ quan đánh giá")
	}
}

// onlyTarget is the sentence of a plan that counts one chỉ tiêu.
func (r *review) onlyTarget(p *prose, total queries.VerdictTally) {
	state := "cần xác minh"
	switch {
	case r.Final && total.Exceeded > 0:
		state = "vượt kế hoạch"
	case r.Final && total.Met > 0:
		state = "đạt kế hoạch"
	case r.Final && total.NotMet > 0:
		state = "không đạt kế hoạch"
	case r.Final && total.NotDue > 0:
		state = "chưa đến kỳ đánh giá"
	case total.NoData > 0 && r.Final, total.Missing > 0 && !r.Final:
		state = "chưa có số liệu"
	case !r.Final && total.Reached > 0:
		state = "đã đạt kế hoạch năm"
	case !r.Final && total.Likely > 0:
		state = "có khả năng đạt"
	case !r.Final && total.AtRisk > 0:
		state = "khó đạt"
	case !r.Final && total.Unassessed > 0:
		state = "chưa đến kỳ hoặc chưa đủ căn cứ đánh giá"
	}
	p.w("Kế hoạch giao ").v("sl.tong", count(total.Targets)).w(" chỉ tiêu, " + state)
	if total.Estimated > 0 {
		p.w(" (theo số ước thực hiện)")
	}
	if total.Assessed > 0 {
		p.w(" (do cơ quan đánh giá)")
	}
}

// countDimensions are what the chỉ tiêu are counted by beside their sector, where
// the plan has several.
var countDimensions = []struct{ code, key, title string }{
	{"owner", "giao", "cấp giao chỉ tiêu"}, {"phase", "dot", "đợt, kỳ của chỉ tiêu"}, {"unit", "don-vi", "đơn vị được giao chỉ tiêu"},
}

// mostGroups is how many owners, phases or units the table of a page takes; more
// units stand in the annexes.
const mostGroups = 12

// countsTable lists the counts by sector, and under their sum by owner, phase and
// unit; the columns of each add up. A class that no target is in has no column.
func (r *review) countsTable() document.Table {
	classes := r.tallies()
	table := document.Table{ID: "bang-danh-gia", Title: "Kết quả chỉ tiêu theo lĩnh vực", Unit: "Đơn vị tính: chỉ tiêu",
		Columns: []document.Column{{Width: 46}, {Width: 17, Align: document.Decimal}}}
	head := []document.HeaderCell{{Text: "Lĩnh vực"}, {Text: "Tổng số"}}
	for _, c := range classes {
		table.Columns = append(table.Columns, document.Column{Width: 17, Align: document.Decimal})
		head = append(head, document.HeaderCell{Text: c.head})
	}
	extra := "Theo số ước"
	if r.Final {
		table.Columns = append(table.Columns, document.Column{Width: 17, Align: document.Decimal})
		head = append(head, document.HeaderCell{Text: "Đạt và vượt"})
	}
	table.Columns = append(table.Columns, document.Column{Width: 17, Align: document.Decimal})
	head = append(head, document.HeaderCell{Text: extra})
	total := r.total()
	assessed := total.Assessed > 0
	if assessed {
		table.Columns = append(table.Columns, document.Column{Width: 17, Align: document.Decimal})
		head = append(head, document.HeaderCell{Text: "Cơ quan đánh giá"})
	}
	table.Header = [][]document.HeaderCell{head}
	add := func(prefix, name string, kind document.RowKind, c queries.VerdictTally) {
		cells := []document.Cell{document.WordCell(name), document.ValueCell(prefix+"tong", whole(c.Targets))}
		for _, t := range classes {
			cells = append(cells, document.ValueCell(prefix+t.key, whole(t.count(c))))
		}
		if r.Final {
			cells = append(cells, document.ValueCell(prefix+"dat-va-vuot", whole(c.Met+c.Exceeded)))
		}
		cells = append(cells, document.ValueCell(prefix+"uoc", whole(c.Estimated)))
		if assessed {
			cells = append(cells, document.ValueCell(prefix+"co-quan", whole(c.Assessed)))
		}
		table.Rows = append(table.Rows, document.Row{Kind: kind, Cells: cells})
	}
	sum, sectors := "Cộng", slices.DeleteFunc(slices.Clone(r.counts), func(c queries.VerdictCounts) bool { return c.Targets == 0 })
	if len(sectors) == 1 { // it is the whole
		sum, sectors = orElse(sectors[0].SectorName, sum), nil
	}
	for _, c := range sectors {
		add("sl."+c.SectorCode+".", c.SectorName, document.Plain, c.VerdictTally)
	}
	if total.Targets > 0 {
		add("sl.", sum, document.Total, total)
	}
	for _, d := range countDimensions {
		groups := slices.DeleteFunc(slices.Clone(r.groups), func(g queries.VerdictGroup) bool { return g.Dimension != d.code })
		if len(groups) < 2 || len(groups) > mostGroups {
			continue
		}
		table.Title += ", " + d.title
		table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell("Chia theo " + d.title)}})
		for i, g := range groups {
			name := g.Name
			if d.code == "owner" && name == "Kế hoạch" { // nobody in particular: the plan's own
				name = "Theo kế hoạch này"
			}
			add("sl."+d.key+"."+itoa(i)+".", name, document.Plain, g.VerdictTally)
		}
	}
	return telling(table, 2, silentOrZero)
}
