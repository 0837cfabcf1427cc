package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"tdkt/charts/echarts"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/document"
)

// traceMark follows a mark of a printed report: "12" the whole row, "12.c" one of
// its cells; of a statistical form its own codes, "0601:03" or "0601:03:2".
func (a *app) traceMark(ctx context.Context, path, mark string) error {
	a.following()
	read := readPrinted
	if isWorkbook(path) {
		read = formWorkbook.read
	}
	file, err := read(path)
	if err != nil {
		return err
	}
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	src, err := a.sourceOf(ctx, ws, file.record)
	if err != nil {
		return err
	}
	defer src.close()
	pool := echarts.NewPool(1)
	defer pool.Close()
	doc, err := src.app.remake(ctx, ws, pool, file.record)
	if err != nil {
		return err
	}
	place, columns, err := findMark(doc, path, mark)
	if err != nil {
		return err
	}
	if err := a.warnOther(file, doc, src); err != nil {
		return err
	}
	snapshot, err := src.app.openSnapshot(ctx, ws)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	t := tracer{out: a.env.stdout, place: place, archive: ws.Archive()}
	if err := t.trace(ctx, snapshot.DB, columns, len(columns) == 1 && !wholeRow(mark)); err != nil {
		return asReport(snapshot.Explain(err))
	}
	return nil
}

// followMemory is what following figures to their rows takes of the database, unless
// --memory is given: the rows of all purposes are looked for at once.
const followMemory = "400MB"

func (a *app) following() {
	if a.loading.MemoryLimit == "" {
		a.memory = followMemory
	}
}

// warnOther says on stderr when the file is not what comes out again: its marks
// may then stand beside other rows.
func (a *app) warnOther(file printed, doc document.Document, src source) error {
	same, err := isAgain(file, doc)
	if err != nil {
		return err
	}
	if !same {
		warn(a.env.stderr, "%s is not what comes out again; tdkt verify says why. Its marks may stand beside other rows", file.path)
	}
	if src.note != "" {
		fmt.Fprintf(a.env.stderr, "tdkt: %s\n", src.note)
	}
	return nil
}

// wantedColumns are those that a letter names, or all that print figures of a query.
func wantedColumns(p document.Place, letter string) ([]int, error) {
	var all []int
	for i := range p.Table.Columns {
		if document.ColumnLetter(i) == letter {
			return []int{i}, nil
		}
		if p.Table.Columns[i].From != "" || i < len(p.Row.Cells) && p.Row.Cells[i].Origin != nil {
			all = append(all, i)
		}
	}
	if letter != "" {
		return nil, fail(exitUsage, fmt.Sprintf("its columns are a to %s, from the left", document.ColumnLetter(len(p.Table.Columns)-1)), "the row %s has no column %q", p.Row.Mark, letter)
	}
	return all, nil
}

type tracer struct {
	out     io.Writer
	place   document.Place
	archive string
}

func (t tracer) line(word, format string, args ...any) {
	fmt.Fprintf(t.out, "%-9s %s\n", word, strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " "))
}

func (t tracer) trace(ctx context.Context, db *sql.DB, columns []int, one bool) error {
	p := t.place
	o := *p.Row.Origin
	title := p.Table.Title
	if title == "" {
		title = p.Annex.Title
	}
	var place []string
	for _, s := range []string{p.Row.Mark, p.Annex.Label, title} {
		if s != "" {
			place = append(place, s)
		}
	}
	t.line("mark", "%s: %s", strings.Join(place, ", "), p.Table.Label(p.Row))
	t.line("query", "%s", queryCommand(o))
	var picks []string
	for _, pair := range o.Pick {
		picks = append(picks, pair.Name+" = "+pair.Value)
	}
	switch {
	case o.How != "" && len(picks) > 0:
		t.line("rows", "%s, where %s", o.How, strings.Join(picks, ", "))
	case o.How != "":
		t.line("rows", "%s", o.How)
	default:
		t.line("row", "%s", strings.Join(picks, ", "))
	}
	answer, err := answerOf(ctx, db, o)
	if err != nil {
		return err
	}
	own := followed{origin: o, all: !one}
	var others []followed
	heads := p.Table.Heads()
	for _, i := range columns {
		column := p.Table.Columns[i]
		var cell document.Cell
		if i < len(p.Row.Cells) {
			cell = p.Row.Cells[i]
		}
		t.line("column", "%s, %s: %s", document.ColumnLetter(i), heads[i], cell.Plain())
		if cell.Origin != nil {
			other, err := t.foreign(ctx, db, cell)
			if err != nil {
				return err
			}
			others = append(others, other)
			continue
		}
		if o.How != "" {
			own.cells++
			continue
		}
		from := answer
		if len(column.Params) > 0 {
			if from, err = answerOf(ctx, db, o.Asked(column)); err != nil {
				return err
			}
			t.line("", "  asked with %s", pairs(column.Params))
		}
		d := reports.Derive(o.Query, column.From)
		t.derived(d, from, pickOf(o, column))
		own.add(d)
		if one {
			own.pick, own.origin = column.Pick, o.Asked(column)
		}
	}
	if o.How != "" && own.cells > 0 {
		return t.under(ctx, db, o, answer)
	}
	if own.cells > 0 || len(others) == 0 {
		others = append([]followed{own}, others...)
	}
	return t.sources(ctx, db, others)
}

// A followed is an origin whose reported rows are asked for.
type followed struct {
	origin   document.Origin
	pick     []document.Pair
	purposes []string // of the rows that the cells rest on
	all      bool     // rows of every purpose
	cells    int      // that rest on it
}

func (f *followed) add(d reports.Derived) {
	f.cells++
	f.all = f.all || d.Purposes == nil
	f.purposes = append(f.purposes, d.Purposes...)
}

// foreign explains a cell that another query than its row's gave.
func (t tracer) foreign(ctx context.Context, db *sql.DB, cell document.Cell) (followed, error) {
	o := *cell.Origin
	f := followed{origin: o}
	answer, err := answerOf(ctx, db, o)
	if err != nil {
		return f, err
	}
	t.line("", "  %s", queryCommand(o))
	t.line("", "  row %s", pairs(o.Pick))
	d := reports.Derive(o.Query, cell.From)
	t.derived(d, answer, pickOf(o, document.Column{}))
	f.add(d)
	return f, nil
}

// derived prints the formulas of a cell and the figures in them.
func (t tracer) derived(d reports.Derived, from queries.Table, pick map[string]string) {
	at := from.Find(pick)
	for _, f := range d.Formulas {
		t.line("", "  %s", f)
	}
	var values []string
	for _, name := range slices.Concat(d.Columns, d.Inputs) {
		if v := from.Cell(at, name); v != "" {
			values = append(values, name+" = "+v)
		}
	}
	if len(values) > 0 {
		t.line("", "  %s", strings.Join(values, ", "))
	}
}

// sources prints the reported rows behind what is followed, each once, and their files.
func (t tracer) sources(ctx context.Context, db *sql.DB, all []followed) error {
	type place struct {
		purpose, sha, sheet string
		row                 int
		told                string
	}
	seen := map[place]bool{}
	received, expected, follows := false, false, false
	var files []queries.TracedRow
	for _, f := range all {
		rows, ok, err := reports.Sources(ctx, db, f.origin, f.pick)
		if err != nil {
			return err
		}
		follows = follows || ok
		// What a cell tells of is reported, and not the plan's own or the base that few
		// targets have.
		expected = expected || f.all && len(f.purposes) == 0 || slices.ContainsFunc(f.purposes, func(p string) bool { return p != "plan" && p != "base" })
		for _, r := range rows {
			at := place{r.Purpose, r.Sha256, r.Sheet, r.RowNo, told(r)}
			if seen[at] || !f.all && !slices.Contains(f.purposes, r.Purpose) {
				continue
			}
			seen[at] = true
			t.source(r)
			received = received || r.Purpose != "plan"
			if !slices.ContainsFunc(files, func(f queries.TracedRow) bool { return f.Sha256 == r.Sha256 }) {
				files = append(files, r)
			}
		}
	}
	if !follows {
		return nil
	}
	if !received && expected {
		t.line("source", "no reported row: nothing of it had been received by then")
	}
	t.files(files)
	return nil
}

// files says where each file is kept.
func (t tracer) files(files []queries.TracedRow) {
	for _, f := range files {
		if f.Sha256 != "" {
			t.line("file", "%s: sha256 %s, load %d, kept as %s", f.FileName, f.Sha256, f.LoadNo, filepath.ToSlash(filepath.Join(t.archive, f.Sha256)))
		}
	}
}

// queryCommand is the command line that asks an origin's query.
func queryCommand(o document.Origin) string {
	command := "tdkt query " + o.Query
	for _, pair := range o.Params {
		if pair.Value != "" {
			command += " " + pair.Name + "=" + pair.Value
		}
	}
	return command
}

// answerOf asks a query of the catalogue as an origin says; of another one the table
// is empty.
func answerOf(ctx context.Context, db *sql.DB, o document.Origin) (queries.Table, error) {
	if _, err := queries.Lookup(o.Query); err != nil {
		return queries.Table{}, nil
	}
	params := map[string]string{}
	for _, p := range o.Params {
		if p.Value != "" {
			params[p.Name] = p.Value
		}
	}
	return queries.Run(ctx, db, o.Query, params)
}

func pairs(list []document.Pair) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Name+" = "+p.Value)
	}
	return strings.Join(out, ", ")
}

// mostUnder is how many rows of an answer are followed under a computed figure.
const mostUnder = 60

// under follows a computed figure to the rows of the answer that it is made of, and
// from each to the reported rows.
func (t tracer) under(ctx context.Context, db *sql.DB, o document.Origin, answer queries.Table) error {
	rows, ok := reports.Under(o, answer)
	if !ok {
		return nil
	}
	t.line("under", "%d rows of the answer", len(rows))
	var files []queries.TracedRow
	for i, row := range rows {
		if i == mostUnder {
			t.line("under", "and %d rows more", len(rows)-mostUnder)
			break
		}
		mark := ""
		for _, r := range t.place.Table.Rows {
			if r.Mark != "" && r.Origin.How == "" && within(r.Origin.Pick, row.Pick) {
				mark = "mark " + r.Mark + ": "
			}
		}
		t.line("row", "%s%s", mark, pairs(row.Pick))
		sources, _, err := reports.Sources(ctx, db, row, nil)
		if err != nil {
			return err
		}
		for _, s := range sources {
			if s.Purpose != "value" {
				continue
			}
			t.source(s)
			if !slices.ContainsFunc(files, func(f queries.TracedRow) bool { return f.Sha256 == s.Sha256 }) {
				files = append(files, s)
			}
		}
	}
	t.files(files)
	return nil
}

// within reports whether all pairs stand among others.
func within(some, all []document.Pair) bool {
	for _, p := range some {
		if !slices.Contains(all, p) {
			return false
		}
	}
	return len(some) > 0
}

// pickOf is what picks the query's row for a column.
func pickOf(o document.Origin, c document.Column) map[string]string {
	pick := map[string]string{}
	for _, p := range slices.Concat(o.Pick, c.Pick) {
		pick[p.Name] = p.Value
	}
	return pick
}

// source prints one reported row with its place.
func (t tracer) source(r queries.TracedRow) {
	where := r.FileName
	if where == "" {
		where = "(no file on record)"
	}
	if r.Sheet != "" {
		where += ", sheet " + r.Sheet
	}
	if r.RowNo > 0 {
		where += fmt.Sprintf(", row %d", r.RowNo)
	}
	t.line("source", "%s: %s: %s", r.Purpose, where, told(r))
}

// told is what a reported row says, as it was reported.
func told(r queries.TracedRow) string {
	parts := []string{r.UnitName}
	if r.Value.Valid {
		v := r.Value.String()
		if r.ValueHi.Valid && r.Kind == "actuals" {
			v += "-" + r.ValueHi.String()
		} else if r.ValueHi.Valid {
			v += " (self-scored " + r.ValueHi.String() + ")"
		}
		parts = append(parts, v)
	}
	if r.Numerator.Valid || r.Denominator.Valid {
		parts = append(parts, r.Numerator.String()+"/"+r.Denominator.String())
	}
	if r.Words != "" {
		parts = append(parts, r.Words)
	}
	if r.Status != "" {
		parts = append(parts, r.Status)
	}
	if !r.PeriodEnd.IsZero() {
		parts = append(parts, "to "+day(r.PeriodEnd))
	}
	if r.Kind == "plan" {
		return strings.Join(append(parts, "of "+day(r.ReportedOn)), ", ")
	}
	return strings.Join(append(parts, "reported "+day(r.ReportedOn)), ", ")
}
