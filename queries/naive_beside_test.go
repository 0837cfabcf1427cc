package queries

import "slices"

// beside fills in what is printed beside the verdict.
func (c *nCase) beside(out *nResult, now *told, told bool, t, level, x, u rat) {
	c.compare(out, now, level)
	if t == nil {
		return
	}
	asks := c.measure != "level"
	numeric := !slices.Contains([]string{"maintain", "named", "grade"}, c.bound)
	near := x
	inside := false
	if c.bound == "range" {
		switch {
		case less(t, x):
		case less(u, t):
			near = u
		default:
			near, inside = nil, true
		}
	}
	if c.bound == "about" {
		half := over(num(c.lastDigit), whole(2))
		inside = !less(t, minus(x, half)) && !less(plus(x, half), t)
	}
	if numeric && near != nil && now.exact {
		out.Difference = show(minus(t, near), 6)
	}
	ratio := numeric && now.exact && near != nil && near.Sign() > 0 && !inside
	switch {
	case !ratio:
	case asks:
		ratio = c.measure == "increase" && c.basis == "unit" && !c.isRate() && (c.bound == "at_least" || c.bound == "more_than")
	case c.bound == "exactly":
		ratio = !c.isRate()
	default:
		ratio = c.direction == "up" && (!c.isRate() || c.printRatio) && slices.Contains([]string{"at_least", "more_than", "about", "range"}, c.bound)
	}
	if ratio && (c.bound == "more_than" && !less(t, near) || c.ownGrant && less(near, t)) {
		ratio = false
	}
	if ratio {
		p := roundTo(percent(t, near), 2)
		if !same(p, whole(100)) || same(t, near) {
			out.Fulfilment = show(p, 6)
		}
	}
	if c.course == "accrues" && c.isSum() && !asks && c.direction == "up" && !now.partial && !now.gap && now.exact &&
		slices.Contains([]string{"at_least", "more_than", "range", "about", "exactly"}, c.bound) {
		left := minus(x, t)
		if left.Sign() < 0 {
			left = whole(0)
		}
		out.Remaining = show(left, 6)
	}
}

// compare holds the value against the same date of last year.
func (c *nCase) compare(out *nResult, now *told, level rat) {
	if level == nil {
		return
	}
	last := c.sameDate(now)
	if last == nil || !now.comparesExactly {
		return
	}
	out.GrowthBy = show(minus(level, last), 6)
	if (c.isSum() || c.nature == "ratio" && !c.isRate()) && !less(last, whole(10)) {
		out.Growth = show(roundTo(percent(minus(level, last), last), 2), 6)
	}
}

// sameDate is the value of last year's same date, nil where the two cannot be
// compared.
func (c *nCase) sameDate(now *told) rat {
	if now == nil || now.change != "" {
		return nil
	}
	from, to := back(c.from, 1), lastYear(now.end, 1)
	if c.course == "once" {
		to = back(c.to, 1)
	}
	for _, end := range c.allEnds(from, to) {
		last := c.valueExactly(from, end)
		if last == nil || last.v == nil {
			continue
		}
		if last.change != "" || now.other || last.other || now.partial || now.gap || last.partial || last.gap ||
			c.course != "once" && days(end, to)-1 > 45 {
			return nil
		}
		now.comparesExactly = now.exact && last.exact
		return last.v
	}
	return nil
}
