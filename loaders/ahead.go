package loaders

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"tdkt/loaders/kind"
	"tdkt/loaders/parquet"
	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
	"tdkt/loaders/text"
)

// aheadRows is how many rows are read before the first is given out. A column
// shows by then in which encoding it is, and how it writes numbers.
const aheadRows = 1000

// patternCells is how many cells must be written in one way, and none in the
// other, before a column settles what can be read both ways.
const patternCells = 5

// An ahead reader gives the rows of a table in Unicode. What cannot be decided
// is marked in its cell.
type ahead struct {
	from    table.Reader
	begun   bool
	rows    []table.Row
	err     error // after rows
	texts   *text.Table
	numbers bool // patterns are asked for
	written []pattern
}

// A pattern counts the numbers of a column that can be written in one format only.
type pattern struct{ vi, en int }

func newAhead(from table.Reader, numbers bool) *ahead {
	return &ahead{from: from, texts: text.NewTable(), numbers: numbers}
}

// Next implements table.Reader.
func (a *ahead) Next() (table.Row, error) {
	if !a.begun {
		a.begun = true
		a.look()
	}
	if len(a.rows) > 0 {
		row := a.rows[0]
		a.rows = a.rows[1:]
		a.convert(row)
		return row, nil
	}
	if a.err != nil {
		return table.Row{}, a.err
	}
	row, err := a.from.Next()
	if err != nil {
		return row, err
	}
	a.observe(row)
	a.convert(row)
	return row, nil
}

// look reads the first rows.
func (a *ahead) look() {
	for len(a.rows) < aheadRows {
		row, err := a.from.Next()
		if err != nil {
			a.err = err
			return
		}
		row.Cells, row.Spans = slices.Clone(row.Cells), slices.Clone(row.Spans)
		a.rows = append(a.rows, row)
		for i, c := range row.Cells {
			if c.Type == table.Text && c.Text != "" {
				a.texts.Observe(i, c.Text, c.Font)
			}
		}
		a.observe(row)
	}
}

func (a *ahead) observe(row table.Row) {
	if !a.numbers {
		return
	}
	for i, c := range row.Cells {
		if c.Type != table.Text || c.Text == "" {
			continue
		}
		vi, en := quantity.ReadableAs(c.Text)
		if vi == en {
			continue
		}
		for len(a.written) <= i {
			a.written = append(a.written, pattern{})
		}
		if vi {
			a.written[i].vi++
		} else {
			a.written[i].en++
		}
	}
}

// pattern is how a column writes numbers, as far as the rows up to now show.
func (a *ahead) pattern(place int) quantity.NumberFormat {
	if place < 0 || place >= len(a.written) {
		return quantity.FormatUnknown
	}
	switch p := a.written[place]; {
	case p.vi >= patternCells && p.en == 0:
		return quantity.FormatVi
	case p.en >= patternCells && p.vi == 0:
		return quantity.FormatEn
	}
	return quantity.FormatUnknown
}

func (a *ahead) convert(row table.Row) {
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Type != table.Text || c.Text == "" {
			continue
		}
		out, from, err := a.texts.Convert(i, row.Line, c.Text, c.Font)
		var undecided *text.UndecidedError
		switch {
		case errors.As(err, &undecided):
			c.Type, c.Undecided = table.Failed, true
		case from != text.Unicode:
			c.Text = out
		}
	}
	for i := range row.Spans {
		s := &row.Spans[i]
		if s.First <= len(row.Cells) && s.Top {
			s.Text = row.Cells[s.First-1].Text
		} else if out, from, err := a.texts.Convert(s.First-1, row.Line, s.Text, text.Unicode); err == nil && from != text.Unicode {
			s.Text = out
		}
	}
}

// conversions tells what was converted, one finding for each column.
func (a *ahead) conversions(p *part) {
	for _, c := range a.texts.Conversions() {
		cells := count(c.Cells, "cell")
		p.addNamed(0, "", kind.Finding{Line: c.FirstRow, Column: p.columnNumber(c.Column), Warning: true,
			Message: fmt.Sprintf("%s of the column %q converted from %s to Unicode, the first one here", cells, p.tab.header.Title(c.Column), c.From),
			Hint:    "compare a few of them with the original; save the file in Unicode to be sure",
			Vi:      fmt.Sprintf("Đã chuyển %d ô của cột “%s” từ bảng mã %s sang Unicode; đề nghị kiểm tra lại.", c.Cells, p.tab.header.Title(c.Column), c.From)})
	}
}

// columnNumber gives the sheet's column of a place, from 1; 0 in text, where a
// column is a character of its line.
func (p *part) columnNumber(place int) int {
	if p.report.Sheet == "" {
		return 0
	}
	return place + 1
}

// open opens a source of any kind.
func (r *run) open(source int) (*table.File, error) {
	s := r.sources[source]
	if s.Data == nil && parquet.Is(s.Path) {
		return parquet.Open(r.ctx, r.build.DB, s.Path)
	}
	return table.Open(s.Path, s.Name)
}

// settingsOf are those that a part is read with.
func (r *run) settingsOf(p *part) kind.Settings {
	s := r.settings
	if p.typed {
		s.Format = quantity.FormatUnknown
	}
	return s
}

// rowsOf starts reading a sheet in Unicode.
func (r *run) rowsOf(p *part, sheet table.Sheet) (*ahead, io.Closer, error) {
	from, closer, err := sheet.Rows()
	if err != nil {
		return nil, nil, err
	}
	return newAhead(from, r.settingsOf(p).Format == quantity.FormatUnknown), closer, nil
}
