package document

import (
	"strconv"
	"strings"
)

// An Origin says where the figures of a table's row come from: a query of the
// catalogue with its parameters, and which row of its answer it is.
type Origin struct {
	Query  string
	Params []Pair // as the query is asked
	Pick   []Pair // columns of the answer with their values; none: all its rows. Of a computed row "late|missing" is either
	How    string // what was made of the rows where it is not one of them, such as "số dòng"; "" else
}

// A Pair is a name with its value.
type Pair struct{ Name, Value string }

// Asked is the origin of a cell in a column that asks the row's query otherwise.
func (o Origin) Asked(c Column) Origin {
	params := append([]Pair(nil), o.Params...)
	for _, p := range c.Params {
		found := false
		for i := range params {
			if params[i].Name == p.Name {
				params[i].Value, found = p.Value, true
			}
		}
		if !found {
			params = append(params, p)
		}
	}
	o.Params = params
	return o
}

// Subject names what the row is about, the same in every report that asks the
// same query: what changed between two reports is found by it.
func (o *Origin) Subject() string {
	if o == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(o.Query)
	for _, p := range o.Pick {
		b.WriteString(" " + p.Name + "=" + p.Value)
	}
	if o.How != "" {
		b.WriteString(": " + o.How)
	}
	return b.String()
}

// Mark numbers the rows with an Origin in the tables of the annexes, or of the body
// where a document has no annex: 1, 2, 3 in the order of print, so that a mark is
// unique in the document. What was marked before is numbered anew.
func Mark(d Document) {
	n := 0
	for _, a := range markedParts(d) {
		for _, b := range a.Body {
			t, ok := b.(Table)
			if !ok {
				continue
			}
			for i := range t.Rows {
				t.Rows[i].Mark = ""
				if t.Rows[i].Origin != nil {
					n++
					t.Rows[i].Mark = strconv.Itoa(n)
				}
			}
		}
	}
}

// markedParts are the annexes, or the body as one without a label.
func markedParts(d Document) []Annex {
	if len(d.Annexes) > 0 {
		return d.Annexes
	}
	return []Annex{{Title: d.Head.Subject, Body: d.Body}}
}

// Marked reports whether a row of the table has a mark.
func (t Table) Marked() bool {
	for _, r := range t.Rows {
		if r.Mark != "" {
			return true
		}
	}
	return false
}

// A Place is a row of a table with where it stands; the annex of a document without
// any is its body, without a label.
type Place struct {
	Annex Annex
	Table Table
	Row   Row
}

// Find gives the row with a mark.
func Find(d Document, mark string) (Place, bool) {
	for _, a := range markedParts(d) {
		for _, b := range a.Body {
			if t, ok := b.(Table); ok {
				for _, r := range t.Rows {
					if r.Mark == mark && mark != "" {
						return Place{a, t, r}, true
					}
				}
			}
		}
	}
	return Place{}, false
}

// Heads gives for each column what its header cells say, from the top down:
// "Kết quả, thẩm định".
func (t Table) Heads() []string {
	out := make([]string, len(t.Columns))
	grid, err := t.HeaderGrid()
	if err != nil {
		return out
	}
	for _, h := range grid {
		text := strings.Join(strings.Fields(h.Text), " ")
		for c := h.Col; c < h.Col+h.Cols; c++ {
			if out[c] != "" && text != "" {
				out[c] += ", "
			}
			out[c] += text
		}
	}
	return out
}

// Label is what the row is called in its table: the first cell of words.
func (t Table) Label(r Row) string {
	for i, c := range r.Cells {
		if i < len(t.Columns) && t.Columns[i].Align == Left && strings.TrimSpace(c.Plain()) != "" {
			return c.Plain()
		}
	}
	if len(r.Cells) > 0 {
		return r.Cells[0].Plain()
	}
	return ""
}

// ColumnLetter names a column as trace takes it: a, b, ... z, aa, ab.
func ColumnLetter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return ColumnLetter(i/26-1) + string(rune('a'+i%26))
}
