package kind

import (
	"fmt"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/loaders/table"
)

// HeaderRows is how many rows at the top of a table may come before the header.
const HeaderRows = 20

// A Header is a recognised header row.
type Header struct {
	Kind *Kind
	Line int
	at   []int // index into a row's cells for each of the kind's columns; -1: not in the file
	// Width is the number of cells up to the last name.
	Width   int
	titles  []string // as they stand over each cell
	columns []int    // where
}

// Column gives the place of a column among a row's cells; -1 when the file
// does not have it.
func (h *Header) Column(name string) int {
	i, ok := h.Kind.index[name]
	if !ok {
		return -1
	}
	return h.at[i]
}

// CellColumn gives where the name over a cell of the table stands: its column of
// the sheet, or the character of its line.
func (h *Header) CellColumn(place int) int { return h.columns[place] }

// Title gives the name over a cell of the table, "" if there is none.
func (h *Header) Title(place int) string {
	if place < 0 || place >= len(h.titles) {
		return ""
	}
	return h.titles[place]
}

// Headings are the further names of columns that an office has declared.
type Headings struct {
	columns map[string]map[string]string // by kind: folded header name to column; "" leaves it out
	labels  map[string][]string          // by kind: the names as written, for the nearest one
}

// Add declares that a header means a column of the kind; an empty column leaves
// it out of the load. It is false for a kind or a column that does not exist.
func (n *Headings) Add(kind, column, header string) bool {
	k, ok := Named(kind)
	if _, known := indexOf(k, column); !ok || !known && column != "" {
		return false
	}
	if n.columns == nil {
		n.columns, n.labels = map[string]map[string]string{}, map[string][]string{}
	}
	if n.columns[kind] == nil {
		n.columns[kind] = map[string]string{}
	}
	n.columns[kind][headerKey(header)] = column
	n.labels[kind] = append(n.labels[kind], header)
	return true
}

func indexOf(k *Kind, column string) (int, bool) {
	if k == nil {
		return 0, false
	}
	i, ok := k.index[column]
	return i, ok
}

// leftOut are columns that every form has and no table needs: the number of
// the line.
var leftOut = map[string]bool{"stt": true, "tt": true, "sott": true, "sothutu": true, "no": true}

// left is what find gives for a column that is known and not read.
const left = -1

// find gives the column of a kind that a header's text means.
func (n *Headings) find(k *Kind, text string) (int, bool) {
	key := headerKey(text)
	if n != nil {
		if column, ok := n.columns[k.Name][key]; ok {
			if i, known := k.index[column]; known {
				return i, true
			}
			return left, true
		}
	}
	if i, ok := k.byKey()[key]; ok {
		return i, true
	}
	return left, leftOut[key]
}

// Recognise finds the header among the first rows of a table and the kind that
// most of its names belong to. A nil kind lets all kinds compete; names may be
// nil. A header may stand in two rows, "Kỳ báo cáo" over "Từ ngày" and "Đến
// ngày"; the name below counts, then both together. index is the place of the
// header's last row in rows; ok is false when no row looks like a header.
// Findings tell unknown, doubled and missing columns: the table must then not
// be read on.
func Recognise(rows []table.Row, only *Kind, names *Headings) (h *Header, index int, findings []Finding, ok bool) {
	kinds := All()
	if only != nil {
		kinds = []*Kind{only}
	}
	best, second := match{}, match{}
	for i := range rows {
		for height := 1; height <= 2 && i+height <= len(rows); height++ {
			over := titles(rows[i : i+height])
			for _, k := range kinds {
				m := names.match(k, over)
				m.first, m.last = i, i+height-1
				switch {
				case m.known < 2 || m.known*2 <= m.unknown:
				case m.better(best):
					if best.kind != nil && best.kind != m.kind {
						second = best
					}
					best = m
				case m.kind != best.kind && m.better(second):
					second = m
				}
			}
		}
	}
	if best.kind == nil {
		return nil, 0, nil, false
	}
	row := rows[best.last]
	if second.kind != nil && !best.better(second) {
		return nil, best.last, []Finding{{Line: row.Line, Column: row.Cells[0].Column,
			Message: fmt.Sprintf("the header fits both %s and %s", best.kind.Name, second.kind.Name),
			Hint:    "name the kind with --kind",
			Vi:      "Không xác định được loại biểu: tiêu đề cột phù hợp với nhiều loại."}}, true
	}
	h, findings = names.header(best.kind, row, titles(rows[best.first:best.last+1]))
	return h, best.last, findings, true
}

// A title is what stands over one column, with the names it may mean.
type title struct {
	cell  table.Cell
	names []string // the likeliest first; empty: nothing stands there
}

// titles reads one or two rows as a header.
func titles(rows []table.Row) []title {
	last := rows[len(rows)-1]
	if len(rows) == 1 {
		var out []title
		for _, c := range last.Cells {
			out = append(out, title{cell: c, names: nonBlank(c.Text)})
		}
		return out
	}
	upper := rows[0]
	out := make([]title, max(len(upper.Cells), len(last.Cells)))
	above := ""
	for i := range out {
		var a, b table.Cell
		if i < len(upper.Cells) {
			a = upper.Cells[i]
		}
		if i < len(last.Cells) {
			b = last.Cells[i]
		}
		if a.Text != "" {
			above = a.Text
		}
		if span, ok := spanOver(upper, i+1); ok {
			above = span
		}
		switch {
		case b.Text == "" || b.Merged:
			out[i] = title{cell: a, names: nonBlank(a.Text)}
		case a.Text == "" && above == "":
			out[i] = title{cell: b, names: []string{b.Text}}
		default:
			out[i] = title{cell: b, names: []string{b.Text, above + " " + b.Text}}
		}
	}
	return out
}

func nonBlank(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func spanOver(row table.Row, column int) (string, bool) {
	for _, s := range row.Spans {
		if s.First <= column && column <= s.Last {
			return s.Text, true
		}
	}
	return "", false
}

type match struct {
	kind                    *Kind
	known, unknown, missing int
	first, last             int // rows of the header
}

// better prefers more names, then fewer required columns that are missing.
func (m match) better(n match) bool {
	if m.known != n.known {
		return m.known > n.known
	}
	return m.known > 0 && m.missing < n.missing
}

// column finds the first of a title's names that the kind knows.
func (n *Headings) column(k *Kind, t title) (int, bool) {
	for _, name := range t.names {
		if i, ok := n.find(k, name); ok {
			return i, true
		}
	}
	return left, false
}

func (n *Headings) match(k *Kind, titles []title) match {
	m := match{kind: k}
	seen := map[int]bool{}
	for _, t := range titles {
		if len(t.names) == 0 {
			continue
		}
		i, ok := n.column(k, t)
		switch {
		case !ok || i != left && seen[i]:
			m.unknown++
		case i != left:
			seen[i] = true
			m.known++
		}
	}
	for i, c := range k.Columns {
		if c.Required && !seen[i] {
			m.missing++
		}
	}
	return m
}

func (n *Headings) header(k *Kind, row table.Row, titles []title) (*Header, []Finding) {
	h := &Header{Kind: k, Line: row.Line, at: make([]int, len(k.Columns)), titles: make([]string, len(titles)), columns: make([]int, len(titles))}
	for i := range h.at {
		h.at[i] = -1
	}
	var findings []Finding
	for pos, t := range titles {
		if len(t.names) == 0 {
			continue
		}
		h.Width = pos + 1
		c := t.cell
		h.titles[pos], h.columns[pos] = c.Text, c.Column
		i, ok := n.column(k, t)
		switch {
		case !ok:
			findings = append(findings, Finding{Line: c.Line, Column: c.Column, Text: c.Text,
				Message: fmt.Sprintf("unknown column %q in a file of %s", c.Text, k.Name),
				Hint:    n.nearestColumn(k, c.Text),
				Vi:      fmt.Sprintf("Cột “%s” không có trong mẫu biểu.", c.Text)})
		case i == left:
		case h.at[i] >= 0:
			findings = append(findings, Finding{Line: c.Line, Column: c.Column, Text: c.Text,
				Message: fmt.Sprintf("the column %q stands twice (also as %q)", c.Text, h.titles[h.at[i]]),
				Hint:    "keep one of them",
				Vi:      fmt.Sprintf("Cột “%s” bị lặp.", c.Text)})
		default:
			h.at[i] = pos
		}
	}
	for i, c := range k.Columns {
		if c.Required && h.at[i] < 0 {
			findings = append(findings, Finding{Line: row.Line,
				Message: fmt.Sprintf("the column %q (%s) is missing in a file of %s", c.Label, c.Name, k.Name),
				Hint:    "add it; a file of another kind is named with --kind",
				Vi:      fmt.Sprintf("Thiếu cột “%s”.", c.Label)})
		}
	}
	return h, findings
}

func (n *Headings) nearestColumn(k *Kind, name string) string {
	var names, labels []string
	for _, c := range k.Columns {
		names = append(append(names, c.Label, c.Name), c.Also...)
		labels = append(labels, c.Label)
	}
	if n != nil {
		names = append(names, n.labels[k.Name]...)
	}
	if near, ok := emulation.Nearest(name, names); ok {
		return fmt.Sprintf("did you mean %q? otherwise delete the column", near)
	}
	return "delete it, or use one of: " + strings.Join(labels, "; ")
}
