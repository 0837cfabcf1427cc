package reports

import (
	"slices"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// adjustments is the table of the targets that were changed after the plan was
// issued; nil when none was.
func (r *review) adjustments() []document.Block {
	if len(r.adjusted) == 0 {
		return nil
	}
	table := document.Table{
		ID: "bang-dieu-chinh", Title: "Các chỉ tiêu được điều chỉnh",
		Columns: []document.Column{{Width: 8, Align: document.Centre}, {Width: 40}, {Width: 18, Align: document.Centre}, {Width: 20, Align: document.Decimal},
			{Width: 20, Align: document.Decimal}, {Width: 44}, {Width: 20, Align: document.Centre}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Chỉ tiêu"}, {Text: "Đơn vị tính"}, {Text: "Trước điều chỉnh"}, {Text: "Sau điều chỉnh"},
			{Text: "Văn bản điều chỉnh"}, {Text: "Có hiệu lực từ"}}},
	}
	for i, v := range r.adjusted {
		if v.OldDueOn.Equal(v.DueOn) {
			v.OldDueOn, v.DueOn = time.Time{}, time.Time{}
		}
		before := plannedText(v.OldBound, v.Measure, v.Basis, v.OldGrade, v.OldLo, v.OldHi, v.OldDueOn)
		after := plannedText(v.Bound, v.Measure, v.Basis, v.Grade, v.Lo, v.Hi, v.DueOn)
		if v.Restricted {
			before, after = notApplicableText, notApplicableText
		}
		paper := orElse(v.VersionDoc, missingText)
		if !v.VersionDate.IsZero() {
			paper += " (" + day(v.VersionDate) + ")"
		}
		cell := document.WordCell(after)
		if first := r.underFirst(v); first != "" {
			cell.Spans[0].Notes = append(cell.Spans[0].Notes, first)
		}
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(v.Label), document.WordCell(v.Unit),
			document.WordCell(before), cell, document.WordCell(paper), document.WordCell(day(v.InForceFrom))}})
	}
	return []document.Block{(&prose{}).w("Kết quả được đánh giá theo kế hoạch đã điều chỉnh.").paragraph(), table}
}

// plannedText is one version of a target as a table prints it; the day by which
// it is due only where that was changed.
func plannedText(bound, measure, basis, grade string, lo, hi quantity.NullDecimal, due time.Time) string {
	text := plan(queries.TargetResult{Bound: bound, Grade: grade, Measure: measure, Basis: basis, LimitValue: lo, LimitHi: hi}).table()
	if !due.IsZero() {
		text += " (đến " + day(due) + ")"
	}
	return text
}

// underFirst says what the verdict would be under the plan as it was issued,
// where it differs (semantics.md 3).
func (r *review) underFirst(v queries.TargetVersion) string {
	i := slices.IndexFunc(r.targets, func(t queries.TargetResult) bool { return t.TargetCode == v.TargetCode })
	if i < 0 || !v.Current || r.targets[i].FirstVerdict == "" {
		return ""
	}
	return "Theo kế hoạch đầu năm thì đánh giá là: " + emulation.Verdict(r.targets[i].FirstVerdict).Label() + "."
}
