package reports

import (
	"slices"

	"tdkt/queries"
	"tdkt/reports/document"
)

// besideMost is how many indicators a portrait table has room for side by side.
const besideMost = 4

// alike groups the indicators that the same units report, so that a unit stands in
// one row and not in one of each table. Where those behind are not to be named each
// indicator has other rows, and a table of its own.
func (r *review) alike() [][]unitsFigure {
	var same, out [][]unitsFigure
	for _, u := range r.units {
		i := slices.IndexFunc(same, func(g []unitsFigure) bool {
			return r.Office.inAnnex() && slices.Equal(unitCodes(g[0]), unitCodes(u))
		})
		if i < 0 {
			same = append(same, []unitsFigure{u})
		} else {
			same[i] = append(same[i], u)
		}
	}
	for _, g := range same { // nine are three tables of three
		tables := (len(g) + besideMost - 1) / besideMost
		for ; tables > 0; tables-- {
			n := (len(g) + tables - 1) / tables
			out, g = append(out, g[:n]), g[n:]
		}
	}
	return out
}

// unitCodes are the units of a comparison in the tree's order.
func unitCodes(u unitsFigure) []string {
	var out []string
	for _, v := range inTreeOrder(u.rows) {
		out = append(out, v.UnitCode)
	}
	return out
}

// sideBySide lists the units in the tree's order with several indicators: last
// year's value, the unit's own plan, the value and the place of each.
func (r *review) sideBySide(group []unitsFigure) document.Table {
	table := document.Table{
		ID:      "bieu-don-vi-" + group[0].target.TargetCode,
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 40}},
		Header:  [][]document.HeaderCell{{{Text: "TT", RowSpan: 2}, {Text: "Đơn vị", RowSpan: 2}}, nil},
	}
	if r.alikeTitled(group) {
		table.Title = "Kết quả các chỉ tiêu của từng đơn vị"
	}
	last := "cùng kỳ"
	if r.Final {
		last = "năm trước"
	}
	estimated := map[string]bool{}
	for _, u := range group {
		pick := []document.Pair{pair("indicator_code", u.target.IndicatorCode)}
		table.Columns = append(table.Columns,
			document.Column{Width: 16, Align: document.Decimal, From: "last_value", Pick: pick}, document.Column{Width: 14, Align: document.Decimal, From: "target_lo", Pick: pick},
			document.Column{Width: 16, Align: document.Decimal, From: "value", Pick: pick}, document.Column{Width: 12, Align: document.Centre, From: "rank", Pick: pick})
		table.Header[0] = append(table.Header[0], document.HeaderCell{Text: u.target.Label + " (" + u.target.Unit + ")", ColSpan: 4})
		table.Header[1] = append(table.Header[1], document.HeaderCell{Text: last}, document.HeaderCell{Text: "kế hoạch"}, document.HeaderCell{Text: "thực hiện"}, document.HeaderCell{Text: "thứ tự"})
		estimated[u.target.IndicatorCode] = !slices.ContainsFunc(u.rows, func(v queries.UnitValue) bool { return v.Value.Valid && v.Status != "estimate" })
		if estimated[u.target.IndicatorCode] {
			table.Notes = append(table.Notes, u.target.Label+": số ước thực hiện.")
		}
	}
	from := asked("units_on_indicator", pair("plan_id", r.PlanID), dayPair("data_to", r.DataTo), dayPair("known_at", r.KnownAt))
	for i, unit := range inTreeOrder(group[0].rows) {
		row := document.Row{Origin: picked(from, pair("unit_code", unit.UnitCode)), Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(unit.UnitName)}}
		for _, u := range group {
			v := u.rows[slices.IndexFunc(u.rows, func(v queries.UnitValue) bool { return v.UnitCode == unit.UnitCode })]
			row.Cells = append(row.Cells, r.besideCells(u.target, v, estimated[v.IndicatorCode])...)
		}
		table.Rows = append(table.Rows, row)
	}
	return telling(table, 2, silent)
}

// alikeTitled tells the first of several tables.
func (r *review) alikeTitled(group []unitsFigure) bool {
	return len(r.units) > 0 && r.units[0].target.TargetCode == group[0].target.TargetCode
}

// besideCells are a unit's cells on one indicator. A figure of an earlier day than
// the report's says so.
func (r *review) besideCells(t queries.TargetResult, v queries.UnitValue, estimated bool) []document.Cell {
	plan, rank := document.WordCell(notApplicableText), document.WordCell(notApplicableText)
	if v.TargetLo.Valid {
		plan = document.WordCell(number(v.TargetLo))
	}
	if v.Rank.Valid {
		rank = document.WordCell(itoa(v.Rank.V))
	}
	value := document.WordCell(unitValueText(t, v))
	if v.Value.Valid {
		value = document.ValueCell(unitKey(v), unitValueText(t, v))
		if v.Status == "estimate" && !estimated {
			value.Spans[0].Notes = append(value.Spans[0].Notes, "Số ước thực hiện.")
		}
	}
	if !v.PeriodEnd.IsZero() && !v.PeriodEnd.Equal(r.DataTo) {
		value.Spans[0].Notes = append(value.Spans[0].Notes, "Số liệu đến ngày "+day(v.PeriodEnd)+".")
	}
	return []document.Cell{document.WordCell(lastText(t, v)), plan, value, rank}
}
