package loaders

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tdkt/loaders/template"
)

// A form is filled in and loaded as it is, without a mapping.
func TestFormComesBack(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	s, err := j.dir.Open(context.Background(), j.options)
	if err != nil {
		t.Fatal(err)
	}
	form, err := Form(context.Background(), s.DB, "mau-2022", 1, "102", "vi")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Form(context.Background(), s.DB, "mau-2022", 9, "102", "vi"); err == nil {
		t.Error("a form for a phase that is not there")
	}
	units, err := FormUnits(context.Background(), s.DB, "mau-2022", 1)
	if err != nil || !slices.Contains(units, "102") {
		t.Errorf("%v, %v", units, err)
	}
	s.Close()
	var rows []string
	for _, r := range form.Rows {
		rows = append(rows, strings.Join([]string{r.Code, r.Measure, r.Target, r.Last}, "|"))
	}
	equal(t, strings.Join(rows, "\n"), `
trong_rung|ha|(chung) 350 ha|61-62 (đến 30/6/2022)
ho_ngheo|%|(chung) 4,5%|0,5 (đến 30/6/2022)
tieu_chi_ntm|tiêu chí|(chung) 13/19 tiêu chí|`)

	var book bytes.Buffer
	if err := template.Write(&book, form); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(j.root, "data/bieu.xlsx")
	if err := os.WriteFile(path, book.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	// As it is, nobody has filled it in.
	if report := mustLoad(t, j, path); report.Changed || report.Totals.Rows != 0 {
		t.Error(summary(report))
	}
	fill(t, path, map[string]map[string]string{
		"trong_rung": {"Giá trị": "1.061,5", "Ngày báo cáo": "10/8/2022", "Lũy kế": "không"},
		"ho_ngheo":   {"Tử số": "45", "Mẫu số": "1.000", "Ngày báo cáo": "10/8/2022"},
	})
	report := mustLoad(t, j, path)
	if report.Totals.Rows != 2 || report.Totals.New+report.Totals.Corrections != 2 {
		t.Error(summary(report))
	}
	equal(t, ask(t, j, `select concat_ws(' ', indicator_code, unit_code, reporter_code, period_start, period_end, accumulation, status, value, numerator, denominator)
		from actual where load_no = 2 order by 1`), `
ho_ngheo 102 102 2022-01-01 2022-06-30 in_period actual 45.000000 1000.000000
trong_rung 102 102 2022-01-01 2022-06-30 in_period actual 1061.500000`)
}

// fill writes into a form as an officer would: by indicator and column.
func fill(t *testing.T, path string, values map[string]map[string]string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Số liệu")
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(r []string) bool { return slices.Contains(r, "Mã chỉ tiêu") })
	code := slices.Index(rows[head], "Mã chỉ tiêu")
	for y := head + 1; y < len(rows); y++ {
		for name, text := range values[rows[y][code]] {
			cell, _ := excelize.CoordinatesToCellName(slices.Index(rows[head], name)+1, y+1)
			if err := f.SetCellStr("Số liệu", cell, text); err != nil {
				t.Fatal(err)
			}
			id, _ := f.GetCellStyle("Số liệu", cell)
			if style, err := f.GetStyle(id); err != nil || style.Protection == nil || style.Protection.Locked {
				t.Errorf("the cell %s of %s is locked: %v", name, rows[y][code], err)
			}
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}
