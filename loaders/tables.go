package loaders

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tdkt/loaders/kind"
	"tdkt/loaders/problem"
	"tdkt/loaders/table"
)

// A tab is a table whose header was recognised, about to be read.
type tab struct {
	header *kind.Header
	serial bool        // the workbook counts days from 1904
	ahead  []table.Row // rows after the header that were read while looking for it
	reader table.Reader
	text   *ahead   // what reader converts
	notes  *remarks // what reader leaves out; also its rows' answers to returns
	rows   io.Closer
	file   *openFile
}

// An openFile closes a source with the last of its tables.
type openFile struct {
	file  *table.File
	users int
}

func (t *tab) close() {
	if t.rows == nil {
		return
	}
	t.rows.Close()
	t.rows = nil
	if t.file.users--; t.file.users == 0 {
		t.file.file.Close()
	}
}

// openTables opens a source and recognises its tables.
func (r *run) openTables(source int) {
	s := r.sources[source]
	report := SourceReport{File: s.Name, SHA256: s.SHA256}
	f, err := r.open(source)
	if err != nil {
		p := &part{source: source, report: report}
		p.failed(err)
		r.parts = append(r.parts, p)
		return
	}
	file := &openFile{file: f, users: 1}
	var kinds []string
	var left []*part // sheets of no known kind
	for i, sheet := range f.Sheets {
		p := &part{source: source, sheetNo: i, report: report, encoding: f.Encoding, typed: f.Typed, only: r.onlyKind(f)}
		p.report.Sheet = sheet.Name
		empty := r.recognise(p, sheet, file)
		switch {
		case p.tab != nil || len(p.findings) > 0 || len(p.problems) > 0:
			r.parts = append(r.parts, p)
			if name := p.report.Kind; name != "" && !slices.Contains(kinds, name) {
				kinds = append(kinds, name)
			}
		case !empty && !sheet.Hidden:
			left = append(left, p)
		}
	}
	if file.users--; file.users == 0 {
		f.Close()
	}
	// A sheet with instructions beside the tables is usual; a file of nothing
	// else is a mistake.
	alone := len(kinds) == 0
	for _, p := range left {
		what := problem.Problem{Message: "no header of a known kind in the first rows", Hint: "the kinds are " + strings.Join(kind.Names(), ", ") + "; compare the names of the columns with the template"}
		if !alone {
			what = problem.Problem{Message: "the sheet has no header of a known kind and was left out", Severity: problem.Warning}
		}
		p.fail(what)
		r.parts = append(r.parts, p)
	}
	if alone && len(left) == 0 && !slices.ContainsFunc(r.parts, func(p *part) bool { return p.source == source }) {
		p := &part{source: source, report: report}
		p.fail(problem.Problem{Message: "the file holds no table", Hint: "send the file again"})
		r.parts = append(r.parts, p)
	}
	r.setKind(source, strings.Join(kinds, "+"))
}

// recognise reads the first rows of a sheet and finds the header in them.
func (r *run) recognise(p *part, sheet table.Sheet, file *openFile) (empty bool) {
	text, closer, err := r.rowsOf(p, sheet)
	if err != nil {
		p.failed(err)
		return false
	}
	reader := newRemarks(text)
	t := &tab{reader: reader, text: text, notes: reader, rows: closer, file: file, serial: sheet.Serials1904}
	file.users++
	var first []table.Row
	for len(first) < kind.HeaderRows {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.failed(err)
			t.close()
			return false
		}
		row.Cells, row.Spans = slices.Clone(row.Cells), slices.Clone(row.Spans)
		first = append(first, row)
	}
	header, at, findings, ok := kind.Recognise(first, p.only, r.headings)
	if !ok && p.only != nil && len(first) > 0 {
		p.fail(problem.Problem{Line: first[0].Line, Message: fmt.Sprintf("no header of %s in the first %d rows", p.only.Name, kind.HeaderRows),
			Hint: "compare the names of the columns with the template"})
	}
	if header != nil {
		p.report.Kind = header.Kind.Name
		p.rank = slices.Index(kind.Names(), header.Kind.Name)
		p.columns = map[string]int{}
		for _, c := range header.Kind.Columns {
			if i := header.Column(c.Name); i >= 0 {
				p.columns[c.Name] = header.CellColumn(i)
			}
		}
	}
	p.findings = slices.Clone(findings)
	if !ok || header == nil || len(findings) > 0 {
		t.close()
		return len(first) == 0
	}
	t.header, t.ahead = header, first[at+1:]
	p.tab = t
	return false
}

// failed reports why a source cannot be read.
func (p *part) failed(err error) {
	var what problem.Problem
	if !errors.As(err, &what) {
		what = problem.Problem{Message: err.Error(), Hint: "check that the file can be read"}
	}
	p.fail(what)
}

// next gives the next data row.
func (t *tab) next() (table.Row, error) {
	if len(t.ahead) > 0 {
		row := t.ahead[0]
		t.ahead = t.ahead[1:]
		return row, nil
	}
	return t.reader.Next()
}

const (
	progressRows = 5000
	contextRows  = 1000
)

// stageTable reads a table to its end: typed rows into the stage, findings
// into the part.
func (r *run) stageTable(ctx context.Context, p *part, b *batch) error {
	defer p.tab.close()
	settings := r.settingsOf(p)
	settings.Serials1904 = p.tab.serial
	settings.Pattern = p.tab.text.pattern
	catalogue := r.catalogue
	if catalogue == nil {
		catalogue = &kind.Catalogue{}
	}
	reading := kind.NewReading(p.tab.header, catalogue, settings)
	sorter := kind.NewSorter(p.tab.header)
	var left leftOut
	at := place{source: p.source, sheetNo: p.sheetNo, sheet: p.report.Sheet}
	r.tell("read", p)
	for {
		row, err := p.tab.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.failed(err)
			break
		}
		if what := sorter.Sort(row); what != kind.Data {
			left.leave(row, what)
			continue
		}
		p.report.Counts.Rows++
		values, findings := reading.Read(row)
		bad := false
		for _, f := range findings {
			bad = bad || !f.Warning
			p.addIn(row, f)
		}
		p.saw(row)
		if bad {
			p.refuse(row, r.stage.columns[b.table], values, findings)
		} else {
			at.row = row.Line
			if err := b.add(values, at); err != nil {
				return fmt.Errorf("%s: %w", p.report.File, err)
			}
		}
		if p.report.Counts.Rows%contextRows == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := r.drainMuch(ctx, p); err != nil {
				return err
			}
		}
		if p.report.Counts.Rows%progressRows == 0 {
			r.tell("read", p)
		}
	}
	if p.encoding != "" {
		p.addNamed(0, "", kind.Finding{Line: 1, Warning: true, Message: "the file is written in " + p.encoding + " and was converted to Unicode",
			Hint: `compare a few cells with the original; save it as "CSV UTF-8" to be sure`})
	}
	p.tab.text.conversions(p)
	if err := r.tellLeftOut(p, left); err != nil {
		return err
	}
	if p.report.Counts.Rows == 0 && len(p.problems) == 0 {
		p.fail(problem.Problem{Message: "the table has a header and no rows", Severity: problem.Warning, Hint: "send the file again if this is not meant"})
	}
	return nil
}
