package readback_test

import (
	"strings"
	"testing"

	"tdkt/reports/document"
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
