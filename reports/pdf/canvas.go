package pdf

import (
	"strings"

	"tdkt/charts/font"
	"tdkt/charts/svg"
)

// A canvas paints a drawing on the current page as vectors. Inside it lengths
// are the drawing's own and y grows downwards.
type canvas struct{ p *painter }

// figure paints a drawing with its top left corner at (x, y). The marks around
// it let a reader of the file tell the drawing from the text.
func (p *painter) figure(d *drawing, x, y float64) {
	p.raw("/Figure BMC")
	p.save()
	p.raw(nums(d.scale, 0, 0, -d.scale, x, p.high-y) + " cm")
	c := canvas{p}
	for _, call := range d.calls {
		call(c)
	}
	p.restore()
	p.raw("EMC")
}

func (c canvas) Push(m svg.Matrix) {
	c.p.save()
	c.p.raw(nums(m.A, m.B, m.C, m.D, m.E, m.F) + " cm")
}

func (c canvas) PushClip(path svg.Path, evenOdd bool) {
	c.p.save()
	if len(path) == 0 { // nothing is inside an empty path
		c.p.raw("0 0 0 0 re W n")
		return
	}
	op := "W n"
	if evenOdd {
		op = "W* n"
	}
	c.p.raw(pathOps(path) + op)
}

func (c canvas) Pop() { c.p.restore() }

func (c canvas) Draw(path svg.Path, paint svg.Paint) {
	if len(path) == 0 {
		return
	}
	fill, stroke := paint.Fill, paint.Stroke
	fillOp, bothOp := "f", "B"
	if paint.EvenOdd {
		fillOp, bothOp = "f*", "B*"
	}
	// Fill and stroke of one opacity are one object; else two, fill first.
	if fill != nil && stroke != nil && fill.Opacity == stroke.Color.Opacity && fill.Opacity == 1 {
		c.opacity(1)
		c.p.raw(fillColor(*fill) + strokeState(*stroke) + pathOps(path) + bothOp)
		return
	}
	if fill != nil && fill.Opacity > 0 {
		c.opacity(fill.Opacity)
		c.p.raw(fillColor(*fill) + pathOps(path) + fillOp)
	}
	if stroke != nil && stroke.Color.Opacity > 0 {
		c.opacity(stroke.Color.Opacity)
		c.p.raw(strokeState(*stroke) + pathOps(path) + "S")
	}
}

func (c canvas) Text(t svg.Text) {
	p := c.p
	if t.S == "" {
		return
	}
	if t.Halo != nil && t.Halo.Width > 0 {
		// The halo is drawn from the letters' outlines, so that the text itself
		// stands in the file once.
		outline, err := t.Face.Outlines(strings.ReplaceAll(t.S, "\u00a0", " "), t.Size)
		if err != nil {
			p.pdf.SetError(err)
			return
		}
		halo := *t.Halo
		halo.Join = "round"
		c.Draw(outlinePath(outline, t.At.X, t.At.Y), svg.Paint{Stroke: &halo})
	}
	if t.Color.Opacity <= 0 {
		return
	}
	c.opacity(t.Color.Opacity)
	p.save()
	p.raw(nums(1, 0, 0, -1, t.At.X, t.At.Y) + " cm " + fillColor(t.Color))
	p.text(t.Face, t.Size, 0, p.high, t.S)
	alpha := p.alpha
	p.restore()
	p.alpha = alpha // it was set outside
}

func (c canvas) opacity(a float64) {
	if c.p.alpha != a {
		c.p.pdf.SetAlpha(a, "Normal")
		c.p.alpha = a
	}
}

func fillColor(c svg.Color) string {
	return nums(float64(c.R)/255, float64(c.G)/255, float64(c.B)/255) + " rg "
}

func strokeState(s svg.Stroke) string {
	lineCap, join := "0", "0"
	switch s.Cap {
	case "round":
		lineCap = "1"
	case "square":
		lineCap = "2"
	}
	switch s.Join {
	case "round":
		join = "1"
	case "bevel":
		join = "2"
	}
	return nums(float64(s.Color.R)/255, float64(s.Color.G)/255, float64(s.Color.B)/255) + " RG " +
		num(s.Width) + " w " + lineCap + " J " + join + " j [" + nums(s.Dash...) + "] 0 d "
}

func pathOps(path svg.Path) string {
	var b strings.Builder
	for _, s := range path {
		switch s.Op {
		case svg.MoveTo:
			b.WriteString(nums(s.P[0].X, s.P[0].Y) + " m ")
		case svg.LineTo:
			b.WriteString(nums(s.P[0].X, s.P[0].Y) + " l ")
		case svg.CubicTo:
			b.WriteString(nums(s.P[0].X, s.P[0].Y, s.P[1].X, s.P[1].Y, s.P[2].X, s.P[2].Y) + " c ")
		case svg.Close:
			b.WriteString("h ")
		}
	}
	return b.String()
}

// outlinePath moves letters' contours to (x, y); quadratic curves become cubic.
func outlinePath(steps []font.Outline, x, y float64) svg.Path {
	at := func(p [2]float64) svg.Point { return svg.Point{X: p[0] + x, Y: p[1] + y} }
	toward := func(a, b svg.Point) svg.Point {
		return svg.Point{X: a.X + (b.X-a.X)*2/3, Y: a.Y + (b.Y-a.Y)*2/3}
	}
	var (
		path svg.Path
		cur  svg.Point
	)
	for _, s := range steps {
		switch s.Op {
		case 'M':
			cur = at(s.P[0])
			path = append(path, svg.Segment{Op: svg.MoveTo, P: [3]svg.Point{cur}})
		case 'L':
			cur = at(s.P[0])
			path = append(path, svg.Segment{Op: svg.LineTo, P: [3]svg.Point{cur}})
		case 'Q':
			ctrl, end := at(s.P[0]), at(s.P[1])
			path = append(path, svg.Segment{Op: svg.CubicTo, P: [3]svg.Point{toward(cur, ctrl), toward(end, ctrl), end}})
			cur = end
		case 'C':
			cur = at(s.P[2])
			path = append(path, svg.Segment{Op: svg.CubicTo, P: [3]svg.Point{at(s.P[0]), at(s.P[1]), cur}})
		case 'Z':
			path = append(path, svg.Segment{Op: svg.Close})
		}
	}
	return path
}
