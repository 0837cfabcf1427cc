package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tdkt/charts/echarts"
	"tdkt/loaders/workspace"
)

func (a *app) demoCommand() *cobra.Command {
	var fixtures, out string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Make a workspace of every example plan and print all its reports",
		Long: `demo copies every workspace below --fixtures to --out, loads it, and prints each
interim and final review that its tdkt.yaml names under demo. It runs again on
what is there: a loaded file is left alone, reports are made anew.`,
		Example: "  tdkt demo --fixtures fixtures --out out",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.demo(cmd.Context(), fixtures, out) },
	}
	cmd.Flags().StringVar(&fixtures, "fixtures", "fixtures", "folder of example workspaces")
	cmd.Flags().StringVar(&out, "out", "out", "folder to write to")
	return cmd
}

func (a *app) demo(ctx context.Context, fixtures, out string) error {
	configs, err := filepath.Glob(filepath.Join(fixtures, "*", "tdkt.yaml"))
	if err != nil {
		return err
	}
	if len(configs) == 0 {
		return fail(exitUsage, "run it in the project's folder, or give --fixtures", "%s holds no workspace", fixtures)
	}
	start := a.env.now()
	pool := echarts.NewPool(2)
	defer pool.Close()
	progress := newProgress(a.env)
	reports := 0
	for i, config := range configs {
		source := filepath.Dir(config)
		progress.show("[%d/%d] %s: load", i+1, len(configs), filepath.Base(source))
		ws, err := a.demoWorkspace(ctx, source, filepath.Join(out, filepath.Base(source)))
		if err != nil {
			return err
		}
		for _, req := range demoRequests(ws) {
			progress.show("[%d/%d] %s: %s", i+1, len(configs), filepath.Base(source), req.describe())
			made, err := a.report(ctx, ws, pool, req)
			if err != nil {
				return err
			}
			progress.done()
			if err := made.print(a.env.stdout); err != nil {
				return err
			}
			reports++
		}
	}
	progress.done()
	fmt.Fprintf(a.env.stderr, "tdkt: %d reports of %d workspaces in %.1f s\n", reports, len(configs), a.env.now().Sub(start).Seconds())
	return nil
}

// demoWorkspace copies the example where it differs and loads it.
func (a *app) demoWorkspace(ctx context.Context, source, dir string) (*workspace.Workspace, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := copyMissing(source, dir); err != nil {
		return nil, err
	}
	ws, err := workspace.Open(dir)
	if err != nil {
		return nil, err
	}
	_, err = a.load(ctx, ws, nil, "")
	return ws, err
}

// demoRequests lists the reports that the workspace names.
func demoRequests(ws *workspace.Workspace) []reportRequest {
	var out []reportRequest
	before := sinceNone
	for _, d := range ws.Config.Demo.Interim {
		out = append(out, reportRequest{phase: d.Phase, asOf: d.AsOf, since: before})
		before = d.AsOf
	}
	if day := ws.Config.Demo.Final; day != "" {
		out = append(out, reportRequest{final: true, asOf: day, since: before})
	}
	return out
}

func (req reportRequest) describe() string {
	if req.final {
		return "final review"
	}
	return fmt.Sprintf("interim review of phase %d", req.phase)
}

// copyMissing copies the example's files over; a file with the same bytes is
// left alone.
func copyMissing(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if old, err := os.ReadFile(target); err == nil && string(old) == string(data) {
			return nil
		}
		return os.WriteFile(target, data, 0o644)
	})
}
