package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"tdkt/queries"
)

func (a *app) queryCommand() *cobra.Command {
	var format string
	var showSQL bool
	cmd := &cobra.Command{
		Use:   "query [NAME [PARAMETER=VALUE...]]",
		Short: "Run a named query, or list the catalogue",
		Long: `query without a name lists the catalogue: what each query gives, one row per
what, and its parameters. With a name it runs that query.`,
		Example: `  tdkt query
  tdkt query plans
  tdkt query coverage plan_id=phu-ninh-2022 data_from=2022-01-01 data_to=2022-06-30 known_at=2022-07-12 --format csv`,
		ValidArgsFunction: completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := tableWriter(format)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return listQueries(a.env.stdout)
			}
			contract, err := queries.Lookup(args[0])
			if err != nil {
				return &failure{exitUsage, err, "tdkt query lists the catalogue"}
			}
			if showSQL {
				_, err := fmt.Fprint(a.env.stdout, contract.SQL)
				return err
			}
			return a.runQuery(cmd.Context(), contract, args[1:], write)
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "table", "table, csv or json")
	cmd.Flags().BoolVar(&showSQL, "sql", false, "print the query's SQL instead of running it")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "csv", "json"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (a *app) runQuery(ctx context.Context, contract queries.Contract, args []string, write func(queries.Table, io.Writer) error) error {
	params := map[string]string{}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		if !ok {
			return fail(exitUsage, "write parameters as "+exampleParameter(contract), "%q is not NAME=VALUE", arg)
		}
		params[name] = value
	}
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	table, err := queries.Run(ctx, snapshot.DB, contract.Name, params)
	if err != nil {
		if strings.Contains(err.Error(), "parameter") {
			return &failure{exitUsage, err, "tdkt query lists the parameters of every query"}
		}
		return &failure{exitReport, err, ""}
	}
	return write(table, a.env.stdout)
}

func tableWriter(format string) (func(queries.Table, io.Writer) error, error) {
	switch format {
	case "table":
		return queries.Table.Text, nil
	case "csv":
		return queries.Table.CSV, nil
	case "json":
		return queries.Table.JSON, nil
	}
	return nil, fail(exitUsage, "--format takes table, csv or json", "unknown format %q", format)
}

func exampleParameter(c queries.Contract) string {
	if len(c.Params) == 0 {
		return "plan_id=phu-ninh-2022"
	}
	return c.Params[0].Example()
}

// listQueries prints the catalogue as a reader wants it: what first, then how.
func listQueries(w io.Writer) error {
	for _, c := range queries.Catalogue() {
		fmt.Fprintf(w, "%s\n    %s\n    one row: %s\n", c.Name, c.About, strings.TrimPrefix(c.Grain, "one row per "))
		for _, p := range c.Params {
			line := fmt.Sprintf("    %s %s", p.Name, p.Type)
			if p.Optional {
				line += ", may be left out"
			}
			if p.Note != "" {
				line += "  [" + p.Note + "]"
			}
			fmt.Fprintln(w, line)
		}
	}
	return nil
}

// completeQuery completes the name first and then the parameters not yet given.
func completeQuery(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		var names []string
		for _, c := range queries.Catalogue() {
			names = append(names, c.Name+"\t"+c.About)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	c, err := queries.Lookup(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	given := map[string]bool{}
	for _, a := range args[1:] {
		name, _, _ := strings.Cut(a, "=")
		given[name] = true
	}
	var out []string
	for _, p := range c.Params {
		if !given[p.Name] {
			out = append(out, p.Name+"=")
		}
	}
	return out, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}
