package publish_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"tdkt/charts"
	"tdkt/charts/echarts"
	"tdkt/reports/document"
)

var engine = sync.OnceValues(echarts.New)

// figure draws a chart with its data for a page.
func figure(t *testing.T, kind charts.Kind, number int) document.Figure {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	c, err := kind.Chart()
	if err != nil {
		t.Fatal(err)
	}
	svg, err := c.SVG(e)
	if err != nil {
		t.Fatal(err)
	}
	data, err := c.Interactive()
	if err != nil {
		t.Fatal(err)
	}
	return document.Figure{ID: "hinh-" + c.ID, Caption: fmt.Sprintf("Biểu đồ %d. %s", number, c.Title), Alt: c.Alt,
		SVG: svg, Width: c.WidthMM(), Texts: c.Texts, Option: data}
}

func num(v float64, text string) charts.Number { return charts.Number{Value: v, Text: text} }

// sample has every kind of block, a landscape annex and an upright one, and
// texts that a careless printer takes for markup or for a formula.
func sample(t *testing.T) document.Document {
	t.Helper()
	say := func(s string) document.Span { return document.Span{Text: s} }
	word := document.WordCell
	row := func(kind document.RowKind, texts ...string) document.Row {
		r := document.Row{Kind: kind}
		for _, s := range texts {
			r.Cells = append(r.Cells, word(s))
		}
		return r
	}
	budget := row(document.Plain, "1", "Thu ngân sách <trên địa bàn> & \"khác\"", "1.800,5", "+2,5", "52,16%")
	budget.Cells[2] = document.Cell{Key: "thu", Spans: []document.Span{{Text: "1.800,5", Key: "thu", Notes: []string{"Số ước thực hiện."}}}}
	school := row(document.Plain, "2", "Chi sự nghiệp giáo dục", "200", "-0,25", "83-86")
	school.Cells[2].Spans[0].Notes = []string{"Số ước thực hiện.", "Chưa quyết toán."}
	main := document.Table{ID: "bieu-1", Title: "Biểu 1. Thu, chi ngân sách", Unit: "Đơn vị tính: tỷ đồng",
		Columns: []document.Column{{Width: 6, Align: document.Centre}, {Width: 40}, {Width: 16, Align: document.Decimal}, {Width: 16, Align: document.Decimal}, {Width: 14, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Nội dung", RowSpan: 2}, {Text: "Năm 2022", ColSpan: 2}, {Text: "Tỷ lệ", RowSpan: 2, Vertical: true}},
			{{Text: "Thực hiện"}, {Text: "So với cùng kỳ"}}},
		Rows: []document.Row{
			row(document.Group, "Ngân sách huyện"),
			budget,
			row(document.Part, "", "Trong đó: tiền sử dụng đất", "60", "...", "×"),
			school,
			row(document.Group, "Ngân sách xã"),
			row(document.Plain, "3", "=1+1", "0,25", "-", "02"),
			row(document.Total, "", "Cộng", "2.000,75", "9", ""),
		}, Notes: []string{"Ghi chú: “...” là chưa có số liệu."}}
	units := document.Table{ID: "bieu-2", Columns: []document.Column{{Width: 1, Align: document.Centre}, {Width: 3}, {Width: 1, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Đơn vị"}, {Text: "Điểm"}}}}
	for i := range 60 {
		units.Rows = append(units.Rows, row(document.Plain, fmt.Sprint(i+1), fmt.Sprintf("Xã Ví Dụ %d", i+1), fmt.Sprintf("%d,%d", 80+i%17, i%10)))
	}
	long := "Thực hiện Kế hoạch phát động phong trào thi đua yêu nước năm 2022, các cơ quan, đơn vị, địa phương đã tổ chức phát động, đăng ký và ký kết giao ước thi đua. "
	var filler []document.Block
	for range 8 {
		filler = append(filler, document.P(say(long+long)))
	}
	body := []document.Block{
		document.Paragraph{Style: document.Basis, Spans: document.Spans("Căn cứ Luật Thi đua, khen thưởng;")},
		document.P(say(long), document.Span{Text: "Tỷ lệ đăng ký", Notes: []string{"Tính trên 39 đơn vị phải đăng ký."}}, say(" xem "), document.Span{Text: "Biểu 1", Link: "bieu-1"}, say(".")),
		document.Box{Title: "TÓM TẮT", Items: [][]document.Span{{say("Thu đạt "), document.Value("thu", "1.800,5"), say(" tỷ đồng;")}, {{Text: "Cần xác minh", Bold: true}, say(" 02 xã.")}}},
		document.Heading{Level: 1, Number: "I", Text: "Kết quả thực hiện", ID: "phan-1"},
		document.Heading{Level: 2, Number: "1", Text: "Kinh tế"},
		document.Heading{Level: 3, Number: "a", Text: "Ngân sách"},
		document.List{Items: [][]document.Span{document.Spans("39/39 đơn vị đã đăng ký;"), {{Text: "02 đoàn kiểm tra.", Italic: true}}}},
		main,
		figure(t, charts.Units{Head: charts.Head{ID: "rung", Title: "2/3 xã trồng đủ rừng"}, Indicator: "Diện tích trồng rừng", Measure: "ha",
			Rows: []charts.UnitRow{
				{Name: "Xã Trạm Thản", Result: num(52.5, "52,5"), Target: num(40, "40"), Tone: charts.ToneExceeded, Word: "Vượt"},
				{Name: "Thị trấn Phong Châu", Result: num(10, "10"), Target: num(10, "10"), Word: "Đạt"},
				{Name: "Xã Bình Phú", Gap: "chưa báo cáo", Target: num(15, "15"), Tone: charts.ToneNoData, Word: "Chưa có số liệu"}}}, 1),
		figure(t, charts.Structure{Head: charts.Head{ID: "co-cau", Title: "Lao động trực tiếp chiếm 60%"},
			Bars: []charts.StructureBar{{Name: "Cá nhân", Parts: []charts.Part{{Name: "Trực tiếp", Share: num(60, "60%"), Count: "6 người"}, {Name: "Khác", Share: num(40, "40%"), Count: "4 người"}}}}}, 2),
	}
	body = append(body, filler...)
	body = append(body, document.P(say("Trên đây là báo cáo sơ kết.")))
	return document.Document{
		Meta: document.Meta{Title: "Báo cáo sơ kết", Author: "Ủy ban nhân dân huyện Ví Dụ", Subject: "Thi đua & khen thưởng",
			Keywords: []string{"sơ kết"}, Language: "vi-VN", Made: time.Date(2022, 7, 12, 0, 0, 0, 0, time.UTC)},
		Head: document.Head{Superior: "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", Issuer: "ỦY BAN NHÂN DÂN HUYỆN VÍ DỤ", Number: "Số:      /BC-UBND",
			PlaceDate: "Ví Dụ, ngày      tháng      năm 2022", Kind: "BÁO CÁO", Subject: "Sơ kết phong trào thi đua 6 tháng đầu năm 2022",
			Addressees: []string{"Ủy ban nhân dân tỉnh", "Sở Nội vụ"}},
		RunningHead: "SỐ LIỆU MINH HỌA", Stamp: "DỰ THẢO", Body: body,
		Signature: document.Signature{Authority: []string{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, Name: "(Họ và tên)", Recipients: []string{"Như trên", "Lưu: VT"}},
		Annexes: []document.Annex{
			{Label: "Phụ lục I", Title: "ĐIỂM CỦA CÁC ĐƠN VỊ", Reference: "(Kèm theo Báo cáo số      /BC-UBND)", Landscape: true, Body: []document.Block{units}},
			{Label: "Phụ lục II", Title: "GHI CHÚ", Body: []document.Block{document.Heading{Level: 2, Number: "1", Text: "Cách tính"}, document.P(say(long))}},
		},
	}
}
