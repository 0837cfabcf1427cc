package main

import (
	"context"
	"time"

	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/schedule"
)

// sinceNone leaves the comparison with an earlier report out.
const sinceNone = "none"

// since finds the report before the one asked for: the one closed on the day of
// --since, which is an earlier edition of the same review if the day lies behind its
// period, else the interim review of an earlier phase; without --since the one of an earlier phase that the schedule made
// last; else that of the last earlier phase, closed when its reports were due.
func (a *app) since(ctx context.Context, snapshot *warehouse.Snapshot, ws *workspace.Workspace, req reportRequest, asOf time.Time) (*reports.Earlier, error) {
	if req.since == sinceNone {
		return nil, nil
	}
	if req.past != nil {
		day, err := a.day("since", req.past.KnownAt)
		return &reports.Earlier{Final: req.past.Final, PhaseNo: req.past.Phase, KnownAt: day}, err
	}
	phases, err := queries.PlanPhases(ctx, snapshot.DB, req.plan)
	if err != nil {
		return nil, snapshot.Explain(err)
	}
	head, err := queries.PlanHead(ctx, snapshot.DB, req.plan)
	if err != nil {
		return nil, explainReport(snapshot.Explain(err))
	}
	end := endOf(phases, head.EndsOn, req)
	earlier := earlierPhases(phases, end, asOf)
	if req.since != "" {
		day, err := a.day("since", req.since)
		if err != nil {
			return nil, err
		}
		if !day.Before(asOf) {
			return nil, fail(exitUsage, "give the --as-of of an earlier review, or --since "+sinceNone, "--since %s is not before the day of this report, %s", req.since, asOf.Format(time.DateOnly))
		}
		if !day.Before(end) {
			return &reports.Earlier{Final: req.final, PhaseNo: req.phase, KnownAt: day}, nil
		}
		for i := len(earlier) - 1; i >= 0; i-- {
			if p := earlier[i]; !p.StartsOn.After(day) {
				return &reports.Earlier{PhaseNo: p.PhaseNo, KnownAt: day}, nil
			}
		}
		return nil, fail(exitUsage, "give the --as-of of an earlier interim review, or --since "+sinceNone, "no phase before this report had begun by --since %s", req.since)
	}
	if len(earlier) == 0 {
		return nil, nil
	}
	lines, err := schedule.ReadLedger(ws.Schedule())
	if err != nil {
		return nil, err
	}
	if made := lastMade(schedule.Digest(lines), req.plan, earlier, asOf); made != nil {
		return made, nil
	}
	last := earlier[len(earlier)-1]
	closed := last.EndsOn
	for _, day := range []time.Time{last.ReviewTo, last.ReportsDue} {
		if !day.IsZero() {
			closed = day
		}
	}
	if closed.After(asOf) {
		closed = asOf
	}
	return &reports.Earlier{PhaseNo: last.PhaseNo, KnownAt: closed}, nil
}

// endOf is the last day that a review covers; planEnd of a final one.
func endOf(phases []queries.Phase, planEnd time.Time, req reportRequest) time.Time {
	for _, p := range phases {
		if p.PhaseNo == req.phase && !req.final {
			return p.EndsOn
		}
	}
	return planEnd
}

// earlierPhases are the phases with a review of their own that ended before the
// report's does, in order of their ends.
func earlierPhases(phases []queries.Phase, end, asOf time.Time) []queries.Phase {
	var out []queries.Phase
	for _, p := range phases {
		if p.EndsOn.Before(end) && p.EndsOn.Before(asOf) {
			out = append(out, p)
		}
	}
	return out
}

// lastMade is the interim review of one of the phases that was made last as of an
// earlier day.
func lastMade(book schedule.Book, plan string, phases []queries.Phase, asOf time.Time) *reports.Earlier {
	var found *reports.Earlier
	for _, p := range phases {
		st, ok := book.Latest(plan, p.PhaseNo)
		if !ok {
			continue
		}
		if known := st.Run.KnownAt(st.Slot); known.Before(asOf) && (found == nil || known.After(found.KnownAt)) {
			found = &reports.Earlier{PhaseNo: p.PhaseNo, KnownAt: known}
		}
	}
	return found
}
