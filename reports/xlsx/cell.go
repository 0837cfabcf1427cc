package xlsx

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A cellLook is how a cell is set.
type cellLook struct {
	bold, italic bool
	size         float64
	across       string // left, center, right
	indent       int
	wrap, border bool
	turned       bool // reads upwards
	shade, link  bool
	format       string // of a number; "" for text
}

// style gives the look its number in the file.
func (b *book) style(l cellLook) int {
	key := fmt.Sprintf("%+v", l)
	if id, ok := b.looks[key]; ok {
		return id
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Times New Roman", Size: l.size, Bold: l.bold, Italic: l.italic},
		Alignment: &excelize.Alignment{Horizontal: l.across, Vertical: "center", WrapText: l.wrap, Indent: l.indent},
	}
	if l.link {
		s.Font.Color, s.Font.Underline = "#0563C1", "single"
	}
	if l.turned {
		s.Alignment.TextRotation = 90
	}
	if l.border {
		for _, side := range []string{"left", "top", "bottom", "right"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "#000000", Style: 1})
		}
	}
	if l.shade {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"#E7E6E6"}}
	}
	if l.format == "" {
		s.NumFmt = 49 // text: what is typed over it stays as typed
	} else {
		s.CustomNumFmt = &l.format
	}
	id, err := b.file.NewStyle(s)
	b.do(err)
	b.looks[key] = id
	return id
}

func cellName(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return "A1" // columns and rows are counted from 1 by the callers here
	}
	return name
}

// text writes a text as a text, also where it begins like a formula.
func (b *book) text(sheet string, col, row int, s string, l cellLook) {
	cell := cellName(col, row)
	if s != "" {
		b.do(b.file.SetCellStr(sheet, cell, s))
	}
	b.do(b.file.SetCellStyle(sheet, cell, cell, b.style(l)))
}

func (b *book) number(sheet string, col, row int, v float64, format string, l cellLook) {
	cell := cellName(col, row)
	l.format = format
	b.do(b.file.SetCellFloat(sheet, cell, v, -1, 64))
	b.do(b.file.SetCellStyle(sheet, cell, cell, b.style(l)))
}

func (b *book) merge(sheet string, col, row, toCol, toRow int) {
	if col != toCol || row != toRow {
		b.do(b.file.MergeCell(sheet, cellName(col, row), cellName(toCol, toRow)))
	}
}

// width sets a column's width in characters.
func (b *book) width(sheet string, col int, chars float64) {
	name, err := excelize.ColumnNumberToName(col)
	b.do(err)
	b.do(b.file.SetColWidth(sheet, name, name, math.Round(chars*100)/100))
}

func (b *book) height(sheet string, row int, points float64) {
	b.do(b.file.SetRowHeight(sheet, row, math.Round(points*4)/4))
}

// freeze keeps the first rows and columns in sight.
func (b *book) freeze(sheet string, rows, cols int) {
	pane := "bottomLeft"
	if cols > 0 {
		pane = "bottomRight"
	}
	b.do(b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: cols, YSplit: rows,
		TopLeftCell: cellName(cols+1, rows+1), ActivePane: pane}))
}

// paper sets the page: A4, as wide as the table.
func (b *book) paper(sheet string, landscape bool) {
	size, one, none, turn, fit := 9, 1, 0, "portrait", true
	if landscape {
		turn = "landscape"
	}
	b.do(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.do(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &turn, FitToWidth: &one, FitToHeight: &none}))
	inch := func(mm float64) *float64 { v := math.Round(mm/25.4*1000) / 1000; return &v }
	b.do(b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Top: inch(20), Bottom: inch(20), Left: inch(30), Right: inch(18), Header: inch(8), Footer: inch(8)}))
	var head []string
	for _, s := range []string{b.doc.RunningHead, b.doc.Stamp} {
		if s != "" {
			head = append(head, strings.ReplaceAll(s, "&", "&&"))
		}
	}
	b.do(b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: "&C" + strings.Join(head, "\n"), OddFooter: "&C&P/&N"}))
}

// repeat prints the rows from first to last on every page.
func (b *book) repeat(sheet string, first, last int) {
	b.do(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheet, first, last), Scope: sheet}))
}

// heightOf is the height in points of a wrapped text in so many characters of
// width: programs do not make rows higher for merged cells.
func heightOf(s string, chars, size float64) float64 {
	lines := 0.0
	for _, l := range strings.Split(s, "\n") {
		lines += max(1, math.Ceil(float64(len([]rune(l)))*size/12/chars))
	}
	return lines*size*1.3 + 3
}

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}
