package table

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// count reads all rows and reports the most heap that was in use meanwhile.
func count(b *testing.B, r Reader) (rows int) {
	var peak uint64
	var m runtime.MemStats
	defer func() { b.ReportMetric(float64(peak>>20), "heap-MB") }()
	for {
		_, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if rows%5000 == 0 {
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse)
		}
		if err != nil {
			b.Fatal(err)
		}
		rows++
	}
}

func BenchmarkCSV(b *testing.B) {
	const rows = 100_000
	var text strings.Builder
	for i := range rows {
		fmt.Fprintf(&text, "trong_rung;%05d;01/01/2022;30/6/2022;không;thực hiện;%d,5;\"Số liệu\nminh họa\"\n", i%500, i)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if n := count(b, NewCSV(strings.NewReader(text.String()))); n != rows {
			b.Fatal(n)
		}
	}
}

// BenchmarkWorkbook reads a sheet of 100,000 rows by 8 columns, and the same
// sheet with the row iterator of the library, which tells neither types, fonts
// nor merged cells.
func BenchmarkWorkbook(b *testing.B) {
	const rows = 100_000
	path := filepath.Join(b.TempDir(), "b.xlsx")
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	font, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: ".VnTime", Bold: true}})
	if err != nil {
		b.Fatal(err)
	}
	head := []any{excelize.Cell{StyleID: font, Value: "M· chØ tiªu"}, "Mã đơn vị", "Kỳ báo cáo", nil, "Lũy kế", "Loại số liệu", "Giá trị", "Nguồn"}
	if err := errors.Join(w.SetRow("A1", head), w.SetRow("A2", []any{nil, nil, "Từ ngày", "Đến ngày"}), w.MergeCell("C1", "D1"), w.MergeCell("A1", "A2")); err != nil {
		b.Fatal(err)
	}
	for i := 2; i < rows; i++ {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := w.SetRow(cell, []any{"trong_rung", i % 500, 44562, 44742, "không", "thực hiện", float64(i) + 0.5, "Số liệu minh họa"}); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(w.Flush(), f.SaveAs(path), f.Close()); err != nil {
		b.Fatal(err)
	}
	b.Run("table", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := Open(path, "b.xlsx")
			if err != nil {
				b.Fatal(err)
			}
			r, c, err := f.Sheets[0].Rows()
			if err != nil {
				b.Fatal(err)
			}
			if n := count(b, r); n != rows {
				b.Fatal(n)
			}
			c.Close()
			f.Close()
		}
	})
	b.Run("excelize", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := excelize.OpenFile(path)
			if err != nil {
				b.Fatal(err)
			}
			it, err := f.Rows("Sheet1")
			if err != nil {
				b.Fatal(err)
			}
			for it.Next() {
				if _, err := it.Columns(excelize.Options{RawCellValue: true}); err != nil {
					b.Fatal(err)
				}
			}
			it.Close()
			f.Close()
		}
	})
}
