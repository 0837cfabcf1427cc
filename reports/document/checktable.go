package document

import (
	"fmt"
	"strings"
)

func (c *checker) table(part, place string, t Table) {
	name := t.Title
	if name == "" {
		name = t.ID
	}
	if name != "" {
		place = fmt.Sprintf("%s, table %q", part, name)
	}
	c.id(place, t.ID)
	c.text(place, t.Title)
	c.text(place, t.Unit)
	for _, n := range t.Notes {
		c.text(place+", note", n)
	}
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		c.add(place, "the table is empty", "say so in a sentence instead")
		return
	}
	for i, col := range t.Columns {
		if !(col.Width > 0) {
			c.add(fmt.Sprintf("%s, column %d", place, i+1), "the width is not above 0", "")
		}
	}
	if _, err := t.HeaderGrid(); err != nil {
		c.add(place, err.Error(), "each header row lists its cells from left to right without what a cell above covers")
	}
	for _, row := range t.Header {
		for _, h := range row {
			c.text(place+", header", h.Text)
		}
	}
	empty := true
	for i, r := range t.Rows {
		p := fmt.Sprintf("%s, row %d", place, i+1)
		want := len(t.Columns)
		if r.Kind == Group && len(r.Cells) == 1 {
			want = 1
		}
		if len(r.Cells) != want {
			c.add(p, fmt.Sprintf("%d cells for %d columns", len(r.Cells), want), "")
		}
		for j, cell := range r.Cells {
			cp := fmt.Sprintf("%s, column %d", p, j+1)
			text := cell.Plain()
			if r.Kind != Group && strings.TrimSpace(text) != "" {
				empty = false
			}
			c.define(cp, cell.Key, text)
			// A keyed span of a cell is a figure beside words, "tăng 5,2%": the
			// cell states it, and sentences may bind to it alone.
			for _, s := range cell.Spans {
				c.define(cp, s.Key, s.Text)
				s.Key = ""
				c.spans(cp, []Span{s})
			}
		}
	}
	if empty {
		c.add(place, "no cell of the table holds a value", "say so in a sentence instead")
	}
}

// define records the figure that a table states under a key.
func (c *checker) define(place, key, text string) {
	if key == "" {
		return
	}
	if old, ok := c.cells[key]; ok && old != text {
		c.add(place, fmt.Sprintf("key %q reads %q here and %q in another cell", key, text, old),
			"print both from one value")
		return
	}
	c.cells[key] = text
}

// A PlacedHeader is a header cell with its place in the grid of header rows
// and leaf columns.
type PlacedHeader struct {
	HeaderCell
	Row, Col, Rows, Cols int
}

// HeaderGrid places the header cells; it fails where they leave a hole,
// overlap, or stand outside the columns or rows.
func (t Table) HeaderGrid() ([]PlacedHeader, error) {
	rows, cols := len(t.Header), len(t.Columns)
	taken := make([]bool, rows*cols)
	var out []PlacedHeader
	for r, row := range t.Header {
		col := 0
		for _, h := range row {
			for col < cols && taken[r*cols+col] {
				col++
			}
			p := PlacedHeader{HeaderCell: h, Row: r, Col: col, Rows: max(h.RowSpan, 1), Cols: max(h.ColSpan, 1)}
			if col+p.Cols > cols || r+p.Rows > rows {
				return nil, fmt.Errorf("header row %d: the cell %q does not fit into %d columns and %d rows", r+1, h.Text, cols, rows)
			}
			for y := r; y < r+p.Rows; y++ {
				for x := col; x < col+p.Cols; x++ {
					if taken[y*cols+x] {
						return nil, fmt.Errorf("header row %d: the cell %q overlaps another", r+1, h.Text)
					}
					taken[y*cols+x] = true
				}
			}
			out = append(out, p)
			col += p.Cols
		}
	}
	for i, ok := range taken {
		if !ok {
			return nil, fmt.Errorf("header row %d: no cell over column %d", i/cols+1, i%cols+1)
		}
	}
	return out, nil
}
