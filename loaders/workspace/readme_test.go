package workspace

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/kind"
	"tdkt/loaders/table"
)

// Every layout that the README of data/ shows is recognised as its kind, and
// its example rows fill the header's columns. All kinds are shown.
func TestReadme(t *testing.T) {
	text, err := template.ReadFile("template/data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	blocks := strings.Split(string(text), "```csv\n")[1:]
	for _, block := range blocks {
		csv, _, _ := strings.Cut(block, "```")
		rows := readAll(t, csv)
		h, index, findings, ok := kind.Recognise(rows, nil, nil)
		if !ok || index != 0 || len(findings) > 0 {
			t.Errorf("%s\nnot recognised: %v", csv, findings)
			continue
		}
		shown = append(shown, h.Kind.Name)
		for _, row := range rows[1:] {
			if len(row.Cells) != len(rows[0].Cells) {
				t.Errorf("%s: a row of %d cells below %d columns", h.Kind.Name, len(row.Cells), len(rows[0].Cells))
			}
		}
	}
	if d := cmp.Diff(kind.Names(), shown); d != "" {
		t.Error(d)
	}
}

func readAll(t *testing.T, csv string) []table.Row {
	t.Helper()
	r := table.NewCSV(strings.NewReader(csv))
	var rows []table.Row
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		row.Cells = append([]table.Cell(nil), row.Cells...)
		rows = append(rows, row)
	}
}
