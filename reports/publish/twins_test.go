package publish_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/publish"
)

func TestSampleIsSound(t *testing.T) {
	if problems := document.Check(sample(t)); problems != nil {
		t.Fatal(problems)
	}
}

func TestParseFormats(t *testing.T) {
	got, err := publish.ParseFormats("docx, PDF,docx,html")
	if err != nil || len(got) != 3 || got[0] != publish.FormatWord || got[1] != publish.FormatPDF || got[2] != publish.FormatPage {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "pdf,", "doc", "pdf;docx"} {
		if _, err := publish.ParseFormats(bad); err == nil || !strings.Contains(err.Error(), "pdf, docx, xlsx, html") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestPath(t *testing.T) {
	for in, want := range map[string]string{
		"a/so-ket.pdf": "a/so-ket.docx", "a/so-ket.PDF": "a/so-ket.docx", "a/so-ket.docx": "a/so-ket.docx",
		"a/so-ket": "a/so-ket.docx", "a/quy-1.2022": "a/quy-1.2022.docx",
	} {
		if got := publish.FormatWord.Path(in); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

// The same tree gives the same bytes, and each twin of its own format.
func TestTwinsAreRepeatable(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []publish.Format{publish.FormatWord, publish.FormatExcel, publish.FormatPage} {
		var made [2][]byte
		for i := range made {
			path := filepath.Join(dir, "x."+string(f))
			res, err := publish.Twin(path, sample(t), f)
			if err != nil {
				t.Fatal(err)
			}
			if made[i], err = os.ReadFile(path); err != nil || res.Bytes != len(made[i]) {
				t.Fatalf("%d bytes for %d: %v", res.Bytes, len(made[i]), err)
			}
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("two %s files of one tree differ", f)
		}
	}
}

// A tree that cannot be printed leaves the older file as it was.
func TestTwinIsWholeOrNothing(t *testing.T) {
	bad := sample(t)
	bad.Body = append(bad.Body, document.Table{Title: "Hỏng", Columns: []document.Column{{Width: 1}}, Header: [][]document.HeaderCell{{}}, Rows: []document.Row{{Cells: make([]document.Cell, 1)}}})
	for _, f := range []publish.Format{publish.FormatWord, publish.FormatExcel, publish.FormatPage} {
		dir := t.TempDir()
		path := filepath.Join(dir, "x."+string(f))
		if err := os.WriteFile(path, []byte("cũ"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := publish.Twin(path, bad, f); err == nil || !strings.Contains(err.Error(), "Hỏng") {
			t.Errorf("%s: %v", f, err)
		}
		left, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != "cũ" || len(left) != 1 {
			t.Errorf("%s: the folder has %d files, the old one reads %q: %v", f, len(left), data, err)
		}
	}
	if _, err := publish.Twin("x.pdf", bad, publish.FormatPDF); err == nil {
		t.Error("a PDF is no twin")
	}
}
