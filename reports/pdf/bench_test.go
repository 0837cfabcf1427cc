package pdf

import (
	"fmt"
	"io"
	"testing"
	"time"

	"tdkt/reports/document"
)

// bigTable is an annex of n rows and eight columns, four of them numbers.
func bigTable(n int) document.Document {
	t := document.Table{Title: "Biểu tổng hợp",
		Columns: []document.Column{{Width: 5, Align: document.Centre}, {Width: 30}, {Width: 10, Align: document.Centre},
			{Width: 10, Align: document.Decimal}, {Width: 10, Align: document.Decimal}, {Width: 10, Align: document.Decimal},
			{Width: 10, Align: document.Right}, {Width: 15}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Đơn vị"}, {Text: "ĐVT"}, {Text: "Kế hoạch"}, {Text: "Thực hiện"}, {Text: "Tỷ lệ (%)"}, {Text: "Hạng"}, {Text: "Ghi chú"}}}}
	for i := range n {
		var cells []document.Cell
		for _, s := range []string{fmt.Sprint(i + 1), fmt.Sprintf("Ủy ban nhân dân xã số %d", i%300), "tỷ đồng",
			fmt.Sprintf("%d,%d", i%900, i%10), fmt.Sprintf("%d,%02d", i%700, i%100), "98,75", fmt.Sprint(i % 40), "ước thực hiện"} {
			cells = append(cells, document.WordCell(s))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	return document.Document{
		Meta:    document.Meta{Title: "Biểu", Language: "vi-VN", Made: time.Date(2022, 7, 12, 0, 0, 0, 0, time.UTC)},
		Annexes: []document.Annex{{Label: "Phụ lục", Landscape: true, Body: []document.Block{t}}},
	}
}

func BenchmarkTable3000(b *testing.B) {
	doc := bigTable(3000)
	for b.Loop() {
		if _, err := Write(io.Discard, doc, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// fifteen is a report of about fifteen pages.
func fifteen() document.Document {
	doc := sample()
	for len(doc.Body) < 90 {
		doc.Body = append(doc.Body, sample().Body[3:6]...)
	}
	doc.Body = doc.Body[:len(doc.Body)-1]
	for i, b := range doc.Body {
		if h, ok := b.(document.Heading); ok && i > 24 {
			h.ID = ""
			doc.Body[i] = h
		}
	}
	return doc
}

func BenchmarkReport(b *testing.B) {
	doc := fifteen()
	var res Result
	for b.Loop() {
		var err error
		if res, err = Write(io.Discard, doc, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(res.Pages), "pages")
}
