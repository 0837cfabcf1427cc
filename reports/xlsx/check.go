package xlsx

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tdkt/reports/document"
)

// Check opens a file that Write made and compares it with its tree: every table
// has its sheet, every header, cell and note its text, and every number the
// value that the document prints. It returns the first fault.
func Check(data []byte, doc document.Document) error {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	defer f.Close()
	list := sheets(doc)
	if got := len(f.GetSheetList()); got != len(list)+1 {
		return fmt.Errorf("xlsx: the file has %d sheets for %d tables and their contents", got, len(list))
	}
	for _, s := range list {
		if err := checkSheet(f, s); err != nil {
			return fmt.Errorf("xlsx: sheet %q: %w", s.name, err)
		}
	}
	return nil
}

func checkSheet(f *excelize.File, s sheet) error {
	raw, err := f.GetRows(s.name, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	value := func(col, row int) string {
		if row > len(raw) || col > len(raw[row-1]) {
			return ""
		}
		return raw[row-1][col-1]
	}
	t, p := s.table, placeOf(s.table)
	head, err := t.HeaderGrid()
	if err != nil {
		return err
	}
	for _, h := range head {
		if got := value(h.Col+1, p.head+h.Row); got != h.Text {
			return fmt.Errorf("%s reads %q, not %q", cellName(h.Col+1, p.head+h.Row), got, h.Text)
		}
	}
	notes := &footnotes{}
	for i, r := range t.Rows {
		if got := value(len(t.Columns)+1, p.first+i); got != r.Mark {
			return fmt.Errorf("%s reads %q, not the mark %q", cellName(len(t.Columns)+1, p.first+i), got, r.Mark)
		}
		for j, c := range r.Cells {
			cell := cellName(j+1, p.first+i)
			got, marks := value(j+1, p.first+i), notes.marks(c)
			if n, ok := figure(c, t.Columns[min(j, len(t.Columns)-1)].Align); ok && len(r.Cells) == len(t.Columns) {
				back, err := parseMachine(got)
				if err != nil || !back.Equal(n.value) {
					return fmt.Errorf("%s holds %q, not %s", cell, got, n.value)
				}
				if r.Kind == document.Total {
					if err := checkFormula(f, s.name, cell, n); err != nil {
						return err
					}
				}
				continue
			}
			if want := plain(c) + marks; got != want {
				return fmt.Errorf("%s reads %q, not %q", cell, got, want)
			}
		}
	}
	for i, n := range append(append([]string(nil), t.Notes...), notes.lines()...) {
		if got := value(1, p.notes+i); !strings.HasPrefix(got, strings.TrimSpace(n)) {
			return fmt.Errorf("the note %q reads %q", n, got)
		}
	}
	return nil
}

// checkFormula calculates a total as a spreadsheet will.
func checkFormula(f *excelize.File, sheet, cell string, n number) error {
	text, err := f.GetCellFormula(sheet, cell)
	if err != nil || text == "" {
		return err
	}
	got, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		return fmt.Errorf("%s, =%s: %w", cell, text, err)
	}
	if back, err := parseMachine(got); err != nil || !back.Equal(n.value) {
		return fmt.Errorf("%s, =%s, gives %s, not %s", cell, text, got, n.value)
	}
	return nil
}
