package loaders

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write the golden lists of problems")

// Every bad file against its list: what the operator reads, then what the
// sender reads.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	j := site(t)
	mustLoad(t, j)
	before := ask(t, j, "select count(*) from source_file")
	for _, f := range files {
		report, err := j.load(context.Background(), []string{f}, "", later)
		var refused *RefusedError
		if f != "testdata/bad/empty.csv" && !errors.As(err, &refused) {
			t.Errorf("%s: %v", f, err)
		}
		golden(t, strings.TrimSuffix(f, ".csv")+".txt", problems(report, err))
	}
	if after := ask(t, j, "select count(*) from source_file"); after != before {
		t.Errorf("%s files after %s", after, before)
	}
}

func problems(report Report, err error) string {
	var b strings.Builder
	report.Problems.Print(&b, "", 0)
	b.WriteString("\n")
	for _, r := range report.Returns {
		fmt.Fprintf(&b, "%s: %s\n", r.Problem.Place(), r.Vietnamese)
	}
	fmt.Fprintf(&b, "\n%v\n", err)
	return b.String()
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, got, string(want))
}

// A workbook: kinds by sheet, typed cells, and problems with their cell.
func TestWorkbook(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	make := func(name string, sheets map[string][][]any, order ...string) string {
		f := excelize.NewFile()
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range order {
			f.NewSheet(sheet)
			for r, row := range sheets[sheet] {
				for c, v := range row {
					cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
					switch x := v.(type) {
					case serial:
						f.SetCellValue(sheet, cell, int(x))
						f.SetCellStyle(sheet, cell, cell, date)
					case share:
						f.SetCellValue(sheet, cell, float64(x))
						f.SetCellStyle(sheet, cell, cell, percent)
					default:
						f.SetCellValue(sheet, cell, v)
					}
				}
			}
		}
		f.DeleteSheet("Sheet1")
		path := filepath.Join(j.root, "data", name)
		if err := f.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		return path
	}
	head := []any{"Mã chỉ tiêu", "Mã đơn vị", "Từ ngày", "Đến ngày", "Lũy kế", "Loại số liệu", "Giá trị", "Tử số", "Mẫu số", "Ngày báo cáo"}
	// 44743 is 01/7/2022, 44834 is 30/9/2022, 44839 is 05/10/2022.
	path := make("quy-3.xlsx", map[string][][]any{
		"Hướng dẫn": {{"Điền vào các ô màu vàng"}},
		"Quý 3": {
			{"BIỂU SỐ LIỆU QUÝ III"}, {}, head,
			{"trong_rung", 101, serial(44743), 44834, "không", "thực hiện", 12.3, nil, nil, "05/10/2022"},
			{"trong_rung", 102, serial(44743), serial(44834), "không", "thực hiện", "1.150", nil, nil, serial(44839)},
			{"ho_ngheo", 101, serial(44743), serial(44834), "không", "thực hiện", share(0.0455), nil, nil, serial(44839)},
		},
		"Hoạt động": {
			{"Mã đơn vị", "Loại hoạt động", "Ngày", "Nội dung", "Số lượng", "Ngày báo cáo"},
			{101, "hội nghị", serial(44743), "Sơ kết", 2, serial(44839)},
		},
	}, "Hướng dẫn", "Quý 3", "Hoạt động")
	equal(t, summary(mustLoad(t, j, path)), `
data/quy-3.xlsx[Hướng dẫn]  left out: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/quy-3.xlsx[Quý 3] actuals loaded: 3 rows, 3 new, 0 corrections, 0 identical, 0 replaced
data/quy-3.xlsx[Hoạt động] activities loaded: 1 rows, 1 new, 0 corrections, 0 identical, 0 replaced
warning: data/quy-3.xlsx, sheet "Hướng dẫn": the sheet has no header of a known kind and was left out`)
	equal(t, ask(t, j, `select concat_ws(' ', unit_code, value, period_start, period_end, reported_on, sheet, row_no) from actual where sheet <> '' order by row_no`), `
101 12.300000 2022-07-01 2022-09-30 2022-10-05 Quý 3 4
102 1150.000000 2022-07-01 2022-09-30 2022-10-05 Quý 3 5
101 4.550000 2022-07-01 2022-09-30 2022-10-05 Quý 3 6`)

	path = make("xau.xlsx", map[string][][]any{"Đợt 1": {head,
		{"trong_rung", 101, serial(44743), serial(44834), "không", "thực hiện", share(0.5), nil, nil, serial(44839)},
		{"trong_rung", 101, 12, serial(44834), "không", "thực hiện", 5, nil, nil, serial(44839)},
		{"ho_ngheo", 102, serial(44743), serial(44834), "không", "thực hiện", 455, nil, nil, serial(44839), "thừa"},
		{"trong_rung", 101, serial(44743), serial(44834), "không", "thực hiện", 0.1234567, nil, nil, serial(44839)},
	}}, "Đợt 1")
	report, err := j.load(context.Background(), []string{path}, "", later)
	golden(t, "testdata/bad/workbook.txt", problems(report, err))
}

type (
	serial int
	share  float64
)

func TestLoadRefusesWhatIsNotThere(t *testing.T) {
	j := site(t)
	ctx := context.Background()
	for _, c := range []struct{ path, kind, want string }{
		{"data/khong-co.csv", "", "data/khong-co.csv: no such file or folder"},
		{"testdata/good", "awrads", `unknown kind "awrads"`},
		{t.TempDir(), "", "nothing to load: no plans/*.yaml, *.csv, *.xlsx or *.parquet"},
	} {
		_, err := j.load(ctx, []string{c.path}, c.kind, later)
		if err == nil || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("%s %s: %v", c.path, c.kind, err)
		}
	}
	if files := list(t, j); len(files) != 9 {
		t.Errorf("files left behind: %v", files)
	}
	// A plan whose units nobody lists.
	_, err := j.load(ctx, []string{filepath.Join(j.root, "plans")}, "", later)
	if err == nil || !strings.Contains(err.Error(), "nothing was loaded") {
		t.Error(err)
	}
}
