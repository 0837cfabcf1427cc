package reports

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// A Request names one report. Days are UTC midnights.
type Request struct {
	PlanID  string
	PhaseNo int  // of an interim review
	Final   bool // the final review of the plan
	// KnownAt is the day on which the receipt of reports was closed (chốt nhận
	// báo cáo): only what was reported up to it counts.
	KnownAt time.Time
	// DataTo is the end of the period that the values cover; zero takes the
	// phase's or the plan's last day, or KnownAt where that is earlier.
	DataTo time.Time
	Office Office
	Texts  Texts // the office's own words
	// Since is the report before this one; nil for none.
	Since *Earlier
	// Program and Snapshot go into the run record: the program's version and
	// the identity of the snapshot.
	Program  string
	Snapshot string
	Inputs   []Input // what the report reads beside the snapshot, for the run record
}

// A review is one report in the making: what was asked, and all query results.
type review struct {
	Request
	plan        queries.PlanHeading
	phases      []queries.Phase
	phase       queries.Phase // of an interim review
	from        time.Time     // first day that the report speaks of
	targets     []queries.TargetResult
	values      []queries.UnitValue    // of the units on every indicator
	points      []queries.TrendPoint   // of every indicator over the year
	before      []queries.TargetResult // as the earlier report had them
	then        beforeCounts           // and its counts
	counts      []queries.VerdictCounts
	groups      []queries.VerdictGroup // by owner, phase, unit
	coverage    []queries.UnitCoverage
	kinds       []queries.KindCoverage
	moves       []queries.Movement
	acts        []queries.ActivityCount
	follow      []queries.FollowUp
	followed    []queries.FollowUpCount
	awards      []yearAwards
	funds       []yearFund // of a final review
	exempl      []queries.SectorExemplars
	list        []queries.Exemplar
	ranks       []queries.ClusterRank
	indices     []queries.IndexYear // of a final review
	scores      []queries.CriterionScore
	units       []unitsFigure
	trends      []trendFigure
	awardCharts []chartOf
	figures     figures
	proofs      []queries.Finding // blocking ones that fail
	misscored   []queries.Finding // likewise, of the clusters' points
	releases    []queries.Release
	afterCut    []queries.ValueChange // late and corrected values
	lateEntries map[[2]string]int     // by kind and change
	adjusted    []queries.TargetVersion

	// Of a final review only.
	shares    []queries.MovementShare
	registers []yearCounts

	textErrors []*TextError // the report cannot be made
	unfilled   []*TextError // fields without a figure: it is a draft
	warnings   []string
}

// yearAwards is what was registered and granted for one year.
type yearAwards struct {
	year       int
	conversion []queries.Conversion
	structure  []queries.AwardShare
	persons    []queries.AwardPersons // all units first; empty: no individual was rewarded
}

// A PhaseError says that the plan has no such phase.
type PhaseError struct {
	PlanID  string
	PhaseNo int
	Known   []queries.Phase
}

func (e *PhaseError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("plan %s has no phases", e.PlanID)
	}
	names := ""
	for i, p := range e.Known {
		if i > 0 {
			names += ", "
		}
		names += fmt.Sprintf("%d (%s)", p.PhaseNo, p.Name)
	}
	return fmt.Sprintf("plan %s has no phase %d; it has %s", e.PlanID, e.PhaseNo, names)
}

// ErrNothingReported says that no report had been received by KnownAt.
var ErrNothingReported = errors.New("no report had been received")

// resolve finds the plan and the phase and settles the dates.
func (r *review) resolve(ctx context.Context, db *sql.DB) error {
	var err error
	if r.plan, err = queries.PlanHead(ctx, db, r.PlanID); err != nil {
		return err
	}
	if r.phases, err = queries.PlanPhases(ctx, db, r.PlanID); err != nil {
		return err
	}
	end := r.plan.EndsOn
	r.from = r.plan.StartsOn
	if !r.Final {
		i := slices.IndexFunc(r.phases, func(p queries.Phase) bool { return p.PhaseNo == r.PhaseNo })
		if i < 0 {
			return &PhaseError{r.PlanID, r.PhaseNo, r.phases}
		}
		r.phase = r.phases[i]
		end = r.phase.EndsOn
		r.from = r.phase.StartsOn
	}
	if r.DataTo.IsZero() {
		r.DataTo = end
		if r.KnownAt.Before(end) {
			r.DataTo = r.KnownAt
		}
	}
	return r.settle()
}

// window is the span of days that the report speaks of.
func (r *review) window() queries.Window {
	return queries.Window{PlanID: r.PlanID, DataFrom: r.from, DataTo: r.DataTo, KnownAt: r.KnownAt}
}

func (r *review) years() []int {
	first := r.from.Year()
	last := min(r.DataTo.Year(), r.plan.EndsOn.Year())
	var out []int
	for y := first; y <= last; y++ {
		out = append(out, y)
	}
	return out
}

// awardYears are the years whose awards the report speaks of.
func (r *review) awardYears() []queries.AwardYear {
	var out []queries.AwardYear
	for _, y := range r.years() {
		out = append(out, queries.AwardYear{PlanID: r.PlanID, Year: y, KnownAt: r.KnownAt})
	}
	return out
}

// askReleases finds who released this review.
func (r *review) askReleases(ctx context.Context, db *sql.DB) ([]queries.Release, error) {
	name := "tong-ket"
	if !r.Final {
		name = "so-ket-" + itoa(r.PhaseNo)
	}
	return queries.Releases(ctx, db, queries.ReviewName{PlanID: r.PlanID, Review: name, KnownAt: r.KnownAt})
}

// collect asks all queries, as many at once as the pool has connections, and
// draws each chart as soon as its rows are there.
func (r *review) collect(ctx context.Context, db *sql.DB, drawer charts.Drawer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	judged, measured, all := newGate(), newGate(), newGate()
	drawn := make(chan error, 1)
	go func() { drawn <- r.illustrate(ctx, drawer, judged, measured, all) }()
	err := inTurn(ctx, max(1, db.Stats().MaxOpenConnections), r.jobs(db, judged, measured))
	if err == nil {
		err = r.nothing()
	}
	if err == nil {
		r.order()
		// Taken before the queries of a final review write beside them.
		r.awardCharts = r.awardKinds()
		all.open()
		// One after the other: the ledgers of a year are not held in memory twice.
		for _, job := range r.finalJobs(db) {
			if err = job(ctx); err != nil {
				break
			}
		}
	}
	if err != nil {
		cancel()
		<-drawn
		return err
	}
	return <-drawn
}

// A gate holds back what needs the rows of a query.
type gate struct {
	ready chan struct{}
	open  func()
}

func newGate() gate {
	ready := make(chan struct{})
	return gate{ready, sync.OnceFunc(func() { close(ready) })}
}

// pass waits for the rows; the error is the context's.
func (g gate) pass(ctx context.Context) error {
	select {
	case <-g.ready:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// jobs are the queries of a review; the longest come first.
func (r *review) jobs(db *sql.DB, judged, measured gate) []func(context.Context) error {
	state := queries.PlanState{PlanID: r.PlanID, KnownAt: r.KnownAt}
	window := r.window()
	reports := queries.ReportWindow{PlanID: r.PlanID, DataFrom: r.from, DataTo: r.DataTo, KnownAt: r.KnownAt}
	reports.ReportsDue = r.due()
	r.awards = make([]yearAwards, len(r.years()))
	// Where the rest of its job is repeated for want of memory, charts are drawn of
	// the judgement already: it is asked and written once.
	var targets []queries.TargetResult
	isJudged := false
	jobs := []func(context.Context) error{
		func(ctx context.Context) (err error) {
			if !isJudged {
				if targets, err = r.askTargets(ctx, db); err != nil {
					return err
				}
				r.counts, r.groups = queries.TallyVerdicts(targets), queries.TallyGroups(targets, r.phases)
				r.targets = r.begun(targets)
				isJudged = true
				judged.open()
			}
			if r.proofs, err = queries.BlockingProofs(ctx, db, targets, r.awardYears()); err != nil {
				return err
			}
			// Not beside the other: both at once need twice the memory.
			return r.earlier(ctx, db)
		},
		func(ctx context.Context) (err error) {
			if r.values, err = queries.UnitsOnIndicator(ctx, db, queries.IndicatorDate{PlanID: r.PlanID, DataTo: r.DataTo, KnownAt: r.KnownAt}); err != nil {
				return err
			}
			if r.points, err = queries.Trend(ctx, db, queries.IndicatorState{PlanID: r.PlanID, DataTo: r.DataTo, KnownAt: r.KnownAt}); err != nil {
				return err
			}
			measured.open()
			return nil
		},
		func(ctx context.Context) (err error) { r.releases, err = r.askReleases(ctx, db); return err },
		func(ctx context.Context) error { return r.askLate(ctx, db) },
		func(ctx context.Context) (err error) {
			r.adjusted, err = queries.TargetVersions(ctx, db, state)
			return err
		},
		func(ctx context.Context) (err error) {
			r.coverage, err = queries.Coverage(ctx, db, reports)
			return err
		},
		func(ctx context.Context) (err error) {
			r.kinds, err = queries.CoverageByKind(ctx, db, reports)
			return err
		},
		func(ctx context.Context) (err error) { r.moves, err = queries.Movements(ctx, db, window); return err },
		func(ctx context.Context) (err error) { r.acts, err = queries.Activities(ctx, db, window); return err },
		func(ctx context.Context) (err error) {
			r.follow, err = queries.FollowUpList(ctx, db, window)
			return err
		},
		func(ctx context.Context) (err error) {
			r.followed, err = queries.FollowUps(ctx, db, window)
			return err
		},
		func(ctx context.Context) (err error) { r.exempl, err = queries.Exemplars(ctx, db, window); return err },
		func(ctx context.Context) (err error) { r.list, err = queries.ExemplarList(ctx, db, window); return err },
		func(ctx context.Context) (err error) {
			r.ranks, err = queries.ClusterRanking(ctx, db, state)
			return err
		},
		func(ctx context.Context) (err error) {
			if r.scores, err = queries.ClusterScores(ctx, db, state); err != nil {
				return err
			}
			r.misscored, err = queries.ScoreFindings(ctx, db, state)
			return err
		},
	}
	for i, year := range r.years() {
		y := queries.AwardYear{PlanID: r.PlanID, Year: year, KnownAt: r.KnownAt}
		r.awards[i].year = year
		jobs = append(jobs,
			func(ctx context.Context) (err error) {
				r.awards[i].conversion, err = queries.RegistrationAwards(ctx, db, y)
				return err
			},
			func(ctx context.Context) (err error) {
				r.awards[i].structure, err = queries.AwardStructure(ctx, db, y)
				return err
			})
	}
	return jobs
}

// askTargets asks for the targets as this review judges them.
func (r *review) askTargets(ctx context.Context, db *sql.DB) ([]queries.TargetResult, error) {
	return r.askTargetsOf(ctx, db, r.Final, r.DataTo, r.KnownAt)
}

// askTargetsOf asks for them as a review of other days does.
func (r *review) askTargetsOf(ctx context.Context, db *sql.DB, final bool, dataTo, knownAt time.Time) ([]queries.TargetResult, error) {
	return queries.TargetResults(ctx, db, queries.ReviewDate{PlanID: r.PlanID, DataTo: dataTo, KnownAt: knownAt,
		Review: kindOf(final), Tolerances: r.Office.Tolerances})
}

// begun leaves out the targets of years that have not begun: they have nothing
// to say in the review of an earlier one. What a unit wrote about a restricted one
// may name its figures, and is left out as they are.
func (r *review) begun(targets []queries.TargetResult) []queries.TargetResult {
	out := slices.DeleteFunc(slices.Clone(targets), func(t queries.TargetResult) bool { return t.SpanFrom.After(r.DataTo) })
	for i := range out {
		if out[i].Restricted {
			out[i].OutlookReason, out[i].ValueText = "", ""
		}
	}
	return out
}

// order sorts what queries give by code into the order of print.
func (r *review) order() {
	slices.SortStableFunc(r.acts, func(a, b queries.ActivityCount) int {
		return cmp.Compare(emulation.ActivityKind(a.ActivityKind).Rank(), emulation.ActivityKind(b.ActivityKind).Rank())
	})
	kinds := emulation.AllRecipientKinds()
	for _, y := range r.awards {
		slices.SortStableFunc(y.conversion, func(a, b queries.Conversion) int {
			return cmp.Or(cmp.Compare(emulation.Honour(a.HonourCode).Rank(), emulation.Honour(b.HonourCode).Rank()),
				cmp.Compare(slices.Index(kinds, emulation.RecipientKind(a.RecipientKind)), slices.Index(kinds, emulation.RecipientKind(b.RecipientKind))))
		})
	}
}

// together runs the jobs at once; see inTurn.
func together(ctx context.Context, jobs []func(context.Context) error) error {
	return inTurn(ctx, len(jobs), jobs)
}

// inTurn runs the jobs in their order, several at a time, and returns the first
// error by order of the jobs; the others are told to stop. A job that failed for
// want of memory is repeated alone.
func inTurn(ctx context.Context, several int, jobs []func(context.Context) error) error {
	running, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make([]error, len(jobs))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(several, len(jobs)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(jobs); i = int(next.Add(1)) - 1 {
				if errs[i] = jobs[i](running); errs[i] != nil && !queries.OutOfMemory(errs[i]) {
					cancel()
				}
			}
		})
	}
	workers.Wait()
	// Queries side by side share the database's memory: what did not fit beside
	// another may fit alone.
	for i, job := range jobs {
		if queries.OutOfMemory(errs[i]) && running.Err() == nil {
			errs[i] = job(running)
		}
	}
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return errors.Join(errs...)
}
