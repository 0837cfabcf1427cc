package charts

// A spot is a place in points.
type spot struct{ X, Y float64 }

// A box is an area in points.
type box struct{ left, top, right, bottom float64 }

func (b box) holds(p spot) bool {
	return p.X > b.left && p.X < b.right && p.Y > b.top && p.Y < b.bottom
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// A room knows which places of a plot are taken by lines and words.
type room struct {
	spots []spot
	boxes []box
}

// trace takes the lines between points; gaps stay free.
func (r *room) trace(points []Number, x func(int) float64, y func(float64) float64) {
	const steps = 24
	for i, n := range points {
		if n.Missing() {
			continue
		}
		from := spot{x(i), y(n.Value)}
		r.spots = append(r.spots, from)
		if i+1 == len(points) || points[i+1].Missing() {
			continue
		}
		to := spot{x(i + 1), y(points[i+1].Value)}
		for k := 1; k < steps; k++ {
			t := float64(k) / steps
			r.spots = append(r.spots, spot{from.X + (to.X-from.X)*t, from.Y + (to.Y-from.Y)*t})
		}
	}
}

func (r *room) take(b box) { r.boxes = append(r.boxes, b) }

// free reports whether nothing is drawn inside b; lines keep a marker's distance.
func (r *room) free(b box) bool {
	const marker = 1.5
	wide := box{b.left - marker, b.top - marker, b.right + marker, b.bottom + marker}
	for _, s := range r.spots {
		if wide.holds(s) {
			return false
		}
	}
	for _, o := range r.boxes {
		if b.meets(o) {
			return false
		}
	}
	return true
}

// around lists places for words of that size near the end of a line, the best
// first: above it, below it, then right of it and ever farther up and down.
// X is the left edge and Y the middle.
func around(end spot, wide, tall float64) []spot {
	var out []spot
	for k := range 5 {
		away := tall/2 + 5 + 3*float64(k)
		out = append(out, spot{end.X - wide/2, end.Y - away}, spot{end.X - wide/2, end.Y + away})
	}
	for k := range 40 {
		shift := float64((k+1)/2) * 4
		if k%2 == 0 {
			shift = -shift
		}
		out = append(out, spot{end.X + 7, end.Y + shift})
	}
	return out
}

// place is the first of tries whose box, which may be no place at all, meets
// nothing; where there is none, the first that meets no other words. Else it is the
// place given.
func (r *room) place(at spot, tries []spot, area func(spot) (b box, ok bool)) spot {
	for _, over := range []*room{r, {boxes: r.boxes}} {
		for _, try := range tries {
			if b, ok := area(try); ok && over.free(b) {
				return try
			}
		}
	}
	return at
}

// beside finds a place for words near a line that lies at a height from left to
// right: above it or below it, at its left or its right end.
func (r *room) beside(height, left, right, wide float64, in box) spot {
	var tries []spot
	for away := 6.0; away < 20; away += 3 {
		for _, y := range []float64{height - away, height + away} {
			tries = append(tries, spot{left, y}, spot{max(left, right-wide), y})
		}
	}
	return r.place(tries[0], tries, func(try spot) (box, bool) {
		b := box{try.X, try.Y - 5, try.X + wide, try.Y + 5}
		return b, b.top >= in.top && b.bottom <= in.bottom
	})
}

// spread moves the middles, which are in order, as little as needed so that
// boxes of these heights neither meet nor leave the range from low to high. It
// reports false when they cannot all fit.
func spread(middles, heights []float64, low, high float64) bool {
	edge := low
	for i, h := range heights {
		middles[i] = max(middles[i], edge+h/2)
		edge = middles[i] + h/2
	}
	edge = high
	for i := len(heights) - 1; i >= 0; i-- {
		middles[i] = min(middles[i], edge-heights[i]/2)
		edge = middles[i] - heights[i]/2
	}
	return edge >= low-1e-9
}
