package pdf

import (
	"fmt"

	"tdkt/charts/svg"
	"tdkt/reports/document"
)

// figure sets a drawing with its caption and notes as slices that stay
// together. A drawing taller than a page is made smaller.
func (l *layout) figure(f document.Figure) ([]slice, error) {
	rec := &recorder{layout: l}
	size, err := svg.Draw(f.SVG, rec)
	if err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", l.place(), err)
	}
	if rec.err != nil {
		return nil, rec.err
	}
	var below []slice
	if f.Caption != "" {
		below, err = l.paragraph(document.Spans(f.Caption), paragraphStyle{
			style: style{size: 13, italic: true}, align: alignCentre, gap: 3, lead: 13 * single, whole: true})
		if err != nil {
			return nil, err
		}
	}
	for _, n := range f.Notes {
		ss, err := l.noteLine(n)
		if err != nil {
			return nil, err
		}
		below = append(below, ss...)
	}
	width := l.width
	if f.Width > 0 && f.Width*mm < width {
		width = f.Width * mm
	}
	height := width * size.Height / size.Width
	room := paperLong - marginTop - marginBottom - headingRoom
	if l.width > paperShort {
		room = paperShort - marginTop - marginBottom - headingRoom
	}
	for _, s := range below {
		room -= s.gap + s.height
	}
	small := height > room
	if small {
		width, height = width*room/height, room
	}
	s := slice{gap: paragraphGap + 2, height: height, keep: len(below) > 0, float: true, small: small, place: l.place()}
	s.ops = []op{
		{kind: opMark, mark: &mark{id: f.ID, level: -1}},
		{kind: opFigure, x: (l.width - width) / 2, x2: width, y2: height, draw: &drawing{calls: rec.calls, scale: width / size.Width}},
	}
	for i := range below[:max(len(below)-1, 0)] {
		below[i].keep = true
	}
	return append([]slice{s}, below...), nil
}

// headingRoom is left free above the tallest figures, so that headings can stand
// on the page of the figure they belong to.
const headingRoom = 75

// A drawing is a figure that was understood and whose letters all have glyphs.
type drawing struct {
	calls []func(svg.Canvas)
	scale float64 // points per user unit
}

// A recorder keeps the calls of a drawing until its page is painted.
type recorder struct {
	layout *layout
	calls  []func(svg.Canvas)
	err    error
}

func (r *recorder) add(f func(svg.Canvas)) { r.calls = append(r.calls, f) }

func (r *recorder) Push(m svg.Matrix) { r.add(func(c svg.Canvas) { c.Push(m) }) }

func (r *recorder) PushClip(p svg.Path, evenOdd bool) {
	r.add(func(c svg.Canvas) { c.PushClip(p, evenOdd) })
}

func (r *recorder) Pop() { r.add(func(c svg.Canvas) { c.Pop() }) }

func (r *recorder) Draw(p svg.Path, paint svg.Paint) {
	r.add(func(c svg.Canvas) { c.Draw(p, paint) })
}

func (r *recorder) Text(t svg.Text) {
	if _, err := r.layout.measure(t.Face, t.S, t.Size); err != nil && r.err == nil {
		r.err = err
	}
	r.add(func(c svg.Canvas) { c.Text(t) })
}

// noteLine sets a note under a table or figure.
func (l *layout) noteLine(text string) ([]slice, error) {
	return l.paragraph(document.Spans(text), paragraphStyle{
		style: style{size: sizeNote}, align: alignJustify, gap: 2, lead: sizeNote * single})
}
