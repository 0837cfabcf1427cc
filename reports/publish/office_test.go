package publish_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/publish"
)

// need returns the path of the first program there is. Where there is none the
// test is skipped, but not on a CI machine, which installs them.
func need(t *testing.T, names ...string) string {
	t.Helper()
	for _, n := range names {
		if path, err := exec.LookPath(n); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("none of %s is installed; .ci/run installs them", strings.Join(names, ", "))
	}
	t.Skipf("none of %s is installed: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils chromium", strings.Join(names, ", "))
	return ""
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

// convert opens a twin in LibreOffice and returns what it writes.
func convert(t *testing.T, f publish.Format, to, filter string) []string {
	t.Helper()
	office := need(t, "soffice", "libreoffice")
	dir := t.TempDir()
	path := filepath.Join(dir, "in."+string(f))
	if _, err := publish.Twin(path, sample(t), f); err != nil {
		t.Fatal(err)
	}
	run(t, office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", filter, "--outdir", filepath.Join(dir, "out"), path)
	made, err := filepath.Glob(filepath.Join(dir, "out", "*."+to))
	if err != nil || len(made) == 0 {
		t.Fatalf("LibreOffice made no %s of the %s: %v", to, f, err)
	}
	return made
}

func words(s string) map[string]int {
	count := map[string]int{}
	for _, w := range strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")) {
		count[w]++
	}
	return count
}

// TestWordInLibreOffice reads the pages that LibreOffice makes of the Word
// document.
func TestWordInLibreOffice(t *testing.T) {
	pdftotext, pdfinfo := need(t, "pdftotext"), need(t, "pdfinfo")
	pdf := convert(t, publish.FormatWord, "pdf", "pdf:writer_pdf_Export")[0]
	text := run(t, pdftotext, "-raw", "-enc", "UTF-8", pdf, "-")
	have := words(text)
	for w, n := range words(strings.Join(document.Texts(sample(t)), " ")) {
		// Spans meet without a blank: count what contains the word.
		got := have[w]
		if got < n {
			got = strings.Count(strings.ReplaceAll(text, "\n", " "), w)
		}
		if got < n {
			t.Errorf("%q stands %d times on the pages, want %d", w, got, n)
		}
	}
	pages := strings.Split(strings.TrimRight(text, "\f"), "\f")
	info := run(t, pdfinfo, "-f", "1", "-l", "99", pdf)
	sizes := regexp.MustCompile(`size: +([\d.]+) x ([\d.]+)`).FindAllStringSubmatch(info, -1)
	if len(pages) != len(sizes) || len(pages) < 5 {
		t.Fatalf("%d pages of text, %d sizes", len(pages), len(sizes))
	}
	// The page number is a line of its own above the text: none on the first
	// page of a part, 2 on the second.
	number := func(page string) string {
		for _, l := range strings.Split(page, "\n")[:4] {
			if regexp.MustCompile(`^\d+$`).MatchString(strings.TrimSpace(l)) {
				return strings.TrimSpace(l)
			}
		}
		return ""
	}
	annex := -1
	for i, p := range pages {
		if !strings.Contains(p, "SỐ LIỆU MINH HỌA") {
			t.Errorf("page %d has no running head", i+1)
		}
		if strings.Contains(p, "ĐIỂM CỦA CÁC ĐƠN VỊ") {
			annex = i
		}
	}
	if annex < 2 || annex+2 >= len(pages) {
		t.Fatalf("the first annex begins on page %d of %d", annex+1, len(pages))
	}
	for i, want := range map[int]string{0: "", 1: "2", annex: "", annex + 1: "2", len(pages) - 1: ""} {
		if got := number(pages[i]); got != want {
			t.Errorf("page %d bears the number %q, want %q", i+1, got, want)
		}
	}
	for i, s := range sizes {
		wide := strings.HasPrefix(s[1], "84") || strings.HasPrefix(s[1], "841")
		if landscape := i >= annex && i < len(pages)-1; wide != landscape {
			t.Errorf("page %d is %s by %s", i+1, s[1], s[2])
		}
	}
	// The header row returns on the annex's second page, and the real footnotes
	// stand on the page of their marks.
	if !strings.Contains(pages[annex+1], "Đơn vị") {
		t.Error("the table's header is not repeated")
	}
	if !strings.Contains(pages[0], "Tính trên 39 đơn vị phải đăng ký.") {
		t.Error("the first page lacks its footnote")
	}
	if n := strings.Count(text, "Số ước thực hiện."); n != 1 {
		t.Errorf("a footnote that a table repeats is printed %d times", n)
	}
	last := pages[annex-1]
	if !strings.Contains(last, "(Họ và tên)") || !strings.Contains(last, "Trên đây là báo cáo sơ kết./.") {
		t.Errorf("the signature does not share its page with the last words:\n%s", last)
	}
}

// TestExcelInLibreOffice reads the workbook back as LibreOffice shows it.
func TestExcelInLibreOffice(t *testing.T) {
	sheets := convert(t, publish.FormatExcel, "csv", `csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false,-1`)
	if len(sheets) != 3 {
		t.Fatalf("%d sheets, want the contents and two tables", len(sheets))
	}
	read := func(part string) string {
		for _, s := range sheets {
			if strings.Contains(s, part) {
				data, err := os.ReadFile(s)
				if err != nil {
					t.Fatal(err)
				}
				return string(data)
			}
		}
		t.Fatalf("no sheet %q among %q", part, sheets)
		return ""
	}
	table := read("Biểu 1")
	for _, want := range []string{
		"Biểu 1. Thu, chi ngân sách", "Đơn vị tính: tỷ đồng",
		`1;"Thu ngân sách <trên địa bàn> & ""khác""";1,800.5¹;+2.5;52,16%`,
		";Trong đó: tiền sử dụng đất;60;...;×",
		"2;Chi sự nghiệp giáo dục;200¹ ²;-0.25;83-86",
		";0.25;-;02", // the text beside it looks like a formula
		";Cộng;2,000.75;9;",
		"¹ Số ước thực hiện.", "² Chưa quyết toán.",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, table)
		}
	}
	if list := read("Mục lục"); !strings.Contains(list, "ĐIỂM CỦA CÁC ĐƠN VỊ") || !strings.Contains(list, "DỰ THẢO") {
		t.Errorf("contents:\n%s", list)
	}
	// The same sheet with its formulas.
	formulas := convert(t, publish.FormatExcel, "csv", `csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,true,false,2`)
	data, err := os.ReadFile(formulas[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{";Cộng;=SUM(C6:C6,C8:C10);9;", ";=1+1;0.25;"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the sheet lacks %q:\n%s", want, data)
		}
	}
}
