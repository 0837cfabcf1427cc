package document

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Text prints the tree as plain text: one line for each paragraph, tables with
// aligned columns, footnotes as "[1]" with their texts at the end of the part.
// It is what tests compare and what a terminal shows.
func Text(w io.Writer, d Document) error {
	bw := bufio.NewWriter(w)
	p := &textPrinter{w: bw}
	p.mark("running head", d.RunningHead)
	p.mark("stamp", d.Stamp)
	p.head(d.Head)
	p.blocks(Ended(d.Body))
	p.signature(d.Signature)
	p.notesEnd()
	for _, a := range d.Annexes {
		p.line("")
		kind := "annex"
		if a.Landscape {
			kind = "annex, landscape"
		}
		p.mark(kind, a.Label)
		p.some(a.Title)
		p.some(a.Reference)
		p.line("")
		p.blocks(a.Body)
		p.notesEnd()
	}
	for _, a := range d.Attachments {
		p.mark("attachment", fmt.Sprintf("%s (%s, %d bytes) %s", a.Name, a.MediaType, len(a.Data), a.Description))
	}
	return bw.Flush()
}

type textPrinter struct {
	w     *bufio.Writer
	count int      // footnotes so far
	notes []string // footnotes of the part, numbered
}

func (p *textPrinter) line(s string) {
	p.w.WriteString(strings.TrimRight(strings.ReplaceAll(s, "\u00a0", " "), " "))
	p.w.WriteByte('\n')
}

func (p *textPrinter) some(s string) {
	if s != "" {
		p.line(s)
	}
}

func (p *textPrinter) mark(name, s string) {
	if s != "" {
		p.line("[" + name + "] " + s)
	}
}

func (p *textPrinter) head(h Head) {
	p.some(h.Superior)
	p.some(h.Issuer)
	p.some(h.Number)
	p.some(h.PlaceDate)
	p.line("")
	p.some(h.Kind)
	p.some(h.Subject)
	switch lines := h.AddressLines(); len(lines) {
	case 0:
	case 1:
		p.line("Kính gửi: " + lines[0])
	default:
		p.line("Kính gửi:")
		for _, l := range lines {
			p.line(l)
		}
	}
	p.line("")
}

func (p *textPrinter) signature(s Signature) {
	p.line("")
	if len(s.Recipients) > 0 {
		p.line("Nơi nhận:")
		for _, l := range s.Distribution() {
			p.line(l)
		}
	}
	for _, l := range s.Second.Authority {
		p.line("  " + l)
	}
	if s.Second.Name != "" {
		p.line("  " + s.Second.Name)
	}
	for _, l := range s.Authority {
		p.line("    " + l)
	}
	if s.Name != "" {
		p.line("    " + s.Name)
	}
}

func (p *textPrinter) notesEnd() {
	for _, n := range p.notes {
		p.line(n)
	}
	p.notes = nil
}

// spans gives the text with its footnote marks.
func (p *textPrinter) spans(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
		for _, n := range s.Notes {
			p.count++
			mark := fmt.Sprintf("[%d]", p.count)
			b.WriteString(mark)
			p.notes = append(p.notes, mark+" "+n)
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

func (p *textPrinter) blocks(blocks []Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			p.line(b.Label())
		case Paragraph:
			p.line(p.spans(b.Spans))
		case List:
			for _, it := range b.Items {
				p.line("- " + p.spans(it))
			}
		case Box:
			p.line("+-- " + b.Title)
			for _, it := range b.Items {
				p.line("| - " + p.spans(it))
			}
			p.line("+--")
		case Table:
			p.table(b)
		case Figure:
			p.line("[figure] " + b.Caption)
			p.some(b.Alt)
			for _, n := range b.Notes {
				p.line(n)
			}
		case PageBreak:
			p.line("[page break]")
		}
	}
}

func (p *textPrinter) table(t Table) {
	kept := p.notes
	p.notes = nil
	p.mark("table", t.Title)
	p.some(t.Unit)
	grid, err := t.HeaderGrid()
	if err != nil {
		p.line("! " + err.Error())
	}
	// Each line of the table is a list of texts with the columns they cover.
	type placed struct {
		text      string
		col, cols int
	}
	lines := make([][]placed, 0, len(t.Header)+len(t.Rows))
	for r := range t.Header {
		var l []placed
		for _, h := range grid {
			if h.Row == r {
				l = append(l, placed{strings.ReplaceAll(h.Text, "\n", " "), h.Col, h.Cols})
			}
		}
		lines = append(lines, l)
	}
	for _, row := range t.Rows {
		var l []placed
		for i, c := range row.Cells {
			cols := 1
			if row.Kind == Group && len(row.Cells) == 1 {
				cols = len(t.Columns)
			}
			text := p.spans(c.Spans)
			if row.Kind == Part && i < len(t.Columns) && i == t.TextColumn() {
				text = "  " + text
			}
			l = append(l, placed{text, i, cols})
		}
		lines = append(lines, l)
	}
	width := make([]int, len(t.Columns))
	for span := 1; span <= len(t.Columns); span++ { // narrow cells settle before wide ones
		for _, l := range lines {
			for _, c := range l {
				if c.cols != span || c.col+c.cols > len(width) {
					continue
				}
				have := 3 * (span - 1)
				for _, w := range width[c.col : c.col+span] {
					have += w
				}
				if n := utf8.RuneCountInString(c.text); n > have && span < len(t.Columns) {
					width[c.col+span-1] += n - have
				}
			}
		}
	}
	for i, l := range lines {
		var b strings.Builder
		for col := 0; col < len(width); {
			if col > 0 {
				b.WriteString(" | ")
			}
			text, cols := "", 1
			for _, c := range l {
				if c.col == col {
					text, cols = c.text, c.cols
				}
			}
			have := 3 * (cols - 1)
			for _, w := range width[col:min(col+cols, len(width))] {
				have += w
			}
			pad := strings.Repeat(" ", max(have-utf8.RuneCountInString(text), 0))
			if i >= len(t.Header) && cols == 1 && t.Columns[col].Align >= Right {
				text = pad + text
			} else {
				text += pad
			}
			b.WriteString(text)
			col += cols
		}
		p.line("| " + b.String())
		if i == len(t.Header)-1 {
			total := 3*len(width) - 1
			for _, w := range width {
				total += w
			}
			p.line("|" + strings.Repeat("-", total))
		}
	}
	for _, n := range t.Notes {
		p.line(n)
	}
	p.notesEnd()
	p.notes = kept
}

// TextColumn is the index of the first left-aligned column, where the parts of
// a value are indented; -1 if there is none.
func (t Table) TextColumn() int {
	for i, c := range t.Columns {
		if c.Align == Left {
			return i
		}
	}
	return -1
}
