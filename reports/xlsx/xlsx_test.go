package xlsx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tdkt/loaders/quantity"
	"tdkt/reports/document"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"1.800,5": "1800.5 #,##0.0", "0": "0 #,##0", "-0,30": "-0.3 #,##0.00", "−7": "-7 #,##0",
		"+5,2": "5.2 +#,##0.0;-#,##0.0;#,##0.0", "2022": "2022 0", "2.022": "2022 #,##0", "999": "999 #,##0",
		"123.456.789.012.345": "123456789012345 #,##0", "0,000001": "0.000001 #,##0.000000",
	} {
		n, ok := parse(in)
		if got := fmt.Sprint(n.value, " ", n.format); !ok || got != want {
			t.Errorf("%q is %s (%v), want %s", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "-", "...", "×", "52,16%", "83-86", "02", "1.80", "1.8000", "1800.5", "12,", ",5", "1,5,5", "+-3", "1 800",
		"5 xã", "12/7/2022", "1e3", "=1+1", "0x10", "1.234.567.890.123.456", ".5", "5.", "¹"} {
		if n, ok := parse(in); ok {
			t.Errorf("%q is the number %s", in, n.value)
		}
	}
}

// What the project prints is read back as what it was.
func FuzzParse(f *testing.F) {
	f.Add(int64(18005), uint8(1))
	f.Add(int64(-999999999), uint8(6))
	f.Fuzz(func(t *testing.T, mantissa int64, decimals uint8) {
		d := int(decimals % 7)
		wide := d + 1
		if mantissa < 0 {
			wide++ // the sign
		}
		s := fmt.Sprintf("%0*d", wide, mantissa)
		if d > 0 {
			s = s[:len(s)-d] + "." + s[len(s)-d:]
		}
		v, err := quantity.New(s)
		if err != nil {
			t.Skip(s)
		}
		text := v.Format(d)
		n, ok := parse(text)
		digits := len(strings.TrimLeft(strings.NewReplacer(".", "", ",", "", "-", "").Replace(text), "0"))
		if ok != (digits <= exactDigits) {
			t.Fatalf("%q: %v", text, ok)
		}
		if ok && !n.value.Equal(v) {
			t.Fatalf("%q is read as %s", text, n.value)
		}
		if ok {
			if back, err := parseMachine(fmt.Sprint(n.value.Float64())); err == nil && !back.Equal(n.value) {
				t.Fatalf("%q is kept as %s", text, back)
			}
		}
	})
}

// table makes a table of one column of words and one of numbers.
func table(rows ...string) document.Table {
	t := document.Table{Title: "Biểu", Columns: []document.Column{{Width: 3}, {Width: 1, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "Tên"}, {Text: "Số"}}}}
	kinds := map[byte]document.RowKind{'.': document.Plain, 'G': document.Group, 'T': document.Total, 'P': document.Part}
	for _, r := range rows {
		row := document.Row{Kind: kinds[r[0]], Cells: []document.Cell{document.WordCell("x"), document.WordCell(r[1:])}}
		if r[0] == 'G' {
			row.Cells = row.Cells[:1]
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func TestFormula(t *testing.T) {
	for _, c := range []struct {
		rows []string
		want []string // of each total, from the top
	}{
		{[]string{".1", ".2,5", "T3,5"}, []string{"SUM(B3:B4)"}},
		{[]string{".1", "P0,5", ".2", "T3"}, []string{"SUM(B3:B3,B5:B5)"}},
		{[]string{"G", ".1", ".2", "G", ".4", "T7"}, []string{"SUM(B4:B7)"}},
		{[]string{"T3", ".1", ".2"}, []string{"SUM(B4:B5)"}},
		{[]string{".1", ".2", "T3", ".4", ".5", "T9", "T12"}, []string{"SUM(B3:B4)", "SUM(B6:B7)", "SUM(B3:B4,B6:B7)"}},
		{[]string{".1", ".-", ".2", "T3"}, []string{"SUM(B3:B5)"}},
		{[]string{".1", ".2", "T4"}, []string{""}},       // no sum
		{[]string{".3", "T3"}, []string{""}},             // of one number
		{[]string{".10%", ".20%", "T30%"}, []string{""}}, // words
		{[]string{".0,1", ".0,2", "T0,3"}, []string{"SUM(B3:B4)"}},
	} {
		tab := table(c.rows...)
		var got []string
		for i, r := range tab.Rows {
			if r.Kind == document.Total {
				got = append(got, formula(tab, i, 1, placeOf(tab).first))
			}
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q: %q, want %q", c.rows, got, c.want)
		}
	}
}

func doc(tables ...document.Table) document.Document {
	d := document.Document{Meta: document.Meta{Title: "T", Language: "vi-VN", Made: time.Date(2022, 7, 12, 0, 0, 0, 0, time.UTC)},
		Head: document.Head{Kind: "BÁO CÁO", Subject: "Sơ kết"}}
	for _, t := range tables {
		d.Body = append(d.Body, t)
	}
	return d
}

func TestWorkbook(t *testing.T) {
	words := table(".=1+1", ".+cmd|' /C calc'!A0", ".@SUM(A1)", ".-2+3", ".5")
	words.Rows[4].Cells[1].Spans[0].Notes = []string{"Ước.", "Hai."}
	// A column of words, with the count that a sentence states under it.
	listed := document.Table{Title: "Biểu", Columns: []document.Column{{Width: 3}, {Width: 1}}, Header: [][]document.HeaderCell{{{Text: "Nội dung"}, {Text: "Kết quả"}}},
		Rows: []document.Row{{Cells: []document.Cell{document.WordCell("Quyết định"), document.WordCell("12")}},
			{Cells: []document.Cell{document.WordCell("Quyết định"), document.WordCell("5")}},
			{Kind: document.Total, Cells: []document.Cell{document.WordCell("Cộng"), document.ValueCell("cong", "17")}}}}
	d := doc(table(".1.800,5", ".0,25", "T1.800,75"), words, listed)
	var buf bytes.Buffer
	if err := Write(&buf, d); err != nil {
		t.Fatal(err)
	}
	if err := Check(buf.Bytes(), d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(buf.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]excelize.CellType{"B3": excelize.CellTypeUnset, "B5": excelize.CellTypeUnset} {
		if got, err := f.GetCellType("Biểu 1", cell); err != nil || got != want {
			t.Errorf("%s has type %d, want %d: %v", cell, got, want, err)
		}
	}
	if v, err := f.GetCellValue("Biểu 1", "B5", excelize.Options{RawCellValue: true}); err != nil || v != "1800.75" {
		t.Errorf("the total's stored result is %q: %v", v, err)
	}
	if v, err := f.GetCellValue("Biểu 2", "B7"); err != nil || v != "5¹ ²" {
		t.Errorf("a number with notes is shown as %q: %v", v, err)
	}
	for row := 3; row <= 6; row++ {
		cell := cellName(2, row)
		kind, err := f.GetCellType("Biểu 2", cell)
		text, ferr := f.GetCellFormula("Biểu 2", cell)
		if err != nil || ferr != nil || kind != excelize.CellTypeSharedString || text != "" {
			t.Errorf("%s: type %d, formula %q: %v %v", cell, kind, text, err, ferr)
		}
	}
	for cell, want := range map[string]excelize.CellType{"B3": excelize.CellTypeSharedString, "B5": excelize.CellTypeUnset} {
		got, err := f.GetCellType("Biểu 3", cell)
		if text, ferr := f.GetCellFormula("Biểu 3", cell); err != nil || ferr != nil || got != want || text != "" {
			t.Errorf("%s has type %d, want %d, formula %q: %v, %v", cell, got, want, text, err, ferr)
		}
	}
	panes, err := f.GetPanes("Biểu 1")
	if err != nil || !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("frozen: %+v, %v", panes, err)
	}
	if props, err := f.GetDocProps(); err != nil || props.Created != "2022-07-12T00:00:00Z" || props.Language != "vi-VN" {
		t.Errorf("%+v, %v", props, err)
	}
}

func TestCheckFinds(t *testing.T) {
	good := doc(table(".1", ".2", "T3"))
	var buf bytes.Buffer
	if err := Write(&buf, good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		doc  document.Document
		want string
	}{
		{doc(table(".1", ".4", "T3")), "B4"},
		{doc(table(".1", ".hai", "T3")), "B4"},
		{doc(table(".1", ".2", "T3"), table(".1")), "2 sheets"},
	} {
		if err := Check(buf.Bytes(), c.doc); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q: %v", c.want, err)
		}
	}
	if err := Check(buf.Bytes()[:100], good); err == nil {
		t.Error("a part of a file passes")
	}
}

// A table with more notes than Excel has room for formats names the cells.
func TestManyNotes(t *testing.T) {
	var rows []string
	for i := range 200 {
		rows = append(rows, fmt.Sprintf(".%d", i+1))
	}
	tab := table(rows...)
	for i := range tab.Rows {
		tab.Rows[i].Cells[1].Spans[0].Notes = []string{fmt.Sprintf("Chú thích số %d.", i+1)}
	}
	d := doc(tab)
	var buf bytes.Buffer
	if err := Write(&buf, d); err != nil {
		t.Fatal(err)
	}
	if err := Check(buf.Bytes(), d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(buf.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// Rows 3 to 202, then the notes.
	for cell, want := range map[string]string{"B3": "1¹", "B202": "200", "A203": "¹ Chú thích số 1.", "A402": "²⁰⁰ Chú thích số 200. (ô B202)"} {
		if got, err := f.GetCellValue("Biểu 1", cell); err != nil || got != want {
			t.Errorf("%s reads %q, want %q: %v", cell, got, want, err)
		}
	}
}
