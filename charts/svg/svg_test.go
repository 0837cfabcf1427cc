package svg

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"tdkt/charts/font"
)

// script writes down the calls on a canvas, one a line.
type script struct{ strings.Builder }

func (s *script) Push(m Matrix) {
	fmt.Fprintf(s, "push %g %g %g %g %g %g\n", m.A, m.B, m.C, m.D, m.E, m.F)
}
func (s *script) PushClip(p Path, evenOdd bool) { fmt.Fprintf(s, "clip %s %v\n", trace(p), evenOdd) }
func (s *script) Pop()                          { s.WriteString("pop\n") }
func (s *script) Draw(p Path, paint Paint) {
	fmt.Fprintf(s, "draw %s", trace(p))
	if paint.Fill != nil {
		fmt.Fprintf(s, " fill %v", *paint.Fill)
	}
	if st := paint.Stroke; st != nil {
		fmt.Fprintf(s, " stroke %v %g %v %s %s", st.Color, st.Width, st.Dash, st.Cap, st.Join)
	}
	s.WriteString("\n")
}
func (s *script) Text(t Text) {
	fmt.Fprintf(s, "text %q at %.2f %.2f %s %g %v halo %v\n", t.S, t.At.X, t.At.Y, t.Face, t.Size, t.Color, t.Halo != nil)
}

func trace(p Path) string {
	var out []string
	for _, s := range p {
		word := "MLCZ"[s.Op : s.Op+1]
		for i := range s.Op.points() {
			word += fmt.Sprintf(" %.4g,%.4g", s.P[i].X, s.P[i].Y)
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

func wrapped(inner string) []byte {
	return []byte(`<svg width="100" height="50" viewBox="0 0 100 50">` + inner + `</svg>`)
}

func TestDraw(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<path d="M1 2L3 4h5v-6z" fill="#abc"/>`, "draw M 1,2 L 3,4 L 8,4 L 8,-2 Z fill {170 187 204 1}\n"},
		{`<path d="m1,2 3,4 5-6" fill="none" stroke="#000"/>`, "draw M 1,2 L 4,6 L 9,0 stroke {0 0 0 1} 1 [] butt miter\n"},
		// A quadratic curve raised: its controls lie two thirds of the way.
		{`<path d="M0 0Q3 3 6 0T12 0"/>`, "draw M 0,0 C 2,2 4,2 6,0 C 8,-2 10,-2 12,0 fill {0 0 0 1}\n"},
		{`<path d="M0 0C1 1 2 1 3 0S5-1 6 0"/>`, "draw M 0,0 C 1,1 2,1 3,0 C 4,-1 5,-1 6,0 fill {0 0 0 1}\n"},
		{`<rect x="1" y="2" width="3" height="4" fill="rgba(10,20,30,0.5)" opacity="0.5"/>`, "draw M 1,2 L 4,2 L 4,6 L 1,6 Z fill {10 20 30 0.25}\n"},
		{`<rect width="3" height="4" fill="none"/>`, ""},
		{`<rect width="3" height="4" fill="#000" fill-opacity="0"/>`, ""},
		{`<line x1="1" y1="2" x2="3" y2="4" stroke="white" stroke-width="2" stroke-dasharray="3" stroke-linecap="round" stroke-linejoin="bevel"/>`,
			"draw M 1,2 L 3,4 fill {0 0 0 1} stroke {255 255 255 1} 2 [3 3] round bevel\n"},
		{`<polygon points="0,0 1,0 1,1"/>`, "draw M 0,0 L 1,0 L 1,1 Z fill {0 0 0 1}\n"},
		{`<polyline points="0,0 1,0" fill="none" stroke="black"/>`, "draw M 0,0 L 1,0 stroke {0 0 0 1} 1 [] butt miter\n"},
		{`<g transform="translate(1 2)"><path d="M0 0" transform="scale(2)"/></g>`, "push 1 0 0 1 1 2\npush 2 0 0 2 0 0\ndraw M 0,0 fill {0 0 0 1}\npop\npop\n"},
		{`<g clip-path="url(#a)"><path d="M0 0H1"/></g><defs><clipPath id="a"><rect width="2" height="3"/></clipPath></defs>`,
			"clip M 0,0 L 2,0 L 2,3 L 0,3 Z false\ndraw M 0,0 L 1,0 fill {0 0 0 1}\npop\n"},
		{`<!-- nothing --><text x="10" y="20" font-size="10">A7</text>`, "text \"A7\" at 10.00 20.00 Liberation Sans 10 {0 0 0 1} halo false\n"},
		// A7 is 667 + 556 thousandths wide: 12,23 at 10.
		{`<text x="50" y="20" style="font: bold 10px Liberation Sans" text-anchor="end"> 7 7 </text>`, "text \"7 7\" at 36.10 20.00 Liberation Sans Bold 10 {0 0 0 1} halo false\n"},
		{`<text x="50" y="20" style="font-size:10px;font-family:Liberation Sans;" text-anchor="middle" stroke="#fff" stroke-width="2" paint-order="stroke" stroke-miterlimit="2">A7</text>`,
			"text \"A7\" at 43.88 20.00 Liberation Sans 10 {0 0 0 1} halo true\n"},
		// The central baseline: half of 905 - 212 thousandths below the middle.
		{`<text y="20" font-size="10" dominant-baseline="central">A</text>`, "text \"A\" at 0.00 23.47 Liberation Sans 10 {0 0 0 1} halo false\n"},
		// Decomposed letters are put together.
		{"<text font-size=\"10\">e\u0302\u0301</text>", "text \"ế\" at 0.00 0.00 Liberation Sans 10 {0 0 0 1} halo false\n"},
		{`<text font-size="10" xml:space="preserve"> a  b</text>`, "text \" a  b\" at 0.00 0.00 Liberation Sans 10 {0 0 0 1} halo false\n"},
	} {
		var got script
		size, err := Draw(wrapped(c.in), &got)
		if err != nil || size != (Size{100, 50}) || got.String() != c.want {
			t.Errorf("%s\ngot  %s, %v, %v\nwant %s", c.in, got.String(), size, err, c.want)
		}
	}
}

// TestRefused: what is not understood is an error with its place, and then
// nothing is drawn, not even what came before.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<image href="x"/>`, "svg:2:1: <image>: is not drawn"},
		{`<path d="M0 0" filter="url(#f)"/>`, `unknown attribute filter="url(#f)"`},
		{`<path d="M0 0" fill="url(#g)"/>`, `colour "url(#g)" is not drawn`},
		{`<path d="M0 0" fill="red"/>`, `colour "red"`},
		{`<path d="L0 0"/>`, "begins with 'L'"},
		{`<path d="M0 0 1"/>`, "not a number"},
		{`<path d="M0 0Z5"/>`, "where a command should be"},
		{`<path d="M0 0L1e9 0"/>`, "not a number between"},
		{`<path d="M0 0L0x10 0"/>`, "not a number"},
		{`<path d="M0 0A1 1 0 2 0 1 1"/>`, "flags"},
		{`<path d="M0 0" transform="skewX(3)"/>`, "skewX with 1 numbers"},
		{`<path d="M0 0" stroke-dashoffset="2"/>`, "stroke-dashoffset"},
		{`<path d="M0 0" stroke="black" stroke-dasharray="0 0"/>`, "no length"},
		{`<path d="M0 0" opacity="2"/>`, "between 0 and 1"},
		{`<g style="fill:red"/>`, "unknown attribute style"},
		{`<g clip-path="url(#nowhere)"/>`, "nowhere"},
		{`<defs><linearGradient id="g"/></defs>`, "<linearGradient>: is not drawn"},
		{`<style>.a{}</style>`, "<style>: is not drawn"},
		{`<text>日本</text>`, `no glyph for '日' (U+65E5) in the text "日本"`},
		{`<text font-family="Arial">a</text>`, `no family "Arial"`},
		{`<text><tspan>a</tspan></text>`, "<tspan>: stands inside <text>"},
		{`<text dominant-baseline="middle">a</text>`, "dominant-baseline"},
		{`<text text-anchor="left">a</text>`, "text-anchor"},
		{`<text stroke="#fff">a</text>`, "stroke over the letters"},
		{`<text style="letter-spacing:1px">a</text>`, "unknown style letter-spacing"},
		{`<rect width="-1" height="1"/>`, "negative"},
		{`<g>words</g>`, `text "words"`},
		{`<path d="M0 0"`, "not well-formed"},
		{`<g>`, "not open"},
		{strings.Repeat("<g>", 40), "nested deeper than 32"},
	} {
		var got script
		_, err := Draw(wrapped("<path d='M0 0H9'/>\n"+c.in), &got)
		var placed *Error
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &placed) || placed.Line < 1 {
			t.Errorf("%s: error %v does not say %s", c.in, err, c.want)
		}
		if got.Len() > 0 {
			t.Errorf("%s: something was drawn: %s", c.in, got.String())
		}
	}
	for _, whole := range []string{"", "hello", "<g/>", `<svg width="0" height="5"/>`, `<svg width="1" height="5" viewBox="0 0 2 5"/>`,
		`<svg width="1" height="5"/><svg width="1" height="5"/>`, `<!DOCTYPE svg><svg width="1" height="5"/>`} {
		if _, err := Draw([]byte(whole), new(script)); err == nil {
			t.Errorf("%q was drawn", whole)
		}
	}
}

// TestArc: every point of a circle drawn with arcs is at the radius.
func TestArc(t *testing.T) {
	for _, c := range []struct {
		d      string
		centre Point
		length float64 // of the arc, in full turns
	}{
		{"M15 10A5 5 0 0 1 10 15", Point{10, 10}, 0.25},
		{"M15 10A5 5 0 1 0 10 15", Point{10, 10}, 0.75},
		{"M15 10A5 5 0 1 1 5 10A5 5 0 1 1 15 10", Point{10, 10}, 1},
		{"M15 10a5 5 0 0 0-10 0", Point{10, 10}, 0.5},
	} {
		p, err := ParsePath(c.d)
		if err != nil {
			t.Fatal(err)
		}
		sum, at := 0.0, p[0].P[0]
		for _, s := range p[1:] {
			from := at
			for i := 1; i <= 50; i++ {
				u := float64(i) / 50
				v := 1 - u
				q := Point{
					v*v*v*from.X + 3*v*v*u*s.P[0].X + 3*v*u*u*s.P[1].X + u*u*u*s.P[2].X,
					v*v*v*from.Y + 3*v*v*u*s.P[0].Y + 3*v*u*u*s.P[1].Y + u*u*u*s.P[2].Y,
				}
				if r := math.Hypot(q.X-c.centre.X, q.Y-c.centre.Y); math.Abs(r-5) > 0.002 {
					t.Errorf("%s: a point at radius %v", c.d, r)
				}
				sum += math.Hypot(q.X-at.X, q.Y-at.Y)
				at = q
			}
		}
		if want := 2 * math.Pi * 5 * c.length; math.Abs(sum-want) > 0.05 {
			t.Errorf("%s: length %v, want %v", c.d, sum, want)
		}
	}
}

func TestLabels(t *testing.T) {
	labels, size, err := Labels(wrapped(`<g transform="translate(5 5)"><text x="10" y="20" font-size="10">A7</text></g>
		<text transform="rotate(-90)" x="-40" y="10" font-size="10">A7</text>`))
	if err != nil || len(labels) != 2 || size.Width != 100 {
		t.Fatal(labels, size, err)
	}
	near := func(got, want float64) bool { return math.Abs(got-want) < 0.01 }
	w, up, down := font.SansRegular.Advance("A7", 10), font.SansRegular.Ascent(10), font.SansRegular.Descent(10)
	if l := labels[0]; !near(l.Left, 15) || !near(l.Right, 15+w) || !near(l.Top, 25-up) || !near(l.Bottom, 25+down) {
		t.Errorf("the first label's box is %v %v %v %v", l.Left, l.Top, l.Right, l.Bottom)
	}
	// Turned a quarter to the left: it runs upwards from (10, 40).
	if l := labels[1]; !near(l.Left, 10-up) || !near(l.Right, 10+down) || !near(l.Top, 40-w) || !near(l.Bottom, 40) {
		t.Errorf("the turned label's box is %v %v %v %v", l.Left, l.Top, l.Right, l.Bottom)
	}
}

// FuzzDraw: whatever comes in, drawing does not panic, every Push has its Pop,
// and an error leaves the canvas clean.
func FuzzDraw(f *testing.F) {
	for _, s := range []string{
		`<path d="M1 2a3 4 5 0 1 6 7q1 2 3 4t5 6s1 2 3 4z" transform="matrix(1 2 3 4 5 6)"/>`,
		`<g clip-path="url(#a)"><circle r="3"/><ellipse rx="2" ry="1"/></g><clipPath id="a"><rect rx="1" width="9" height="9"/></clipPath>`,
		`<text x="1" style="font: italic bold 9px Liberation Serif, serif" dominant-baseline="hanging">chữ</text>`,
		`<polygon points="1,2 3" stroke="rgb(1,2,3)" stroke-dasharray="1,2,3"/>`,
	} {
		f.Add(string(wrapped(s)))
	}
	f.Fuzz(func(t *testing.T, src string) {
		var s script
		_, err := Draw([]byte(src), &s)
		calls := s.String()
		if err != nil && calls != "" {
			t.Errorf("%v, yet drawn: %s", err, calls)
		}
		pushed, popped := 0, 0
		for _, l := range strings.Split(calls, "\n") {
			switch {
			case strings.HasPrefix(l, "push"), strings.HasPrefix(l, "clip"):
				pushed++
			case l == "pop":
				popped++
			}
		}
		if pushed != popped {
			t.Errorf("%d pushes and %d pops", pushed, popped)
		}
		if strings.Contains(calls, "NaN") {
			t.Errorf("NaN in %s", calls)
		}
	})
}
