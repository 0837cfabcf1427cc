package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"

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

// demo makes two workspaces at a time: the queries of one report wait for each
// other more than the processors do.
func (a *app) demo(ctx context.Context, fixtures, out string) error {
	configs, err := filepath.Glob(filepath.Join(fixtures, "*", "tdkt.yaml"))
	if err != nil {
		return err
	}
	if len(configs) == 0 {
		return fail(exitUsage, "run it in the project's folder, or give --fixtures", "%s holds no workspace", fixtures)
	}
	start := a.env.now()
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	pool := echarts.NewPool(2)
	defer pool.Close()
	ctx, cancel := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()

	show := a.sharedProgress()
	examples := make([]*example, len(configs))
	for i, config := range configs {
		source := filepath.Dir(config)
		examples[i] = &example{source: source, dir: filepath.Join(out, filepath.Base(source)), done: make(chan struct{})}
	}
	next := make(chan *example, len(examples))
	for _, e := range examples {
		next <- e
	}
	close(next)
	for range 2 {
		workers.Go(func() {
			for e := range next {
				e.err = a.demoExample(ctx, e, pool, show)
				close(e.done)
			}
		})
	}
	reports := 0
	for _, e := range examples {
		<-e.done
		show("")
		if e.stderr.Len() > 0 {
			fmt.Fprintf(a.env.stderr, "tdkt: %s:\n", filepath.Base(e.source))
		}
		if _, err := e.stderr.WriteTo(a.env.stderr); err != nil {
			return err
		}
		if _, err := e.stdout.WriteTo(a.env.stdout); err != nil {
			return err
		}
		if e.err != nil {
			return e.err
		}
		reports += e.reports
	}
	fmt.Fprintf(a.env.stderr, "tdkt: %d reports of %d workspaces in %.1f s\n", reports, len(configs), a.env.now().Sub(start).Seconds())
	return nil
}

// An example is one workspace of the demo, with what making it prints: it is
// shown in the order of the workspaces, whichever is ready first.
type example struct {
	source, dir    string
	stdout, stderr bytes.Buffer
	reports        int
	err            error
	done           chan struct{}
}

// demoExample loads one example and prints its reports, as a program of its own
// would.
func (a *app) demoExample(ctx context.Context, e *example, pool *echarts.Pool, show func(string)) error {
	own := *a
	own.env.stdout, own.env.stderr, own.env.terminal = &e.stdout, &e.stderr, false
	own.closing = &sync.WaitGroup{}
	defer own.closing.Wait()
	name := filepath.Base(e.source)
	show(name + ": load")
	ws, err := own.demoWorkspace(ctx, e.source, e.dir)
	if err != nil {
		return err
	}
	for _, req := range demoRequests(ws) {
		show(name + ": " + req.describe())
		made, err := own.report(ctx, ws, pool, req)
		if err != nil {
			return err
		}
		if err := made.print(&e.stdout); err != nil {
			return err
		}
		e.reports++
	}
	return nil
}

// sharedProgress shows one line for everybody; an empty one takes it away.
func (a *app) sharedProgress() func(string) {
	var mutex sync.Mutex
	line := newProgress(a.env)
	return func(what string) {
		mutex.Lock()
		defer mutex.Unlock()
		if what == "" {
			line.done()
			return
		}
		line.show("%s", what)
	}
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
