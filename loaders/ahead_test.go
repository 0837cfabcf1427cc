package loaders

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"tdkt/loaders/kind"
	"tdkt/loaders/table"
)

// BenchmarkAhead reads a CSV file as it is, and then in Unicode with its rows
// sorted: what looking for old encodings, totals and notes costs a file that
// has none.
func BenchmarkAhead(b *testing.B) {
	const rows = 100_000
	var text strings.Builder
	text.WriteString("Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Ngày báo cáo;Nguồn\n")
	for i := range rows {
		fmt.Fprintf(&text, "trong_rung;%05d;01/01/2022;30/6/2022;không;thực hiện;%d,5;05/7/2022;Số liệu minh họa\n", i%500, i)
	}
	read := func(b *testing.B, r table.Reader, s *kind.Sorter) {
		for n := 0; ; n++ {
			row, err := r.Next()
			if errors.Is(err, io.EOF) {
				if n != rows+1 {
					b.Fatal(n)
				}
				return
			}
			if err != nil {
				b.Fatal(err)
			}
			if n == 0 {
				continue
			}
			if s != nil && s.Sort(row) != kind.Data {
				b.Fatal(row)
			}
		}
	}
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			read(b, table.NewCSV(strings.NewReader(text.String())), nil)
		}
	})
	first, _ := table.NewCSV(strings.NewReader(text.String())).Next()
	h, _, _, ok := kind.Recognise([]table.Row{first}, nil, nil)
	if !ok {
		b.Fatal("no header")
	}
	b.Run("sorted", func(b *testing.B) {
		for b.Loop() {
			read(b, newAhead(table.NewCSV(strings.NewReader(text.String())), false), kind.NewSorter(h))
		}
	})
}
