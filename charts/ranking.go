package charts

import "tdkt/charts/font"

// Chart draws at most 40 members. The verified score is the bar, the member's
// own a tick on it.
func (r Ranking) Chart() (*Chart, error) {
	s := newSheet(r.Head)
	c, err := r.draw(s)
	return named("ranking", r.Head, c, err)
}

func (r Ranking) draw(s *sheet) (*Chart, error) {
	if !s.rows(len(r.Rows), 40) {
		return nil, s.err
	}
	if !(r.Max > 0 && r.Max < 1e9) {
		s.fail("the highest score possible is %v; it must be above 0", r.Max)
	}
	self, verified := or(r.SelfName, "Tự chấm"), or(r.VerifiedName, "Thẩm định")
	var names, scores []string
	for _, row := range r.Rows {
		s.name("a member's name", row.Name)
		s.say(row.Rank)
		for _, n := range []Number{row.Self, row.Verified} {
			s.number(row.Name, n)
			if n.Value < 0 || n.Value > r.Max {
				s.fail("%s: score %s is not between 0 and %v", row.Name, n.Text, r.Max)
			}
		}
		s.say(row.Note)
		if row.Self.Missing() && row.Verified.Missing() && row.Note == "" {
			s.fail("%s has no score; say why in its note", row.Name)
		}
		name := row.Name
		if row.Rank != "" {
			name = row.Rank + ". " + name
		}
		names = append(names, name)
		score := row.Verified.Text
		if !row.Self.Missing() {
			if score == "" {
				score = "–"
			}
			score += " (" + row.Self.Text + ")"
		}
		scores = append(scores, score)
		s.say(score)
		s.speak(name, score, row.Note)
	}
	if s.err != nil {
		return nil, s.err
	}
	left := newColumn(font.SansRegular, names, nil, s.width*0.4)
	right := newColumn(font.SansBold, scores, nil, s.width*0.3)
	g := frame{left: left.width + 10, right: right.width + 10, max: r.Max, names: left, words: &right}
	signs := []sign{
		{words: verified, look: &look{"#a6a6a6", ink, thin, false, ink}},
		{words: "(" + self + ")", draw: func(x, y float64) { s.line(x+8, y-5, x+8, y+5, ink, 2) }},
	}
	g.top = s.key(g.left, 0, s.width, signs...) + 3
	g.bottom = 2
	step := max(left.tall, right.tall, barHeight) + 6
	var bars, ticks []any
	for i, row := range r.Rows {
		if row.Verified.Missing() {
			bars = append(bars, nil)
		} else {
			bars = append(bars, map[string]any{"value": row.Verified.Value, "itemStyle": signs[0].look.item()})
		}
		if !row.Self.Missing() {
			ticks = append(ticks, map[string]any{"value": []any{row.Self.Value, i}})
		}
		if row.Note != "" {
			s.text(g.left+5, g.top+step*(float64(i)+0.5), row.Note, "left", noteSize, false)
		}
	}
	return s.finish(g.top+step*float64(len(r.Rows))+g.bottom, g,
		series{"type": "bar", "name": verified, "data": bars, "barWidth": barHeight},
		series{"type": "scatter", "name": self, "data": ticks, "symbol": "rect", "symbolSize": []float64{2, barHeight + 4},
			"itemStyle": map[string]any{"color": ink, "opacity": 1}, "z": 5})
}
