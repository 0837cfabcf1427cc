package reports

import (
	"fmt"
	"strings"
	"testing"

	"tdkt/queries"
	"tdkt/reports/document"
)

// Of 20 units one is silent and three left figures out: one sent a blank, one
// nothing for a total that prints without it, one both. The others may be said to
// lack nothing.
func TestUnitsThatLackFigures(t *testing.T) {
	r := &review{Request: Request{DataTo: date(2022, 6, 30)}}
	for i := 1; i <= 20; i++ {
		c := queries.UnitCoverage{UnitCode: fmt.Sprint(i), UnitName: fmt.Sprintf("Xã %d", i), ShortName: fmt.Sprintf("Thôn %d", i), Status: "on_time", IndicatorValues: 4}
		switch i {
		case 3:
			c.Status, c.IndicatorValues = "missing", 0
		case 5, 9:
			c.BlankValues, c.IndicatorValues = 1, 3
		}
		r.coverage = append(r.coverage, c)
	}
	total := func(indicator, source string, missing ...string) queries.TargetResult {
		return target(func(t *queries.TargetResult) {
			t.IndicatorCode, t.ValueSource, t.MissingUnits, t.Value = indicator, source, missing, some("1")
		})
	}
	nothing := total("c", "rolled_up", "Thôn 1")
	nothing.Value.Valid = false
	r.targets = []queries.TargetResult{total("a", "rolled_up", "Thôn 3", "Thôn 5", "Thôn 7", "Thôn 9"), total("a", "rolled_up", "Thôn 7"),
		total("b", "rolled_up", "Thôn 9"), total("d", "own", "Thôn 2"), nothing}
	var got []string
	blocks := r.behindBlocks()
	for _, b := range blocks {
		table, ok := b.(document.Table)
		if !ok || table.ID != "bieu-chua-du" {
			continue
		}
		for _, row := range table.Rows {
			got = append(got, row.Cells[1].Plain()+": "+row.Cells[4].Plain()+" "+strings.Join(row.Cells[4].Spans[0].Notes, " "))
		}
	}
	want := []string{"Xã 3: ... ", "Xã 5: 3 Bỏ trống 1 chỉ tiêu.", "Xã 7: 4 Chưa gửi số liệu của 1 chỉ tiêu.",
		"Xã 9: 3 Bỏ trống 1 chỉ tiêu, chưa gửi số liệu của 1 chỉ tiêu."}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("lists\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if rest := document.Join(blocks[len(blocks)-1].(document.Paragraph).Spans); !strings.Contains(rest, "không thiếu số liệu") {
		t.Errorf("the others are said to %q", rest)
	}
}
