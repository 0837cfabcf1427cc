package delivery

import (
	"io"
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
	doc, err := Pack(meeting, parts, at, nil)
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
	if doc, err = Pack(meeting, parts, at, sheets); err != nil {
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
	var got [][2]string
	for _, row := range doc.Body[1].(document.Table).Rows {
		got = append(got, [2]string{row.Cells[1].Plain(), row.Cells[2].Plain()})
	}
	// The report fills pages 2 to 5, each annex one page.
	want := [][2]string{{"Báo cáo sơ kết đợt 1", "2"}, {"Phụ lục A. TÌNH HÌNH GỬI BÁO CÁO", "6"}, {"Phụ lục B. TÌNH HÌNH GỬI BÁO CÁO", "7"}, {"Phiếu chấm điểm các đơn vị", "8"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for i, p := range printed.Parts[1:] {
		if p.First != sheets[i] {
			t.Errorf("part %d begins on sheet %d, the list says %d", i+1, p.First, sheets[i])
		}
	}
	if doc.Stamp != "DỰ THẢO" || doc.Head.Kind != "TÀI LIỆU HỘI NGHỊ" {
		t.Errorf("stamp %q, kind %q", doc.Stamp, doc.Head.Kind)
	}
}

type writer []byte

func (w *writer) Write(p []byte) (int, error) { *w = append(*w, p...); return len(p), nil }

func TestPackProblems(t *testing.T) {
	if _, err := Pack(meeting, nil, at, nil); err == nil {
		t.Error("a pack of nothing")
	}
	if _, err := Pack(meeting, []PackPart{longReport("x", 1)}, at, []int{1}); err == nil {
		t.Error("one page for two entries")
	}
}
