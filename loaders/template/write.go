package template

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"tdkt/loaders/emulation"
	"tdkt/loaders/kind"
)

// sheet is the name of a form's only sheet.
const sheet = "Số liệu"

// The columns to be read by people, before those of the kind.
var remarks = []struct {
	header string
	width  float64
	text   func(Row) string
}{
	{"Tên chỉ tiêu (*)", 40, func(r Row) string { return r.Name }},
	{"Đơn vị tính (*)", 12, func(r Row) string { return r.Measure }},
	{"Kế hoạch giao (*)", 34, func(r Row) string { return r.Target }},
	{"Số liệu gần nhất (*)", 26, func(r Row) string { return r.Last }},
}

// A column of the kind, as a form shows it.
type column struct {
	name  string
	width float64
	text  func(Row) string
	open  func(Row) bool // for the unit to fill in; nil: locked
	list  func(Row) []string
}

func always(Row) bool { return true }

var columns = []column{
	{name: "indicator_code", width: 18, text: func(r Row) string { return r.Code }},
	{name: "unit_code", width: 12, text: func(r Row) string { return r.Unit }},
	{name: "reporter_code", width: 12, text: func(r Row) string { return r.Reporter }},
	{name: "period_start", width: 12, text: func(r Row) string { return day(r.From) }},
	{name: "period_end", width: 12, text: func(r Row) string { return day(r.To) }},
	{name: "accumulation", width: 9, text: func(r Row) string { return yesNo(r.Cumulative) }, open: always, list: func(Row) []string { return []string{"có", "không"} }},
	{name: "status", width: 14, text: func(Row) string { return emulation.StatusActual.Label() }, open: always, list: func(Row) []string { return labels(emulation.AllStatuses()) }},
	{name: "value", width: 16, open: always, list: func(r Row) []string { return r.Grades }},
	{name: "numerator", width: 12, open: func(r Row) bool { return r.Ratio }},
	{name: "denominator", width: 12, open: func(r Row) bool { return r.Ratio }},
	{name: "items", width: 16, open: func(r Row) bool { return r.Items }},
	{name: "outlook", width: 22, open: always, list: func(Row) []string { return labels(emulation.AllOutlooks()) }},
	{name: "outlook_reason", width: 26, open: always},
	{name: "reported_on", width: 14, open: always},
	{name: "source", width: 20, open: always},
	{name: "note", width: 24, open: always},
}

func labels[T interface{ Label() string }](all []T) []string {
	var out []string
	for _, v := range all {
		out = append(out, v.Label())
	}
	return out
}

func yesNo(b bool) string {
	if b {
		return "có"
	}
	return "không"
}

func day(t time.Time) string { return fmt.Sprintf("%02d/%02d/%d", t.Day(), int(t.Month()), t.Year()) }

// Write writes a form as XLSX.
func Write(w io.Writer, form Form) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	b := &builder{f: f}
	b.styles()
	b.heading(form)
	b.table(form)
	if b.err != nil {
		return b.err
	}
	return f.Write(w)
}

// A builder keeps the first error.
type builder struct {
	f   *excelize.File
	err error
	row int

	title, note, remark, head, locked, open, closed int
}

func (b *builder) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *builder) styles() {
	const asText = 49 // "@": what is typed stays as typed
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	style := func(s excelize.Style) int {
		id, err := b.f.NewStyle(&s)
		b.do(err)
		return id
	}
	b.title = style(excelize.Style{Font: &excelize.Font{Bold: true, Size: 13}})
	b.note = style(excelize.Style{Font: &excelize.Font{Italic: true}})
	b.remark = style(excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("EDEDED"), Border: border, Alignment: wrap})
	b.head = style(excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("D9E1F2"), Border: border, Alignment: wrap})
	b.locked = style(excelize.Style{Fill: fill("F7F7F7"), Border: border, Alignment: wrap, NumFmt: asText})
	b.closed = style(excelize.Style{Fill: fill("D9D9D9"), Border: border, NumFmt: asText})
	b.open = style(excelize.Style{Fill: fill("FFFFE0"), Border: border, Alignment: wrap, NumFmt: asText, Protection: &excelize.Protection{Locked: false}})
}

// line writes a line of text above the table.
func (b *builder) line(style int, text string) {
	b.row++
	b.cell(1, style, text)
}

func (b *builder) cell(col, style int, text string) {
	name, err := excelize.CoordinatesToCellName(col, b.row)
	b.do(err)
	if text != "" {
		b.do(b.f.SetCellStr(sheet, name, text))
	}
	b.do(b.f.SetCellStyle(sheet, name, name, style))
}

func (b *builder) heading(form Form) {
	numbers := "Ghi số theo kiểu Việt Nam: 1.234,5."
	if form.Number == "en" {
		numbers = "Ghi số theo kiểu 1,234.5."
	}
	b.line(b.title, "BIỂU SỐ LIỆU: "+form.Plan)
	b.line(b.title, fmt.Sprintf("Đơn vị: %s (%s). %s, số liệu đến hết ngày %s.", form.Name, form.Unit, form.Phase, day(form.To)))
	if !form.Due.IsZero() {
		b.line(b.note, "Hạn gửi: "+day(form.Due)+".")
	}
	b.line(b.note, "Chỉ điền các ô màu vàng; các cột có dấu (*) chỉ để xem. "+numbers+" Không phát sinh thì ghi 0; chưa có số liệu thì để trống.")
	b.line(b.note, "Ngày báo cáo ghi theo dạng 30/6/2022 ở mọi dòng có số liệu. Số ước chọn “ước” ở cột Loại số liệu. Tỷ lệ: nên ghi tử số và mẫu số, để trống Giá trị.")
	b.line(b.note, "Khó đạt hoặc không đạt kế hoạch: chọn ở cột Khả năng hoàn thành và ghi lý do. Dòng để trống không được coi là số 0.")
}

func (b *builder) table(form Form) {
	actuals, ok := kind.Named("actuals")
	if !ok {
		b.do(fmt.Errorf("no kind actuals"))
		return
	}
	label := map[string]string{}
	for _, c := range actuals.Columns {
		label[c.Name] = c.Label
	}
	b.row++
	head := b.row
	for i, r := range remarks {
		b.cell(i+1, b.remark, r.header)
		b.width(i+1, r.width)
	}
	for i, c := range columns {
		b.cell(len(remarks)+i+1, b.head, label[c.name])
		b.width(len(remarks)+i+1, c.width)
	}
	for _, r := range form.Rows {
		b.row++
		for i, c := range remarks {
			b.cell(i+1, b.locked, c.text(r))
		}
		for i, c := range columns {
			b.field(len(remarks)+i+1, c, r)
		}
	}
	first, err := excelize.CoordinatesToCellName(2, head+1)
	b.do(err)
	b.do(b.f.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: head, TopLeftCell: first, ActivePane: "bottomRight"}))
	b.do(b.f.ProtectSheet(sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true}))
}

func (b *builder) width(col int, width float64) {
	name, err := excelize.ColumnNumberToName(col)
	b.do(err)
	b.do(b.f.SetColWidth(sheet, name, name, width))
}

func (b *builder) field(col int, c column, r Row) {
	style := b.locked
	switch {
	case c.open != nil && c.open(r):
		style = b.open
	case c.open != nil:
		style = b.closed
	}
	text := ""
	if c.text != nil {
		text = c.text(r)
	}
	b.cell(col, style, text)
	name, err := excelize.CoordinatesToCellName(col, b.row)
	b.do(err)
	if c.list != nil && style == b.open {
		if list := c.list(r); len(list) > 0 && len(strings.Join(list, ",")) < 250 && !strings.Contains(strings.Join(list, ""), ",") {
			v := excelize.NewDataValidation(true)
			v.Sqref = name
			b.do(v.SetDropList(list))
			v.SetError(excelize.DataValidationErrorStyleStop, "Không có trong danh sách", "Chọn một mục trong danh sách.")
			b.do(b.f.AddDataValidation(sheet, v))
		}
	}
	if hint := map[string]string{"numerator": r.Numerator, "denominator": r.Denominator}[c.name]; hint != "" && style == b.open {
		v := excelize.NewDataValidation(true)
		v.Sqref = name
		v.SetInput(c.name, hint)
		v.Type = "none"
		b.do(b.f.AddDataValidation(sheet, v))
	}
}
