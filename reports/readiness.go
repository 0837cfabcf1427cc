package reports

import (
	"context"
	"database/sql"

	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// A Readiness is what a review would still lack if it were made now.
type Readiness struct {
	Expected int      // units that report
	Missing  []string // of those, short names in the tree's order
	Enough   bool     // as many have reported as the office asks for, or a named person released it
	// Open are other gaps that make the report a draft, in Vietnamese: no figure
	// at all, fields of the office's own words without one.
	Open []string
	// Faults are errors of the office's own words, for which it cannot be made.
	Faults []*TextError
}

// Ready looks whether a review can be made as more than a draft, without making
// it. Errors: *queries.UnknownPlanError, *PhaseError.
func Ready(ctx context.Context, db *sql.DB, req Request) (Readiness, error) {
	var out Readiness
	r, err := started(ctx, db, req)
	if err != nil {
		return out, err
	}
	err = together(ctx, []func(context.Context) error{
		func(ctx context.Context) (err error) {
			r.targets, err = r.askTargets(ctx, db)
			return err
		},
		func(ctx context.Context) (err error) {
			r.coverage, err = queries.Coverage(ctx, db, r.reportWindow())
			return err
		},
		func(ctx context.Context) (err error) { r.releases, err = r.askReleases(ctx, db); return err },
	})
	if err != nil {
		return out, err
	}
	r.targets = r.begun(r.targets)
	for _, s := range r.Texts.Sections {
		r.own(s.Name)
	}
	for _, to := range r.Texts.Proposals {
		for _, item := range to.Items {
			r.fill(&prose{}, to.Place, item)
		}
	}
	for _, t := range r.weak() {
		if c, ok := r.causeOf(t); ok {
			for _, words := range []string{c.Cause, c.Remedy, c.Task} {
				r.fill(&prose{}, c.Place, words)
			}
		}
	}
	r.checkCauses()
	_, expected, missing := r.received()
	out.Expected, out.Missing, out.Enough, out.Faults = expected, shortNames(missing), r.short() == "" || r.isReleased(emulation.ObstacleCoverage), r.textErrors
	if r.unmeasured() {
		out.Open = append(out.Open, noFigures)
	}
	for _, e := range r.unfilled {
		out.Open = append(out.Open, e.ForOffice())
	}
	return out, nil
}
