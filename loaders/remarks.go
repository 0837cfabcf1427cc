package loaders

import (
	"slices"
	"strings"

	"tdkt/loaders/kind"
	"tdkt/loaders/table"
)

// remarkMark ends the header of a column that is there to be read by people:
// a template's names and targets, a return sheet's reasons. Such columns are
// no data.
const remarkMark = "(*)"

// Headers of remark columns that a load knows.
const (
	refHeader    = "Mã trả lại " + remarkMark
	targetHeader = "Kế hoạch giao " + remarkMark // only templates have it
)

// A remarks reader blanks remark columns, keeps what a return sheet's rows
// answer to, and leaves out the rows of a template that nobody filled in.
type remarks struct {
	from    table.Reader
	rows    int  // seen before a header with remark columns
	found   bool // there is one
	columns []int
	ref     int            // index of the column with references; -1: none
	filled  []int          // a template's columns of which one must be filled in; nil: no template
	refs    map[int]string // by row
	unread  int            // rows of a template that were left out
}

func newRemarks(from table.Reader) *remarks {
	return &remarks{from: from, ref: -1, refs: map[int]string{}}
}

func (r *remarks) Next() (table.Row, error) {
	for {
		row, err := r.from.Next()
		if err != nil || !r.found && r.rows >= kind.HeaderRows {
			return row, err
		}
		if !r.found {
			r.rows++
			r.header(row)
			if !r.found {
				return row, nil
			}
		} else if r.ref >= 0 && r.ref < len(row.Cells) && row.Cells[r.ref].Text != "" {
			r.refs[row.Line] = row.Cells[r.ref].Text
		}
		for _, i := range r.columns {
			if i < len(row.Cells) {
				row.Cells[i].Text, row.Cells[i].Type = "", table.Text
			}
		}
		if row.Blank() {
			continue
		}
		if len(r.filled) > 0 && !slices.ContainsFunc(r.filled, func(i int) bool { return i < len(row.Cells) && row.Cells[i].Text != "" }) {
			r.unread++
			continue
		}
		return row, nil
	}
}

// header looks for remark columns in a row that may be the header.
func (r *remarks) header(row table.Row) {
	var filled []int
	template := false
	for i, c := range row.Cells {
		switch {
		case strings.HasSuffix(c.Text, remarkMark):
			r.found = true
			r.columns = append(r.columns, i)
			if c.Text == refHeader {
				r.ref = i
			}
			template = template || c.Text == targetHeader
		case slices.Contains([]string{"Giá trị", "Tử số", "Mẫu số", "Danh mục đạt", "Ngày báo cáo", "Ghi chú"}, c.Text):
			filled = append(filled, i)
		}
	}
	// The header itself passes: its own cells are filled in.
	if template {
		r.filled = filled
	}
}
