package html

import (
	"strings"
	"testing"

	"tdkt/reports/document"
)

// A range stands in one piece, and the check reads it as it is; other words with
// a hyphen break as they like.
func TestRangesDoNotBreak(t *testing.T) {
	d := small()
	d.Body = append(d.Body, document.P(document.Span{Text: "kế hoạch 90-100 tập thể, 83,5-86%; 25/KH-UBND; -5"}),
		document.Table{ID: "khoang", Columns: []document.Column{{Width: 20}}, Header: [][]document.HeaderCell{{{Text: "Tỷ lệ"}}},
			Rows: []document.Row{{Cells: []document.Cell{document.WordCell("76,47-82,35")}}}})
	page := written(t, d)
	if err := Check([]byte(page), d); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`kế hoạch <span class="range">90-100</span> tập thể, <span class="range">83,5-86%</span>; 25/KH-UBND; -5<`,
		`<span class="range">76,47-82,35</span><`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// A table of many columns takes smaller letters; another keeps its own.
func TestWideTables(t *testing.T) {
	for n, want := range map[int]bool{wideColumns - 1: false, wideColumns: true} {
		table := document.Table{ID: "rong", Columns: make([]document.Column, n), Header: [][]document.HeaderCell{make([]document.HeaderCell, n)}}
		row := document.Row{}
		for i := range n {
			table.Columns[i].Width = 10
			table.Header[0][i].Text = "Cột"
			row.Cells = append(row.Cells, document.WordCell("chữ"))
		}
		table.Rows = []document.Row{row}
		d := small()
		d.Body = append(d.Body, table)
		page := written(t, d)
		if err := Check([]byte(page), d); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(page, `<table class="wide">`); got != want {
			t.Errorf("%d columns: wide %v, want %v", n, got, want)
		}
	}
}
