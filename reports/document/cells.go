package document

import (
	"fmt"
	"strings"
)

// CompareCells holds the cells of each table of a printed file, in the order of the
// tree and row by row, against the tree: the header's, then of each row its texts
// without footnotes and its mark. Cells without text are left out on both sides. The
// error names the first that differs.
func CompareCells(printed [][]string, d Document) error {
	n := 0
	for _, part := range append([]Annex{{Body: d.Body}}, d.Annexes...) {
		for _, b := range part.Body {
			t, ok := b.(Table)
			if !ok {
				continue
			}
			if n == len(printed) {
				return fmt.Errorf("table %q is missing", t.Title)
			}
			if err := t.compareCells(printed[n]); err != nil {
				return fmt.Errorf("%s, table %d %q: %w", strings.TrimSpace("document "+part.Label), n+1, t.Title, err)
			}
			n++
		}
	}
	if n != len(printed) {
		return fmt.Errorf("%d tables, want %d", len(printed), n)
	}
	return nil
}

func (t Table) compareCells(printed []string) error {
	at := 0
	next := func(place, want string) error {
		want = strings.Join(strings.Fields(want), " ")
		if want == "" {
			return nil
		}
		for at < len(printed) && strings.TrimSpace(printed[at]) == "" {
			at++
		}
		if at == len(printed) {
			return fmt.Errorf("%s: %q is missing", place, want)
		}
		if got := strings.Join(strings.Fields(printed[at]), " "); got != want {
			return fmt.Errorf("%s reads %q, not %q", place, got, want)
		}
		at++
		return nil
	}
	for _, row := range t.Header {
		for _, h := range row {
			if err := next("the header", h.Text); err != nil {
				return err
			}
		}
	}
	for i, r := range t.Rows {
		for j, c := range r.Cells {
			if err := next(fmt.Sprintf("row %d, column %d", i+1, j+1), c.Plain()); err != nil {
				return err
			}
		}
		if err := next(fmt.Sprintf("the mark of row %d", i+1), r.Mark); err != nil {
			return err
		}
	}
	for ; at < len(printed); at++ {
		if strings.TrimSpace(printed[at]) != "" {
			return fmt.Errorf("the cell %q is too many", printed[at])
		}
	}
	return nil
}
