package kind

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
)

// Actuals: table actual.
var actuals = define(Kind{
	Name: "actuals", Table: "actual",
	Columns: []Column{
		{Name: "indicator_code", Label: "Mã chỉ tiêu", Also: []string{"Mã CT", "Mã số chỉ tiêu", "indicator"}, Required: true},
		colUnit,
		{Name: "reporter_code", Label: "Đơn vị báo cáo", Also: []string{"Mã đơn vị báo cáo", "reporter"}},
		{Name: "period_start", Label: "Từ ngày", Also: []string{"Từ", "Ngày đầu kỳ", "Kỳ từ ngày", "Kỳ báo cáo từ ngày", "from"}, Required: true},
		{Name: "period_end", Label: "Đến ngày", Also: []string{"Đến", "Đến hết ngày", "Ngày cuối kỳ", "Kỳ đến ngày", "Kỳ báo cáo đến ngày", "to"}, Required: true},
		{Name: "accumulation", Label: "Lũy kế", Also: []string{"Số lũy kế", "Cộng dồn", "cumulative"}, Required: true},
		{Name: "status", Label: "Loại số liệu", Also: []string{"Tính chất số liệu"}, Required: true},
		{Name: "value", Label: "Giá trị", Also: []string{"Kết quả", "Kết quả thực hiện", "Thực hiện", "Số thực hiện", "Số liệu", "actual"}},
		{Name: "numerator", Label: "Tử số"},
		{Name: "denominator", Label: "Mẫu số"},
		{Name: "items", Label: "Danh mục đạt"},
		{Name: "outlook", Label: "Khả năng hoàn thành", Also: []string{"Dự kiến khả năng hoàn thành", "Đánh giá khả năng hoàn thành"}},
		{Name: "outlook_reason", Label: "Lý do", Also: []string{"Nguyên nhân", "reason"}},
		{Name: "definition", Label: "Phiên bản định nghĩa"},
		colReportedOn, colSource,
		{Name: "note", Label: "Ghi chú", Also: []string{"Chú thích"}},
	},
	Key:   []string{"indicator_code", "unit_code", "period_start", "period_end", "accumulation", "status", "measure", "basis", "definition"},
	Dated: "reported_on",
	read:  readActual,
})

// longestPeriod is the longest stretch that one value covers: a term of six
// years and its preparation.
const longestPeriod = 7

func readActual(r *Reading) {
	ind, known := r.catalogue.Indicators[r.code("indicator_code")]
	r.known("indicator_code", "indicator", "chỉ tiêu", known, func() []string { return keys(r.catalogue.Indicators) })
	start, okStart := r.day("period_start")
	end, okEnd := r.day("period_end")
	reported, _ := r.reportedOn("reported_on").(time.Time)
	status, _ := r.word("status", statuses, nil).(string)
	if okStart && okEnd {
		r.checkPeriod(start, end, reported, status)
		r.unit("unit_code", start, end)
	}
	reporter := r.text("reporter_code")
	if reporter == nil {
		reporter = r.text("unit_code")
	} else if okStart && okEnd {
		r.unit("reporter_code", start, maxDay(end, reported))
	}
	definition := r.text("definition")
	if definition == nil {
		definition = nilIfEmpty(ind.Definition)
	}
	v := reportedValue{measure: string(emulation.MeasureLevel), basis: string(emulation.BasisUnit), precision: string(emulation.PrecisionExact)}
	var numerator, denominator quantity.NullDecimal
	var items any
	if known {
		if okStart && okEnd && r.catalogue.LastYear != nil {
			r.lastYear = func() quantity.NullDecimal {
				return r.catalogue.LastYear(ind.Code, r.code("unit_code"), start, end)
			}
		}
		v = r.value(ind, status)
		r.lastYear = nil
		numerator, denominator = r.fraction(ind)
		items = r.items(ind)
	}
	r.put(r.text("indicator_code"), r.text("unit_code"), reporter, orNil(start, okStart), orNil(end, okEnd),
		r.word("accumulation", accumulations, nil), nilIfEmpty(status), v.measure, v.basis, number(v.number), number(v.high), v.precision,
		number(numerator), number(denominator), nilIfEmpty(v.text), items, definition, r.word("outlook", outlooks, nil),
		r.text("outlook_reason"), orNil(reported, !reported.IsZero()), r.text("source"), r.text("note"))
}

func maxDay(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func (r *Reading) checkPeriod(start, end, reported time.Time, status string) {
	switch {
	case end.Before(start):
		r.fail("period_end", fmt.Sprintf("the period ends on %s, before it begins on %s", day(end), day(start)), "mend one of the two dates",
			"Ngày cuối kỳ trước ngày đầu kỳ.")
	case end.After(start.AddDate(longestPeriod, 0, 0)):
		r.fail("period_end", fmt.Sprintf("the period %s - %s is longer than %d years", day(start), day(end), longestPeriod), "mend one of the two dates",
			"Kỳ số liệu quá dài.")
	case reported.IsZero() || status == "":
	case status != string(emulation.StatusEstimate) && reported.Before(end):
		r.warn("reported_on", fmt.Sprintf("reported on %s as %s, before the period ends on %s", day(reported), emulation.Status(status).Label(), day(end)),
			"a value for a period that is not over is an estimate: write ước",
			"Báo cáo trước khi hết kỳ: số liệu này là số ước.")
	case reported.Before(start):
		r.warn("reported_on", fmt.Sprintf("reported on %s, before the period begins on %s", day(reported), day(start)), "check the dates",
			"Ngày báo cáo trước ngày đầu kỳ.")
	}
}

// A reportedValue is what one value cell says.
type reportedValue struct {
	measure, basis, precision string
	number, high              quantity.NullDecimal
	text                      string
}

func (r *Reading) value(ind Indicator, status string) reportedValue {
	out := reportedValue{measure: string(emulation.MeasureLevel), basis: string(emulation.BasisUnit), precision: string(emulation.PrecisionExact)}
	c := r.cell("value")
	if c.Text == "" || c.Type == table.Failed {
		return out
	}
	if ind.Nature == string(emulation.NatureGrade) {
		out.text = r.grade(c, ind)
		return out
	}
	if words, ok := quoted(c.Text); ok {
		out.text = words
		return out
	}
	decimals := ind.Decimals
	ctx := quantity.Context{Unit: ind.Unit, Decimals: &decimals}
	if ind.Nature == string(emulation.NatureRank) || ind.Nature == string(emulation.NatureIndex) {
		ctx.Fraction = quantity.FractionSet // "47/139" is the 47th of 139; nobody plans a rank so
	}
	v, err := r.parse(c, ctx)
	if err == nil {
		err = v.Reported()
	}
	if err == nil && c.Type == table.Percent && !ind.Unit.Share() {
		r.fail("value", fmt.Sprintf("the cell shows %s as a percentage, but %s is measured in %s", c.Text, ind.Code, ind.Unit), "give the cell a number format without %",
			fmt.Sprintf("Ô định dạng phần trăm, nhưng chỉ tiêu tính bằng %s.", ind.Unit))
		return out
	}
	if err != nil {
		r.badNumber(c, "value", err)
		return out
	}
	if !v.OK {
		return out
	}
	if v.Estimate && status != "" && status != string(emulation.StatusEstimate) {
		r.fail("value", fmt.Sprintf("%q says ước, but the status is %s", cut(c.Text), emulation.Status(status).Label()), "mend one of the two",
			"Giá trị ghi “ước” nhưng loại số liệu không phải là ước.")
	}
	if v.Plan.Valid {
		r.fail("value", fmt.Sprintf("%q holds a value and its plan", cut(c.Text)), "write the value only; the plan is in the plan file",
			"Chỉ ghi số thực hiện, không ghi kèm số kế hoạch.")
	}
	r.rest(c, ind, v)
	r.fromValue(&out, c, ind, v)
	return out
}

// quoted takes a result in words for what is measured in numbers, “xuất siêu”:
// the quotation marks tell it from a mistyped number.
func quoted(text string) (words string, ok bool) {
	for _, marks := range [][2]string{{"“", "”"}, {`"`, `"`}} {
		inner, opens := strings.CutPrefix(text, marks[0])
		inner, closes := strings.CutSuffix(inner, marks[1])
		if words = strings.TrimSpace(inner); opens && closes && words != "" && !strings.ContainsAny(words, "“”\"0123456789") {
			return words, true
		}
	}
	return "", false
}

// fromValue puts a parsed value into the indicator's unit and checks it.
func (r *Reading) fromValue(out *reportedValue, c table.Cell, ind Indicator, v quantity.Value) {
	unit := ind.Unit
	if ind.Nature == string(emulation.NatureGrowth) && v.Unit.Share() && v.Measure != emulation.MeasureLevel && !v.High.Valid {
		// Of a growth rate, "giảm 2,3%" is the rate itself: -2,3.
		if v.Measure == emulation.MeasureDecrease {
			v.Number = v.Number.Neg()
		}
		v.Measure = emulation.MeasureLevel
	}
	out.measure, out.precision = string(v.Measure), string(v.Precision)
	if v.Measure != emulation.MeasureLevel {
		unit, out.basis = changeUnit(ind, v.Unit)
	}
	convert := func(d quantity.Decimal) quantity.NullDecimal {
		n, err := quantity.Convert(d, v.Unit, unit)
		if err == nil && !n.Fits() {
			err = fmt.Errorf("%s: %w", n, quantity.ErrTooManyDigits)
		}
		if err != nil {
			r.badNumber(c, "value", err)
			return quantity.NullDecimal{}
		}
		return quantity.Some(n)
	}
	if v.Unit == "" || v.Nil || v.Of.Valid {
		v.Unit = unit
	}
	out.number = convert(v.Number)
	if v.High.Valid && out.number.Valid {
		out.high = convert(v.High.Decimal)
		out.precision = string(emulation.PrecisionInterval)
	}
	if v.Of.Valid {
		out.text, out.precision = c.Text, string(emulation.PrecisionExact)
		y := v.Of.Decimal
		if len(ind.SetSizes) > 0 && !slices.ContainsFunc(ind.SetSizes, func(n int) bool { return y.Equal(quantity.FromInt(int64(n))) }) {
			r.fail("value", fmt.Sprintf("%q counts out of %s, but the plan's set has %d", cut(c.Text), y, ind.SetSizes[0]), "count against the set that the plan names",
				fmt.Sprintf("Kế hoạch tính trên bộ %d tiêu chí.", ind.SetSizes[0]))
		}
		if y.Less(v.Number) {
			r.fail("value", fmt.Sprintf("%q: more than the whole", cut(c.Text)), "mend the digits", "Số đạt lớn hơn tổng số.")
		}
	}
	if v.Measure == emulation.MeasureLevel {
		r.inLimits(ind, out.number)
		r.inLimits(ind, out.high)
	}
}

// changeUnit says in what a change is counted: "giảm 2%" of a rate is in
// points, of anything else in percent.
func changeUnit(ind Indicator, written quantity.Unit) (quantity.Unit, string) {
	switch {
	case written == quantity.PointUnit:
		return written, string(emulation.BasisPoint)
	case written == quantity.TimesUnit:
		return written, string(emulation.BasisTimes)
	case ind.Unit.Share() && (written.Share() || written == ""):
		return written, string(emulation.BasisPoint)
	case written.Share():
		return written, string(emulation.BasisPercent)
	}
	return ind.Unit, string(emulation.BasisUnit)
}

func (r *Reading) inLimits(ind Indicator, v quantity.NullDecimal) {
	if !v.Valid {
		return
	}
	lo, hi := ind.LimitLo, ind.LimitHi
	if lo.Valid && v.Decimal.Less(lo.Decimal) || hi.Valid && hi.Decimal.Less(v.Decimal) {
		r.fail("value", fmt.Sprintf("%s: %s is outside the limits of %s, %s", r.label("value"), v.Decimal, ind.Code, limits(lo, hi)),
			"mend the digits or the unit; the limits stand in the plan file",
			fmt.Sprintf("Giá trị nằm ngoài giới hạn của chỉ tiêu (%s).", limitsVi.Replace(limits(lo, hi))))
	}
}

var limitsVi = strings.NewReplacer("at most", "không quá", "at least", "ít nhất", " to ", " đến ")

func limits(lo, hi quantity.NullDecimal) string {
	switch {
	case !lo.Valid:
		return "at most " + hi.Decimal.String()
	case !hi.Valid:
		return "at least " + lo.Decimal.String()
	}
	return lo.Decimal.String() + " to " + hi.Decimal.String()
}

// grade finds a step of the indicator's scale.
func (r *Reading) grade(c table.Cell, ind Indicator) string {
	for _, g := range ind.Grades {
		if emulation.Fold(g) == emulation.Fold(c.Text) {
			return g
		}
	}
	if len(ind.Grades) == 0 {
		return c.Text
	}
	hint := "use one of: " + strings.Join(ind.Grades, "; ")
	if n, ok := emulation.Nearest(c.Text, ind.Grades); ok {
		hint = fmt.Sprintf("did you mean %q?", n)
	}
	r.add(c, fmt.Sprintf("%s: %q is not a grade of %s", r.label("value"), cut(c.Text), ind.Code), hint,
		fmt.Sprintf("Mức xếp loại “%s” không có trong thang: %s.", cut(c.Text), strings.Join(ind.Grades, ", ")))
	return ""
}

// fraction reads numerator and denominator, which come together.
func (r *Reading) fraction(ind Indicator) (num, den quantity.NullDecimal) {
	num, den = r.decimal("numerator"), r.decimal("denominator")
	bad := len(r.findings) > 0
	switch {
	case num.Valid != den.Valid && r.blank("numerator") != r.blank("denominator"):
		name := "numerator"
		if num.Valid {
			name = "denominator"
		}
		r.fail(name, "numerator and denominator come together", "fill in both, or neither", "Tử số và mẫu số phải ghi cả hai.")
	case !num.Valid || !den.Valid:
	case den.Decimal.Sign() <= 0:
		r.fail("denominator", fmt.Sprintf("%s: %s is not above 0", r.label("denominator"), den.Decimal), "write the whole that the share is of", "Mẫu số phải lớn hơn 0.")
	case ind.Share() && den.Decimal.Less(num.Decimal):
		r.fail("numerator", fmt.Sprintf("the numerator %s is above the denominator %s, and %s is a share", num.Decimal, den.Decimal, ind.Code),
			"mend one of the two; are they swapped?", "Tử số lớn hơn mẫu số.")
	case !bad && ind.Scale.Valid && !r.blank("value"):
		r.agree(ind, num.Decimal, den.Decimal)
	}
	return num, den
}

// agree compares a stated rate with its own numerator and denominator.
func (r *Reading) agree(ind Indicator, num, den quantity.Decimal) {
	c := r.cell("value")
	stated, err := r.parse(c, quantity.Context{Unit: ind.Unit})
	if err != nil || !stated.OK || !simple(stated) {
		return
	}
	level, err := stated.In(ind.Unit)
	if err != nil {
		return
	}
	places := max(stated.Decimals, 0)
	computed, ok := ind.Scale.Decimal.Mul(num).Quo(den, places)
	if ok && !computed.Equal(level) {
		r.warn("value", fmt.Sprintf("%s is stated, but %s / %s gives %s", level, num, den, computed), "check the three cells; the stated value is kept",
			fmt.Sprintf("Giá trị ghi %s, nhưng tính từ tử số và mẫu số được %s.", quantityText(level), quantityText(computed)))
	}
}

func quantityText(d quantity.Decimal) string { return quantity.FormatMin(d) }

// items reads the list of what is done, and knows its codes.
func (r *Reading) items(ind Indicator) any {
	c := r.cell("items")
	if c.Text == "" {
		return nil
	}
	var list []string
	for one := range strings.SplitSeq(c.Text, "|") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		if slices.Contains(list, one) {
			r.fail("items", fmt.Sprintf("%s: %q stands twice", r.label("items"), cut(one)), "keep one of them", fmt.Sprintf("Mục “%s” bị lặp.", cut(one)))
		}
		// The plan names only the items that it asks for, and a report may tick
		// others of the same set: only what looks mistyped is worth a warning.
		if n, ok := emulation.Nearest(one, ind.Items); ok && !slices.Contains(ind.Items, one) && len(one) > 3 {
			r.warn("items", fmt.Sprintf("%s: %q is not an item that the plan names for %s", r.label("items"), cut(one), ind.Code), fmt.Sprintf("did you mean %q?", n),
				fmt.Sprintf("Mục “%s” không có trong danh mục của kế hoạch.", cut(one)))
		}
		list = append(list, one)
	}
	return strings.Join(list, ListMark)
}
