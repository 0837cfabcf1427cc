package charts_test

import (
	"sync"

	"tdkt/charts"
	"tdkt/charts/echarts"
)

// engine is shared by the tests, which do not run side by side.
var engine = sync.OnceValues(echarts.New)

func n(value float64, text string) charts.Number { return charts.Number{Value: value, Text: text} }

// samples are inputs as a report makes them, each with the hard cases of its
// kind: long names, gaps, values far beyond the plan, both directions.
func samples() []charts.Kind {
	return []charts.Kind{fulfilment(), units(), falling(), verdicts(), trend(), level(), meeting(), registered(), structure(), ranking(), heat(), multiples()}
}

func fulfilment() charts.Fulfilment {
	return charts.Fulfilment{
		Head:     charts.Head{ID: "bieu-1", Title: "7/9 chỉ tiêu đạt tiến độ"},
		Plan:     "Kế hoạch năm 2022 = 100%",
		Expected: n(50, "Tiến độ tham chiếu tuyến tính 50%"),
		Rows: []charts.FulfilmentRow{
			{Name: "Thu ngân sách nhà nước trên địa bàn", Ratio: n(107.07, "107,07%"), Note: "171,2/159,9 tỷ đồng", Tone: charts.ToneExceeded, Verdict: "Đã đạt kế hoạch năm"},
			{Name: "Sản lượng lương thực có hạt", Ratio: n(77.3, "77,3%"), Note: "21.644/28.000 tấn", Verdict: "Đúng tiến độ"},
			{Name: "Trồng rừng tập trung", Ratio: n(38.33, "38,33%"), Note: "115/300 ha", Tone: charts.ToneNotMet, Verdict: "Chậm tiến độ"},
			{Name: "Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều giai đoạn 2022-2025", Direction: charts.Down, Note: "3,1% (kế hoạch 2,9%), còn cao hơn 0,2 điểm %", Tone: charts.ToneNotMet, Verdict: "Chậm tiến độ"},
			{Name: "Số vụ tai nạn giao thông", Direction: charts.Cap, Ratio: n(62.5, "62,5%"), Note: "5/8 vụ", Tone: charts.ToneNotMet, Verdict: "Có nguy cơ vượt mức khống chế"},
			{Name: "Vốn đầu tư phát triển toàn xã hội", Ratio: n(245, "245%"), Note: "2.450/1.000 tỷ đồng", Tone: charts.ToneExceeded, Verdict: "Đã đạt kế hoạch năm"},
			{Name: "Tỷ lệ tốt nghiệp THPT", Note: "công bố tháng 8/2022", Tone: charts.ToneNotDue, Verdict: "Chưa đến kỳ đánh giá"},
			{Name: "Giải quyết việc làm mới", Ratio: n(0.4, "0,4%"), Note: "6/1.500 lao động", Tone: charts.ToneNotMet, Verdict: "Chậm tiến độ"},
			{Name: "Số xã đạt chuẩn nông thôn mới nâng cao", Note: "còn thiếu 3 đơn vị: Phú Lộc, Gia Thanh, Tiên Phú", Tone: charts.ToneNoData, Verdict: "Chưa có số liệu"},
		},
	}
}

func units() charts.Units {
	return charts.Units{
		Head:      charts.Head{ID: "bieu-2", Title: "11/13 xã đã trồng rừng, 3 xã vượt chỉ tiêu"},
		Indicator: "Diện tích trồng rừng tập trung", Measure: "ha", Direction: charts.Up,
		Rows: []charts.UnitRow{
			{Name: "Xã Trạm Thản", Result: n(52.5, "52,5"), Target: n(40, "40"), Tone: charts.ToneExceeded, Word: "Vượt"},
			{Name: "Xã Liên Hoa", Result: n(41, "41"), Target: n(40, "40"), Tone: charts.ToneExceeded, Word: "Vượt"},
			{Name: "Thị trấn Phong Châu", Result: n(10, "10"), Target: n(10, "10"), Tone: charts.ToneMet, Word: "Đạt"},
			{Name: "Xã Phú Mỹ", Result: n(18, "18"), Target: n(35, "35"), Tone: charts.ToneNotMet, Word: "Không đạt"},
			{Name: "Xã Hạ Giáp", Result: n(0, "0"), Target: n(12, "12"), Tone: charts.ToneNotMet, Word: "Không đạt"},
			{Name: "Xã Bình Phú", Gap: "chưa báo cáo", Target: n(15, "15"), Tone: charts.ToneNoData, Word: "Chưa có số liệu"},
		},
	}
}

func falling() charts.Units {
	return charts.Units{
		Head:      charts.Head{ID: "bieu-2b", Title: "4/5 đơn vị giảm nghèo đúng kế hoạch"},
		Indicator: "Tỷ lệ hộ nghèo so với đầu năm", Measure: "điểm %", Direction: charts.Down,
		Target: n(-0.5, "Kế hoạch: giảm 0,5"),
		Rows: []charts.UnitRow{
			{Name: "Xã Ngọc Phái", Result: n(-1.25, "-1,25")},
			{Name: "Xã Quảng Bạch", Result: n(-0.62, "-0,62")},
			{Name: "Thị trấn Bằng Lũng", Result: n(-0.5, "-0,5")},
			{Name: "Xã Yên Mỹ", Result: n(0.31, "0,31"), Tone: charts.ToneNotMet},
			{Name: "Xã Đồng Thắng", Gap: "báo cáo bị trả lại, chưa nộp lại", Tone: charts.ToneNoData},
		},
	}
}

func verdicts() charts.VerdictsBySector {
	return charts.VerdictsBySector{
		Head: charts.Head{ID: "bieu-3", Title: "31/36 chỉ tiêu đạt và vượt kế hoạch"},
		Verdicts: []charts.VerdictClass{
			{Word: "Vượt", Tone: charts.ToneExceeded}, {Word: "Đạt", Tone: charts.ToneMet}, {Word: "Không đạt", Tone: charts.ToneNotMet},
			{Word: "Chưa đến kỳ đánh giá", Tone: charts.ToneNotDue}, {Word: "Chưa có số liệu", Tone: charts.ToneNoData}, {Word: "Cần xác minh", Tone: charts.ToneToVerify},
		},
		Rows: []charts.SectorRow{
			{Name: "Kinh tế", Counts: []int{9, 5, 2, 0, 1, 1}},
			{Name: "Văn hóa - xã hội", Counts: []int{4, 8, 1, 2, 0, 0}},
			{Name: "Tài nguyên và môi trường", Counts: []int{0, 3, 0, 0, 0, 0}},
			{Name: "Quốc phòng - an ninh, xây dựng Đảng và hệ thống chính trị", Counts: []int{0, 1, 0, 0, 0, 0}},
			{Name: "Nông thôn mới", Counts: []int{0, 0, 0, 0, 0, 0}},
		},
	}
}

func trend() charts.Trend {
	return charts.Trend{
		Head:     charts.Head{ID: "bieu-4", Title: "Thu ngân sách 9 tháng bằng 107% cùng kỳ"},
		Measure:  "tỷ đồng, lũy kế từ đầu năm",
		Periods:  []string{"Quý I", "6 tháng", "9 tháng", "Cả năm"},
		Actual:   charts.Line{Name: "Thực hiện 2022", Points: []charts.Number{n(38.2, "38,2"), n(85.4, "85,4"), n(131, "131,0"), {}}},
		Plan:     charts.Line{Name: "Kế hoạch 2022", Points: []charts.Number{n(40, "40"), n(80, "80"), n(120, "120"), n(159.9, "159,9")}},
		LastYear: charts.Line{Name: "Thực hiện 2021", Points: []charts.Number{n(35, "35"), {}, n(122.4, "122,4"), n(154.2, "154,2")}},
	}
}

func level() charts.Trend {
	return charts.Trend{
		Head:    charts.Head{ID: "bieu-4b", Title: "Tỷ lệ bao phủ bảo hiểm y tế còn thấp hơn kế hoạch"},
		Measure: "%",
		Periods: []string{"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12"},
		Actual: charts.Line{Name: "Năm 2022", Points: []charts.Number{n(91.2, "91,2"), n(91.3, "91,3"), {}, n(91.1, "91,1"), n(91.6, "91,6"), n(91.9, "91,9"),
			n(92.05, "92,05"), n(92, "92,0"), n(92.4, "92,4"), n(92.3, "92,3"), n(92.6, "92,6"), n(92.71, "92,71")}},
		Plan: charts.Line{Name: "Kế hoạch", Points: []charts.Number{n(93, "93"), n(93, "93"), n(93, "93"), n(93, "93"), n(93, "93"), n(93, "93"),
			n(93, "93"), n(93, "93"), n(93, "93"), n(93, "93"), n(93, "93"), n(93, "93")}},
	}
}

// meeting has three lines that end at nearly the same low value.
func meeting() charts.Trend {
	return charts.Trend{
		Head:     charts.Head{ID: "bieu-4c", Title: "Tỷ lệ hộ nghèo giảm nhanh hơn kế hoạch"},
		Measure:  "%",
		Periods:  []string{"Đầu năm", "6 tháng", "Cả năm"},
		Actual:   charts.Line{Name: "Thực hiện 2022", Points: []charts.Number{n(9.8, "9,8"), n(5.1, "5,1"), n(1.6, "1,6")}},
		Plan:     charts.Line{Name: "Kế hoạch 2022", Points: []charts.Number{n(9.8, "9,8"), {}, n(1.7, "1,7")}},
		LastYear: charts.Line{Name: "Thực hiện 2021", Points: []charts.Number{n(11, "11"), n(6.5, "6,5"), n(1.65, "1,65")}},
	}
}

func registered() charts.Registered {
	return charts.Registered{
		Head: charts.Head{ID: "bieu-5", Title: "Đã có quyết định cho 93% danh hiệu đăng ký"},
		Rows: []charts.RegisteredRow{
			{Name: "Lao động tiên tiến", Registered: n(1250, "1.250"), Granted: n(1188, "1.188"), Note: "bằng 95,04%"},
			{Name: "Chiến sĩ thi đua cơ sở", Registered: n(182, "182"), Granted: n(140, "140"), Pending: n(30, "30"), Note: "bằng 76,92%"},
			{Name: "Tập thể lao động xuất sắc", Registered: n(36, "36"), Granted: n(0, "0"), Pending: n(36, "36")},
			{Name: "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", Registered: n(24, "24"), Granted: n(31, "31"), Note: "7 không đăng ký"},
			{Name: "Cờ thi đua của Chính phủ", Registered: n(1, "1"), Pending: n(1, "1")},
			{Name: "Huân chương Lao động hạng Ba", Granted: n(2, "2")},
		},
	}
}

func structure() charts.Structure {
	return charts.Structure{
		Head: charts.Head{ID: "bieu-6", Title: "Người lao động trực tiếp được 54,2% số khen thưởng cá nhân"},
		Bars: []charts.StructureBar{
			{Name: "Giấy khen cho cá nhân", Mark: n(50, "mức kế hoạch: trên 50%"), Parts: []charts.Part{
				{Name: "Lao động trực tiếp", Share: n(54.2, "54,2%"), Count: "45 người"},
				{Name: "Lãnh đạo, quản lý", Share: n(42.2, "42,2%"), Count: "35 người"},
				{Name: "Chưa rõ chức vụ", Share: n(3.6, "3,6%"), Count: "3 người"},
			}},
			{Name: "Theo đối tượng", Parts: []charts.Part{
				{Name: "Cá nhân", Share: n(61.03, "61,03%"), Count: "83 người"},
				{Name: "Tập thể", Share: n(22.06, "22,06%"), Count: "30 tập thể"},
				{Name: "Hộ gia đình", Share: n(8.82, "8,82%"), Count: "12 hộ"},
				{Name: "Doanh nghiệp", Share: n(7.35, "7,35%"), Count: "10 doanh nghiệp"},
				{Name: "Cộng đồng", Share: n(0.74, "0,74%"), Count: "1 cộng đồng"},
			}},
		},
	}
}

func ranking() charts.Ranking {
	return charts.Ranking{
		Head: charts.Head{ID: "bieu-7", Title: "Xã Trạm Thản dẫn đầu cụm số 2"}, Max: 100,
		Rows: []charts.RankingRow{
			{Rank: "1", Name: "Xã Trạm Thản", Self: n(98, "98"), Verified: n(96.5, "96,5")},
			{Rank: "đồng hạng 2", Name: "Xã Liên Hoa", Self: n(95, "95"), Verified: n(95, "95")},
			{Rank: "đồng hạng 2", Name: "Xã Phú Mỹ", Self: n(99.5, "99,5"), Verified: n(95, "95")},
			{Name: "Thị trấn Phong Châu", Self: n(97, "97"), Note: "chưa thẩm định"},
			{Name: "Xã Hạ Giáp", Note: "chưa nộp bảng chấm điểm"},
		},
	}
}

func heat() charts.HeatTable {
	v := func(text string, t charts.Tone) charts.HeatCell { return charts.HeatCell{Text: text, Tone: t} }
	return charts.HeatTable{
		Head:    charts.Head{ID: "bieu-8", Title: "Xã Phú Mỹ còn 3 chỉ tiêu chưa đạt"},
		Columns: []string{"Thu ngân sách", "Trồng rừng", "Bảo hiểm y tế", "Gia đình văn hóa", "Giao quân"},
		Rows: []charts.HeatRow{
			{Name: "Xã Trạm Thản", Cells: []charts.HeatCell{v("104,2%", 1), v("131%", 1), v("92,1%", 0), v("95%", 0), v("8/8", 0)}},
			{Name: "Xã Phú Mỹ", Cells: []charts.HeatCell{v("71%", 2), v("51,4%", 2), v("88,0%", 2), v("96%", 0), v("...", 4)}},
			{Name: "Thị trấn Phong Châu", Cells: []charts.HeatCell{v("110%", 1), v("×", 3), v("97,9%", 5), v("93%", 0), v("12/12", 0)}},
		},
		Key: verdicts().Verdicts,
	}
}

func multiples() charts.SmallMultiples {
	m := charts.SmallMultiples{
		Head:    charts.Head{ID: "bieu-9", Title: "Trồng rừng tăng đều ở bốn trong năm xã"},
		Measure: "ha, lũy kế", Periods: []string{"T3", "T6", "T9", "T12"},
	}
	for i, name := range []string{"Xã Trạm Thản", "Xã Liên Hoa", "Thị trấn Phong Châu", "Xã Phú Mỹ", "Xã Hạ Giáp"} {
		k := float64(5 - i)
		p := charts.Panel{Name: name, Points: []charts.Number{n(2*k, "x"), n(5*k, "y"), {}, n(8*k, []string{"40", "32", "24", "16", "8"}[i])}}
		if i < 2 {
			p.Plan = n(35, "KH 35")
		}
		if i == 4 {
			p.Points = make([]charts.Number, 4)
		}
		m.Panels = append(m.Panels, p)
	}
	return m
}
