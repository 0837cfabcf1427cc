package queries

import (
	"math/big"
	"slices"
	"time"
)

// A nResult is what the naive reading says of one target.
type nResult struct {
	Verdict    string
	Estimated  bool
	Value      string
	Change     string
	Fulfilment string
	Difference string
	Growth     string
	GrowthBy   string
	Remaining  string
	Pace       string
	ByRule     string // beside an assessed verdict
}

func show(r rat, decimals int) string {
	if r == nil {
		return ""
	}
	return trimZeros(r.FloatString(decimals))
}

func trimZeros(s string) string {
	if slices.Contains([]byte(s), '.') {
		for s[len(s)-1] == '0' {
			s = s[:len(s)-1]
		}
		if s[len(s)-1] == '.' {
			s = s[:len(s)-1]
		}
	}
	return s
}

func lastYear(t time.Time, years int) time.Time {
	end := t.AddDate(0, 0, 1).Month() != t.Month()
	y, m, d := t.Date()
	if end { // the last day of a month stays one
		return time.Date(y-years, m+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(y-years, m, d, 0, 0, 0, 0, time.UTC)
}

func back(t time.Time, years int) time.Time { return t.AddDate(-years, 0, 0) }

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// baseOf is the value that a change counts from.
func (c *nCase) baseOf() (v rat, other bool) {
	if c.base != "" {
		return num(c.base), false
	}
	from, to := time.Date(c.from.Year()-1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(c.from.Year()-1, 12, 31, 0, 0, 0, 0, time.UTC)
	since := to.AddDate(0, 0, -45)
	if c.adds() {
		from, to = back(c.from, 1), back(c.to, 1)
		since = to
	}
	for _, end := range c.allEnds(from, to) {
		t := c.valueExactly(from, end)
		if t == nil || t.v == nil || t.partial || t.gap || t.change != "" {
			continue
		}
		early := 0 // the year of 15/12 ends on 14/12
		if c.adds() && t.from.Before(from) {
			early = days(t.from, from) - 1
		}
		if c.course != "once" && end.Before(since.AddDate(0, 0, -early)) {
			continue
		}
		return t.v, t.other
	}
	return nil, false
}

// gradeBefore is the grade of the year before.
func (c *nCase) gradeBefore() string {
	if c.baseGrade != "" {
		return c.baseGrade
	}
	year := c.from.Year() - 1
	to := time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, end := range c.allEnds(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), to) {
		t := c.valueExactly(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), end)
		if t != nil && t.text != "" && !t.other && (c.course == "once" || days(end, to)-1 <= 45) {
			return t.text
		}
	}
	return ""
}

// valueExactly is the value told for one period end, nil when none was.
func (c *nCase) valueExactly(from, end time.Time) *told {
	t := c.value(from, end)
	if t == nil || !t.end.Equal(end) {
		return nil
	}
	return t
}

// says is the verdict of one exact number, by the table of bounds.
func (c *nCase) says(v, x, u rat, good string) string {
	metIf := func(ok bool) string {
		if ok {
			return "met"
		}
		return "not_met"
	}
	beyond := func(met, past bool) string {
		if met && past && !c.ownGrant {
			return "exceeded"
		}
		return metIf(met)
	}
	top := num(c.top)
	switch c.bound {
	case "at_least", "x_of_y":
		return beyond(!less(v, x), less(x, v))
	case "more_than":
		return beyond(less(x, v), top != nil && !less(v, top))
	case "at_most":
		return beyond(!less(x, v), less(v, x))
	case "cap", "none", "rank":
		return metIf(!less(x, v))
	case "less_than":
		return beyond(less(v, x), top != nil && !less(top, v))
	case "exactly":
		if less(x, v) {
			return "to_verify"
		}
		return metIf(same(x, v))
	case "maintain":
		switch good {
		case "up":
			return metIf(!less(v, x))
		case "down":
			return metIf(!less(x, v))
		}
		return metIf(same(v, x))
	case "about", "range":
		low, high := x, u
		if c.bound == "about" {
			half := over(num(c.lastDigit), whole(2))
			low, high = minus(x, half), plus(x, half)
		}
		switch {
		case !less(v, low) && !less(high, v):
			return "met"
		case good == "up" && less(high, v), good == "down" && less(v, low):
			return beyond(true, true)
		}
		return "not_met"
	}
	panic("no rule for " + c.bound)
}

// everySays tries every number that the words allow: both ends, and what lies
// around the places where a verdict may change.
func (c *nCase) everySays(lo, hi rat, openLo, openHi bool, x, u rat, good string) (string, bool) {
	tiny := big.NewRat(1, 1_000_000_000)
	marks := []rat{lo, hi, plus(lo, tiny), minus(hi, tiny)}
	for _, m := range []rat{x, u, num(c.top)} {
		if m != nil {
			marks = append(marks, m, plus(m, tiny), minus(m, tiny))
			if c.lastDigit != "" {
				half := over(num(c.lastDigit), whole(2))
				marks = append(marks, plus(m, half), minus(m, half), plus(plus(m, half), tiny), minus(minus(m, half), tiny))
			}
		}
	}
	verdict := ""
	for _, m := range marks {
		if less(m, lo) || less(hi, m) || openLo && same(m, lo) || openHi && same(m, hi) {
			continue
		}
		switch s := c.says(m, x, u, good); {
		case verdict == "":
			verdict = s
		case verdict != s:
			return "", false
		}
	}
	return verdict, true
}

// changeOf is d: the move counted in the basis.
func (c *nCase) changeOf(measure, basis string, v, base rat) rat {
	move := minus(v, base)
	if measure == "decrease" {
		move = neg(move)
	}
	switch basis {
	case "percent", "times":
		if base.Sign() <= 0 {
			return nil
		}
		if basis == "percent" {
			return roundTo(percent(move, base), max(c.decimals, 2))
		}
		return roundTo(over(move, base), min(max(c.decimals, 2)+2, 6))
	}
	return move
}

// judge reads the rules for one target.
func (c *nCase) judge() nResult {
	var out nResult
	upTo := earlier(c.dataTo, c.to)
	now := c.value(c.from, upTo)
	base, baseOther := c.baseOf()
	if c.adds() && c.measure != "level" && c.to.After(c.dataTo) {
		base = c.sameDate(now) // a part of a year is held against the same part
	}
	x, u := num(c.lo), num(c.hi)
	asks := c.measure != "level"
	good := c.direction

	var level, d, dLo, dHi rat // level of v; d of a change
	var lo, hi rat
	told := now != nil && now.usable()
	if told && now.v != nil {
		level, lo, hi = now.v, now.lo, now.hi
		sign := int64(1)
		if now.change != "" {
			if now.change == "decrease" {
				sign = -1
			}
			level = nil
			if base != nil && !baseOther {
				if now.basis == "percent" {
					level = roundTo(over(times(base, plus(whole(100), times(whole(sign), now.v))), whole(100)), c.decimals)
				} else {
					level = plus(base, times(whole(sign), now.v))
				}
			}
			lo, hi = level, level
		}
		if asks {
			good = "up"
			if c.measure == "increase" && c.direction == "down" || c.measure == "decrease" && c.direction == "up" {
				good = "down"
			}
			points := func(b string) bool { return b == "unit" || b == "point" }
			switch {
			case now.change != "" && (now.basis == c.basis || c.isRate() && points(now.basis) && points(c.basis)):
				d, dLo, dHi = now.v, now.lo, now.hi
				if now.change != c.measure {
					d, dLo, dHi = neg(d), neg(dHi), neg(dLo)
				}
			case level == nil || base == nil:
			default:
				d = c.changeOf(c.measure, c.basis, level, base)
				dLo, dHi = d, d
				if now.change == "" && d != nil {
					dLo, dHi = c.changeOf(c.measure, c.basis, lo, base), c.changeOf(c.measure, c.basis, hi, base)
					if c.measure == "decrease" {
						dLo, dHi = dHi, dLo
					}
				}
			}
		}
	}
	t, tLo, tHi := level, lo, hi
	if asks {
		t, tLo, tHi = d, dLo, dHi
	}
	if c.bound == "maintain" || c.bound == "rank" {
		if x == nil {
			x = base
		}
	}
	if c.bound == "none" {
		x = whole(0)
	}
	out.Verdict = c.verdict(now, told, t, tLo, tHi, level, x, u, base, baseOther, good)
	if a := c.officeSays(); a != "" {
		out.ByRule, out.Verdict = out.Verdict, a
	}
	out.Estimated = told && now.status == 0 && slices.Contains([]string{"exceeded", "met", "not_met"}, out.Verdict)
	if told && now.v != nil {
		out.Value = show(now.v, 6)
		if level != nil {
			out.Value = show(level, 6)
		}
	}
	out.Change = show(d, 6)
	if c.second != "" && base != nil && !baseOther && level != nil {
		out.Change = show(minus(base, level), 6)
	}
	c.beside(&out, now, told, t, level, x, u)
	return out
}

// officeSays is the office's own verdict of a span that is over: its last word
// by the day of knowledge; "" leaves it to the rule.
func (c *nCase) officeSays() string {
	if c.to.After(c.dataTo) {
		return ""
	}
	says := ""
	var last time.Time
	for _, a := range c.assessed {
		if a.year == c.to.Year() && !a.on.After(c.knownAt) && !a.on.Before(last) {
			says, last = a.verdict, a.on
		}
	}
	if says == "by_rule" {
		return ""
	}
	return says
}

func (c *nCase) verdict(now *told, told bool, t, tLo, tHi, level, x, u, base rat, baseOther bool, good string) string {
	asks := c.measure != "level"
	if c.to.After(c.dataTo) {
		return "not_due"
	}
	if !told {
		return "no_data"
	}
	if now.other {
		return "to_verify"
	}
	if c.bound == "grade" {
		at := slices.Index(nGrades, now.text)
		asked, from := slices.Index(nGrades, c.grade), slices.Index(nGrades, c.gradeBefore())
		better := c.measure == "increase"
		switch {
		case at < 0, better && from < 0, c.grade != "" && asked < 0:
			return "to_verify"
		case better && at <= from, at < asked:
			return "not_met"
		case better, at == asked:
			return "met"
		}
		return "exceeded"
	}
	shift := 0 // the year of 15/12 ends on 14/12
	if now.from.Before(c.from) {
		shift = days(now.from, c.from) - 1
	}
	early := c.course != "once" && now.end.Before(c.to.AddDate(0, 0, -shift))
	if c.items != nil {
		done := 0
		for _, i := range c.items {
			if slices.Contains(now.items, i) {
				done++
			}
		}
		switch {
		case early && c.course == "level":
			return "no_data"
		case now.hasItems && done == len(c.items):
			return "met"
		case now.hasItems && c.bound == "named" && len(now.items) >= len(c.items):
			return "to_verify"
		case now.hasItems:
			return "not_met"
		case level == nil:
			return "to_verify"
		case less(level, whole(int64(len(c.items)))):
			return "not_met"
		case c.bound == "named":
			return "to_verify"
		}
		return "met"
	}
	if early || now.gap || now.partial {
		open := asks || !c.isSum() || c.bound == "maintain" || c.bound == "rank" || c.bound == "x_of_y" || (early || now.gap) && !c.adds()
		if open || t == nil || tLo.Sign() < 0 || now.least != nil && now.least.Sign() < 0 || x == nil {
			return "no_data"
		}
		v, ok := c.everySays(tLo, whole(1_000_000_000_000_000), now.openLo, false, x, u, good)
		if !ok {
			return "no_data"
		}
		return v
	}
	switch {
	case now.v == nil:
		return "to_verify" // only words
	case asks && c.measure == "decrease" && base != nil && base.Sign() == 0 && level != nil && level.Sign() == 0 && c.isSum():
		return "met"
	case asks && t == nil, asks && baseOther && now.change == "", t == nil, x == nil:
		return "to_verify"
	case (asks || c.bound == "maintain" || c.bound == "rank") && baseOther:
		return "to_verify"
	}
	openLo, openHi := now.openLo, now.openHi
	if asks && (c.measure == "decrease" && now.change == "" || now.change != "" && now.change != c.measure) {
		openLo, openHi = openHi, openLo
	}
	if asks && (c.basis == "percent" || c.basis == "times") && now.change == "" {
		openLo, openHi = false, false // rounding closes the ends
	}
	v, ok := c.everySays(tLo, tHi, openLo, openHi, x, u, good)
	if !ok {
		return "to_verify"
	}
	if c.second != "" && v != "to_verify" && base != nil && !baseOther && level != nil {
		fell := !less(minus(base, level), num(c.second))
		if fell != (v != "not_met") {
			return "to_verify"
		}
	}
	return v
}
