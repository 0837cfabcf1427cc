package workbook

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tdkt/queries"
)

// What is written can be read back: texts as texts, numbers as numbers, and a
// number of more digits than Excel has as text.
func TestWrite(t *testing.T) {
	table := queries.Table{
		Columns: []queries.Column{{Name: "đơn vị", Type: "VARCHAR"}, {Name: "giá trị", Type: "DECIMAL(24,6)"}, {Name: "ngày", Type: "DATE"}, {Name: "mục", Type: "VARCHAR[]"}},
		Rows: [][]any{
			{"Xã A", queries.Number("159900.5"), time.Date(2022, 6, 30, 0, 0, 0, 0, time.UTC), []any{"a", "b"}},
			{"=1+1", queries.Number("123456789012345678.25"), nil, nil},
			{nil, nil, time.Date(1890, 5, 19, 0, 0, 0, 0, time.UTC), []any{}},
		},
	}
	var b bytes.Buffer
	if err := Write(&b, table); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"đơn vị", "giá trị", "ngày", "mục"},
		{"Xã A", "159900.5", "2022-06-30", "a, b"},
		{"=1+1", "123456789012345678.25"},
		{"", "", "1890-05-19"},
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	for cell, want := range map[string]excelize.CellType{"B2": excelize.CellTypeUnset, "A3": excelize.CellTypeInlineString, "B3": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType(sheet, cell); err != nil || got != want {
			t.Errorf("%s has type %v, want %v; %v", cell, got, want, err)
		}
	}
	if formula, err := f.GetCellFormula(sheet, "A3"); err != nil || formula != "" {
		t.Errorf("A3 has the formula %q, %v", formula, err)
	}
}

func TestTooLarge(t *testing.T) {
	long := queries.Table{Columns: []queries.Column{{Name: "a", Type: "VARCHAR"}}, Rows: [][]any{{strings.Repeat("ă", 32768)}}}
	if err := Write(&bytes.Buffer{}, long); err == nil || !strings.Contains(err.Error(), "row 1, column a") {
		t.Errorf("got %v", err)
	}
	if err := Write(&bytes.Buffer{}, queries.Table{Rows: make([][]any, 1_048_576)}); err == nil || !strings.Contains(err.Error(), "do not fit into a sheet") {
		t.Errorf("got %v", err)
	}
}
