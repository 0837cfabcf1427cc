package charts_test

import (
	"fmt"

	"tdkt/charts"
	"tdkt/charts/echarts"
	"tdkt/charts/svg"
)

// show draws a chart and prints what a reader finds in it, in drawing order.
func show(k charts.Kind) {
	c, err := k.Chart()
	if err != nil {
		fmt.Println(err)
		return
	}
	drawn, err := c.SVG(echarts.NewPool(1))
	if err != nil {
		fmt.Println(err)
		return
	}
	texts, _ := svg.Texts(drawn)
	fmt.Printf("%.0f x %.0f mm\n", c.WidthMM(), c.HeightMM())
	for _, t := range texts {
		fmt.Println(t)
	}
}

func ExampleFulfilment() {
	show(charts.Fulfilment{
		Head: charts.Head{ID: "bieu-1", Title: "Thu ngân sách đã vượt kế hoạch năm"},
		Plan: "Kế hoạch năm 2022 = 100%",
		Rows: []charts.FulfilmentRow{
			{Name: "Thu ngân sách", Ratio: charts.Number{Value: 107.07, Text: "107,07%"}, Note: "171,2/159,9 tỷ đồng", Tone: charts.ToneExceeded, Verdict: "Vượt"},
			{Name: "Hộ nghèo", Direction: charts.Down, Note: "thấp hơn kế hoạch 0,1 điểm %", Tone: charts.ToneMet, Verdict: "Đạt"},
		},
	})
	// Output:
	// 160 x 31 mm
	// Thu ngân sách
	// 171,2/159,9 tỷ đồng
	// Hộ nghèo ↓
	// Vượt
	// Đạt
	// 107,07%
	// thấp hơn kế hoạch 0,1 điểm %
	// Kế hoạch năm 2022 = 100%
	// ↓ càng thấp càng tốt
}

func ExampleUnits() {
	show(charts.Units{
		Head:      charts.Head{ID: "bieu-2", Title: "Một xã vượt, một xã chưa báo cáo"},
		Indicator: "Trồng rừng", Measure: "ha", Direction: charts.Up,
		Rows: []charts.UnitRow{
			{Name: "Xã Trạm Thản", Result: charts.Number{Value: 52.5, Text: "52,5"}, Target: charts.Number{Value: 40, Text: "40"}, Tone: charts.ToneExceeded, Word: "Vượt"},
			{Name: "Xã Bình Phú", Gap: "chưa báo cáo", Tone: charts.ToneNoData},
		},
	})
	// Output:
	// 160 x 24 mm
	// Xã Trạm Thản
	// Xã Bình Phú
	// Vượt
	// Trồng rừng, ha
	// 52,5/40
	// chưa báo cáo
	// chỉ tiêu của từng đơn vị
}

func ExampleVerdictsBySector() {
	show(charts.VerdictsBySector{
		Head:     charts.Head{ID: "bieu-3", Title: "14/16 chỉ tiêu đạt và vượt"},
		Verdicts: []charts.VerdictClass{{Word: "Vượt", Tone: charts.ToneExceeded}, {Word: "Đạt", Tone: charts.ToneMet}, {Word: "Không đạt", Tone: charts.ToneNotMet}},
		Rows:     []charts.SectorRow{{Name: "Kinh tế", Counts: []int{5, 4, 2}}, {Name: "Văn hóa - xã hội", Counts: []int{2, 3, 0}}},
	})
	// Output:
	// 160 x 21 mm
	// Kinh tế
	// Văn hóa - xã hội
	// Vượt
	// Đạt
	// Không đạt
	// 5
	// 2
	// 4
	// 3
	// 2
	// 11
	// 5
}

func ExampleTrend() {
	point := func(v float64, text string) charts.Number { return charts.Number{Value: v, Text: text} }
	show(charts.Trend{
		Head:    charts.Head{ID: "bieu-4", Title: "Thu ngân sách 6 tháng bằng 53,4% kế hoạch năm"},
		Measure: "tỷ đồng", Periods: []string{"Quý I", "6 tháng", "9 tháng", "Cả năm"},
		Actual:   charts.Line{Name: "Năm 2022", Points: []charts.Number{point(38.2, "38,2"), point(85.4, "85,4"), {}, {}}},
		Plan:     charts.Line{Name: "Kế hoạch", Points: []charts.Number{{}, point(80, "80"), {}, point(159.9, "159,9")}},
		LastYear: charts.Line{Name: "Năm 2021", Points: []charts.Number{point(35, "35"), point(79, "79"), point(115, "115"), point(150.2, "150,2")}},
	})
	// Output:
	// 160 x 67 mm
	// tỷ đồng
	// Quý I
	// 6 tháng
	// 9 tháng
	// Cả năm
	// Kế hoạch
	// 159,9
	// Năm 2021
	// 150,2
	// Năm 2022
	// 85,4
	// 38,2
}

func ExampleRegistered() {
	show(charts.Registered{
		Head: charts.Head{ID: "bieu-5", Title: "Đã có quyết định cho 76,92% danh hiệu đăng ký"},
		Rows: []charts.RegisteredRow{{Name: "Chiến sĩ thi đua cơ sở", Registered: charts.Number{Value: 182, Text: "182"},
			Granted: charts.Number{Value: 140, Text: "140"}, Pending: charts.Number{Value: 30, Text: "30"}, Note: "bằng 76,92%"}},
	})
	// Output:
	// 160 x 16 mm
	// Chiến sĩ thi đua cơ sở
	// bằng 76,92%
	// Đăng ký
	// Đã có quyết định
	// Đang trình
	// 182
	// 140, đang trình 30
}

func ExampleStructure() {
	show(charts.Structure{
		Head: charts.Head{ID: "bieu-6", Title: "Lao động trực tiếp được 54,2% giấy khen"},
		Bars: []charts.StructureBar{{Name: "Giấy khen cho cá nhân", Mark: charts.Number{Value: 50, Text: "trên 50%"}, Parts: []charts.Part{
			{Name: "Lao động trực tiếp", Share: charts.Number{Value: 54.2, Text: "54,2%"}, Count: "45 người"},
			{Name: "Lãnh đạo, quản lý", Share: charts.Number{Value: 45.8, Text: "45,8%"}, Count: "38 người"},
		}}},
	})
	// Output:
	// 160 x 26 mm
	// trên 50%
	// Giấy khen cho cá nhân
	// Lao động trực tiếp 54,2% (45 người)
	// Lãnh đạo, quản lý 45,8% (38 người)
	// 54,2%
	// 45,8%
}

func ExampleRanking() {
	show(charts.Ranking{
		Head: charts.Head{ID: "bieu-7", Title: "Xã Trạm Thản dẫn đầu cụm"}, Max: 100,
		Rows: []charts.RankingRow{
			{Rank: "1", Name: "Xã Trạm Thản", Self: charts.Number{Value: 98, Text: "98"}, Verified: charts.Number{Value: 96.5, Text: "96,5"}},
			{Name: "Xã Hạ Giáp", Note: "chưa nộp bảng chấm điểm"},
		},
	})
	// Output:
	// 160 x 18 mm
	// 1. Xã Trạm Thản
	// Xã Hạ Giáp
	// 96,5 (98)
	// Thẩm định
	// (Tự chấm)
	// chưa nộp bảng chấm điểm
}

func ExampleHeatTable() {
	show(charts.HeatTable{
		Head:    charts.Head{ID: "bieu-8", Title: "Xã Phú Mỹ chưa đạt chỉ tiêu trồng rừng"},
		Columns: []string{"Thu ngân sách", "Trồng rừng"},
		Rows:    []charts.HeatRow{{Name: "Xã Phú Mỹ", Cells: []charts.HeatCell{{Text: "104,2%", Tone: charts.ToneExceeded}, {Text: "51,4%", Tone: charts.ToneNotMet}}}},
		Key:     []charts.VerdictClass{{Word: "Vượt", Tone: charts.ToneExceeded}, {Word: "Không đạt", Tone: charts.ToneNotMet}},
	})
	// Output:
	// 160 x 17 mm
	// Xã Phú Mỹ
	// Thu ngân sách
	// Trồng rừng
	// 104,2%
	// 51,4%
	// Vượt
	// Không đạt
}

func ExampleSmallMultiples() {
	show(charts.SmallMultiples{
		Head:    charts.Head{ID: "bieu-9", Title: "Trồng rừng tăng ở cả hai xã"},
		Measure: "ha", Periods: []string{"6 tháng", "Cả năm"},
		Panels: []charts.Panel{
			{Name: "Xã Trạm Thản", Points: []charts.Number{{Value: 20, Text: "20"}, {Value: 52.5, Text: "52,5"}}, Plan: charts.Number{Value: 40, Text: "KH 40"}},
			{Name: "Xã Bình Phú", Points: []charts.Number{{}, {}}},
		},
	})
	// Output:
	// 160 x 35 mm
	// ha
	// Xã Trạm Thản
	// 6 tháng
	// Cả năm
	// 52,5
	// KH 40
	// Xã Bình Phú
	// chưa có số liệu
	// 6 tháng
	// Cả năm
}
