package readback_test

import (
	"bytes"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

// A short table goes whole to the next page, unless that would leave more than a
// sixth of this one empty: then it goes on overleaf under its header.
func TestShortTableLeavesNoHole(t *testing.T) {
	whole, divided := 0, 0
	for lines := range 40 {
		doc := report()
		doc.Annexes, doc.Body, doc.Stamp = nil, nil, ""
		for range lines {
			doc.Body = append(doc.Body, document.P(document.Span{Text: "Một dòng."}))
		}
		tb := table(6)
		tb.Notes = nil
		doc.Body = append(doc.Body, tb, line("Cuối"))
		_, _, f := write(t, doc)
		title := pageWith(t, f, "Biểu 1.")
		last := 0.0 // of the page before the table
		rows := map[int]int{}
		for k, p := range f.Pages {
			for _, r := range p.Runs {
				if k+1 == title-1 && r.Y > 20 {
					last = max(last, r.Y)
				}
				if strings.HasPrefix(r.Text, "Chỉ tiêu số") {
					rows[k+1]++
				}
			}
		}
		if title > 1 && 297-20-last > 45+8 {
			t.Errorf("%d lines before: %.0f mm stay empty above the table's page", lines, 297-20-last)
		}
		if len(rows) > 1 {
			divided++
		} else {
			whole++
		}
	}
	if whole == 0 || divided == 0 {
		t.Errorf("%d tables are whole, %d divided", whole, divided)
	}
}

// A long table that begins low on a page has two rows there at least, or begins
// overleaf.
func TestTwoRowsAboveBreak(t *testing.T) {
	few := 0
	for _, spacing := range []float64{1.05, 1.1, 1.15, 1.2, 1.25} {
		for lines := 16; lines < 26; lines++ {
			doc := report()
			doc.Annexes, doc.Body, doc.Stamp = nil, nil, ""
			for range lines {
				doc.Body = append(doc.Body, document.P(document.Span{Text: "Một dòng."}))
			}
			tb := table(50)
			tb.Rows = append([]document.Row{{Kind: document.Group, Cells: []document.Cell{document.WordCell("NHÓM")}}}, tb.Rows...)
			doc.Body = append(doc.Body, tb)
			var b bytes.Buffer
			if _, err := pdf.Write(&b, doc, pdf.Options{LineSpacing: spacing}); err != nil {
				t.Fatal(err)
			}
			f, err := readback.Open(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			rows := strings.Count(pageText(f.Pages[pageWith(t, f, "Biểu 1.")-1]), "Chỉ tiêu số")
			if rows < 2 {
				t.Errorf("%d lines before, spacing %v: the table begins with %d rows", lines, spacing, rows)
			}
			if rows < 4 {
				few++
			}
		}
	}
	if few < 3 {
		t.Errorf("%d tables begin with few rows", few)
	}
}
