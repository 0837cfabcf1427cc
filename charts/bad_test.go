package charts_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"tdkt/charts"
	"tdkt/charts/svg"
)

// TestRefused lists inputs that must not become a chart, and the word of the
// error that says what to mend.
func TestRefused(t *testing.T) {
	with := func(change func(*charts.Fulfilment)) charts.Kind {
		f := fulfilment()
		change(&f)
		return f
	}
	for _, c := range []struct {
		kind charts.Kind
		want string
	}{
		{charts.Fulfilment{}, "ID"},
		{with(func(f *charts.Fulfilment) { f.ID = "biểu 1" }), "ID"},
		{with(func(f *charts.Fulfilment) { f.Title = "" }), "title"},
		{with(func(f *charts.Fulfilment) { f.Width = 50 }), "width"},
		{with(func(f *charts.Fulfilment) { f.Width = math.NaN() }), "width"},
		{with(func(f *charts.Fulfilment) { f.Rows = nil }), "no rows"},
		{with(func(f *charts.Fulfilment) { f.Rows = make([]charts.FulfilmentRow, 41) }), "41 rows"},
		{with(func(f *charts.Fulfilment) { f.Plan = "" }), "100%"},
		{with(func(f *charts.Fulfilment) { f.Limit = 90 }), "limit"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Ratio.Value = math.NaN() }), "NaN"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Ratio.Value = math.Inf(1) }), "Inf"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Ratio.Value = -3 }), "negative"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Ratio.Text = "" }), "no text"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Name = "" }), "name"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Name = "Trồng 樹" }), "樹"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Name = "Trồng\nrừng" }), "glyph"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Verdict = "" }), "verdict"},
		{with(func(f *charts.Fulfilment) { f.Rows[0].Tone = 99 }), "tone"},
		{with(func(f *charts.Fulfilment) { f.Rows[6].Note = "" }), "neither"},
		{with(func(f *charts.Fulfilment) { f.Expected.Value = math.Inf(-1) }), "Inf"},
		{charts.Units{Head: units().Head, Indicator: "x", Rows: []charts.UnitRow{{Name: "Xã"}}}, "missing result"},
		{charts.VerdictsBySector{Head: units().Head, Verdicts: verdicts().Verdicts, Rows: []charts.SectorRow{{Name: "a", Counts: []int{1}}}}, "1 counts for 6"},
		{charts.VerdictsBySector{Head: units().Head, Verdicts: verdicts().Verdicts, Rows: []charts.SectorRow{{Name: "a", Counts: make([]int, 6)}}}, "every count is 0"},
		{charts.VerdictsBySector{Head: units().Head, Verdicts: verdicts().Verdicts, Rows: []charts.SectorRow{{Name: "a", Counts: []int{1, -1, 0, 0, 0, 0}}}}, "-1"},
		{charts.Trend{Head: units().Head, Periods: []string{"a", "b"}}, "no points"},
		{charts.Trend{Head: units().Head, Periods: []string{"a", "b"}, Actual: charts.Line{Name: "x", Points: make([]charts.Number, 3)}}, "3 points for 2"},
		{charts.Trend{Head: units().Head, Periods: []string{"a", "b"}, Actual: charts.Line{Name: "x", Points: make([]charts.Number, 2)}}, "no value"},
		{charts.Registered{Head: units().Head, Rows: []charts.RegisteredRow{{Name: "x"}}}, "no number"},
		{charts.Structure{Head: units().Head, Bars: []charts.StructureBar{{Name: "x", Parts: []charts.Part{{Name: "y", Share: n(60, "60%")}}}}}, "60, not 100"},
		{charts.Structure{Head: units().Head, Bars: []charts.StructureBar{{Name: "x"}}}, "0 parts"},
		{charts.Ranking{Head: units().Head, Max: 100, Rows: []charts.RankingRow{{Name: "x", Self: n(101, "101")}}}, "101"},
		{charts.Ranking{Head: units().Head, Rows: []charts.RankingRow{{Name: "x", Note: "y"}}}, "highest"},
		{charts.HeatTable{Head: units().Head, Columns: []string{"a"}, Rows: []charts.HeatRow{{Name: "x"}}}, "0 cells"},
		{charts.HeatTable{Head: units().Head, Columns: []string{strings.Repeat("Ư", 400)}, Rows: []charts.HeatRow{{Name: "x", Cells: []charts.HeatCell{{Text: strings.Repeat("9", 200)}}}}}, "fit"},
		{charts.SmallMultiples{Head: units().Head, Panels: []charts.Panel{{Name: "x"}}}, "periods"},
	} {
		chart, err := c.kind.Chart()
		if err == nil || chart != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%T: error %v does not say %q", c.kind, err, c.want)
		}
	}
}

// TestShapes draws every size a report may ask for: one row, many rows, names
// as long as they come, values from a thousandth to a billion.
func TestShapes(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	long := "Tỷ lệ hộ gia đình được sử dụng nước sinh hoạt hợp vệ sinh theo quy chuẩn quốc gia tại các xã đặc biệt khó khăn"
	var kinds []charts.Kind
	for i, rows := range []int{1, 2, 34} {
		head := charts.Head{ID: fmt.Sprintf("shape-%d", i), Title: "x"}
		f := charts.Fulfilment{Head: head, Plan: "Kế hoạch năm = 100%"}
		u := charts.Units{Head: head, Indicator: "Thu ngân sách", Measure: "đồng", Target: n(5e8, "Kế hoạch: 500.000.000")}
		v := charts.VerdictsBySector{Head: head, Verdicts: verdicts().Verdicts}
		r := charts.Registered{Head: head}
		k := charts.Ranking{Head: head, Max: 1000}
		for j := range rows {
			name := fmt.Sprintf("%s (%d)", long[:strings.LastIndexByte(long[:11+j*7%(len(long)-11)], ' ')], j)
			value := math.Pow(10, float64(j%12-3))
			text := fmt.Sprintf("%g", value)
			f.Rows = append(f.Rows, charts.FulfilmentRow{Name: name, Ratio: n(value, text+"%"), Verdict: "Không có khả năng đạt", Tone: charts.Tone(j % 6)})
			u.Rows = append(u.Rows, charts.UnitRow{Name: name, Result: n(value, text)})
			v.Rows = append(v.Rows, charts.SectorRow{Name: name, Counts: []int{j * 9, 1, 0, j, 1, 2}})
			r.Rows = append(r.Rows, charts.RegisteredRow{Name: name, Registered: n(value, text), Granted: n(value/2, text)})
			k.Rows = append(k.Rows, charts.RankingRow{Name: name, Rank: fmt.Sprint(j + 1), Verified: n(float64(j), fmt.Sprint(j))})
		}
		v.Rows, r.Rows = v.Rows[:min(rows, 30)], r.Rows[:min(rows, 25)]
		kinds = append(kinds, f, u, v, r, k)
	}
	// Marks of styles and of markup are letters.
	marked := fulfilment()
	marked.Rows[0].Name, marked.Rows[0].Verdict = `{b|Trồng} <b>"rừng"</b> & cây {`, "Đạt | vượt"
	kinds = append(kinds, marked)
	// The narrowest chart and a landscape annex.
	for _, w := range []float64{100, 250} {
		f, u, r, l, h := fulfilment(), units(), registered(), level(), heat()
		f.Width, u.Width, r.Width, l.Width, h.Width = w, w, w, w, w
		kinds = append(kinds, f, u, r, l, h)
	}
	kinds = append(kinds, crowded()...)
	for _, kind := range kinds {
		c, err := kind.Chart()
		if err != nil {
			t.Error(err)
			continue
		}
		t.Run(fmt.Sprintf("%T-%s", kind, c.ID), func(t *testing.T) {
			drawn, err := c.SVG(e)
			if err != nil {
				t.Fatal(err)
			}
			labels, size, err := svg.Labels(drawn)
			if err != nil {
				t.Fatal(err)
			}
			check(t, c, labels, size)
		})
	}
}

// crowded are charts whose words would leave the drawing or run into each other if
// they stood in their first place.
func crowded() []charts.Kind {
	wide := charts.Trend{Head: charts.Head{ID: "shape-wide", Title: "x"}, Measure: "triệu đồng", Periods: []string{"31/3", "30/6", "30/9"},
		Actual: charts.Line{Name: "Năm 2022", Points: []charts.Number{n(9852100.55, "9.852.100,55"), n(12e6, "12.000.000"), n(15e6, "15.000.000")}}}
	// Twelve values between two lines that cross them, and a line that ends early.
	jagged := charts.Trend{Head: charts.Head{ID: "shape-jagged", Title: "x"}, Actual: charts.Line{Name: "Năm 2022"}, Plan: charts.Line{Name: "Kế hoạch chia theo ngày"},
		LastYear: charts.Line{Name: "Năm 2021"}}
	for i := range 12 {
		up, down := n(float64(40+i%2*50), fmt.Sprint(40+i%2*50)), n(float64(90-i%2*55), fmt.Sprint(90-i%2*55))
		jagged.Periods = append(jagged.Periods, fmt.Sprintf("T%d", i+1))
		jagged.Actual.Points = append(jagged.Actual.Points, up)
		jagged.Plan.Points = append(jagged.Plan.Points, down)
		if i > 9 {
			down = charts.Number{}
		}
		jagged.LastYear.Points = append(jagged.LastYear.Points, down)
	}
	// A panel whose value stands where its plan is named, and a name as wide as the panel.
	panels := charts.SmallMultiples{Head: charts.Head{ID: "shape-panels", Title: "x"}, Measure: "ha", Periods: []string{"2021", "2022"}}
	for i := range 4 {
		panels.Panels = append(panels.Panels, charts.Panel{Name: "Xã" + strings.Repeat("ươ", 9+i), Plan: n(100, "kế hoạch 12.345,67"),
			Points: []charts.Number{n(99, "12.222,21"), n(100+float64(i), "12.345,60")}})
	}
	early := charts.SmallMultiples{Head: charts.Head{ID: "shape-early", Title: "x"}, Periods: []string{"2021", "2022"},
		Panels: []charts.Panel{{Name: "Xã A", Plan: n(5, "kế hoạch 5"), Points: []charts.Number{n(5.5, "5,5"), {}}}, {Name: "Xã B", Points: []charts.Number{n(0, "0"), n(9, "9")}}}}
	return []charts.Kind{wide, jagged, panels, early}
}

// What has no room is told apart from what is wrong: a report can do without it.
func TestNoRoom(t *testing.T) {
	narrow := charts.HeatTable{Head: units().Head, Columns: []string{"a", "b", "c", "d", "e", "f", "g", "h"}}
	row := charts.HeatRow{Name: "Xã Trạm Thản và các xã lân cận"}
	for range narrow.Columns {
		row.Cells = append(row.Cells, charts.HeatCell{Text: "1.234.567,89"})
	}
	narrow.Rows = []charts.HeatRow{row}
	if _, err := narrow.Chart(); !errors.Is(err, charts.ErrRoom) {
		t.Errorf("a table without room: %v", err)
	}
	narrow.Rows[0].Cells[0].Text = "樹"
	if _, err := narrow.Chart(); err == nil || errors.Is(err, charts.ErrRoom) {
		t.Errorf("a letter that no font has: %v", err)
	}
}
