package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"tdkt/loaders/workspace"
	"tdkt/queries"
)

func (a *app) sqlCommand() *cobra.Command {
	var out output
	var file string
	limit := bounds{}
	cmd := &cobra.Command{
		Use:   "sql [STATEMENT]",
		Short: "Ask your own question in SQL, or at a prompt",
		Long: `sql runs one SELECT over the views that tdkt schema lists. FROM, WITH, VALUES,
PIVOT, UNPIVOT, DESCRIBE, SUMMARIZE and EXPLAIN are questions as well. Without a
statement and on a terminal it opens a prompt with history, completion with Tab
and statements over several lines, each ended by a semicolon.

Nothing can be written, no file be read, no setting be changed. A statement
stops at its limits: --rows, --timeout, --memory, and 1 GB of spilled data.`,
		Example: `  tdkt sql "select unit_name, value from latest_values where indicator_code = 'thu-ngan-sach'"
  tdkt sql -f cau-hoi.sql --out tra-loi.xlsx
  tdkt sql`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			format, err := out.settle(a.env.stdout)
			if err != nil {
				return err
			}
			var text string
			switch {
			case len(args) == 1 && file != "":
				return fail(exitUsage, "give the one or the other", "both a statement and --file")
			case len(args) == 1:
				text = args[0]
			case file == "" && isTerminal(a.env.stdin):
				return a.prompt(cmd.Context(), out, format, limit)
			default:
				if text, err = a.readStatement(file); err != nil {
					return err
				}
			}
			defer brief()()
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			return a.analyse(cmd.Context(), ws, out, format, limit, asked(text))
		},
	}
	cmd.Flags().StringVarP(&file, "file", "f", "", "file with the statement; - is standard input")
	out.flags(cmd, "")
	limit.flags(cmd)
	return cmd
}

func (b *bounds) flags(cmd *cobra.Command) {
	cmd.Flags().IntVar(&b.rows, "rows", defaultRows, "rows that are shown at most of a person's own SQL; 0: all")
	cmd.Flags().DurationVar(&b.timeout, "timeout", defaultTimeout, "time that a person's own SQL may take")
}

// statementLimit is the size of a file of SQL that is read.
const statementLimit = 1 << 20

func (a *app) readStatement(file string) (string, error) {
	var in io.Reader = a.env.stdin
	if file != "" && file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", &failure{exitUsage, err, "name a file with one statement"}
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, statementLimit+1))
	if err != nil {
		return "", err
	}
	return strings.TrimPrefix(string(text), "\ufeff"), nil
}

// A question is what one run asks a session: for rows, or to write a file.
type question struct {
	rows func(context.Context, *queries.Session, queries.Limits) (queries.Result, error)
	copy func(context.Context, *queries.Session, string) error
}

// asked is the question of a statement.
func asked(text string) question {
	return question{
		rows: func(ctx context.Context, s *queries.Session, l queries.Limits) (queries.Result, error) {
			return s.Query(ctx, text, nil, l)
		},
		copy: func(ctx context.Context, s *queries.Session, file string) error {
			return s.CopyParquet(ctx, text, nil, file)
		},
	}
}

// analyse opens an instance for the question, asks it within its bounds, and
// prints the answer.
func (a *app) analyse(ctx context.Context, ws *workspace.Workspace, out output, format tableFormat, limit bounds, q question) error {
	var result queries.Result
	ask := func(writeTo string, do func(context.Context, *queries.Session) error) error {
		return a.bounded(ctx, limit.timeout, func(ctx context.Context) error {
			snapshot, session, err := a.openAnalyst(ctx, ws, writeTo)
			if err != nil {
				return err
			}
			defer a.shut(snapshot, session)
			return snapshot.Explain(do(ctx, session))
		})
	}
	if format.write == nil {
		land, err := out.land()
		if err != nil {
			return err
		}
		return land.finish(out, a.env.stdout, ask(land.dir, func(ctx context.Context, s *queries.Session) error {
			return q.copy(ctx, s, land.file)
		}))
	}
	err := ask("", func(ctx context.Context, s *queries.Session) (err error) {
		result, err = q.rows(ctx, s, queries.Limits{Rows: limit.rows})
		return err
	})
	if err != nil {
		return err
	}
	return a.show(ctx, out, format, limit, result)
}

// show prints an answer and says when it was cut.
func (a *app) show(ctx context.Context, out output, format tableFormat, limit bounds, r queries.Result) error {
	if plan, ok := planText(r.Table); ok && format.name == "table" {
		return a.deliver(ctx, out, []byte(plan))
	}
	if err := a.print(ctx, out, format, r.Table); err != nil {
		return err
	}
	if r.More {
		warn(a.env.stderr, "these are the first %d rows; there are more (--rows 0 gives all)", limit.rows)
	}
	return nil
}

// planText is the drawing that EXPLAIN gives in its second column.
func planText(t queries.Table) (string, bool) {
	if len(t.Columns) != 2 || t.Columns[0].Name != "explain_key" || t.Columns[1].Name != "explain_value" {
		return "", false
	}
	var b strings.Builder
	for _, row := range t.Rows {
		if text, ok := row[1].(string); ok {
			b.WriteString(strings.TrimRight(text, "\n") + "\n")
		}
	}
	return b.String(), true
}

func isTerminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && isScreen(f)
}

func dirFS(dir string) fs.FS { return os.DirFS(dir) }

func (a *app) schemaCommand() *cobra.Command {
	var out output
	var definitions bool
	cmd := &cobra.Command{
		Use:   "schema [VIEW]",
		Short: "Describe the views for analysts",
		Long: `schema lists the views that tdkt sql, the workspace's own queries and tdkt export
stand on: one row per what. With a name it gives every column with its type,
meaning, unit, and what NULL means; a column that does not speak of NULL is
never NULL. Names and meanings stay as they are from version to version.

With --sql it prints the statements that make the views, for DuckDB's own tools
on the snapshot that warehouse/CURRENT names.`,
		Example: `  tdkt schema
  tdkt schema latest_values
  tdkt schema --sql > views.sql
  duckdb -readonly -init views.sql "warehouse/$(sed -n 's/^snapshot //p' warehouse/CURRENT)"`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, v := range queries.Views() {
				names = append(names, v.Name+"\t"+v.About)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			format, err := out.settle(a.env.stdout)
			if err != nil {
				return err
			}
			if format.write == nil {
				return fail(exitUsage, "take another --format", "a description is not written as Parquet")
			}
			if definitions {
				ws, err := a.openWorkspace()
				if err != nil {
					return err
				}
				var b strings.Builder
				for _, text := range queries.ViewDefinitions(role(ws)) {
					b.WriteString(strings.TrimRight(strings.TrimSpace(text), ";") + ";\n\n")
				}
				return a.deliver(cmd.Context(), out, []byte(b.String()))
			}
			table, err := queries.SchemaTable(strings.Join(args, ""))
			if err != nil {
				return &failure{exitUsage, err, "tdkt schema lists the views"}
			}
			return a.print(cmd.Context(), out, format, table)
		},
	}
	out.flags(cmd, "f")
	cmd.Flags().BoolVar(&definitions, "sql", false, "print the statements that make the views of this workspace")
	return cmd
}

func (a *app) note(format string, args ...any) {
	fmt.Fprintf(a.env.stderr, "tdkt: "+format+"\n", args...)
}
