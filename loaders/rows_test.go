package loaders

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// rowSite is a loaded workspace in which an error refuses its row.
func rowSite(t *testing.T) job {
	t.Helper()
	j := site(t)
	j.rows = true
	mustLoad(t, j)
	return j
}

// Two good rows, a wrong value, an unknown unit, two rows that contradict each
// other, and a text that a spreadsheet would run.
const mixed = actualsHead +
	"trong_rung;101;01/7/2022;30/9/2022;không;thực hiện;12;05/10/2022;Số liệu minh họa\n" +
	"trong_rung;102;01/7/2022;30/9/2022;không;thực hiện;mười;05/10/2022;Số liệu minh họa\n" +
	"trong_rung;999;01/7/2022;30/9/2022;không;thực hiện;5;05/10/2022;Số liệu minh họa\n" +
	"thu_ngan_sach;100;01/01/2022;30/9/2022;có;thực hiện;120;05/10/2022;Số liệu minh họa\n" +
	"thu_ngan_sach;100;01/01/2022;30/9/2022;có;thực hiện;121;05/10/2022;Số liệu minh họa\n" +
	"trong_rung;103;01/7/2022;30/9/2022;không;thực hiện;7;05/10/2022;=1+1\n" +
	"trong_rung;103;01/10/2022;30/9/2022;không;thực hiện;7;05/10/2022;=1+1\n"

func TestRowsAreRefusedOneByOne(t *testing.T) {
	j := rowSite(t)
	path := write(t, j, "data/quy-3.csv", mixed)
	report := mustLoad(t, j, path)
	equal(t, summary(report), `
data/quy-3.csv actuals loaded: 7 rows, 2 new, 0 corrections, 0 identical, 0 replaced
error: data/quy-3.csv:3:52: Giá trị: "mười", letter 1: a number is expected here
hint: write the number and its unit, as in "1.800 tỷ đồng"
error: data/quy-3.csv:4:12: Mã đơn vị: unknown unit "999"
hint: load the plan or the list that defines it, or mend the code
error: data/quy-3.csv:5: row 6 says something else about the same thing on the same day
hint: keep the right one; a later correction has a later day of report
error: data/quy-3.csv:6: row 5 says something else about the same thing on the same day
hint: keep the right one; a later correction has a later day of report
error: data/quy-3.csv:8:27: the period ends on 30/09/2022, before it begins on 01/10/2022
hint: mend one of the two dates`)
	if report.Totals.Refused != 5 {
		t.Errorf("%d refused", report.Totals.Refused)
	}
	equal(t, ask(t, j, `select concat_ws(' ', ref, sender, row_no, columns, state, row_key is not null) from refusal order by row_no`), `
R2-1 102 3 [value] open true
R2-2 101 4 [unit_code] open false
R2-3 100 5 [indicator_code] open false
R2-4 100 6 [indicator_code] open false
R2-5 103 8 [period_end] open false`)
	if d := cmp.Diff([]string{"returns/tra-lai-100-lan-2.xlsx", "returns/tra-lai-101-lan-2.xlsx", "returns/tra-lai-102-lan-2.xlsx", "returns/tra-lai-103-lan-2.xlsx"}, report.ReturnSheets); d != "" {
		t.Error(d)
	}
}

// The corrected return sheet goes in without a mapping and closes what it
// answers; what is still wrong stays open.
func TestCorrectedSheetClosesRefusals(t *testing.T) {
	j := rowSite(t)
	mustLoad(t, j, write(t, j, "data/quy-3.csv", mixed))
	sheet := filepath.Join(j.root, "returns/tra-lai-101-lan-2.xlsx")
	correct(t, sheet, "actuals", map[string]string{"999": "998"}) // still wrong: refused again, under a new reference
	report := mustLoad(t, j, sheet)
	if report.Closed != 1 || report.Totals.New != 0 || report.Totals.Refused != 1 {
		t.Error(summary(report))
	}

	sheet = filepath.Join(j.root, "returns/tra-lai-102-lan-2.xlsx")
	correct(t, sheet, "actuals", map[string]string{"mười": "10,5"})
	report = mustLoad(t, j, sheet)
	if report.Closed != 1 || report.Totals.New != 1 {
		t.Error(summary(report))
	}
	equal(t, ask(t, j, `select concat_ws(' ', ref, state, closed_by) from refusal where ref = 'R2-1'`), `R2-1 closed 4`)
	equal(t, ask(t, j, `select concat_ws(' ', value, reporter_code, sheet) from actual where unit_code = '102' and period_start = date '2022-07-01'`), `10.500000 102 actuals`)

	// A later row about the same thing closes a refusal too, whatever file it
	// comes in.
	mustLoad(t, j, write(t, j, "data/x.csv", actualsHead+"trong_rung;101;01/10/2022;31/12/2022;không;thực hiện;nhiều;05/01/2023;\n"))
	report = mustLoad(t, j, write(t, j, "data/y.csv", actualsHead+"trong_rung;101;01/10/2022;31/12/2022;không;thực hiện;3;06/01/2023;\n"))
	if report.Closed != 1 {
		t.Error(summary(report))
	}
}

// correct changes cells of a sheet as an officer would.
func correct(t *testing.T, path, sheet string, changes map[string]string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	done := 0
	for y, row := range rows {
		for x, text := range row {
			if to, ok := changes[text]; ok {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if err := f.SetCellStr(sheet, cell, to); err != nil {
					t.Fatal(err)
				}
				done++
			}
		}
	}
	if done != len(changes) {
		t.Fatalf("%d of %d cells found in %v", done, len(changes), rows)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

func TestReturnSheet(t *testing.T) {
	j := rowSite(t)
	mustLoad(t, j, write(t, j, "data/quy-3.csv", mixed))
	f, err := excelize.OpenFile(filepath.Join(j.root, "returns/tra-lai-103-lan-2.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("actuals")
	if err != nil {
		t.Fatal(err)
	}
	last := rows[len(rows)-1]
	equal(t, strings.Join(rows[0], "|")+"\n"+strings.Join(last, "|"), `
PHIẾU TRẢ LẠI SỐ LIỆU - Thị trấn Ba (103)
trong_rung|103||01/10/2022|30/9/2022|không|thực hiện|7|||||||05/10/2022|=1+1||Ngày cuối kỳ trước ngày đầu kỳ.|Sửa một trong hai ngày.|data/quy-3.csv, dòng 8|R2-5`)
	y := len(rows)
	if formula, err := f.GetCellFormula("actuals", "P"+itoa(y)); err != nil || formula != "" {
		t.Errorf("the sender's text is the formula %q, %v", formula, err)
	}
	// The cell at fault is filled; without a theme the library does not tell the color.
	for cell, want := range map[string]int{"E" + itoa(y): 1, "D" + itoa(y): 0} {
		id, err := f.GetCellStyle("actuals", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if style.Fill.Pattern != want {
			t.Errorf("%s has the fill %d, want %d", cell, style.Fill.Pattern, want)
		}
	}
}

func itoa(n int) string {
	return strings.TrimPrefix(string(rune('0'+n/10))+string(rune('0'+n%10)), "0")
}

// A file whose rows are given back unchanged refuses nothing new.
func TestUncorrectedSheetChangesNothing(t *testing.T) {
	j := rowSite(t)
	mustLoad(t, j, write(t, j, "data/quy-3.csv", mixed))
	before := dump(t, j)
	report := mustLoad(t, j, filepath.Join(j.root, "returns/tra-lai-102-lan-2.xlsx"))
	if report.Changed || report.Closed != 0 {
		t.Error(summary(report))
	}
	if d := cmp.Diff(before, dump(t, j)); d != "" {
		t.Error(d)
	}
}

// Where a single error refuses everything, all rows of the file go back, and
// the corrected sheet takes the file's place.
func TestRefusedFileComesBackWhole(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	text := strings.Join(strings.SplitAfter(mixed, "\n")[:3], "")
	report, err := j.load(context.Background(), []string{write(t, j, "data/quy-3.csv", text)}, "", later)
	var refused *RefusedError
	if !errors.As(err, &refused) || len(report.ReturnSheets) != 1 || report.Totals.Refused != 0 {
		t.Fatal(err, report.ReturnSheets, report.Totals)
	}
	// The same refusal again does not touch the sheet.
	again, _ := j.load(context.Background(), []string{filepath.Join(j.root, "data/quy-3.csv")}, "", later)
	if d := cmp.Diff(report.ReturnSheets, again.ReturnSheets); d != "" {
		t.Error(d)
	}
	sheet := filepath.Join(j.root, report.ReturnSheets[0])
	correct(t, sheet, "Trả lại", map[string]string{"mười": "10"})
	if report := mustLoad(t, j, sheet); report.Totals.New != 2 {
		t.Error(summary(report))
	}
}

// A file that cannot be read is left out; a plan or a list of units with an
// error refuses the load in any case.
func TestUnreadableFileIsLeftOut(t *testing.T) {
	j := rowSite(t)
	good := write(t, j, "data/tot.csv", actualsHead+"trong_rung;101;01/7/2022;30/9/2022;không;thực hiện;12;05/10/2022;\n")
	bad := write(t, j, "data/xau.csv", strings.Replace(actualsHead, "Mã chỉ tiêu", "Ký tự lạ", 1)+"trong_rung;101;01/7/2022;30/9/2022;không;thực hiện;12;05/10/2022;\n")
	report := mustLoad(t, j, good, bad)
	if report.Sources[0].State != Loaded || report.Sources[1].State != Refused || report.Totals.New != 1 {
		t.Error(summary(report))
	}
	units := write(t, j, "data/don-vi-2.csv", "Mã đơn vị;Tên đơn vị;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ\n200;Xã Mới;xã;xã;777;có;01/01/2022\n")
	_, err := j.load(context.Background(), []string{units}, "", later)
	var refused *RefusedError
	if !errors.As(err, &refused) {
		t.Error(err)
	}
}

func TestRebuildKeepsRefusals(t *testing.T) {
	j := rowSite(t)
	mustLoad(t, j, write(t, j, "data/quy-3.csv", mixed))
	sheet := filepath.Join(j.root, "returns/tra-lai-102-lan-2.xlsx")
	correct(t, sheet, "actuals", map[string]string{"mười": "10,5"})
	mustLoad(t, j, sheet)
	before := dump(t, j)
	j.rows = false // the ledger knows how each file was loaded
	if err := os.RemoveAll(filepath.Join(j.root, "data")); err != nil {
		t.Fatal(err)
	}
	if _, err := j.rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, dump(t, j)); d != "" {
		t.Error(d)
	}
	if strings.Count(before["refusal"], "'state': closed") != 1 {
		t.Error(before["refusal"])
	}
}

// A dry run tells what a load would do, and does none of it.
func TestDryRun(t *testing.T) {
	j := site(t)
	before := list(t, j)
	j.dry = true
	report := mustLoad(t, j)
	if report.Changed || report.Totals.New == 0 || report.Sources[0].State != WouldLoad {
		t.Error(summary(report))
	}
	if d := cmp.Diff(before, list(t, j)); d != "" {
		t.Error(d)
	}
	j.dry, j.rows = false, true
	mustLoad(t, j)
	path := write(t, j, "data/sua.csv", actualsHead+
		"thu_ngan_sach;100;01/01/2022;30/6/2022;có;thực hiện;86;15/8/2022;Số liệu minh họa\n"+
		"thu_ngan_sach;100;01/01/2022;30/6/2022;có;thực hiện;87;20/8/2022;Số liệu minh họa\n"+
		"trong_rung;103;01/7/2022;30/9/2022;không;thực hiện;mười;05/10/2022;Số liệu minh họa\n")
	before = list(t, j)
	j.dry = true
	report = mustLoad(t, j, path)
	if d := cmp.Diff(before, list(t, j)); d != "" {
		t.Error(d)
	}
	want := []Change{
		{File: "data/sua.csv", Row: 2, Kind: "actuals", About: "thu_ngan_sach 100 2022-01-01 2022-06-30 cumulative actual level unit 1", Fields: []FieldChange{
			{"reporter_code", "PNV", "100"}, {"value", "85.250000", "86.000000"}, {"outlook", "likely", ""}, {"reported_on", "2022-07-08", "2022-08-15"}}},
		{File: "data/sua.csv", Row: 3, Kind: "actuals", About: "thu_ngan_sach 100 2022-01-01 2022-06-30 cumulative actual level unit 1", Fields: []FieldChange{
			{"value", "86.000000", "87.000000"}, {"reported_on", "2022-08-15", "2022-08-20"}}},
	}
	if d := cmp.Diff(want, report.Changes); d != "" {
		t.Error(d)
	}
	if report.Totals.Corrections != 2 || report.Totals.Refused != 1 {
		t.Errorf("%+v", report.Totals)
	}
}
