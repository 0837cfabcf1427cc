package reports

import (
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// rowNumbers numbers the chỉ tiêu as the summary counts them, by target: rows that
// count as one share a number and are told apart by letters ("12a", "12b"), which
// grouped names ("12a, 12b").
func (r *review) rowNumbers(rows []queries.TargetResult) (numbers map[string]string, grouped []string) {
	together := map[string][]string{} // by what they count as
	var order []string
	for _, t := range rows {
		if !r.counted(t) {
			continue
		}
		as := orElse(t.CountsAs, t.TargetCode)
		if together[as] == nil {
			order = append(order, as)
		}
		together[as] = append(together[as], t.TargetCode)
	}
	numbers = map[string]string{}
	for i, as := range order {
		codes, labels := together[as], []string{}
		for j, code := range codes {
			numbers[code] = itoa(i + 1)
			if len(codes) > 1 {
				numbers[code] += letter(j)
			}
			labels = append(labels, numbers[code])
		}
		if len(codes) > 1 {
			grouped = append(grouped, strings.Join(labels, ", "))
		}
	}
	return numbers, grouped
}

// letter is the n-th of the letters that number points in Vietnamese, from 0.
func letter(n int) string {
	letters := []string{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"}
	if n < len(letters) {
		return letters[n]
	}
	return "." + itoa(n+1)
}

// tabled are the targets with a measure, sector by sector in the plan's order.
// The demands without one stand in part II.
func (r *review) tabled() []queries.TargetResult {
	var measured []queries.TargetResult
	for _, t := range r.targets {
		if emulation.Bound(t.Bound) != emulation.BoundText && !r.yardstick(t) {
			measured = append(measured, t)
		}
	}
	var out []queries.TargetResult
	for _, sector := range r.sectors(measured) {
		out = append(out, sector...)
	}
	return out
}

// yardstick tells another owner's number that a row of the table already prints as
// its plan: a second row of the same result, with a verdict of its own, would only
// be asked about.
func (r *review) yardstick(o queries.TargetResult) bool {
	if r.counted(o) || o.PartOf != "" || !o.LimitValue.Valid || r.Texts.mention(o.TargetCode) {
		return false
	}
	return slices.ContainsFunc(r.targets, func(t queries.TargetResult) bool {
		return t.PartOf == o.CountsAs && t.PartKind == "member" && t.IndicatorCode == o.IndicatorCode && t.SpanFrom.Equal(o.SpanFrom) && t.SpanTo.Equal(o.SpanTo) &&
			t.LimitValue.Valid && t.LimitValue.Decimal.Equal(o.LimitValue.Decimal)
	})
}
