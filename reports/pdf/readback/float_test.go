package readback_test

import (
	"fmt"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/pdf/readback"
)

// tall is a figure that takes more than half a page.
func tall(n int) document.Figure {
	label := fmt.Sprintf("Hình %d", n)
	return document.Figure{Caption: "Biểu đồ " + label, Texts: []string{label}, SVG: fmt.Appendf(nil,
		`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="420"><rect x="1" y="1" width="398" height="418" fill="none" stroke="#000000"/>`+
			`<text x="20" y="40" font-family="Liberation Sans" font-size="9" fill="#000000">%s</text></svg>`, label)}
}

func line(word string) document.Block {
	return document.P(document.Span{Text: word + " " + strings.Repeat("nội dung ", 30)})
}

func pageText(p readback.Page) string {
	var all strings.Builder
	for _, r := range p.Runs {
		all.WriteString(r.Text)
	}
	return all.String()
}

// pageWith is the first page with a text, from 1.
func pageWith(t *testing.T, f *readback.File, text string) int {
	t.Helper()
	for i, p := range f.Pages {
		if strings.Contains(pageText(p), text) {
			return i + 1
		}
	}
	t.Fatalf("%q is on no page", text)
	return 0
}

// A figure that is too tall for the rest of a page lets the following text go
// first, but stays before the next part and in the order of the figures; sections
// of its part may pass it.
func TestTextGoesBeforeAFigureThatDoesNotFit(t *testing.T) {
	textBeforeFigure(t, 1, "II. HAI", false)
	textBeforeFigure(t, 2, "2. Hai", true)
	textBeforeFigure(t, 3, "b) Hai", true)
}

// A figure that lacks a little room is made smaller, by a seventh at most.
func TestFigureThatNearlyFitsIsMadeSmaller(t *testing.T) {
	smaller, waited := 0, 0
	for lines := range 12 {
		doc := report()
		doc.Annexes, doc.Body = nil, nil
		for range 6 + lines {
			doc.Body = append(doc.Body, document.P(document.Span{Text: "Một dòng."}))
		}
		doc.Body = append(doc.Body, tall(1), line("Cuối"))
		_, _, f := write(t, doc)
		page := pageWith(t, f, "Hình 1")
		if page == 1 {
			for _, r := range f.Pages[0].Runs {
				if r.Text == "Hình 1" && r.Figure >= 0 {
					full := 9 * (210 - 30 - 18) * 72 / 25.4 / 400
					if share := r.Size / full; share < 0.849 || share > 1.001 {
						t.Errorf("%d lines before: the figure is drawn at %.3f of its size", lines, share)
					} else if share < 0.999 {
						smaller++
					}
				}
				if r.Y > 297-20 {
					t.Errorf("%d lines before: %q at %.1f mm", lines, r.Text, r.Y)
				}
			}
		} else {
			waited++
		}
	}
	if smaller == 0 || waited == 0 {
		t.Errorf("%d figures were made smaller, %d waited", smaller, waited)
	}
}

func textBeforeFigure(t *testing.T, level int, heading string, passes bool) {
	doc := report()
	doc.Body = []document.Block{document.Heading{Level: 1, Number: "I", Text: "Một"}}
	for range 6 {
		doc.Body = append(doc.Body, line("Trước"))
	}
	doc.Body = append(doc.Body, tall(1), line("Ngay sau"), tall(2), line("Tiếp theo"),
		document.Heading{Level: level, Number: map[int]string{1: "II", 2: "2", 3: "b"}[level], Text: "Hai"}, line("Cuối"))
	doc.Signature = document.Signature{} // which would keep the last section with it
	_, _, f := write(t, doc)
	page := func(text string) int { return pageWith(t, f, text) }
	if got := page("Ngay sau"); got != page("I. MỘT") {
		t.Errorf("the text after the first figure is on page %d, want it to fill the page of the first heading", got)
	}
	first, second, next := page("Hình 1"), page("Hình 2"), page(heading)
	if first != page("I. MỘT")+1 || second < first || !passes && next < second || passes && next > second {
		t.Errorf("figures on pages %d and %d, next section on %d", first, second, next)
	}
}

// A figure that waits while a table goes on overleaf stands after its last row
// and the notes below it.
func TestNoFigureBetweenRowsOfATable(t *testing.T) {
	waited := 0
	for before := range 8 {
		doc := report()
		doc.Annexes, doc.Body = nil, nil
		for range before {
			doc.Body = append(doc.Body, line("Trước"))
		}
		tb := table(24)
		tb.Notes = []string{"Ghi chú cuối bảng."}
		doc.Body = append(doc.Body, tall(1), tall(2), tb, line("Cuối"))
		_, _, f := write(t, doc)
		title, end := pageWith(t, f, "Biểu 1."), pageWith(t, f, "Ghi chú cuối")
		for k := title + 1; k <= end; k++ {
			text := pageText(f.Pages[k-1])
			figure := strings.Index(text, "Biểu đồ")
			if figure < 0 {
				continue
			}
			waited++
			if note := strings.Index(text, "Ghi chú cuối"); note < 0 || note > figure {
				t.Errorf("%d paragraphs, page %d: a figure stands inside the table", before, k)
			}
		}
	}
	if waited == 0 {
		t.Error("no figure waited for the end of a table")
	}
}
