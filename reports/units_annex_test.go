package reports

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"tdkt/charts"
	"tdkt/queries"
)

// Eight indicators with long values have no room side by side: the heat table takes
// as many as it can show, and the report is made.
func TestHeatTableOfLongValues(t *testing.T) {
	r := &review{Request: Request{Office: Office{}}}
	for i := range 8 {
		u := unitsFigure{target: queries.TargetResult{IndicatorCode: fmt.Sprint("i", i), ShortName: "Thu", Unit: "triệu đồng"}}
		for k := range 6 {
			u.rows = append(u.rows, queries.UnitValue{UnitCode: fmt.Sprint(k), ShortName: "Thị trấn Phong Châu mở rộng", Position: k, Value: some(fmt.Sprintf("12345%d.67", k)),
				ValuePrecision: "exact", Rank: sql.Null[int]{V: k + 1, Valid: true}})
		}
		r.units = append(r.units, u)
	}
	kinds := r.placesCharts()
	if len(kinds) != 1 {
		t.Fatalf("%d charts", len(kinds))
	}
	heat := kinds[0].(charts.HeatTable)
	if _, err := heat.Chart(); err != nil || len(heat.Columns) < heatIndicators || len(heat.Columns) > 7 {
		t.Errorf("%d indicators: %v", len(heat.Columns), err)
	}
	if want := fmt.Sprintf("theo %02d chỉ tiêu", len(heat.Columns)); !strings.Contains(heat.Title, want) {
		t.Errorf("%q does not say %q", heat.Title, want)
	}
}

// A chart without room is left out and told; one that is wrong stops the report.
func TestCrowdedCharts(t *testing.T) {
	crowded := charts.HeatTable{Head: charts.Head{ID: "a", Title: "A"}, Columns: []string{"Thu"},
		Rows: []charts.HeatRow{{Name: "Xã", Cells: []charts.HeatCell{{Text: strings.Repeat("9", 200)}}}}}
	fine := crowded
	fine.ID, fine.Rows = "b", []charts.HeatRow{{Name: "Xã", Cells: []charts.HeatCell{{Text: "9"}}}}
	drawn, left, err := drawAll(context.Background(), noChart{}, []chartOf{{"a", crowded}, {"b", fine}})
	if err != nil || len(drawn) != 1 || drawn["b"].Caption != "A" || len(left) != 1 || !strings.HasPrefix(left[0], "the chart a is left out: ") {
		t.Errorf("%v drawn, %q left out: %v", drawn, left, err)
	}
	fine.Title = ""
	if _, _, err := drawAll(context.Background(), noChart{}, []chartOf{{"b", fine}}); err == nil {
		t.Error("a chart without a title is drawn")
	}
}
