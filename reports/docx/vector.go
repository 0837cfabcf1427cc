package docx

import (
	"fmt"
	"strings"

	"tdkt/charts/svg"
)

// vector writes a chart's drawing again in the few words of SVG that Word and
// other office programs agree on: every text stands at the left end of its own
// baseline, and a halo is a text of its own beneath, because they know neither
// dominant-baseline nor paint-order.
func vector(src []byte) ([]byte, svg.Size, error) {
	c := &canvas{}
	size, err := svg.Draw(src, c)
	if err != nil {
		return nil, size, err
	}
	return []byte(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="0 0 %[1]s %[2]s">%[3]s</svg>`,
		short(size.Width), short(size.Height), c.out.String())), size, nil
}

// A canvas writes what is drawn on it.
type canvas struct {
	out   strings.Builder
	clips int
}

func (c *canvas) Push(m svg.Matrix) {
	if m == svg.Identity {
		c.out.WriteString("<g>")
		return
	}
	fmt.Fprintf(&c.out, `<g transform="matrix(%.5g %.5g %.5g %.5g %s)">`, m.A, m.B, m.C, m.D, join(m.E, m.F))
}

func (c *canvas) PushClip(p svg.Path, evenOdd bool) {
	c.clips++
	rule := ""
	if evenOdd {
		rule = ` clip-rule="evenodd"`
	}
	fmt.Fprintf(&c.out, `<clipPath id="c%d"><path d="%s"%s/></clipPath><g clip-path="url(#c%[1]d)">`, c.clips, steps(p), rule)
}

func (c *canvas) Pop() { c.out.WriteString("</g>") }

func (c *canvas) Draw(p svg.Path, paint svg.Paint) {
	fmt.Fprintf(&c.out, `<path d="%s"%s`, steps(p), filled(paint.Fill))
	if paint.EvenOdd {
		c.out.WriteString(` fill-rule="evenodd"`)
	}
	if paint.Stroke != nil {
		c.out.WriteString(stroked(*paint.Stroke))
	}
	c.out.WriteString("/>")
}

func (c *canvas) Text(t svg.Text) {
	// Office machines have Arial and Times New Roman, whose widths are the same.
	family := "'Liberation Serif', 'Times New Roman', serif"
	if t.Face.Family() == "Liberation Sans" {
		family = "Arial, 'Liberation Sans', sans-serif"
	}
	more := fmt.Sprintf(` font-family="%s" font-size="%s"`, family, short(t.Size))
	if t.Face.Bold() {
		more += ` font-weight="bold"`
	}
	if t.Face.Italic() {
		more += ` font-style="italic"`
	}
	put := func(paint string) {
		fmt.Fprintf(&c.out, `<text x="%s" y="%s"%s%s xml:space="preserve">%s</text>`, short(t.At.X), short(t.At.Y), more, paint, escape(t.S))
	}
	if t.Halo != nil {
		put(filled(&t.Halo.Color) + stroked(*t.Halo))
	}
	put(filled(&t.Color))
}

func filled(c *svg.Color) string {
	if c == nil {
		return ` fill="none"`
	}
	return fmt.Sprintf(` fill="#%02x%02x%02x"`, c.R, c.G, c.B) + opacity("fill", c.Opacity)
}

func opacity(what string, v float64) string {
	if v >= 1 {
		return ""
	}
	return fmt.Sprintf(` %s-opacity="%s"`, what, short(v))
}

func stroked(s svg.Stroke) string {
	out := fmt.Sprintf(` stroke="#%02x%02x%02x" stroke-width="%s"`, s.Color.R, s.Color.G, s.Color.B, short(s.Width)) + opacity("stroke", s.Color.Opacity)
	if len(s.Dash) > 0 {
		out += ` stroke-dasharray="` + join(s.Dash...) + `"`
	}
	if s.Cap != "" && s.Cap != "butt" {
		out += ` stroke-linecap="` + s.Cap + `"`
	}
	if s.Join != "" && s.Join != "miter" {
		out += ` stroke-linejoin="` + s.Join + `"`
	}
	return out
}

func steps(p svg.Path) string {
	var b strings.Builder
	for _, s := range p {
		switch s.Op {
		case svg.MoveTo:
			b.WriteString("M" + join(s.P[0].X, s.P[0].Y))
		case svg.LineTo:
			b.WriteString("L" + join(s.P[0].X, s.P[0].Y))
		case svg.CubicTo:
			b.WriteString("C" + join(s.P[0].X, s.P[0].Y, s.P[1].X, s.P[1].Y, s.P[2].X, s.P[2].Y))
		case svg.Close:
			b.WriteString("Z")
		}
	}
	return b.String()
}

func join(vs ...float64) string {
	list := make([]string, len(vs))
	for i, v := range vs {
		list[i] = short(v)
	}
	return strings.Join(list, " ")
}
