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
	Width int
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

// Recognise finds the header among the first rows of a table and the kind that
// most of its names belong to. A nil kind lets all kinds compete. index is the
// header's place in rows; ok is false when no row looks like a header.
// Findings tell unknown, doubled and missing columns: the table must then not
// be read on.
func Recognise(rows []table.Row, only *Kind) (h *Header, index int, findings []Finding, ok bool) {
	kinds := All()
	if only != nil {
		kinds = []*Kind{only}
	}
	for i, row := range rows {
		best, second := match{}, match{}
		for _, k := range kinds {
			m := k.match(row)
			switch {
			case m.better(best):
				best, second = m, best
			case m.better(second):
				second = m
			}
		}
		if best.known < 2 || best.known*2 <= best.unknown {
			continue
		}
		if second.kind != nil && !best.better(second) {
			return nil, i, []Finding{{Line: row.Line, Column: row.Cells[0].Column,
				Message: fmt.Sprintf("the header fits both %s and %s", best.kind.Name, second.kind.Name),
				Hint:    "name the kind with --kind",
				Vi:      "Không xác định được loại biểu: tiêu đề cột phù hợp với nhiều loại."}}, true
		}
		h, findings = best.kind.header(row)
		return h, i, findings, true
	}
	return nil, 0, nil, false
}

type match struct {
	kind                    *Kind
	known, unknown, missing int
}

// better prefers more names, then fewer required columns that are missing.
func (m match) better(n match) bool {
	if m.known != n.known {
		return m.known > n.known
	}
	return m.known > 0 && m.missing < n.missing
}

func (k *Kind) match(row table.Row) match {
	m := match{kind: k}
	seen := map[int]bool{}
	for _, c := range row.Cells {
		if c.Text == "" {
			continue
		}
		i, ok := k.byKey[headerKey(c.Text)]
		if !ok || seen[i] {
			m.unknown++
			continue
		}
		seen[i] = true
		m.known++
	}
	for i, c := range k.Columns {
		if c.Required && !seen[i] {
			m.missing++
		}
	}
	return m
}

func (k *Kind) header(row table.Row) (*Header, []Finding) {
	h := &Header{Kind: k, Line: row.Line, at: make([]int, len(k.Columns))}
	for i := range h.at {
		h.at[i] = -1
	}
	var findings []Finding
	for pos, c := range row.Cells {
		if c.Text == "" {
			continue
		}
		h.Width = pos + 1
		i, ok := k.byKey[headerKey(c.Text)]
		switch {
		case !ok:
			findings = append(findings, Finding{Line: c.Line, Column: c.Column, Text: c.Text,
				Message: fmt.Sprintf("unknown column %q in a file of %s", c.Text, k.Name),
				Hint:    k.nearestColumn(c.Text),
				Vi:      fmt.Sprintf("Cột “%s” không có trong mẫu biểu.", c.Text)})
		case h.at[i] >= 0:
			findings = append(findings, Finding{Line: c.Line, Column: c.Column, Text: c.Text,
				Message: fmt.Sprintf("the column %q stands twice (also as %q)", c.Text, row.Cells[h.at[i]].Text),
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

func (k *Kind) nearestColumn(name string) string {
	var names, labels []string
	for _, c := range k.Columns {
		names = append(names, c.Label, c.Name)
		labels = append(labels, c.Label)
	}
	if n, ok := emulation.Nearest(name, names); ok {
		return fmt.Sprintf("did you mean %q? otherwise delete the column", n)
	}
	return "delete it, or use one of: " + strings.Join(labels, "; ")
}
