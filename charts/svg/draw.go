package svg

import (
	"errors"
	"fmt"
	"strings"
)

// A Size is the drawing's extent in user units.
type Size struct{ Width, Height float64 }

// A Label is one drawn run of text with its box in user units, after all
// transformations.
type Label struct {
	Text
	Left, Top, Right, Bottom float64
}

// Draw reads src and draws it on c. The error is about src; what goes wrong on
// the canvas is the canvas's to tell. After an error nothing has been drawn.
func Draw(src []byte, c Canvas) (Size, error) {
	d, err := read(src)
	if err != nil {
		return Size{}, err
	}
	for _, call := range d.calls {
		call(c)
	}
	return d.size, nil
}

// Labels lists the runs of text in drawing order. A label that was broken over
// lines is several runs.
func Labels(src []byte) ([]Label, Size, error) {
	d, err := read(src)
	if err != nil {
		return nil, Size{}, err
	}
	return d.labels, d.size, nil
}

// Texts lists what Labels lists, without places.
func Texts(src []byte) ([]string, error) {
	labels, _, err := Labels(src)
	var texts []string
	for _, l := range labels {
		texts = append(texts, l.S)
	}
	return texts, err
}

// A drawing is an SVG that was understood.
type drawing struct {
	size   Size
	calls  []func(Canvas)
	labels []Label
	at     Matrix // of the element being read
	clips  map[string]clip
}

type clip struct {
	path    Path
	evenOdd bool
}

func (d *drawing) call(f func(Canvas)) { d.calls = append(d.calls, f) }

func read(src []byte) (*drawing, error) {
	root, err := parse(src)
	if err != nil {
		return nil, err
	}
	if err := root.only("width height viewBox version baseProfile xmlns xmlns:xlink"); err != nil {
		return nil, err
	}
	size, err := root.numbers("width", "height")
	if err != nil {
		return nil, err
	}
	if !(size[0] > 0 && size[1] > 0 && size[0] <= 1e5 && size[1] <= 1e5) {
		return nil, root.errorf("size %v by %v: width and height must be above 0 and at most 100000", size[0], size[1])
	}
	if box, ok := root.attrs["viewBox"]; ok {
		v, err := list(box)
		if err != nil || len(v) != 4 || v[0] != 0 || v[1] != 0 || v[2] != size[0] || v[3] != size[1] {
			return nil, root.errorf("viewBox %q must be 0 0 and the width and height", box)
		}
	}
	d := &drawing{size: Size{size[0], size[1]}, at: Identity, clips: map[string]clip{}}
	if err := d.defs(root); err != nil {
		return nil, err
	}
	return d, d.children(root)
}

// defs collects the clip paths, which stand after the elements that use them.
func (d *drawing) defs(n *node) error {
	for _, child := range n.children {
		if child.name != "clipPath" {
			if err := d.defs(child); err != nil {
				return err
			}
			continue
		}
		if err := child.only("id"); err != nil {
			return err
		}
		id := child.attrs["id"]
		if _, twice := d.clips[id]; id == "" || twice {
			return child.errorf("id %q is empty or occurs twice", id)
		}
		if len(child.children) != 1 {
			return child.errorf("holds %d elements; one shape is drawn", len(child.children))
		}
		shape := child.children[0]
		p, err := shape.path()
		if err != nil {
			return err
		}
		m, err := shape.transform()
		if err != nil {
			return err
		}
		evenOdd, err := shape.rule("clip-rule")
		if err != nil {
			return err
		}
		d.clips[id] = clip{p.transformed(m), evenOdd}
	}
	return nil
}

func (p Path) transformed(m Matrix) Path {
	out := make(Path, len(p))
	for i, s := range p {
		out[i].Op = s.Op
		for j := range s.Op.points() {
			out[i].P[j] = m.Apply(s.P[j])
		}
	}
	return out
}

// points is how many points a segment of this kind uses.
func (o Op) points() int {
	switch o {
	case CubicTo:
		return 3
	case Close:
		return 0
	}
	return 1
}

func (d *drawing) children(n *node) error {
	for _, child := range n.children {
		if err := d.element(child); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) element(n *node) error {
	switch n.name {
	case "defs":
		if err := n.only(""); err != nil {
			return err
		}
		for _, child := range n.children {
			if child.name != "clipPath" {
				return child.errorf("is not drawn")
			}
		}
		return nil
	case "clipPath":
		return nil
	case "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text":
	default:
		return n.errorf("is not drawn")
	}
	m, err := n.transform()
	if err != nil {
		return err
	}
	if m != Identity {
		outer := d.at
		d.at = outer.Mul(m)
		d.call(func(c Canvas) { c.Push(m) })
		defer func() {
			d.at = outer
			d.call(Canvas.Pop)
		}()
	}
	if ref, ok := n.attrs["clip-path"]; ok {
		id, ok := strings.CutPrefix(ref, "url(#")
		clip, found := d.clips[strings.TrimSuffix(id, ")")]
		if !ok || !found {
			return n.errorf("clip-path %q is not in this drawing", ref)
		}
		d.call(func(c Canvas) { c.PushClip(clip.path, clip.evenOdd) })
		defer d.call(Canvas.Pop)
	}
	switch n.name {
	case "g":
		if err := n.only("transform clip-path id"); err != nil {
			return err
		}
		return d.children(n)
	case "text":
		return d.text(n)
	}
	p, err := n.path()
	if err != nil {
		return err
	}
	paint, err := n.paint()
	if err != nil {
		return err
	}
	if len(p) > 0 && (paint.Fill != nil || paint.Stroke != nil) {
		d.call(func(c Canvas) { c.Draw(p, paint) })
	}
	return nil
}

const painted = "transform clip-path id fill fill-opacity fill-rule clip-rule opacity stroke stroke-width stroke-opacity" +
	" stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit paint-order"

func (n *node) rule(name string) (evenOdd bool, err error) {
	switch n.attrs[name] {
	case "", "nonzero":
		return false, nil
	case "evenodd":
		return true, nil
	}
	return false, n.errorf("unknown %s %q", name, n.attrs[name])
}

func (n *node) paint() (Paint, error) {
	var p Paint
	var err error
	if p.Fill, err = n.color("fill", "black", "fill-opacity"); err != nil {
		return p, err
	}
	if p.EvenOdd, err = n.rule("fill-rule"); err != nil {
		return p, err
	}
	p.Stroke, err = n.stroke()
	if err == nil && p.Fill != nil && p.Stroke != nil && n.attrs["paint-order"] == "stroke" {
		err = n.errorf("paint-order is drawn on text alone")
	}
	return p, err
}

// stroke returns nil where nothing is stroked.
func (n *node) stroke() (*Stroke, error) {
	c, err := n.color("stroke", "none", "stroke-opacity")
	if err != nil {
		return nil, err
	}
	s := &Stroke{Cap: "butt", Join: "miter"}
	if s.Width, err = n.number("stroke-width", 1); err != nil {
		return nil, err
	}
	if s.Width < 0 {
		return nil, n.errorf("stroke-width %v is negative", s.Width)
	}
	if _, err := n.number("stroke-miterlimit", 4); err != nil {
		return nil, err
	}
	if offset, err := n.number("stroke-dashoffset", 0); err != nil || offset != 0 {
		return nil, n.errorf("stroke-dashoffset %q is not drawn; only 0 is", n.attrs["stroke-dashoffset"])
	}
	if dash := n.attrs["stroke-dasharray"]; dash != "" && dash != "none" {
		if s.Dash, err = list(dash); err != nil {
			return nil, n.errorf("stroke-dasharray: %w", err)
		}
		sum := 0.0
		for _, v := range s.Dash {
			if v < 0 {
				return nil, n.errorf("stroke-dasharray %q has a negative length", dash)
			}
			sum += v
		}
		if sum <= 0 {
			return nil, n.errorf("stroke-dasharray %q has no length", dash)
		}
		// An odd count is repeated, so that dashes and gaps alternate.
		if len(s.Dash)%2 == 1 {
			s.Dash = append(s.Dash, s.Dash...)
		}
	}
	for _, choice := range []struct {
		name, known string
		to          *string
	}{
		{"stroke-linecap", "butt round square", &s.Cap},
		{"stroke-linejoin", "miter round bevel", &s.Join},
		{"paint-order", "normal stroke", new(string)},
	} {
		if v, ok := n.attrs[choice.name]; ok {
			if !contains(choice.known, v) {
				return nil, n.errorf("%s %q is none of: %s", choice.name, v, choice.known)
			}
			*choice.to = v
		}
	}
	if c == nil || s.Width == 0 {
		return nil, nil
	}
	s.Color = *c
	return s, nil
}

func contains(words, word string) bool {
	for _, w := range strings.Fields(words) {
		if w == word {
			return true
		}
	}
	return false
}

var errOdd = errors.New("points come in pairs")

// path turns a shape into a path and refuses what the shape does not know.
func (n *node) path() (Path, error) {
	var own string
	switch n.name {
	case "path":
		own = "d"
	case "rect":
		own = "x y width height rx ry"
	case "circle":
		own = "cx cy r"
	case "ellipse":
		own = "cx cy rx ry"
	case "line":
		own = "x1 y1 x2 y2"
	case "polyline", "polygon":
		own = "points"
	default:
		return nil, n.errorf("is not a shape")
	}
	if err := n.only(painted, own); err != nil {
		return nil, err
	}
	if len(n.children) > 0 {
		return nil, n.children[0].errorf("stands inside <%s>", n.name)
	}
	switch n.name {
	case "path":
		p, err := ParsePath(n.attrs["d"])
		if err != nil {
			return nil, n.errorf("%w", err)
		}
		return p, nil
	case "polyline", "polygon":
		v, err := list(n.attrs["points"])
		if err == nil && len(v)%2 == 1 {
			err = errOdd
		}
		if err != nil {
			return nil, n.errorf("points: %w", err)
		}
		var p Path
		for i := 0; i < len(v); i += 2 {
			op := LineTo
			if i == 0 {
				op = MoveTo
			}
			p = append(p, Segment{Op: op, P: [3]Point{{v[i], v[i+1]}}})
		}
		if n.name == "polygon" && len(p) > 0 {
			p = append(p, Segment{Op: Close})
		}
		return p, nil
	}
	v, err := n.numbers(strings.Fields(own)...)
	if err != nil {
		return nil, err
	}
	var data string
	switch n.name {
	case "line":
		data = fmt.Sprintf("M%g %gL%g %g", v[0], v[1], v[2], v[3])
	case "circle", "ellipse":
		rx, ry := v[2], v[2]
		if n.name == "ellipse" {
			ry = v[3]
		}
		if rx < 0 || ry < 0 {
			return nil, n.errorf("a radius is negative")
		}
		if rx == 0 || ry == 0 {
			return nil, nil
		}
		data = fmt.Sprintf("M%g %ga%g %g 0 1 1 %g 0a%g %g 0 1 1 %g 0Z", v[0]-rx, v[1], rx, ry, 2*rx, rx, ry, -2*rx)
	case "rect":
		if v[2] < 0 || v[3] < 0 || v[4] < 0 || v[5] < 0 {
			return nil, n.errorf("a length is negative")
		}
		rx, ry := min(v[4], v[2]/2), min(v[5], v[3]/2)
		if _, ok := n.attrs["ry"]; !ok {
			ry = min(v[4], v[3]/2)
		}
		if _, ok := n.attrs["rx"]; !ok {
			rx = min(v[5], v[2]/2)
		}
		switch {
		case v[2] == 0 || v[3] == 0:
			return nil, nil
		case rx == 0 || ry == 0:
			data = fmt.Sprintf("M%g %gh%gv%gh%gZ", v[0], v[1], v[2], v[3], -v[2])
		default:
			data = fmt.Sprintf("M%g %gh%ga%g %g 0 0 1 %g %gv%ga%g %g 0 0 1 %g %gh%ga%g %g 0 0 1 %g %gv%ga%g %g 0 0 1 %g %gZ",
				v[0]+rx, v[1], v[2]-2*rx, rx, ry, rx, ry, v[3]-2*ry, rx, ry, -rx, ry, -(v[2] - 2*rx), rx, ry, -rx, -ry, -(v[3] - 2*ry), rx, ry, rx, -ry)
		}
	}
	p, err := ParsePath(data)
	if err != nil {
		return nil, n.errorf("%w", err)
	}
	return p, nil
}
