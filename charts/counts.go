package charts

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tdkt/charts/font"
)

// Chart draws one bar a sector, at most 30, with the counts inside the segments
// and the sum at the right. A segment too narrow for its count has it beside
// the sum.
func (v VerdictsBySector) Chart() (*Chart, error) {
	s := newSheet(v.Head)
	c, err := v.draw(s)
	return named("verdicts by sector", v.Head, c, err)
}

func (v VerdictsBySector) draw(s *sheet) (*Chart, error) {
	if !s.rows(len(v.Rows), 30) {
		return nil, s.err
	}
	if len(v.Verdicts) == 0 {
		s.fail("there are no verdicts to count")
	}
	used := make([]bool, len(v.Verdicts))
	var names []string
	most := 0
	sums := make([]int, len(v.Rows))
	for i, r := range v.Rows {
		s.name("a sector's name", r.Name)
		names = append(names, r.Name)
		if len(r.Counts) != len(v.Verdicts) {
			s.fail("%s has %d counts for %d verdicts", r.Name, len(r.Counts), len(v.Verdicts))
			return nil, s.err
		}
		said := []string{r.Name}
		for j, n := range r.Counts {
			if n < 0 {
				s.fail("%s: a count of %d", r.Name, n)
			}
			if n > 0 {
				used[j] = true
				said = append(said, v.Verdicts[j].Word+" "+strconv.Itoa(n))
			}
			sums[i] += n
		}
		most = max(most, sums[i])
		s.speak(said...)
	}
	if most == 0 {
		s.fail("every count is 0; leave the chart out")
	}
	var signs []sign
	for j, c := range v.Verdicts {
		if c.Word == "" {
			s.fail("a verdict's word is empty")
		}
		l := s.tone(c.Word, c.Tone).look()
		if used[j] {
			signs = append(signs, sign{words: c.Word, look: &l})
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	left := newColumn(font.SansRegular, names, nil, s.width*0.4)
	g := frame{left: left.width + 10, names: left}
	// The sums at the right need room that depends on which counts do not
	// fit, which depends on the room: two rounds settle it.
	ends := make([][]string, len(v.Rows))
	lines := 1
	g.right = 20
	for range 2 {
		room := 20.0
		for i, r := range v.Rows {
			end := strconv.Itoa(sums[i])
			var small []string
			for j, n := range r.Counts {
				if n > 0 && !v.fits(n, most, s.width-g.left-g.right) {
					small = append(small, fmt.Sprintf("%s %d", v.Verdicts[j].Word, n))
				}
			}
			if small != nil {
				end += " (" + strings.Join(small, ", ") + ")"
			}
			ends[i] = wrap(end, font.SansBold, textSize, s.width*0.28)
			lines = max(lines, len(ends[i]))
			room = max(room, widest(ends[i], font.SansBold, textSize)+8)
		}
		g.right = max(g.right, room)
	}
	area := s.width - g.left - g.right
	if area < 60 {
		s.narrow("the segments are too narrow for their counts; use a wider chart or fewer verdicts")
		return nil, s.err
	}
	g.max = float64(most)
	g.top = s.key(g.left, 0, s.width, signs...) + 3
	const high = 14.0
	step := max(left.tall, high, float64(lines)*textSize*lineStep) + 7
	var list []series
	before := make([]int, len(v.Rows))
	for j, c := range v.Verdicts {
		var data []any
		for i, r := range v.Rows {
			n := r.Counts[j]
			if n == 0 {
				data = append(data, nil)
				continue
			}
			data = append(data, map[string]any{"value": n, "itemStyle": c.Tone.look().item()})
			if v.fits(n, most, area) {
				s.say(strconv.Itoa(n))
				x := g.left + area*(float64(before[i])+float64(n)/2)/float64(most)
				s.words(x, g.top+step*(float64(i)+0.5), strconv.Itoa(n), "center", textSize, false, c.Tone.look().text)
			}
			before[i] += n
		}
		list = append(list, series{"type": "bar", "name": c.Word, "stack": "sector", "data": data, "barWidth": high})
	}
	for i := range v.Rows {
		s.say(strings.Join(ends[i], " "))
		for j, l := range ends[i] {
			y := g.top + step*(float64(i)+0.5) + (float64(j)-float64(len(ends[i])-1)/2)*textSize*lineStep
			s.text(g.left+area*float64(sums[i])/float64(most)+5, y, l, "left", textSize, true)
		}
	}
	g.bottom = 2
	return s.finish(g.top+step*float64(len(v.Rows))+g.bottom, g, list...)
}

// fits reports whether a count can stand inside its segment.
func (v VerdictsBySector) fits(n, most int, area float64) bool {
	return area*float64(n)/float64(most) >= width(strconv.Itoa(n), textSize)+4
}

// Chart draws a pair of bars a title, at most 25. A row needs a number.
func (r Registered) Chart() (*Chart, error) {
	s := newSheet(r.Head)
	c, err := r.draw(s)
	return named("registered", r.Head, c, err)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (r Registered) draw(s *sheet) (*Chart, error) {
	if !s.rows(len(r.Rows), 25) {
		return nil, s.err
	}
	looks := []look{{paper, ink, 0.8, false, ink}, {"#4d4d4d", ink, thin, false, paper}, ToneToVerify.look()}
	titles := []string{or(r.RegisteredName, "Đăng ký"), or(r.GrantedName, "Đã có quyết định"), or(r.PendingName, "Đang trình")}
	var names, notes []string
	pending := false
	for _, row := range r.Rows {
		s.name("a title's name", row.Name)
		for i, n := range []Number{row.Registered, row.Granted, row.Pending} {
			s.number(row.Name+": "+titles[i], n)
			if n.Value < 0 {
				s.fail("%s: %s is negative", row.Name, n.Text)
			}
		}
		if row.Registered.Missing() && row.Granted.Missing() && row.Pending.Missing() {
			s.fail("%s has no number", row.Name)
		}
		s.say(row.Note)
		pending = pending || !row.Pending.Missing()
		names, notes = append(names, row.Name), append(notes, row.Note)
		said := []string{row.Name}
		for i, n := range []Number{row.Registered, row.Granted, row.Pending} {
			if !n.Missing() {
				said = append(said, titles[i]+" "+n.Text)
			}
		}
		s.speak(append(said, row.Note)...)
	}
	if s.err != nil {
		return nil, s.err
	}
	left := newColumn(font.SansRegular, names, nil, s.width*0.38)
	right := newColumn(font.SansRegular, notes, nil, s.width*0.2)
	g := frame{left: left.width + 10, right: right.width + 10, names: left, words: &right}
	if right.width == 0 {
		g.words, g.right = nil, 6
	}
	signs := []sign{{words: titles[0], look: &looks[0]}, {words: titles[1], look: &looks[1]}}
	if pending {
		signs = append(signs, sign{words: titles[2], look: &looks[2]})
	}
	g.top = s.key(g.left, 0, s.width, signs...) + 3
	const high = 9.0
	step := max(left.tall, right.tall, 2*high+1) + 9
	area := s.width - g.left - g.right
	var ends []end
	for _, row := range r.Rows {
		ends = append(ends, end{row.Registered.Value, row.Registered.Text}, end{row.Granted.Value + row.Pending.Value, row.done(titles[2])})
	}
	g.max = s.span(area, ends)
	if s.err != nil {
		return nil, s.err
	}
	columns := [3][]any{}
	for i, row := range r.Rows {
		middle := g.top + step*(float64(i)+0.5)
		for j, n := range []Number{row.Registered, row.Granted, row.Pending} {
			if n.Missing() {
				columns[j] = append(columns[j], nil)
				continue
			}
			columns[j] = append(columns[j], map[string]any{"value": n.Value, "itemStyle": looks[j].item()})
		}
		x := func(v float64) float64 { return g.left + v/g.max*area + 4 }
		if !row.Registered.Missing() {
			s.text(x(row.Registered.Value), middle-high/2-0.5, row.Registered.Text, "left", textSize, false)
		}
		if done := row.done(titles[2]); done != "" {
			s.say(done)
			s.text(x(row.Granted.Value+row.Pending.Value), middle+high/2+0.5, done, "left", textSize, false)
		}
	}
	g.bottom = 2
	var list []series
	for j, stack := range []string{"registered", "done", "done"} {
		list = append(list, series{"type": "bar", "name": titles[j], "stack": stack, "data": columns[j], "barWidth": high, "barGap": "11%"})
	}
	return s.finish(g.top+step*float64(len(r.Rows))+g.bottom, g, list...)
}

// done labels the second bar: granted, and what is under way.
func (row RegisteredRow) done(pending string) string {
	first, size := utf8.DecodeRuneInString(pending)
	pending = string(unicode.ToLower(first)) + pending[size:]
	switch {
	case row.Pending.Missing():
		return row.Granted.Text
	case row.Granted.Missing():
		return pending + " " + row.Pending.Text
	}
	return row.Granted.Text + ", " + pending + " " + row.Pending.Text
}
