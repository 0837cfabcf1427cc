package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tdkt/queries"
	"tdkt/queries/workbook"
	"tdkt/reports/publish"
)

// A tableFormat is one way to write rows.
type tableFormat struct {
	name   string
	ext    string // of a file that is written so
	binary bool
	write  func(io.Writer, queries.Table) error // nil: DuckDB writes the file itself
}

var tableFormats = []tableFormat{
	{"table", "", false, func(w io.Writer, t queries.Table) error { return t.Text(w) }},
	{"csv", ".csv", false, func(w io.Writer, t queries.Table) error { return t.CSV(w) }},
	{"json", ".json", false, func(w io.Writer, t queries.Table) error { return t.JSON(w) }},
	{"jsonl", ".jsonl", false, func(w io.Writer, t queries.Table) error { return t.JSONLines(w) }},
	{"markdown", ".md", false, func(w io.Writer, t queries.Table) error { return t.Markdown(w) }},
	{"xlsx", ".xlsx", true, workbook.Write},
	{"parquet", ".parquet", true, nil},
}

func formatNames() []string {
	var names []string
	for _, f := range tableFormats {
		names = append(names, f.name)
	}
	return names
}

// An output is where rows go and how they are written.
type output struct {
	format  string
	file    string
	noPager bool
}

func (o *output) flags(cmd *cobra.Command, short string) {
	f := cmd.Flags()
	f.StringVarP(&o.format, "format", short, "", strings.Join(formatNames(), ", ")+" (default: by the ending of --out, else table)")
	f.StringVarP(&o.file, "out", "o", "", "file to write instead of printing")
	f.BoolVar(&o.noPager, "no-pager", false, "do not page on a terminal")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp))
}

// settle finds the format, and refuses bytes for a screen.
func (o *output) settle(stdout io.Writer) (tableFormat, error) {
	name := o.format
	if name == "" {
		name = "table"
		for _, f := range tableFormats {
			if f.ext != "" && strings.EqualFold(filepath.Ext(o.file), f.ext) {
				name = f.name
			}
		}
	}
	i := slices.IndexFunc(tableFormats, func(f tableFormat) bool { return f.name == name })
	if i < 0 {
		return tableFormat{}, fail(exitUsage, "--format takes "+strings.Join(formatNames(), ", "), "unknown format %q", name)
	}
	f := tableFormats[i]
	if f.binary && o.file == "" && isScreen(stdout) {
		return f, fail(exitUsage, "give --out FILE"+f.ext, "%s is not for a screen", f.name)
	}
	return f, nil
}

func isScreen(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// print writes a table whole or not at all.
func (a *app) print(ctx context.Context, o output, f tableFormat, t queries.Table) error {
	var b bytes.Buffer
	if err := f.write(&b, t); err != nil {
		return &failure{exitReport, err, ""}
	}
	return a.deliver(ctx, o, b.Bytes())
}

// deliver puts bytes into the file, or onto stdout, on a terminal through a
// pager.
func (a *app) deliver(ctx context.Context, o output, data []byte) error {
	if o.file != "" {
		return publish.WriteFile(o.file, data)
	}
	if !o.noPager && isScreen(a.env.stdout) && a.page(ctx, data) {
		return nil
	}
	_, err := a.env.stdout.Write(data)
	return err
}

// page shows data with the pager of the environment; false: there is none.
func (a *app) page(ctx context.Context, data []byte) bool {
	command := a.env.getenv("TDKT_PAGER")
	if command == "" {
		command = a.env.getenv("PAGER")
	}
	if command == "" {
		// Quit when it fits on the screen, do not wrap, keep what was shown.
		command = "less -FSX"
	}
	words := strings.Fields(command)
	if len(words) == 0 || words[0] == "cat" {
		return false
	}
	// The pager ends when its reader says so; Ctrl-C is a key in it.
	cmd := exec.CommandContext(context.WithoutCancel(ctx), words[0], words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(data), a.env.stdout, a.env.stderr
	if err := cmd.Start(); err != nil {
		return false
	}
	// How a pager ends says nothing about the rows.
	_ = cmd.Wait()
	return true
}

// A landing is a new folder beside the file that DuckDB is to write: nothing
// else can be written by the instance that writes there.
type landing struct {
	dir, file string
}

func (o output) land() (landing, error) {
	near := "" // the system's folder for what is printed
	if o.file != "" {
		near = filepath.Dir(o.file)
		if err := os.MkdirAll(near, 0o755); err != nil {
			return landing{}, err
		}
	}
	dir, err := os.MkdirTemp(near, ".tdkt-*")
	return landing{dir, filepath.Join(dir, "rows.parquet")}, err
}

// finish gives the written file its name, or prints it, if err is nil, and
// removes the folder.
func (l landing) finish(o output, stdout io.Writer, err error) error {
	switch {
	case err != nil:
	case o.file != "":
		err = os.Rename(l.file, o.file)
	default:
		err = copyFile(stdout, l.file)
	}
	return errors.Join(err, os.RemoveAll(l.dir))
}

func copyFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

// sqlFailure gives the errors of analysts' statements their exit code.
func sqlFailure(err error) error {
	var statement *queries.SQLError
	var param *queries.ParamError
	var saved *queries.SavedError
	switch {
	case errors.As(err, &statement):
		code := exitUsage
		if statement.Kind == queries.SQLFailed || statement.Kind == queries.SQLLimit {
			code = exitReport
		}
		return &failure{code, err, statement.Hint}
	case errors.As(err, &param):
		return &failure{exitUsage, err, "tdkt query lists the parameters of every query"}
	case errors.As(err, &saved):
		return &failure{exitInput, err, saved.Hint}
	}
	return err
}

func warn(w io.Writer, format string, args ...any) {
	fmt.Fprintf(w, "tdkt: warning: "+format+"\n", args...)
}
