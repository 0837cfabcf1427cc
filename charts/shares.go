package charts

import (
	"math"

	"tdkt/charts/font"
)

// Chart draws at most 12 wholes of 1 to 5 parts each. The parts' names stand
// below their bar, in the order of the segments.
func (t Structure) Chart() (*Chart, error) {
	s := newSheet(t.Head)
	c, err := t.draw(s)
	return named("structure", t.Head, c, err)
}

func (t Structure) draw(s *sheet) (*Chart, error) {
	if !s.rows(len(t.Bars), 12) {
		return nil, s.err
	}
	const high, margin = 18.0, 1.0
	area := s.width - 2*margin
	keys := make([][]sign, len(t.Bars))
	names := make([][]string, len(t.Bars))
	wholes := make([]string, len(t.Bars))
	// Every whole has the same room above and below its bar.
	room := 0.0
	for i, b := range t.Bars {
		s.whole(b)
		if s.err != nil {
			return nil, s.err
		}
		for j, p := range b.Parts {
			words := p.Name + " " + p.Share.Text
			if p.Count != "" {
				words += " (" + p.Count + ")"
			}
			keys[i] = append(keys[i], sign{words: words, look: &shares[j]})
		}
		wholes[i] = b.Name
		names[i] = wrap(b.Name, font.SansBold, textSize, area)
		above := float64(len(names[i])) * textSize * lineStep
		if !b.Mark.Missing() {
			above += noteSize*lineStep + 2
		}
		below := (&sheet{}).key(margin, 0, s.width, keys[i]...)
		room = max(room, above+3, below+3)
	}
	step := 2*room + high + 6
	f := frame{left: margin, right: margin, max: 100, bare: true, names: newColumn(font.SansBold, wholes, nil, area)}
	for i, b := range t.Bars {
		middle := step * (float64(i) + 0.5)
		y := middle - high/2 - 3
		if !b.Mark.Missing() {
			at, half := margin+area*b.Mark.Value/100, width(b.Mark.Text, noteSize)/2
			s.text(min(max(at, half), s.width-half), y-noteSize*lineStep/2-1, b.Mark.Text, "center", noteSize, false)
			s.line(at, middle-high/2-3, at, middle+high/2+3, ink, 1.6)
			y -= noteSize*lineStep + 2
		}
		for j, l := range names[i] {
			s.text(margin, y-(float64(len(names[i])-j)-0.5)*textSize*lineStep, l, "left", textSize, true)
		}
		s.key(margin, middle+high/2+3, s.width, keys[i]...)
	}
	var list []series
	for j := range shares {
		var data []any
		used := false
		for _, b := range t.Bars {
			if j >= len(b.Parts) || b.Parts[j].Share.Value == 0 {
				data = append(data, nil)
				continue
			}
			p := b.Parts[j]
			item := map[string]any{"value": p.Share.Value, "itemStyle": shares[j].item()}
			if area*p.Share.Value/100 > font.SansBold.Advance(p.Share.Text, textSize)+6 {
				item["label"] = map[string]any{"show": true, "formatter": p.Share.Text, "position": "inside", "fontWeight": "bold",
					"color": shares[j].text, "fontSize": textSize, "textBorderWidth": 0}
			}
			data, used = append(data, item), true
		}
		if used {
			list = append(list, series{"type": "bar", "name": shareName(j), "stack": "whole", "data": data, "barWidth": high})
		}
	}
	return s.finish(step*float64(len(t.Bars)), f, list...)
}

// whole checks one bar and notes its texts.
func (s *sheet) whole(b StructureBar) {
	s.name("a whole's name", b.Name)
	s.number(b.Name+": the mark", b.Mark)
	if len(b.Parts) == 0 || len(b.Parts) > len(shares) {
		s.fail("%s has %d parts: use 1 to %d", b.Name, len(b.Parts), len(shares))
	}
	sum := 0.0
	said := []string{b.Name}
	for _, p := range b.Parts {
		s.name("a part's name", p.Name)
		s.number(p.Name, p.Share)
		s.say(p.Count)
		if p.Share.Missing() || p.Share.Value < 0 {
			s.fail("%s, %s: a share is missing or negative", b.Name, p.Name)
		}
		sum += p.Share.Value
		said = append(said, p.Name+" "+p.Share.Text)
	}
	if math.Abs(sum-100) > 0.5 {
		s.fail("%s: the shares sum to %v, not 100", b.Name, sum)
	}
	if b.Mark.Value < 0 || b.Mark.Value > 100 {
		s.fail("%s: the mark %s is not between 0 and 100", b.Name, b.Mark.Text)
	}
	s.speak(said...)
}

func shareName(j int) string { return "part " + string(rune('1'+j)) }

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

// Chart draws at most 40 rows of at most 16 columns.
func (t HeatTable) Chart() (*Chart, error) {
	s := newSheet(t.Head)
	c, err := t.draw(s)
	return named("heat table", t.Head, c, err)
}

func (t HeatTable) draw(s *sheet) (*Chart, error) {
	if !s.rows(len(t.Rows), 40) {
		return nil, s.err
	}
	if len(t.Columns) == 0 || len(t.Columns) > 16 {
		s.fail("%d columns: use 1 to 16", len(t.Columns))
		return nil, s.err
	}
	var names []string
	for _, r := range t.Rows {
		s.name("a row's name", r.Name)
		names = append(names, r.Name)
		if len(r.Cells) != len(t.Columns) {
			s.fail("%s has %d cells for %d columns", r.Name, len(r.Cells), len(t.Columns))
			return nil, s.err
		}
		said := []string{r.Name}
		for j, c := range r.Cells {
			s.tone(r.Name, c.Tone)
			s.say(c.Text)
			said = append(said, t.Columns[j]+" "+c.Text)
		}
		s.speak(said...)
	}
	left := newColumn(font.SansRegular, names, nil, s.width*0.3)
	g := frame{left: left.width + 10, right: 1, names: left, max: float64(len(t.Columns))}
	wide := (s.width - g.left - g.right) / float64(len(t.Columns))
	tall := 1
	var heads [][]string
	for _, c := range t.Columns {
		s.name("a column's name", c)
		lines := wrap(c, font.SansRegular, noteSize, wide-4)
		heads, tall = append(heads, lines), max(tall, len(lines))
	}
	g.top = float64(tall)*noteSize*lineStep + 4
	step := max(left.tall+4, 17)
	for j, lines := range heads {
		for i, l := range lines {
			y := g.top - 2 - (float64(len(lines)-i)-0.5)*noteSize*lineStep
			s.text(g.left+wide*(float64(j)+0.5), y, l, "center", noteSize, false)
		}
	}
	var data []any
	for i, r := range t.Rows {
		for j, c := range r.Cells {
			if s.err == nil && width(c.Text, noteSize) > wide-3 {
				s.fail("%s, %s: %q does not fit into its cell; use fewer columns", r.Name, t.Columns[j], c.Text)
			}
			if s.err != nil {
				return nil, s.err
			}
			l := c.Tone.look()
			data = append(data, map[string]any{"value": []any{float64(j) + 0.5, i}, "itemStyle": l.item(),
				"label": map[string]any{"show": c.Text != "", "formatter": c.Text, "position": "inside", "color": l.text,
					"fontSize": noteSize, "textBorderWidth": 0}})
		}
	}
	height := g.top + step*float64(len(t.Rows))
	var signs []sign
	for _, k := range t.Key {
		l := s.tone(k.Word, k.Tone).look()
		signs = append(signs, sign{words: k.Word, look: &l})
	}
	g.bottom = s.key(g.left, height+4, s.width, signs...) + 6
	return s.finish(height+g.bottom, g,
		series{"type": "scatter", "name": "cells", "data": data, "symbol": "rect", "symbolSize": []float64{wide - 2.5, step - 2.5},
			"itemStyle": map[string]any{"opacity": 1}})
}
