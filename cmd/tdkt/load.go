package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tdkt/loaders"
	"tdkt/loaders/workspace"
)

func (a *app) loadCommand() *cobra.Command {
	var kind string
	cmd := &cobra.Command{
		Use:   "load [PATH...]",
		Short: "Load plans and data into a new snapshot of the warehouse",
		Long: `load reads plan files (YAML) and data files (CSV, XLSX), checks them against each
other and against what is already loaded, and makes one new snapshot. A file with
an error is refused whole, with every problem and its place, and nothing is
loaded. A file that was loaded before is left alone.

Without PATH it loads plans/ and data/ of the workspace.`,
		Example: `  tdkt load
  tdkt load data/so-lieu-dot-1.csv
  tdkt load --kind actuals bao-cao.xlsx`,
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			report, err := a.load(cmd.Context(), ws, args, kind)
			if err != nil {
				return err
			}
			return printLoad(a.env.stdout, report)
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "take every table for this kind instead of recognising it by its header")
	return cmd
}

// load runs one load with progress on a terminal and its problems on stderr.
func (a *app) load(ctx context.Context, ws *workspace.Workspace, paths []string, kind string) (loaders.Report, error) {
	progress := newProgress(a.env)
	report, err := loaders.Load(ctx, loaders.Request{
		Workspace: ws, Paths: paths, Kind: kind, Now: a.env.now(), Clock: a.env.now,
		Progress: func(p loaders.Progress) {
			progress.show("%s %s %s", p.Step, p.File, p.Sheet)
		},
	})
	progress.done()
	if len(report.Problems) > 0 {
		if perr := report.Problems.Print(a.env.stderr, "tdkt: ", 20); perr != nil {
			return report, perr
		}
	}
	return report, err
}

// printLoad lists what became of each source.
func printLoad(w io.Writer, report loaders.Report) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, s := range report.Sources {
		name := s.File
		if s.Sheet != "" {
			name += " [" + s.Sheet + "]"
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%d rows\t%d new\t%d corrections", name, s.Kind, s.State, s.Counts.Rows, s.Counts.New, s.Counts.Corrections)
		if s.Warnings > 0 {
			fmt.Fprintf(tw, "\t%d warnings", s.Warnings)
		}
		fmt.Fprintln(tw)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	var took time.Duration
	for _, t := range report.Timings {
		took += t.Took
	}
	state := "nothing new"
	if report.Changed {
		state = fmt.Sprintf("load %d, %d new rows, %d corrections", report.LoadNo, report.Totals.New, report.Totals.Corrections)
	}
	_, err := fmt.Fprintf(w, "snapshot %s: %s (%.2f s)\n", report.Snapshot, state, took.Seconds())
	return err
}
