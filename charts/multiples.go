package charts

import (
	"math"
	"slices"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

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
		tall = max(tall, float64(len(wrap(p.Name, font.SansBold, noteSize, wide-inset)))*noteSize*lineStep)
	}
	step := tall + 12 + plot + foot + 6
	rows := (len(m.Panels) + across - 1) / across
	height := 14 + step*float64(rows)
	if m.Measure != "" {
		s.say(m.Measure)
		s.text(0, 6, m.Measure, "left", noteSize, false)
	}
	// All panels share one plane in points: an engine's grid of its own for each
	// would take six times as long to draw. A gap keeps them apart.
	var actual, plan, axis []any
	for i, p := range m.Panels {
		left := float64(i%across)*(wide+gap) + inset
		top := 14 + float64(i/across)*step
		for j, l := range wrap(p.Name, font.SansBold, noteSize, wide-inset) {
			s.text(left, top+(float64(j)+0.5)*noteSize*lineStep, l, "left", noteSize, true)
		}
		last := panels[i].last
		behind := 4.0
		if last >= 0 {
			behind = width(p.Points[last].Text, noteSize) + 6
			s.say(p.Points[last].Text)
		} else {
			s.say(silent)
			s.text(left, top+tall+8+plot/2, silent, "left", noteSize, false)
		}
		base := top + tall + 8 + plot
		end := left - inset + wide - behind
		x := func(period int) float64 { return tidy(left + (end-left)*float64(period)/float64(len(m.Periods)-1)) }
		y := func(v float64) float64 { return tidy(base - plot*(v-low)/(high-low)) }
		axis = append(axis, []any{left, base}, []any{end, base}, gapped)
		for j, v := range panels[i].data {
			axis = append(axis, []any{x(j), base}, []any{x(j), base + 3}, gapped)
			if v == nil {
				actual = append(actual, gapped)
			} else {
				actual = append(actual, []any{x(j), y(p.Points[j].Value)})
			}
		}
		actual = append(actual, gapped)
		s.text(left, base+8, m.Periods[0], "left", noteSize, false)
		s.text(end, base+8, m.Periods[len(m.Periods)-1], "right", noteSize, false)
		var taken room
		taken.trace(p.Points, x, y)
		if last >= 0 {
			at := spot{x(last) + 4, y(p.Points[last].Value)}
			s.text(at.X, at.Y, p.Points[last].Text, "left", noteSize, false)
			taken.take(box{at.X, at.Y - 5, at.X + width(p.Points[last].Text, noteSize), at.Y + 5})
		}
		if !p.Plan.Missing() {
			at := y(p.Plan.Value)
			plan = append(plan, []any{left, at}, []any{end, at}, gapped)
			name := taken.beside(at, left, left-inset+wide, width(p.Plan.Text, noteSize), box{top: top + tall, bottom: base})
			s.text(name.X, name.Y, p.Plan.Text, "left", noteSize, false)
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	list := []series{
		{"type": "line", "name": "axis", "data": axis, "symbol": "none", "lineStyle": map[string]any{"color": ink, "width": 0.8}},
		{"type": "line", "name": "plan", "data": plan, "symbol": "none",
			"lineStyle": map[string]any{"color": ink, "width": 0.8, "type": []float64{4, 2}}},
		{"type": "line", "name": "actual", "data": actual, "lineStyle": penActual.style(), "symbol": "circle", "symbolSize": 3.5,
			"showAllSymbol": true, "itemStyle": map[string]any{"color": ink}},
	}
	s.hover = []string{} // a page has nothing to add
	return s.plane(height, list)
}

// gapped is no value in a line of points.
var gapped = []any{"-", "-"}

// plane is a chart whose series stand at points of the drawing, from its upper
// left corner.
func (s *sheet) plane(height float64, list []series) (*Chart, error) {
	chart := gocharts.NewLine()
	off := opts.Bool(false)
	chart.SetGlobalOptions(gocharts.WithAnimation(false),
		gocharts.WithLegendOpts(opts.Legend{Show: off}),
		gocharts.WithTooltipOpts(opts.Tooltip{Show: off}),
		gocharts.WithGridOpts(opts.Grid{Left: "0", Right: "0", Top: "0", Bottom: "0"}),
		gocharts.WithXAxisOpts(opts.XAxis{Type: "value", Show: off, Min: 0, Max: s.width}),
		gocharts.WithYAxisOpts(opts.YAxis{Type: "value", Show: off, Min: 0, Max: height, Inverse: opts.Bool(true)}))
	add(&chart.MultiSeries, list)
	return s.seal(chart.JSON(), height)
}
