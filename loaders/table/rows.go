package table

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"tdkt/loaders/problem"
)

// rowsMagic begins a file of typed rows: what a database gave, kept so that it
// can be read again. The first line names the columns with their types; every
// other line is one row, a list of texts and nulls.
const rowsMagic = `{"tdkt_rows":1,`

type rowsHead struct {
	Version int      `json:"tdkt_rows"`
	Kind    string   `json:"kind,omitempty"`
	Columns []string `json:"columns"`
	Types   []string `json:"types"`
}

var typeNames = map[Type]string{Text: "text", Number: "number", Date: "date", Bool: "bool"}

// A RowsWriter writes typed rows.
type RowsWriter struct {
	w   *bufio.Writer
	enc *json.Encoder
}

// NewRowsWriter begins a file of typed rows. types has one of Text, Number, Date
// and Bool for each column; kind is what the rows are, or empty.
func NewRowsWriter(w io.Writer, kind string, columns []string, types []Type) (*RowsWriter, error) {
	out := &RowsWriter{w: bufio.NewWriterSize(w, 64<<10)}
	out.enc = json.NewEncoder(out.w)
	out.enc.SetEscapeHTML(false)
	head := rowsHead{Version: 1, Kind: kind, Columns: columns}
	for _, t := range types {
		head.Types = append(head.Types, typeNames[t])
	}
	return out, out.enc.Encode(head)
}

// Write adds a row: texts as Cell.Text has them, nil for a blank cell.
func (w *RowsWriter) Write(row []*string) error { return w.enc.Encode(row) }

// Close writes what is left. The file stays open.
func (w *RowsWriter) Close() error { return w.w.Flush() }

func openRows(path string) (*File, error) {
	file := NewFile(func() (Reader, io.Closer, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, nil, err
		}
		return &rowsReader{in: bufio.NewReaderSize(f, 64<<10)}, f, nil
	})
	file.Typed = true
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, maxMarkup)).ReadBytes('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var h rowsHead
	if json.Unmarshal(line, &h) == nil { // a damaged head is told by the reader
		file.Kind = h.Kind
	}
	return file, nil
}

type rowsReader struct {
	in    *bufio.Reader
	line  int
	types []Type
	cells []Cell
}

func (r *rowsReader) damaged(err error) error {
	return problem.Problem{Line: r.line, Message: "the rows kept from a database are damaged: " + err.Error(),
		Hint: "put back the archive folder from a backup, or ask the database again"}
}

// Next implements Reader; the first row is that of the names.
func (r *rowsReader) Next() (Row, error) {
	for {
		raw, err := r.in.ReadBytes('\n')
		if err != nil && (!errors.Is(err, io.EOF) || len(raw) == 0) {
			return Row{}, err
		}
		r.line++
		if r.types == nil {
			return r.head(raw)
		}
		var texts []*string
		if err := json.Unmarshal(bytes.TrimSpace(raw), &texts); err != nil {
			return Row{}, r.damaged(err)
		}
		if len(texts) != len(r.types) {
			return Row{}, r.damaged(fmt.Errorf("%d cells under %d columns", len(texts), len(r.types)))
		}
		row := Row{Line: r.line}
		r.cells = r.cells[:0]
		for i, s := range texts {
			c := Cell{Line: r.line, Column: i + 1}
			if s != nil {
				c.Text, c.Type = clean(*s), r.types[i]
			}
			r.cells = append(r.cells, c)
		}
		row.Cells = r.cells
		if !row.Blank() {
			return row, nil
		}
	}
}

func (r *rowsReader) head(raw []byte) (Row, error) {
	var h rowsHead
	if err := json.Unmarshal(raw, &h); err != nil {
		return Row{}, r.damaged(err)
	}
	if h.Version != 1 || len(h.Columns) != len(h.Types) || len(h.Columns) == 0 || len(h.Columns) > maxColumns {
		return Row{}, r.damaged(errors.New("the first line is not that of such a file"))
	}
	row := Row{Line: r.line}
	for i, name := range h.Columns {
		t := Text
		for k, n := range typeNames {
			if n == h.Types[i] {
				t = k
			}
		}
		r.types = append(r.types, t)
		row.Cells = append(row.Cells, Cell{Text: clean(name), Line: r.line, Column: i + 1})
	}
	return row, nil
}
