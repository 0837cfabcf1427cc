package charts

import (
	"fmt"
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
