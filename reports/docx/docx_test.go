package docx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tdkt/charts/svg"
	"tdkt/charts/svg/raster"
	"tdkt/reports/document"
)

func small() document.Document {
	row := func(kind document.RowKind, texts ...string) document.Row {
		r := document.Row{Kind: kind}
		for _, s := range texts {
			r.Cells = append(r.Cells, document.WordCell(s))
		}
		return r
	}
	first := row(document.Plain, "Thu <A> & \"B\"", "1.800,5", "1")
	first.Cells[1].Spans[0].Notes = []string{"Số ước."}
	second := row(document.Plain, "Chi", "20,25", "2")
	second.Cells[1].Spans[0].Notes = []string{"Số ước.", "Khác."}
	return document.Document{
		Meta: document.Meta{Title: "T & t", Author: "UBND", Language: "vi-VN", Made: time.Date(2022, 7, 12, 0, 0, 0, 0, time.UTC)},
		Head: document.Head{Issuer: "UBND HUYỆN", Kind: "BÁO CÁO", Subject: "Sơ kết"},
		Body: []document.Block{
			document.Heading{Level: 1, Number: "I", Text: "Một", ID: "m1"},
			document.P(document.Span{Text: "Xem "}, document.Span{Text: "phần I", Link: "m1"}, document.Span{Text: "dòng\nmới", Notes: []string{"a < b"}}),
			document.Table{ID: "b", Columns: []document.Column{{Width: 3}, {Width: 1, Align: document.Decimal}, {Width: 1, Align: document.Centre}},
				Header: [][]document.HeaderCell{{{Text: "Tên", RowSpan: 2}, {Text: "Năm", ColSpan: 2}}, {{Text: "Số"}, {Text: "TT"}}},
				Rows:   []document.Row{row(document.Group, "Nhóm"), first, second}},
		},
	}
}

func written(t *testing.T, d document.Document) ([]byte, map[string]string) {
	t.Helper()
	var buf bytes.Buffer
	if err := Write(&buf, d); err != nil {
		t.Fatal(err)
	}
	parts, err := open(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for name, p := range parts {
		texts[name] = string(p)
	}
	return buf.Bytes(), texts
}

func TestTable(t *testing.T) {
	_, parts := written(t, small())
	text := parts["word/document.xml"]
	table := text[strings.Index(text, `<w:tblStyle w:val="Bieu"/>`):]
	total := 0
	for _, m := range regexp.MustCompile(`<w:gridCol w:w="(\d+)"/>`).FindAllStringSubmatch(table, -1) {
		w, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		total += w
	}
	// 162 mm are 9184,25 twips; each column is rounded.
	if total < 9182 || total > 9187 {
		t.Errorf("the columns are %d twips wide together", total)
	}
	for want, n := range map[string]int{
		"<w:tblHeader/>": 2, "<w:cantSplit/>": 5, `<w:vMerge w:val="restart"/>`: 1, "<w:vMerge/>": 1,
		`<w:gridSpan w:val="2"/>`: 1, `<w:gridSpan w:val="3"/>`: 1, "Thu &lt;A&gt; &amp; &quot;B&quot;": 1,
		// The note that returns refers to its first number: 2, after the paragraph's.
		"NOTEREF _Note2 ": 1, `w:name="_Note2"`: 1, "<w:footnoteReference": 2,
	} {
		if got := strings.Count(table, want); got != n {
			t.Errorf("%s stands %d times in the table, want %d", want, got, n)
		}
	}
	if n := strings.Count(parts["word/footnotes.xml"], "<w:footnote "); n != 2+3 {
		t.Errorf("%d footnotes with the two separators", n)
	}
	if !strings.Contains(parts["docProps/core.xml"], ">2022-07-12T00:00:00Z</dcterms:created>") {
		t.Error(parts["docProps/core.xml"])
	}
}

// Numbers are moved in from the right by what their decimals leave free: ",5"
// is shorter than ",25" by one figure of 12 pt, 6 pt, 120 twips.
func TestCommasStandUnderEachOther(t *testing.T) {
	d := small()
	b := d.Body[2].(document.Table)
	for i := range b.Rows[1:] {
		b.Rows[i+1].Cells[1].Spans[0].Notes = nil
	}
	_, parts := written(t, d)
	var right [2]int
	for i, s := range []string{"1.800,5", "20,25"} {
		m := regexp.MustCompile(`w:right="(\d+)"/><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">` + regexp.QuoteMeta(s)).FindStringSubmatch(parts["word/document.xml"])
		if m == nil {
			t.Fatalf("%s is not set from the right", s)
		}
		right[i], _ = strconv.Atoi(m[1])
	}
	if d := right[0] - right[1]; d < 119 || d > 121 {
		t.Errorf("the numbers end %d and %d twips from the right", right[0], right[1])
	}
}

// The order of elements is part of the format: Word calls a file damaged that
// breaks it.
func TestOrderOfProperties(t *testing.T) {
	order := map[string][]string{
		"pPr":   strings.Fields("pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs spacing ind jc textDirection outlineLvl rPr sectPr"),
		"rPr":   strings.Fields("rStyle rFonts b bCs i iCs noProof color sz szCs vertAlign lang"),
		"tcPr":  strings.Fields("tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign"),
		"tblPr": strings.Fields("tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"),
	}
	d := small()
	d.Stamp, d.RunningHead = "DỰ THẢO", "MINH HỌA"
	d.Annexes = []document.Annex{{Label: "Phụ lục", Title: "A", Landscape: true, Body: d.Body[2:]}}
	_, parts := written(t, d)
	seen := map[string]bool{}
	for name, text := range parts {
		if !strings.HasPrefix(name, "word/") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		dec := xml.NewDecoder(strings.NewReader(text))
		var path []string
		var last []int
		for {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			switch e := tok.(type) {
			case xml.StartElement:
				if n := len(path); n > 0 {
					if list, ok := order[path[n-1]]; ok {
						at := index(list, e.Name.Local)
						if at < 0 || at <= last[n-1] {
							t.Errorf("%s: %s stands in the wrong place of %s", name, e.Name.Local, path[n-1])
						}
						last[n-1] = at
						seen[path[n-1]] = true
					}
				}
				path, last = append(path, e.Name.Local), append(last, -1)
			case xml.EndElement:
				path, last = path[:len(path)-1], last[:len(last)-1]
			}
		}
	}
	if len(seen) != len(order) {
		t.Errorf("only %v occur", seen)
	}
}

func index(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return -1
}

// Check finds what differs from the tree.
func TestCheckFinds(t *testing.T) {
	data, _ := written(t, small())
	if err := Check(data, small()); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		spoil func(*document.Document)
		want  string
	}{
		"a number": {func(d *document.Document) {
			d.Body[2].(document.Table).Rows[1].Cells[1] = document.WordCell("1.800,6")
		}, "1.800,6"},
		"a heading":   {func(d *document.Document) { d.Body[0] = document.Heading{Level: 1, Number: "I", Text: "Hai"} }, "I. HAI"},
		"an annex":    {func(d *document.Document) { d.Annexes = []document.Annex{{Label: "Phụ lục"}} }, "Phụ lục"},
		"the order":   {func(d *document.Document) { d.Body[0], d.Body[1] = d.Body[1], d.Body[0] }, "I. MỘT"},
		"a signature": {func(d *document.Document) { d.Signature.Name = "Ai" }, "Ai"},
	} {
		d := small()
		c.spoil(&d)
		if err := Check(data, d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Check(data[:len(data)/2], small()); err == nil {
		t.Error("half a file passes")
	}
	dangling := small()
	dangling.Body = append(dangling.Body, document.P(document.Span{Text: "x", Link: "không có"}))
	data, _ = written(t, dangling)
	if err := Check(data, dangling); err == nil || !strings.Contains(err.Error(), "bookmark") {
		t.Errorf("a link without target: %v", err)
	}
}

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<rect x="0" y="0" width="200" height="100" fill="#ffffff"/>
<g transform="translate(10,20) rotate(5)"><path d="M0 0 L100 0 A20 20 0 0 1 100 40 Z" fill="#666666" fill-opacity="0.5" stroke="#000000" stroke-dasharray="4,2"/></g>
<text x="100" y="60" text-anchor="middle" dominant-baseline="central" font-family="Liberation Sans" font-size="14" fill="#000000" stroke="#ffffff" stroke-width="3" paint-order="stroke">Đạt 98,5%</text></svg>`

// The drawing for Word shows what the chart's own does: both are painted and
// compared pixel by pixel.
func TestVectorLooksTheSame(t *testing.T) {
	out, size, err := vector([]byte(drawing))
	if err != nil {
		t.Fatal(err)
	}
	if size != (svg.Size{Width: 200, Height: 100}) {
		t.Errorf("size %v", size)
	}
	// The project's own reader knows one family, plain lengths and halos only.
	plain := strings.NewReplacer("Arial, 'Liberation Sans', sans-serif", "Liberation Sans", `200pt"`, `200"`, `100pt"`, `100"`, `stroke-width="3" xml:space`, `stroke-width="3" paint-order="stroke" xml:space`).Replace(string(out))
	plain = strings.ReplaceAll(plain, ` xml:space="preserve"`, "")
	var img [2]*image.RGBA
	for i, s := range []string{drawing, plain} {
		if img[i], err = raster.Image([]byte(s), 144); err != nil {
			t.Fatal(fmt.Errorf("%w\n%s", err, s))
		}
	}
	dark, differ := 0, 0
	for i := range img[0].Pix {
		a, b := int(img[0].Pix[i]), int(img[1].Pix[i])
		if a < 128 {
			dark++
		}
		if a-b > 40 || b-a > 40 {
			differ++
		}
	}
	if dark < 1000 || differ > dark/100 {
		t.Errorf("%d of %d dark samples differ", differ, dark)
	}
	if strings.Contains(string(out), "paint-order") || strings.Contains(string(out), "dominant-baseline") {
		t.Errorf("office programs do not know: %s", out)
	}
}

// The notes of a table stay with its last row and with each other; the closing words
// stay with the two blocks before them and with the signature.
func TestKeptTogether(t *testing.T) {
	d := small()
	b := d.Body[2].(document.Table)
	b.Notes = []string{"Chú thích một", "Chú thích hai"}
	d.Body[2] = b
	for _, words := range []string{"Đoạn bốn", "Đoạn ba", "Đoạn hai", "Đoạn cuối"} {
		d.Body = append(d.Body, document.P(document.Span{Text: words}))
	}
	d.Signature = document.Signature{Authority: []string{"CHỦ TỊCH"}, Name: "Anh Ví Dụ"}
	_, parts := written(t, d)
	paragraph := regexp.MustCompile(`(?s)<w:p>.*?</w:p>`)
	kept := map[string]bool{}
	for _, p := range paragraph.FindAllString(parts["word/document.xml"], -1) {
		for _, words := range []string{"Chi<", "Chú thích một", "Chú thích hai", "Đoạn bốn", "Đoạn ba", "Đoạn hai", "Đoạn cuối"} {
			if strings.Contains(p, words) {
				kept[words] = strings.Contains(p, "<w:keepNext/>")
			}
		}
	}
	for words, want := range map[string]bool{"Chi<": true, "Chú thích một": true, "Chú thích hai": false,
		"Đoạn bốn": false, "Đoạn ba": true, "Đoạn hai": true, "Đoạn cuối": true} {
		if got, ok := kept[words]; !ok || got != want {
			t.Errorf("%q: kept with what follows %v, want %v (found %v)", words, got, want, ok)
		}
	}
}
