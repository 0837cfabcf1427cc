package readback_test

import (
	"bytes"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

// A document with hardly anything is still a valid file.
func TestBare(t *testing.T) {
	doc := document.Document{Meta: document.Meta{Made: report().Meta.Made}}
	_, res, f := write(t, doc)
	if res.Pages != 1 || len(f.Pages) != 1 {
		t.Errorf("%+v", res)
	}
	doc.Body = []document.Block{
		document.Table{Columns: []document.Column{{Width: 1}}, Rows: []document.Row{{Cells: []document.Cell{document.WordCell("Không tiêu đề")}}}},
		document.PageBreak{},
		document.List{Items: [][]document.Span{document.Spans("Trang hai")}},
	}
	data, res, f := write(t, doc)
	if err := readback.Verify(data, doc, res); err != nil {
		t.Error(err)
	}
	if res.Pages != 2 {
		t.Errorf("%d pages, want 2 by the page break", res.Pages)
	}
	find(t, f.Pages[1], "- ")
}

// A row that no page holds is an error with the row's place, not a cut row.
func TestRowTallerThanAPage(t *testing.T) {
	tb := table(3)
	tb.Rows[1].Cells[1] = document.WordCell(strings.Repeat("một nội dung rất dài ", 400))
	var b bytes.Buffer
	_, err := pdf.Write(&b, tableDoc(tb), pdf.Options{})
	if err == nil || !strings.Contains(err.Error(), `table "Biểu 1. Kết quả", row 2`) || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}

// Footnotes stand at the foot of the page that carries their mark, however
// many there are, and a box longer than a page goes on overleaf.
func TestFootnotesAndLongBox(t *testing.T) {
	doc := report()
	doc.Annexes, doc.Stamp = nil, ""
	doc.Body = nil
	for i := range 40 {
		mark := string(rune('A'+i%26)) + strings.Repeat("x", i/26)
		doc.Body = append(doc.Body, document.P(document.Span{Text: strings.Repeat(loremSentence, 1+i%3)},
			document.Span{Text: "dấu-" + mark + "-", Notes: []string{"chân-" + mark + "- " + loremSentence}}))
	}
	var items [][]document.Span
	for range 30 {
		items = append(items, document.Spans(loremSentence+loremSentence))
	}
	doc.Body = append(doc.Body, document.Box{Title: "Tóm tắt", Items: items})
	data, res, f := write(t, doc)
	if err := readback.Verify(data, doc, res); err != nil {
		t.Error(err)
	}
	marks := 0
	for i, p := range f.Pages {
		text := ""
		for _, r := range p.Runs {
			text += r.Text
			if r.Y > 277.1 {
				t.Errorf("page %d: %q stands at %.1f mm", i+1, r.Text, r.Y)
			}
		}
		for _, part := range strings.Split(text, "dấu-")[1:] {
			name, _, _ := strings.Cut(part, "-")
			marks++
			if !strings.Contains(text, "chân-"+name+"-") {
				t.Errorf("page %d: the footnote of %s stands elsewhere", i+1, name)
			}
		}
	}
	if marks != 40 {
		t.Errorf("%d marks", marks)
	}
}

// The body and every annex number their footnotes from 1; two at one place read
// back as marks, not as digits of the value before them.
func TestFootnotesOfEachPart(t *testing.T) {
	cell := func(text string, notes ...string) document.Cell {
		return document.Cell{Spans: []document.Span{{Text: text, Notes: notes}}}
	}
	small := func(first string) document.Table {
		return document.Table{Columns: []document.Column{{Width: 1, Align: document.Decimal}}, Rows: []document.Row{
			{Cells: []document.Cell{cell("67", first, "Chú thứ hai.")}}, {Cells: []document.Cell{cell("68,5")}}}}
	}
	doc := report()
	doc.Body = []document.Block{document.P(document.Span{Text: "Mở đầu", Notes: []string{"Chú của lời."}}), small("Chú của thân.")}
	doc.Annexes[0].Body = []document.Block{small("Chú của một.")}
	doc.Annexes[1].Body = []document.Block{small("Chú của hai.")}
	data, res, f := write(t, doc)
	if err := readback.Verify(data, doc, res); err != nil {
		t.Error(err)
	}
	for part, want := range []string{"2 Chú của thân.", "1 Chú của một.", "1 Chú của hai."} {
		text := pageText(f.Pages[res.Parts[part].First-1])
		if !strings.Contains(text, want) {
			t.Errorf("part %d has no footnote %q: %q", part, want, text)
		}
		if want := string(want[0]) + "," + string(want[0]+1); !strings.Contains(text, "67"+want) {
			t.Errorf("part %d has no mark %q: %q", part, want, text)
		}
	}
}
