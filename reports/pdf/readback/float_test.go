package readback_test

import (
	"fmt"
	"strings"
	"testing"

	"tdkt/reports/document"
)

// A figure that is too tall for the rest of a page lets the following text go
// first, but stays before the next section and in the order of the figures.
func TestTextGoesBeforeAFigureThatDoesNotFit(t *testing.T) {
	tall := func(n int) document.Figure {
		label := fmt.Sprintf("Hình %d", n)
		return document.Figure{Caption: "Biểu đồ " + label, Texts: []string{label}, SVG: fmt.Appendf(nil,
			`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="420"><rect x="1" y="1" width="398" height="418" fill="none" stroke="#000000"/>`+
				`<text x="20" y="40" font-family="Liberation Sans" font-size="9" fill="#000000">%s</text></svg>`, label)}
	}
	line := func(word string) document.Block {
		return document.P(document.Span{Text: word + " " + strings.Repeat("nội dung ", 30)})
	}
	doc := report()
	doc.Body = []document.Block{document.Heading{Level: 1, Number: "I", Text: "Một"}}
	for range 6 {
		doc.Body = append(doc.Body, line("Trước"))
	}
	doc.Body = append(doc.Body, tall(1), line("Ngay sau"), tall(2), line("Tiếp theo"),
		document.Heading{Level: 1, Number: "II", Text: "Hai"}, line("Cuối"))
	_, _, f := write(t, doc)
	page := func(text string) int {
		for i, p := range f.Pages {
			var all strings.Builder
			for _, r := range p.Runs {
				all.WriteString(r.Text)
			}
			if strings.Contains(all.String(), text) {
				return i + 1
			}
		}
		t.Fatalf("%q is on no page", text)
		return 0
	}
	if got := page("Ngay sau"); got != page("I. MỘT") {
		t.Errorf("the text after the first figure is on page %d, want it to fill the page of the first heading", got)
	}
	first, second, next := page("Hình 1"), page("Hình 2"), page("II. HAI")
	if first != page("I. MỘT")+1 || second < first || next < second {
		t.Errorf("figures on pages %d and %d, next section on %d", first, second, next)
	}
}
