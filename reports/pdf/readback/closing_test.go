package readback_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

// The signature's page holds more of the text than its closing sentence, wherever
// the text ends, and no page before it is left half empty for that.
func TestSignatureBringsText(t *testing.T) {
	for name, end := range map[string]func(*document.Document){
		"paragraphs": func(*document.Document) {},
		"part": func(d *document.Document) {
			d.Body = append(d.Body, document.Heading{Level: 1, Number: "VII", Text: "Đề xuất"}, line("Đoạn riêng"))
		},
		"table": func(d *document.Document) {
			tb := table(9)
			tb.Notes = nil
			d.Body = append(d.Body, tb)
		},
		"long paragraph": func(d *document.Document) {
			d.Body = append(d.Body, document.P(document.Span{Text: strings.Repeat("đoạn riêng rất dài ", 80)}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, opts := range []pdf.Options{{}, {LineSpacing: 1.15}} {
				for n := 40; n < 60; n += 2 {
					doc := report()
					doc.Annexes, doc.Body, doc.Stamp, doc.RunningHead = nil, nil, "", ""
					for i := range n {
						doc.Body = append(doc.Body, document.P(document.Span{Text: fmt.Sprintf("Đoạn riêng số %d.", i)}))
					}
					end(&doc)
					doc.Body = append(doc.Body, document.P(document.Span{Text: "Trên đây là báo cáo."}))
					var b bytes.Buffer
					if _, err := pdf.Write(&b, doc, opts); err != nil {
						t.Fatal(err)
					}
					f, err := readback.Open(b.Bytes())
					if err != nil {
						t.Fatal(err)
					}
					last := pageText(f.Pages[len(f.Pages)-1])
					if !strings.Contains(last, "Trên đây") || !strings.Contains(last, "CHỦ TỊCH") {
						t.Fatalf("%d paragraphs: closing and signature are torn", n)
					}
					empty := 0.0 // mm of the page before
					if p := len(f.Pages) - 2; p >= 0 {
						low := 0.0
						for _, r := range f.Pages[p].Runs {
							low = max(low, r.Y)
						}
						empty = 297 - 20 - low
					}
					few := strings.Count(strings.ToLower(last), "đoạn riêng")+strings.Count(last, "Chỉ tiêu số") < 2 && !strings.Contains(last, "VII.")
					if few && empty < 45 { // more would leave a third of that page empty
						t.Errorf("%d paragraphs, %+v, %.0f mm empty: the signature's page holds only %q", n, opts, empty, last)
					}
					if empty > 90 {
						t.Errorf("%d paragraphs, %+v: %.0f mm stay empty before the signature's page", n, opts, empty)
					}
				}
			}
		})
	}
}

// What stands under the last heading goes to the signature's page with it, where one
// paragraph more would leave only the closing sentence there; of a long one two
// paragraphs, where all of it would leave a third of the page before it empty.
func TestSignatureBringsPart(t *testing.T) {
	wholes, rests := 0, 0
	for _, spacing := range []float64{1.15, 1.2, 1.25, 1.3} {
		pages := 0
		for n := 36; n < 60; n++ {
			doc := report()
			doc.Annexes, doc.Body, doc.Stamp, doc.RunningHead = nil, nil, "", ""
			for range n {
				doc.Body = append(doc.Body, document.P(document.Span{Text: "Một dòng."}))
			}
			doc.Body = append(doc.Body, document.Heading{Level: 1, Number: "VII", Text: "Đề xuất"})
			for range 3 {
				doc.Body = append(doc.Body, document.P(document.Span{Text: "Đoạn riêng."}))
			}
			doc.Body = append(doc.Body, document.P(document.Span{Text: "Trên đây là báo cáo."}))
			var b bytes.Buffer
			res, err := pdf.Write(&b, doc, pdf.Options{LineSpacing: spacing})
			if err != nil {
				t.Fatal(err)
			}
			added := pages > 0 && res.Pages > pages
			pages = res.Pages
			if !added {
				continue
			}
			f, err := readback.Open(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			last := pageText(f.Pages[len(f.Pages)-1])
			switch own := strings.Count(last, "Đoạn riêng"); {
			case own == 3 && strings.Contains(last, "VII."):
				wholes++
			case own == 2:
				rests++
			default:
				t.Errorf("%d paragraphs, spacing %v: the signature's page holds only %q", n, spacing, last)
			}
		}
	}
	if wholes == 0 || rests == 0 {
		t.Errorf("the last part went whole %d times, in part %d times", wholes, rests)
	}
}
