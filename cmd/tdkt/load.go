package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tdkt/loaders"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
)

func (a *app) loadCommand() *cobra.Command {
	var kind string
	var dry, returns bool
	var nice int
	cmd := &cobra.Command{
		Use:   "load [PATH|SOURCE...]",
		Short: "Load plans and data into a new snapshot of the warehouse",
		Long: `load reads plan files (YAML), data files (CSV, XLSX, Parquet) and the databases that
tdkt.yaml names under sources, checks them against each other and against what is
already loaded, and makes one new snapshot. A file that
was loaded before is left alone; a later report of a known value is a correction,
kept beside the earlier one.

What an error refuses is the workspace's choice (on_error in tdkt.yaml): "file",
the default, loads nothing at all; "row" loads the other rows and keeps the refused
ones. A plan or a list of units with an error is always refused whole. Either way
the folder returns/ gets an Excel sheet for the sender, with the cells at fault in
red, the reason and the remedy; the corrected sheet is loaded like any file.

Without PATH it loads plans/ and data/ of the workspace.

--returns loads nothing and writes the sheets of all refusals that are still open
again, one for each sender, where one was lost. The sheet of a file that was refused
whole is made by loading that file again.

On Linux a load steps aside for other processes, so that questions and reports
do not wait for it. On a machine that is always busy it needs --nice 5, or --nice 0
for its full share.`,
		Example: `  tdkt load
  tdkt load --dry-run data/so-lieu-dot-1.csv
  tdkt load --kind actuals bao-cao.xlsx
  tdkt load data so-tai-chinh
  tdkt load returns/tra-lai-08230-lan-2.xlsx
  tdkt load --returns`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if returns && len(args) > 0 {
				return fail(exitUsage, "leave the paths out", "--returns writes the sheets of all open refusals and takes no PATH")
			}
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			if returns {
				return a.writeReturns(cmd.Context(), ws)
			}
			if err := a.background(nice); err != nil {
				return err
			}
			report, err := a.loadRequest(cmd.Context(), loaders.Request{Workspace: ws, Paths: args, Kind: kind, DryRun: dry})
			if err != nil {
				return err
			}
			if dry {
				return printRehearsal(a.env.stdout, report)
			}
			return printLoad(a.env.stdout, report)
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "take every table for this kind instead of recognising it by its header")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show what would change, and change nothing")
	cmd.Flags().BoolVar(&returns, "returns", false, "load nothing; write the return sheets of all open refusals again")
	cmd.MarkFlagsMutuallyExclusive("returns", "dry-run")
	cmd.MarkFlagsMutuallyExclusive("returns", "kind")
	niceFlag(cmd, &nice)
	return cmd
}

// writeReturns writes lost return sheets again.
func (a *app) writeReturns(ctx context.Context, ws *workspace.Workspace) error {
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	names, err := loaders.WriteReturns(ctx, ws, snapshot.DB)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		fmt.Fprintln(a.env.stderr, "tdkt: no refusal is open")
	}
	for _, name := range names {
		if _, err := fmt.Fprintln(a.env.stdout, name); err != nil {
			return err
		}
	}
	return nil
}

// load runs one load with progress on a terminal and its problems on stderr.
func (a *app) load(ctx context.Context, ws *workspace.Workspace, paths []string, kind string) (loaders.Report, error) {
	return a.loadRequest(ctx, loaders.Request{Workspace: ws, Paths: paths, Kind: kind})
}

func (a *app) loadRequest(ctx context.Context, req loaders.Request) (loaders.Report, error) {
	bar := newLoadProgress(a.env)
	req.Now, req.Clock, req.Getenv, req.Database = a.env.now(), a.env.now, a.env.getenv, a.loading
	if bar.line.on {
		req.Progress = bar.show
	}
	if !req.DryRun {
		if err := newSchema(ctx, req.Workspace); err != nil {
			return loaders.Report{}, err
		}
	}
	report, err := loaders.Load(ctx, req)
	err = tooLittle(err)
	bar.done()
	if len(report.Problems) > 0 {
		if perr := report.Problems.Print(a.env.stderr, "tdkt: ", 20); perr != nil {
			return report, perr
		}
	}
	for _, name := range report.ReturnSheets {
		fmt.Fprintf(a.env.stderr, "tdkt: return sheet: %s\n", name)
	}
	if err == nil && report.Changed {
		if _, perr := loaders.Prune(req.Workspace, req.Now); perr != nil {
			fmt.Fprintf(a.env.stderr, "tdkt: warning: old snapshots were not removed: %v\n", perr)
		}
	}
	return report, err
}

// tooLittle tells a load that failed for want of the database's memory how to go
// on. Other errors pass unchanged.
func tooLittle(err error) error {
	// An appender's error has the advice without the word.
	if !queries.OutOfMemory(err) && (err == nil || !strings.Contains(err.Error(), "SET memory_limit")) {
		return err
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return fail(exitReport, "the warehouse is as it was; give the database more memory, such as --memory 1GB", "%s", first)
}

// newSchema moves a warehouse that an older program made to this program's
// tables, also where the load then finds nothing new.
func newSchema(ctx context.Context, ws *workspace.Workspace) error {
	dir := warehouse.At(ws.Warehouse(), ws.Archive())
	snapshot, err := dir.Open(ctx, warehouse.Options{Threads: 1})
	switch {
	case errors.Is(err, warehouse.ErrOlderSchema):
		return dir.Init(ctx, warehouse.Options{Threads: 1})
	case err == nil:
		return snapshot.Close()
	}
	// Anything else is for the load itself to say, or to mend.
	return nil
}

// printSources lists what became of each source.
func printSources(w io.Writer, report loaders.Report) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, s := range report.Sources {
		name := s.File
		if s.Sheet != "" {
			name += " [" + s.Sheet + "]"
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%d rows\t%d new\t%d corrections", name, s.Kind, s.State, s.Counts.Rows, s.Counts.New, s.Counts.Corrections)
		for _, c := range []struct {
			n    int
			what string
		}{{s.Counts.Identical, "unchanged"}, {s.Counts.Refused, "refused"}, {s.Warnings, "warnings"}} {
			if c.n > 0 {
				fmt.Fprintf(tw, "\t%d %s", c.n, c.what)
			}
		}
		fmt.Fprintln(tw)
	}
	return tw.Flush()
}

// printLoad says what a load did.
func printLoad(w io.Writer, report loaders.Report) error {
	if err := printSources(w, report); err != nil {
		return err
	}
	var took time.Duration
	for _, t := range report.Timings {
		took += t.Took
	}
	state := "nothing new"
	if report.Changed {
		state = fmt.Sprintf("load %d, %d new rows, %d corrections", report.LoadNo, report.Totals.New, report.Totals.Corrections)
		if report.Totals.Refused > 0 {
			state += fmt.Sprintf(", %d refused", report.Totals.Refused)
		}
		if report.Closed > 0 {
			state += fmt.Sprintf(", %d refusals answered", report.Closed)
		}
	}
	_, err := fmt.Fprintf(w, "snapshot %s: %s (%.2f s)\n", report.Snapshot, state, took.Seconds())
	return err
}

// printRehearsal says what a load would do.
func printRehearsal(w io.Writer, report loaders.Report) error {
	if err := printSources(w, report); err != nil {
		return err
	}
	for _, c := range report.Changes {
		place := c.File
		if c.Sheet != "" {
			place += " [" + c.Sheet + "]"
		}
		fmt.Fprintf(w, "%s row %d: %s %s\n", place, c.Row, c.Kind, c.About)
		for _, f := range c.Fields {
			fmt.Fprintf(w, "    %s: %s -> %s\n", f.Column, orNothing(f.Old), orNothing(f.New))
		}
	}
	if len(report.Changes) == loaders.MostChanges {
		fmt.Fprintln(w, "    (more corrections are not listed)")
	}
	_, err := fmt.Fprintf(w, "would load %d new rows, %d corrections; %d unchanged, %d refused; nothing was changed\n",
		report.Totals.New, report.Totals.Corrections, report.Totals.Identical, report.Totals.Refused)
	return err
}

func orNothing(s string) string {
	if s == "" {
		return "(blank)"
	}
	return s
}
