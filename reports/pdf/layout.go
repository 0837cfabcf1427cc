package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"tdkt/reports/document"
)

// A layout turns blocks into slices for a column of one width.
type layout struct {
	opts   Options
	widths *widths
	width  float64 // of the text column
	count  *int    // footnotes so far in the part
	where  []string
	// inTable collects the footnotes of a table; nil elsewhere.
	inTable *footnotes
}

// in names the place for errors while f runs.
func (l *layout) in(place string, f func() error) error {
	l.where = append(l.where, place)
	defer func() { l.where = l.where[:len(l.where)-1] }()
	return f()
}

func (l *layout) place() string {
	s := ""
	for i, w := range l.where {
		if i > 0 {
			s += ", "
		}
		s += w
	}
	return s
}

// number gives a footnote its number in the part.
func (l *layout) number(text string) note {
	if l.inTable != nil {
		for _, n := range l.inTable.notes {
			if n.text == text {
				return n
			}
		}
	}
	*l.count++
	n := note{mark: strconv.Itoa(*l.count), text: text}
	if l.inTable != nil {
		l.inTable.notes = append(l.inTable.notes, n)
	}
	return n
}

func (l *layout) body() style { return style{size: l.opts.BodySize} }

// leading is the distance of baselines in running text of a size.
func (l *layout) leading(size float64) float64 { return size * single * l.opts.LineSpacing }

// baseline is where letters of a size stand in a line of a height: the font's
// own ascent and descent centred in it.
func baseline(size, height float64) float64 {
	const ascent, descent = 0.891, 0.216
	return (height-size*(ascent+descent))/2 + size*ascent
}

// A paragraphStyle is how lines become slices.
type paragraphStyle struct {
	style
	align  alignment
	indent float64 // of the first line
	left   float64 // of all lines
	right  float64 // free at the right of all lines
	gap    float64 // above
	lead   float64 // 0 means leading of the size
	whole  bool    // keep all lines on one page
	keep   bool    // keep the last line with the next slice
}

// paragraph sets spans as slices of one line each. Of a paragraph that is
// broken over pages at least two lines stand on either side.
func (l *layout) paragraph(spans []document.Span, ps paragraphStyle) ([]slice, error) {
	words, err := l.words(spans, ps.style)
	if err != nil {
		return nil, err
	}
	width := l.width - ps.left - ps.right
	lines, ok := breakLines(words, width-ps.indent, width, l.widths)
	if !ok {
		return nil, fmt.Errorf("pdf: %s: a number is wider than the line; put a space into the text %q", l.place(), document.Join(spans))
	}
	if ps.align == alignCentre && ps.whole && len(lines) > 1 { // a title does not leave its last word alone
		if even := balance(words, len(lines), width); even != nil {
			lines = even
		}
	}
	lead := ps.lead
	if lead == 0 {
		lead = l.leading(ps.size)
	}
	out := make([]slice, 0, len(lines))
	for i, ln := range lines {
		s := slice{height: lead, place: l.place()}
		x, w := ps.left, width
		if i == 0 {
			s.gap = ps.gap
			x += ps.indent
			w -= ps.indent
		}
		s.ops = lineOps(nil, ln, x, baseline(ps.size, lead), w, ps.align)
		for _, wd := range ln.words {
			s.notes = append(s.notes, wd.notes...)
		}
		last := i == len(lines)-1
		s.keep = !last && (ps.whole || i == 0 || i == len(lines)-2) || last && ps.keep
		out = append(out, s)
	}
	return out, nil
}

// blocks sets a part of the text.
func (l *layout) blocks(blocks []document.Block, base int) ([]slice, error) {
	var (
		out   []slice
		fresh bool
	)
	for i, b := range blocks {
		var ss []slice
		err := l.in(placeOf(b, i), func() (err error) {
			switch b := b.(type) {
			case document.Heading:
				ss, err = l.heading(b, base)
			case document.Paragraph:
				ss, err = l.running(b)
			case document.List:
				ss, err = l.list(b)
			case document.Box:
				ss, err = l.box(b)
			case document.Table:
				ss, err = l.table(b)
			case document.Figure:
				ss, err = l.figure(b)
			case document.PageBreak:
				fresh = true
			default:
				err = fmt.Errorf("pdf: %s: unknown block %T", l.place(), b)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if fresh && len(ss) > 0 {
			ss[0].fresh, fresh = true, false
		}
		out = append(out, ss...)
	}
	return out, nil
}

func placeOf(b document.Block, i int) string {
	switch b := b.(type) {
	case document.Heading:
		return fmt.Sprintf("heading %q", b.Label())
	case document.Table:
		if b.Title != "" {
			return fmt.Sprintf("table %q", b.Title)
		}
	case document.Figure:
		return fmt.Sprintf("figure %q", b.Caption)
	case document.Paragraph:
		return "paragraph " + opening(b.Spans)
	}
	return fmt.Sprintf("block %d", i+1)
}

// opening is how a text begins, to find it by.
func opening(spans []document.Span) string {
	const words = 8
	all := strings.Fields(document.Join(spans))
	if len(all) > words {
		return strconv.Quote(strings.Join(all[:words], " ") + " ...")
	}
	return strconv.Quote(strings.Join(all, " "))
}

func (l *layout) heading(h document.Heading, base int) ([]slice, error) {
	ps := paragraphStyle{
		style:  style{size: l.opts.BodySize, bold: h.Level <= 2},
		align:  alignJustify,
		indent: l.opts.Indent * mm,
		gap:    paragraphGap,
		whole:  true,
		keep:   true,
	}
	ss, err := l.paragraph(document.Spans(h.Label()), ps)
	if err != nil || len(ss) == 0 {
		return ss, err
	}
	m := &mark{id: h.ID, label: h.Label(), level: base + h.Level - 1, head: &h}
	ss[0].ops = append(ss[0].ops, op{kind: opMark, mark: m})
	return ss, nil
}

func (l *layout) running(p document.Paragraph) ([]slice, error) {
	ps := paragraphStyle{style: l.body(), align: alignJustify, indent: l.opts.Indent * mm, gap: paragraphGap}
	switch p.Style {
	case document.Centred:
		ps.align, ps.indent = alignCentre, 0
	case document.Basis:
		ps.italic = true
	case document.Note:
		ps.size, ps.indent, ps.gap = sizeNote, 0, 3
		ps.lead = sizeNote * single
	}
	return l.paragraph(p.Spans, ps)
}

// dash is what stands before a list item.
const dash = "- "

func (l *layout) list(b document.List) ([]slice, error) {
	var out []slice
	for _, it := range b.Items {
		err := l.in("item "+opening(it), func() error {
			ss, err := l.paragraph(itemSpans(it), paragraphStyle{
				style: l.body(), align: alignJustify, indent: l.opts.Indent * mm, gap: paragraphGap})
			out = append(out, ss...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// itemSpans puts the dash before an item; its space does not stretch.
func itemSpans(it []document.Span) []document.Span {
	return append([]document.Span{{Text: "-\u00a0"}}, it...)
}

// box frames its items. The frame is drawn slice by slice, so that a box
// taller than a page can go on overleaf.
func (l *layout) box(b document.Box) ([]slice, error) {
	const pad = 7
	inner := paragraphStyle{style: l.body(), align: alignJustify, left: pad, right: pad, gap: 3}
	var out []slice
	if b.Title != "" {
		title := inner
		title.bold, title.align, title.keep, title.whole = true, alignCentre, true, true
		ss, err := l.paragraph(document.Spans(b.Title), title)
		if err != nil {
			return nil, err
		}
		out = append(out, ss...)
	}
	for _, it := range b.Items {
		ss, err := l.paragraph(itemSpans(it), inner)
		if err != nil {
			return nil, err
		}
		out = append(out, ss...)
	}
	total := 0.0
	for i := range out {
		s := &out[i]
		// Inside the frame the gap belongs to the slice: the sides run through.
		s.height += s.gap
		s.ops = shift(s.ops, 0, s.gap)
		s.gap = 0
		if i == 0 {
			s.gap = paragraphGap + 2
			s.ops = append(shift(s.ops, 0, 2), hline(0, 0, l.width))
			s.height += 2
		}
		if i == len(out)-1 {
			s.height += 5
			s.ops = append(s.ops, hline(0, s.height, l.width))
		}
		s.ops = append(s.ops, vline(0, 0, s.height), vline(l.width, 0, s.height))
		s.inside = i > 0
		total += s.height
	}
	if total < wholeBox {
		for i := range out[:max(len(out)-1, 0)] {
			out[i].keep = true
		}
	}
	return out, nil
}

// wholeBox is the height up to which a box is never divided.
const wholeBox = 450
