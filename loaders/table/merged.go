package table

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A merge is a merged cell of a sheet.
type merge struct {
	top, bottom, left, right int // rows and columns, from 1
	cell                     Cell
}

// readMerges finds the merged cells of a sheet. They stand behind its rows, so
// the part is unpacked once more; it is searched as bytes, not parsed.
func readMerges(r io.Reader) ([]merge, error) {
	const mark = "mergeCell "
	var list []merge
	buf := make([]byte, 64<<10)
	kept := 0
	for {
		n, err := io.ReadFull(r, buf[kept:])
		end := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !end {
			return nil, err
		}
		part := buf[:kept+n]
		rest := part
		for {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 {
				rest = rest[max(len(rest)-len(mark), 0):]
				break
			}
			close := bytes.IndexByte(rest[i:], '>')
			if close < 0 {
				rest = rest[i:]
				break
			}
			if m, ok := mergeOf(string(rest[i : i+close])); ok {
				list = append(list, m)
			}
			rest = rest[i+close:]
		}
		if len(list) > maxMerged {
			return nil, fmt.Errorf("more than %d merged cells", maxMerged)
		}
		if end {
			break
		}
		if len(rest) > len(buf)/2 {
			rest = nil // a tag that long is none of ours
		}
		kept = copy(buf, rest)
	}
	slices.SortStableFunc(list, func(a, b merge) int { return cmp.Compare(a.top, b.top) })
	return list, nil
}

// mergeOf reads `mergeCell ref="A1:C2"`.
func mergeOf(tag string) (merge, bool) {
	_, ref, ok := strings.Cut(tag, "ref=")
	if !ok || len(ref) < 2 {
		return merge{}, false
	}
	quote := ref[:1]
	ref, _, _ = strings.Cut(ref[1:], quote)
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return merge{}, false
	}
	m := merge{left: columnOf(from), right: columnOf(to), top: rowOf(from), bottom: rowOf(to)}
	m.right = min(m.right, maxColumns)
	return m, m.left > 0 && m.top > 0 && m.right >= m.left && m.bottom >= m.top && (m.right > m.left || m.bottom > m.top)
}

func rowOf(ref string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$"))
	return n
}

// spread puts what merged cells say into a row: a text that runs down a column
// into its cells, one that runs over several columns beside them.
func (s *sheetReader) spread(row *Row) {
	for len(s.merges) > 0 && s.merges[0].top <= row.Line {
		s.active = append(s.active, s.merges[0])
		s.merges = s.merges[1:]
	}
	s.active = slices.DeleteFunc(s.active, func(m merge) bool { return m.bottom < row.Line })
	own := !row.Blank()
	s.spans = s.spans[:0]
	for i := range s.active {
		m := &s.active[i]
		if m.top == row.Line && m.left <= len(row.Cells) {
			m.cell = row.Cells[m.left-1]
		}
		switch {
		case m.cell.Text == "":
		case m.right > m.left:
			s.spans = append(s.spans, Span{First: m.left, Last: m.right, Text: m.cell.Text, Top: m.top == row.Line})
		case own && m.top < row.Line:
			for len(row.Cells) < m.left {
				row.Cells = append(row.Cells, Cell{Line: row.Line, Column: len(row.Cells) + 1})
			}
			if c := &row.Cells[m.left-1]; c.Text == "" && c.Type != Failed {
				*c = m.cell
				c.Line, c.Merged = row.Line, true
			}
		}
	}
	s.out, row.Spans = row.Cells, s.spans
}
