package reports

import (
	"slices"
	"strings"

	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// clusters says who leads each emulation cluster; the order proposes, the
// minutes decide (semantics.md 8).
func (r *review) clusters() []document.Block {
	var out []document.Block
	for _, group := range r.byCluster() {
		first := group[0]
		p := (&prose{}).w(first.ClusterName + ": ")
		if !slices.ContainsFunc(group, scored) {
			out = append(out, p.w("chưa chấm điểm năm "+itoa(first.Year)+".").paragraph())
			continue
		}
		scored := 0
		var leaders []string
		for _, c := range group {
			if c.Rank.Valid {
				scored++
				if c.Rank.V == 1 {
					leaders = append(leaders, c.ShortName)
				}
			}
		}
		p.v("cum."+first.ClusterCode+".xep", count(scored)).w("/").v("cum."+first.ClusterCode+".tong", count(len(group))).w(" đơn vị đã được thẩm định điểm và xếp hạng")
		switch {
		case len(leaders) == 1:
			p.w("; đơn vị dẫn đầu về điểm: " + leaders[0])
		case len(leaders) > 1:
			p.w("; các đơn vị đồng hạng nhất: " + enumerate(leaders))
		}
		for _, c := range group {
			if c.MinutesLeader {
				p.w("; đơn vị được bình xét, suy tôn dẫn đầu: " + c.ShortName)
				if c.LeaderDocument != "" {
					p.w(", theo " + c.LeaderDocument)
				}
			}
		}
		out = append(out, p.w(".").paragraph(), r.rankTable(group))
	}
	return out
}

// scored tells the members of a cluster that have points, their own or verified.
func scored(c queries.ClusterRank) bool { return c.SelfScore.Valid || c.Total.Valid }

// anyScored reports whether the points of any cluster are there.
func (r *review) anyScored() bool { return slices.ContainsFunc(r.ranks, scored) && len(r.scores) > 0 }

// clusterLeader is whom the minutes name, else the only first by points.
func clusterLeader(group []queries.ClusterRank) (queries.ClusterRank, string, bool) {
	for _, c := range group {
		if c.MinutesLeader && c.Total.Valid {
			return c, "được bình xét, suy tôn dẫn đầu", true
		}
	}
	for _, c := range group {
		if c.Rank.Valid && c.Rank.V == 1 && !c.Tied {
			return c, "dẫn đầu về điểm", true
		}
	}
	return queries.ClusterRank{}, "", false
}

// byCluster groups the ranking by cluster, each in the order of the ranking.
func (r *review) byCluster() [][]queries.ClusterRank {
	var out [][]queries.ClusterRank
	for _, c := range r.ranks {
		if n := len(out); n == 0 || out[n-1][0].ClusterCode != c.ClusterCode {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], c)
	}
	return out
}

func (r *review) rankTable(group []queries.ClusterRank) document.Table {
	first := group[0]
	table := document.Table{
		ID: "bang-xep-hang-" + first.ClusterCode, Title: "Kết quả chấm điểm, xếp hạng " + lower(first.ClusterName) + " năm " + itoa(first.Year),
		Columns: []document.Column{{Width: 18, Align: document.Centre}, {Width: 48}, {Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal},
			{Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal}, {Width: 22, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "Xếp hạng"}, {Text: "Đơn vị"}, {Text: "Tự chấm"}, {Text: "Thẩm định"}, {Text: "Điểm thưởng"}, {Text: "Điểm trừ"}, {Text: "Tổng điểm"}}},
	}
	if first.MaxPoints.Valid {
		table.Notes = append(table.Notes, "Tổng điểm tối đa của bảng tiêu chí: "+number(first.MaxPoints)+" điểm, chưa kể điểm thưởng.")
	}
	if slices.ContainsFunc(group, func(c queries.ClusterRank) bool { return c.TieBreakScore.Valid }) {
		table.Notes = append(table.Notes, "Các đơn vị bằng tổng điểm được xếp theo tiêu chí phụ của bảng chấm điểm.")
	}
	ranked := 0
	for _, c := range group {
		rank := document.WordCell(notApplicableText)
		if c.Rank.Valid {
			ranked++
			rank = document.WordCell(itoa(c.Rank.V))
			if c.Tied {
				rank.Spans[0].Text = "đồng hạng " + itoa(c.Rank.V)
			}
		}
		name := document.WordCell(c.ShortName)
		if c.UnrankedReason != "" {
			name.Spans[0].Notes = append(name.Spans[0].Notes, "Không xếp hạng: "+strings.TrimPrefix(c.UnrankedReason, "không xếp hạng: ")+".")
		}
		if c.LeaderDiffers {
			name.Spans[0].Notes = append(name.Spans[0].Notes, "Thứ tự theo điểm khác với kết quả bình xét ghi tại biên bản.")
		}
		k := "cum." + first.ClusterCode + "." + c.UnitCode + "."
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{rank, name,
			document.ValueCell(k+"tu-cham", number(c.SelfScore)), document.ValueCell(k+"tham-dinh", number(c.VerifiedScore)),
			document.ValueCell(k+"thuong", points(c.Bonus)), document.ValueCell(k+"tru", points(c.Deduction)), document.ValueCell(k+"tong", number(c.Total))}})
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell(""),
		{Spans: []document.Span{{Text: "Đã xếp hạng "}, document.Value("cum."+first.ClusterCode+".xep", whole(ranked)), {Text: "/"},
			document.Value("cum."+first.ClusterCode+".tong", whole(len(group))), {Text: " đơn vị"}}},
		document.WordCell(""), document.WordCell(""), document.WordCell(""), document.WordCell(""), document.WordCell("")}})
	return table
}

// points prints a bonus or deduction; none is "-".
func points(v quantity.NullDecimal) string { return cellNumber(v) }

// scoreTables are the criteria of each cluster: units down, criteria across,
// self-score and verified score side by side.
func (r *review) scoreTables() []document.Block {
	var out []document.Block
	for _, group := range r.byCluster() {
		if slices.ContainsFunc(group, scored) {
			out = append(out, r.scoreTable(group))
		}
	}
	return out
}

func (r *review) scoreTable(group []queries.ClusterRank) document.Table {
	code := group[0].ClusterCode
	var criteria []queries.CriterionScore // in order, one per criterion
	byCell := map[[2]string]queries.CriterionScore{}
	seen := map[string]bool{}
	for _, s := range r.scores {
		if s.ClusterCode != code {
			continue
		}
		byCell[[2]string{s.UnitCode, s.CriterionCode}] = s
		if s.CriterionCode != "*" && !seen[s.CriterionCode] {
			seen[s.CriterionCode] = true
			criteria = append(criteria, s)
		}
	}
	table := document.Table{ID: "bang-diem-" + code, Title: group[0].ClusterName, Columns: []document.Column{{Width: 40}},
		Header: [][]document.HeaderCell{{{Text: "Đơn vị", RowSpan: 2}}, nil}}
	for _, c := range criteria {
		head := c.CriterionName
		if c.MaxPoints.Valid {
			head += " (tối đa " + number(c.MaxPoints) + ")"
		}
		table.Columns = append(table.Columns,
			document.Column{Width: 14, Align: document.Decimal, From: "self_score", Pick: []document.Pair{pair("criterion_code", c.CriterionCode)}},
			document.Column{Width: 14, Align: document.Decimal, From: "verified_score", Pick: []document.Pair{pair("criterion_code", c.CriterionCode)}})
		table.Header[0] = append(table.Header[0], document.HeaderCell{Text: head, ColSpan: 2})
		table.Header[1] = append(table.Header[1], document.HeaderCell{Text: "Tự chấm"}, document.HeaderCell{Text: "Thẩm định"})
	}
	from := r.stateAsked("cluster_scores")
	for _, u := range group {
		row := document.Row{Origin: picked(from, pair("cluster_code", code), pair("unit_code", u.UnitCode)), Cells: []document.Cell{document.WordCell(u.ShortName)}}
		for _, c := range criteria {
			s := byCell[[2]string{u.UnitCode, c.CriterionCode}]
			verified := document.WordCell(number(s.VerifiedScore))
			if s.Reason != "" {
				verified.Spans[0].Notes = append(verified.Spans[0].Notes, u.ShortName+": "+s.Reason+".")
			}
			row.Cells = append(row.Cells, document.WordCell(number(s.SelfScore)), verified)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
