package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// opens says whether a cumulative row counts from the first day of a window, or
// from as few days before it as 15/12 is before a year.
func opens(r nRow, from time.Time) bool {
	return !r.start.After(from) && days(r.start, from)-1 <= 17
}

// early is the number of days by which a year counted from a day begins, and
// ends, before the calendar's.
func early(start time.Time) int {
	if n := days(start, on(start.Year()+1, 1, 1)) - 1; n <= 17 {
		return n
	}
	return 0
}

// before is the row of the same count that stands for the day before a window
// that begins inside a year; nil when there is none.
func (c *nCase) before(unit string, r nRow, from time.Time) *nRow {
	if from.YearDay() == 1 || !r.cumulative || r.measure != "level" || opens(r, from) || !r.start.Before(from) {
		return nil
	}
	last := from.AddDate(0, 0, -1)
	var best *nRow
	for _, o := range c.winners(unit) {
		if o.cumulative && o.measure == "level" && o.start.Equal(r.start) && !o.end.After(last) && days(o.end, last)-1 <= early(r.start) &&
			(best == nil || o.end.After(best.end)) {
			best = &o
		}
	}
	return best
}

// since takes from a count what it stood at before a window.
func (t *told) since(b *told, from time.Time) {
	sub := func(a, b rat) rat {
		if a == nil || b == nil {
			return nil
		}
		return minus(a, b)
	}
	t.v, t.lo, t.hi = sub(t.v, b.v), sub(t.lo, b.hi), sub(t.hi, b.lo)
	t.num, t.den = sub(t.num, b.num), sub(t.den, b.den)
	t.openLo, t.openHi = t.openLo || b.openHi, t.openHi || b.openLo
	t.exact, t.other = t.exact && b.exact, t.other || b.other
	t.status, t.terms, t.from, t.rows = min(t.status, b.status), 2, from, append(t.rows, b.rows...)
}

// phase_values against the rows themselves: each case is one accruing count of a
// plan of three phases.
func TestNaivePhaseValues(t *testing.T) {
	db := openEmpty(t)
	must := executor(t, db)
	must(`insert into org_unit select * from (values ('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1),
		('c1','Xã 1','Xã 1','commune','xã','root',true,2,date '2000-01-01',null,null,0,'',2),
		('c2','Xã 2','Xã 2','commune','xã','root',true,3,date '2000-01-01',null,null,0,'',3),
		('c3','Xã 3','Xã 3','commune','xã','root',true,4,date '2000-01-01',null,null,0,'',4))`)
	r := rand.New(rand.NewPCG(2022, 7))
	dataTo, knownAt := on(2022, 12, 31), on(2023, 1, 15)
	var cases []nCase
	for n := range 400 {
		c := nCase{plan: "p", code: fmt.Sprintf("i%04d", n), dataTo: dataTo, knownAt: knownAt, nature: pick(r, "count", "flow"), course: "accrues",
			direction: "up", decimals: r.IntN(3), bound: "at_least", measure: "level", basis: "unit", lo: "5", rolledUp: r.IntN(3) == 0, from: on(2022, 1, 1), to: dataTo}
		for range 2 + r.IntN(9) {
			c.report(r, 2022)
		}
		cases = append(cases, c)
	}
	insertCases(t, db, "p", cases)
	phases := []struct{ from, to time.Time }{{on(2022, 1, 1), on(2022, 3, 31)}, {on(2022, 4, 1), on(2022, 6, 30)}, {on(2022, 7, 1), on(2022, 12, 31)}}
	must("delete from phase") // of insertCases
	for i, p := range phases {
		must(fmt.Sprintf("insert into phase (plan_id, phase_no, name, kind, starts_on, ends_on, declared) values ('p', %d, 'Đợt', 'dot', '%s', '%s', true)",
			i+1, p.from.Format(time.DateOnly), p.to.Format(time.DateOnly)))
	}
	got, err := PhaseValues(context.Background(), db, PlanDate{PlanID: "p", DataTo: dataTo, KnownAt: knownAt})
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]PhaseValue{}
	for _, v := range got {
		have[fmt.Sprint(v.IndicatorCode, v.PhaseNo)] = v
	}
	sure := func(v *told) bool {
		return v != nil && v.v != nil && v.change == "" && !v.partial && !v.gap && v.exact
	}
	known, open, beside := 0, 0, 0
	for _, c := range cases {
		var last rat // of the phase before
		for i, p := range phases {
			end := c.valueExactly(c.from, p.to)
			before := &told{v: whole(0), exact: true, status: 3}
			if end != nil {
				before.other = end.other
			}
			if i > 0 {
				before = c.valueExactly(c.from, p.from.AddDate(0, 0, -1))
			}
			want, change, growth := "", "", ""
			previous := last
			last = nil
			if sure(end) && sure(before) && end.other == before.other {
				last = minus(end.v, before.v)
				want = show(last, 6)
				known++
				if previous != nil {
					change = show(minus(last, previous), 6)
					beside++
					if !less(previous, whole(10)) {
						growth = show(roundTo(percent(minus(last, previous), previous), 2), 6)
					}
				}
			} else {
				open++
			}
			if v := have[fmt.Sprint(c.code, i+1)]; v.Value.String() != want || (want == "") != (v.Reason != "") {
				t.Errorf("%s, phase %d: %q (%s), want %q\n%s", c.code, i+1, v.Value, v.Reason, want, c.text())
			} else if v.PreviousPhaseNo.V != i || v.PreviousValue.String() != show(previous, 6) || v.Change.String() != change || v.Growth.String() != growth {
				t.Errorf("%s, phase %d: beside %d: %q by %q, %q%%, want %q, %q\n%s", c.code, i+1, v.PreviousPhaseNo.V, v.PreviousValue, v.Change, v.Growth, change, growth, c.text())
			} else if want != "" && v.Estimated != (end.status == 0 || before.status == 0) {
				t.Errorf("%s, phase %d: estimated %v\n%s", c.code, i+1, v.Estimated, c.text())
			}
		}
	}
	if known < 100 || open < 100 || beside < 20 {
		t.Errorf("%d values known, %d open, %d beside another: the generator misses a kind", known, open, beside)
	}
}

// ofPhase says whether some row's difference tells the phase.
func (c *nCase) ofPhase() bool {
	for _, u := range append([]string{"root"}, nCommunes...) {
		for _, r := range c.winners(u) {
			if c.adds() && !r.end.Before(c.from) && c.before(u, r, c.from) != nil {
				return true
			}
		}
	}
	return false
}
