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
	before := make([]float64, len(t.Bars))
	for j := range shares {
		var data []any
		used := false
		for i, b := range t.Bars {
			if j >= len(b.Parts) || b.Parts[j].Share.Value == 0 {
				data = append(data, nil)
				continue
			}
			p := b.Parts[j]
			data, used = append(data, map[string]any{"value": p.Share.Value, "itemStyle": shares[j].item()}), true
			if area*p.Share.Value/100 > font.SansBold.Advance(p.Share.Text, textSize)+6 {
				x := margin + area*(before[i]+p.Share.Value/2)/100
				s.words(x, step*(float64(i)+0.5), p.Share.Text, "center", textSize, true, shares[j].text)
			}
			before[i] += p.Share.Value
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
