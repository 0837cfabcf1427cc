package raster

import (
	"math"

	"tdkt/charts/svg"
)

// A line is a polyline in pixels.
type line struct {
	points []svg.Point
	closed bool
}

// flatten maps a path to pixels and replaces curves by short lines.
func flatten(p svg.Path, m svg.Matrix) []line {
	var out []line
	var now line
	end := func() {
		if len(now.points) > 0 {
			out = append(out, now)
		}
		now = line{}
	}
	for _, s := range p {
		switch s.Op {
		case svg.MoveTo:
			end()
			now.points = []svg.Point{m.Apply(s.P[0])}
		case svg.LineTo:
			now.points = append(now.points, m.Apply(s.P[0]))
		case svg.CubicTo:
			if len(now.points) == 0 {
				continue
			}
			a := now.points[len(now.points)-1]
			b, c, d := m.Apply(s.P[0]), m.Apply(s.P[1]), m.Apply(s.P[2])
			length := distance(a, b) + distance(b, c) + distance(c, d)
			steps := int(math.Max(4, math.Min(64, length/2)))
			for i := 1; i <= steps; i++ {
				t := float64(i) / float64(steps)
				u := 1 - t
				now.points = append(now.points, svg.Point{
					X: u*u*u*a.X + 3*u*u*t*b.X + 3*u*t*t*c.X + t*t*t*d.X,
					Y: u*u*u*a.Y + 3*u*u*t*b.Y + 3*u*t*t*c.Y + t*t*t*d.Y,
				})
			}
		case svg.Close:
			now.closed = true
			end()
		}
	}
	end()
	return out
}

func distance(a, b svg.Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// outline turns stroked lines into areas: a quadrilateral a segment, and joins
// and caps. All areas turn the same way, so that overlaps do not cancel out.
// k is how many pixels a user unit has.
func outline(lines []line, s svg.Stroke, k float64) []line {
	half := s.Width * k / 2
	// Thinner lines than a pixel would fade away on a coarse image.
	half = math.Max(half, 0.35)
	var out []line
	area := func(points ...svg.Point) {
		sum := 0.0
		for i, p := range points {
			q := points[(i+1)%len(points)]
			sum += p.X*q.Y - q.X*p.Y
		}
		if sum < 0 {
			for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
				points[i], points[j] = points[j], points[i]
			}
		}
		if sum != 0 {
			out = append(out, line{points: points, closed: true})
		}
	}
	disc := func(c svg.Point) {
		var points []svg.Point
		n := int(math.Max(8, math.Min(40, half*4)))
		for i := range n {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			points = append(points, svg.Point{X: c.X + half*cos, Y: c.Y + half*sin})
		}
		area(points...)
	}
	for _, l := range dashed(lines, s.Dash, k) {
		p := l.points
		if l.closed && len(p) > 1 && p[0] != p[len(p)-1] {
			p = append(p[:len(p):len(p)], p[0])
		}
		p = distinct(p)
		if len(p) == 1 && s.Cap == "round" {
			disc(p[0])
		}
		for i := 1; i < len(p); i++ {
			a, b := p[i-1], p[i]
			d := distance(a, b)
			ux, uy := (b.X-a.X)/d, (b.Y-a.Y)/d
			if s.Cap == "square" && !l.closed {
				if i == 1 {
					a = svg.Point{X: a.X - ux*half, Y: a.Y - uy*half}
				}
				if i == len(p)-1 {
					b = svg.Point{X: b.X + ux*half, Y: b.Y + uy*half}
				}
			}
			nx, ny := -uy*half, ux*half
			area(svg.Point{X: a.X + nx, Y: a.Y + ny}, svg.Point{X: b.X + nx, Y: b.Y + ny},
				svg.Point{X: b.X - nx, Y: b.Y - ny}, svg.Point{X: a.X - nx, Y: a.Y - ny})
		}
		if s.Cap == "round" && !l.closed && len(p) > 1 {
			disc(p[0])
			disc(p[len(p)-1])
		}
		last := len(p) - 1
		for i := 1; i <= last; i++ {
			next := i + 1
			if i == last {
				if !l.closed {
					break
				}
				next = 1
			}
			if last >= 1 {
				join(p[i-1], p[i], p[next], half, s.Join, area, disc)
			}
		}
	}
	return out
}

// join fills the notch at b between the segments from a and to c.
func join(a, b, c svg.Point, half float64, kind string, area func(...svg.Point), disc func(svg.Point)) {
	if kind == "round" {
		disc(b)
		return
	}
	d1, d2 := distance(a, b), distance(b, c)
	if d1 == 0 || d2 == 0 {
		return
	}
	u := svg.Point{X: (b.X - a.X) / d1, Y: (b.Y - a.Y) / d1}
	v := svg.Point{X: (c.X - b.X) / d2, Y: (c.Y - b.Y) / d2}
	cross := u.X*v.Y - u.Y*v.X
	if math.Abs(cross) < 1e-6 {
		return
	}
	// The outer side is left of a right turn and right of a left one.
	side := half
	if cross > 0 {
		side = -half
	}
	p := svg.Point{X: b.X - u.Y*side, Y: b.Y + u.X*side}
	q := svg.Point{X: b.X - v.Y*side, Y: b.Y + v.X*side}
	cos := u.X*v.X + u.Y*v.Y
	// The tip of a mitre lies at 1/cos of half the turn; 4 is SVG's limit.
	if reach := math.Sqrt(2 / (1 + cos)); kind == "miter" && reach <= 4 {
		middle := svg.Point{X: (p.X+q.X)/2 - b.X, Y: (p.Y+q.Y)/2 - b.Y}
		length := math.Hypot(middle.X, middle.Y)
		tip := svg.Point{X: b.X + middle.X/length*half*reach, Y: b.Y + middle.Y/length*half*reach}
		area(b, p, tip, q)
		return
	}
	area(b, p, q)
}

// distinct drops points that repeat the one before.
func distinct(p []svg.Point) []svg.Point {
	var out []svg.Point
	for _, q := range p {
		if len(out) == 0 || distance(out[len(out)-1], q) > 1e-9 {
			out = append(out, q)
		}
	}
	return out
}

// dashed cuts lines into dashes; lengths are in user units of k pixels.
func dashed(lines []line, dash []float64, k float64) []line {
	if len(dash) == 0 {
		return lines
	}
	sum := 0.0
	for _, d := range dash {
		sum += d * k
	}
	if sum < 0.5 { // finer than the pixels: a solid line
		return lines
	}
	var out []line
	for _, l := range lines {
		p := l.points
		if l.closed && len(p) > 0 {
			p = append(p[:len(p):len(p)], p[0])
		}
		index, left, on := 0, dash[0]*k, true
		now := line{points: p[:min(1, len(p)):min(1, len(p))]}
		for i := 1; i < len(p); i++ {
			a, b := p[i-1], p[i]
			for rest := distance(a, b); rest > 0; {
				step := math.Min(rest, left)
				t := step / rest
				a = svg.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
				rest -= step
				left -= step
				if on {
					now.points = append(now.points, a)
				}
				if left > 0 {
					continue
				}
				if on {
					out = append(out, now)
				}
				on = !on
				now = line{points: []svg.Point{a}}
				index = (index + 1) % len(dash)
				left = dash[index] * k
			}
		}
		if on && len(now.points) > 1 {
			out = append(out, now)
		}
	}
	return out
}
