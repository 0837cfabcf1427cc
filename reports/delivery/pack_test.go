package delivery

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

func longReport(name string, annexes int) PackPart {
	d := document.Document{Head: document.Head{Issuer: "UBND HUYỆN PHÙ NINH", Kind: "BÁO CÁO"}, Signature: document.Signature{Authority: []string{"CHỦ TỊCH"}, Name: "Nguyễn Văn A"}}
	for range 60 {
		d.Body = append(d.Body, document.P(document.Span{Text: "Phong trào thi đua được triển khai đến tất cả các cơ quan, đơn vị, địa phương trong huyện và đạt kết quả tốt."}))
	}
	for i := range annexes {
		d.Annexes = append(d.Annexes, document.Annex{Label: "Phụ lục " + string(rune('A'+i)), Title: "TÌNH HÌNH GỬI BÁO CÁO", Landscape: i == 1,
			Body: []document.Block{document.P(document.Span{Text: "Tất cả các đơn vị đã gửi báo cáo."})}})
	}
	return PackPart{name, d}
}

// The list of contents names the sheets on which the parts really begin, and
// the printed file says what the tree says.
func TestPack(t *testing.T) {
	parts := []PackPart{longReport("Báo cáo sơ kết đợt 1", 2), longReport("Phiếu chấm điểm các đơn vị", 0)}
	parts[1].Document.Stamp = "DỰ THẢO"
	doc, err := Pack(meeting, nil, parts, at, nil)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := pdf.Write(io.Discard, doc, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var sheets []int
	for _, p := range printed.Parts[1:] {
		sheets = append(sheets, p.First)
	}
	if doc, err = Pack(meeting, nil, parts, at, sheets); err != nil {
		t.Fatal(err)
	}
	if problems := document.Check(doc); len(problems) > 0 {
		t.Fatal(problems)
	}
	var buf writer
	printed, err = pdf.Write(&buf, doc, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := readback.Verify(buf, doc, printed); err != nil {
		t.Fatal(err)
	}
	var got [][3]string
	for _, row := range doc.Body[1].(document.Table).Rows {
		got = append(got, [3]string{row.Cells[0].Plain(), row.Cells[1].Plain(), row.Cells[2].Plain()})
	}
	// The report fills pages 2 to 5, each annex one page.
	want := [][3]string{{"1", "Báo cáo sơ kết đợt 1", "2"}, {"", "Phụ lục A. TÌNH HÌNH GỬI BÁO CÁO", "6"}, {"", "Phụ lục B. TÌNH HÌNH GỬI BÁO CÁO", "7"},
		{"2", "Phiếu chấm điểm các đơn vị", "8"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for i, p := range printed.Parts[1:] {
		if p.First != sheets[i] {
			t.Errorf("part %d begins on sheet %d, the list says %d", i+1, p.First, sheets[i])
		}
	}
	// A link from each line of the list to the sheet where its part begins.
	data := writer(buf)
	if n := strings.Count(string(data), "/Subtype /Link"); n != len(want) {
		t.Errorf("%d links for %d lines", n, len(want))
	}
	if body := doc.Body[len(doc.Body)-1].(document.Paragraph); !strings.Contains(document.Join(body.Spans), "tờ trong tệp này") {
		t.Errorf("the body ends with %q", document.Join(body.Spans))
	}
	if doc.Stamp != "DỰ THẢO" || doc.Head.Kind != "TÀI LIỆU HỘI NGHỊ" {
		t.Errorf("stamp %q, kind %q", doc.Stamp, doc.Head.Kind)
	}
}

// Every unit's scorecard has the same names; in a pack each sentence is bound to
// the figure of its own card.
func TestPackOfEqualNames(t *testing.T) {
	card := func(unit, value string) PackPart {
		return PackPart{"Kết quả của " + unit, document.Document{Body: []document.Block{
			document.Heading{Level: 2, Number: "1", Text: "Báo cáo", ID: "muc-1"},
			document.P(document.Value("bc.thieu", value), document.Span{Text: " chỉ tiêu thiếu số liệu", Link: "muc-1"}),
			document.Table{ID: "bang", Columns: []document.Column{{Width: 1}}, Header: [][]document.HeaderCell{{{Text: "Thiếu"}}},
				Rows: []document.Row{{Cells: []document.Cell{document.ValueCell("bc.thieu", value)}}}}},
			Attachments: []document.Attachment{{Name: "run.json", MediaType: "application/json", Data: []byte("{}")}}}}
	}
	parts := []PackPart{card("xã A", "3"), card("xã B", "4")}
	doc, err := Pack(meeting, nil, parts, at, []int{2, 3})
	if err != nil {
		t.Fatal(err)
	}
	var numbers, names []string
	for _, row := range doc.Body[1].(document.Table).Rows {
		numbers = append(numbers, row.Cells[0].Plain())
	}
	for _, f := range doc.Attachments {
		names = append(names, f.Name)
	}
	if d := cmp.Diff([]string{"1", "2"}, numbers); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"run.json", "2-run.json"}, names); d != "" {
		t.Error(d)
	}
	parts[1].Document.Body[1] = document.P(document.Value("bc.thieu", "3"))
	if _, err := Pack(meeting, nil, parts, at, nil); err == nil {
		t.Error("B's sentence says what A's table says")
	}
}

type writer []byte

func (w *writer) Write(p []byte) (int, error) { *w = append(*w, p...); return len(p), nil }

func TestPackProblems(t *testing.T) {
	if _, err := Pack(meeting, nil, nil, at, nil); err == nil {
		t.Error("a pack of nothing")
	}
	if _, err := Pack(meeting, nil, []PackPart{longReport("x", 1)}, at, []int{1}); err == nil {
		t.Error("one page for two entries")
	}
}
