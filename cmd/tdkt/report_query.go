package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tdkt/charts/echarts"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/publish"
)

// reportCommands is the report command with the page of a query.
func (a *app) reportCommands() *cobra.Command {
	cmd := a.reportCommand()
	cmd.AddCommand(a.queryPageCommand())
	return cmd
}

func (a *app) queryPageCommand() *cobra.Command {
	var file string
	limit := bounds{}
	cmd := &cobra.Command{
		Use:   "query NAME [PARAMETER=VALUE...]",
		Short: "Print one of the workspace's own queries as an official page",
		Long: `query prints a query of the workspace's folder queries/ on one page with the
office's head and signature, with the chart that the query's head names:

  -- chart: bar label=unit_name value=total
  -- chart: line label=period value=total series=indicator
  -- chart: heat label=unit_name series=indicator value=total
  -- chart: multiples panel=unit_name label=period value=total

The page is opened again and checked before it gets its name.`,
		Example: "  tdkt report query thu_theo_xa plan_id=phu-ninh-2022",
		Args:    cobra.MinimumNArgs(1),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return a.completeQuery(cmd, args, word)
			}
			var names []string
			if ws, err := a.openWorkspace(); err == nil {
				for _, s := range a.savedQueries(ws) {
					names = append(names, s.Name+"\t"+s.PageTitle())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.printQuery(cmd.Context(), args[0], args[1:], file, limit)
		},
	}
	cmd.Flags().StringVarP(&file, "out", "o", "", "file to write (default: reports/ of the workspace)")
	limit.flags(cmd)
	return cmd
}

func (a *app) printQuery(ctx context.Context, name string, args []string, file string, limit bounds) error {
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	q, err := a.findQuery(name)
	if err != nil {
		return err
	}
	if q.saved == nil {
		return fail(exitUsage, "put a query of your own into "+ws.Queries(), "%s is a query of the catalogue; a page is printed of a workspace's own", name)
	}
	params, err := readParams(q.Contract, args)
	if err != nil {
		return err
	}
	today, err := a.day("", "")
	if err != nil {
		return err
	}
	pages, err := a.askSaved(ctx, ws, limit.timeout, []queries.Saved{*q.saved}, params, today)
	if err != nil {
		return err
	}
	if pages[0].Inputs, err = pageInputs(ws, *q.saved); err != nil {
		return err
	}
	doc, err := onePage(pages[0])
	if err != nil {
		return err
	}
	if file == "" {
		file = filepath.Join(ws.Reports(), "truy-van-"+name+".pdf")
	}
	made, err := publish.PDF(file, doc)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.env.stdout, "%s  %d page, %d rows\n", made.Path, made.Pages, len(pages[0].Table.Rows))
	return err
}

// pageInputs are what a page of the workspace's own query reads beside the data.
func pageInputs(ws *workspace.Workspace, q queries.Saved) ([]reports.Input, error) {
	settings, err := officeInput(ws)
	if err != nil {
		return nil, err
	}
	more, err := queryInputs(ws, []queries.Saved{q})
	return append([]reports.Input{settings}, more...), err
}

// onePage makes the document and counts its pages before a file is written.
func onePage(p reports.QueryPage) (document.Document, error) {
	pool := echarts.NewPool(1)
	defer pool.Close()
	for _, p.Compact = range []bool{false, true} {
		doc, err := reports.BuildQuery(pool, p)
		if err != nil {
			return doc, pageFailure(err)
		}
		printed, err := pdf.Write(io.Discard, doc, pdf.Options{})
		if err != nil {
			return doc, &failure{exitReport, err, ""}
		}
		if printed.Pages == 1 {
			return doc, nil
		}
	}
	return document.Document{}, fail(exitReport, "ask for fewer rows, or print it with tdkt query "+p.Query.Name+" --out FILE.xlsx",
		"query %s: %d rows do not fit on one page with head and signature", p.Query.Name, len(p.Table.Rows))
}

// askSaved runs saved queries in one session. Each gets of the parameters what
// it takes.
func (a *app) askSaved(ctx context.Context, ws *workspace.Workspace, timeout time.Duration, saved []queries.Saved, params map[string]string, made time.Time) ([]reports.QueryPage, error) {
	var out []reports.QueryPage
	err := a.bounded(ctx, timeout, func(ctx context.Context) error {
		snapshot, session, err := a.openAnalyst(ctx, ws, "")
		if err != nil {
			return err
		}
		defer a.shut(snapshot, session)
		for _, q := range saved {
			own := map[string]string{}
			for _, p := range q.Params {
				if v, ok := params[p.Name]; ok {
					own[p.Name] = v
				}
			}
			result, err := session.RunSaved(ctx, q, own, queries.Limits{Rows: 1000})
			if err != nil {
				return snapshot.Explain(err)
			}
			out = append(out, reports.QueryPage{Query: q, Table: result.Table, Params: own, Made: made,
				Office: office(ws), Program: version, Snapshot: snapshot.Identity})
		}
		return nil
	})
	return out, err
}

// addSections puts the workspace's queries that name this report behind its
// annexes.
func (a *app) addSections(ctx context.Context, ws *workspace.Workspace, pool *echarts.Pool, final bool, doc *document.Document) error {
	saved := a.sections(ws, final)
	if len(saved) == 0 {
		return nil
	}
	plan, dataTo, knownAt, err := reports.ReportDays(*doc)
	if err != nil {
		return err
	}
	pages, err := a.askSaved(ctx, ws, defaultTimeout, saved, map[string]string{"plan_id": plan, "data_to": dataTo, "known_at": knownAt}, doc.Meta.Made)
	if err != nil {
		return err
	}
	for _, p := range pages {
		if err := reports.AppendQuery(pool, doc, p); err != nil {
			return pageFailure(err)
		}
	}
	return nil
}

func pageFailure(err error) error {
	var page *reports.PageError
	switch {
	case errors.As(err, &page):
		return &failure{exitReport, err, page.Hint}
	case errors.Is(err, reports.ErrNoRows):
		return &failure{exitReport, err, "give other parameters, or load the data first"}
	}
	return err
}

// build makes a report with the workspace's own sections.
func (a *app) build(ctx context.Context, ws *workspace.Workspace, pool *echarts.Pool, req *reportRequest) (reports.Built, error) {
	built, err := a.buildReview(ctx, ws, pool, req)
	if err != nil {
		return built, err
	}
	start := a.env.now()
	err = a.addSections(ctx, ws, pool, req.final, &built.Document)
	built.Timings = append(built.Timings, reports.Timing{Stage: "the workspace's own queries", Took: a.env.now().Sub(start)})
	return built, err
}
