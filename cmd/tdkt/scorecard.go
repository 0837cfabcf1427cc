package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tdkt/loaders/emulation"
	"tdkt/reports"
	"tdkt/reports/publish"
)

// A scorecardRequest asks for the scorecards of some units.
type scorecardRequest struct {
	paperRequest
	unit    string
	units   string // "all", or a list of codes and short names
	again   bool
	workers int
}

func (a *app) scorecardCommand() *cobra.Command {
	var req scorecardRequest
	cmd := &cobra.Command{
		Use:   "scorecard",
		Short: "Print the scorecard (phiếu kết quả) of a unit, or of every unit",
		Long: `Prints one or two pages for each unit that reports: its indicators with last
year's value, its rank among the units and the whole's value, the targets that it
reports on, registrations and awards, movements, and what is missing.

--units all makes every unit's in one run: one set of queries, then several files
at a time. A unit whose scorecard cannot be made is reported and does not stop the
others. Run again, it goes on where it stopped: files that were made from the same
data for the same dates by the same program are left alone.`,
		Example: `  tdkt report scorecard --unit 08233 --phase 1 --as-of 2022-07-12
  tdkt report scorecard --units all --phase 1 --as-of 2022-07-12`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.scorecards(cmd.Context(), req) },
	}
	req.flags(cmd)
	f := cmd.Flags()
	f.IntVar(&req.phase, "phase", 0, "number of the phase (default: the whole plan)")
	f.StringVar(&req.unit, "unit", "", "code or short name of the unit")
	f.StringVar(&req.units, "units", "", `"all", or several codes or short names in a comma list`)
	f.StringVarP(&req.out, "out", "o", "", "file to write, or folder with --units (default: reports/ of the workspace)")
	f.BoolVar(&req.again, "again", false, "make also the files that are there already")
	f.IntVar(&req.workers, "workers", 2, "files made at once")
	a.completePlans(cmd)
	return cmd
}

// cardMemory is what the Go side of a batch tries to stay below; the collector runs
// when it is full, not each time the heap has doubled.
const cardMemory = 220 << 20

func (a *app) scorecards(ctx context.Context, req scorecardRequest) error {
	if (req.unit == "") == (req.units == "") {
		return fail(exitUsage, "--unit takes one unit, --units all makes every unit's", "whose scorecard?")
	}
	d, err := a.paperDesk(ctx, &req.paperRequest)
	if err != nil {
		return err
	}
	defer d.close()
	prepared := make(chan error, 1)
	go func() { prepared <- d.pool.Warm() }()
	cards, err := reports.PrepareScorecards(ctx, d.snapshot.DB, a.env.now, d.request)
	if warmed := <-prepared; err == nil {
		err = warmed
	}
	if err != nil {
		return explainPaper(d.snapshot.Explain(err))
	}
	// All that the cards say is asked: the database's memory is free for the charts.
	if err := d.snapshot.Close(); err != nil {
		return err
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(cardMemory))
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	units, err := req.wanted(cards)
	if err != nil {
		return explainPaper(err)
	}
	if req.units == "" {
		built, err := a.buildCard(ctx, cards, d.pool, units[0].Code)
		if err != nil {
			return explainPaper(err)
		}
		built.Timings = append(slices.Clone(cards.Timings), built.Timings...)
		return a.publish(d, d.path(req.out, filepath.Join(d.span("phieu"), cardName(units[0]))), built, req.paperRequest)
	}
	folder := req.out
	if folder == "" {
		folder = a.keepEarlierCards(strings.TrimSuffix(d.path("", d.span("phieu")), ".pdf"), units, cards.Days())
	}
	return a.batch(ctx, d, cards, units, folder, req)
}

// wanted are the units that the command names.
func (req scorecardRequest) wanted(cards *reports.Scorecards) ([]reports.Unit, error) {
	if req.units == "all" {
		return cards.Units(), nil
	}
	var out []reports.Unit
	for _, name := range strings.Split(req.unit+","+req.units, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		u, err := cards.Find(name)
		if err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, nil
}

// cardName is the name of a unit's file, without its ending: "08233-phu-my".
func cardName(u reports.Unit) string {
	plain := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return '-'
		}, emulation.Fold(s))
		for strings.Contains(s, "--") {
			s = strings.ReplaceAll(s, "--", "-")
		}
		return strings.Trim(s, "-")
	}
	return plain(u.Code) + "-" + plain(u.ShortName)
}

// A cardResult is what became of one unit's scorecard.
type cardResult struct {
	results []publish.Result // one for each format
	built   reports.Built
	kept    bool // it was there already
	err     error
}

// batch makes the scorecards of many units, several at once.
func (a *app) batch(ctx context.Context, d *paperDesk, cards *reports.Scorecards, units []reports.Unit, folder string, req scorecardRequest) error {
	start := a.env.now()
	formats, err := req.formats()
	if err != nil {
		return err
	}
	j, err := openJournal(filepath.Join(folder, journalName), d.request)
	if err != nil {
		return err
	}
	defer j.Close()
	if err := removeHalves(folder, units, formats); err != nil {
		return err
	}
	results := make([]chan cardResult, len(units))
	for i := range results {
		results[i] = make(chan cardResult, 1)
	}
	next := make(chan int)
	go func() {
		defer close(next)
		for i := range units {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	for range max(1, req.workers) {
		go func() {
			for i := range next {
				results[i] <- a.card(ctx, d, cards, units[i], folder, j, formats, req.again)
			}
		}()
	}
	progress := newProgress(a.env)
	made, kept, failed := 0, 0, 0
	for i, u := range units {
		progress.show("[%d/%d] %s", i+1, len(units), u.ShortName)
		var r cardResult
		select {
		case r = <-results[i]:
		case <-ctx.Done():
			progress.done()
			return ctx.Err()
		}
		switch {
		case r.err != nil && ctx.Err() != nil:
			progress.done()
			return ctx.Err()
		case r.err != nil:
			failed++
			progress.done()
			fmt.Fprintf(a.env.stderr, "tdkt: error: %s (%s): %v\n", u.Name, u.Code, r.err)
		case r.kept:
			kept++
		default:
			made++
			progress.done()
			for k, result := range r.results {
				if err := printPaper(a.env.stdout, result, formats[k], r.built); err != nil {
					return err
				}
			}
		}
	}
	progress.done()
	if req.timings {
		printTimings(a.env.stderr, append([]reports.Timing{{Stage: "open the snapshot", Took: d.opened}}, append(slices.Clone(cards.Timings),
			reports.Timing{Stage: "charts, text, PDF and check of all files", Took: a.env.now().Sub(start)})...))
	}
	took := a.env.now().Sub(start).Seconds()
	line := fmt.Sprintf("tdkt: %d scorecards in %.1f s", made, took)
	if made > 0 && took > 0 {
		line += fmt.Sprintf(" (%.1f per second)", float64(made)/took)
	}
	if kept > 0 {
		line += fmt.Sprintf(", %d were there already", kept)
	}
	fmt.Fprintln(a.env.stderr, line)
	if failed > 0 {
		return fail(exitReport, "the errors stand above; run again to make only what is missing", "%d of %d scorecards could not be made", failed, len(units))
	}
	return nil
}

// removeHalves takes away what a batch that was killed left half-written, under names
// that no reader takes for a scorecard.
func removeHalves(folder string, units []reports.Unit, formats []publish.Format) error {
	for _, u := range units {
		for _, f := range formats {
			halves, err := filepath.Glob(filepath.Join(folder, "."+filepath.Base(f.Path(cardName(u)+".pdf"))+".*"))
			if err != nil {
				return err
			}
			for _, half := range halves {
				if err := os.Remove(half); err != nil && !os.IsNotExist(err) {
					return err
				}
			}
		}
	}
	return nil
}

// card makes one unit's files unless they are there.
func (a *app) card(ctx context.Context, d *paperDesk, cards *reports.Scorecards, u reports.Unit, folder string, j *journal, formats []publish.Format, again bool) cardResult {
	if err := ctx.Err(); err != nil {
		return cardResult{err: err}
	}
	path := filepath.Join(folder, cardName(u)+".pdf")
	if !again && !slices.ContainsFunc(formats, func(f publish.Format) bool { return !j.holds(f.Path(path)) }) {
		return cardResult{kept: true}
	}
	var r cardResult
	if r.built, r.err = a.buildCard(ctx, cards, d.pool, u.Code); r.err != nil {
		return r
	}
	for _, f := range formats {
		result, err := publishAs(f.Path(path), r.built.Document, f)
		if err == nil {
			err = j.add(result.Path)
		}
		if err != nil {
			return cardResult{err: err}
		}
		r.results = append(r.results, result)
	}
	// The tree is not needed any more; a thousand of them would be.
	r.built.Document = reports.Built{}.Document
	return r
}
