package reports

import (
	"tdkt/queries"
	"tdkt/reports/document"
)

// unitsTable lists what each unit has reached on one indicator, the best first,
// units without a report last.
func (r *review) unitsTable(u unitsFigure) document.Table {
	t := u.target
	table := document.Table{
		ID: "bieu-don-vi-" + t.TargetCode, Title: t.Label, Unit: "Đơn vị tính: " + t.Unit,
		Columns: []document.Column{{Width: 18, Align: document.Centre}, {Width: 55}, {Width: 26, Align: document.Decimal}, {Width: 26, Align: document.Decimal},
			{Width: 26, Align: document.Decimal}, {Width: 26, Align: document.Centre}},
		Header: [][]document.HeaderCell{{{Text: "Thứ tự"}, {Text: "Đơn vị"}, {Text: "Cùng kỳ năm trước"}, {Text: "Kế hoạch"}, {Text: "Thực hiện"}, {Text: "Số liệu đến ngày"}}},
	}
	if r.Final {
		table.Header[0][2].Text = "Năm trước"
	}
	for _, v := range u.rows {
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
		value := document.WordCell(unitValueText(v))
		if v.Status == "estimate" && v.Value.Valid {
			value.Spans[0].Notes = append(value.Spans[0].Notes, "Số ước thực hiện.")
		}
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{rank, document.WordCell(v.UnitName),
			document.WordCell(cellNumber(v.LastValue)), plan, value, date}})
	}
	return table
}

func unitValueText(v queries.UnitValue) string {
	switch {
	case v.ValueText != "" && !v.Value.Valid:
		return v.ValueText
	case v.ValueHi.Valid:
		return number(v.Value) + "-" + number(v.ValueHi)
	case !v.Value.Valid:
		return missingText
	}
	return precisionWord(v.ValuePrecision) + cellNumber(v.Value)
}
