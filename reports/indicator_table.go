package reports

import (
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// A column of the indicator table: its head, its share of the width, and what
// it says of a target.
type indicatorColumn struct {
	head  string
	width float64
	align document.Align
	cell  func(t queries.TargetResult) document.Cell
	from  string // the query's columns
}

// indicatorTable is the "biểu chỉ tiêu" (columns after domain.md 1.3: the
// half-year form for an interim review, the final form for the year).
func (r *review) indicatorTable() document.Table {
	columns := r.interimColumns()
	if r.Final {
		columns = r.finalColumns()
	}
	table := document.Table{ID: "bieu-chi-tieu"}
	var head []document.HeaderCell
	for _, c := range columns {
		table.Columns = append(table.Columns, document.Column{Width: c.width, Align: c.align, From: c.from})
		head = append(head, document.HeaderCell{Text: c.head})
	}
	table.Header = [][]document.HeaderCell{head}
	sector, from := "", r.targetsAsked(r.kindOfReview())
	rows := r.tabled()
	numbers, grouped := r.rowNumbers(rows)
	for _, t := range rows {
		if t.SectorCode != sector {
			sector = t.SectorCode
			table.Rows = append(table.Rows, document.Row{Kind: document.Group,
				Cells: []document.Cell{document.WordCell(t.SectorName)}})
		}
		row := document.Row{Origin: picked(from, pair("target_code", t.TargetCode))}
		label, ok := numbers[t.TargetCode]
		if !ok {
			row.Kind = document.Part
		}
		for i, c := range columns {
			switch {
			case i == 0:
				row.Cells = append(row.Cells, document.WordCell(label))
			case t.Restricted && i > 2 && i < len(columns)-1:
				row.Cells = append(row.Cells, document.WordCell(notApplicableText))
			default:
				row.Cells = append(row.Cells, c.cell(t))
			}
		}
		table.Rows = append(table.Rows, row)
	}
	table.Notes = []string{"Ký hiệu: “...” chưa có số liệu; “-” không phát sinh; “×” không áp dụng."}
	if len(grouped) > 0 {
		table.Notes = append(table.Notes, "Các dòng cùng số thứ tự ("+strings.Join(grouped, "; ")+") được tính chung là một chỉ tiêu.")
	}
	return telling(table, 3, silent)
}

func (r *review) interimColumns() []indicatorColumn {
	return []indicatorColumn{
		{head: "TT", width: 9, align: document.Centre},
		{head: "Chỉ tiêu", width: 60, cell: labelCell, from: "label"},
		{head: "Đơn vị tính", width: 20, align: document.Centre, cell: unitCell, from: "unit"},
		{head: "Kế hoạch năm", width: 22, align: document.Decimal, cell: planCell, from: "lo, hi, base_value"},
		{head: "Cùng kỳ năm trước", width: 20, align: document.Decimal, cell: samePeriodCell, from: "last_value"},
		{head: "Thực hiện đến " + day(r.DataTo), width: 22, align: document.Decimal, cell: r.valueCell, from: "value"},
		{head: "So với kế hoạch (%)", width: 19, align: document.Decimal, cell: fulfilmentCell, from: "fulfilment"},
		{head: "So với cùng kỳ", width: 21, align: document.Centre, cell: growthCell, from: "growth, growth_difference"},
		{head: "Tiến độ", width: 32, align: document.Left, cell: r.paceCell, from: "pace, pace_expected, pace_actual"},
		{head: "Ước cả năm", width: 18, align: document.Decimal, cell: estimateCell, from: "year_estimate"},
		{head: "Còn phải thực hiện", width: 19, align: document.Decimal, cell: remainingCell, from: "remaining, remaining_per_month, difference"},
		{head: "Khả năng hoàn thành", width: 24, align: document.Left, cell: r.outlookCell, from: "outlook"},
	}
}

func (r *review) finalColumns() []indicatorColumn {
	return []indicatorColumn{
		{head: "TT", width: 9, align: document.Centre},
		{head: "Chỉ tiêu", width: 66, cell: labelCell, from: "label"},
		{head: "Đơn vị tính", width: 22, align: document.Centre, cell: unitCell, from: "unit"},
		{head: "Thực hiện năm trước", width: 22, align: document.Decimal, cell: lastCell, from: "last_value"},
		{head: "Kế hoạch năm", width: 27, align: document.Decimal, cell: planCell, from: "lo, hi, base_value"},
		{head: "Thực hiện năm " + r.yearText(), width: 24, align: document.Decimal, cell: r.valueCell, from: "value"},
		{head: "So với kế hoạch (%)", width: 21, align: document.Decimal, cell: fulfilmentCell, from: "fulfilment"},
		{head: "Chênh lệch so với kế hoạch", width: 24, align: document.Centre, cell: differenceCell, from: "difference"},
		{head: "So với năm trước", width: 23, align: document.Centre, cell: growthCell, from: "growth, growth_difference"},
		{head: "Đánh giá", width: 27, align: document.Left, cell: r.verdictCell, from: "verdict"},
	}
}

// looseReasons say more than the query does why there is no comparison: who reads
// "không chính xác" under a table takes the figure to be wrong.
var looseReasons = map[string]string{
	"số liệu không chính xác": "số liệu báo cáo là số gần đúng, không so sánh",
}

func labelCell(t queries.TargetResult) document.Cell {
	label := t.Label
	if emulation.PartKind(t.PartKind) == emulation.PartOfWhich && !strings.HasPrefix(label, "Trong đó") {
		label = "Trong đó: " + lower(label)
	}
	if t.Owner != "" && t.Owner != "Kế hoạch" {
		label += " (" + t.Owner + ")"
	}
	return document.WordCell(label)
}

func unitCell(t queries.TargetResult) document.Cell { return document.WordCell(t.Unit) }

func planCell(t queries.TargetResult) document.Cell {
	x := plan(t)
	var c document.Cell
	if x.sign != "" {
		c.Spans = append(c.Spans, document.Span{Text: x.sign})
	}
	c.Spans = append(c.Spans, document.Value(key(t, figPlan), x.number))
	if x.suffix != "" {
		c.Spans = append(c.Spans, document.Span{Text: x.suffix})
	}
	if t.BaseValue.Valid && emulation.Measure(t.Measure) != emulation.MeasureLevel {
		c.Spans = append(c.Spans, document.Span{Text: " (gốc năm " + itoa(t.BaseYear) + ": "},
			document.Value(key(t, figBase), number(t.BaseValue)), document.Span{Text: ")"})
	}
	if t.ChangeRequired.Valid {
		c.Spans = append(c.Spans, document.Span{Text: " (" + secondVerb(t, t.ChangeRequired) + number(t.ChangeRequired) + ")"})
	}
	if t.Version > 1 && t.FirstLo.Valid {
		note := "Kế hoạch điều chỉnh"
		if t.VersionDoc != "" {
			note += " theo " + t.VersionDoc
		}
		c.Spans[0].Notes = append(c.Spans[0].Notes, note+"; kế hoạch đầu năm "+number(t.FirstLo)+".")
	}
	return c
}

// valueCell prints the result with what qualifies it: an estimate, missing
// units, a change beside a level.
func (r *review) valueCell(t queries.TargetResult) document.Cell {
	if emulation.Bound(t.Bound) == emulation.BoundAllOf || emulation.Bound(t.Bound) == emulation.BoundText {
		return document.WordCell(orElse(t.ValueText, notApplicableText))
	}
	verb, keyed := valueWords(t)
	cell := document.Cell{}
	if verb != "" {
		cell.Spans = append(cell.Spans, document.Span{Text: verb})
	}
	cell.Spans = append(cell.Spans, document.Value(key(t, figValue), keyed))
	valueAt := len(cell.Spans) - 1
	if shown := !t.ValueIsChange && t.Change.Valid && !t.Change.Decimal.IsZero(); shown && emulation.Measure(t.Measure) != emulation.MeasureLevel {
		cell.Spans = append(cell.Spans,
			document.Span{Text: " (" + direction(t.Change.Decimal.Sign()*measureSign(t), "tăng ", "giảm ")},
			document.Value(key(t, figChange), unsigned(t.Change)), document.Span{Text: shortUnit(changeUnit(t)) + ")"})
	} else if t.ChangeActual.Valid && t.ChangeRequired.Valid {
		cell.Spans = append(cell.Spans,
			document.Span{Text: " (" + secondVerb(t, t.ChangeActual)},
			document.Value(key(t, figChange), unsigned(t.ChangeActual)), document.Span{Text: ")"})
	}
	if pendingShown(t) && t.Pending.Decimal.Sign() > 0 {
		cell.Spans = append(cell.Spans, document.Span{Text: " (đang trình "},
			document.Value(key(t, figPending), number(t.Pending)), document.Span{Text: ")"})
	}
	last := &cell.Spans[valueAt]
	if emulation.Status(t.ValueStatus) == emulation.StatusEstimate && t.Value.Valid {
		last.Notes = append(last.Notes, "Số ước thực hiện.")
	}
	if t.ValueSource == "rolled_up" && len(t.MissingUnits) > 0 {
		last.Notes = append(last.Notes, "Tổng hợp từ "+itoa(t.ReceivedUnits)+"/"+itoa(t.ExpectedUnits)+
			" đơn vị; còn thiếu "+someUnits(t.MissingUnits, r.Office.inAnnex())+".")
	}
	if t.ChildrenValue.Valid && t.ValueSource == "own" && t.Value.Valid && !t.ChildrenValue.Decimal.Equal(t.Value.Decimal) {
		last.Notes = append(last.Notes, "Tổng hợp từ các đơn vị cấp dưới: "+number(t.ChildrenValue)+".")
	}
	return cell
}

// pendingShown tells the counts of awards, which keep what is under way apart
// from what is decided (semantics.md 5).
func pendingShown(t queries.TargetResult) bool {
	return t.CountedFrom == "awards" && t.Granted.Valid && t.Pending.Valid
}

// shortUnit is a unit in a narrow cell.
func shortUnit(u string) string {
	if u == "\u00a0điểm phần trăm" {
		return "\u00a0điểm\u00a0%"
	}
	return u
}

func fulfilmentCell(t queries.TargetResult) document.Cell {
	if !t.Fulfilment.Valid {
		c := document.WordCell(emptyOr(t))
		if t.Value.Valid && (strings.HasPrefix(t.FulfilmentReason, "bằng mức") || strings.HasPrefix(t.FulfilmentReason, "trong khoảng")) {
			c.Spans[0].Notes = append(c.Spans[0].Notes, capital(t.FulfilmentReason)+".")
		}
		return c
	}
	return document.ValueCell(key(t, figFulfilment), percent(t.Fulfilment))
}

// emptyOr is the sign for a column that does not apply, or has no data yet.
func emptyOr(t queries.TargetResult) string {
	if t.Value.Valid || emulation.Bound(t.Bound) == emulation.BoundText || emulation.Bound(t.Bound) == emulation.BoundAllOf || isItems(t) {
		return notApplicableText
	}
	return missingText
}

func differenceCell(t queries.TargetResult) document.Cell {
	if !t.Difference.Valid {
		return document.WordCell(emptyOr(t))
	}
	// The plan's fall and the one that came are told by the rate or count that is
	// left: two accidents fewer than the plan allows are -2, as beside a ceiling.
	over := t.Difference
	if emulation.Measure(t.Measure) == emulation.MeasureDecrease {
		over.Decimal = over.Decimal.Neg()
	}
	return signedCell(key(t, figDifference), over, unsigned(over), shortUnit(differenceCellUnit(t)))
}

func differenceCellUnit(t queries.TargetResult) string {
	if isRate(t) || emulation.Basis(t.Basis) == emulation.BasisPoint {
		return "\u00a0điểm phần trăm"
	}
	return ""
}

// signedCell prints +5,2 or -5,2 with the size under a key of its own.
func signedCell(k string, v quantity.NullDecimal, size, suffix string) document.Cell {
	sign := "+"
	switch v.Decimal.Sign() {
	case -1:
		sign = "-"
	case 0:
		sign = ""
	}
	var spans []document.Span
	if sign != "" {
		spans = append(spans, document.Span{Text: sign})
	}
	spans = append(spans, document.Value(k, size))
	if suffix != "" {
		spans = append(spans, document.Span{Text: suffix})
	}
	return document.Cell{Spans: spans}
}

func lastCell(t queries.TargetResult) document.Cell {
	if !t.LastValue.Valid {
		return document.WordCell(emptyOrLast(t))
	}
	return document.ValueCell(key(t, figLast), cellNumber(t.LastValue))
}

// samePeriodCell is lastCell before the end of the year, when a whole year's awards
// are not those of the same period.
func samePeriodCell(t queries.TargetResult) document.Cell {
	if t.CountedFrom == "awards" {
		return document.WordCell(notApplicableText)
	}
	return lastCell(t)
}

func emptyOrLast(t queries.TargetResult) string {
	if t.IndicatorCode == "" {
		return notApplicableText
	}
	return missingText
}

func growthCell(t queries.TargetResult) document.Cell {
	switch {
	case isItems(t):
		return document.WordCell(notApplicableText)
	case emulation.Bound(t.Bound) == emulation.BoundXOfY && t.GrowthDifference.Valid:
		return signedCell(key(t, figGrowth), t.GrowthDifference, unsigned(t.GrowthDifference), "")
	case t.Growth.Valid:
		return signedCell(key(t, figGrowth), t.Growth, percent(absolute(t.Growth)), "%")
	case t.GrowthDifference.Valid:
		suffix := ""
		if isRate(t) {
			suffix = "\u00a0điểm\u00a0%"
		}
		return signedCell(key(t, figGrowth), t.GrowthDifference, unsigned(t.GrowthDifference), suffix)
	}
	c := document.WordCell(emptyOrLast(t))
	if strings.HasPrefix(t.GrowthReason, "khác chuẩn") && t.LastValue.Valid {
		c = document.WordCell("khác chuẩn")
		if t.GrowthReason == "khác chuẩn" {
			return c
		}
	}
	if t.GrowthReason != "" && t.LastValue.Valid && t.Value.Valid && t.CountedFrom == "" {
		c.Spans[0].Notes = append(c.Spans[0].Notes, capital(orElse(looseReasons[t.GrowthReason], t.GrowthReason))+".")
	}
	return c
}

func estimateCell(t queries.TargetResult) document.Cell {
	if !t.YearEstimate.Valid {
		return document.WordCell(emptyOrLast(t))
	}
	return document.ValueCell(key(t, figEstimate), estimateText(t))
}

// estimateText is the expected whole with the word of whoever gave it.
func estimateText(t queries.TargetResult) string {
	if t.YearEstimateHi.Valid {
		return number(t.YearEstimate) + "-" + number(t.YearEstimateHi)
	}
	return precisionWord(t.YearEstimatePrecision) + number(t.YearEstimate)
}

// differenceSuffix is what a distance is counted in where that is not the column's
// own unit of measure.
func differenceSuffix(t queries.TargetResult) string {
	if emulation.Measure(t.Measure) != emulation.MeasureLevel {
		switch emulation.Basis(t.Basis) {
		case emulation.BasisPercent:
			return "%"
		case emulation.BasisTimes:
			return "\u00a0lần"
		case emulation.BasisPoint:
			return "\u00a0điểm\u00a0%"
		}
	}
	if isRate(t) {
		return "\u00a0điểm\u00a0%"
	}
	return ""
}

func remainingCell(t queries.TargetResult) document.Cell {
	if leftAsGap(t) {
		c := document.Cell{Spans: []document.Span{document.Value(key(t, figDifference), unsigned(t.Difference))}}
		if suffix := differenceSuffix(t); suffix != "" {
			c.Spans = append(c.Spans, document.Span{Text: suffix})
		}
		return c
	}
	if !t.Remaining.Valid {
		return document.WordCell(emptyOr(t))
	}
	c := document.Cell{Spans: []document.Span{document.Value(key(t, figRemaining), cellNumber(t.Remaining))}}
	if perMonth(t) {
		c.Spans = append(c.Spans, document.Span{Text: " ("},
			document.Value(key(t, figPerMonth), number(t.RemainingPerMonth)), document.Span{Text: "/tháng)"})
	}
	return c
}

// perMonth tells where a monthly average of what remains says something: it is
// rounded up, and two xã in six months are not one a month.
func perMonth(t queries.TargetResult) bool {
	return t.Remaining.Valid && t.Remaining.Decimal.Sign() > 0 && t.RemainingMonths > 1 &&
		t.RemainingPerMonth.Valid && !t.RemainingPerMonth.Decimal.IsZero() &&
		t.RemainingPerMonth.Decimal.Mul(quantity.FromInt(int64(t.RemainingMonths))).Less(t.Remaining.Decimal.Mul(quantity.FromInt(2)))
}

func (r *review) paceCell(t queries.TargetResult) document.Cell {
	word := r.statusWord(t)
	if emulation.PartKind(t.PartKind) == emulation.PartOfWhich || word == "" {
		return document.WordCell(notApplicableText)
	}
	c := document.WordCell(word)
	if t.PaceExpected.Valid && emulation.Course(t.Course) == emulation.CourseAccrues {
		c.Spans = append(c.Spans, document.Span{Text: " (tham chiếu "}, document.Value(key(t, figExpected), percent(t.PaceExpected)), document.Span{Text: "%)"})
	}
	r.reasonNote(&c, t)
	return c
}

// reasonNote hangs the reason of a verdict or pace on its cell.
func (r *review) reasonNote(c *document.Cell, t queries.TargetResult) {
	last := &c.Spans[len(c.Spans)-1]
	if t.AssessedBy != "" {
		last.Notes = append(last.Notes, r.assessedNote(t))
	} else if t.VerdictReason != "" && t.Verdict != string(emulation.VerdictNotDue) {
		last.Notes = append(last.Notes, capital(unnamed(t.VerdictReason, t, r.Office.inAnnex()))+".")
	} else if t.PaceReason != "" && t.PaceReason != "đo một lần" && t.Pace != "" && t.Pace != "not_due" {
		last.Notes = append(last.Notes, capital(unnamed(t.PaceReason, t, r.Office.inAnnex()))+".")
	}
}

func (r *review) outlookCell(t queries.TargetResult) document.Cell {
	if t.Outlook == "" || emulation.PartKind(t.PartKind) == emulation.PartOfWhich {
		return document.WordCell(notApplicableText)
	}
	word := emulation.Outlook(t.Outlook).Label()
	if !t.OutlookStated {
		word += " (đề xuất)"
	}
	c := document.WordCell(word)
	if t.OutlookReason != "" {
		c.Spans[0].Notes = append(c.Spans[0].Notes, capital(t.OutlookReason)+".")
	}
	return c
}

func (r *review) verdictCell(t queries.TargetResult) document.Cell {
	word := verdictLabel(t)
	if word == "" {
		return document.WordCell(notApplicableText)
	}
	c := document.WordCell(word)
	r.reasonNote(&c, t)
	return c
}
