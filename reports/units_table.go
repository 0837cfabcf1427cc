package reports

import (
	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// unitsTable lists what each unit has reached on one indicator, the best first,
// units without a report last.
func (r *review) unitsTable(u unitsFigure) document.Table {
	t := u.target
	table := document.Table{
		ID: "bieu-don-vi-" + t.TargetCode, Title: t.Label, Unit: "Đơn vị tính: " + t.Unit,
		Columns: []document.Column{{Width: 18, Align: document.Centre, From: "rank"}, {Width: 55}, {Width: 26, Align: document.Decimal, From: "last_value"}, {Width: 26, Align: document.Decimal, From: "target_lo"},
			{Width: 26, Align: document.Decimal, From: "value"}, {Width: 26, Align: document.Centre, From: "period_end"}},
		Header: [][]document.HeaderCell{{{Text: "Thứ tự"}, {Text: "Đơn vị"}, {Text: "Cùng kỳ năm trước"}, {Text: "Kế hoạch"}, {Text: "Thực hiện"}, {Text: "Số liệu đến ngày"}}},
	}
	if r.Final {
		table.Header[0][2].Text = "Năm trước"
	}
	rows, rest := r.leaders(u)
	from := asked("units_on_indicator", pair("plan_id", r.PlanID), pair("indicator_code", t.IndicatorCode), dayPair("data_to", r.DataTo), dayPair("known_at", r.KnownAt))
	for _, v := range rows {
		rank, date := document.WordCell(notApplicableText), document.WordCell(missingText)
		if v.Rank.Valid {
			rank = document.WordCell(itoa(v.Rank.V))
		}
		if !v.PeriodEnd.IsZero() {
			date = document.WordCell(day(v.PeriodEnd))
		}
		plan := document.WordCell(notApplicableText)
		if v.TargetLo.Valid {
			plan = document.WordCell(number(v.TargetLo))
		}
		value := document.WordCell(unitValueText(t, v))
		if v.Value.Valid {
			value = document.ValueCell(unitKey(v), unitValueText(t, v))
		}
		if v.Status == "estimate" && v.Value.Valid {
			value.Spans[0].Notes = append(value.Spans[0].Notes, "Số ước thực hiện.")
		}
		table.Rows = append(table.Rows, document.Row{Origin: picked(from, pair("unit_code", v.UnitCode)), Cells: []document.Cell{rank, document.WordCell(v.UnitName),
			document.WordCell(lastText(t, v)), plan, value, date}})
	}
	if rest > 0 {
		table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, "number of rows that are not listed"), Cells: []document.Cell{document.WordCell(""),
			document.WordCell("Các đơn vị còn lại: " + whole(rest)), document.WordCell(""), document.WordCell(""), document.WordCell(""), document.WordCell("")}})
	}
	return telling(table, 2, silent)
}

// unitKey binds a unit's value on an indicator to the table of units.
func unitKey(v queries.UnitValue) string { return "dv." + v.IndicatorCode + "." + v.UnitCode }

// unitValueText prints a unit's value; one computed from a fraction has the
// indicator's decimals, so that a column of them stands even.
func unitValueText(t queries.TargetResult, v queries.UnitValue) string {
	switch {
	case v.ValueText != "" && !v.Value.Valid:
		return v.ValueText
	case v.ValueHi.Valid:
		return number(v.Value) + "-" + number(v.ValueHi)
	case !v.Value.Valid:
		return missingText
	case v.Numerator.Valid && !v.Value.Decimal.IsZero():
		return precisionWord(v.ValuePrecision) + quantity.Format(v.Value.Decimal, t.Decimals)
	}
	return precisionWord(v.ValuePrecision) + cellNumber(v.Value)
}

// lastText is last year's value with as many decimals as this year's, where it has
// no more of its own.
func lastText(t queries.TargetResult, v queries.UnitValue) string {
	text := cellNumber(v.LastValue)
	if !v.LastValue.Valid || v.LastValue.Decimal.IsZero() || !v.Numerator.Valid {
		return text
	}
	if even := quantity.Format(v.LastValue.Decimal, t.Decimals); len(even) >= len(text) {
		return even
	}
	return text
}

// best are the units on the first place, and the word for it; nil where there is
// no order, or the first place says nothing because many share it.
func (u unitsFigure) best() (rows []queries.UnitValue, word string) {
	for _, v := range u.rows {
		if v.Rank.Valid && v.Rank.V == 1 {
			rows = append(rows, v)
		}
	}
	if len(rows) > 2 {
		return nil, ""
	}
	switch chartDirection(u.target) {
	case charts.Down, charts.Cap:
		return rows, "thấp nhất"
	case charts.Flat:
		return nil, ""
	}
	return rows, mostWord(u.target)
}

// mostWord is "cao nhất" of a rate or an average, and "nhiều nhất" of what is
// counted or measured: no area is high.
func mostWord(t queries.TargetResult) string {
	switch emulation.Nature(t.Nature) {
	case emulation.NatureCount, emulation.NatureFlow, emulation.NatureStock:
		return "nhiều nhất"
	}
	return "cao nhất"
}

// leading names the units with the best value of each indicator that several
// report.
func (r *review) leading() (document.Paragraph, bool) {
	p := (&prose{}).w("Đơn vị dẫn đầu: ")
	first := true
	for _, u := range r.units {
		rows, word := u.best()
		if len(rows) == 0 {
			continue
		}
		if !first {
			p.w("; ")
		}
		first = false
		p.w(lower(u.target.Label) + " " + word + " là ")
		for i, v := range rows {
			if i > 0 {
				p.w(" và ")
			}
			p.w(v.ShortName)
		}
		p.w(" (").v(unitKey(rows[0]), said(u.target, unitValueText(u.target, rows[0]))).w(unitOf(u.target) + ")")
	}
	if first {
		return document.Paragraph{}, false
	}
	return p.w(" (chi tiết tại ").see(r.annexName(annexUnits), "bieu-don-vi-"+r.alike()[0][0].target.TargetCode).w(").").paragraph(), true
}
