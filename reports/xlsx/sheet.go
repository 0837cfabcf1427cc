package xlsx

import (
	"strconv"
	"strings"

	"tdkt/reports/document"
)

// Characters across a sheet, about what A4 holds at 12 points.
const (
	acrossPortrait  = 88
	acrossLandscape = 130
)

// A place is where a table stands on its sheet; rows from 1.
type place struct {
	unit, head, first int // unit: 0 where there is none; first: the table's first row
	notes             int // the first row under the table
}

func placeOf(t document.Table) place {
	p := place{head: 2}
	if t.Unit != "" {
		p.unit, p.head = 2, 3
	}
	p.first = p.head + len(t.Header)
	p.notes = p.first + len(t.Rows)
	return p
}

// sheet prints title, unit, header, rows and notes of one table.
func (b *book) sheet(s sheet) error {
	t := s.table
	head, err := t.HeaderGrid()
	if err != nil {
		return err
	}
	p := placeOf(t)
	cols := len(t.Columns)
	widths := columnWidths(t, s.landscape)
	for i, w := range widths {
		b.width(s.name, i+1, w)
	}
	whole := sum(widths)
	title := cellLook{bold: true, size: 13, across: "center", wrap: true}
	b.text(s.name, 1, 1, s.title, title)
	b.merge(s.name, 1, 1, cols, 1)
	b.height(s.name, 1, heightOf(s.title, whole, title.size)+6)
	if p.unit > 0 {
		b.text(s.name, 1, p.unit, t.Unit, cellLook{italic: true, size: 11, across: "right"})
		b.merge(s.name, 1, p.unit, cols, p.unit)
	}
	tall := make([]float64, len(t.Header))
	for _, h := range head {
		l := cellLook{bold: true, size: 12, across: "center", wrap: true, border: true, shade: true, turned: h.Vertical}
		for r := h.Row; r < h.Row+h.Rows; r++ {
			for c := h.Col; c < h.Col+h.Cols; c++ {
				b.text(s.name, c+1, p.head+r, "", l)
			}
		}
		b.text(s.name, h.Col+1, p.head+h.Row, h.Text, l)
		b.merge(s.name, h.Col+1, p.head+h.Row, h.Col+h.Cols, p.head+h.Row+h.Rows-1)
		need := heightOf(h.Text, sum(widths[h.Col:h.Col+h.Cols])*0.85, l.size)
		if h.Vertical {
			need = min(float64(len([]rune(h.Text)))*7+6, 120)
		}
		for r := h.Row; r < h.Row+h.Rows; r++ {
			tall[r] = max(tall[r], need/float64(h.Rows))
		}
	}
	for r, v := range tall {
		b.height(s.name, p.head+r, v)
	}
	frozen := max(t.TextColumn()+1, 0)
	if frozen > 3 || cols < 5 {
		frozen = 0
	}
	b.freeze(s.name, p.first-1, frozen)
	notes := &footnotes{}
	if t.Marked() {
		b.width(s.name, cols+1, 6)
	}
	for i, r := range t.Rows {
		b.row(s, p.first+i, i, notes)
		if r.Mark != "" {
			b.text(s.name, cols+1, p.first+i, r.Mark, cellLook{size: 8, across: "left"})
		}
		tall := heightOf("", whole, 12)
		for j, c := range r.Cells {
			if len(r.Cells) == cols {
				tall = max(tall, heightOf(plain(c), widths[j]*0.92, 12))
			}
		}
		b.height(s.name, p.first+i, tall)
	}
	row := p.notes
	for _, n := range append(append([]string(nil), t.Notes...), notes.lines()...) {
		b.text(s.name, 1, row, n, cellLook{italic: true, size: 11, across: "left", wrap: true})
		b.merge(s.name, 1, row, cols, row)
		b.height(s.name, row, heightOf(n, whole, 11))
		row++
	}
	b.paper(s.name, s.landscape)
	if len(t.Header) > 0 {
		b.repeat(s.name, p.head, p.first-1)
	}
	return b.err
}

// mostFormats is how many number formats the file gets: Excel opens some 200.
// After that a footnote names its cells instead of marking the number.
const mostFormats = 150

// row prints one row of the table.
func (b *book) row(s sheet, at, i int, notes *footnotes) {
	t := s.table
	r := t.Rows[i]
	base := cellLook{size: 12, wrap: true, border: true, bold: r.Kind == document.Group || r.Kind == document.Total, italic: r.Kind == document.Part}
	alone := r.Kind == document.Group && len(r.Cells) == 1
	if alone {
		base.across = "left"
		for c := range t.Columns {
			b.text(s.name, c+1, at, "", base)
		}
		b.text(s.name, 1, at, plain(r.Cells[0])+notes.marks(r.Cells[0]), base)
		b.merge(s.name, 1, at, len(t.Columns), at)
		return
	}
	for j, c := range r.Cells {
		l := base
		align := t.Columns[j].Align
		switch align {
		case document.Left:
			l.across = "left"
			if r.Kind == document.Part && j == t.TextColumn() {
				l.indent = 1
			}
		case document.Centre:
			l.across = "center"
		default:
			l.across = "right"
		}
		marks := notes.marks(c)
		n, ok := figure(c, align)
		if !ok {
			if align == document.Decimal {
				l.across = "center"
			}
			b.text(s.name, j+1, at, plain(c)+marks, l)
			continue
		}
		format := marked(n.format, marks)
		if !b.formats[format] && marks != "" && len(b.formats) >= mostFormats {
			format = n.format
			notes.at(c, cellName(j+1, at))
		}
		b.formats[format] = true
		b.number(s.name, j+1, at, n.value.Float64(), format, l)
		if f := formula(t, i, j, placeOf(t).first); f != "" && align != document.Left {
			b.do(b.file.SetCellFormula(s.name, cellName(j+1, at), f))
		}
	}
}

// figure reads the number of a cell. In a column of words it is a name, a decision
// or a year, unless a sentence states it: the count under a list of words.
func figure(c document.Cell, align document.Align) (number, bool) {
	n, ok := parse(plain(c))
	return n, ok && (align != document.Left || c.Key != "")
}

// plain is a cell's text as a spreadsheet shows it.
func plain(c document.Cell) string {
	return strings.TrimSpace(strings.ReplaceAll(c.Plain(), "\u00a0", " "))
}

// columnWidths shares the sheet's width out as the document does, but gives
// each column at least its longest word.
func columnWidths(t document.Table, landscape bool) []float64 {
	across := float64(acrossPortrait)
	if landscape {
		across = acrossLandscape
	}
	shares := 0.0
	for _, c := range t.Columns {
		shares += c.Width
	}
	out := make([]float64, len(t.Columns))
	for j, c := range t.Columns {
		out[j] = across * c.Width / shares
	}
	// A number that does not fit is shown as "###": its footnote marks and the
	// room at its right count, too.
	least := func(j int, s string, marks int) {
		for _, w := range strings.Fields(s) {
			out[j] = max(out[j], float64(len([]rune(w)))*1.15+1.5+float64(marks))
		}
	}
	for _, r := range t.Rows {
		if len(r.Cells) != len(t.Columns) {
			continue
		}
		for j, c := range r.Cells {
			marks := 0
			for _, s := range c.Spans {
				marks += 2 * len(s.Notes)
			}
			if t.Columns[j].Align == document.Decimal {
				marks += 2
			}
			least(j, plain(c), marks)
		}
	}
	grid, err := t.HeaderGrid()
	if err != nil {
		return out
	}
	for _, h := range grid {
		if h.Cols == 1 && !h.Vertical {
			least(h.Col, h.Text, 0)
		}
	}
	return out
}

// footnotes numbers the notes of one table; a text that returns keeps its
// number.
type footnotes struct {
	texts []string
	cells map[string][]string // of the notes whose numbers bear no mark
}

// at records a cell whose number cannot bear the marks of its notes.
func (f *footnotes) at(c document.Cell, cell string) {
	if f.cells == nil {
		f.cells = map[string][]string{}
	}
	for _, s := range c.Spans {
		for _, n := range s.Notes {
			f.cells[n] = append(f.cells[n], cell)
		}
	}
}

func (f *footnotes) marks(c document.Cell) string {
	var out []string
	for _, s := range c.Spans {
		for _, n := range s.Notes {
			at := 0
			for i, t := range f.texts {
				if t == n {
					at = i + 1
				}
			}
			if at == 0 {
				f.texts = append(f.texts, n)
				at = len(f.texts)
			}
			out = append(out, raised(strconv.Itoa(at)))
		}
	}
	return strings.Join(out, " ")
}

func (f *footnotes) lines() []string {
	var out []string
	for i, t := range f.texts {
		line := raised(strconv.Itoa(i+1)) + " " + t
		if cells := f.cells[t]; cells != nil {
			line += " (ô " + strings.Join(cells, ", ") + ")"
		}
		out = append(out, line)
	}
	return out
}
