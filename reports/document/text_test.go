package document

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The golden text shows every kind of block once.
func TestText(t *testing.T) {
	d := Document{
		RunningHead: "SỐ LIỆU MINH HỌA", Stamp: "DỰ THẢO",
		Head: Head{Superior: "UBND TỈNH PHÚ THỌ", Issuer: "UBND HUYỆN PHÙ NINH", Number: "Số:      /BC-UBND",
			PlaceDate: "Phù Ninh, ngày      tháng      năm 2022", Kind: "BÁO CÁO", Subject: "Sơ kết",
			Addressees: []string{"UBND tỉnh", "Ban Thi đua - Khen thưởng tỉnh"}},
		Body: []Block{
			Paragraph{Style: Basis, Spans: Spans("Căn cứ Luật Thi đua, khen thưởng;")},
			Box{Title: "Tóm tắt", Items: [][]Span{{{Text: "Thu đạt "}, Value("thu", "83,4\u00a0tỷ\u00a0đồng")}}},
			Heading{Level: 1, Number: "I", Text: "Kết quả"},
			P(Span{Text: "Có 12/14 đơn vị báo cáo", Notes: []string{"Thiếu: An Đạo, Phú Lộc."}}, Span{Text: "."}),
			List{Items: [][]Span{Spans("Một;"), Spans("Hai.")}},
			Table{Title: "Biểu 1. Thu ngân sách", Unit: "Đơn vị tính: tỷ đồng",
				Columns: []Column{{Width: 1, Align: Centre}, {Width: 4}, {Width: 2, Align: Decimal}, {Width: 2, Align: Decimal}},
				Header: [][]HeaderCell{
					{{Text: "TT", RowSpan: 2}, {Text: "Chỉ tiêu", RowSpan: 2}, {Text: "Năm 2022", ColSpan: 2}},
					{{Text: "Kế hoạch"}, {Text: "Thực hiện"}}},
				Rows: []Row{
					{Kind: Group, Cells: []Cell{WordCell("A. Kinh tế")}},
					{Cells: []Cell{WordCell("1"), WordCell("Tổng thu"), WordCell("159,9"), {Spans: []Span{{Text: "83,4\u00a0tỷ\u00a0đồng", Notes: []string{"Số ước."}}}, Key: "thu"}}},
					{Kind: Part, Cells: []Cell{WordCell(""), WordCell("Trong đó: đất"), WordCell("60"), WordCell("-")}},
				},
				Notes: []string{"Nguồn: báo cáo của các xã."}},
			Figure{Caption: "Biểu đồ 1. Thu ngân sách", Alt: "Thu đạt 52,16% kế hoạch.", SVG: []byte("<svg/>")},
			PageBreak{},
			P(Span{Text: "Trên đây là báo cáo."}),
		},
		Signature:   Signature{Authority: []string{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, Name: "(Họ và tên)", Recipients: []string{"Như trên", "Lưu: VT"}},
		Annexes:     []Annex{{Label: "Phụ lục I", Title: "DANH SÁCH", Reference: "(Kèm theo)", Landscape: true, Body: []Block{P(Span{Text: "Không có."})}}},
		Attachments: []Attachment{{Name: "run.json", MediaType: "application/json", Data: []byte("{}"), Description: "Hồ sơ"}},
	}
	var b strings.Builder
	if err := Text(&b, d); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join("testdata", "text.golden")
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Error(d)
	}
}
