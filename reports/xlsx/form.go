package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"tdkt/reports/document"
)

// formPlace is where the parts of a form stand on its sheet; rows from 1.
const (
	formTitle = 5 // below the head of three lines and a blank one
	formHead  = 8 // title, period and unit above it
)

// format of a count: a zero is a dash, as the statistical yearbooks print it.
const countFormat = `#,##0;-#,##0;"-"`

// WriteForms prints statistical forms, one sheet each, in the layout of their
// act: head, codes, column numbers, signature places. The first value of a row
// is a formula over the others, and the sums over rows stand as formulas right
// of the form, outside the printed area. What does not add up stays a number. The
// document's attachments are kept as properties of the workbook.
func WriteForms(w io.Writer, doc document.Document, forms []document.Form) error {
	if doc.Meta.Made.IsZero() {
		return errors.New("xlsx: the document has no date of making; set Meta.Made")
	}
	b := &book{file: excelize.NewFile(), looks: map[string]int{}, formats: map[string]bool{}, doc: doc}
	defer b.file.Close()
	m := doc.Meta
	made := m.Made.UTC().Format(time.RFC3339)
	b.do(b.file.SetDocProps(&excelize.DocProperties{Title: m.Title, Subject: m.Subject, Creator: m.Author, LastModifiedBy: m.Author,
		Keywords: strings.Join(m.Keywords, ", "), Language: m.Language, Created: made, Modified: made}))
	b.do(b.file.SetAppProps(&excelize.AppProperties{Application: "tdkt"}))
	b.do(b.file.SetDefaultFont("Times New Roman"))
	for i, f := range forms {
		name := "Biểu " + f.Number()
		if i == 0 {
			b.do(b.file.SetSheetName("Sheet1", name))
		} else {
			_, err := b.file.NewSheet(name)
			b.do(err)
		}
		if err := b.form(name, f); err != nil {
			return fmt.Errorf("xlsx: form %s: %w", f.Code, err)
		}
	}
	b.attach(doc.Attachments)
	yes := true
	b.do(b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}))
	if b.err != nil {
		return fmt.Errorf("xlsx: %w", b.err)
	}
	var buf bytes.Buffer
	if err := b.file.Write(&buf); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	data, err := again(buf.Bytes(), m.Made)
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

func (b *book) form(name string, f document.Form) error {
	t := f.Table(strconv.Itoa)
	grid, err := t.HeaderGrid()
	if err != nil {
		return err
	}
	widths := columnWidths(t, f.Landscape)
	for i, w := range widths {
		b.width(name, i+1, w)
	}
	cols, half := len(widths), formHalf(widths)
	b.formTop(name, f, cols, half)
	for _, h := range grid {
		last := h.Row == len(t.Header)-1
		l := cellLook{bold: !last, italic: last, size: 11, across: "center", wrap: true, border: true}
		for r := h.Row; r < h.Row+h.Rows; r++ {
			for c := h.Col; c < h.Col+h.Cols; c++ {
				b.text(name, c+1, formHead+r, "", l)
			}
		}
		b.text(name, h.Col+1, formHead+h.Row, h.Text, l)
		b.merge(name, h.Col+1, formHead+h.Row, h.Col+h.Cols, formHead+h.Row+h.Rows-1)
	}
	for r, tall := range headerHeights(grid, len(t.Header), widths) {
		b.height(name, formHead+r, tall)
	}
	first := formHead + len(t.Header)
	for i, r := range f.Rows {
		b.formRow(name, f, r, first+i, cols)
		tall := heightOf(r.Label, widths[0]*0.92, 12)
		if f.Units {
			tall = max(tall, heightOf(r.Unit, widths[2]*0.75, 12))
		}
		b.height(name, first+i, tall)
	}
	end := b.formFoot(name, f, first+len(f.Rows), cols, half, sum(widths))
	b.formChecks(name, f, first, cols)
	b.paper(name, f.Landscape)
	one := 1 // a form is one page
	b.do(b.file.SetPageLayout(name, &excelize.PageLayoutOptions{FitToHeight: &one}))
	b.do(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: name,
		RefersTo: fmt.Sprintf("'%s'!$A$1:%s", name, absolute(cols, end))}))
	b.freeze(name, first-1, 0)
	return b.err
}

// formHalf is the last column of the left half.
func formHalf(widths []float64) int {
	left, whole := 0.0, sum(widths)
	for i, w := range widths {
		if left += w; left >= whole/2 {
			return max(1, min(i+1, len(widths)-1))
		}
	}
	return 1
}

// formTop writes the form's head, title and period.
func (b *book) formTop(name string, f document.Form, cols, half int) {
	line := func(row int, left, right string, l cellLook) {
		b.text(name, 1, row, left, l)
		b.merge(name, 1, row, half, row)
		b.text(name, half+1, row, right, l)
		b.merge(name, half+1, row, cols, row)
		b.height(name, row, 30)
	}
	small := cellLook{size: 11, across: "left", wrap: true}
	bold := small
	bold.bold = true
	receiver := ""
	if f.Receiver != "" {
		receiver = "Đơn vị nhận báo cáo: " + f.Receiver
	}
	line(1, "Biểu số: "+f.Code, "Đơn vị báo cáo: "+f.Reporter, bold)
	line(2, f.Issued, receiver, small)
	line(3, f.Due, "", small)
	across := func(row int, text string, l cellLook) {
		b.text(name, 1, row, text, l)
		b.merge(name, 1, row, cols, row)
	}
	across(formTitle, strings.ToUpper(f.Title), cellLook{bold: true, size: 14, across: "center", wrap: true})
	b.height(name, formTitle, 38)
	across(formTitle+1, f.Period, cellLook{italic: true, size: 12, across: "center"})
	across(formTitle+2, f.Unit, cellLook{italic: true, size: 11, across: "right"})
}

// headerHeights gives each header row the height that its texts need.
func headerHeights(grid []document.PlacedHeader, rows int, widths []float64) []float64 {
	tall := make([]float64, rows)
	for _, h := range grid {
		need := heightOf(h.Text, sum(widths[h.Col:h.Col+h.Cols])*0.85, 11)
		for r := h.Row; r < h.Row+h.Rows; r++ {
			tall[r] = max(tall[r], need/float64(h.Rows))
		}
	}
	return tall
}

func (b *book) formRow(name string, f document.Form, r document.FormRow, row, cols int) {
	l := cellLook{size: 12, wrap: true, border: true, across: "left", bold: r.Kind == document.Total || r.Kind == document.Group, italic: r.Kind == document.Part}
	centre, right := l, l
	centre.across, right.across = "center", "right"
	for c := 1; c <= cols; c++ {
		b.text(name, c, row, "", l)
	}
	b.text(name, 1, row, r.Label, l)
	b.text(name, 2, row, r.Code, centre)
	if f.Units {
		b.text(name, 3, row, r.Unit, centre)
	}
	at := f.First() + 1
	rest := 0
	for i, v := range r.Values {
		b.number(name, at+i, row, float64(v), countFormat, right)
		if i > 0 {
			rest += v
		}
	}
	if len(r.Values) > 1 && rest == r.Values[0] {
		b.do(b.file.SetCellFormula(name, cellName(at, row), fmt.Sprintf("SUM(%s:%s)", cellName(at+1, row), cellName(at+len(r.Values)-1, row))))
	}
}

// formFoot writes notes, date and signature places, and returns the last row.
func (b *book) formFoot(name string, f document.Form, row, cols, half int, whole float64) int {
	for _, n := range f.Notes {
		b.text(name, 1, row, n, cellLook{italic: true, size: 11, across: "left", wrap: true})
		b.merge(name, 1, row, cols, row)
		b.height(name, row, heightOf(n, whole*0.95, 11))
		row++
	}
	row++
	two := func(left, right string, l cellLook) {
		b.text(name, 1, row, left, l)
		b.merge(name, 1, row, half, row)
		b.text(name, half+1, row, right, l)
		b.merge(name, half+1, row, cols, row)
		row++
	}
	two("", "............, ngày ...... tháng ...... năm ......", cellLook{italic: true, size: 12, across: "center"})
	two("Người lập biểu", "Thủ trưởng đơn vị", cellLook{bold: true, size: 12, across: "center"})
	two("(Ký, họ tên)", "(Ký, họ tên, đóng dấu)", cellLook{italic: true, size: 12, across: "center"})
	return row + 3
}

// formChecks writes the sums over rows beside the form.
func (b *book) formChecks(name string, f document.Form, first, cols int) {
	at := cols + 2
	small := cellLook{size: 11, across: "left", border: true}
	bold := small
	bold.bold = true
	b.width(name, at, 46)
	for i := 1; i <= 3; i++ {
		b.width(name, at+i, 12)
	}
	for i, t := range []string{"Kiểm tra (không in)", "Tổng", "Chưa phân loại", "Kết quả"} {
		b.text(name, at+i, formHead, t, bold)
	}
	value := f.First() + 1
	count := small
	count.across = "right"
	for i, c := range f.Checks {
		row := formHead + 1 + i
		whole := cellName(value, first+f.Row(c.Whole))
		var parts []string
		for _, p := range c.Parts {
			parts = append(parts, cellName(value, first+f.Row(p)))
		}
		b.text(name, at, row, c.Text, small)
		n := f.Rows[f.Row(c.Whole)].Values[0]
		b.number(name, at+1, row, float64(n), countFormat, count)
		b.do(b.file.SetCellFormula(name, cellName(at+1, row), whole))
		b.number(name, at+2, row, float64(c.Other), countFormat, count)
		b.text(name, at+3, row, "", small)
		b.do(b.file.SetCellFormula(name, cellName(at+3, row), fmt.Sprintf(`IF(%s=%s+%s,"Khớp","Chênh lệch")`,
			whole, strings.Join(parts, "+"), cellName(at+2, row))))
	}
}

func absolute(col, row int) string {
	letter, err := excelize.ColumnNumberToName(col)
	if err != nil {
		letter = "A"
	}
	return fmt.Sprintf("$%s$%d", letter, row)
}

// CheckForms opens a file that WriteForms made, compares every label, code and
// number with the forms, and calculates every formula. It returns the first
// fault.
func CheckForms(data []byte, forms []document.Form) error {
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	defer file.Close()
	for _, f := range forms {
		if err := checkForm(file, f); err != nil {
			return fmt.Errorf("xlsx: form %s: %w", f.Code, err)
		}
	}
	return nil
}

func checkForm(file *excelize.File, f document.Form) error {
	name, first := "Biểu "+f.Number(), formHead+len(f.Header)+1
	want := func(cell, text string) error {
		got, err := file.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
		if err == nil && got != text {
			err = fmt.Errorf("%s reads %q, not %q", cell, got, text)
		}
		return err
	}
	for i, r := range f.Rows {
		if err := errors.Join(want(cellName(1, first+i), r.Label), want(cellName(2, first+i), r.Code)); err != nil {
			return err
		}
		for j, v := range r.Values {
			if err := calculates(file, name, cellName(f.First()+1+j, first+i), strconv.Itoa(v)); err != nil {
				return err
			}
		}
	}
	wrong := f.Wrong()
	for i, c := range f.Checks {
		cell := cellName(len(f.Columns)+5, formHead+1+i)
		got, err := file.CalcCellValue(name, cell)
		if err != nil {
			return fmt.Errorf("%s: %w", cell, err)
		}
		if (got == "Khớp") == slices.Contains(wrong, c.Text) {
			return fmt.Errorf("%s says %q of %q", cell, got, c.Text)
		}
	}
	return nil
}

// calculates compares what a cell holds or its formula gives with a text.
func calculates(file *excelize.File, sheet, cell, want string) error {
	got, err := file.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		return fmt.Errorf("%s: %w", cell, err)
	}
	if got != want {
		return fmt.Errorf("%s gives %q, not %q", cell, got, want)
	}
	return nil
}

// CheckFormTables compares a workbook of forms with their tables in a document, as
// Form.Table makes them. It returns the first difference.
func CheckFormTables(data []byte, doc document.Document) error {
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	defer file.Close()
	for _, a := range doc.Annexes {
		for _, block := range a.Body {
			t, ok := block.(document.Table)
			number, form := strings.CutPrefix(t.ID, "bieu-")
			if !ok || !form {
				continue
			}
			name := "Biểu " + number
			for i, r := range t.Rows {
				for c, cell := range r.Cells {
					if err := calculates(file, name, cellName(c+1, formHead+len(t.Header)+i), plainCount(cell.Plain())); err != nil {
						return fmt.Errorf("xlsx: form %s: %w", number, err)
					}
				}
			}
		}
	}
	return nil
}

// plainCount is a printed count as digits alone; other texts stay.
func plainCount(s string) string {
	if s == "-" {
		return "0"
	}
	if n, ok := parse(s); ok {
		return n.value.String()
	}
	return s
}
