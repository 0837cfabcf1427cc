package table

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tdkt/loaders/text"
)

// looks reads a sheet with its merged cells and fonts.
func looks(t *testing.T, f *File) string {
	t.Helper()
	r, c, err := f.Sheets[0].Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var b strings.Builder
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%d:", row.Line)
		for _, c := range row.Cells {
			b.WriteString(" " + c.Text)
			for mark, set := range map[string]bool{"^": c.Merged, "*": c.Bold, "!": c.Font == text.TCVN3, "#": c.Font == text.VNI, "~": c.Font == text.TCVN3Capitals} {
				if set {
					b.WriteString(mark)
				}
			}
			b.WriteString(";")
		}
		for _, s := range row.Spans {
			fmt.Fprintf(&b, " [%d-%d %s %v]", s.First, s.Last, s.Text, s.Top)
		}
		b.WriteString("\n")
	}
}

func TestMergedCells(t *testing.T) {
	f := book(t, func(f *excelize.File) {
		for cell, v := range map[string]string{"A1": "BIỂU", "A2": "Mã", "B2": "Kỳ", "B3": "Từ", "C3": "Đến", "A4": "x", "B4": "1", "C5": "2", "B6": "3"} {
			f.SetCellValue("Sheet1", cell, v)
		}
		for _, m := range []string{"A1:C1", "A2:A3", "B2:C2", "A4:A6", "C8:C9"} {
			from, to, _ := strings.Cut(m, ":")
			if err := f.MergeCell("Sheet1", from, to); err != nil {
				t.Fatal(err)
			}
		}
	})
	want := `1: BIỂU; [1-3 BIỂU true]
2: Mã; Kỳ; [2-3 Kỳ true]
3: Mã^; Từ; Đến;
4: x; 1;
5: x^; ; 2;
6: x^; 3;
`
	if got := looks(t, f); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestFonts(t *testing.T) {
	f := book(t, func(f *excelize.File) {
		for cell, font := range map[string]excelize.Font{"A1": {Family: ".VnTime"}, "B1": {Family: "VNI-Times", Bold: true}, "C1": {Family: ".VnTimeH"}, "D1": {Family: "Times New Roman"}} {
			f.SetCellValue("Sheet1", cell, "x· "+cell)
			id, err := f.NewStyle(&excelize.Style{Font: &font})
			if err != nil {
				t.Fatal(err)
			}
			f.SetCellStyle("Sheet1", cell, cell, id)
		}
		f.SetCellRichText("Sheet1", "A2", []excelize.RichTextRun{{Text: "x·", Font: &excelize.Font{Family: ".VnArial"}}})
	})
	if got, want := looks(t, f), "1: x· A1!; x· B1*#; x· C1~; x· D1;\n2: x·!;\n"; strings.ReplaceAll(got, "#*", "*#") != want {
		t.Errorf("got\n%s", got)
	}
}
