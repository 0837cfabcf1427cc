package loaders

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A file that breaks off in the middle is left out whole, where errors refuse
// single rows too: nobody knows what stood behind. What comes before goes back
// with the place.
func TestBrokenFileIsLeftOut(t *testing.T) {
	j := rowSite(t)
	before := ask(t, j, "select count(*) from actual")
	good := write(t, j, "data/tot.csv", actualsHead+"trong_rung;101;01/7/2022;30/9/2022;không;thực hiện;12;05/10/2022;\n")
	var many strings.Builder // more than is read to find the header
	for day := range 28 {
		fmt.Fprintf(&many, "trong_rung;101;%[1]d/3/2021;%[1]d/3/2021;không;thực hiện;%[1]d;05/10/2022;\n", day+1)
	}
	bad := write(t, j, "data/xau.csv", actualsHead+many.String()+
		"trong_rung;102;01/7/2022;30/9/2022;không;thực hiện;13;05/10/2022;\n"+
		"trong_rung;103;01/7/2022;30/9/2022;không;thực hiện;mười;05/10/2022;\n"+
		"trong_rung;103;01/10/2022;31/12/2022;không;thực hiện;5;05/01/2023;\"Số liệu\n"+
		"trong_rung;101;01/10/2022;31/12/2022;không;thực hiện;6;05/01/2023;\n")
	report := mustLoad(t, j, good, bad)
	equal(t, summary(report), `
data/tot.csv actuals loaded: 1 rows, 1 new, 0 corrections, 0 identical, 0 replaced
data/xau.csv actuals refused: 30 rows, 0 new, 0 corrections, 0 identical, 0 replaced
error: data/xau.csv:31:52: Giá trị: "mười", letter 1: a number is expected here
hint: write the number and its unit, as in "1.800 tỷ đồng"
error: data/xau.csv:32:67: the quoted cell that starts here never ends
hint: close it with a quote; a quote inside a quoted cell is written twice ("")`)
	if got := ask(t, j, "select count(*) - "+strings.TrimSpace(before)+" from actual"); strings.TrimSpace(got) != "1" {
		t.Errorf("%s rows were added", got)
	}
	equal(t, ask(t, j, "select count(*) from refusal"), "0")
	if len(report.ReturnSheets) != 1 {
		t.Fatal(report.ReturnSheets)
	}
	text := sheetText(t, filepath.Join(j.root, report.ReturnSheets[0]))
	for _, want := range []string{"Dòng 32, ký tự 67: Ô bắt đầu ở đây có dấu ngoặc kép mở mà không đóng.", "Các dòng sau chỗ này không đọc được", "|13|", "|mười|"} {
		if !strings.Contains(text, want) {
			t.Errorf("the return sheet does not say %q:\n%s", want, text)
		}
	}
	rebuilt(t, j, dump(t, j))
}

// A file that cannot be opened at all goes back with the reason in Vietnamese.
func TestUnreadableFileGoesBackWithItsReason(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	for name, c := range map[string]struct{ content, want string }{
		"data/cu.xls":       {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu, không đọc được. Mở tệp bằng Excel, lưu thành .xlsx, không đặt mật khẩu."},
		"data/rong.csv":     {"", "Tệp rỗng. Gửi lại tệp."},
		"data/hong.xlsx":    {"PK\x03\x04 hỏng", "Tệp Excel bị hỏng. Mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi tệp đó."},
		"data/khac.csv":     {"Họ tên;Địa chỉ\nA;B\n", "Không tìm thấy dòng tiêu đề cột của biểu trong các dòng đầu. So tên các cột với biểu mẫu."},
		"data/nhi-phan.csv": {"Mã chỉ tiêu;Mã đơn vị\na;\x00\n", "Dòng 2, ký tự 3: Tệp không phải tệp văn bản. Lưu biểu thành “CSV UTF-8” hoặc .xlsx."},
	} {
		report, err := j.load(context.Background(), []string{write(t, j, name, c.content)}, "", later)
		if err == nil || len(report.ReturnSheets) != 1 {
			t.Errorf("%s: %v, return sheets %v", name, err, report.ReturnSheets)
			continue
		}
		if text := sheetText(t, filepath.Join(j.root, report.ReturnSheets[0])); !strings.Contains(text, c.want) {
			t.Errorf("%s: the return sheet does not say %q:\n%s", name, c.want, text)
		}
	}
}

// sheetText is what stands in a workbook's first sheet.
func sheetText(t *testing.T, path string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, "|") + "\n")
	}
	return b.String()
}
