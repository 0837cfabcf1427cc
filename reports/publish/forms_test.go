package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tdkt/reports/document"
	"tdkt/reports/publish"
)

// sampleForm has a row whose columns do not add up (03) and a check that does
// not hold (01 = 02 + 03 + 1 unclassified is 4, not 5).
func sampleForm() document.Form {
	return document.Form{
		Code: "0603.N/BNV-TĐKT", Issued: "Ban hành theo Thông tư số 02/2023/TT-BNV", Reporter: "UBND <huyện> Mẫu", Receiver: "UBND tỉnh", Title: "Số lượng khen thưởng",
		Period: "Năm 2023", Units: true, Numbers: []string{"A", "B", "C", "1", "2", "3"},
		Columns: []document.Column{{Width: 50}, {Width: 10}, {Width: 12}, {Width: 12, Align: document.Decimal}, {Width: 12, Align: document.Decimal}, {Width: 12, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "", RowSpan: 2}, {Text: "Mã số", RowSpan: 2}, {Text: "Đơn vị tính", RowSpan: 2}, {Text: "Tổng số", RowSpan: 2}, {Text: "Chia ra", ColSpan: 2}},
			{{Text: "Bằng khen"}, {Text: "Cờ"}}},
		Rows: []document.FormRow{
			{Kind: document.Total, Label: "Tổng số", Code: "01", Values: []int{5, 4, 1}},
			{Kind: document.Group, Label: "1. Chia theo đối tượng"},
			{Label: "- Tập thể", Code: "02", Unit: "Tập thể", Values: []int{3, 2, 1}},
			{Kind: document.Part, Label: "- Cá nhân", Code: "03", Unit: "Người", Values: []int{0, 2, 0}},
		},
		Checks: []document.FormCheck{{Text: "Chia theo đối tượng: 01 = 02 + 03", Whole: "01", Parts: []string{"02", "03"}, Other: 1},
			{Text: "01 = 02 + 2", Whole: "01", Parts: []string{"02"}, Other: 2}},
		Notes: []string{"Một trường hợp chưa phân loại."},
	}
}

// TestFormsInLibreOffice opens a workbook of forms as an office does and reads
// what its formulas give.
func TestFormsInLibreOffice(t *testing.T) {
	office := need(t, "soffice", "libreoffice")
	dir := t.TempDir()
	path := filepath.Join(dir, "bieu.xlsx")
	other := sampleForm()
	other.Code, other.Landscape = "0602.N/BNV-TĐKT", true
	if _, err := publish.Forms(path, sample(t), []document.Form{sampleForm(), other}); err != nil {
		t.Fatal(err)
	}
	run(t, office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to",
		`csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,-1`, "--outdir", dir, path)
	made, err := filepath.Glob(filepath.Join(dir, "*0603*.csv"))
	if err != nil || len(made) != 1 {
		t.Fatalf("sheets %q: %v", made, err)
	}
	data, err := os.ReadFile(made[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Biểu số: 0603.N/BNV-TĐKT;;", "Đơn vị báo cáo: UBND <huyện> Mẫu", "SỐ LƯỢNG KHEN THƯỞNG;", "A;B;C;1;2;3;",
		"Tổng số;01;;5;4;1;", "- Tập thể;02;Tập thể;3;2;1;", "- Cá nhân;03;Người;-;2;-;",
		"Chia theo đối tượng: 01 = 02 + 03;5;1;Chênh lệch", "01 = 02 + 2;5;2;Khớp",
		"Người lập biểu;", "(Ký, họ tên, đóng dấu)",
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the sheet lacks %q:\n%s", want, data)
		}
	}
	// The total of a row that adds up is a formula, the other stays a number.
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for cell, want := range map[string]string{"D11": "SUM(E11:F11)", "D13": "SUM(E13:F13)", "D14": "", "H9": ""} {
		if got, err := file.GetCellFormula("Biểu 0603", cell); got != want || err != nil {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, err)
		}
	}
	if wrong := sampleForm().Wrong(); len(wrong) != 2 || !strings.HasPrefix(wrong[0], "mã số 03: cột 1 là 0") {
		t.Errorf("wrong: %q", wrong)
	}
}
