package charts

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tdkt/charts/font"
)

// A pen is how a line of a trend is drawn.
type pen struct {
	color  string
	width  float64
	dash   []float64 // nil for a solid line
	symbol string    // none, or an ECharts symbol
	size   float64
	fill   string // of the symbol
}

var (
	penActual = pen{ink, 1.8, nil, "circle", 5, ink}
	penPlan   = pen{ink, 1.0, []float64{5, 3}, "none", 0, ink}
	penBefore = pen{faint, 1.2, nil, "circle", 4.5, paper}
)

func (p pen) style() map[string]any {
	style := map[string]any{"color": p.color, "width": p.width}
	if p.dash != nil {
		style["type"] = p.dash
	}
	return style
}

// Chart draws 2 to 24 periods. Every value of this year is written at its
// point, of the other lines the last one.
func (t Trend) Chart() (*Chart, error) {
	s := newSheet(t.Head)
	c, err := t.draw(s)
	return named("trend", t.Head, c, err)
}

// points checks a line and returns its values, with nil for a gap, and the
// index of the last value, -1 if there is none.
func (s *sheet) points(what string, periods int, points []Number) (data []any, last int) {
	if len(points) != periods {
		s.fail("%s has %d points for %d periods", what, len(points), periods)
	}
	last = -1
	for i, n := range points {
		if err := n.check(); err != nil {
			s.fail("%s, period %d: %w", what, i+1, err)
		}
		if n.Missing() {
			data = append(data, nil)
			continue
		}
		data, last = append(data, n.Value), i
	}
	return data, last
}

func (t Trend) draw(s *sheet) (*Chart, error) {
	if len(t.Periods) < 2 || len(t.Periods) > 24 {
		s.fail("%d periods: use 2 to 24", len(t.Periods))
	}
	for _, p := range t.Periods {
		s.name("a period's name", p)
	}
	if t.Days != nil && len(t.Days) != len(t.Periods) {
		s.fail("%d days for %d periods", len(t.Days), len(t.Periods))
	}
	if len(t.Actual.Points) == 0 {
		s.fail("this year's line has no points")
	}
	type drawn struct {
		Line
		pen
		data []any
		last int
		y    float64
	}
	var lines []*drawn
	low, high := math.Inf(1), math.Inf(-1)
	for _, l := range []drawn{{Line: t.LastYear, pen: penBefore}, {Line: t.Plan, pen: penPlan}, {Line: t.Actual, pen: penActual}} {
		if len(l.Points) == 0 {
			continue
		}
		s.name("a line's name", l.Name)
		l.data, l.last = s.points(l.Name, len(t.Periods), l.Points)
		if l.last < 0 {
			s.fail("%s has no value in any period; leave the line out", l.Name)
			continue
		}
		for _, n := range l.Points {
			if !n.Missing() {
				low, high = min(low, n.Value), max(high, n.Value)
			}
		}
		s.speak(l.Name+" "+t.Periods[l.last], l.Points[l.last].Text, t.Measure)
		lines = append(lines, &l)
	}
	if s.err != nil {
		return nil, s.err
	}
	// Amounts that grow from nothing stand on 0; a rate that moves within a
	// narrow band fills the height.
	if low >= 0 && low < high/2 {
		low = 0
	} else if spread := high - low; spread > 0 {
		low -= spread * 0.2
	} else {
		low, high = low-1, high+1
	}
	high += (high - low) * 0.08
	// A piece of the line stands before its name.
	const top, plot, below, sample = 18.0, 150.0, 14.0, 15.0
	left, right := 18.0, 18.0
	// The first value stands over its point, half of it left of the axis.
	if first := t.Actual.Points[0]; !first.Missing() {
		left = max(left, width(first.Text, noteSize)/2+1)
	}
	for _, l := range lines {
		names := wrap(l.Name, font.SansBold, textSize, 90)
		room := max(widest(names, font.SansBold, textSize), width(l.Points[l.last].Text, textSize)) + 9 + sample
		if l.last == len(t.Periods)-1 {
			right = max(right, room)
		} else {
			// The name stands inside the plot, right of the last point.
			right = max(right, room-float64(len(t.Periods)-1-l.last)*20)
		}
	}
	area := s.width - left - right
	band := area / float64(len(t.Periods)-1)
	var ticks [][]string
	var tall float64
	for _, p := range t.Periods {
		rows := wrap(p, font.SansRegular, noteSize, band-4)
		tall = max(tall, float64(len(rows))*noteSize*lineStep)
		ticks = append(ticks, rows)
		if widest(rows, font.SansRegular, noteSize) > band {
			s.narrow("period %q does not fit into %.0f points; shorten it", p, band)
			return nil, s.err
		}
	}
	for _, at := range t.stops(ticks, area) {
		s.stops = append(s.stops, tidy(left+area*at))
	}
	x := func(i int) float64 { return s.stops[i] }
	y := func(v float64) float64 { return tidy(top + plot*(high-v)/(high-low)) }
	if t.Measure != "" {
		s.say(t.Measure)
		s.text(0, 6, t.Measure, "left", noteSize, false)
	}
	axis := top + plot
	s.line(left, axis, s.width-right, axis, ink, 0.8)
	for i, rows := range ticks {
		s.line(x(i), axis, x(i), axis+3, ink, 0.8)
		for j, l := range rows {
			s.words(x(i), axis+6+(float64(j)+0.5)*noteSize*lineStep, l, "center", noteSize, false, ink)
		}
	}

	// Names and last values stand at the ends. Those of lines that reach the
	// last period share a column and are pushed apart; the others look for a
	// place that no line crosses.
	var traced room
	for _, l := range lines {
		traced.trace(l.Points, x, y)
		l.y = y(l.Points[l.last].Value)
	}
	ends := slices.Clone(lines)
	slices.SortStableFunc(ends, func(a, b *drawn) int { return cmp.Compare(a.y, b.y) })
	var inside []*drawn
	ending := func(l *drawn) (rows []string, bold int, wide, tall float64) {
		names := wrap(l.Name, font.SansBold, textSize, 90)
		rows = append(slices.Clone(names), l.Points[l.last].Text)
		return rows, len(names), sample + max(widest(names, font.SansBold, textSize), width(l.Points[l.last].Text, textSize)), float64(len(rows)) * textSize * lineStep
	}
	put := func(l *drawn, left, middle float64) {
		rows, names, wide, tall := ending(l)
		for j, words := range rows {
			at := middle + (float64(j)-float64(len(rows)-1)/2)*textSize*lineStep
			if j == 0 {
				s.line(left, at, left+12, at, l.color, l.pen.width, l.dash...)
			}
			s.text(left+sample, at, words, "left", textSize, j < names && l.color == ink && l.dash == nil)
		}
		traced.take(box{left, middle - tall/2, left + wide, middle + tall/2})
	}
	var talls, middles []float64
	var column []*drawn
	for _, l := range ends {
		s.say(l.Points[l.last].Text)
		if l.last < len(t.Periods)-1 {
			inside = append(inside, l)
			continue
		}
		_, _, _, tall := ending(l)
		column, talls, middles = append(column, l), append(talls, tall+1), append(middles, l.y)
	}
	if !spread(middles, talls, 0, top+plot) {
		s.narrow("the names at the ends of the lines do not fit; shorten them")
	}
	for i, l := range column {
		put(l, x(l.last)+7, middles[i])
	}
	for _, l := range inside {
		_, _, wide, tall := ending(l)
		at := traced.place(spot{x(l.last) + 7, l.y}, around(spot{x(l.last), l.y}, wide, tall), func(try spot) (box, bool) {
			b := box{try.X, try.Y - tall/2, try.X + wide, try.Y + tall/2}
			return b, b.left >= 0 && b.right <= s.width && b.top > 0 && b.bottom < top+plot
		})
		put(l, at.X, at.Y)
	}
	for i, n := range t.Actual.Points {
		if n.Missing() || i == lines[len(lines)-1].last {
			continue
		}
		s.say(n.Text)
		half, over := width(n.Text, noteSize)/2+1, y(n.Value)
		tries := []spot{{x(i), over - 9}, {x(i), over + 10}, {x(i) - half, over - 9}, {x(i) + half, over + 9}}
		for away := 14.0; away < plot; away += 5 {
			tries = append(tries, spot{x(i), over - away}, spot{x(i), over + away})
		}
		// Not across the axis, where the periods stand.
		at := traced.place(tries[0], tries, func(try spot) (box, bool) {
			b := box{try.X - half, try.Y - 5, try.X + half, try.Y + 5}
			return b, b.left >= 0 && b.right <= s.width && b.top > 8 && b.bottom < top+plot
		})
		s.text(at.X, at.Y, n.Text, "center", noteSize, false)
		traced.take(box{at.X - half, at.Y - 5, at.X + half, at.Y + 5})
	}
	if s.err != nil {
		return nil, s.err
	}
	for i, p := range t.Periods {
		said := []string{p}
		for _, l := range lines {
			if n := l.Points[i]; !n.Missing() {
				said = append(said, l.Name+" "+n.Text)
			}
		}
		s.hover = append(s.hover, strings.Join(said, "; "))
	}
	var list []series
	for _, l := range lines {
		var data []any
		for i, n := range l.Points {
			switch {
			case n.Missing():
				data = append(data, gapped)
			case l.symbol == "none" && lonely(l.Points, i):
				data = append(data, map[string]any{"value": []any{x(i), y(n.Value)}, "symbol": "diamond", "symbolSize": 7,
					"itemStyle": map[string]any{"color": paper, "borderColor": l.color, "borderWidth": 1}})
			default:
				data = append(data, []any{x(i), y(n.Value)})
			}
		}
		list = append(list, series{"type": "line", "name": l.Name, "data": data, "lineStyle": l.style(),
			"symbol": l.symbol, "symbolSize": l.size, "showAllSymbol": true, "connectNulls": false,
			"itemStyle": map[string]any{"color": l.fill, "borderColor": l.color, "borderWidth": 1}})
	}
	return s.plane(axis+below+tall, list)
}

// stops are where the periods stand along the axis, from 0 to 1: in time, if their
// names, which are wrapped, have room there.
func (t Trend) stops(names [][]string, area float64) []float64 {
	last := len(t.Periods) - 1
	even, timed := make([]float64, last+1), make([]float64, last+1)
	fits := t.Days != nil
	for i := range even {
		even[i] = float64(i) / float64(last)
		if !fits {
			continue
		}
		timed[i] = (t.Days[i] - t.Days[0]) / (t.Days[last] - t.Days[0])
		if i > 0 {
			room := (widest(names[i-1], font.SansRegular, noteSize)+widest(names[i], font.SansRegular, noteSize))/2 + 4
			fits = (timed[i]-timed[i-1])*area >= room
		}
	}
	if fits {
		return timed
	}
	return even
}

// lonely reports whether no line reaches value i: without a marker nothing of it would
// be seen.
func lonely(points []Number, i int) bool {
	return (i == 0 || points[i-1].Missing()) && (i == len(points)-1 || points[i+1].Missing())
}
