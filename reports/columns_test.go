package reports

import (
	"strings"
	"testing"

	"tdkt/queries"
	"tdkt/reports/document"
)

func cellsOf(texts ...string) []document.Cell {
	var out []document.Cell
	for _, s := range texts {
		out = append(out, document.WordCell(s))
	}
	return out
}

// A column without a word goes with its head; the head over two shrinks, and one
// that is left with a single column says both words. A title row spans whatever is
// left.
func TestColumnsThatSayNothingAreLeftOut(t *testing.T) {
	table := document.Table{
		Columns: make([]document.Column, 6),
		Header: [][]document.HeaderCell{
			{{Text: "Đơn vị", RowSpan: 2}, {Text: "Đăng ký", RowSpan: 2}, {Text: "Quyết định", ColSpan: 2}, {Text: "Số người", ColSpan: 2}},
			{{Text: "tổng số"}, {Text: "có đăng ký"}, {Text: "tham gia"}, {Text: "vắng"}}},
		Rows: []document.Row{{Kind: document.Group, Cells: cellsOf("Xã")}, {Cells: cellsOf("A", "1", "2", "...", "3", "")}, {Cells: cellsOf("B", "0", "×", "×", "-", "...")},
			{Kind: document.Total, Cells: cellsOf("Cộng", "1", "2", "", "3", "")}},
	}
	got := telling(table, 1, silent)
	var heads []string
	for _, row := range got.Header {
		for _, h := range row {
			heads = append(heads, h.Text)
		}
	}
	if want := "Đơn vị|Đăng ký|Quyết định|Số người tham gia"; strings.Join(heads, "|") != want || len(got.Header) != 1 {
		t.Errorf("%d rows of heads: %q, want one: %q", len(got.Header), heads, want)
	}
	if _, err := got.HeaderGrid(); err != nil {
		t.Error(err)
	}
	var rows []string
	for _, r := range got.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Plain())
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	if got, want := strings.Join(rows, "\n"), "Xã\nA|1|2|3\nB|0|×|-\nCộng|1|2|3"; got != want {
		t.Errorf("rows\n%s\nwant\n%s", got, want)
	}
	if len(table.Columns) != 6 || len(table.Rows[1].Cells) != 6 {
		t.Error("the table it was made from has changed")
	}
	// A reported zero says something, unless nobody is asked for it.
	none := document.Table{Columns: make([]document.Column, 3), Header: [][]document.HeaderCell{{{Text: "a"}, {Text: "b"}, {Text: "c"}}},
		Rows: []document.Row{{Cells: cellsOf("x", "0", "-")}}}
	if n := len(telling(none, 1, silent).Columns); n != 3 {
		t.Errorf("zeros are no silence: %d columns of 3 are left", n)
	}
	if n := len(telling(none, 1, silentOrZero).Columns); n != 3 {
		t.Errorf("%d columns are left; a table of names alone says nothing", n)
	}
}

// Beside the plan a level is set against its level, a fall by what is left: two
// accidents fewer than allowed are -2, a rate that fell too little is above.
func TestDifferenceToThePlan(t *testing.T) {
	for _, c := range []struct{ measure, difference, want string }{
		{"level", "46.5", "+46,5"}, {"level", "-1.4", "-1,4"}, {"increase", "-2", "-2"}, {"decrease", "2", "-2"}, {"decrease", "-0.01", "+0,01"},
	} {
		cell := differenceCell(target(func(t *queries.TargetResult) { t.Measure, t.Difference = c.measure, some(c.difference) }))
		if got := cell.Plain(); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.measure, c.difference, got, c.want)
		}
	}
}
