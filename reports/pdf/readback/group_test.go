package readback_test

import (
	"strings"
	"testing"

	"tdkt/reports/document"
)

// Overleaf the rows of a group stand under the table's header and the group's
// title; the title of a group that is over does not come back.
func TestGroupTitleOverleaf(t *testing.T) {
	tb, more := table(60), table(3)
	title := func(text string) document.Row {
		return document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(text)}}
	}
	tb.Rows = append([]document.Row{title("NHÓM MỘT")}, tb.Rows...)
	tb.Rows = append(append(tb.Rows, title("NHÓM HAI")), more.Rows...)
	doc := tableDoc(tb)
	_, res, f := write(t, doc)
	if res.Pages < 2 {
		t.Fatalf("%d pages", res.Pages)
	}
	for i, p := range f.Pages {
		text := pageText(p)
		head, one, two, row := strings.Index(text, "Thực hiện"), strings.Index(text, "NHÓM MỘT"), strings.Index(text, "NHÓM HAI"), strings.Index(text, "Chỉ tiêu số")
		if row < 0 {
			continue
		}
		opens := one // the title above the first row of the page
		if one < 0 {
			opens = two
		}
		if head < 0 || opens < head || row < opens {
			t.Errorf("page %d: header at %d, title at %d, first row at %d", i+1, head, opens, row)
		}
		if strings.Count(text, "NHÓM MỘT") > 1 || strings.Count(text, "NHÓM HAI") > 1 {
			t.Errorf("page %d says a title twice", i+1)
		}
	}
}
