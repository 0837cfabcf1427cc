package loaders

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tdkt/loaders/text"
)

// A messyBook is a workbook as offices send it.
type messyBook struct {
	t     *testing.T
	file  *excelize.File
	sheet string
}

func newMessyBook(t *testing.T) *messyBook {
	return &messyBook{t: t, file: excelize.NewFile(), sheet: "Sheet1"}
}

// row writes cells from column A on; a font dresses all of them.
func (m *messyBook) row(n int, font *excelize.Font, cells ...any) {
	m.t.Helper()
	for i, v := range cells {
		if v == nil {
			continue
		}
		cell, _ := excelize.CoordinatesToCellName(i+1, n)
		if err := m.file.SetCellValue(m.sheet, cell, v); err != nil {
			m.t.Fatal(err)
		}
		if font == nil {
			continue
		}
		style, err := m.file.NewStyle(&excelize.Style{Font: font})
		if err == nil {
			err = m.file.SetCellStyle(m.sheet, cell, cell, style)
		}
		if err != nil {
			m.t.Fatal(err)
		}
	}
}

func (m *messyBook) merge(refs ...string) {
	m.t.Helper()
	for _, r := range refs {
		from, to, _ := strings.Cut(r, ":")
		if err := m.file.MergeCell(m.sheet, from, to); err != nil {
			m.t.Fatal(err)
		}
	}
}

func (m *messyBook) save(j job, name string) string {
	m.t.Helper()
	path := filepath.Join(j.root, "data", name)
	if err := m.file.SaveAs(path); err != nil {
		m.t.Fatal(err)
	}
	return path
}

// A title, a header in two rows with merged cells, the numbers of its columns,
// a heading, a unit merged over its rows, sums in bold and a signature: only
// the rows with data are loaded, and the wrong sum is told.
func TestMessyWorkbook(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	m := newMessyBook(t)
	bold := &excelize.Font{Bold: true, Family: "Times New Roman"}
	m.row(1, bold, "BIỂU TỔNG HỢP KẾT QUẢ QUÝ III NĂM 2022")
	m.row(2, nil, nil, nil, nil, nil, nil, nil, nil, nil, "Đơn vị tính: ha")
	m.row(4, bold, "STT", "Mã đơn vị", "Mã chỉ tiêu", "Kỳ báo cáo", nil, "Số liệu", nil, nil, "Ngày báo cáo")
	m.row(5, bold, nil, nil, nil, "Từ ngày", "Đến ngày", "Lũy kế", "Loại số liệu", "Giá trị", nil)
	m.row(6, nil, "A", "B", "C", 1, 2, 3, 4, 5, 6)
	m.row(7, bold, "I", "CÁC XÃ VÙNG CAO")
	data := func(n int, stt any, unit, value any) {
		m.row(n, nil, stt, unit, "trong_rung", "01/7/2022", "30/9/2022", "không", "thực hiện", value, "05/10/2022")
	}
	data(8, 1, "101", 10.5)
	data(9, 2, "102", "20,25")
	m.row(10, bold, nil, "Cộng", nil, nil, nil, nil, nil, 30.75)
	data(11, 3, "103", 4)
	m.row(12, nil, nil, nil, "trong_rung", "01/10/2022", "31/12/2022", "không", "thực hiện", 6, "05/01/2023")
	m.row(13, bold, nil, "Tổng cộng", nil, nil, nil, nil, nil, 41.75)
	m.row(15, nil, "Ghi chú: số liệu chưa kiểm tra")
	m.row(16, nil, nil, nil, nil, nil, nil, "Phú Mẫu, ngày 05 tháng 10 năm 2022")
	m.row(17, bold, nil, "NGƯỜI LẬP BIỂU", nil, nil, nil, "KT. CHỦ TỊCH")
	m.row(20, nil, nil, "Nguyễn Văn A", nil, nil, nil, "Trần Thị B")
	m.merge("A1:I1", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:H4", "I4:I5", "B11:B12")
	equal(t, summary(mustLoad(t, j, m.save(j, "quy-3.xlsx"))), `
data/quy-3.xlsx[Sheet1] actuals loaded: 4 rows, 4 new, 0 corrections, 0 identical, 0 replaced
warning: data/quy-3.xlsx, sheet "Sheet1", row 7: rows without data were taken for notes and left out: 7 "I", 15 "Ghi chú: số liệu chưa kiểm tra", 16 "Phú Mẫu, ngày 05 tháng 10 năm 2022", 17 "NGƯỜI LẬP BIỂU", 20 "Nguyễn Văn A"
hint: fill in their codes if they are data
warning: data/quy-3.xlsx, sheet "Sheet1", cell H13: the total of Giá trị says 41.75, its rows sum to 40.75: a difference of 1
hint: is a row missing or wrong? the rows are loaded, the total is not`)
	equal(t, ask(t, j, `select concat_ws(' ', unit_code, period_end, value, row_no) from actual where period_start >= '2022-07-01' order by row_no`), `
101 2022-09-30 10.500000 8
102 2022-09-30 20.250000 9
103 2022-09-30 4.000000 11
103 2022-12-31 6.000000 12`)
}

// Old fonts: the header too. Every conversion is told, and what is undecided
// refuses the file.
func TestOldFonts(t *testing.T) {
	encoded := func(e text.Encoding, s string) string {
		out, ok := text.Encode(e, s)
		if !ok {
			t.Fatalf("%q cannot be written in %s", s, e)
		}
		return out
	}
	head := []string{"Mã đơn vị", "Năm", "Danh hiệu", "Đối tượng", "Họ và tên", "Ngày đăng ký"}
	for e, font := range map[text.Encoding]string{text.TCVN3: ".VnTime", text.VNI: "VNI-Times"} {
		for _, family := range []string{font, "Times New Roman"} {
			j := site(t)
			mustLoad(t, j)
			m := newMessyBook(t)
			look := &excelize.Font{Family: family}
			var first []any
			for _, h := range head {
				first = append(first, encoded(e, h))
			}
			m.row(1, look, first...)
			for i, name := range []string{"Nguyễn Thị Minh Khai", "Trần Quốc Tuấn", "Lê Lợi"} {
				m.row(i+2, look, "101", 2022, encoded(e, "Lao động tiên tiến"), encoded(e, "Cá nhân"), encoded(e, name), "15/02/2022")
			}
			report := mustLoad(t, j, m.save(j, "dang-ky-2.xlsx"))
			if report.Totals.New != 3 || len(report.Problems) < 3 || !strings.Contains(report.Problems[0].Message, "converted from "+e.String()) {
				t.Errorf("%s in %s: %s", e, family, summary(report))
			}
			equal(t, ask(t, j, "select string_agg(recipient_name, '|' order by row_no) from registration where registered_on = '2022-02-15' and for_year = 2022 and recipient_name not like '%Ví Dụ'"),
				"Nguyễn Thị Minh Khai|Trần Quốc Tuấn|Lê Lợi")
		}
	}
}

func TestUndecidedCellIsRefused(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	path := write(t, j, "data/x.csv", "Mã đơn vị;Năm;Danh hiệu;Đối tượng;Họ và tên;Ngày đăng ký\n101;2022;ldtt;cá nhân;Thaï;15/02/2022\n")
	report, err := j.load(context.Background(), []string{path}, "", later)
	var refused *RefusedError
	if !errors.As(err, &refused) || !strings.Contains(report.Problems[0].Error(), "data/x.csv:2:23") ||
		!strings.Contains(report.Problems[0].Message, "“Thaï” as it stands") && !strings.Contains(report.Problems[0].Message, "“Thạ” (VNI)") {
		t.Errorf("%v\n%s", err, summary(report))
	}
}

// The order of settlement when no format is declared: unit and decimals, last
// year's value, then the column.
func TestAmbiguousNumbers(t *testing.T) {
	const head = "Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Ngày báo cáo\n"
	row := func(unit, quarter, value string) string {
		days := map[string]string{"3": "01/7/2022;30/9/2022", "4": "01/10/2022;31/12/2022", "1": "01/01/2023;31/01/2023"}
		return "trong_rung;" + unit + ";" + days[quarter] + ";không;thực hiện;" + value + ";31/01/2023\n"
	}
	j := site(t)
	j.numbers = "ask"
	mustLoad(t, j, filepath.Join(j.root, "plans"), filepath.Join(j.root, "data/don-vi.csv"))
	one := write(t, j, "data/1.csv", head+row("101", "3", "1.150"))
	report, err := j.load(context.Background(), []string{one}, "", later)
	if err == nil || !strings.Contains(report.Problems[0].Message, "can be read as 1150 or 1.15") {
		t.Errorf("%v\n%s", err, summary(report))
	}
	write(t, j, "data/1.csv", head+row("101", "3", "1.150")+row("102", "3", "12,5")+row("103", "3", "7,25")+row("101", "4", "0,5")+row("102", "4", "1.000,5")+row("103", "4", "3,75"))
	mustLoad(t, j, one)
	equal(t, ask(t, j, "select cast(value as varchar) from actual where row_no = 2"), "1150.000000")
	// The same days of the year before settle it alone.
	last := strings.ReplaceAll(head+row("101", "3", "1150"), "2022", "2021")
	mustLoad(t, j, write(t, j, "data/2.csv", strings.ReplaceAll(last, "31/01/2023", "31/01/2022")))
	mustLoad(t, j, write(t, j, "data/3.csv", strings.ReplaceAll(head+row("101", "3", "1.160"), "31/01/2023", "30/01/2023")))
	equal(t, ask(t, j, "select cast(max(value) as varchar) from actual"), "1160.000000")
}

// A break, a tab or a second space inside a name is none of it: no paper could
// print it, and nobody would find the cell that it came from.
func TestNamesAreOneLine(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	mustLoad(t, j, write(t, j, "data/them.csv", "Mã đơn vị;Tên đơn vị;Tên ngắn;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ\n"+
		"900;\"Xã Phú\n  Mỹ\";Phú  Mỹ\u00a0A\u200b;xã;xã;;không;01/7/2011\n"))
	equal(t, ask(t, j, "select name || '|' || short_name from org_unit where unit_code = '900'"), "Xã Phú Mỹ|Phú Mỹ A")
}
