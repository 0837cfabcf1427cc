package charts

import (
	"strings"

	"tdkt/charts/font"
)

const barHeight = 11.0

// mark is the sign of a direction, in the name and in the key.
func (d Direction) mark() (sign, words string) {
	switch d {
	case Down:
		return " ↓", "↓ càng thấp càng tốt"
	case Cap:
		return " ≤", "≤ mức khống chế, không được vượt"
	}
	return "", ""
}

// directions adds what the marks in use mean.
func directions(signs []sign, of ...Direction) []sign {
	for _, d := range []Direction{Down, Cap} {
		for _, used := range of {
			if used == d {
				_, words := d.mark()
				signs = append(signs, sign{words: words})
				break
			}
		}
	}
	return signs
}

// labelGap is kept free between a bar's end and its label, and behind the label.
const labelGap = 6.0

// Chart draws the rows in their order, at most 40.
func (f Fulfilment) Chart() (*Chart, error) {
	s := newSheet(f.Head)
	c, err := f.draw(s)
	return named("fulfilment", f.Head, c, err)
}

func (f Fulfilment) draw(s *sheet) (*Chart, error) {
	limit := f.Limit
	if limit == 0 {
		limit = 150
	}
	if !(limit >= 110 && limit <= 1000) {
		s.fail("limit %v: use 110 to 1000 percent", f.Limit)
	}
	if !s.rows(len(f.Rows), 40) {
		return nil, s.err
	}
	s.name("the words for 100%", f.Plan)
	var names, notes, words []string
	var used []Direction
	cut := false
	for _, r := range f.Rows {
		s.name("an indicator's name", r.Name)
		s.number(r.Name, r.Ratio)
		s.tone(r.Name, r.Tone)
		s.say(r.Note)
		s.name(r.Name+": the verdict", r.Verdict)
		if r.Ratio.Value < 0 {
			s.fail("%s: fulfilment %s is negative; leave the ratio out and say why in the note", r.Name, r.Ratio.Text)
		}
		note := r.Note
		if r.Ratio.Missing() {
			if note == "" {
				s.fail("%s has neither a ratio nor a note that says why", r.Name)
			}
			note = ""
		}
		mark, _ := r.Direction.mark()
		used = append(used, r.Direction)
		names, notes, words = append(names, r.Name+mark), append(notes, note), append(words, r.Verdict)
		cut = cut || r.Ratio.Value > limit
		s.speak(strings.TrimSpace(r.Name+" "+r.Ratio.Text), r.Note, r.Verdict)
	}
	if s.err != nil {
		return nil, s.err
	}
	left := newColumn(font.SansRegular, names, notes, s.width*0.38)
	right := newColumn(font.SansBold, words, nil, s.width*0.2)
	g := frame{left: left.width + 10, right: right.width + 10, max: limit, names: left, words: &right}
	area := s.width - g.left - g.right
	step := max(left.tall, right.tall, barHeight+4) + 7
	g.top = 16
	at := func(percent float64) float64 { return g.left + area*min(percent, limit)/limit }

	var bars, cuts []any
	for i, r := range f.Rows {
		if r.Ratio.Missing() {
			// The words stand where the bar would be.
			lines := wrap(r.Note, font.SansRegular, noteSize, area-6)
			step = max(step, float64(len(lines))*noteSize*lineStep+5)
			bars = append(bars, nil)
			continue
		}
		bars = append(bars, map[string]any{"value": min(r.Ratio.Value, limit), "itemStyle": r.Tone.look().item()})
		if r.Ratio.Value > limit {
			cuts = append(cuts, map[string]any{"value": []any{limit - 14*limit/area - width(r.Ratio.Text, textSize)*limit/area, i}})
		}
	}
	height := g.top + step*float64(len(f.Rows))
	for i, r := range f.Rows {
		middle := g.top + step*(float64(i)+0.5)
		if r.Ratio.Missing() {
			lines := wrap(r.Note, font.SansRegular, noteSize, area-6)
			for j, l := range lines {
				s.text(g.left+5, middle+(float64(j)-float64(len(lines)-1)/2)*noteSize*lineStep, l, "left", noteSize, false)
			}
			continue
		}
		end, w := at(r.Ratio.Value), width(r.Ratio.Text, textSize)
		switch {
		case end <= at(100) && end+labelGap+w > at(100) && at(100)+labelGap+w <= s.width-g.right:
			s.text(at(100)+3, middle, r.Ratio.Text, "left", textSize, false) // beyond the line, not across it
		case end+3+w <= s.width-g.right:
			s.text(end+3, middle, r.Ratio.Text, "left", textSize, false)
		default:
			s.words(end-3, middle, r.Ratio.Text, "right", textSize, false, r.Tone.look().text)
		}
	}
	s.text(min(max(at(100), width(f.Plan, noteSize)/2), s.width-width(f.Plan, noteSize)/2), 7, f.Plan, "center", noteSize, false)
	lines := []any{map[string]any{"xAxis": 100, "lineStyle": map[string]any{"color": ink, "width": 1.2, "type": "solid"}}}
	var signs []sign
	if !f.Expected.Missing() {
		if err := f.Expected.check(); err != nil {
			s.fail("expected: %w", err)
		}
		lines = append(lines, map[string]any{"xAxis": f.Expected.Value, "lineStyle": map[string]any{"color": ink, "width": 0.9, "type": []float64{1.5, 2}}})
		signs = append(signs, sign{words: f.Expected.Text, draw: func(x, y float64) { s.line(x+8, y-5, x+8, y+5, ink, 0.9, 1.5, 2) }})
	}
	if cut {
		signs = append(signs, sign{words: "// thanh bị cắt, số ghi là số thật"})
	}
	signs = directions(signs, used...)
	below := s.key(g.left, height+4, s.width, signs...)
	g.bottom = below + 6
	return s.finish(height+g.bottom, g,
		series{"type": "bar", "name": f.Plan, "data": bars, "barWidth": barHeight,
			"markLine": map[string]any{"silent": true, "symbol": []string{"none", "none"}, "label": hidden, "data": lines}},
		series{"type": "scatter", "data": cuts, "symbol": "path://M0 16L5 0L8 0L3 16Z M7 16L12 0L15 0L10 16Z",
			"symbolSize": []float64{9, barHeight + 5}, "itemStyle": map[string]any{"color": paper, "borderColor": paper, "opacity": 1}, "z": 5},
	)
}
