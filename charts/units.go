package charts

import (
	"strings"

	"tdkt/charts/font"
)

// Chart draws the rows in their order, at most 45. A row needs a result or the
// words for its gap.
func (u Units) Chart() (*Chart, error) {
	s := newSheet(u.Head)
	c, err := u.draw(s)
	return named("units", u.Head, c, err)
}

func (u Units) draw(s *sheet) (*Chart, error) {
	if !s.rows(len(u.Rows), 45) {
		return nil, s.err
	}
	s.name("the indicator's name", u.Indicator)
	s.number("the target", u.Target)
	title := u.Indicator
	if u.Measure != "" {
		title += ", " + u.Measure
		s.say(u.Measure)
	}
	mark, _ := u.Direction.mark()
	title += mark
	var names, words []string
	low, high := min(0, u.Target.Value), max(0, u.Target.Value)
	own := false
	for _, r := range u.Rows {
		s.name("a unit's name", r.Name)
		s.number(r.Name, r.Result)
		s.number(r.Name+": the target", r.Target)
		s.tone(r.Name, r.Tone)
		s.say(r.Word)
		if r.Result.Missing() {
			s.name(r.Name+": the words for a missing result", r.Gap)
		}
		names, words = append(names, r.Name), append(words, r.Word)
		low, high = min(low, r.Result.Value, r.Target.Value), max(high, r.Result.Value, r.Target.Value)
		own = own || !r.Target.Missing()
		s.speak(strings.TrimSpace(r.Name+" "+r.Result.Text), r.Gap, r.Word)
	}
	if s.err != nil {
		return nil, s.err
	}
	left := newColumn(font.SansRegular, names, nil, s.width*0.36)
	right := newColumn(font.SansBold, words, nil, s.width*0.2)
	g := frame{left: left.width + 10, right: right.width + 10, top: 16, names: left, words: &right}
	if right.width == 0 {
		g.words, g.right = nil, 8
	}
	area := s.width - g.left - g.right
	if low >= 0 {
		ends := []end{{u.Target.Value, ""}}
		for _, r := range u.Rows {
			ends = append(ends, end{r.Target.Value, ""})
			if !r.Result.Missing() {
				ends = append(ends, end{r.Result.Value, r.label()})
			}
		}
		g.max = s.span(area, ends)
	} else {
		// Bars on both sides of zero: the same room for labels left and right.
		room := 0.0
		for _, r := range u.Rows {
			if !r.Result.Missing() {
				room = max(room, width(r.label(), textSize)+8)
			}
		}
		if room > area/3 {
			s.narrow("the labels of results leave no room for bars; shorten them or use a wider chart")
			return nil, s.err
		}
		scale := (high - low) / (area - 2*room)
		g.min, g.max = low-room*scale, high+room*scale
	}
	scale := (g.max - g.min) / area
	at := func(v float64) float64 { return g.left + (v-g.min)/scale }

	var lines []any
	s.text(0, 7, title, "left", noteSize, false)
	if !u.Target.Missing() {
		lines = append(lines, map[string]any{"xAxis": u.Target.Value, "lineStyle": map[string]any{"color": ink, "width": 1.2, "type": "solid"}})
		half := width(u.Target.Text, noteSize) / 2
		x, y := min(max(at(u.Target.Value), half), s.width-half), 7.0
		if x-half < width(title, noteSize)+8 { // a row of its own below the title
			y += noteSize * 1.4
			g.top += noteSize * 1.4
		}
		s.text(x, y, u.Target.Text, "center", noteSize, false)
	}
	step := max(left.tall, right.tall, barHeight) + 5
	height := g.top + step*float64(len(u.Rows))
	var bars, ticks []any
	for i, r := range u.Rows {
		middle := g.top + step*(float64(i)+0.5)
		if r.Result.Missing() {
			bars = append(bars, nil)
			// Right of the zero line, or left of it where there is more room.
			w := width(r.label(), noteSize)
			switch zero := at(0); {
			case zero+5+w <= s.width-g.right:
				s.text(zero+5, middle, r.label(), "left", noteSize, false)
			case zero-5-w >= g.left:
				s.text(zero-5, middle, r.label(), "right", noteSize, false)
			default:
				s.narrow("%s: %q does not fit; shorten it", r.Name, r.Gap)
			}
			continue
		}
		if !r.Target.Missing() {
			ticks = append(ticks, map[string]any{"value": []any{r.Target.Value, i}})
		}
		bars = append(bars, map[string]any{"value": r.Result.Value, "itemStyle": r.Tone.look().item()})
		if r.Result.Value < 0 {
			s.text(at(r.Result.Value)-3, middle, r.label(), "right", textSize, false)
			continue
		}
		from := r.Result.Value
		if line, w := u.Target, width(r.label(), textSize); !line.Missing() && from <= line.Value &&
			at(from)+labelGap+w > at(line.Value) && at(line.Value)+labelGap+w <= s.width-g.right {
			from = line.Value // beyond the line, not across it
		}
		s.text(at(from)+3, middle, r.label(), "left", textSize, false)
	}
	var signs []sign
	if own {
		signs = append(signs, sign{words: "chỉ tiêu của từng đơn vị", draw: func(x, y float64) { s.line(x+8, y-5, x+8, y+5, ink, 2) }})
	}
	signs = directions(signs, u.Direction)
	g.bottom = s.key(0, height+4, s.width, signs...) + 6
	return s.finish(height+g.bottom, g,
		series{"type": "bar", "name": u.Indicator, "data": bars, "barWidth": barHeight,
			"markLine": map[string]any{"silent": true, "symbol": []string{"none", "none"}, "label": hidden, "data": lines}},
		series{"type": "scatter", "name": "targets", "data": ticks, "symbol": "rect", "symbolSize": []float64{2, barHeight + 4},
			"itemStyle": map[string]any{"color": ink, "opacity": 1}, "z": 5},
	)
}

// label is the result or the gap, followed by the unit's own target.
func (r UnitRow) label() string {
	switch {
	case r.Target.Missing():
		return or(r.Result.Text, r.Gap)
	case r.Result.Missing():
		return r.Gap + " (chỉ tiêu " + r.Target.Text + ")"
	}
	return r.Result.Text + "/" + r.Target.Text
}
