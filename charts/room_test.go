package charts

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"tdkt/charts/font"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit float64
		want  string
	}{
		{"", 50, ""},
		{"Đạt", 50, "Đạt"},
		// 9 pt Liberation Sans: "Chưa đến kỳ đánh" would fit into 75 pt and
		// leave "giá" alone.
		{"Chưa đến kỳ đánh giá", 75, "Chưa đến|kỳ đánh giá"},
		{"còn cao hơn 0,2 điểm %", 90, "còn cao hơn|0,2 điểm %"},
		{"WWWWWWWWWW", 40, "WWWW|WWWW|WW"},
		{"a WWWWWWWWWW", 40, "a|WWWW|WWWW|WW"},
	} {
		lines := wrap(c.in, font.SansRegular, 9, c.limit)
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%q in %v: %s, want %s", c.in, c.limit, got, c.want)
		}
	}
}

// For every limit: no line is wider, no letter is lost.
func TestWrapKeepsAll(t *testing.T) {
	const text = "Tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều giai đoạn 2022-2025 giảm 1,35 điểm % / năm"
	for limit := 12.0; limit < 400; limit += 3.7 {
		lines := wrap(text, font.SansBold, 9, limit)
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(text, " ", ""); got != want {
			t.Fatalf("in %v: %q", limit, lines)
		}
		if w := widest(lines, font.SansBold, 9); w > limit {
			t.Errorf("in %v: a line of %v in %q", limit, w, lines)
		}
	}
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		middles, heights, want []float64
		fits                   bool
	}{
		{[]float64{50}, []float64{20}, []float64{50}, true},
		{[]float64{10, 50}, []float64{20, 20}, []float64{10, 50}, true},
		{[]float64{50, 50}, []float64{20, 20}, []float64{50, 70}, true},
		{[]float64{95, 95}, []float64{20, 20}, []float64{70, 90}, true},
		{[]float64{2, 2}, []float64{20, 20}, []float64{10, 30}, true},
		{[]float64{50, 50}, []float64{60, 60}, nil, false},
	} {
		got := append([]float64(nil), c.middles...)
		if fits := spread(got, c.heights, 0, 100); fits != c.fits || fits && fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("spread %v of %v = %v, %v", c.middles, c.heights, got, fits)
		}
	}
}

// Periods stand in time: a plan that grows by the day is straight. Where two are too
// close for their names, all stand side by side.
func TestStops(t *testing.T) {
	names := [][]string{{"31/3"}, {"30/4"}, {"30/6"}}
	for _, c := range []struct {
		days []float64
		area float64
		want string
	}{
		{nil, 300, "0.00 0.50 1.00"},
		{[]float64{90, 120, 180}, 300, "0.00 0.33 1.00"},
		{[]float64{90, 93, 180}, 300, "0.00 0.50 1.00"},
		{[]float64{90, 120, 180}, 40, "0.00 0.50 1.00"},
		{[]float64{90, 90, 90}, 300, "0.00 0.50 1.00"},
	} {
		var got []string
		for _, at := range (Trend{Periods: []string{"31/3", "30/4", "30/6"}, Days: c.days}).stops(names, c.area) {
			got = append(got, fmt.Sprintf("%.2f", at))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v in %v: %v, want %s", c.days, c.area, got, c.want)
		}
	}
	plan := Trend{Head: Head{ID: "a", Title: "A"}, Periods: []string{"31/3", "30/4", "30/6"}, Days: []float64{90, 120, 180},
		Actual: Line{Name: "Năm 2022", Points: []Number{{30, "30"}, {40, "40"}, {60, "60"}}}}
	chart, err := plan.Chart()
	if err != nil {
		t.Fatal(err)
	}
	data, err := chart.Interactive()
	var page struct {
		Stops  []float64
		Option struct {
			Series []struct{ Data [][2]float64 }
		}
	}
	if err == nil {
		err = json.Unmarshal(data, &page)
	}
	if err != nil || len(page.Stops) != 3 || len(page.Option.Series) != 1 {
		t.Fatalf("%v: %s", err, data)
	}
	for i, at := range page.Stops {
		if point := page.Option.Series[0].Data[i]; point[0] != at {
			t.Errorf("value %d stands at %v, its words at %v", i, point, at)
		}
	}
	if share := (page.Stops[1] - page.Stops[0]) / (page.Stops[2] - page.Stops[0]); math.Abs(share-1.0/3) > 1e-3 {
		t.Errorf("30/4 stands at %v between 31/3 and 30/6", share)
	}
	plan.Days = plan.Days[:2]
	if _, err := plan.Chart(); err == nil || !strings.Contains(err.Error(), "2 days for 3 periods") {
		t.Errorf("a day is missing: %v", err)
	}
}
