package html

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"tdkt/reports/document"
)

func small() document.Document {
	cell := document.WordCell("1.800,5")
	cell.Spans[0].Notes = []string{"Số ước.", "Hai."}
	return document.Document{
		Meta: document.Meta{Title: `</title><script>alert("a")</script>`, Author: "UBND", Language: "vi-VN", Made: time.Date(2022, 7, 12, 0, 0, 0, 0, time.UTC)},
		Head: document.Head{Issuer: "UBND HUYỆN", Kind: "BÁO CÁO", Subject: "Sơ <b>kết</b> & tổng kết", Number: "Số:      /BC"},
		Body: []document.Block{
			document.Heading{Level: 1, Number: "I", Text: "Một", ID: "m1"},
			document.P(document.Span{Text: "<script>x</script>", Bold: true, Notes: []string{"a < b"}}, document.Span{Text: " xem "}, document.Span{Text: "I", Link: "m1"}),
			document.Table{ID: "b", Title: "Biểu 1", Unit: "Đơn vị: ha", Columns: []document.Column{{Width: 3}, {Width: 1, Align: document.Decimal}},
				Header: [][]document.HeaderCell{{{Text: "Tên", RowSpan: 2}, {Text: "Số"}}, {{Text: "2022", Vertical: true}}},
				Rows:   []document.Row{{Cells: []document.Cell{document.WordCell("Thu"), cell}}, {Cells: []document.Cell{document.WordCell("Chi"), document.WordCell("7,25")}}}},
			document.Figure{ID: "f", Caption: "Hình 1", Alt: `nói "lời"`, SVG: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>`)},
		},
		Signature: document.Signature{Authority: []string{"CHỦ TỊCH"}, Name: "(Họ và tên)", Recipients: []string{"Lưu"}},
		Annexes:   []document.Annex{{Label: "Phụ lục", Title: "A", Body: []document.Block{document.P(document.Span{Text: "b", Notes: []string{"c"}})}}},
	}
}

func written(t *testing.T, d document.Document) string {
	t.Helper()
	var buf bytes.Buffer
	if err := Write(&buf, d); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestWrite(t *testing.T) {
	page := written(t, small())
	if err := Check([]byte(page), small()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<html lang="vi">`, `default-src &#39;none&#39;`, `<h2 id="m1">I. MỘT</h2>`, `<a href="#m1">I</a>`,
		`<th scope="col" rowspan="2">Tên</th>`, `<th scope="row" class="left text">Thu</th>`,
		`<strong>&lt;script&gt;x&lt;/script&gt;</strong><sup><a id="dau-1" href="#chu-thich-1">1</a></sup>`,
		`aria-label="nói &#34;lời&#34;"`, `<span class="pad" aria-hidden="true">5</span>`, `<li id="chu-thich-2" value="2">c `,
	} {
		if !strings.Contains(page, want) && !strings.Contains(page, strings.ReplaceAll(want, "&#39;", "'")) {
			t.Errorf("the page lacks %s", want)
		}
	}
	// Without charts there is no script at all.
	if strings.Contains(page, "<script") {
		t.Error("text became a script")
	}
}

func TestCheckFinds(t *testing.T) {
	page := written(t, small())
	for name, c := range map[string]struct {
		from, to, want string
	}{
		"a number":     {"1.800,5", "1.800,6", "1.800,5"},
		"a link":       {`href="#m1"`, `href="#m2"`, "#m2"},
		"elsewhere":    {"<h1>", `<img src="https://example.vn/x.png"><h1>`, "example.vn"},
		"two ids":      {`id="b"`, `id="m1"`, "two elements"},
		"left out":     {"(Họ và tên)", "", "(Họ và tên)"},
		"a lost chart": {`<main>`, `<main><div class="chart"></div>`, "1 of 0 charts"},
	} {
		if !strings.Contains(page, c.from) {
			t.Fatalf("%s: the page has no %s", name, c.from)
		}
		spoiled := strings.ReplaceAll(page, c.from, c.to)
		if err := Check([]byte(spoiled), small()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBadCharts(t *testing.T) {
	for _, option := range []string{"{}", "[", `{"id":"x","width":0,"height":1}`} {
		d := small()
		d.Body = []document.Block{document.Figure{Caption: "Hình 9", Option: []byte(option)}}
		if err := Write(&bytes.Buffer{}, d); err == nil || !strings.Contains(err.Error(), "Hình 9") {
			t.Errorf("%s: %v", option, err)
		}
	}
}
