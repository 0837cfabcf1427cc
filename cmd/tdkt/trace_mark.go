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
		read = readForms
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
	pool := echarts.NewPool(2)
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
		if p.Table.Columns[i].From != "" {
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
	command := "tdkt query " + o.Query
	for _, pair := range o.Params {
		if pair.Value != "" {
			command += " " + pair.Name + "=" + pair.Value
		}
	}
	t.line("query", "%s", command)
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
	var purposes []string
	followAll := !one
	heads := p.Table.Heads()
	for _, i := range columns {
		column := p.Table.Columns[i]
		text := ""
		if i < len(p.Row.Cells) {
			text = p.Row.Cells[i].Plain()
		}
		t.line("column", "%s, %s: %s", document.ColumnLetter(i), heads[i], text)
		if o.How != "" {
			continue
		}
		d := reports.Derive(o.Query, column.From)
		from := answer
		if len(column.Params) > 0 {
			if from, err = answerOf(ctx, db, o.Asked(column)); err != nil {
				return err
			}
			t.line("", "  asked with %s", pairs(column.Params))
		}
		at := from.Find(pickOf(o, column))
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
		followAll = followAll || d.Purposes == nil
		purposes = append(purposes, d.Purposes...)
	}
	if o.How != "" {
		return t.under(ctx, db, o, answer)
	}
	var pick []document.Pair
	if one {
		pick = p.Table.Columns[columns[0]].Pick
		o = o.Asked(p.Table.Columns[columns[0]])
	}
	rows, ok, err := reports.Sources(ctx, db, o, pick)
	if err != nil {
		return err
	}
	if !ok {
		return nil
	}
	received := false
	var files []queries.TracedRow
	for _, r := range rows {
		if !followAll && !slices.Contains(purposes, r.Purpose) {
			continue
		}
		t.source(r)
		received = received || r.Purpose != "plan"
		if !slices.ContainsFunc(files, func(f queries.TracedRow) bool { return f.Sha256 == r.Sha256 }) {
			files = append(files, r)
		}
	}
	reported := len(purposes) == 0 && followAll // what a cell tells of is reported, and not the plan's own
	if !received && (reported || slices.ContainsFunc(purposes, func(p string) bool { return p != "plan" })) {
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
