package table

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tdkt/loaders/problem"
)

// all reads a table as text: "line:column[type]text" per cell.
func all(r Reader) ([]string, error) {
	var rows []string
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, cellText(c))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
}

// cellText shows a cell with its place.
func cellText(c Cell) string {
	letter := []string{"", "n", "%", "d", "b", "!"}[c.Type]
	return strings.Join([]string{itoa(c.Line), ":", itoa(c.Column), letter, "=", c.Text}, "")
}

func itoa(n int) string { return strconv.Itoa(n) }

func TestCSV(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"semicolon before comma": {"a;b, c\n1;2,5\n", "1:1=a | 1:3=b, c\n2:1=1 | 2:3=2,5"},
		"comma":                  {"a,b\r\n\"x, y\",2\r\n", "1:1=a | 1:3=b\n2:1=x, y | 2:8=2"},
		"tab":                    {"a\tb, c\n1\t2", "1:1=a | 1:3=b, c\n2:1=1 | 2:3=2"},
		"byte order mark":        {"\ufeffa;b\n1;2\n", "1:1=a | 1:3=b\n2:1=1 | 2:3=2"},
		"blank lines":            {"\n;;\na;b\n\n  ; \n1;2\n", "3:1=a | 3:3=b\n6:1=1 | 6:3=2"},
		// A cell over two lines: the next cell is on line 3, and so is its column.
		"quoted newline":  {"a;b\n\"x\ny\"\"z\";đ;e\n3;4\n", "1:1=a | 1:3=b\n2:1=x\ny\"z | 3:7=đ | 3:9=e\n4:1=3 | 4:3=4"},
		"NFD becomes NFC": {"o\u0302;e\u0302\u0323\n", "1:1=ô | 1:3=ệ"},
		"no-break spaces": {"a\u00a0b;\u00a0c\u00a0\n", "1:1=a b | 1:5=c"},
		"unseen letters":  {"a\u2011b;x\u200by\u2060\n", "1:1=a-b | 1:5=xy"},
		"inner quote":     {"5\" ống;b\n", "1:1=5\" ống | 1:8=b"},
		"empty cells":     {"a;;\n", "1:1=a | 1:3= | 1:4="},
	} {
		rows, err := all(NewCSV(strings.NewReader(c.text)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if d := cmp.Diff(c.want, strings.Join(rows, "\n")); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

func TestCSVRefused(t *testing.T) {
	for text, want := range map[string]string{
		"a;b\nxã;\xe9\n":                           "2:4: byte 0xe9 is not UTF-8 text",
		"a;b\n1;\"mở\n2;3\n":                       "2:3: the quoted cell that starts here never ends",
		"a;b\n1;\"x\" y;3\n":                       "2:6: text after the closing quote of a cell",
		"a;b\nx\x00;2\n":                           "2:2: a NUL byte: this is not a text file",
		strings.Repeat(";", 1001):                  "1:1001: more than 1000 columns",
		strings.Repeat("a", 70000):                 "1:1: a cell of 70000 bytes",
		"a;b\n1;\"" + strings.Repeat("a", 10<<20):  "2: the line is longer than 8 MB",
		"a;b\n1;\"" + strings.Repeat("a\n", 5<<20): "2:3: the quoted cell that starts here never ends",
	} {
		_, err := all(NewCSV(strings.NewReader(text)))
		if err == nil || err.Error() != want {
			t.Errorf("%.20q: got %v, want %s", text, err, want)
		}
	}
}

// Whatever the bytes, the reader ends, and every cell stands where it says.
func FuzzCSV(f *testing.F) {
	f.Add("a;b\n\"x\ny\";2\n")
	f.Add("a,b\n\"\"\"\",\n\n")
	f.Add("\ufeffo\u0302\tb\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		r := NewCSV(strings.NewReader(text))
		lines := strings.Count(text, "\n") + 1
		last := 0
		for {
			row, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				var p problem.Problem
				if !errors.As(err, &p) || p.Line < 1 || p.Line > lines || p.Hint == "" {
					t.Fatalf("error without a place or a remedy: %#v", err)
				}
				return
			}
			if row.Line <= last || row.Line > lines || row.Blank() {
				t.Fatalf("row at line %d after %d of %d", row.Line, last, lines)
			}
			last = row.Line
			for i, c := range row.Cells {
				if c.Line < last || c.Column < 1 || c.Text != clean(c.Text) {
					t.Fatalf("cell %+v", c)
				}
				if i > 0 && c.Line == row.Cells[i-1].Line && c.Column <= row.Cells[i-1].Column {
					t.Fatalf("cell %+v after %+v", c, row.Cells[i-1])
				}
				last = c.Line
			}
		}
	})
}

// The quick way through ordinary lines gives what the careful one gives.
func FuzzCSVQuickly(f *testing.F) {
	for _, line := range []string{"xã;huyện", " Ủy ban ;“x” … – ", "a\u00a0;b", "o\u0302;ệ", ";;", "\"a;\nb\";c", "a\"b;c", "x\r;y\r", "\u1e9b\u0323", "\x80", "\xc3", "a\x00",
		"\u2028;\u0085", "đ;\t\v", "ff\ufeff;\u202f1", "b\u2011c", "\u200b;\u2060", strings.Repeat("a;", 1001), strings.Repeat("ô", 40000)} {
		f.Add("a;b\n" + line + "\n1;2\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		quick, slow := newCSV(strings.NewReader(text), utf8Text), newCSV(iotest.OneByteReader(strings.NewReader(text)), utf8Text)
		slow.(*csvReader).slow = true
		for {
			a, errA := quick.Next()
			b, errB := slow.Next()
			if d := cmp.Diff(b, a); d != "" || fmt.Sprint(errA) != fmt.Sprint(errB) {
				t.Fatalf("%v, %v: -careful +quick\n%s", errB, errA, d)
			}
			if errA != nil {
				return
			}
		}
	})
}

// book writes a workbook with excelize and reads it back.
func book(t *testing.T, fill func(f *excelize.File)) *File {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	path := filepath.Join(t.TempDir(), "b.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	got, err := Open(path, "b.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { got.Close() })
	return got
}

func TestWorkbook(t *testing.T) {
	f := book(t, func(f *excelize.File) {
		set := func(cell string, v any) {
			if err := f.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		style := func(cell string, s excelize.Style) {
			id, err := f.NewStyle(&s)
			if err != nil {
				t.Fatal(err)
			}
			f.SetCellStyle("Sheet1", cell, cell, id)
		}
		set("A2", "Giá trị ")
		set("C2", "1.150") // a text, not the number 1.15
		set("A4", 1.15)
		set("B4", 26.969999999999999)
		set("C4", 0.83)
		style("C4", excelize.Style{NumFmt: 10})
		set("D4", 44742)
		style("D4", excelize.Style{NumFmt: 14})
		set("E4", 44742)
		custom := `[$-vi-VN]dd" tháng "mm`
		style("E4", excelize.Style{CustomNumFmt: &custom})
		set("F4", true)
		set("G4", 1e15)
		custom2 := `0.0" điểm"`
		set("H4", 5)
		style("H4", excelize.Style{CustomNumFmt: &custom2})
		f.SetCellFormula("Sheet1", "A5", "1/0")
		f.SetCellRichText("Sheet1", "B5", []excelize.RichTextRun{{Text: "xa\u0303 "}, {Text: "Một"}})
		f.NewSheet("Đợt 1")
		f.SetCellValue("Đợt 1", "B3", "x")
		f.SetSheetVisible("Đợt 1", false)
	})
	var got []string
	for _, s := range f.Sheets {
		r, c, err := s.Rows()
		if err != nil {
			t.Fatal(err)
		}
		rows, err := all(r)
		c.Close()
		if err != nil {
			t.Fatal(err)
		}
		got = append(append(got, s.Name+map[bool]string{true: " (hidden)"}[s.Hidden]), rows...)
	}
	want := []string{
		"Sheet1",
		"2:1=Giá trị | 2:2= | 2:3=1.150",
		"4:1n=1.15 | 4:2n=26.97 | 4:3%=0.83 | 4:4d=2022-06-30 | 4:5d=2022-06-30 | 4:6b=có | 4:7n=1000000000000000 | 4:8n=5",
		"5:1!= | 5:2=xã Một",
		"Đợt 1 (hidden)",
		"3:1= | 3:2=x",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestOpenRefused(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ content, want string }{
		"a.csv":  {"", "the file is empty"},
		"a.xls":  {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a protected workbook (.xls, or .xlsx with a password) cannot be read"},
		"b.xlsx": {"PK\x03\x04 and no zip", "the workbook is damaged: zip: not a valid zip file"},
		"c.xlsx": {"Mã;Tên\n", "not a workbook, though its name ends in .xlsx"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path, name)
		var p problem.Problem
		if !errors.As(err, &p) || p.Error() != c.want || p.Hint == "" {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func TestLookOf(t *testing.T) {
	for code, want := range map[string]look{
		"dd/mm/yyyy": date, `0.0" điểm"`: plain, "0.0%": percent, "#,##0": plain, `[Red]0`: plain, `\d0`: plain, "mmm-yy": date,
		`0;"%"`: plain, "@": plain,
	} {
		if got := lookOf(code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
}
