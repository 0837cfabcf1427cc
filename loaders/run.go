package loaders

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/kind"
	"tdkt/loaders/plan"
	"tdkt/loaders/problem"
	"tdkt/loaders/returns"
	"tdkt/loaders/warehouse"
)

// mostFindings is how many findings of one table are kept; more are counted.
const mostFindings = 1000

// A run is one load, or the replay of one.
type run struct {
	ctx      context.Context // of load, for sources that the database reads
	build    *warehouse.Build
	stage    *stage
	settings kind.Settings
	kind     *kind.Kind     // from the request; nil: recognised
	headings *kind.Headings // of the office; nil: none
	mode     mode
	progress func(Progress)
	clock    func() time.Time // for timings; nil: none are taken

	sources   []warehouse.Source // in order; a source's number is its index
	parts     []*part
	catalogue *kind.Catalogue
	timings   []Timing
	left      map[int]bool // sources that are refused while others load
	books     []returns.Book
	changes   []Change
	expected  int             // data rows, for progress; 0: cannot be told
	keys      map[string]bool // by table: whether staged rows share a key
	again     map[string]bool // tables that have rows in staging.old_<table>
	answers   map[int]bool    // sources that refuse something new or answer a refusal
	closed    int
	begun     time.Time
	turn      int // of the stage; 0: its own
}

// A part is one plan, CSV file or sheet.
type part struct {
	source     int
	sheetNo    int
	rank       int // kinds that others refer to come first
	report     SourceReport
	findings   []kind.Finding
	dropped    int // findings beyond mostFindings
	problems   problem.List
	vietnamese []Return
	tab        *tab // of a table that can be read; nil: nothing to read
	plan       *plan.Plan
	only       *kind.Kind     // what it is taken for; nil: recognised
	typed      bool           // the source has types of its own
	encoding   string         // of a text file that is not UTF-8
	columns    map[string]int // sheet column, from 1, of each named column
	refusals
}

// took ends a step.
func (r *run) took(step string) {
	if r.clock == nil {
		return
	}
	now := r.clock()
	r.timings = append(r.timings, Timing{Step: step, Took: now.Sub(r.begun)})
	r.begun = now
}

func (r *run) tell(step string, p *part) {
	if r.progress == nil {
		return
	}
	now := Progress{Step: step, Of: r.expected}
	for _, one := range r.parts {
		if one.plan == nil {
			now.Done += one.report.Counts.Rows
		}
	}
	if p != nil {
		now.File, now.Sheet, now.Kind, now.Rows = p.report.File, p.report.Sheet, p.report.Kind, p.report.Counts.Rows
	}
	r.progress(now)
}

// load stages, checks and merges all sources.
func (r *run) load(ctx context.Context) (err error) {
	defer func() {
		for _, p := range r.parts {
			p.close()
		}
	}()
	r.ctx = ctx
	r.sources = slices.Clone(r.build.Sources)
	order(r.sources)
	r.expected = r.expect()
	if r.stage, err = newStage(ctx, r.build); err != nil {
		return err
	}
	if r.turn > 0 {
		r.stage.turn = r.turn
	}
	for i := range r.sources {
		if isPlan(r.sources[i]) {
			r.readPlan(i)
		} else {
			r.openTables(i)
		}
	}
	slices.SortStableFunc(r.parts, func(a, b *part) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.source, b.source), cmp.Compare(a.sheetNo, b.sheetNo))
	})
	if err := r.stageAll(ctx); err != nil {
		return err
	}
	if err := r.leaveUnreadable(ctx); err != nil {
		return err
	}
	r.took("read")
	r.tell("check", nil)
	if err := r.check(ctx); err != nil {
		return err
	}
	r.took("check")
	if err := r.refused(ctx); err != nil {
		return err
	}
	r.tell("write", nil)
	err = r.merge(ctx)
	r.took("write")
	return err
}

func (r *run) readPlan(source int) {
	s := r.sources[source]
	p := &part{source: source, rank: -1, report: SourceReport{File: s.Name, Kind: planKind, SHA256: s.SHA256}}
	r.parts = append(r.parts, p)
	text, err := os.ReadFile(s.Path)
	if err != nil {
		p.fail(problem.Problem{Message: err.Error(), Hint: "check that the file can be read"})
		return
	}
	r.tell("read", p)
	p.plan, p.problems = plan.Read(s.Name, text)
	r.setKind(source, planKind)
}

// planKind is the ledger's word for a plan file.
const planKind = "plan"

// setKind tells the ledger what a source holds.
func (r *run) setKind(source int, kind string) {
	for i := range r.build.Sources {
		if r.build.Sources[i].SHA256 == r.sources[source].SHA256 {
			r.build.Sources[i].Kind = kind
		}
	}
	r.sources[source].Kind = kind
}

// stageAll stages plans and units first, because rows refer to them.
func (r *run) stageAll(ctx context.Context) error {
	if err := r.stage.show(ctx, r.parts); err != nil {
		return err
	}
	for _, p := range r.parts {
		if p.plan == nil {
			continue
		}
		n, err := r.stage.plan(ctx, p.plan, place{source: p.source})
		if err != nil {
			return fmt.Errorf("%s: %w", p.report.File, err)
		}
		p.report.Counts.Rows = n
	}
	for i := 0; i < len(r.parts); {
		p := r.parts[i]
		if p.tab == nil {
			i++
			continue
		}
		if r.catalogue == nil && p.tab.header.Kind.Table != "org_unit" {
			var err error
			if r.catalogue, err = r.stage.catalogue(ctx); err != nil {
				return err
			}
		}
		// All tables of one kind share an appender.
		b, err := r.stage.batch(ctx, p.tab.header.Kind.Table)
		if err != nil {
			return err
		}
		for k := p.tab.header.Kind; i < len(r.parts) && err == nil; i++ {
			if q := r.parts[i]; q.tab != nil {
				if q.tab.header.Kind != k {
					break
				}
				err = r.stageTable(ctx, q, b)
			}
		}
		if cerr := b.close(); err == nil {
			err = cerr
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fail adds a problem of the part as a whole.
func (p *part) fail(what problem.Problem) {
	what.File, what.Sheet = p.report.File, p.report.Sheet
	p.problems = append(p.problems, what)
	reason, remedy, _ := returns.WholeFile(what.Message)
	p.vietnamese = append(p.vietnamese, Return{Problem: what, Vietnamese: placeVi(what) + reason + " " + remedy, whole: true})
}

// placeVi says where a file as such is wrong.
func placeVi(what problem.Problem) string {
	var parts []string
	if what.Sheet != "" {
		parts = append(parts, fmt.Sprintf("trang tính “%s”", what.Sheet))
	}
	if what.Line > 0 {
		parts = append(parts, fmt.Sprintf("dòng %d", what.Line))
		if what.Column > 0 && what.Sheet == "" {
			parts = append(parts, fmt.Sprintf("ký tự %d", what.Column))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	text := strings.Join(parts, ", ") + ": "
	return strings.ToUpper(text[:1]) + text[1:] // "t" or "d"
}

func (p *part) close() {
	if p.tab != nil {
		p.tab.close()
	}
}
