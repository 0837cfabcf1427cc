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
// answer to, and leaves out what stands above the header of such a table, and
// the rows of a template that nobody filled in. Other tables pass as they are.
type remarks struct {
	from    table.Reader
	begun   bool
	ahead   []table.Row // read while looking for the header
	end     error       // that came after them
	columns []int       // remark columns; nil: there are none
	ref     int         // index of the column with references; -1: none
	filled  []int       // a template's columns of which one must be filled in; nil: no template
	refs    map[int]string
}

func newRemarks(from table.Reader) *remarks {
	return &remarks{from: from, ref: -1, refs: map[int]string{}}
}

func (r *remarks) Next() (table.Row, error) {
	if !r.begun {
		r.begin()
	}
	for {
		row, err := r.next()
		if err != nil || r.columns == nil {
			return row, err
		}
		if r.ref >= 0 && r.ref < len(row.Cells) && row.Cells[r.ref].Text != "" {
			r.refs[row.Line] = row.Cells[r.ref].Text
		}
		for _, i := range r.columns {
			if i < len(row.Cells) {
				row.Cells[i].Text, row.Cells[i].Type = "", table.Text
			}
		}
		if row.Blank() || r.filled != nil && !slices.ContainsFunc(r.filled, func(i int) bool { return i < len(row.Cells) && row.Cells[i].Text != "" }) {
			continue
		}
		return row, nil
	}
}

func (r *remarks) next() (table.Row, error) {
	if len(r.ahead) > 0 {
		row := r.ahead[0]
		r.ahead = r.ahead[1:]
		return row, nil
	}
	if r.end != nil {
		return table.Row{}, r.end
	}
	return r.from.Next()
}

// begin reads ahead until a header with remark columns; what stands above it
// is for people.
func (r *remarks) begin() {
	r.begun = true
	for len(r.ahead) < kind.HeaderRows && r.end == nil {
		row, err := r.from.Next()
		if err != nil {
			r.end = err
			return
		}
		row.Cells = slices.Clone(row.Cells)
		r.ahead = append(r.ahead, row)
		if r.header(row) {
			r.ahead = r.ahead[len(r.ahead)-1:]
			return
		}
	}
}

// header looks for remark columns in a row that may be the header.
func (r *remarks) header(row table.Row) bool {
	var filled []int
	template := false
	for i, c := range row.Cells {
		switch {
		case strings.HasSuffix(c.Text, remarkMark):
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
	return r.columns != nil
}
