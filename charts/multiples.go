package charts

import (
	"math"
	"slices"

	"tdkt/charts/font"
)

// silent stands in a panel without any value.
const silent = "chưa có số liệu"

// Chart draws at most 24 panels, four in a row, each with its last value.
func (m SmallMultiples) Chart() (*Chart, error) {
	s := newSheet(m.Head)
	c, err := m.draw(s)
	return named("small multiples", m.Head, c, err)
}

func (m SmallMultiples) draw(s *sheet) (*Chart, error) {
	if !s.rows(len(m.Panels), 24) {
		return nil, s.err
	}
	if len(m.Periods) < 2 || len(m.Periods) > 24 {
		s.fail("%d periods: use 2 to 24", len(m.Periods))
		return nil, s.err
	}
	s.name("the first period's name", m.Periods[0])
	s.name("the last period's name", m.Periods[len(m.Periods)-1])
	low, high, least := 0.0, math.Inf(-1), math.Inf(1)
	type drawn struct {
		data []any
		last int
	}
	var panels []drawn
	for _, p := range m.Panels {
		s.name("a panel's name", p.Name)
		s.number(p.Name+": the plan", p.Plan)
		data, last := s.points(p.Name, len(m.Periods), p.Points)
		panels = append(panels, drawn{data, last})
		for _, n := range append(slices.Clone(p.Points), p.Plan) {
			if !n.Missing() {
				low, high, least = min(low, n.Value), max(high, n.Value), min(least, n.Value)
			}
		}
		text := silent
		if last >= 0 {
			text = p.Points[last].Text
		}
		s.speak(p.Name, text)
	}
	if s.err != nil {
		return nil, s.err
	}
	if least > high/2 { // lines need no zero: from it all would look flat
		low = least - (high-least)*0.3
	}
	if !(high > low) {
		high = low + 1
	}
	high += (high - low) * 0.1
	const across, gap, plot, foot, inset = 4, 14.0, 44.0, 13.0, 3.0
	wide := (s.width - gap*(across-1)) / across
	tall := 0.0
	for _, p := range m.Panels {
		tall = max(tall, float64(len(wrap(p.Name, font.SansBold, noteSize, wide)))*noteSize*lineStep)
	}
	step := tall + 12 + plot + foot + 6
	rows := (len(m.Panels) + across - 1) / across
	height := 14 + step*float64(rows)
	if m.Measure != "" {
		s.say(m.Measure)
		s.text(0, 6, m.Measure, "left", noteSize, false)
	}
	var cells []cell
	var list []series
	for i, p := range m.Panels {
		left := float64(i%across)*(wide+gap) + inset
		top := 14 + float64(i/across)*step
		for j, l := range wrap(p.Name, font.SansBold, noteSize, wide) {
			s.text(left, top+(float64(j)+0.5)*noteSize*lineStep, l, "left", noteSize, true)
		}
		room := 4.0
		if panels[i].last < 0 {
			s.say(silent)
			s.text(left, top+tall+8+plot/2, silent, "left", noteSize, false)
		}
		if last := panels[i].last; last >= 0 {
			room = width(p.Points[last].Text, noteSize) + 6
			s.say(p.Points[last].Text)
		}
		c := cell{left: left, right: s.width - left + inset - wide + room, top: top + tall + 8, low: low, high: high,
			ticks: make([]string, len(m.Periods))}
		c.bottom = height - c.top - plot
		cells = append(cells, c)
		y := func(v float64) float64 { return c.top + plot*(high-v)/(high-low) }
		end := left - inset + wide - room
		base := c.top + plot + 8
		s.text(left, base, m.Periods[0], "left", noteSize, false)
		s.text(end, base, m.Periods[len(m.Periods)-1], "right", noteSize, false)
		if last := panels[i].last; last >= 0 {
			x := left + (end-left)*float64(last)/float64(len(m.Periods)-1)
			s.text(x+4, y(p.Points[last].Value), p.Points[last].Text, "left", noteSize, false)
		}
		one := series{"type": "line", "name": p.Name, "data": panels[i].data, "xAxisIndex": i, "yAxisIndex": i,
			"lineStyle": penActual.style(), "symbol": "circle", "symbolSize": 3.5, "showAllSymbol": true,
			"itemStyle": map[string]any{"color": ink}}
		if !p.Plan.Missing() {
			one["markLine"] = map[string]any{"silent": true, "symbol": []string{"none", "none"}, "label": hidden,
				"data": []any{map[string]any{"yAxis": p.Plan.Value, "lineStyle": map[string]any{"color": ink, "width": 0.8, "type": []float64{4, 2}}}}}
			s.text(left, y(p.Plan.Value)-6, p.Plan.Text, "left", noteSize, false)
		}
		list = append(list, one)
	}
	if s.err != nil {
		return nil, s.err
	}
	s.hover = []string{} // a page has nothing to add
	return s.lines(height, cells, list)
}
