package readback_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

// The 134 letters of Vietnamese that ASCII lacks: 67 in each case.
const lower = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

func TestVietnameseLetters(t *testing.T) {
	letters := lower + strings.ToUpper(lower)
	if n := len([]rune(letters)); n != 134 {
		t.Fatalf("%d letters", n)
	}
	for _, style := range []document.Span{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		style.Text = letters
		doc := report()
		doc.Annexes = nil
		doc.Body = []document.Block{document.P(style)}
		data, _, f := write(t, doc)
		var got strings.Builder
		for _, r := range f.Pages[0].Runs {
			if r.NoGlyph > 0 {
				t.Errorf("%q has no glyph", r.Text)
			}
			got.WriteString(r.Text)
		}
		if !strings.Contains(got.String(), letters) {
			t.Errorf("bold %v italic %v: read back as %q", style.Bold, style.Italic, got.String())
		}
		if text := pdftotext(t, data); !strings.Contains(strings.ReplaceAll(text, "\n", ""), letters) {
			t.Errorf("bold %v italic %v: pdftotext reads %q", style.Bold, style.Italic, text)
		}
	}
}

func pdftotext(t *testing.T, data []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestSameTreeSameBytes(t *testing.T) {
	doc := report()
	doc.Attachments = []document.Attachment{{Name: "lần chạy.json", MediaType: "application/json", Data: []byte("{}")}}
	a, _, f := write(t, doc)
	b, _, _ := write(t, doc)
	if !bytes.Equal(a, b) {
		t.Error("two files of one tree differ")
	}
	if len(f.Attachments) != 1 || f.Attachments[0] != "lần chạy.json" || f.Language != "vi-VN" {
		t.Errorf("attachments %q, language %q", f.Attachments, f.Language)
	}
	doc.Meta.Title = "khác"
	if c, _, _ := write(t, doc); bytes.Equal(a, c) {
		t.Error("another title gives the same file")
	}
}

// A letter without a glyph, or text that is not NFC, stops the file and names
// the place; nothing is written.
func TestNoGlyphNoReport(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*document.Document)
		place string
		r     rune
	}{
		"body": {func(d *document.Document) { d.Body[1] = document.P(document.Span{Text: "chữ 漢"}) }, `paragraph "chữ 漢"`, '漢'},
		"item": {func(d *document.Document) {
			d.Body[1] = document.List{Items: [][]document.Span{{{Text: "một hai ba bốn năm sáu bảy tám 漢"}}}}
		}, `item "một hai ba bốn năm sáu bảy tám ..."`, '漢'},
		"head":  {func(d *document.Document) { d.Head.Subject = "漢" }, "head", '漢'},
		"cell":  {func(d *document.Document) { d.Body[1] = withCell("Xã 漢") }, `table "Biểu 1. Kết quả", row 2, column 2`, '漢'},
		"NFD":   {func(d *document.Document) { d.Body[1] = withCell("tie\u0302\u0301n") }, "row 2, column 2", 0},
		"stamp": {func(d *document.Document) { d.Stamp = "☃" }, "stamp", '☃'},
		"figure": {func(d *document.Document) {
			d.Body[1] = document.Figure{Caption: "Biểu đồ 1", SVG: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text x="1" y="1" font-family="Liberation Sans" font-size="3" fill="#000000">漢</text></svg>`)}
		}, "Biểu đồ 1", '漢'},
	} {
		doc := report()
		c.spoil(&doc)
		var b bytes.Buffer
		_, err := pdf.Write(&b, doc, pdf.Options{})
		var g *pdf.GlyphError
		if err == nil || b.Len() > 0 {
			t.Errorf("%s: err %v, %d bytes", name, err, b.Len())
			continue
		}
		if errors.As(err, &g) && (!strings.Contains(g.Place, c.place) || c.r != 0 && g.Rune != c.r) || !errors.As(err, &g) && c.r != '漢' {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func withCell(s string) document.Table {
	tb := table(3)
	tb.Rows[1].Cells[1] = document.WordCell(s)
	return tb
}

// A non-breaking space holds a number and its unit together and reads as a
// space.
func TestNonBreakingSpace(t *testing.T) {
	doc := report()
	doc.Annexes = nil
	doc.Body = nil
	for n := range 40 {
		doc.Body = append(doc.Body, document.P(document.Span{Text: strings.Repeat("ab ", n+20) + "159,9\u00a0tỷ\u00a0đồng, hết."}))
	}
	_, _, f := write(t, doc)
	found := 0
	for _, p := range f.Pages {
		for _, r := range p.Runs {
			if strings.Contains(r.Text, "\u00a0") {
				t.Errorf("%q keeps U+00A0", r.Text)
			}
			if strings.Contains(r.Text, "159,9 tỷ đồng,") {
				found++
			}
		}
	}
	if found != 40 {
		t.Errorf("%d of 40 figures stand with their unit", found)
	}
}

func TestOutlinesAndLinks(t *testing.T) {
	doc := report()
	doc.Body = append(doc.Body, document.P(document.Span{Text: "Xem mục I", Link: "p1"}))
	doc.Attachments = []document.Attachment{{Name: "a.txt", Data: []byte("x")}}
	_, res, f := write(t, doc)
	var got []string
	for _, o := range f.Outlines {
		got = append(got, strings.Repeat(" ", o.Level)+o.Title)
		found := false
		for _, r := range f.Pages[o.Page-1].Runs {
			found = found || strings.HasPrefix(o.Title, strings.TrimSpace(r.Text)) && r.Y > o.Y && r.Y < o.Y+10
		}
		if !found {
			t.Errorf("outline %q points to page %d, %.0f mm, where it does not stand", o.Title, o.Page, o.Y)
		}
	}
	want := "I. TÌNH HÌNH| 1. Kinh tế|II. KẾT QUẢ|Phụ lục I. BIỂU CHỈ TIÊU|Phụ lục II. DANH SÁCH"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("outlines %q", s)
	}
	links := 0
	for _, p := range f.Pages {
		links += p.Links
	}
	if links == 0 {
		t.Error("no link")
	}
	if len(res.Headings) != 3 || res.Headings[2].Label != "II. KẾT QUẢ" {
		t.Errorf("%+v", res.Headings)
	}
	doc.Body = append(doc.Body, document.P(document.Span{Text: "x", Link: "nirgends"}))
	if _, err := pdf.Write(&bytes.Buffer{}, doc, pdf.Options{}); err == nil || !strings.Contains(err.Error(), "nirgends") {
		t.Errorf("dangling link: %v", err)
	}
}

func TestVerify(t *testing.T) {
	doc := report()
	doc.Body = append(doc.Body, document.Figure{Caption: "Biểu đồ 1", Texts: []string{"Thu ngân sách"}, SVG: []byte(
		`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect x="10" y="10" width="50" height="50" fill="#888888"/><text x="10" y="90" font-family="Liberation Sans" font-size="12" fill="#000000">Thu ngân sách</text></svg>`)},
		withCell("Xã An Đạo"))
	data, res, f := write(t, doc)
	if err := readback.Verify(data, doc, res); err != nil {
		t.Fatal(err)
	}
	if figs := f.Pages[res.Parts[0].Pages-1].Figures; len(figs) > 1 {
		t.Errorf("%d figures", len(figs))
	}
	// What another tree says is not in the file.
	for want, spoil := range map[string]func(*document.Document, *pdf.Result){
		"Xã khác":      func(d *document.Document, _ *pdf.Result) { d.Body[len(d.Body)-1] = withCell("Xã khác") },
		"MỤC LẠ":       func(d *document.Document, _ *pdf.Result) { d.Body[0] = document.Heading{Level: 1, Text: "Mục lạ"} },
		"pages":        func(_ *document.Document, r *pdf.Result) { r.Pages++ },
		"Chi ngân":     func(d *document.Document, _ *pdf.Result) { setFigureTexts(d, "Chi ngân sách") },
		"2 in 4 parts": func(d *document.Document, _ *pdf.Result) { d.Annexes = append(d.Annexes, document.Annex{Label: "X"}) },
	} {
		d, r := doc, res
		d.Body = append([]document.Block(nil), doc.Body...)
		spoil(&d, &r)
		err := readback.Verify(data, d, r)
		if want = strings.ReplaceAll(want, "2 in 4 parts", "in 4 parts"); err == nil || !strings.Contains(err.Error(), strings.ReplaceAll(want, " ", "")) && !strings.Contains(err.Error(), want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
	if _, err := readback.Open(data[:len(data)/2]); err == nil {
		t.Error("half a file was read")
	}
}

func setFigureTexts(d *document.Document, s string) {
	for i, b := range d.Body {
		if f, ok := b.(document.Figure); ok {
			f.Texts = []string{s}
			d.Body[i] = f
		}
	}
}
