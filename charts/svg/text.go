package svg

import (
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tdkt/charts/font"
)

// text draws a text element. Its run is looked up in the face first: what the
// face cannot show must not leave a hole in a printed report.
func (d *drawing) text(n *node) error {
	err := n.only(painted, "x y style font-family font-size font-weight font-style text-anchor dominant-baseline xml:space")
	if err != nil {
		return err
	}
	if len(n.children) > 0 {
		return n.children[0].errorf("stands inside <text>")
	}
	t := Text{S: norm.NFC.String(n.text)}
	if n.attrs["xml:space"] != "preserve" {
		t.S = strings.Join(strings.Fields(t.S), " ")
	}
	if t.Face, t.Size, err = n.font(); err != nil {
		return err
	}
	if missing := t.Face.Missing(t.S); missing != nil {
		return n.errorf("%s has no glyph for %q (%U) in the text %q; replace the character", t.Face, missing[0], missing[0], t.S)
	}
	at, err := n.numbers("x", "y")
	if err != nil {
		return err
	}
	width := t.Face.Advance(t.S, t.Size)
	switch anchor := n.attrs["text-anchor"]; anchor {
	case "", "start":
	case "middle":
		at[0] -= width / 2
	case "end":
		at[0] -= width
	default:
		return n.errorf("unknown text-anchor %q", anchor)
	}
	up, down := t.Face.Ascent(t.Size), t.Face.Descent(t.Size)
	switch baseline := n.attrs["dominant-baseline"]; baseline {
	case "", "auto", "alphabetic":
	case "central":
		at[1] += (up - down) / 2
	case "text-before-edge", "hanging":
		at[1] += up
	case "text-after-edge":
		at[1] -= down
	default:
		return n.errorf("unknown dominant-baseline %q", baseline)
	}
	t.At = Point{at[0], at[1]}
	fill, err := n.color("fill", "black", "fill-opacity")
	if err != nil {
		return err
	}
	if t.Halo, err = n.stroke(); err != nil {
		return err
	}
	if t.Halo != nil && n.attrs["paint-order"] != "stroke" {
		return n.errorf("a stroke over the letters is not drawn; only paint-order=\"stroke\" is")
	}
	if fill == nil || t.S == "" {
		return nil
	}
	t.Color = *fill
	d.label(t, width, up, down)
	d.call(func(c Canvas) { c.Text(t) })
	return nil
}

// label notes a run with the box that its em square takes on the drawing.
func (d *drawing) label(t Text, width, up, down float64) {
	l := Label{Text: t, Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}
	for _, corner := range []Point{{0, -up}, {width, -up}, {0, down}, {width, down}} {
		p := d.at.Apply(Point{t.At.X + corner.X, t.At.Y + corner.Y})
		l.Left, l.Right = math.Min(l.Left, p.X), math.Max(l.Right, p.X)
		l.Top, l.Bottom = math.Min(l.Top, p.Y), math.Max(l.Bottom, p.Y)
	}
	d.labels = append(d.labels, l)
}

// font reads the face and size from attributes and the style, which may use the
// shorthand "font: bold 9px Liberation Sans".
func (n *node) font() (font.Face, float64, error) {
	family, size := "sans-serif", "12px"
	bold, italic := false, false
	weight := func(w string) error {
		switch w {
		case "bold", "bolder", "600", "700", "800", "900":
			bold = true
		case "normal", "lighter", "300", "400", "500":
			bold = false
		default:
			return n.errorf("unknown font-weight %q", w)
		}
		return nil
	}
	set := func(name, value string) error {
		switch name {
		case "font-family":
			family, _, _ = strings.Cut(value, ",")
		case "font-size":
			size = value
		case "font-weight":
			return weight(value)
		case "font-style":
			switch value {
			case "italic", "oblique":
				italic = true
			case "normal":
				italic = false
			default:
				return n.errorf("unknown font-style %q", value)
			}
		case "font":
			words := strings.Fields(value)
			for i, w := range words {
				switch {
				case strings.HasSuffix(w, "px"):
					size = w
					family, _, _ = strings.Cut(strings.Join(words[i+1:], " "), ",")
					return nil
				case w == "italic" || w == "oblique":
					italic = true
				default:
					if err := weight(w); err != nil {
						return err
					}
				}
			}
			return n.errorf("font %q has no size in px", value)
		default:
			return n.errorf("unknown style %s: %s", name, value)
		}
		return nil
	}
	for _, name := range n.order {
		if strings.HasPrefix(name, "font-") {
			if err := set(name, n.attrs[name]); err != nil {
				return 0, 0, err
			}
		}
	}
	for _, rule := range strings.Split(n.attrs["style"], ";") {
		if rule = strings.TrimSpace(rule); rule == "" {
			continue
		}
		name, value, ok := strings.Cut(rule, ":")
		if !ok {
			return 0, 0, n.errorf("style %q has no colon", rule)
		}
		if err := set(strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			return 0, 0, err
		}
	}
	em, err := number(size)
	if err != nil || em <= 0 || em > 1000 {
		return 0, 0, n.errorf("font-size %q is not a length from 0 to 1000 px", size)
	}
	face, err := font.Find(family, bold, italic)
	if err != nil {
		return 0, 0, n.errorf("%w", err)
	}
	return face, em, nil
}
