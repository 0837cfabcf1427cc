package docx

import (
	"fmt"
	"strings"

	"tdkt/charts/font"
	"tdkt/reports/document"
)

const (
	cellPad    = 3.2 // left and right of a cell's text, as the table style says
	partIndent = 9.0
)

// table prints title, unit, header, rows and notes. Header rows are repeated,
// rows are not divided. Numbers end at the right, moved in by what their
// decimals leave free: so commas stand under each other wherever the file is
// opened, whatever decimal sign that machine is set to.
func (p *printer) table(t document.Table) error {
	head, err := t.HeaderGrid()
	if err != nil {
		return err
	}
	largest := sizeTable
	if p.tight {
		largest = tightTable
	}
	marks := 0.0 // width of the column of marks, which has no borders
	if t.Marked() {
		marks = markColumn
	}
	g := fit(t, head, p.width-marks, largest)
	runs := run(t.Title, look{})
	switch {
	case t.Title != "":
		p.put(format{style: "TenBieu"}, p.bookmark(t.ID, runs))
	default:
		p.put(format{lead: 8, keepNext: true}, p.bookmark(t.ID, ""))
	}
	if t.Unit != "" {
		p.put(format{style: "DonViTinh"}, run(t.Unit, look{}))
	}
	b := &p.text
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblStyle w:val="Bieu"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`, twips(p.width))
	if t.Title != "" {
		fmt.Fprintf(b, `<w:tblCaption w:val="%s"/>`, escape(t.Title))
	}
	b.WriteString("</w:tblPr><w:tblGrid>")
	for _, w := range g.width {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, twips(w))
	}
	if marks > 0 {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, twips(marks))
	}
	b.WriteString("</w:tblGrid>")
	p.headRows(t, head, g)
	p.tableNotes = map[string]int{}
	defer func() { p.tableNotes = nil }()
	for i, r := range t.Rows {
		// A group's title stays with its first row, and neither the first row
		// nor the last is left alone with a header.
		keep := i+1 < len(t.Rows) && (r.Kind == document.Group || i == 0 || i == len(t.Rows)-2) ||
			i+1 == len(t.Rows) && len(t.Notes) > 0 // nor the notes alone overleaf
		p.row(t, g, i, keep)
	}
	b.WriteString("</w:tbl>")
	for i, n := range t.Notes {
		p.put(format{style: "GhiChuBieu", keepNext: i+1 < len(t.Notes)}, run(n, look{}))
	}
	p.put(format{lead: 4}, "") // keeps the next table apart
	return nil
}

// markColumn is the width for the marks of rows: three digits, four where it is tight.
const markColumn = 19.0

// markCell holds a row's mark, outside the table's borders; "" for none.
func markCell(t document.Table, mark string) string {
	if !t.Marked() {
		return ""
	}
	const bare = `<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders><w:noWrap/>`
	return tableCell(markColumn, 1, "", bare, paragraph(format{style: "MaTra"}, run(mark, look{})))
}

// cell opens and closes a table cell; more is what follows its width and span
// in the schema.
func tableCell(width float64, cols int, merge, more, content string) string {
	span := ""
	if cols > 1 {
		span = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, cols)
	}
	return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s%s<w:vAlign w:val="center"/></w:tcPr>%s</w:tc>`,
		twips(width), span, merge, more, content)
}

// headRows prints the header: a cell over several rows begins in its first and
// is continued by an empty one in each other.
func (p *printer) headRows(t document.Table, head []document.PlacedHeader, g grid) {
	highs := g.headHeights(len(t.Header), head)
	for r := range t.Header {
		var cells strings.Builder
		for col := 0; col < len(t.Columns); {
			h := covering(head, r, col)
			width := sum(g.width[h.Col : h.Col+h.Cols])
			merge, turn := "", ""
			if h.Rows > 1 {
				merge = `<w:vMerge/>`
				if h.Row == r {
					merge = `<w:vMerge w:val="restart"/>`
				}
			}
			if h.Vertical {
				turn = `<w:textDirection w:val="btLr"/>`
			}
			text := ""
			if h.Row == r {
				text = run(h.Text, look{bold: true, size: g.direct()})
			}
			cells.WriteString(tableCell(width, h.Cols, merge, turn,
				paragraph(format{style: "OBieu", keepNext: true, justify: "center"}, text)))
			col = h.Col + h.Cols
		}
		cells.WriteString(markCell(t, ""))
		fmt.Fprintf(&p.text, `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="atLeast"/><w:tblHeader/></w:trPr>%s</w:tr>`,
			twips(highs[r]), cells.String())
	}
}

// covering finds the header cell over a place; HeaderGrid proves there is one.
func covering(head []document.PlacedHeader, row, col int) document.PlacedHeader {
	for _, h := range head {
		if h.Row <= row && row < h.Row+h.Rows && h.Col <= col && col < h.Col+h.Cols {
			return h
		}
	}
	return document.PlacedHeader{Row: row, Col: col, Rows: 1, Cols: 1}
}

func (p *printer) row(t document.Table, g grid, i int, keep bool) {
	r := t.Rows[i]
	p.text.WriteString("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
	alone := r.Kind == document.Group && len(r.Cells) == 1
	for j, c := range r.Cells {
		l := rowLook(r.Kind)
		l.size = g.direct()
		f := format{style: "OBieu", keepNext: keep}
		width, cols := g.width[j], 1
		switch {
		case alone:
			width, cols = sum(g.width), len(t.Columns)
		case t.Columns[j].Align == document.Decimal && isNumber(c.Plain()):
			f.justify, f.right = "right", g.behind(j, c)
		case t.Columns[j].Align == document.Left:
			f.justify = "left"
			if r.Kind == document.Part && j == t.TextColumn() {
				f.left = partIndent
			}
		case t.Columns[j].Align == document.Right:
			f.justify = "right"
		default:
			f.justify = "center"
		}
		p.text.WriteString(tableCell(width, cols, "", "", paragraph(f, p.runs(c.Spans, l))))
	}
	p.text.WriteString(markCell(t, r.Mark) + "</w:tr>")
}

func rowLook(k document.RowKind) look {
	return look{bold: k == document.Total || k == document.Group, italic: k == document.Part}
}

func faceOf(l look) font.Face {
	switch {
	case l.bold && l.italic:
		return font.SerifBoldItalic
	case l.bold:
		return font.SerifBold
	case l.italic:
		return font.SerifItalic
	}
	return font.SerifRegular
}

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}
