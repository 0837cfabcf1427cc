package document

import (
	"fmt"
	"strings"
)

// A Form is a statistical form whose rows, columns and codes an act fixes. The
// label and code columns come first, then the values.
type Form struct {
	Code     string // "0601.N/BNV-TĐKT"
	Issued   string // "Ban hành theo Thông tư số 02/2023/TT-BNV ngày 23/3/2023"
	Due      string // "Ngày nhận báo cáo: ngày 15 tháng 12 năm báo cáo"; "" for none
	Reporter string // đơn vị báo cáo
	Receiver string // đơn vị nhận báo cáo; "" for none
	Title    string
	Period   string // "Năm 2023"
	Unit     string // "Đơn vị tính: Phong trào"; "" where each row has its own

	Columns   []Column
	Header    [][]HeaderCell
	Numbers   []string // under the header: "A", "B", "1=(2+3+4)", "2"
	Rows      []FormRow
	Units     bool // a column of units of measure stands after the code
	Checks    []FormCheck
	Notes     []string
	Landscape bool
}

// A FormRow is one line of a form. Its first value is the sum of the others.
type FormRow struct {
	Kind   RowKind // Total for row 01, Group for a heading, Part for "trong đó"
	Label  string
	Code   string // mã số; "" for a heading
	Unit   string // đơn vị tính; "" for none
	Values []int  // nil for a heading
	Origin *Origin
}

// A FormCheck is a sum over rows: the row Whole is the rows Parts and what could
// not be put in any of them.
type FormCheck struct {
	Text  string // "Chia theo phạm vi: 01 = 02 + 03"
	Whole string
	Parts []string
	Other int // of the first column, without a row of its own
}

// Number is the form's number without its series: "0601".
func (f Form) Number() string {
	n, _, _ := strings.Cut(f.Code, ".")
	return n
}

// First is the column of the first value, from 0.
func (f Form) First() int {
	if f.Units {
		return 3
	}
	return 2
}

// Row finds a row by its code; -1 for none.
func (f Form) Row(code string) int {
	for i, r := range f.Rows {
		if r.Code == code {
			return i
		}
	}
	return -1
}

// Key is what a sentence binds to for a value of the form.
func (f Form) Key(row FormRow, value int) string {
	return fmt.Sprintf("bieu.%s.%s.%d", f.Number(), row.Code, value+1)
}

// FindForm gives the row of a statistical form with a code, as "0601" and "03".
func FindForm(d Document, form, code string) (Place, bool) {
	for _, a := range markedParts(d) {
		for _, b := range a.Body {
			t, ok := b.(Table)
			if !ok || t.ID != "bieu-"+form {
				continue
			}
			for _, r := range t.Rows {
				if len(r.Cells) > 1 && r.Origin != nil && r.Cells[1].Plain() == code {
					return Place{a, t, r}, true
				}
			}
		}
	}
	return Place{}, false
}

// Numbered lists the columns of a form's table, from 0, that its row of numbers
// calls so; one number may stand over several ("2" over tập thể, cá nhân).
func (t Table) Numbered(number string) []int {
	var out []int
	if len(t.Header) == 0 {
		return nil
	}
	for i, h := range t.Header[len(t.Header)-1] {
		name, _, _ := strings.Cut(h.Text, "=")
		if name == number {
			out = append(out, i)
		}
	}
	return out
}

// Table is the form's table for the printers. number writes a value.
func (f Form) Table(number func(int) string) Table {
	t := Table{ID: "bieu-" + f.Number(), Unit: f.Unit, Columns: f.Columns, Notes: f.Notes}
	t.Header = append(t.Header, f.Header...)
	var numbers []HeaderCell
	for _, n := range f.Numbers {
		numbers = append(numbers, HeaderCell{Text: n})
	}
	t.Header = append(t.Header, numbers)
	for _, r := range f.Rows {
		if r.Kind == Group {
			t.Rows = append(t.Rows, Row{Kind: Group, Cells: []Cell{WordCell(r.Label)}})
			continue
		}
		cells := []Cell{WordCell(r.Label), WordCell(r.Code)}
		if f.Units {
			cells = append(cells, WordCell(r.Unit))
		}
		for i, v := range r.Values {
			cells = append(cells, ValueCell(f.Key(r, i), number(v)))
		}
		t.Rows = append(t.Rows, Row{Kind: r.Kind, Cells: cells, Origin: r.Origin})
	}
	return t
}

// Wrong lists what does not add up: a first value that is not the sum of the
// others, a check whose rows do not give their whole. Nil: all add up.
func (f Form) Wrong() []string {
	var out []string
	for _, r := range f.Rows {
		sum := 0
		for i, v := range r.Values {
			if i > 0 {
				sum += v
			}
		}
		if len(r.Values) > 0 && sum != r.Values[0] {
			out = append(out, fmt.Sprintf("mã số %s: cột 1 là %d, các cột sau cộng bằng %d", r.Code, r.Values[0], sum))
		}
	}
	for _, c := range f.Checks {
		whole, parts := f.Row(c.Whole), c.Other
		for _, p := range c.Parts {
			if i := f.Row(p); i >= 0 {
				parts += f.Rows[i].Values[0]
			}
		}
		if whole < 0 || f.Rows[whole].Values[0] != parts {
			out = append(out, c.Text)
		}
	}
	return out
}
