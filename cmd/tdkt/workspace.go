package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tdkt/loaders"
	"tdkt/loaders/problem"
	"tdkt/loaders/quantity"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/pdf"
	"tdkt/reports/publish"
)

// fromEnvironment fills every flag that the command line leaves open from
// TDKT_<FLAG>.
func (a *app) fromEnvironment(cmd *cobra.Command) error {
	var bad error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := "TDKT_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value := a.env.getenv(name)
		if f.Changed || value == "" || f.Name == "help" || bad != nil {
			return
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			bad = fail(exitUsage, "unset it or give --"+f.Name, "%s=%s: %w", name, value, wrongValue(err))
		}
	})
	if bad != nil {
		return bad
	}
	if cmd.Flags().Changed("memory") {
		a.loading.MemoryLimit = a.memory
	}
	if cmd.Flags().Changed("threads") {
		a.loading.Threads = a.threads
	}
	return a.checkDatabaseFlags()
}

func (a *app) openWorkspace() (*workspace.Workspace, error) {
	ws, err := workspace.Open(a.workspace)
	if err != nil {
		return nil, err
	}
	return ws, nil
}

// openSnapshot opens the snapshot in force for reading.
func (a *app) openSnapshot(ctx context.Context, ws *workspace.Workspace) (*warehouse.Snapshot, error) {
	return a.open(ctx, ws, warehouse.Options{Connections: 2})
}

// openFor opens it for one query and nothing else. writeTo is the only folder
// that it may write; "" for none.
func (a *app) openFor(ctx context.Context, ws *workspace.Workspace, writeTo string) (*warehouse.Snapshot, error) {
	return a.open(ctx, ws, warehouse.Options{Connections: 1, WriteTo: writeTo})
}

// open opens it within the memory and threads of the command line.
func (a *app) open(ctx context.Context, ws *workspace.Workspace, opts warehouse.Options) (*warehouse.Snapshot, error) {
	if a.closing != nil {
		a.closing.Wait()
	}
	opts.MemoryLimit, opts.Threads = a.memory, a.threads
	snapshot, err := a.openWarehouse(ctx, ws, opts)
	if err != nil {
		return nil, err
	}
	if snapshot.Warning != "" {
		warn(a.env.stderr, "%s", snapshot.Warning)
	}
	return snapshot, nil
}

// closeBeside closes a snapshot while the report is printed: giving its memory
// back takes a while.
func (a *app) closeBeside(s *warehouse.Snapshot) {
	if a.closing == nil {
		s.Close()
		return
	}
	a.closing.Go(func() { s.Close() })
}

// openWarehouse opens the snapshot in force, or the earlier one that a command
// about a printed report has settled on.
func (a *app) openWarehouse(ctx context.Context, ws *workspace.Workspace, opts warehouse.Options) (*warehouse.Snapshot, error) {
	if a.earlier != nil {
		return a.earlier(ctx, opts)
	}
	return warehouse.At(ws.Warehouse(), ws.Archive()).Open(ctx, opts)
}

// day reads a date of the command line; empty is today in the office's zone.
func (a *app) day(flag, text string) (time.Time, error) {
	if text == "" {
		now := a.env.now().In(vietnam)
		return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC), nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, fail(exitUsage, "write dates as 2022-07-12", "--%s %q is not a date", flag, text)
	}
	return t, nil
}

// vietnam has had one time zone and no summer time since 1975.
var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// office is what the reports need of the workspace's settings.
func office(ws *workspace.Workspace) reports.Office {
	c := ws.Config
	return reports.Office{
		Superior: c.Office.Superior, Issuer: c.Office.Issuer, Name: c.Office.Name, Abbreviation: c.Office.Abbreviation,
		Place: c.Office.Place, Number: c.Office.Number, Date: c.Office.Date,
		Addressees: c.Addressees, Authority: c.Signature.Authority, Signer: c.Signature.Name,
		Recipients: c.Recipients, RunningHead: c.RunningHead, Coverage: c.Thresholds.Coverage.Rat(),
		Naming: reports.Naming(c.NameLagging),
		Tolerances: queries.Tolerances{
			PacePoints:   threshold(c.Thresholds.PacePoints),
			LevelPoints:  threshold(c.Thresholds.LevelPoints),
			LevelPercent: threshold(c.Thresholds.LevelPercent),
		},
	}
}

// threshold is a number of tdkt.yaml, which its reader has checked; none takes
// the queries' default.
func threshold(n workspace.Number) quantity.NullDecimal {
	d, err := quantity.New(string(n))
	return quantity.NullDecimal{Decimal: d, Valid: err == nil}
}

// completePlans offers the workspace's plans for --plan. It opens the snapshot
// read-only; without one it offers nothing.
func (a *app) completePlans(cmd *cobra.Command) {
	_ = cmd.RegisterFlagCompletionFunc("plan", func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		ws, err := a.openWorkspace()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		snapshot, err := a.openSnapshot(cmd.Context(), ws)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer snapshot.Close()
		plans, err := queries.Plans(cmd.Context(), snapshot.DB)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		for _, p := range plans {
			names = append(names, p.PlanID+"\t"+p.Title)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
}

// classify gives an error its exit code and its hint.
func classify(ctx context.Context, err error) (code int, hint string) {
	var f *failure
	var refused *loaders.RefusedError
	var missing *workspace.MissingError
	var config *workspace.ConfigError
	var source problem.Problem
	var store *warehouse.Error
	var check *publish.CheckError
	var glyph *pdf.GlyphError
	switch {
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		return exitStopped, ""
	case errors.As(err, &f):
		return f.code, f.hint
	case errors.As(err, &refused):
		return exitInput, "mend the places above and run tdkt load again"
	case errors.As(err, &source):
		return exitInput, source.Hint
	case errors.As(err, &missing):
		return exitUsage, missing.Hint()
	case errors.As(err, &config):
		return exitInput, ""
	case errors.As(err, &check):
		return exitCheck, "no file was left behind; please report it with the workspace"
	case errors.As(err, &glyph):
		return exitReport, "write it otherwise where it comes from: the data, the plan or the office's own words"
	case errors.As(err, &store):
		switch {
		case errors.Is(store.Kind, warehouse.ErrNoWarehouse):
			return exitUsage, store.Hint
		case errors.Is(store.Kind, warehouse.ErrLocked):
			return exitBusy, store.Hint
		}
		return exitReport, store.Hint
	case strings.HasPrefix(err.Error(), "unknown command"):
		return exitUsage, "tdkt --help lists the commands"
	case strings.HasPrefix(err.Error(), "required flag"), strings.HasPrefix(err.Error(), "accepts "), strings.HasPrefix(err.Error(), "requires at least "):
		return exitUsage, "--help behind the command shows an example"
	}
	return exitInternal, ""
}
