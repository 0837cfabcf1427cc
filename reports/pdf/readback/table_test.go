package readback_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

func table(rows int) document.Table {
	t := document.Table{Title: "Biểu 1. Kết quả", Unit: "Đơn vị tính: tỷ đồng",
		Columns: []document.Column{{Width: 1, Align: document.Centre}, {Width: 5}, {Width: 2, Align: document.Decimal}, {Width: 2, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Chỉ tiêu", RowSpan: 2}, {Text: "Năm 2022", ColSpan: 2}},
			{{Text: "Kế hoạch"}, {Text: "Thực hiện"}}}}
	for i := range rows {
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			document.WordCell(fmt.Sprint(i + 1)), document.WordCell(fmt.Sprintf("Chỉ tiêu số %d", i+1)),
			document.WordCell("1.234,5"), document.WordCell("12,75")}})
	}
	return t
}

func tableDoc(t document.Table) document.Document {
	doc := report()
	doc.Annexes, doc.Stamp = nil, ""
	doc.Body = []document.Block{document.P(document.Span{Text: "Mở đầu."}), t, document.P(document.Span{Text: "Kết thúc."})}
	return doc
}

// Random tables: every row stands whole on one page, under a header, in order;
// a group's title has a row below it; the title has the header below it.
func TestTablesOverPages(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 1))
		tb := table(0)
		n := 20 + rng.IntN(150)
		for i := range n {
			if rng.IntN(6) == 0 {
				tb.Rows = append(tb.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(fmt.Sprintf("nhóm-%d.", i))}})
			}
			tail := strings.Repeat(" dài thêm", rng.IntN(25))
			tb.Rows = append(tb.Rows, document.Row{Cells: []document.Cell{
				document.WordCell(""), document.WordCell(fmt.Sprintf("đầu-%d.%s cuối-%d.", i, tail, i)),
				document.WordCell(fmt.Sprintf("%d,%d", rng.IntN(5000), rng.IntN(10))), document.WordCell("-")}})
		}
		doc := tableDoc(tb)
		data, res, f := write(t, doc)
		if err := readback.Verify(data, doc, res); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		next := 0
		for k, p := range f.Pages {
			text, headers := "", 0
			for _, r := range p.Runs {
				text += r.Text + " "
				if r.Text == "Chỉ tiêu" {
					headers++
				}
			}
			rows := strings.Count(text, "đầu-")
			if rows > 0 && headers != 1 {
				t.Fatalf("seed %d page %d: %d headers", seed, k+1, headers)
			}
			for strings.Contains(text, fmt.Sprintf("đầu-%d. ", next)) {
				if !strings.Contains(text, fmt.Sprintf("cuối-%d.", next)) {
					t.Fatalf("seed %d: row %d is split over pages", seed, next)
				}
				next++
			}
			if i := strings.LastIndex(text, "nhóm-"); i >= 0 && !strings.Contains(text[i:], "đầu-") {
				t.Fatalf("seed %d page %d: a group's title stands alone", seed, k+1)
			}
			if strings.Contains(text, "Biểu 1.") && rows == 0 {
				t.Fatalf("seed %d page %d: the title stands without a row", seed, k+1)
			}
		}
		if next != n {
			t.Fatalf("seed %d: %d of %d rows", seed, next, n)
		}
	}
}

// The digits of a decimal column meet at the comma; what is no number is
// centred.
func TestDecimalColumn(t *testing.T) {
	tb := table(0)
	for _, s := range []string{"1.234,5", "7", "12,75", "83-86", "-", "×", "98,5%", "..."} {
		tb.Rows = append(tb.Rows, document.Row{Cells: []document.Cell{
			document.WordCell(""), document.WordCell("Dòng"), document.WordCell(s), document.WordCell("0")}})
	}
	_, _, f := write(t, tableDoc(tb))
	p := f.Pages[0]
	digit := 12.0 / 2 * 25.4 / 72 // half an em
	comma := func(s string) float64 {
		r := find(t, p, s)
		whole, _, _ := strings.Cut(strings.TrimSuffix(s, "%"), ",")
		w := 0.0
		for _, c := range whole {
			if c == '.' {
				w += digit / 2
			} else {
				w += digit
			}
		}
		return r.X + w
	}
	want := comma("1.234,5")
	for _, s := range []string{"12,75", "98,5%"} {
		if got := comma(s); !near(got, want, 0.02) {
			t.Errorf("%s: comma at %.2f mm, want %.2f", s, got, want)
		}
	}
	middle := centre(find(t, p, "83-86"))
	for _, s := range []string{"×", "..."} {
		if got := centre(find(t, p, s)); !near(got, middle, 0.05) {
			t.Errorf("%s: centred at %.2f, want %.2f", s, got, middle)
		}
	}
	if head := centre(find(t, p, "Kế hoạch")); !near(head, middle, 0.05) {
		t.Errorf("column centre %.2f, header %.2f", middle, head)
	}
}

// A number is never cut: a column takes what its widest number needs, letters
// shrink, and what cannot fit is an error with a remedy.
func TestNumbersStayWhole(t *testing.T) {
	wide := func(columns int) document.Table {
		tb := document.Table{Columns: []document.Column{{Width: 100}}}
		cells := []document.Cell{document.WordCell("Tên đơn vị dài")}
		for range columns {
			tb.Columns = append(tb.Columns, document.Column{Width: 0.1, Align: document.Decimal})
			cells = append(cells, document.WordCell("123.456.789,25"))
		}
		tb.Rows = []document.Row{{Cells: cells}}
		return tb
	}
	_, _, f := write(t, tableDoc(wide(5)))
	count := 0
	for _, r := range f.Pages[0].Runs {
		if r.Text == "123.456.789,25" {
			count++
		}
	}
	if count != 5 {
		t.Errorf("%d of 5 numbers are whole", count)
	}
	_, err := pdf.Write(nil, tableDoc(wide(14)), pdf.Options{})
	if err == nil || !strings.Contains(err.Error(), "landscape") {
		t.Errorf("14 columns of numbers: %v", err)
	}
}

// However many rows a table has, its last page has two of them that are no
// group's title, and the notes below.
func TestLastRowsOfATable(t *testing.T) {
	over := 0
	for n := 20; n < 40; n++ {
		tb := table(n)
		last := len(tb.Rows) - 1
		tb.Rows = append(tb.Rows[:last:last], document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell("Nhóm cuối")}}, tb.Rows[last])
		tb.Notes = []string{"Ghi chú một.", "Ghi chú hai.", "Ghi chú ba."}
		_, _, f := write(t, tableDoc(tb))
		end := pageWith(t, f, "Ghi chú ba.")
		text := pageText(f.Pages[end-1])
		if rows := strings.Count(text, "Chỉ tiêu số"); rows < 2 || !strings.Contains(text, "Ghi chú một.") {
			t.Errorf("%d rows: the last page has %d of them: %q", n, rows, text)
		}
		if end > pageWith(t, f, "Biểu 1.") {
			over++
		}
	}
	if over == 0 {
		t.Error("no table went on overleaf")
	}
}
