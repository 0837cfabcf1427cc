package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tdkt/loaders/emulation"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
)

func (a *app) queryCommand() *cobra.Command {
	var out output
	var showSQL, check bool
	limit := bounds{}
	cmd := &cobra.Command{
		Use:   "query [NAME [PARAMETER=VALUE...]]",
		Short: "Run a named query, or list the catalogue",
		Long: `query without a name lists the catalogue: what each query gives, one row per
what, its parameters and its columns with their units. With a name it runs that
query. The SQL files of the workspace's folder queries/ stand in the catalogue
as well; they ask the views that tdkt schema lists, within limits of time,
memory and size.`,
		Example: `  tdkt query
  tdkt query plans
  tdkt query coverage plan_id=phu-ninh-2022 data_from=2022-01-01 data_to=2022-06-30 known_at=2022-07-12 --format csv
  tdkt query coverage --sql`,
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			defer brief()()
			format, err := out.settle(a.env.stdout)
			if err != nil {
				return err
			}
			if check {
				return a.checkSaved(cmd.Context(), limit)
			}
			if len(args) == 0 {
				return a.listQueries(cmd.Context(), out)
			}
			q, err := a.findQuery(args[0])
			if err != nil {
				return err
			}
			if showSQL {
				_, err := fmt.Fprintln(a.env.stdout, q.SQL)
				return err
			}
			params, err := readParams(q.Contract, args[1:])
			if err != nil {
				return err
			}
			return a.runQuery(cmd.Context(), q, params, out, format, limit)
		},
	}
	out.flags(cmd, "f")
	cmd.Flags().BoolVar(&showSQL, "sql", false, "print the query's SQL instead of running it")
	cmd.Flags().BoolVar(&check, "check", false, "check every query of the workspace's folder queries/")
	limit.flags(cmd)
	return cmd
}

// A namedQuery is one of the catalogue, or one that the workspace saved.
type namedQuery struct {
	queries.Contract
	saved *queries.Saved
}

// findQuery looks a name up in the catalogue, then in the workspace's folder.
func (a *app) findQuery(name string) (namedQuery, error) {
	c, err := queries.Lookup(name)
	if err == nil {
		return namedQuery{c, nil}, nil
	}
	ws, wsErr := a.openWorkspace()
	if wsErr != nil {
		return namedQuery{}, &failure{exitUsage, err, "tdkt query lists the catalogue"}
	}
	var names []string
	for _, s := range a.savedQueries(ws) {
		if s.Name == name {
			return namedQuery{s.Contract, &s}, nil
		}
		names = append(names, s.Name)
	}
	if near, ok := emulation.Nearest(name, names); ok {
		err = fmt.Errorf("unknown query %q: did you mean %q?", name, near)
	}
	return namedQuery{}, &failure{exitUsage, err, "tdkt query lists the catalogue"}
}

func readParams(c queries.Contract, args []string) (map[string]string, error) {
	params := map[string]string{}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		if !ok && len(c.Params) == 0 {
			return nil, fail(exitUsage, "leave it out", "%q: the query %s takes no parameters", arg, c.Name)
		}
		if !ok {
			return nil, fail(exitUsage, "write parameters as "+exampleParameter(c), "%q is not NAME=VALUE", arg)
		}
		if _, twice := params[name]; twice {
			return nil, fail(exitUsage, "give it once", "the parameter %s is given twice", name)
		}
		params[name] = value
	}
	return params, sqlFailure(c.CheckParams(params))
}

func (a *app) runQuery(ctx context.Context, q namedQuery, params map[string]string, out output, format tableFormat, limit bounds) error {
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	if q.saved != nil {
		return a.analyse(ctx, ws, out, format, limit, question{
			rows: func(ctx context.Context, s *queries.Session, l queries.Limits) (queries.Result, error) {
				return s.RunSaved(ctx, *q.saved, params, l)
			},
			copy: func(ctx context.Context, s *queries.Session, file string) error {
				return s.CopySavedParquet(ctx, *q.saved, params, file)
			},
		})
	}
	var land landing
	if format.write == nil {
		if land, err = out.land(); err != nil {
			return err
		}
		return land.finish(out, a.env.stdout, a.copyNamed(ctx, ws, q.Contract, params, land))
	}
	snapshot, err := a.openFor(ctx, ws, "")
	if err != nil {
		return err
	}
	defer a.leave(snapshot)
	table, err := queries.Run(ctx, snapshot.DB, q.Name, params)
	if err != nil {
		return asReport(sqlFailure(snapshot.Explain(err)))
	}
	if len(table.Rows) == 0 {
		if err := loadedPlan(ctx, snapshot, params["plan_id"]); err != nil {
			return err
		}
	}
	return a.print(ctx, out, format, table)
}

// loadedPlan is for an answer without rows: a plan that is not loaded has none.
func loadedPlan(ctx context.Context, snapshot *warehouse.Snapshot, id string) error {
	if id == "" {
		return nil
	}
	plans, err := queries.Plans(ctx, snapshot.DB)
	if err != nil {
		return err
	}
	var names []string
	for _, p := range plans {
		if p.PlanID == id {
			return nil
		}
		names = append(names, p.PlanID)
	}
	if near, ok := emulation.Nearest(id, names); ok {
		return fail(exitUsage, "tdkt plans lists the plans", "no plan %q is loaded: did you mean %q?", id, near)
	}
	return fail(exitUsage, "tdkt plans lists the plans", "no plan %q is loaded", id)
}

// asReport gives an error of a query that has no code yet the one of queries.
func asReport(err error) error {
	if _, ok := err.(*failure); ok || err == nil {
		return err
	}
	return &failure{exitReport, err, ""}
}

func (a *app) copyNamed(ctx context.Context, ws *workspace.Workspace, c queries.Contract, params map[string]string, land landing) error {
	snapshot, err := a.openFor(ctx, ws, land.dir)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	return asReport(sqlFailure(snapshot.Explain(queries.CopyParquet(ctx, snapshot.DB, c, params, land.file))))
}

func exampleParameter(c queries.Contract) string {
	if len(c.Params) == 0 {
		return "plan_id=phu-ninh-2022"
	}
	return c.Params[0].Example()
}

// listQueries prints the catalogue as a reader wants it: what first, then how.
func (a *app) listQueries(ctx context.Context, out output) error {
	var b strings.Builder
	for _, c := range queries.Catalogue() {
		describeQuery(&b, c, "")
	}
	if ws, err := a.openWorkspace(); err == nil {
		for _, s := range a.savedQueries(ws) {
			describeQuery(&b, s.Contract, "  ("+s.File+")")
		}
	}
	return a.deliver(ctx, out, []byte(b.String()))
}

func describeQuery(w io.Writer, c queries.Contract, where string) {
	fmt.Fprintf(w, "%s%s\n    %s\n    one row per %s\n", c.Name, where, c.About, strings.TrimPrefix(c.Grain, "one row per "))
	for i, p := range c.Params {
		label := "            "
		if i == 0 {
			label = "parameters: "
		}
		line := "    " + label + p.Name + " " + p.Type
		if p.Note != "" {
			line += "  [" + p.Note + "]"
		}
		fmt.Fprintln(w, line)
	}
	for i, col := range c.Returns {
		label := "            "
		if i == 0 {
			label = "columns:    "
		}
		line := "    " + label + col.Name + " " + col.Type
		if col.Note != "" {
			line += "  [" + col.Note + "]"
		}
		fmt.Fprintln(w, line)
	}
}

// checkSaved holds every query of the workspace's folder against its head.
func (a *app) checkSaved(ctx context.Context, limit bounds) error {
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	saved, err := queries.ReadSaved(ws.Queries(), dirFS(ws.Queries()))
	if err != nil {
		return sqlFailure(err)
	}
	err = a.bounded(ctx, limit.timeout, func(ctx context.Context) error {
		snapshot, session, err := a.openAnalyst(ctx, ws, "")
		if err != nil {
			return err
		}
		defer a.shut(snapshot, session)
		for _, s := range saved {
			if err := session.CheckSaved(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		fmt.Fprintf(a.env.stdout, "%d queries checked\n", len(saved))
	}
	return err
}

// completeQuery completes the name first, then the parameters not yet given,
// and behind the equals sign their values.
func (a *app) completeQuery(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		var names []string
		for _, c := range queries.Catalogue() {
			names = append(names, c.Name+"\t"+c.About)
		}
		if ws, err := a.openWorkspace(); err == nil {
			for _, s := range a.savedQueries(ws) {
				names = append(names, s.Name+"\t"+s.About)
			}
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	q, err := a.findQuery(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	if name, begun, ok := strings.Cut(word, "="); ok {
		return a.completeValue(cmd.Context(), q.Contract, name, begun), cobra.ShellCompDirectiveNoFileComp
	}
	given := map[string]bool{}
	for _, a := range args[1:] {
		name, _, _ := strings.Cut(a, "=")
		given[name] = true
	}
	var out []string
	for _, p := range q.Params {
		if !given[p.Name] {
			out = append(out, p.Name+"=\t"+p.Note)
		}
	}
	return out, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}

// completeValue offers the values of one parameter: those that its contract
// lists, or those that the snapshot knows.
func (a *app) completeValue(ctx context.Context, c queries.Contract, name, begun string) []string {
	i := slices.IndexFunc(c.Params, func(p queries.Param) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	values := c.Params[i].Values
	if len(values) == 0 {
		ws, err := a.openWorkspace()
		if err != nil {
			return nil
		}
		err = a.bounded(ctx, defaultTimeout, func(ctx context.Context) error {
			snapshot, session, err := a.openAnalyst(ctx, ws, "")
			if err != nil {
				return err
			}
			defer a.shut(snapshot, session)
			values, err = session.KnownValues(ctx, c.Params[i], begun)
			return err
		})
		if err != nil {
			return nil
		}
	}
	var out []string
	for _, v := range values {
		if strings.HasPrefix(v, begun) {
			out = append(out, name+"="+v)
		}
	}
	return out
}
