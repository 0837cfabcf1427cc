package returns

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
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
	book := newWorkbook(w)
	if len(b.Tables) == 0 {
		b.Tables = []Table{{}}
	}
	names := map[string]bool{}
	for i, t := range b.Tables {
		if err := writeTable(book, sheetName(t, i, names), b, t); err != nil {
			return err
		}
	}
	return book.close()
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

func writeTable(book *workbook, name string, b Book, t Table) error {
	var widths []width
	if t.Kind != nil {
		n := len(t.Kind.Columns)
		widths = []width{{1, n, 16}, {n + 1, n + 2, 48}, {n + 3, n + 3, 28}, {n + 4, n + 4, 12}}
	}
	book.sheet(name, widths)
	defer book.end()
	for i, line := range heading(b, t) {
		book.put(cell{style: pick(i == 0, styleTitle, styleNote), text: line})
	}
	if t.Kind == nil {
		return nil
	}
	var head []cell
	for _, c := range t.Kind.Columns {
		head = append(head, cell{style: styleHead, text: c.Label})
	}
	for _, h := range []string{reasonHeader, remedyHeader, originHeader, refHeader} {
		head = append(head, cell{style: styleRemark, text: h})
	}
	book.put(head...)
	for _, r := range t.Rows {
		cells, err := rowCells(t, r)
		if err != nil {
			return fmt.Errorf("%s: %w", r.Origin, err)
		}
		book.put(cells...)
	}
	return nil
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

func rowCells(t Table, r Row) ([]cell, error) {
	values, err := readRaw(r.Raw)
	if err != nil {
		return nil, err
	}
	cells := make([]cell, 0, len(t.Kind.Columns)+4)
	for _, c := range t.Kind.Columns {
		v := values[c.Name]
		bad := r.Whole || slices.Contains(r.Bad, c.Name)
		out := cell{style: pick(bad, styleBad, styleText), text: v.text}
		if _, err := strconv.ParseFloat(v.text, 64); err == nil && v.number {
			out.style, out.number = pick(bad, styleBadNumber, styleNumber), true
		} else if err == nil && v.percent {
			out.style, out.number = pick(bad, styleBadPercent, stylePercent), true
		}
		cells = append(cells, out)
	}
	for _, text := range []string{strings.Join(r.Reasons, "\n"), strings.Join(r.Remedies, "\n"), r.Origin, r.Ref} {
		cells = append(cells, cell{style: styleReason, text: text})
	}
	return cells, nil
}

func pick(bad bool, a, b style) style {
	if bad {
		return a
	}
	return b
}
