package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tdkt/charts/echarts"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/document"
	"tdkt/reports/publish"
)

// A paperRequest is one of the reports beside the reviews as the command line
// asks for it.
type paperRequest struct {
	plan    string
	phase   int // 0: the whole plan
	asOf    string
	out     string
	format  string
	timings bool
}

func (req *paperRequest) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&req.plan, "plan", "", "code of the plan (default: the workspace's only plan)")
	f.StringVar(&req.asOf, "as-of", "", "day on which the receipt of reports was closed, 2022-07-12 (default: today)")
	f.StringVar(&req.format, "format", "pdf", "what to write, side by side: pdf, docx, xlsx, html, in a comma list")
	f.BoolVar(&req.timings, "timings", false, "print on stderr where the time went")
}

// paperCommands are the reports beside the reviews.
func (a *app) paperCommands() []*cobra.Command {
	return []*cobra.Command{a.minutesCommand(), a.coverageCommand(), a.awardsCommand(), a.scorecardCommand(), a.formCommand()}
}

// A paperDesk is what every paper needs: the workspace, its snapshot, and the request
// in the report's terms.
type paperDesk struct {
	ws       *workspace.Workspace
	snapshot *warehouse.Snapshot
	pool     *echarts.Pool
	request  reports.Request
	opened   time.Duration
}

// paperDesk opens the snapshot and settles plan and dates; the caller closes it.
func (a *app) paperDesk(ctx context.Context, req *paperRequest) (*paperDesk, error) {
	start := a.env.now()
	asOf, err := a.day("as-of", req.asOf)
	if err != nil {
		return nil, err
	}
	ws, err := a.openWorkspace()
	if err != nil {
		return nil, err
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return nil, err
	}
	if req.plan, err = onlyPlan(ctx, snapshot, req.plan); err != nil {
		return nil, errors.Join(err, snapshot.Close())
	}
	settings, err := officeInput(ws)
	if err != nil {
		return nil, errors.Join(err, snapshot.Close())
	}
	return &paperDesk{ws: ws, snapshot: snapshot, pool: echarts.NewPool(2), opened: a.env.now().Sub(start), request: reports.Request{
		PlanID: req.plan, PhaseNo: req.phase, Final: req.phase == 0, KnownAt: asOf,
		Office: office(ws), Program: version, Snapshot: snapshot.Identity, Inputs: []reports.Input{settings},
	}}, nil
}

// close ends the snapshot's database and the chart engines.
func (d *paperDesk) close() {
	d.pool.Close()
	d.snapshot.Close()
}

// path is where a paper goes unless the command says otherwise.
func (d *paperDesk) path(out, name string) string {
	if out != "" {
		return out
	}
	return filepath.Join(d.ws.Reports(), d.request.PlanID+"-"+name+".pdf")
}

// span names the phase in a file's name, or the whole plan.
func (d *paperDesk) span(name string) string {
	if d.request.Final {
		return name + "-ca-ky"
	}
	return fmt.Sprintf("%s-dot-%d", name, d.request.PhaseNo)
}

// publish prints one paper in its formats, checks the files and says what it wrote.
func (a *app) publish(d *paperDesk, path string, built reports.Built, req paperRequest) error {
	formats, err := req.formats()
	if err != nil {
		return err
	}
	if path, err = a.keepEarlier(path, req.out != "", built.Document); err != nil {
		return err
	}
	timings := append([]reports.Timing{{Stage: "open the snapshot", Took: d.opened}}, built.Timings...)
	for _, f := range formats {
		start := a.env.now()
		result, err := publishAs(formatPath(path, f, formats), built.Document, f)
		if err != nil {
			return err
		}
		timings = append(timings, reports.Timing{Stage: "print and check the " + string(f), Took: a.env.now().Sub(start)})
		if err := printPaper(a.env.stdout, result, f, built); err != nil {
			return err
		}
	}
	if req.timings {
		printTimings(a.env.stderr, timings)
	}
	return nil
}

// formats are what the command asked for.
func (req paperRequest) formats() ([]publish.Format, error) {
	formats, err := publish.ParseFormats(req.format)
	if err != nil {
		return nil, fail(exitUsage, "--format pdf,docx,xlsx,html", "%w", err)
	}
	return formats, nil
}

// formatPath is the name of a file in one of the formats: a PDF alone keeps the
// name that was asked for.
func formatPath(path string, f publish.Format, formats []publish.Format) string {
	if f == publish.FormatPDF && len(formats) == 1 {
		return path
	}
	return f.Path(path)
}

func publishAs(path string, doc document.Document, f publish.Format) (publish.Result, error) {
	if f == publish.FormatPDF {
		return publish.PDF(path, doc)
	}
	return publish.Twin(path, doc, f)
}

func printPaper(w io.Writer, result publish.Result, f publish.Format, built reports.Built) error {
	line := fmt.Sprintf("%s  %d pages", result.Path, result.Pages)
	if f != publish.FormatPDF {
		line = fmt.Sprintf("%s  %d kB", result.Path, (result.Bytes+999)/1000)
	}
	var counts []string
	for _, c := range built.Counts {
		if c.N > 0 {
			counts = append(counts, fmt.Sprintf("%s %d", c.Word, c.N))
		}
	}
	if len(counts) > 0 {
		line += "  " + strings.Join(counts, ", ")
	}
	if built.Draft != "" {
		line += "  DỰ THẢO"
	}
	_, err := fmt.Fprintln(w, line)
	return err
}

// explainPaper gives the errors of a paper their exit code and remedy.
func explainPaper(err error) error {
	var cluster *reports.ClusterError
	var unit *reports.UnitError
	var plan *queries.UnknownPlanError
	switch {
	case errors.As(err, &plan):
	case errors.As(err, &cluster):
		return &failure{exitUsage, err, "clusters and their criteria stand in the plan file, under clusters; --cluster takes a code"}
	case errors.As(err, &unit):
		return &failure{exitUsage, err, "--unit takes a unit's code or short name, or all"}
	}
	return explainReport(err)
}
