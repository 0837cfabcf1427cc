package svg

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// number reads a plain number; "px" may follow it. Numbers beyond a million are
// refused: no drawing needs them and they overflow on the way to a page.
func number(s string) (float64, error) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "px")
	if strings.Trim(s, "0123456789.+-eE") != "" {
		return 0, fmt.Errorf("%q is not a number", s)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > 1e6 {
		return 0, fmt.Errorf("%q is not a number between -1000000 and 1000000", s)
	}
	return v, nil
}

// number reads an attribute, or returns absent if it is not there.
func (n *node) number(name string, absent float64) (float64, error) {
	s, ok := n.attrs[name]
	if !ok {
		return absent, nil
	}
	v, err := number(s)
	if err != nil {
		return 0, n.errorf("%s: %w", name, err)
	}
	return v, nil
}

// numbers reads several attributes that are 0 when absent.
func (n *node) numbers(names ...string) ([]float64, error) {
	out := make([]float64, len(names))
	for i, name := range names {
		v, err := n.number(name, 0)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

// list reads numbers separated by spaces and commas.
func list(s string) ([]float64, error) {
	var out []float64
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }) {
		v, err := number(word)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// fraction reads an opacity, 1 when absent.
func (n *node) fraction(name string) (float64, error) {
	v, err := n.number(name, 1)
	if err != nil {
		return 0, err
	}
	if v < 0 || v > 1 {
		return 0, n.errorf("%s=%q is not between 0 and 1", name, n.attrs[name])
	}
	return v, nil
}

// color reads a paint attribute; nil means none. A reference to a gradient or
// pattern is an error, like every other colour that is not understood.
func (n *node) color(name, absent, opacity string) (*Color, error) {
	s, ok := n.attrs[name]
	if !ok {
		s = absent
	}
	c, err := color(s)
	if err != nil {
		return nil, n.errorf("%s: %w", name, err)
	}
	of, err := n.fraction(opacity)
	if err != nil {
		return nil, err
	}
	all, err := n.fraction("opacity")
	if err != nil {
		return nil, err
	}
	if c == nil || c.Opacity*of*all == 0 {
		return nil, nil
	}
	c.Opacity *= of * all
	return c, nil
}

func color(s string) (*Color, error) {
	switch s {
	case "none", "transparent":
		return nil, nil
	case "black":
		return &Color{Opacity: 1}, nil
	case "white":
		return &Color{255, 255, 255, 1}, nil
	}
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		if v, err := strconv.ParseUint(hex, 16, 24); err == nil && len(hex) == 6 {
			return &Color{uint8(v >> 16), uint8(v >> 8), uint8(v), 1}, nil
		}
	}
	for _, form := range []struct {
		prefix string
		count  int
	}{{"rgb(", 3}, {"rgba(", 4}} {
		inner, ok := strings.CutPrefix(s, form.prefix)
		if !ok || !strings.HasSuffix(inner, ")") {
			continue
		}
		v, err := list(strings.TrimSuffix(inner, ")"))
		if err != nil || len(v) != form.count {
			break
		}
		c := &Color{Opacity: 1}
		for i, channel := range []*uint8{&c.R, &c.G, &c.B} {
			if v[i] < 0 || v[i] > 255 {
				return nil, fmt.Errorf("colour %q is outside 0 to 255", s)
			}
			*channel = uint8(math.Round(v[i]))
		}
		if form.count == 4 {
			if v[3] < 0 || v[3] > 1 {
				return nil, fmt.Errorf("colour %q has an opacity outside 0 to 1", s)
			}
			c.Opacity = v[3]
		}
		return c, nil
	}
	return nil, fmt.Errorf("colour %q is not drawn; use #rrggbb, rgb(), rgba() or none", s)
}

// Mul returns the matrix that applies n first and m after it.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		A: m.A*n.A + m.C*n.B, B: m.B*n.A + m.D*n.B,
		C: m.A*n.C + m.C*n.D, D: m.B*n.C + m.D*n.D,
		E: m.A*n.E + m.C*n.F + m.E, F: m.B*n.E + m.D*n.F + m.F,
	}
}

// Apply maps a point.
func (m Matrix) Apply(p Point) Point {
	return Point{m.A*p.X + m.C*p.Y + m.E, m.B*p.X + m.D*p.Y + m.F}
}

// transform reads the attribute of that name, Identity when absent.
func (n *node) transform() (Matrix, error) {
	m := Identity
	rest := strings.TrimSpace(n.attrs["transform"])
	for rest != "" {
		name, after, ok := strings.Cut(rest, "(")
		args, tail, ok2 := strings.Cut(after, ")")
		if !ok || !ok2 {
			return m, n.errorf("transform %q: expected name(numbers)", n.attrs["transform"])
		}
		v, err := list(args)
		if err != nil {
			return m, n.errorf("transform: %w", err)
		}
		name, rest = strings.Trim(name, " ,"), strings.TrimSpace(tail)
		var step Matrix
		switch {
		case name == "matrix" && len(v) == 6:
			step = Matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
		case name == "translate" && len(v) == 1:
			step = Matrix{A: 1, D: 1, E: v[0]}
		case name == "translate" && len(v) == 2:
			step = Matrix{A: 1, D: 1, E: v[0], F: v[1]}
		case name == "scale" && len(v) == 1:
			step = Matrix{A: v[0], D: v[0]}
		case name == "scale" && len(v) == 2:
			step = Matrix{A: v[0], D: v[1]}
		case name == "rotate" && (len(v) == 1 || len(v) == 3):
			sin, cos := math.Sincos(v[0] * math.Pi / 180)
			step = Matrix{A: cos, B: sin, C: -sin, D: cos}
			if len(v) == 3 {
				step = Matrix{A: 1, D: 1, E: v[1], F: v[2]}.Mul(step).Mul(Matrix{A: 1, D: 1, E: -v[1], F: -v[2]})
			}
		default:
			return m, n.errorf("transform %s with %d numbers is not drawn", name, len(v))
		}
		m = m.Mul(step)
		for _, v := range []float64{m.A, m.B, m.C, m.D, m.E, m.F} {
			if !(math.Abs(v) < 1e9) {
				return m, n.errorf("transform %q is out of range", n.attrs["transform"])
			}
		}
	}
	return m, nil
}
