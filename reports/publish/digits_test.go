package publish_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/docx"
	"tdkt/reports/html"
	"tdkt/reports/xlsx"
)

// TestEveryDigitIsChecked lets one digit, one letter or one mark of one cell read
// otherwise in the tree than in the file: each twin's check finds each.
func TestEveryDigitIsChecked(t *testing.T) {
	doc := sample(t)
	for i := range doc.Annexes[0].Body {
		table := doc.Annexes[0].Body[i].(document.Table)
		for r := range table.Rows {
			table.Rows[r].Origin = &document.Origin{Query: "units_on_indicator"}
		}
	}
	document.Mark(doc)
	var word, page, book bytes.Buffer
	for _, err := range []error{docx.Write(&word, doc), html.Write(&page, doc), xlsx.Write(&book, doc)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	checks := map[string]func(document.Document) error{
		"docx": func(d document.Document) error { return docx.Check(word.Bytes(), d) },
		"html": func(d document.Document) error { return html.Check(page.Bytes(), d) },
		"xlsx": func(d document.Document) error { return xlsx.Check(book.Bytes(), d) },
	}
	for name, check := range checks {
		if err := check(doc); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	changed := 0
	try := func(place string, d document.Document) {
		t.Helper()
		changed++
		for name, check := range checks {
			if name == "xlsx" && changed%8 != 0 {
				continue // each opens the whole workbook
			}
			if err := check(d); err == nil {
				t.Errorf("%s: %s reads otherwise and nobody noticed", name, place)
			}
		}
	}
	// with gives a copy of the document with another table row.
	with := func(annex, block, row int, r document.Row) document.Document {
		d := doc
		body := &d.Body
		if annex >= 0 {
			d.Annexes = slices.Clone(d.Annexes)
			body = &d.Annexes[annex].Body
		}
		*body = slices.Clone(*body)
		table := (*body)[block].(document.Table)
		table.Rows = slices.Clone(table.Rows)
		table.Rows[row] = r
		(*body)[block] = table
		return d
	}
	each := func(annex int, body []document.Block) {
		for b, block := range body {
			table, ok := block.(document.Table)
			if !ok {
				continue
			}
			for i, r := range table.Rows {
				for j, c := range r.Cells {
					text := c.Plain()
					at := strings.IndexAny(text, "0123456789ngh")
					if at < 0 || i%5 == 4 && annex >= 0 {
						continue
					}
					other := "7"
					if text[at] == '7' {
						other = "3"
					}
					row := r
					row.Cells = slices.Clone(r.Cells)
					row.Cells[j] = document.WordCell(text[:at] + other + text[at+1:])
					try(text, with(annex, b, i, row))
				}
				if r.Mark != "" && i%20 == 0 {
					row := r
					row.Mark += "1"
					try("mark "+r.Mark, with(annex, b, i, row))
				}
			}
		}
	}
	each(-1, doc.Body)
	each(0, doc.Annexes[0].Body)
	if changed < 100 {
		t.Errorf("only %d cells were changed", changed)
	}
}
