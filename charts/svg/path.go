package svg

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// ParsePath reads path data: all commands of SVG 1.1, relative and absolute.
// Arcs and quadratic curves become cubic ones.
func ParsePath(d string) (Path, error) {
	r := pathReader{rest: d}
	for {
		r.space()
		if r.rest == "" {
			return r.path, nil
		}
		if c := r.rest[0]; strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) >= 0 {
			r.command, r.rest = c, r.rest[1:]
			if len(r.path) == 0 && c != 'M' && c != 'm' {
				return nil, fmt.Errorf("path data begins with %q instead of M", c)
			}
		} else if r.command == 0 || r.command == 'z' || r.command == 'Z' {
			return nil, fmt.Errorf("path data: %.20q where a command should be", r.rest)
		}
		if err := r.step(); err != nil {
			return nil, fmt.Errorf("path data, command %c: %w", r.command, err)
		}
	}
}

type pathReader struct {
	rest        string
	command     byte
	path        Path
	at, start   Point
	control     Point // of the last curve, for S and T
	lastCommand byte
}

func (r *pathReader) space() { r.rest = strings.TrimLeft(r.rest, " \t\r\n,") }

// number takes the next number; numbers may touch, as in "1-2.5.5".
func (r *pathReader) number() (float64, error) {
	r.space()
	i, dot, exp := 0, false, false
	for ; i < len(r.rest); i++ {
		switch c := r.rest[i]; {
		case c >= '0' && c <= '9':
		case (c == '-' || c == '+') && (i == 0 || r.rest[i-1] == 'e' || r.rest[i-1] == 'E'):
		case c == '.' && !dot && !exp:
			dot = true
		case (c == 'e' || c == 'E') && i > 0 && !exp:
			exp = true
		default:
			goto end
		}
	}
end:
	v, err := number(r.rest[:i])
	r.rest = r.rest[i:]
	return v, err
}

// flag takes one digit of an arc, which need not be separated from the next.
func (r *pathReader) flag() (bool, error) {
	r.space()
	if r.rest == "" || (r.rest[0] != '0' && r.rest[0] != '1') {
		return false, errors.New("an arc's flags are 0 or 1")
	}
	set := r.rest[0] == '1'
	r.rest = r.rest[1:]
	return set, nil
}

func (r *pathReader) take(count int) ([7]float64, error) {
	var v [7]float64
	for i := range count {
		var err error
		if v[i], err = r.number(); err != nil {
			return v, err
		}
	}
	return v, nil
}

// step reads the arguments of one command and adds its segments.
func (r *pathReader) step() error {
	lower := r.command | 0x20
	var origin Point
	if lower == r.command {
		origin = r.at
	}
	point := func(x, y float64) Point { return Point{origin.X + x, origin.Y + y} }
	last := r.lastCommand
	r.lastCommand = lower
	if lower != 'm' && lower != 'z' && len(r.path) > 0 && r.path[len(r.path)-1].Op == Close {
		r.add(MoveTo, r.start)
	}
	switch lower {
	case 'z':
		r.path = append(r.path, Segment{Op: Close})
		r.at = r.start
	case 'm':
		v, err := r.take(2)
		if err != nil {
			return err
		}
		r.start = point(v[0], v[1])
		r.add(MoveTo, r.start)
		r.command-- // further pairs are lines: l precedes m, L precedes M
	case 'l':
		v, err := r.take(2)
		if err != nil {
			return err
		}
		r.add(LineTo, point(v[0], v[1]))
	case 'h', 'v':
		v, err := r.take(1)
		if err != nil {
			return err
		}
		p := r.at
		if lower == 'h' {
			p.X = origin.X + v[0]
		} else {
			p.Y = origin.Y + v[0]
		}
		r.add(LineTo, p)
	case 'c':
		v, err := r.take(6)
		if err != nil {
			return err
		}
		r.curve(point(v[0], v[1]), point(v[2], v[3]), point(v[4], v[5]))
	case 's':
		v, err := r.take(4)
		if err != nil {
			return err
		}
		first := r.at
		if last == 'c' || last == 's' {
			first = Point{2*r.at.X - r.control.X, 2*r.at.Y - r.control.Y}
		}
		r.curve(first, point(v[0], v[1]), point(v[2], v[3]))
	case 'q', 't':
		control := r.at
		if lower == 'q' {
			v, err := r.take(2)
			if err != nil {
				return err
			}
			control = point(v[0], v[1])
		} else if last == 'q' || last == 't' {
			control = Point{2*r.at.X - r.control.X, 2*r.at.Y - r.control.Y}
		}
		v, err := r.take(2)
		if err != nil {
			return err
		}
		end := point(v[0], v[1])
		r.curve(between(r.at, control, 2./3), between(end, control, 2./3), end)
		r.control = control
	case 'a':
		v, err := r.take(3)
		if err != nil {
			return err
		}
		large, err := r.flag()
		if err != nil {
			return err
		}
		sweep, err := r.flag()
		if err != nil {
			return err
		}
		end, err := r.take(2)
		if err != nil {
			return err
		}
		r.arc(math.Abs(v[0]), math.Abs(v[1]), v[2], large, sweep, point(end[0], end[1]))
	}
	return nil
}

func (r *pathReader) add(op Op, p Point) {
	r.path = append(r.path, Segment{Op: op, P: [3]Point{p}})
	r.at = p
}

func (r *pathReader) curve(a, b, end Point) {
	r.path = append(r.path, Segment{Op: CubicTo, P: [3]Point{a, b, end}})
	r.control, r.at = b, end
}

func between(a, b Point, t float64) Point { return Point{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t} }

// arc adds an elliptical arc to end. The centre is found as in the appendix on
// implementation of the SVG specification (endpoint to centre form); every
// quarter or less becomes one cubic curve.
func (r *pathReader) arc(rx, ry, degrees float64, large, sweep bool, end Point) {
	from := r.at
	if from == end {
		return
	}
	if rx < 1e-9 || ry < 1e-9 {
		r.add(LineTo, end)
		return
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	dx, dy := (from.X-end.X)/2, (from.Y-end.Y)/2
	x, y := cos*dx+sin*dy, -sin*dx+cos*dy
	if over := x*x/(rx*rx) + y*y/(ry*ry); over > 1 {
		rx, ry = rx*math.Sqrt(over), ry*math.Sqrt(over)
	}
	k := math.Sqrt(math.Max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	centre := Point{cos*cx - sin*cy + (from.X+end.X)/2, sin*cx + cos*cy + (from.Y+end.Y)/2}
	begin := math.Atan2((y-cy)/ry, (x-cx)/rx)
	turn := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - begin
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	if math.IsNaN(turn) || math.IsInf(centre.X+centre.Y, 0) {
		r.add(LineTo, end)
		return
	}
	place := Matrix{A: cos * rx, B: sin * rx, C: -sin * ry, D: cos * ry, E: centre.X, F: centre.Y}
	parts := math.Max(1, math.Ceil(math.Abs(turn)/(math.Pi/2)-1e-9))
	step := turn / parts
	h := 4. / 3 * math.Tan(step/4)
	for i := range int(parts) {
		s0, c0 := math.Sincos(begin + float64(i)*step)
		s1, c1 := math.Sincos(begin + float64(i+1)*step)
		to := place.Apply(Point{c1, s1})
		if i == int(parts)-1 {
			to = end
		}
		r.curve(place.Apply(Point{c0 - h*s0, s0 + h*c0}), place.Apply(Point{c1 + h*s1, s1 - h*c1}), to)
	}
}
