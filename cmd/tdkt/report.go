package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tdkt/charts/echarts"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/publish"
)

// A reportRequest is one report as the command line asks for it.
type reportRequest struct {
	plan    string
	phase   int
	final   bool
	asOf    string
	dataTo  string
	since   string // day of the report to compare with; "none"
	out     string
	format  string
	timings bool
	past    *reports.Past // the report to compare with, as a run record has it; nil: found by since
}

func (a *app) reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Print an interim or a final review as PDF",
		Long: `report prints the interim review (sơ kết) of a phase or the final review (tổng
kết) of a plan. Two dates rule the figures: --as-of is the day on which the
receipt of reports was closed (default: today), --data-to the end of the period
that they cover (default: the end of the phase or plan).

Besides the PDF, --format writes its twins: an editable Word document (docx),
the tables as an Excel workbook (xlsx) and a page with interactive charts (html).

Every file is opened again and checked before it gets its name.`,
		Example: `  tdkt report interim --plan phu-ninh-2022 --phase 1 --as-of 2022-07-12
  tdkt report interim --plan phu-ninh-2022 --as-of 2022-07-12 --format pdf,docx,xlsx,html
  tdkt report final --plan phu-ninh-2022 --as-of 2023-01-15`,
		Args: knownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return fail(exitUsage, "tdkt report interim or tdkt report final", "which report?")
		},
	}
	cmd.AddCommand(a.interimCommand("interim", false), a.finalCommand("final", false))
	cmd.AddCommand(a.paperCommands()...)
	return cmd
}

func (a *app) interimCommand(name string, alias bool) *cobra.Command {
	var req reportRequest
	cmd := &cobra.Command{
		Use:   name,
		Short: "Print the interim review (sơ kết) of a phase",
		Long:  "Prints the interim review (sơ kết) of one phase of a plan as PDF.",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.runReport(cmd.Context(), req) },
	}
	prefix := "tdkt report interim"
	if alias {
		prefix = "tdkt so-ket"
		cmd.Short = "In báo cáo sơ kết một đợt (report interim)"
	} else {
		cmd.Aliases = []string{"so-ket"}
	}
	cmd.Example = "  " + prefix + " --plan phu-ninh-2022 --phase 1 --as-of 2022-07-12"
	req.flags(cmd)
	cmd.Flags().IntVar(&req.phase, "phase", 1, "number of the phase")
	a.completePlans(cmd)
	return cmd
}

func (a *app) finalCommand(name string, alias bool) *cobra.Command {
	req := reportRequest{final: true}
	cmd := &cobra.Command{
		Use:   name,
		Short: "Print the final review (tổng kết) of a plan",
		Long:  "Prints the final review (tổng kết) of a plan as PDF.",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.runReport(cmd.Context(), req) },
	}
	prefix := "tdkt report final"
	if alias {
		prefix = "tdkt tong-ket"
		cmd.Short = "In báo cáo tổng kết kế hoạch (report final)"
	} else {
		cmd.Aliases = []string{"tong-ket"}
	}
	cmd.Example = "  " + prefix + " --plan phu-ninh-2022 --as-of 2023-01-15"
	req.flags(cmd)
	a.completePlans(cmd)
	return cmd
}

func (req *reportRequest) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&req.plan, "plan", "", "code of the plan (default: the workspace's only plan)")
	f.StringVar(&req.asOf, "as-of", "", "day on which the receipt of reports was closed, 2022-07-12 (default: today)")
	f.StringVar(&req.dataTo, "data-to", "", "end of the period that the figures cover (default: end of the phase or plan)")
	f.StringVar(&req.since, "since", "", "compare with the review closed on this day, also an earlier edition of this one; none: with no report (default: the last interim review)")
	f.StringVarP(&req.out, "out", "o", "", "file to write (default: reports/ of the workspace)")
	f.StringVar(&req.format, "format", "pdf", "what to write, side by side: pdf, docx, xlsx, html, in a comma list")
	f.BoolVar(&req.timings, "timings", false, "print on stderr where the time went")
}

// runReport makes one report and prints what it wrote.
func (a *app) runReport(ctx context.Context, req reportRequest) error {
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	// Beside the database's share a report lives in little memory: the collector
	// runs when that is full, not each time the heap has doubled.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(reportMemory))
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	// The engine starts while the snapshot is opened, draws beside the queries, and
	// ends with the process; a second one would wait for the first one's memory.
	pool := echarts.NewPool(1)
	go pool.Warm()
	// Files that were made before another could not be are told all the same.
	made, err := a.report(ctx, ws, pool, req)
	for _, w := range made.warnings {
		fmt.Fprintf(a.env.stderr, "tdkt: %s\n", w)
	}
	if req.timings && err == nil {
		printTimings(a.env.stderr, made.timings)
	}
	return errors.Join(err, made.print(a.env.stdout))
}

// reportMemory is what the Go side of one report tries to stay below.
const reportMemory = 100 << 20

// A madeReport is the files of one report with what its summary counts.
type madeReport struct {
	files    []madeFile
	counts   []reports.Count
	draft    string
	warnings []string
	timings  []reports.Timing
}

// A madeFile is one file; pages are 0 where a reader's program makes them.
type madeFile struct {
	publish.Result
	format publish.Format
}

// print writes one line for each file: the path first, then what it holds.
func (m madeReport) print(w io.Writer) error {
	var counts []string
	for _, c := range m.counts {
		if c.N > 0 {
			counts = append(counts, fmt.Sprintf("%s %d", c.Word, c.N))
		}
	}
	for _, f := range m.files {
		line := fmt.Sprintf("%s  %d pages", f.Path, f.Pages)
		if f.format != publish.FormatPDF {
			line = fmt.Sprintf("%s  %d kB", f.Path, (f.Bytes+999)/1000)
		}
		if len(counts) > 0 {
			line += "  " + strings.Join(counts, ", ")
		}
		if m.draft != "" {
			line += "  DỰ THẢO"
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

func printTimings(w io.Writer, timings []reports.Timing) {
	var all time.Duration
	for _, t := range timings {
		all += t.Took
		fmt.Fprintf(w, "tdkt: %6.0f ms  %s\n", float64(t.Took.Microseconds())/1000, t.Stage)
	}
	fmt.Fprintf(w, "tdkt: %6.0f ms  in all\n", float64(all.Microseconds())/1000)
}

// report builds one report and publishes its file.
func (a *app) report(ctx context.Context, ws *workspace.Workspace, pool *echarts.Pool, req reportRequest) (madeReport, error) {
	var made madeReport
	formats, err := req.formats()
	if err != nil {
		return made, err
	}
	built, err := a.build(ctx, ws, pool, &req)
	made.timings = built.Timings
	if err != nil {
		return made, err
	}
	path, err := a.keepEarlier(req.path(ws), req.out != "", built.Document)
	if err != nil {
		return made, err
	}
	made.counts, made.draft, made.warnings = built.Counts, built.Draft, built.Warnings
	for _, f := range formats {
		if err := ctx.Err(); err != nil {
			return made, err
		}
		start := a.env.now()
		file := madeFile{format: f}
		if f == publish.FormatPDF {
			at := path
			if len(formats) > 1 {
				at = f.Path(path)
			}
			file.Result, err = publish.PDF(at, built.Document)
		} else {
			file.Result, err = publish.Twin(f.Path(path), built.Document, f)
		}
		if err != nil {
			return made, err
		}
		made.files = append(made.files, file)
		made.timings = append(made.timings, reports.Timing{Stage: "print and check the " + string(f), Took: a.env.now().Sub(start)})
	}
	return made, nil
}

// formats are what the command asked for; the PDF when it named none.
func (req reportRequest) formats() ([]publish.Format, error) {
	if req.format == "" {
		return []publish.Format{publish.FormatPDF}, nil
	}
	formats, err := publish.ParseFormats(req.format)
	if err != nil {
		return nil, fail(exitUsage, "--format pdf,docx,xlsx,html", "%w", err)
	}
	return formats, nil
}

// buildReview opens the snapshot and makes the document tree; it settles the plan in
// req when the command named none.
func (a *app) buildReview(ctx context.Context, ws *workspace.Workspace, pool *echarts.Pool, req *reportRequest) (reports.Built, error) {
	start := a.env.now()
	asOf, err := a.day("as-of", req.asOf)
	if err != nil {
		return reports.Built{}, err
	}
	var dataTo time.Time
	if req.dataTo != "" {
		if dataTo, err = a.day("data-to", req.dataTo); err != nil {
			return reports.Built{}, err
		}
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return reports.Built{}, err
	}
	defer a.closeBeside(snapshot)
	if req.plan, err = onlyPlan(ctx, snapshot, req.plan); err != nil {
		return reports.Built{}, err
	}
	if err := a.warnEarly(ctx, snapshot, *req, asOf); err != nil {
		return reports.Built{}, err
	}
	texts, err := a.texts(ws, *req)
	if err != nil {
		return reports.Built{}, err
	}
	if err := a.warnAstray(ctx, snapshot, ws, req.plan); err != nil {
		return reports.Built{}, err
	}
	since, err := a.since(ctx, snapshot, ws, *req, asOf)
	if err != nil {
		return reports.Built{}, err
	}
	inputs, err := a.reviewInputs(ws, *req)
	if err != nil {
		return reports.Built{}, err
	}
	opened := reports.Timing{Stage: "open the snapshot", Took: a.env.now().Sub(start)}
	built, err := reports.Build(ctx, snapshot.DB, pool, a.env.now, reports.Request{
		PlanID: req.plan, PhaseNo: req.phase, Final: req.final, KnownAt: asOf, DataTo: dataTo, Since: since,
		Office: office(ws), Texts: texts, Program: version, Snapshot: snapshot.Identity, Inputs: inputs,
	})
	built.Timings = append([]reports.Timing{opened}, built.Timings...)
	if err != nil {
		return built, explainReport(snapshot.Explain(err))
	}
	return built, nil
}

// path is where a report goes unless the command says otherwise.
func (req reportRequest) path(ws *workspace.Workspace) string {
	if req.out != "" {
		return req.out
	}
	return filepath.Join(ws.Reports(), req.plan+"-"+req.review()+".pdf")
}

// review names the report in file names: "so-ket-1" or "tong-ket".
func (req reportRequest) review() string {
	if req.final {
		return "tong-ket"
	}
	return fmt.Sprintf("so-ket-%d", req.phase)
}

// texts are the office's own words for the report.
func (a *app) texts(ws *workspace.Workspace, req reportRequest) (reports.Texts, error) {
	own, err := ws.Texts(req.plan, req.review())
	if err != nil {
		return reports.Texts{}, err
	}
	var out reports.Texts
	for _, c := range own.Causes {
		out.Causes = append(out.Causes, reports.Cause{Target: c.Target, Objective: c.Objective, Cause: c.Cause, Remedy: c.Remedy, Task: c.Task, Place: c.String()})
	}
	for _, p := range own.Proposals {
		out.Proposals = append(out.Proposals, reports.Proposal{To: p.To, Items: p.Items, Place: p.String()})
	}
	for _, s := range own.Sections {
		out.Sections = append(out.Sections, reports.Section(s))
	}
	return out, nil
}

// onlyPlan settles which plan is meant when the command names none.
func onlyPlan(ctx context.Context, s *warehouse.Snapshot, plan string) (string, error) {
	if plan != "" {
		return plan, nil
	}
	plans, err := queries.Plans(ctx, s.DB)
	switch {
	case err != nil:
		return "", err
	case len(plans) == 1:
		return plans[0].PlanID, nil
	case len(plans) == 0:
		return "", fail(exitUsage, "put a plan file into plans/ and run tdkt load", "the workspace has no plan")
	}
	var names []string
	for _, p := range plans {
		names = append(names, p.PlanID)
	}
	return "", fail(exitUsage, "name one with --plan", "the workspace has %d plans: %s", len(plans), strings.Join(names, ", "))
}

// explainReport gives the errors of a report their exit code and remedy.
func explainReport(err error) error {
	var plan *queries.UnknownPlanError
	var phase *reports.PhaseError
	var texts reports.TextErrors
	switch {
	case errors.As(err, &plan):
		return &failure{exitUsage, err, "tdkt plans lists the plans of the workspace"}
	case errors.As(err, &phase):
		return &failure{exitUsage, err, "tdkt plans lists the phases; --phase takes one of them"}
	case errors.Is(err, reports.ErrNothingReported):
		return &failure{exitReport, err, "take a later --as-of, or load the units' reports first"}
	case errors.As(err, &texts):
		return &failure{exitReport, err, "mend the office's own words, or leave the sentence out"}
	case errors.Is(err, context.Canceled):
		return err
	}
	return &failure{exitReport, err, ""}
}
