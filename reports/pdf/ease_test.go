package pdf

import (
	"testing"

	"tdkt/reports/document"
)

// A share that suits nobody: the words stand in a fifth of the width and short
// figures in the rest. The columns change until the rows are low; no word is cut and
// the table stays as wide.
func TestWidthsFollowTheWords(t *testing.T) {
	table := document.Table{Columns: []document.Column{{Width: 20}, {Width: 40}, {Width: 40}},
		Header: [][]document.HeaderCell{{{Text: "Chỉ tiêu"}, {Text: "Kế hoạch"}, {Text: "Thực hiện"}}}}
	for range 4 {
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{
			document.WordCell("Giá trị sản phẩm bình quân trên một hecta đất canh tác"), document.WordCell("12"), document.WordCell("15")}})
	}
	opts, err := Options{}.filled()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	l := &layout{opts: opts, widths: &widths{}, width: 300, count: &count}
	g, err := l.grid(table, 12)
	if err != nil {
		t.Fatal(err)
	}
	least, ok := g.spread(l.width, func(c gridCell) float64 { return c.least })
	if !ok {
		t.Fatal("the words do not fit")
	}
	height := func() (n int) {
		for _, row := range g.lineCounts() {
			n += tallest(row, -1, -1)
		}
		return n
	}
	before := height()
	g.ease(least)
	after, sum := height(), 0.0
	for j, w := range g.width {
		sum += w
		if w < least[j]-0.01 {
			t.Errorf("column %d is %g wide and needs %g", j+1, w, least[j])
		}
	}
	if after*2 > before {
		t.Errorf("%d lines, before %d", after, before)
	}
	if sum < 299.9 || sum > 300.1 {
		t.Errorf("the columns are %g wide together, want 300", sum)
	}
}

// Two rows with figures stand under a repeated header, whatever totals follow.
func TestTotalsKeepTwoRows(t *testing.T) {
	kinds := func(ks ...document.RowKind) (rows []document.Row) {
		for _, k := range ks {
			rows = append(rows, document.Row{Kind: k})
		}
		return rows
	}
	const plain, group, total, part = document.Plain, document.Group, document.Total, document.Part
	for _, c := range []struct {
		rows []document.Row
		want int
	}{
		{kinds(plain, plain, plain, total, total, total), 1}, {kinds(plain, plain, group, plain, total), 1},
		{kinds(plain, plain, part), 1}, {kinds(plain, total), 0}, {kinds(total), 0},
	} {
		if got := lastRows(c.rows); got != c.want {
			t.Errorf("%v stay together from row %d, want %d", c.rows, got, c.want)
		}
	}
}
