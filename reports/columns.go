package reports

import (
	"slices"

	"tdkt/reports/document"
)

// silent reports whether a cell says nothing: empty, not known, or not applicable.
func silent(c document.Cell) bool {
	switch c.Plain() {
	case "", missingText, notApplicableText:
		return true
	}
	return false
}

// silentOrZero also takes a count of zero for nothing said.
func silentOrZero(c document.Cell) bool {
	s := c.Plain()
	return silent(c) || s == "0" || s == zeroText
}

// telling leaves out the columns from the first on that say nothing in any row:
// they make the others narrow. At least one of them stays.
func telling(t document.Table, from int, nothing func(document.Cell) bool) document.Table {
	drop := make([]bool, len(t.Columns))
	left := 0
	for j := from; j < len(t.Columns); j++ {
		drop[j] = !slices.ContainsFunc(t.Rows, func(r document.Row) bool {
			return len(r.Cells) == len(t.Columns) && !nothing(r.Cells[j])
		})
		if !drop[j] {
			left++
		}
	}
	if left == 0 || !slices.Contains(drop, true) {
		return t
	}
	return without(t, drop)
}

// plainHeads say nothing that the head over them does not.
var plainHeads = []string{"tổng số", "thực hiện"}

// without takes columns out of a table, its header cells shrink with them.
func without(t document.Table, drop []bool) document.Table {
	placed, err := t.HeaderGrid()
	if err != nil {
		return t // the printer says what is wrong
	}
	out := t
	out.Columns, out.Header, out.Rows = nil, make([][]document.HeaderCell, len(t.Header)), nil
	for j, c := range t.Columns {
		if !drop[j] {
			out.Columns = append(out.Columns, c)
		}
	}
	left := func(h document.PlacedHeader) (n int) {
		for j := h.Col; j < h.Col+h.Cols; j++ {
			if !drop[j] {
				n++
			}
		}
		return n
	}
	alone := map[int]bool{} // columns that a head over several has left to itself
	for _, h := range placed {
		n := left(h)
		if n == 0 || h.Row > 0 && alone[h.Col] {
			continue
		}
		cell := h.HeaderCell
		cell.ColSpan = n
		if n == 1 && h.Cols > 1 && h.Row+h.Rows < len(t.Header) {
			cell.RowSpan = len(t.Header) - h.Row
			for _, under := range placed {
				if under.Row == h.Row+h.Rows && under.Col >= h.Col && under.Col < h.Col+h.Cols && left(under) == 1 {
					alone[under.Col] = true
					if !slices.Contains(plainHeads, under.Text) {
						cell.Text += " " + under.Text
					}
				}
			}
		}
		out.Header[h.Row] = append(out.Header[h.Row], cell)
	}
	out.Header = slices.DeleteFunc(out.Header, func(row []document.HeaderCell) bool { return len(row) == 0 })
	for i := range out.Header {
		for j := range out.Header[i] {
			out.Header[i][j].RowSpan = min(out.Header[i][j].RowSpan, len(out.Header)-i)
		}
	}
	for _, r := range t.Rows {
		if len(r.Cells) == len(t.Columns) {
			var cells []document.Cell
			for j, c := range r.Cells {
				if !drop[j] {
					cells = append(cells, c)
				}
			}
			r.Cells = cells
		}
		out.Rows = append(out.Rows, r)
	}
	return out
}
