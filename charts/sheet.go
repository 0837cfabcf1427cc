package charts

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	gocharts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"tdkt/charts/font"
)

// A sheet collects what every kind of chart puts around its series.
type sheet struct {
	head   Head
	width  float64 // points
	texts  []string
	spoken []string         // parts of the alternative text, one a row
	hover  []string         // what a page shows over each category; nil for spoken
	stops  []float64        // of Chart
	shapes []map[string]any // of zrender, in the order they are drawn
	err    error
}

func newSheet(h Head) *sheet {
	s := &sheet{head: h}
	s.width, s.err = h.check()
	return s
}

// ErrRoom is in the error of a chart whose texts have no room: its input is right,
// and the same figures stand in a table.
var ErrRoom = errors.New("no room")

// narrow is fail for want of room.
func (s *sheet) narrow(format string, args ...any) {
	s.fail("%w: "+format, append([]any{ErrRoom}, args...)...)
}

func (s *sheet) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf(format, args...)
	}
}

// say notes texts that must stand in the drawing, and refuses what cannot be
// set: letters without a glyph, and spaces that would not be drawn as written.
func (s *sheet) say(texts ...string) {
	for _, t := range texts {
		if t == "" {
			continue
		}
		if missing := font.SansRegular.Missing(t); missing != nil {
			s.fail("text %q: %s has no glyph for %q", t, font.SansRegular, missing[0])
		}
		if t != strings.Join(strings.Fields(t), " ") {
			s.fail("text %q: remove outer and double spaces and line breaks", t)
		}
		s.texts = append(s.texts, t)
	}
}

// name is say for a text that must not be empty.
func (s *sheet) name(what, t string) {
	if t == "" {
		s.fail("%s is empty", what)
	}
	s.say(t)
}

// number checks n and notes its text.
func (s *sheet) number(what string, n Number) {
	if err := n.check(); err != nil {
		s.fail("%s: %w", what, err)
	}
	s.say(n.Text)
}

// tone checks a tone.
func (s *sheet) tone(what string, t Tone) Tone {
	if t >= tones {
		s.fail("%s: there is no tone %d", what, t)
		return 0
	}
	return t
}

// rows checks how many rows there are.
func (s *sheet) rows(n, most int) bool {
	switch {
	case n == 0:
		s.fail("there are no rows; leave the chart out")
	case n > most:
		s.narrow("%d rows do not fit on a page; split them into charts of at most %d", n, most)
	}
	return s.err == nil
}

// text places words; align is left, center or right of x, y is the middle. A
// white halo keeps them readable where a line passes.
func (s *sheet) text(x, y float64, words, align string, size float64, bold bool) {
	style := s.words(x, y, words, align, size, bold, ink)
	style["stroke"], style["lineWidth"] = paper, 3
}

// words is text without the halo, in a colour; it returns the style.
func (s *sheet) words(x, y float64, words, align string, size float64, bold bool, color string) map[string]any {
	weight := "normal"
	if bold {
		weight = "bold"
	}
	style := map[string]any{"text": words, "align": align, "verticalAlign": "middle", "fill": color,
		"font": fmt.Sprintf("normal %s %gpx %s", weight, size, font.Sans)}
	s.shapes = append(s.shapes, map[string]any{"kind": "Text", "x": x, "y": y, "z": 10, "style": style})
	return style
}

// column places a column beside x, align of it; middle is that of row i.
func (s *sheet) column(c column, x float64, align string, middle func(i int) float64) {
	for i, rows := range c.rows {
		y := middle(i) - c.height(i)/2
		for _, l := range rows {
			s.words(x, y+textSize*lineStep/2, l, align, textSize, c.face.Bold(), ink)
			y += textSize * lineStep
		}
		for _, l := range c.notes[i] {
			s.words(x, y+noteSize*lineStep/2, l, align, noteSize, false, grey)
			y += noteSize * lineStep
		}
	}
}

func (s *sheet) box(x, y, w, h float64, l look) {
	style := map[string]any{"fill": l.fill, "stroke": l.line, "lineWidth": l.width}
	if l.dashed {
		style["lineDash"] = []float64{2.5, 1.5}
	}
	s.shapes = append(s.shapes, map[string]any{"kind": "Rect", "z": 9,
		"shape": map[string]any{"x": x, "y": y, "width": w, "height": h}, "style": style})
}

func (s *sheet) line(x1, y1, x2, y2 float64, color string, width float64, dash ...float64) {
	style := map[string]any{"stroke": color, "lineWidth": width}
	if len(dash) > 0 {
		style["lineDash"] = dash
	}
	s.shapes = append(s.shapes, map[string]any{"kind": "Line", "z": 9,
		"shape": map[string]any{"x1": x1, "y1": y1, "x2": x2, "y2": y2}, "style": style})
}

// A sign is an entry of a key: a swatch, a line or nothing, and words.
type sign struct {
	words string
	look  *look
	draw  func(x, y float64) // 16 wide around the middle height y, or nil
}

// key lays signs out from x in rows and returns the height used. The first
// row's top is y.
func (s *sheet) key(x, y, limit float64, signs ...sign) float64 {
	const row, gap, swatch = 13.0, 14.0, 16.0
	at, rows := x, 1
	for _, g := range signs {
		s.say(g.words)
		mark := 0.0
		if g.look != nil || g.draw != nil {
			mark = swatch + 4
		}
		w := mark + width(g.words, noteSize)
		if at > x && at+w > limit {
			at, rows = x, rows+1
		}
		middle := y + (float64(rows)-0.5)*row
		if g.look != nil {
			s.box(at+1, middle-3.5, swatch-2, 7, *g.look)
		}
		if g.draw != nil {
			g.draw(at, middle)
		}
		s.text(at+mark, middle, g.words, "left", noteSize, false)
		at += w + gap
	}
	if len(signs) == 0 {
		return 0
	}
	return float64(rows) * row
}

// An end is where a bar ends and what stands right of it.
type end struct {
	value float64 // 0 or above
	text  string
}

// span is the largest value an axis of area points must reach so that every
// label fits right of its bar.
func (s *sheet) span(area float64, ends []end) float64 {
	span := 0.0
	for _, e := range ends {
		room := area - width(e.text, textSize) - 8
		if room < area/5 {
			s.narrow("the label %q leaves no room for bars; shorten it or use a wider chart", e.text)
			return 1
		}
		span = max(span, e.value*area/room)
	}
	if span == 0 {
		return 1
	}
	return span
}

// A series is one ECharts series as JSON.
type series = map[string]any

// A frame is a bar chart that lies on its side: categories down the left edge,
// values to the right.
type frame struct {
	left, right, top, bottom float64 // margins
	min, max                 float64 // of the value axis
	names                    column
	words                    *column // at the right; nil for none
	bare                     bool    // neither names nor a line at zero
}

// finish puts the option together. All data items carry their own text and
// look, which go-echarts' own items cannot hold; they are handed to it as they
// are.
func (s *sheet) finish(height float64, f frame, list ...series) (*Chart, error) {
	if s.err != nil {
		return nil, s.err
	}
	chart := gocharts.NewBar()
	chart.SetGlobalOptions(
		gocharts.WithAnimation(false),
		gocharts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		gocharts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(false)}),
		gocharts.WithGridOpts(opts.Grid{Left: px(f.left), Right: px(f.right), Top: px(f.top), Bottom: px(f.bottom)}),
		gocharts.WithXAxisOpts(opts.XAxis{Type: "value", Min: f.min, Max: f.max, Show: opts.Bool(false)}),
		gocharts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Show: opts.Bool(false)}),
	)
	chart.SetXAxis(f.names.data()).XYReversal()
	step := (height - f.top - f.bottom) / float64(len(f.names.rows))
	middle := func(i int) float64 { return f.top + step*(float64(i)+0.5) }
	drawn := s.shapes
	s.shapes = nil // names come first, as they are read
	if !f.bare {
		zero := f.left - f.min/(f.max-f.min)*(s.width-f.left-f.right)
		s.line(zero, f.top, zero, height-f.bottom, ink, 0.8)
		s.column(f.names, f.left-6, "right", middle)
	}
	if f.words != nil {
		s.column(*f.words, s.width-f.right+6, "left", middle)
	}
	s.shapes = append(s.shapes, drawn...)
	add(&chart.MultiSeries, list)
	chart.Validate()
	return s.seal(chart.JSON(), height)
}

// add gives go-echarts series whose items are written here. Its own fields
// carry type, name and id; the rest is merged in seal.
func add(to *gocharts.MultiSeries, list []series) {
	for i, from := range list {
		one := gocharts.SingleSeries{Id: fmt.Sprintf("s%d", i), Data: from}
		one.Type, _ = from["type"].(string)
		one.Name, _ = from["name"].(string)
		*to = append(*to, one)
	}
}

// seal completes an option made by go-echarts and checks it.
func (s *sheet) seal(from map[string]any, height float64) (*Chart, error) {
	raw, err := json.Marshal(from)
	if err != nil {
		return nil, err
	}
	var option map[string]any
	if err := json.Unmarshal(raw, &option); err != nil {
		return nil, err
	}
	list, _ := option["series"].([]any)
	for _, one := range list {
		to := one.(map[string]any)
		for key, value := range to["data"].(map[string]any) {
			to[key] = value
		}
		to["silent"], to["animation"] = true, false
	}
	delete(option, "title")
	delete(option, "toolbox")
	option["textStyle"] = map[string]any{"fontFamily": font.Sans, "fontSize": textSize, "color": ink}
	option["shapes"] = s.shapes
	option["color"] = []string{ink} // for what carries no look of its own
	grids, _ := option["grid"].([]any)
	for _, g := range grids {
		// The margins are exact: every text has been measured.
		g.(map[string]any)["outerBoundsMode"] = "none"
	}
	c := &Chart{ID: s.head.ID, Title: s.head.Title, Alt: s.head.Alt, Width: s.width, Height: tidy(height), Texts: s.texts}
	c.stops = s.stops
	if c.hover = s.hover; c.hover == nil {
		c.hover = s.spoken
	}
	if c.Alt == "" {
		c.Alt = s.head.Title + ": " + strings.Join(s.spoken, "; ") + "."
	}
	if c.Option, err = json.Marshal(option); err != nil {
		return nil, err
	}
	if !(height > 0 && height < 3000) {
		return nil, fmt.Errorf("%w: the chart is taller than any page; split it", ErrRoom)
	}
	return c, nil
}

func px(v float64) string { return fmt.Sprintf("%g", v) }

// speak adds a row to the alternative text, leaving out empty parts.
func (s *sheet) speak(parts ...string) {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	s.spoken = append(s.spoken, strings.Join(said, ", "))
}

// named says which chart an error is about, and of which kind.
func named(kind string, h Head, c *Chart, err error) (*Chart, error) {
	if err != nil {
		return nil, fmt.Errorf("charts: %s %q: %w", kind, h.ID, err)
	}
	return c, nil
}
