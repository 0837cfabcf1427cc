package pdf

import (
	"fmt"
	"time"

	"tdkt/reports/document"
)

const sampleSVG = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="300">
<rect x="0" y="0" width="640" height="300" fill="#ffffff"/>
<g transform="translate(40,20)">
<path d="M0 240 L560 240" stroke="#333333" stroke-width="1" fill="none"/>
<rect x="40" y="60" width="60" height="180" fill="#bbbbbb" stroke="#333333"/>
<rect x="160" y="20" width="60" height="220" fill="#666666" fill-opacity="0.7"/>
<path d="M0 90 L560 90" stroke="#000000" stroke-width="1.5" stroke-dasharray="6,4" fill="none"/>
<circle cx="400" cy="120" r="40" fill="#999999"/>
<text x="70" y="258" text-anchor="middle" font-family="Liberation Sans" font-size="13" fill="#000000">Tổng thu ngân sách</text>
<text x="190" y="14" text-anchor="middle" font-family="Liberation Sans" font-size="13" fill="#000000" stroke="#ffffff" stroke-width="2" paint-order="stroke">98,5%</text>
</g></svg>`

func sampleFigure() document.Figure {
	return document.Figure{
		ID: "bieu-do-1", Caption: "Biểu đồ 1. Tỷ lệ thực hiện kế hoạch của các chỉ tiêu chủ yếu, 6 tháng đầu năm 2022",
		Alt: "Tổng thu ngân sách đạt 98,5%.", SVG: []byte(sampleSVG), Texts: []string{"Tổng thu ngân sách", "98,5%"},
	}
}

// sample is a whole interim review of a made-up district.
func sample() document.Document {
	v := document.Value
	s := func(t string) document.Span { return document.Span{Text: t} }
	var units []document.Row
	names := []string{"Phù Ninh", "Tiên Du", "Phú Lộc", "An Đạo", "Bình Phú", "Hạ Giáp", "Tiên Phú", "Trung Giáp", "Trị Quận", "Bảo Thanh"}
	units = append(units, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell("A. Khối xã, thị trấn")}})
	for i := range 40 {
		if i == 22 {
			units = append(units, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell("B. Khối cơ quan, đơn vị")}})
		}
		name := "Xã " + names[i%len(names)]
		if i >= 22 {
			name = fmt.Sprintf("Phòng, ban, đơn vị sự nghiệp công lập trực thuộc số %02d", i-21)
		}
		cells := []document.Cell{
			document.WordCell(fmt.Sprint(i + 1)), document.WordCell(name), document.WordCell("điểm"),
			document.WordCell("100"), document.WordCell(fmt.Sprintf("%d,%d", 80+i%17, i%10)),
			document.WordCell(fmt.Sprintf("%d,%02d", 78+i%19, i*7%100)), document.WordCell([]string{"Đạt", "Vượt", "Chưa đạt"}[i%3]),
			document.WordCell([]string{"83-86", "-", "×", fmt.Sprintf("%d", i)}[i%4]), document.WordCell("Số liệu ước"),
		}
		kind := document.Plain
		if i%9 == 5 {
			kind = document.Part
		}
		units = append(units, document.Row{Kind: kind, Cells: cells})
	}
	units = append(units, document.Row{Kind: document.Total, Cells: []document.Cell{
		document.WordCell(""), document.WordCell("Cộng"), document.WordCell("điểm"), document.WordCell("4.000"), document.WordCell("3.512,4"),
		document.WordCell("3.498,25"), document.WordCell(""), document.WordCell("..."), document.WordCell("")}})
	indicator := func(n, name, unit, plan, actual, ratio, verdict, key string, notes ...string) document.Row {
		return document.Row{Cells: []document.Cell{
			document.WordCell(n), document.WordCell(name), document.WordCell(unit), document.WordCell(plan),
			{Spans: []document.Span{{Text: actual, Notes: notes}}, Key: key}, document.WordCell(ratio), document.WordCell(verdict)}}
	}
	long := "Thực hiện Kế hoạch phát động phong trào thi đua yêu nước năm 2022, ngay từ đầu năm các cơ quan, đơn vị, địa phương trên địa bàn huyện đã tổ chức phát động, đăng ký và ký kết giao ước thi đua; cụ thể hóa thành chương trình công tác, gắn thi đua với thực hiện nhiệm vụ chính trị, với học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh. "
	body := []document.Block{
		document.Paragraph{Style: document.Basis, Spans: document.Spans("Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003 và các luật sửa đổi, bổ sung;")},
		document.P(s(long + "Ủy ban nhân dân huyện báo cáo kết quả như sau:")),
		document.Box{Title: "Tóm tắt", Items: [][]document.Span{
			{s("Số liệu đến hết ngày 30/6/2022, tổng hợp từ báo cáo nhận đến ngày 12/7/2022.")},
			{s("Thu ngân sách đạt "), v("thu", "83,4\u00a0tỷ\u00a0đồng"), s(", bằng 52,16% kế hoạch năm; 14 chỉ tiêu đúng tiến độ, 3 chỉ tiêu chậm, 2 chỉ tiêu chưa có số liệu.")},
			{s("Trước kỳ họp, đề nghị "), {Text: "xác minh", Bold: true}, s(" tỷ lệ hộ nghèo của 02 xã.")},
		}},
		document.Heading{Level: 1, Number: "I", Text: "Công tác lãnh đạo, chỉ đạo", ID: "phan-1"},
		document.Heading{Level: 2, Number: "1", Text: "Phát động và đăng ký thi đua"},
		document.P(s(long), document.Span{Text: "Tỷ lệ đăng ký tính trên số đơn vị phải đăng ký", Notes: []string{"Đơn vị phải đăng ký: 17 xã, thị trấn và 22 cơ quan, đơn vị; không tính các đơn vị lực lượng vũ trang vì đăng ký theo hệ thống ngành dọc."}}, s(" (xem "), document.Span{Text: "Biểu 1", Link: "bieu-1"}, s(").")),
		document.List{Items: [][]document.Span{
			{s("39/39 cơ quan, đơn vị, địa phương đã đăng ký thi đua;")},
			{s("Thành lập 02 đoàn kiểm tra công tác thi đua, khen thưởng tại các xã, thị trấn và một số doanh nghiệp trên địa bàn huyện theo kế hoạch đã được Chủ tịch Ủy ban nhân dân huyện phê duyệt.")},
		}},
		document.Heading{Level: 1, Number: "II", Text: "Kết quả thực hiện các chỉ tiêu"},
		document.Heading{Level: 2, Number: "1", Text: "Về kinh tế"},
		document.Heading{Level: 3, Number: "a", Text: "Thu ngân sách"},
		document.P(s("Tổng thu ngân sách trên địa bàn đạt "), v("thu", "83,4\u00a0tỷ\u00a0đồng"), s(". "+long)),
		document.Table{ID: "bieu-1", Title: "Biểu 1. Kết quả thực hiện một số chỉ tiêu chủ yếu 6 tháng đầu năm 2022",
			Unit: "Đơn vị tính: như cột 3",
			Columns: []document.Column{{Width: 6, Align: document.Centre}, {Width: 34}, {Width: 12, Align: document.Centre}, {Width: 12, Align: document.Decimal},
				{Width: 14, Align: document.Decimal}, {Width: 12, Align: document.Decimal}, {Width: 12, Align: document.Centre}},
			Header: [][]document.HeaderCell{
				{{Text: "TT", RowSpan: 2}, {Text: "Chỉ tiêu", RowSpan: 2}, {Text: "Đơn vị", RowSpan: 2}, {Text: "Năm 2022", ColSpan: 3}, {Text: "Đánh giá", RowSpan: 2}},
				{{Text: "Kế hoạch"}, {Text: "Thực hiện 6 tháng"}, {Text: "Tỷ lệ (%)"}}},
			Rows: []document.Row{
				{Kind: document.Group, Cells: []document.Cell{document.WordCell("Về kinh tế")}},
				indicator("1", "Tổng vốn đầu tư toàn xã hội", "tỷ đồng", "1.800", "912,5", "50,69", "Đúng tiến độ", ""),
				indicator("2", "Tổng thu ngân sách trên địa bàn", "tỷ đồng", "159,9", "83,4\u00a0tỷ\u00a0đồng", "52,16", "Đúng tiến độ", "thu"),
				{Kind: document.Part, Cells: []document.Cell{document.WordCell(""), document.WordCell("Trong đó: thu tiền sử dụng đất"), document.WordCell("tỷ đồng"), document.WordCell("60"), document.WordCell("21,75"), document.WordCell("36,25"), document.WordCell("-")}},
				{Kind: document.Group, Cells: []document.Cell{document.WordCell("Về xã hội")}},
				indicator("3", "Tỷ lệ hộ nghèo", "%", "1,7", "1,82", "×", "Cần xác minh", "", "Ước của Phòng Lao động - Thương binh và Xã hội."),
				indicator("4", "Tỷ lệ thu gom chất thải rắn", "%", "83-86", "84,2", "...", "Trong khoảng", "", "Ước của Phòng Lao động - Thương binh và Xã hội."),
				{Kind: document.Total, Cells: []document.Cell{document.WordCell(""), document.WordCell("Cộng 4 chỉ tiêu"), document.WordCell(""), document.WordCell(""), document.WordCell(""), document.WordCell(""), document.WordCell("")}},
			}, Notes: []string{"Ghi chú: \"×\" là không tính; \"...\" là chưa có số liệu."}},
		document.P(s(long)),
		sampleFigure(),
		document.P(s(long + long)),
		document.Heading{Level: 1, Number: "III", Text: "Công tác khen thưởng"},
		document.P(s(long + long + long)),
		document.Heading{Level: 1, Number: "IV", Text: "Phương hướng, nhiệm vụ 6 tháng cuối năm"},
		document.P(s(long + long)),
		document.P(s("Trên đây là báo cáo sơ kết phong trào thi đua 6 tháng đầu năm 2022 của Ủy ban nhân dân huyện (chi tiết tại Phụ lục I và Phụ lục II kèm theo).")),
	}
	return document.Document{
		Meta: document.Meta{Title: "Báo cáo sơ kết phong trào thi đua 6 tháng đầu năm 2022", Author: "Ủy ban nhân dân huyện Phù Ninh",
			Subject: "Sơ kết", Keywords: []string{"thi đua", "sơ kết"}, Language: "vi-VN", Made: time.Date(2022, 7, 12, 8, 0, 0, 0, time.UTC)},
		Head: document.Head{Superior: "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", Issuer: "ỦY BAN NHÂN DÂN HUYỆN PHÙ NINH", Number: "Số:      /BC-UBND",
			PlaceDate: "Phù Ninh, ngày      tháng      năm 2022", Kind: "BÁO CÁO",
			Subject:    "Sơ kết phong trào thi đua yêu nước và công tác khen thưởng 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2022",
			Addressees: []string{"Ủy ban nhân dân tỉnh Phú Thọ", "Ban Thi đua - Khen thưởng tỉnh Phú Thọ"}},
		RunningHead: "SỐ LIỆU MINH HỌA - KHÔNG PHẢI VĂN BẢN CỦA CƠ QUAN NHÀ NƯỚC",
		Stamp:       "DỰ THẢO",
		Body:        body,
		Signature: document.Signature{Authority: []string{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, Name: "(Họ và tên)",
			Recipients: []string{"Như trên", "Thường trực Huyện ủy, HĐND huyện", "Chủ tịch, các Phó Chủ tịch UBND huyện", "Các phòng, ban, ngành, đoàn thể huyện", "UBND các xã, thị trấn", "Lưu: VT, NV"}},
		Annexes: []document.Annex{
			{Label: "Phụ lục I", Title: "KẾT QUẢ CHẤM ĐIỂM THI ĐUA CỦA CÁC ĐƠN VỊ", Landscape: true,
				Reference: "(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm 2022 của Ủy ban nhân dân huyện Phù Ninh)",
				Body: []document.Block{document.Table{ID: "bieu-2", Columns: []document.Column{{Width: 4, Align: document.Centre}, {Width: 26}, {Width: 7, Align: document.Centre}, {Width: 9, Align: document.Decimal}, {Width: 10, Align: document.Decimal}, {Width: 10, Align: document.Decimal}, {Width: 10, Align: document.Centre}, {Width: 9, Align: document.Decimal}, {Width: 15}},
					Header: [][]document.HeaderCell{
						{{Text: "TT", RowSpan: 2}, {Text: "Đơn vị", RowSpan: 2}, {Text: "ĐVT", RowSpan: 2}, {Text: "Điểm", ColSpan: 3}, {Text: "Xếp loại", RowSpan: 2}, {Text: "Sáng kiến", RowSpan: 2, Vertical: true}, {Text: "Ghi chú", RowSpan: 2}},
						{{Text: "Tối đa"}, {Text: "Tự chấm"}, {Text: "Thẩm định"}}},
					Rows: units}}},
			{Label: "Phụ lục II", Title: "DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN", Reference: "(Kèm theo Báo cáo số      /BC-UBND)",
				Body: []document.Block{document.Heading{Level: 2, Number: "1", Text: "Tập thể"}, document.P(s(long))}},
		},
		Attachments: []document.Attachment{{Name: "lần chạy.json", Description: "Hồ sơ lần chạy", MediaType: "application/json", Data: []byte(`{"run":1}`)}},
	}
}
