package reports

import (
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// A Naming says where units that lag are named: those late or without a report,
// those whose figures are missing in a total, those overdue with a task of an earlier
// report, and in a comparison those behind.
// The ranking of an emulation cluster names all its members in any case.
type Naming string

// The places where lagging units are named. Where they are not, they are
// counted.
const (
	NamedInAnnex Naming = "annex" // the annexes; also what "" means
	NamedInText  Naming = "text"  // sentences and charts of the text as well
	NamedNowhere Naming = "no"
)

func (o Office) inText() bool  { return o.Naming == NamedInText }
func (o Office) inAnnex() bool { return o.Naming != NamedNowhere }

// someUnits names units, or counts them.
func someUnits(names []string, named bool) string {
	if named {
		return enumerate(names)
	}
	return count(len(names)) + " đơn vị"
}

// unnamed takes from a reason of the queries the units that it names.
func unnamed(reason string, t queries.TargetResult, named bool) string {
	if named || len(t.MissingUnits) == 0 {
		return reason
	}
	return strings.ReplaceAll(reason, ": "+enumerate(t.MissingUnits), "")
}

// naming writes " (A, B)" after a count of units where the text may name them.
func (r *review) naming(p *prose, units []queries.UnitCoverage) *prose {
	if r.Office.inText() && len(units) > 0 {
		p.w(" (" + enumerate(shortNames(units)) + ")")
	}
	return p
}

// leaders are the rows of a comparison that may be named: all, or where those
// behind are not to be named the first half of those with a place; rest counts
// the others.
func (r *review) leaders(u unitsFigure) (rows []queries.UnitValue, rest int) {
	if r.Office.inAnnex() {
		return u.rows, 0
	}
	ranked := 0
	for _, v := range u.rows {
		if v.Rank.Valid {
			ranked++
		}
	}
	for _, v := range u.rows {
		// Who shares a place stands or falls with it.
		if v.Rank.Valid && v.Rank.V <= (ranked+1)/2 && (!v.Tied || v.Rank.V+tied(u.rows, v)-1 <= (ranked+1)/2 || v.Rank.V == 1) {
			rows = append(rows, v)
		}
	}
	return rows, len(u.rows) - len(rows)
}

// tied counts the units on one place.
func tied(rows []queries.UnitValue, of queries.UnitValue) int {
	n := 0
	for _, v := range rows {
		if v.Rank.Valid && v.Rank.V == of.Rank.V {
			n++
		}
	}
	return n
}

// coverageCounts is the table of who has reported without a name.
func (r *review) coverageCounts() document.Table {
	table := document.Table{
		ID:      "bieu-bao-cao",
		Columns: []document.Column{{Width: 60}, {Width: 26, Align: document.Decimal}, {Width: 26, Align: document.Decimal}, {Width: 26, Align: document.Decimal}, {Width: 26, Align: document.Decimal}},
		Header:  [][]document.HeaderCell{{{Text: "Cấp"}, {Text: "Phải báo cáo"}, {Text: "Đã báo cáo"}, {Text: "Trong đó báo cáo chậm"}, {Text: "Chưa báo cáo"}}},
	}
	type counts struct{ all, received, late, missing int }
	var levels []string
	by := map[string]*counts{}
	total := &counts{}
	for _, c := range r.coverage {
		n, ok := by[c.Level]
		if !ok {
			n = &counts{}
			by[c.Level] = n
			levels = append(levels, c.Level)
		}
		for _, n := range []*counts{n, total} {
			n.all++
			switch c.Status {
			case "missing":
				n.missing++
			case "late":
				n.late++
				n.received++
			default:
				n.received++
			}
		}
	}
	from := r.coverageAsked()
	for _, level := range levels {
		if len(levels) == 1 {
			break // the total says it
		}
		n := by[level]
		table.Rows = append(table.Rows, document.Row{Origin: computed(from, "rows by status", pair("level", level)), Cells: []document.Cell{document.WordCell(capital(emulation.Level(level).Label())), document.WordCell(whole(n.all)),
			document.WordCell(whole(n.received)), document.WordCell(whole(n.late)), document.WordCell(whole(n.missing))}})
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, "rows by status"), Cells: []document.Cell{document.WordCell("Cộng"),
		document.ValueCell("bc.tong", whole(total.all)), document.ValueCell("bc.nhan", whole(total.received)),
		document.ValueCell("bc.muon", whole(total.late)), document.ValueCell("bc.thieu", whole(total.missing))}})
	return telling(table, 3, silentOrZero)
}
