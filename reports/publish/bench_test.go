package publish_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tdkt/reports/document"
	"tdkt/reports/publish"
)

// longTable is a document of one table with n rows and 8 columns.
func longTable(n int) document.Document {
	table := document.Table{Title: "Danh sách", Columns: []document.Column{{Width: 1, Align: document.Centre}, {Width: 5}}}
	head := []document.HeaderCell{{Text: "TT"}, {Text: "Đơn vị"}}
	for i := range 6 {
		table.Columns = append(table.Columns, document.Column{Width: 2, Align: document.Decimal})
		head = append(head, document.HeaderCell{Text: fmt.Sprintf("Cột %d", i+1)})
	}
	table.Header = [][]document.HeaderCell{head}
	for i := range n {
		row := document.Row{Cells: []document.Cell{document.WordCell(fmt.Sprint(i + 1)), document.WordCell(fmt.Sprintf("Thôn Ví Dụ số %d, xã Mẫu", i))}}
		for j := range 6 {
			row.Cells = append(row.Cells, document.WordCell(fmt.Sprintf("%d,%d", i%1000, (i+j)%10)))
		}
		table.Rows = append(table.Rows, row)
	}
	return document.Document{Meta: document.Meta{Title: "T", Made: time.Date(2022, 7, 12, 0, 0, 0, 0, time.UTC)}, Body: []document.Block{table}}
}

// BenchmarkLongTable prints a table of 3,000 rows and 8 columns in each twin's
// format, its check included.
func BenchmarkLongTable(b *testing.B) {
	doc := longTable(3000)
	for _, f := range []publish.Format{publish.FormatWord, publish.FormatExcel, publish.FormatPage} {
		b.Run(string(f), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "x."+string(f))
			for b.Loop() {
				if _, err := publish.Twin(path, doc, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
