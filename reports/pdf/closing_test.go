package pdf

import (
	"fmt"
	"testing"

	"tdkt/reports/document"
)

// However much text stands before it, a short table at the end goes with the
// signature only where that leaves no third of the page before it empty.
func TestTheEndLeavesNoHollowPage(t *testing.T) {
	table := document.Table{Title: "Hồ sơ cần xử lý tiếp", Columns: []document.Column{{Width: 110}, {Width: 30}},
		Header: [][]document.HeaderCell{{{Text: "Nội dung"}, {Text: "Số lượt"}}}}
	for i := range 4 {
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(fmt.Sprintf("Loại hồ sơ thứ %d", i+1)), document.WordCell("1")}})
	}
	ended := 0
	for n := 1; n <= 45; n++ {
		doc := sample()
		doc.Annexes, doc.Body = nil, nil
		for i := range n {
			doc.Body = append(doc.Body, document.P(document.Span{Text: fmt.Sprintf("Đoạn văn thứ %d của báo cáo.", i+1)}))
		}
		doc.Body = append(doc.Body, document.Heading{Level: 1, Number: "V", Text: "Hồ sơ cần xử lý tiếp"},
			document.P(document.Span{Text: "Còn 44 hồ sơ đang đề nghị, trình cấp có thẩm quyền."}), table,
			document.P(document.Span{Text: "Trên đây là kết quả đăng ký thi đua và khen thưởng năm 2022 của Ủy ban nhân dân xã Lơ Ku."}))
		s, err := set(doc, Options{})
		if err != nil {
			t.Fatal(err)
		}
		last := s.pages[len(s.pages)-1]
		if !last.signed || last.begun < 1 {
			t.Errorf("%d paragraphs: the signature stands alone", n)
		}
		if len(s.pages) > 1 && s.frames[0].hollow(s.pages) {
			t.Errorf("%d paragraphs: a third of the page before the last is empty", n)
		}
		if len(s.pages) > 1 && last.begun <= closingTexts {
			ended++
		}
	}
	if ended == 0 {
		t.Error("no text ended close before the signature")
	}
}
