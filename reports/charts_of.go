package reports

import (
	"slices"
	"strings"
	"time"

	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
)

// fewTargets are as many as nobody needs a picture of.
const fewTargets = 3

// verdictChart counts the targets by sector and class.
func (r *review) verdictChart() (charts.Kind, bool) {
	tones := map[string]charts.Tone{
		"vuot": charts.ToneExceeded, "dat": charts.ToneMet, "khong-dat": charts.ToneNotMet,
		"da-dat": charts.ToneExceeded, "co-kha-nang": charts.ToneMet, "kho-dat": charts.ToneNotMet, "chua-danh-gia": charts.ToneNotDue,
		"chua-den-ky": charts.ToneNotDue, "chua-co": charts.ToneNoData, "xac-minh": charts.ToneToVerify,
	}
	total := r.total()
	if total.Targets <= fewTargets {
		return nil, false // the sentence and the table say it
	}
	k := charts.VerdictsBySector{Head: charts.Head{ID: "danh-gia", Title: r.verdictTitle(total)}}
	var used []tally
	for _, t := range r.tallies() {
		if t.count(total) > 0 {
			used = append(used, t)
			k.Verdicts = append(k.Verdicts, charts.VerdictClass{Word: t.head, Tone: tones[t.key]})
		}
	}
	for _, c := range r.counts {
		if c.Targets == 0 {
			continue
		}
		row := charts.SectorRow{Name: c.SectorName}
		for _, t := range used {
			row.Counts = append(row.Counts, t.count(c.VerdictTally))
		}
		k.Rows = append(k.Rows, row)
	}
	return k, len(k.Rows) > 0 && len(used) > 0
}

func (r *review) verdictTitle(total queries.VerdictTally) string {
	if r.Final {
		return count(total.Met+total.Exceeded) + "/" + count(total.Targets) + " chỉ tiêu " + reachedWords(total) + " " + r.period()
	}
	return count(total.Reached+total.Likely) + "/" + count(total.Targets) + " chỉ tiêu đã đạt hoặc có khả năng đạt kế hoạch năm"
}

// fulfilmentRows is how many rows the chart of all indicators has room for; of more
// it leaves out those without a bar, which the annex has.
const fulfilmentRows = 18

// fulfilmentChart has one bar an indicator; a rate without a ratio shows its
// value and plan in words.
func (r *review) fulfilmentChart() (charts.Kind, bool) {
	k := charts.Fulfilment{Head: charts.Head{ID: "ty-le-thuc-hien"}, Plan: "Kế hoạch " + r.yearText() + " = 100%"}
	bars, reached, members, memberBars := 0, 0, 0, 0
	met, wholes := 0, map[string]string{} // of members; their wholes
	names := map[string]int{}
	for _, t := range r.targets {
		names[t.ShortName]++
	}
	for _, t := range r.targets {
		// The members of an all_of stand for it; a number of another owner that
		// only serves as their yardstick has no bar of its own.
		member := t.PartKind == "member"
		if !r.counted(t) && !member || t.CountedFrom != "" || t.IndicatorCode == "" || t.Restricted || !t.Value.Valid {
			continue
		}
		if member {
			members++
			wholes[t.PartOf] = ""
			switch emulation.Verdict(t.Verdict) {
			case emulation.VerdictExceeded, emulation.VerdictMet:
				met++
			}
		}
		name := t.ShortName
		if names[name] > 1 { // as each year's part of one indicator
			name = t.Label
		}
		row := charts.FulfilmentRow{Name: name, Direction: chartDirection(t), Tone: r.tone(t), Verdict: r.statusWord(t),
			Note: r.valueAgainstPlan(t)}
		if row.Verdict != emulation.PaceHolds.Label() {
			row.Verdict = strings.TrimSuffix(row.Verdict, " kế hoạch")
		}
		if row.Verdict == "" {
			row.Verdict = "Chưa đánh giá"
		}
		if over, ok := aboveStrict(t); ok {
			row.Ratio = over
		}
		if t.Fulfilment.Valid {
			bars++
			if member {
				memberBars++
			}
			row.Ratio = chartNumber(t.Fulfilment, percent(t.Fulfilment)+"%")
			if t.Fulfilment.Decimal.Cmp(hundred) >= 0 {
				reached++
			}
		}
		k.Rows = append(k.Rows, row)
	}
	if len(k.Rows) > fulfilmentRows { // more would need letters that nobody reads
		k.Rows = slices.DeleteFunc(k.Rows, func(row charts.FulfilmentRow) bool { return row.Ratio.Missing() })
	}
	if members > 0 && members == len(k.Rows) && len(wholes) == 1 {
		for _, t := range r.targets {
			if _, ok := wholes[t.TargetCode]; ok {
				k.Title = t.Label + ": " + count(met) + "/" + count(members) + " lần đạt"
				if r.plan.StartsOn.Year() != r.plan.EndsOn.Year() {
					k.Title = t.Label + ": " + count(met) + "/" + count(members) + " năm đạt"
					k.Plan = "Kế hoạch từng năm = 100%"
				}
			}
		}
		return k, true
	}
	k.Title = "Mức thực hiện từng chỉ tiêu so với kế hoạch; " + count(reached) + "/" + count(bars) + " chỉ tiêu tính được tỷ lệ đã đạt từ 100% trở lên"
	if memberBars > 0 {
		k.Title = "Mức thực hiện so với kế hoạch; " + count(reached) + "/" + count(bars) + " chỉ tiêu, chỉ tiêu thành phần tính được tỷ lệ đã đạt từ 100% trở lên"
	}
	return k, bars > 0 || members > 0 && len(k.Rows) > 0
}

// aboveStrict is the bar of a result at or beyond a bound that asks for more: it has
// no percentage, but it is seen how far it goes.
func aboveStrict(t queries.TargetResult) (charts.Number, bool) {
	if emulation.Bound(t.Bound) != emulation.BoundMoreThan || emulation.Measure(t.Measure) != emulation.MeasureLevel || t.Fulfilment.Valid || isRate(t) ||
		!t.Value.Valid || !t.LimitValue.Valid || t.LimitValue.Decimal.Sign() <= 0 || !t.Difference.Valid || t.Difference.Decimal.Sign() < 0 {
		return charts.Number{}, false
	}
	text := "+" + number(t.Difference)
	if t.Difference.Decimal.IsZero() {
		text = "bằng mức giao"
	}
	return charts.Number{Value: 100 * t.Value.Decimal.Float64() / t.LimitValue.Decimal.Float64(), Text: text}, true
}

// valueAgainstPlan is "171,2/159,9 tỷ đồng", or for bounds in words
// "26,5%; kế hoạch < 27%".
func (r *review) valueAgainstPlan(t queries.TargetResult) string {
	unit := strings.ReplaceAll(unitOf(t), "\u00a0", " ")
	value, x := valueText(t), plan(t)
	if value == zeroText {
		value = "0"
	}
	if !bare(x.number) {
		return value + unit
	}
	if t.Fulfilment.Valid && emulation.Measure(t.Measure) == emulation.MeasureLevel && emulation.Bound(t.Bound) != emulation.BoundMoreThan {
		return value + "/" + x.table() + unit
	}
	text := value + unit + "; kế hoạch " + x.table()
	if strings.ContainsAny(x.table(), "0123456789") { // "giảm" alone has no unit
		text += strings.ReplaceAll(shortUnit(planUnit(t)), "\u00a0", " ")
	}
	return text
}

// trendChart follows an accruing indicator against its plan and last year.
func (r *review) trendChart(f trendFigure) charts.Kind {
	t := f.target
	k := charts.Trend{
		Head:    charts.Head{ID: chartID("dien-bien", t.TargetCode), Title: r.trendTitle(t)},
		Measure: t.Unit,
		Actual:  charts.Line{Name: "Năm " + itoa(r.DataTo.Year())},
		Plan:    charts.Line{Name: "Kế hoạch chia theo ngày"},
	}
	last := charts.Line{Name: "Năm " + itoa(r.DataTo.Year()-1)}
	anyLast, anyPlan := false, false
	for _, p := range f.points {
		k.Periods, k.Days = append(k.Periods, dayMonth(p.PeriodEnd)), append(k.Days, float64(p.PeriodEnd.Unix()/86400))
		k.Actual.Points = append(k.Actual.Points, chartNumber(p.Value, pointText(p)))
		// A value of last year that stands for a later day would draw a step that
		// never was.
		if !sameDay(p.LastPeriodEnd, p.PeriodEnd) {
			p.LastValue = quantity.NullDecimal{}
		}
		last.Points = append(last.Points, chartNumber(p.LastValue, number(p.LastValue)))
		k.Plan.Points = append(k.Plan.Points, chartNumber(p.PlanValue, number(p.PlanValue)))
		anyLast = anyLast || p.LastValue.Valid
		anyPlan = anyPlan || p.PlanValue.Valid
	}
	if anyLast {
		k.LastYear = last
	}
	if !anyPlan {
		k.Plan.Points = nil
	}
	return k
}

// sameDay tells the same calendar day of two years; the last day of February is
// one day.
func sameDay(a, b time.Time) bool {
	lastOfMonth := func(t time.Time) bool { return t.AddDate(0, 0, 1).Day() == 1 }
	return a.Month() == b.Month() && (a.Day() == b.Day() || lastOfMonth(a) && lastOfMonth(b))
}

// pointText keeps the reporter's word ("gần", "trên") and marks an estimate, which
// a later report replaces.
func pointText(p queries.TrendPoint) string {
	if !p.Value.Valid {
		return number(p.Value)
	}
	text := precisionWord(p.ValuePrecision) + number(p.Value)
	if emulation.Status(p.Status) == emulation.StatusEstimate {
		return "ước " + text
	}
	return text
}

func (r *review) trendTitle(t queries.TargetResult) string {
	title := t.Label
	if t.Fulfilment.Valid {
		verb := " đạt "
		if emulation.Status(t.ValueStatus) == emulation.StatusEstimate {
			verb = " ước đạt "
		}
		title += verb + percent(t.Fulfilment) + "% kế hoạch năm"
	}
	if t.Growth.Valid && !t.Growth.Decimal.IsZero() {
		title += ", " + direction(t.Growth.Decimal.Sign(), "tăng ", "giảm ") + percent(absolute(t.Growth)) + "%" + r.against()
	}
	return title
}

// unitsChart ranks the units on one indicator; a unit without a value stays
// as a gap.
func (r *review) unitsChart(u unitsFigure) charts.Kind {
	t := u.target
	k := charts.Units{
		Head:      charts.Head{ID: chartID("don-vi", t.TargetCode), Title: r.unitsTitle(u)},
		Indicator: t.ShortName, Measure: t.Unit, Direction: chartDirection(t),
	}
	// The whole's number is a yardstick for each unit only where it is a rate.
	if isRate(t) && t.LimitValue.Valid && emulation.Measure(t.Measure) == emulation.MeasureLevel {
		k.Target = chartNumber(t.LimitValue, "Kế hoạch chung: "+plan(t).table()+t.Unit)
	}
	rows, rest := r.leaders(u)
	if rest > 0 {
		k.Title += "; các đơn vị dẫn đầu"
	}
	for _, v := range rows {
		row := charts.UnitRow{Name: v.ShortName, Tone: charts.ToneMet}
		switch {
		case v.Value.Valid:
			row.Result = chartNumber(v.Value, unitValueText(t, v))
		default:
			row.Gap, row.Tone = "chưa báo cáo", charts.ToneNoData
		}
		if v.TargetLo.Valid {
			row.Target = chartNumber(v.TargetLo, number(v.TargetLo))
		}
		k.Rows = append(k.Rows, row)
	}
	return k
}

func (r *review) unitsTitle(u unitsFigure) string {
	title := u.target.Label
	if len(u.rows) > 0 && u.rows[0].Value.Valid && u.rows[0].Rank.Valid {
		best := u.rows[0]
		word := mostWord(u.target)
		switch {
		case chartDirection(u.target) == charts.Down:
			word = "thấp nhất"
		case chartDirection(u.target) == charts.Flat:
			word = "đứng đầu danh sách"
		}
		title += ": " + word + " là " + best.ShortName + " (" + unitValueText(u.target, best) + strings.ReplaceAll(unitOf(u.target), "\u00a0", " ") + ")"
	}
	missing := 0
	for _, v := range u.rows {
		if !v.Value.Valid {
			missing++
		}
	}
	if missing > 0 {
		title += "; " + count(missing) + " đơn vị chưa báo cáo"
	}
	return title
}
