package main

import (
	"context"
	"fmt"
	"time"

	"tdkt/loaders/warehouse"
	"tdkt/queries"
)

// warnEarly says on stderr that a review is asked for as of a day before the
// end of what it reviews: its figures stop on that day. Whoever gives --data-to
// knows where they stop. An unknown plan or phase is the report's to refuse.
func (a *app) warnEarly(ctx context.Context, snapshot *warehouse.Snapshot, req reportRequest, asOf time.Time) error {
	if req.dataTo != "" {
		return nil
	}
	what, ends := "", time.Time{}
	if req.final {
		plans, err := queries.Plans(ctx, snapshot.DB)
		if err != nil {
			return snapshot.Explain(err)
		}
		for _, p := range plans {
			if p.PlanID == req.plan {
				what, ends = "the plan", p.EndsOn
			}
		}
	} else {
		phases, err := queries.PlanPhases(ctx, snapshot.DB, req.plan)
		if err != nil {
			return snapshot.Explain(err)
		}
		for _, p := range phases {
			if p.PhaseNo == req.phase {
				what, ends = fmt.Sprintf("phase %d", p.PhaseNo), p.EndsOn
			}
		}
	}
	if asOf.Before(ends) {
		fmt.Fprintf(a.env.stderr, "tdkt: warning: %s ends on %s; figures stop at %s\n", what, ends.Format(time.DateOnly), asOf.Format(time.DateOnly))
	}
	return nil
}
