package returns

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tdkt/loaders/kind"
)

// Hints about whole files, which no row gets.
var ofFiles = []string{"add it;", "delete it, or use", "did you mean", "send the file again", "save it as", "save the file as", "close it with a quote", "the kinds are", "keep one of them", "name the column"}

// Every hint that the bad files of the loaders' tests draw has a remedy of its
// own.
func TestRemedies(t *testing.T) {
	files, err := filepath.Glob("../testdata/bad/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	seen := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
	lines:
		for line := range strings.Lines(string(text)) {
			hint, ok := strings.CutPrefix(strings.TrimSpace(line), "hint: ")
			if !ok {
				continue
			}
			seen++
			for _, start := range ofFiles {
				if strings.HasPrefix(hint, start) {
					continue lines
				}
			}
			if Remedy(hint) == anyRemedy {
				t.Errorf("%s: no remedy for %q", filepath.Base(f), hint)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d hints", seen)
	}
	if got := Remedy(`did you mean "thu_ngan_sach"?`); got != "Có phải là “thu_ngan_sach” không?" {
		t.Error(got)
	}
}

func TestFileNames(t *testing.T) {
	got := []string{FileName("data/Số liệu đợt 1.csv", "0123456789abcdef"), SenderName("233-TCKH", 12), SenderName("", 1)}
	if d := cmp.Diff([]string{"tra-lai-so-lieu-dot-1-01234567.xlsx", "tra-lai-233-tckh-lan-12.xlsx", "tra-lai-khong-ro-don-vi-lan-1.xlsx"}, got); d != "" {
		t.Error(d)
	}
}

// Text, numbers and percentages come out as they went in, and the same book
// twice is the same bytes.
func TestWrite(t *testing.T) {
	k, _ := kind.Named("activities")
	row := Row{Ref: "R1-1", Origin: "x.xlsx, dòng 7", Raw: `{"unit_code":"00123","activity_kind":"=cmd|' /C calc'!A0","content":"@SUM(A1)","quantity":12.5,"held_on":"_x0041_ <\u0001> & ","doc_no":"` + `\u0001%0.25"}`}
	row.Add("activity_kind", "Không có.", "Sửa.")
	row.Add("activity_kind", "Không có.", "Sửa.")
	book := Book{Sender: "00123", Unit: "Xã Một", Tables: []Table{{Kind: k, Rows: []Row{row}}}}
	var first, again bytes.Buffer
	if err := Write(&first, book); err != nil {
		t.Fatal(err)
	}
	if err := Write(&again, book); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("the same book has other bytes", err)
	}
	f, err := excelize.OpenReader(&first)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Trả lại")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(rows[len(rows)-1], "|")
	if want := "00123|=cmd|' /C calc'!A0|_x0041_ <�> & |25.00%|@SUM(A1)|12.5|||Không có.|Sửa.|x.xlsx, dòng 7|R1-1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, column := range []string{"A", "B", "E"} {
		cell := column + "4"
		if formula, _ := f.GetCellFormula("Trả lại", cell); formula != "" {
			t.Errorf("%s is the formula %s", cell, formula)
		}
	}
}
