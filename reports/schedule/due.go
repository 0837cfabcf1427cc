package schedule

import (
	"cmp"
	"slices"
	"time"
)

// Due lists the runs to attempt at now, oldest first: those whose time has
// come and that the book does not know as made, and not those that wait for
// another try after a failure.
func Due(plans []Plan, c Config, b Book, now time.Time) []Run {
	var due []Run
	for _, r := range open(plans, c, b, now) {
		st, known := b.Run(r.ID())
		if r.Planned.After(now) || known && !st.retry(now) {
			continue
		}
		due = append(due, r)
	}
	return due
}

// Coming lists the runs after now and up to a moment, oldest first: what will
// be due if nothing changes.
func Coming(plans []Plan, c Config, b Book, now, until time.Time) []Run {
	var coming []Run
	for _, r := range open(plans, c, b, until) {
		if r.Planned.After(now) {
			coming = append(coming, r)
		}
	}
	return coming
}

// open lists the runs planned up to a moment that are not made.
func open(plans []Plan, c Config, b Book, until time.Time) []Run {
	var runs []Run
	seen := map[string]bool{}
	add := func(r Run) {
		if id := r.ID(); !seen[id] {
			seen[id] = true
			runs = append(runs, r)
		}
	}
	for _, p := range plans {
		for _, r := range c.ofPlan(p) {
			// A plan whose dates were changed after its run was planned still
			// asks for one report: the run keeps its name and gets the new end.
			if st, ok := b.obligation(r); ok {
				if st.open() {
					r.Planned, r.Again = st.Run.Planned, st.Run.Again
					if r.Until.Before(r.Planned) {
						r.Until = r.Planned
					}
					add(r)
				}
				continue
			}
			if !r.Planned.Before(c.From) && !r.Planned.After(until) {
				add(r)
			}
		}
	}
	for _, e := range c.Entries {
		after := e.From.Add(-time.Nanosecond)
		// What lies before the entry's last slot in the book was dealt with,
		// also where the line was another one then.
		if dealt := b.lastSlot[e.Name]; dealt.After(after) {
			after = dealt
		}
		last := until
		if ends := c.entryEnds(e, plans); ends.Before(last) {
			last = ends
		}
		for _, slot := range e.Line.Slots(after, last) {
			r := c.ofEntry(e, plans, slot)
			if st, ok := b.Run(r.ID()); !ok || st.open() {
				add(r)
			}
		}
	}
	// Runs of the book that nothing above asks for any more are still owed.
	for _, st := range b.Runs() {
		if st.open() && !st.Run.Planned.After(until) {
			add(st.Run)
		}
	}
	slices.SortStableFunc(runs, func(a, b Run) int {
		return cmp.Or(a.Planned.Compare(b.Planned), cmp.Compare(a.ID(), b.ID()))
	})
	return runs
}
