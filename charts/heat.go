package charts

import "tdkt/charts/font"

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
	for i, r := range t.Rows {
		for j, c := range r.Cells {
			if s.err == nil && width(c.Text, noteSize) > wide-3 {
				s.narrow("%s, %s: %q does not fit into its cell; use fewer columns", r.Name, t.Columns[j], c.Text)
			}
			if s.err != nil {
				return nil, s.err
			}
			l := c.Tone.look()
			if l.width <= thin { // fills need no outline
				l.width = 0
			}
			const gap = 2.5
			x, y := g.left+wide*float64(j), g.top+step*float64(i)
			s.box(x+(gap+l.width)/2, y+(gap+l.width)/2, wide-gap-l.width, step-gap-l.width, l)
			if c.Text != "" {
				s.words(x+wide/2, y+step/2, c.Text, "center", noteSize, false, l.text)
			}
		}
	}
	height := g.top + step*float64(len(t.Rows))
	var signs []sign
	for _, k := range t.Key {
		l := s.tone(k.Word, k.Tone).look()
		signs = append(signs, sign{words: k.Word, look: &l})
	}
	g.bottom = s.key(g.left, height+4, s.width, signs...) + 6
	return s.finish(height+g.bottom, g)
}
