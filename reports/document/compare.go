package document

import (
	"fmt"
	"slices"
)

// A Change is a cell of a table that reads otherwise in another document.
type Change struct {
	Part     string // "Phụ lục I"; "" for the body
	Table    string // title, in the body else its ID; "" for an annex of one table
	Row      string // its first words
	Column   string // what stands over it
	Old, New string // "" where the row is not there
	Mark     string // of the old row, with the column's letter: "12.f"; "" for none
	Origin   *Origin
	From     string // columns of the query that the cell prints
}

// Changes compares the tables of two documents cell by cell: tables by their
// place among those of one ID, rows by what they are about. Columns are compared
// by their heads. It says nothing about sentences, whose figures stand in tables.
func Changes(old, latest Document) []Change {
	before, after := tables(old), tables(latest)
	var out []Change
	for _, id := range before.order {
		was := before.by[id]
		is, ok := after.by[id]
		if !ok {
			is = placedTable{part: was.part}
		}
		out = append(out, compareTables(was, is)...)
	}
	for _, id := range after.order {
		if _, ok := before.by[id]; !ok {
			is := after.by[id]
			out = append(out, compareTables(placedTable{part: is.part, table: Table{ID: is.table.ID, Title: is.table.Title}}, is)...)
		}
	}
	return out
}

type placedTable struct {
	part  string
	table Table
}

type tableSet struct {
	by    map[string]placedTable
	order []string
}

func tables(d Document) tableSet {
	s := tableSet{by: map[string]placedTable{}}
	add := func(part string, blocks []Block) {
		for _, b := range blocks {
			t, ok := b.(Table)
			if !ok {
				continue
			}
			id := t.ID
			for n := 2; s.by[id].table.Columns != nil; n++ {
				id = fmt.Sprintf("%s %d", t.ID, n)
			}
			s.by[id] = placedTable{part, t}
			s.order = append(s.order, id)
		}
	}
	add("", d.Body)
	for _, a := range d.Annexes {
		add(a.Label, a.Body)
	}
	return s
}

// subjects names each row: by its origin, else by its words; what is there
// twice is counted.
func subjects(t Table) []string {
	out := make([]string, len(t.Rows))
	seen := map[string]int{}
	for i, r := range t.Rows {
		s := r.Origin.Subject()
		if s == "" {
			s = "words " + t.Label(r)
		}
		seen[s]++
		if n := seen[s]; n > 1 {
			s = fmt.Sprintf("%s %d", s, n)
		}
		out[i] = s
	}
	return out
}

func compareTables(was, is placedTable) []Change {
	name := was.table.Title
	if name == "" && was.part == "" {
		name = was.table.ID
	}
	rows := map[string]Row{}
	later := subjects(is.table)
	for i, s := range later {
		rows[s] = is.table.Rows[i]
	}
	oldHeads, newHeads := was.table.Heads(), is.table.Heads()
	var out []Change
	known := map[string]bool{}
	for i, s := range subjects(was.table) {
		known[s] = true
		old := was.table.Rows[i]
		next, ok := rows[s]
		change := Change{Part: was.part, Table: name, Row: was.table.Label(old), Origin: old.Origin}
		if !ok {
			change.Old, change.Mark = rowText(old), old.Mark
			out = append(out, change)
			continue
		}
		if old.Kind == Group {
			continue
		}
		for c, cell := range old.Cells {
			if c >= len(oldHeads) {
				break
			}
			at := c
			if c >= len(newHeads) || newHeads[c] != oldHeads[c] {
				if at = slices.Index(newHeads, oldHeads[c]); at < 0 {
					continue
				}
			}
			if at >= len(next.Cells) || next.Cells[at].Plain() == cell.Plain() || numbering(was.table, c) {
				continue
			}
			change.Column, change.Old, change.New, change.From = oldHeads[c], cell.Plain(), next.Cells[at].Plain(), was.table.Columns[c].From
			if old.Mark != "" {
				change.Mark = old.Mark + "." + ColumnLetter(c)
			}
			out = append(out, change)
		}
	}
	for i, s := range later {
		if r := is.table.Rows[i]; !known[s] && r.Kind != Group {
			out = append(out, Change{Part: is.part, Table: name, Row: is.table.Label(r), New: rowText(r), Origin: r.Origin})
		}
	}
	return out
}

// numbering tells the column that counts the rows: one row more moves it all.
func numbering(t Table, c int) bool { return c == 0 && t.Heads()[0] == "TT" }

func rowText(r Row) string {
	text := ""
	for _, c := range r.Cells {
		if s := c.Plain(); s != "" {
			if text != "" {
				text += " | "
			}
			text += s
		}
	}
	return text
}
