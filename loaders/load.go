package loaders

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/kind"
	"tdkt/loaders/problem"
	"tdkt/loaders/quantity"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
)

// A job is a load or a rebuild with what the workspace says about it.
type job struct {
	root     string // of the workspace
	dir      warehouse.Dir
	options  warehouse.Options
	numbers  string // "vi", "en", "ask"
	rows     bool   // an error refuses its row, not the load
	dry      bool
	headings string // further names of columns, as the ledger keeps them
	zone     *time.Location
	clock    func() time.Time
	progress func(Progress)
	turn     int // of a run's stage

	databases []workspace.Source
	getenv    func(string) string
}

// load finds, checks and loads files.
func (j job) load(ctx context.Context, paths []string, kindName string, now time.Time) (Report, error) {
	var report Report
	if kindName != "" {
		if _, ok := kind.Named(kindName); !ok {
			return report, problem.Problem{Message: fmt.Sprintf("unknown kind %q", kindName), Hint: problem.DidYouMean(kindName, kind.Names())}
		}
	}
	var begun time.Time
	if j.clock != nil {
		begun = j.clock()
	}
	sources, done, err := j.gather(ctx, paths)
	if err != nil {
		return report, err
	}
	defer done()
	settings := command{numbers: j.numbers, kind: kindName, rows: j.rows, headings: j.headings}
	if j.dry {
		done, err := j.rehearsal()
		if err != nil {
			return report, err
		}
		defer done()
	}
	var r *run
	loaded, err := j.dir.Load(ctx, warehouse.LoadRequest{Options: j.options, Sources: sources, Now: now, Command: settings.String()},
		func(ctx context.Context, b *warehouse.Build) error {
			var err error
			if r, err = j.run(b, settings, begun); err != nil {
				return err
			}
			r.mode.dry = j.dry
			r.took("open")
			err = r.load(ctx)
			if !j.dry {
				err = errors.Join(err, j.giveBack(ctx, r, &report))
			}
			return err
		})
	if r != nil {
		r.took("close")
		r.report(&report)
	}
	if errors.Is(err, errRehearsed) {
		loaded.Unchanged, err = true, nil
	}
	if r != nil || err == nil {
		if kerr := j.reportKnown(&report, sources, r); err == nil {
			err = kerr
		}
	}
	report.Snapshot, report.LoadNo, report.Changed = loaded.Name, loaded.Position, err == nil && !loaded.Unchanged
	return report, err
}

// giveBack writes the return sheets of a load before its snapshot is in force: a
// crash may leave a sheet of a load that never was, which the repeated load
// makes again, but no refusal without its sheet.
func (j job) giveBack(ctx context.Context, r *run, report *Report) error {
	for _, p := range r.parts {
		if p.report.Counts.Refused == 0 || r.left[p.source] {
			continue
		}
		books, err := openRefusals(ctx, r.build.DB, r.build.Position)
		if err != nil {
			return err
		}
		r.books = append(r.books, books...)
		break
	}
	names, err := writeReturns(j.root, r.books)
	report.ReturnSheets = names
	r.took("return")
	return err
}

// rehearsal prepares a dry run. Where there is no warehouse yet, it takes place
// in a folder of its own.
func (j *job) rehearsal() (done func(), err error) {
	if _, err := os.Stat(j.dir.Path()); err == nil {
		return func() {}, nil
	}
	dir, done, err := scratchFolder()
	if err != nil {
		return nil, err
	}
	j.dir = warehouse.At(filepath.Join(dir, "warehouse"), filepath.Join(dir, "archive"))
	return done, nil
}

// reportKnown adds the files that the load never saw: they are in the ledger,
// or twice among the paths.
func (j job) reportKnown(report *Report, sources []warehouse.Source, r *run) error {
	seen := map[string]bool{}
	if r != nil {
		for _, s := range r.sources {
			seen[s.SHA256] = true
		}
	}
	entries, err := j.dir.Ledger()
	if err != nil {
		return err
	}
	kinds := map[string]string{}
	for _, e := range entries {
		for _, f := range e.Files {
			kinds[f.SHA256] = f.Kind
		}
	}
	for _, s := range sources {
		if !seen[s.SHA256] {
			report.Sources = append(report.Sources, SourceReport{File: s.Name, SHA256: s.SHA256, Kind: kinds[s.SHA256], State: AlreadyLoaded})
		}
	}
	return nil
}

// run prepares a load or its replay. Settings that change what a source means
// come from the ledger, not from today's workspace.
func (j job) run(b *warehouse.Build, settings command, begun time.Time) (*run, error) {
	day := b.Now.In(j.zone)
	r := &run{build: b, mode: mode{rows: settings.rows}, progress: j.progress, clock: j.clock, begun: begun, turn: j.turn,
		settings: kind.Settings{Format: format(settings.numbers), Today: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)}}
	if k, ok := kind.Named(settings.kind); ok {
		r.kind = k
	}
	var err error
	r.headings, err = parseHeadings(settings.headings)
	return r, err
}

// rebuild makes the same warehouse from the archive.
func (j job) rebuild(ctx context.Context) (Report, error) {
	var report Report
	loaded, err := j.dir.Rebuild(ctx, j.options, func(ctx context.Context, b *warehouse.Build) error {
		settings, err := parseCommand(b.Command)
		if err != nil {
			return fmt.Errorf("load %d: %w", b.Position, err)
		}
		var begun time.Time
		if j.clock != nil {
			begun = j.clock()
		}
		r, err := j.run(b, settings, begun)
		if err != nil {
			return fmt.Errorf("load %d: %w", b.Position, err)
		}
		err = r.load(ctx)
		r.report(&report)
		var refused *RefusedError
		if errors.As(err, &refused) {
			return fmt.Errorf("load %d was accepted once and is refused now; was the program updated? %w", b.Position, err)
		}
		return err
	})
	report.Snapshot, report.LoadNo, report.Changed = loaded.Name, loaded.Position, err == nil
	return report, err
}

// A command is what the ledger keeps of how a load was asked for: all that
// changes the meaning of its sources.
type command struct {
	numbers string
	kind    string // empty: recognised
	rows    bool   // errors refuse their row
	// headings are further names of columns, as a URL has its parameters.
	headings string
}

// String is the ledger's text: "load numbers=vi kind=actuals".
func (c command) String() string {
	text := "load numbers=" + c.numbers
	if c.kind != "" {
		text += " kind=" + c.kind
	}
	if c.rows {
		text += " on_error=row"
	}
	if c.headings != "" {
		text += " columns=" + c.headings
	}
	return text
}

func parseCommand(text string) (command, error) {
	var c command
	words := strings.Fields(text)
	if len(words) == 0 || words[0] != "load" {
		return c, fmt.Errorf("the ledger's command %q is not a load", text)
	}
	for _, w := range words[1:] {
		name, value, _ := strings.Cut(w, "=")
		switch name {
		case "numbers":
			c.numbers = value
		case "kind":
			c.kind = value
		case "on_error":
			c.rows = value == "row"
		case "columns":
			c.headings = value
		default:
			return c, fmt.Errorf("the ledger's command %q has an unknown setting %q", text, name)
		}
	}
	if !slices.Contains([]string{"vi", "en", "ask"}, c.numbers) {
		return c, fmt.Errorf("the ledger's command %q has no number format", text)
	}
	return c, nil
}

// format reads the workspace's word for how numbers are written.
func format(word string) quantity.NumberFormat {
	switch word {
	case "vi":
		return quantity.FormatVi
	case "en":
		return quantity.FormatEn
	}
	return quantity.FormatUnknown
}
