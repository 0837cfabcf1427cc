package queries

import (
	"math/big"
	"slices"
	"sort"
	"time"
)

// A second, deliberately naive reading of the rules: one target at a time, in
// plain Go over rationals, without SQL, ticks or the product's number code.

type rat = *big.Rat

func num(text string) rat {
	if text == "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("not a number: " + text)
	}
	return r
}
func whole(n int64) rat    { return big.NewRat(n, 1) }
func plus(a, b rat) rat    { return new(big.Rat).Add(a, b) }
func minus(a, b rat) rat   { return new(big.Rat).Sub(a, b) }
func times(a, b rat) rat   { return new(big.Rat).Mul(a, b) }
func over(a, b rat) rat    { return new(big.Rat).Quo(a, b) }
func less(a, b rat) bool   { return a.Cmp(b) < 0 }
func same(a, b rat) bool   { return a.Cmp(b) == 0 }
func neg(a rat) rat        { return new(big.Rat).Neg(a) }
func percent(a, b rat) rat { return times(whole(100), over(a, b)) }

// roundTo rounds half away from zero.
func roundTo(r rat, decimals int) rat {
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	n := new(big.Int).Mul(new(big.Int).Abs(r.Num()), p)
	q, rest := new(big.Int).QuoRem(n, r.Denom(), new(big.Int))
	if rest.Lsh(rest, 1).Cmp(r.Denom()) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	if r.Sign() < 0 {
		q.Neg(q)
	}
	return new(big.Rat).SetFrac(q, p)
}

// A nCase is one target with all that was reported about it.
type nCase struct {
	plan, code                       string
	boundUnit                        string // "": root; its own rows are those of root here
	nature, course, direction, scale string
	decimals                         int
	rolledUp                         bool // collected by the three communes below the unit
	bound, measure, basis            string
	lo, hi, top, lastDigit           string
	base                             string // "" : from the rows of the year before
	second                           string // a fall in the indicator's own unit asked beside the level
	grade, baseGrade                 string
	ownGrant, printRatio             bool
	items                            []string
	from, to                         time.Time // the span
	rows                             []nRow
	assessed                         []nAssessed
	dataTo, knownAt                  time.Time
}

type nRow struct {
	unit                   string
	start, end, reported   time.Time
	cumulative             bool
	status, measure, basis string
	value, high, precision string
	numerator, denominator string
	text, definition       string
	items                  []string
	order                  int // later rows win ties
}

// A nAssessed is one word of the office about the target, in the order of loading.
type nAssessed struct {
	verdict string // by_rule takes back what was said before
	year    int
	on      time.Time
}

var (
	nCommunes = []string{"c1", "c2", "c3"}
	nGrades   = []string{"yếu", "trung bình", "khá", "tốt"}
	statuses  = []string{"estimate", "actual", "preliminary", "official"}
)

// A told value is what one unit, or all of them, said for one period end.
type told struct {
	v, lo, hi   rat // lo and hi are what the word beside the number allows
	openLo      bool
	openHi      bool
	exact       bool
	num, den    rat
	lastDen     rat
	terms       int
	change      string // increase, decrease when the unit told only that
	basis       string
	text        string
	items       []string
	hasItems    bool
	status      int
	other       bool // another definition
	gap         bool
	from, end   time.Time
	refused     bool
	partial     bool
	least, most rat

	comparesExactly bool // neither it nor last year's value has a word beside it

	rows []int // order of the rows of one unit that it rests on
}

func (t *told) usable() bool { return t.v != nil || t.text != "" || t.hasItems }

func (c *nCase) isSum() bool {
	return c.nature == "count" || c.nature == "flow" || c.nature == "stock"
}
func (c *nCase) adds() bool { return c.course == "accrues" && (c.isSum() || c.nature == "ratio") }
func (c *nCase) isRate() bool {
	return c.nature == "growth" || c.nature == "structure" || c.nature == "ratio" && c.scale == "100"
}

func days(a, b time.Time) int { return int(b.Sub(a).Hours()/24) + 1 }

// winners keeps of each period and kind the row that counts.
func (c *nCase) winners(unit string) []nRow {
	var out []nRow
	for _, r := range c.rows {
		blank := r.value == "" && r.numerator == "" && r.text == "" && r.items == nil
		if r.unit != unit || r.reported.After(c.knownAt) || blank {
			continue
		}
		at := slices.IndexFunc(out, func(o nRow) bool {
			return o.start.Equal(r.start) && o.end.Equal(r.end) && o.cumulative == r.cumulative && o.measure == r.measure
		})
		if at < 0 {
			out = append(out, r)
		} else if beats(r, out[at]) {
			out[at] = r
		}
	}
	return out
}

func beats(a, b nRow) bool {
	sa, sb := slices.Index(statuses, a.status), slices.Index(statuses, b.status)
	if sa != sb {
		return sa > sb
	}
	if !a.reported.Equal(b.reported) {
		return a.reported.After(b.reported)
	}
	return a.order > b.order
}

func (c *nCase) tell(r nRow) *told {
	t := &told{v: num(r.value), num: num(r.numerator), den: num(r.denominator), lastDen: num(r.denominator), terms: 1,
		text: r.text, items: r.items, hasItems: r.items != nil, status: slices.Index(statuses, r.status),
		other: r.definition != "1", from: r.start, end: r.end, exact: r.precision == "exact", basis: r.basis, rows: []int{r.order}}
	if r.measure != "level" {
		t.change = r.measure
	}
	if t.v != nil {
		five := times(new(big.Rat).Abs(t.v), big.NewRat(5, 100))
		t.lo, t.hi = t.v, t.v
		switch r.precision {
		case "above":
			t.hi, t.openLo = plus(t.v, five), true
		case "below":
			t.lo, t.openHi = minus(t.v, five), true
		case "about":
			t.lo, t.hi = minus(t.v, five), plus(t.v, five)
		case "interval":
			t.hi = num(r.high)
		}
	}
	return t
}

// ends lists the ends of a unit's periods inside a window, latest first.
func (c *nCase) ends(unit string, from, to time.Time) []time.Time {
	var out []time.Time
	for _, r := range c.winners(unit) {
		fits := !r.end.Before(from) && !r.end.After(to)
		if c.adds() && r.measure == "level" {
			if r.cumulative {
				fits = fits && (opens(r, from) || c.before(unit, r, from) != nil)
			} else {
				fits = fits && !r.start.Before(from)
			}
		}
		if fits && !slices.ContainsFunc(out, r.end.Equal) {
			out = append(out, r.end)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].After(out[j]) })
	return out
}

// at gives what a unit told for a window up to one of its period ends.
func (c *nCase) at(unit string, from, end time.Time) *told {
	rows := c.winners(unit)
	if !c.adds() {
		var best *nRow
		for i, r := range rows {
			if !r.end.Equal(end) {
				continue
			}
			switch {
			case best == nil:
			case (r.measure == "level") != (best.measure == "level"):
				if r.measure != "level" {
					continue
				}
			case !beats(r, *best):
				continue
			}
			best = &rows[i]
		}
		if best == nil {
			return nil
		}
		return c.tell(*best)
	}
	var parts []nRow
	var change *nRow
	var lastCumulative time.Time
	for i, r := range rows {
		if r.measure != "level" {
			if r.end.Equal(end) && (change == nil || beats(r, *change)) {
				change = &rows[i]
			}
			continue
		}
		if r.cumulative && (opens(r, from) || c.before(unit, r, from) != nil) &&
			!r.end.Before(from) && !r.end.After(end) && !r.end.Before(lastCumulative) {
			if r.end.After(lastCumulative) || r.start.After(parts[0].start) {
				parts = []nRow{r}
			}
			lastCumulative = r.end
		}
	}
	told1 := 0
	if parts != nil {
		told1 = days(from, parts[0].end)
	}
	for _, r := range rows {
		if r.measure == "level" && !r.cumulative && !r.start.Before(from) && !r.end.After(end) && r.start.After(lastCumulative) {
			parts = append(parts, r)
			told1 += days(r.start, r.end)
		}
	}
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].end.Before(parts[j].end) })
	if len(parts) == 0 || !parts[len(parts)-1].end.Equal(end) {
		if change != nil {
			return c.tell(*change)
		}
		return nil
	}
	sum := c.tell(parts[0])
	if parts[0].cumulative && !opens(parts[0], from) {
		sum.since(c.tell(*c.before(unit, parts[0], from)), from.AddDate(0, 0, -early(parts[0].start)))
	}
	add := func(a, b rat) rat {
		if a == nil || b == nil {
			return nil
		}
		return plus(a, b)
	}
	for _, r := range parts[1:] {
		t := c.tell(r)
		sum.v, sum.lo, sum.hi = add(sum.v, t.v), add(sum.lo, t.lo), add(sum.hi, t.hi)
		sum.num, sum.den, sum.lastDen = add(sum.num, t.num), add(sum.den, t.den), t.lastDen
		sum.openLo, sum.openHi = sum.openLo || t.openLo, sum.openHi || t.openHi
		sum.exact, sum.other = sum.exact && t.exact, sum.other || t.other
		sum.status, sum.terms, sum.end, sum.text = min(sum.status, t.status), sum.terms+1, t.end, t.text
		sum.items, sum.hasItems = t.items, t.hasItems
		sum.rows = append(sum.rows, t.rows...)
	}
	sum.gap = told1 < days(from, end)
	return sum
}

// quotient is the value of a ratio from what stands above and below the line.
func (c *nCase) quotient(t *told) rat {
	den := t.lastDen
	if c.scale == "100" {
		den = t.den
	}
	if t.num == nil || den == nil || den.Sign() <= 0 {
		return nil
	}
	return roundTo(times(num(c.scale), over(t.num, den)), c.decimals)
}

// allEnds lists the ends for which the unit or its communes told something,
// latest first.
func (c *nCase) allEnds(from, to time.Time) []time.Time {
	ends := c.ends("root", from, to)
	if c.rolledUp {
		for _, u := range nCommunes {
			ends = append(ends, c.ends(u, from, to)...)
		}
	}
	sort.Slice(ends, func(i, j int) bool { return ends[i].After(ends[j]) })
	return ends
}

// value is the target's own value or the roll-up in a window, latest first.
func (c *nCase) value(from, to time.Time) *told {
	var first *told
	for _, end := range c.allEnds(from, to) {
		t := c.at("root", from, end)
		if t == nil {
			t = c.rollUp(from, end)
		} else if c.nature == "ratio" && (t.v == nil || t.terms > 1) {
			v := c.quotient(t)
			if v == nil && t.terms > 1 {
				t.v, t.lo, t.hi = nil, nil, nil
			} else if v != nil {
				t.v, t.lo, t.hi = v, v, v
			}
		} else if t.terms > 1 && c.nature != "ratio" && t.v == nil {
			t.lo, t.hi = nil, nil
		}
		if first == nil {
			first = t
		}
		if t.usable() {
			return t
		}
	}
	return first
}

func (c *nCase) rollUp(from, end time.Time) *told {
	sum := &told{status: 3, exact: true, end: end}
	received, counted := 0, 0
	v, lo, hi, n, d, ld := whole(0), whole(0), whole(0), whole(0), whole(0), whole(0)
	for _, u := range nCommunes {
		if !slices.ContainsFunc(c.ends(u, from, end), end.Equal) {
			continue
		}
		t := c.at(u, from, end)
		received++
		sum.status, sum.other, sum.gap = min(sum.status, t.status), sum.other || t.other, sum.gap || t.gap
		sum.exact = sum.exact && t.exact
		if sum.from.Before(t.from) {
			sum.from = t.from
		}
		if t.change != "" {
			sum.refused = true
		}
		if t.v != nil {
			counted++
			v, lo, hi = plus(v, t.v), plus(lo, t.lo), plus(hi, t.hi)
			sum.openLo, sum.openHi = sum.openLo || t.openLo, sum.openHi || t.openHi
			if sum.least == nil || less(t.v, sum.least) {
				sum.least = t.v
			}
			if sum.most == nil || less(sum.most, t.v) {
				sum.most = t.v
			}
		}
		if t.num == nil || t.lastDen == nil {
			sum.refused = sum.refused || !c.isSum()
		} else {
			n, ld = plus(n, t.num), plus(ld, t.lastDen)
			if t.den != nil {
				d = plus(d, t.den)
			}
		}
	}
	sum.partial = received < len(nCommunes)
	switch {
	case c.nature == "index" || c.nature == "rank" || c.nature == "grade":
		sum.refused = true
	case c.isSum():
		sum.refused = sum.refused || counted < received
		if !sum.refused {
			sum.v, sum.lo, sum.hi = roundTo(v, c.decimals), lo, hi
			if sum.exact {
				sum.lo, sum.hi = sum.v, sum.v
			}
		}
	case !sum.refused:
		sum.num, sum.den, sum.lastDen = n, d, ld
		sum.v = c.quotient(sum)
		sum.lo, sum.hi, sum.openLo, sum.openHi = sum.v, sum.v, false, false
	}
	return sum
}
