package returns

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The headers of the columns that a load leaves out, but for the reference.
const (
	reasonHeader = "Lý do trả lại (*)"
	remedyHeader = "Cách sửa (*)"
	originHeader = "Vị trí cũ (*)"
	refHeader    = "Mã trả lại (*)"
)

// Write writes a book as XLSX. Text stays text whatever it begins with: a
// sender's "=1+1" is shown, never run.
func Write(w io.Writer, b Book) error {
	f := excelize.NewFile()
	defer f.Close()
	s, err := newStyles(f)
	if err != nil {
		return err
	}
	if len(b.Tables) == 0 {
		b.Tables = []Table{{}}
	}
	names := map[string]bool{}
	for i, t := range b.Tables {
		name := sheetName(t, i, names)
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err == nil {
			err = writeTable(f, name, b, t, s)
		}
		if err != nil {
			return err
		}
	}
	return f.Write(w)
}

// sheetName keeps to what Excel takes: 31 letters, none of []:*?/\.
func sheetName(t Table, i int, taken map[string]bool) string {
	name := cmp.Or(t.Sheet, "Trả lại")
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 26 {
		name = string(runes[:26])
	}
	if taken[name] {
		name = fmt.Sprintf("%s %d", name, i+1)
	}
	taken[name] = true
	return name
}

type styles struct{ title, note, head, remark, text, bad, number, badNumber, percent, badPercent, reason int }

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	border := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	const asText = 49 // "@": what is typed stays as typed, leading zeros too
	red := &excelize.Font{Color: "9C0006", Bold: true}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	for _, one := range []struct {
		into  *int
		style *excelize.Style
	}{
		{&s.title, &excelize.Style{Font: &excelize.Font{Bold: true, Size: 13}}},
		{&s.note, &excelize.Style{Font: &excelize.Font{Italic: true}}},
		{&s.head, &excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("D9E1F2"), Border: border, Alignment: wrap}},
		{&s.remark, &excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("EDEDED"), Border: border, Alignment: wrap}},
		{&s.text, &excelize.Style{Border: border, NumFmt: asText, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.bad, &excelize.Style{Border: border, NumFmt: asText, Fill: fill("FFC7CE"), Font: red, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.number, &excelize.Style{Border: border, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.badNumber, &excelize.Style{Border: border, Fill: fill("FFC7CE"), Font: red, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.percent, &excelize.Style{Border: border, NumFmt: 10, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.badPercent, &excelize.Style{Border: border, NumFmt: 10, Fill: fill("FFC7CE"), Font: red, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.reason, &excelize.Style{Border: border, Fill: fill("F7F7F7"), Alignment: wrap}},
	} {
		id, err := f.NewStyle(one.style)
		if err != nil {
			return s, err
		}
		*one.into = id
	}
	return s, nil
}

func writeTable(f *excelize.File, sheet string, b Book, t Table, s styles) error {
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if t.Kind != nil {
		n := len(t.Kind.Columns)
		for _, c := range []struct {
			from, to int
			width    float64
		}{{1, n, 16}, {n + 1, n + 2, 48}, {n + 3, n + 3, 28}, {n + 4, n + 4, 12}} {
			if err := w.SetColWidth(c.from, c.to, c.width); err != nil {
				return err
			}
		}
	}
	row := 0
	put := func(cells ...any) error {
		row++
		return w.SetRow("A"+strconv.Itoa(row), cells)
	}
	for _, line := range heading(b, t) {
		style := s.note
		if row == 0 {
			style = s.title
		}
		if err := put(excelize.Cell{StyleID: style, Value: line}); err != nil {
			return err
		}
	}
	if t.Kind == nil {
		return w.Flush()
	}
	var head []any
	for _, c := range t.Kind.Columns {
		head = append(head, excelize.Cell{StyleID: s.head, Value: c.Label})
	}
	for _, h := range []string{reasonHeader, remedyHeader, originHeader, refHeader} {
		head = append(head, excelize.Cell{StyleID: s.remark, Value: h})
	}
	if err := put(head...); err != nil {
		return err
	}
	for _, r := range t.Rows {
		cells, err := rowCells(t, r, s)
		if err != nil {
			return fmt.Errorf("%s: %w", r.Origin, err)
		}
		if err := put(cells...); err != nil {
			return err
		}
	}
	return w.Flush()
}

func heading(b Book, t Table) []string {
	who := "PHIẾU TRẢ LẠI SỐ LIỆU"
	if b.Sender != "" {
		who += " - " + strings.TrimSpace(b.Unit+" ("+b.Sender+")")
	}
	lines := []string{who}
	switch {
	case b.File != "" && t.Kind != nil:
		lines = append(lines, "Tệp: "+b.File+". Chưa dòng nào của tệp được nhận; các dòng dưới đây gồm cả dòng đúng.")
	case b.File != "":
		lines = append(lines, "Tệp: "+b.File+". Không đọc được biểu trong tệp này:")
	}
	if t.Kind != nil {
		lines = append(lines, "Sửa các ô màu đỏ theo cột “Lý do trả lại” và “Cách sửa”, lưu tệp rồi gửi lại. Không đổi tên cột, không xóa cột “Mã trả lại”. Các cột có dấu (*) chỉ để xem.")
	}
	for i, n := range b.Notes {
		if i == 10 {
			lines = append(lines, fmt.Sprintf("... và %d lỗi khác.", len(b.Notes)-i))
			break
		}
		lines = append(lines, n)
	}
	return lines
}

func rowCells(t Table, r Row, s styles) ([]any, error) {
	values, err := readRaw(r.Raw)
	if err != nil {
		return nil, err
	}
	var cells []any
	for _, c := range t.Kind.Columns {
		v := values[c.Name]
		bad := r.Whole
		for _, name := range r.Bad {
			bad = bad || name == c.Name
		}
		cell := excelize.Cell{StyleID: pick(bad, s.bad, s.text)}
		n, err := strconv.ParseFloat(v.text, 64)
		switch {
		case v.number && err == nil:
			cell = excelize.Cell{StyleID: pick(bad, s.badNumber, s.number), Value: n}
		case v.percent && err == nil:
			cell = excelize.Cell{StyleID: pick(bad, s.badPercent, s.percent), Value: n}
		case v.text != "":
			cell.Value = v.text
		}
		cells = append(cells, cell)
	}
	for _, text := range []string{strings.Join(r.Reasons, "\n"), strings.Join(r.Remedies, "\n"), r.Origin, r.Ref} {
		cells = append(cells, excelize.Cell{StyleID: s.reason, Value: text})
	}
	return cells, nil
}

func pick(bad bool, a, b int) int {
	if bad {
		return a
	}
	return b
}
