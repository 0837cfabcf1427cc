package readback

import (
	"errors"
	"fmt"
	"math"
)

type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul applies m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return x*m.a + y*m.c + m.e, x*m.b + y*m.d + m.f
}

type state struct {
	ctm         matrix
	font        *codes
	size        float64
	char, word  float64 // spacing
	scale, rise float64
	leading     float64
}

// An interpreter follows the operators of one page.
type interpreter struct {
	page   *Page
	high   float64
	font   func(string) (*codes, error)
	st     state
	stack  []state
	text   matrix
	line   matrix
	figure int
	marks  []bool // open marked contents: is it a figure?
	path   []segment
	whole  bool // the path is one straight segment
}

type segment struct{ x1, y1, x2, y2 float64 }

func (in *interpreter) run(src []byte) error {
	in.st = state{ctm: identity, scale: 1}
	s := &scanner{src: src}
	var args []token
	for {
		t, err := s.next()
		if err != nil {
			return err
		}
		switch t.kind {
		case tokEnd:
			if len(in.stack) != 0 || len(in.marks) != 0 {
				return errors.New("graphics states or marks are left open")
			}
			return nil
		case tokOperator:
			if err := in.do(t.text, args); err != nil {
				return fmt.Errorf("operator %s: %w", t.text, err)
			}
			args = args[:0]
		default:
			args = append(args, t)
		}
	}
}

// need returns the last n operands as numbers.
func need(args []token, n int) ([]float64, error) {
	if len(args) < n {
		return nil, fmt.Errorf("%d operands, %d needed", len(args), n)
	}
	out := make([]float64, n)
	for i, a := range args[len(args)-n:] {
		if a.kind != tokNumber {
			return nil, errors.New("an operand is not a number")
		}
		out[i] = a.num
	}
	return out, nil
}

var operands = map[string]int{"cm": 6, "Td": 2, "TD": 2, "Tm": 6, "Tc": 1, "Tw": 1, "Tz": 1, "Ts": 1, "TL": 1,
	"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "re": 4}

func (in *interpreter) do(op string, args []token) error {
	var v []float64
	if n, ok := operands[op]; ok {
		var err error
		if v, err = need(args, n); err != nil {
			return err
		}
	}
	st := &in.st
	switch op {
	case "q":
		in.stack = append(in.stack, *st)
	case "Q":
		if len(in.stack) == 0 {
			return errors.New("nothing was saved")
		}
		*st = in.stack[len(in.stack)-1]
		in.stack = in.stack[:len(in.stack)-1]
	case "cm":
		st.ctm = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.mul(st.ctm)
	case "BT":
		in.text, in.line = identity, identity
	case "Tf":
		size, err := need(args, 1)
		if err != nil || len(args) < 2 || args[0].kind != tokName {
			return errors.New("no font name and size")
		}
		st.size = size[0]
		if st.font, err = in.font(args[0].text); err != nil {
			return err
		}
	case "Td", "TD":
		in.line = matrix{1, 0, 0, 1, v[0], v[1]}.mul(in.line)
		in.text = in.line
		if op == "TD" {
			st.leading = -v[1]
		}
	case "Tm":
		in.line = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
		in.text = in.line
	case "T*":
		in.newLine()
	case "Tc":
		st.char = v[0]
	case "Tw":
		st.word = v[0]
	case "Tz":
		st.scale = v[0] / 100
	case "Ts":
		st.rise = v[0]
	case "TL":
		st.leading = v[0]
	case "Tj", "'", "TJ":
		if op == "'" {
			in.newLine()
		}
		if len(args) == 0 {
			return errors.New("no text")
		}
		items := args[len(args)-1:]
		if op == "TJ" {
			items = items[0].items
		}
		return in.show(items)
	case "BMC", "BDC":
		figure := len(args) > 0 && args[0].text == "Figure"
		if figure {
			in.page.Figures = append(in.page.Figures, Figure{})
			in.figure = len(in.page.Figures) - 1
		}
		in.marks = append(in.marks, figure)
	case "EMC":
		if len(in.marks) == 0 {
			return errors.New("no mark is open")
		}
		if in.marks[len(in.marks)-1] {
			in.figure = -1
		}
		in.marks = in.marks[:len(in.marks)-1]
	case "m":
		in.whole = len(in.path) == 0
		in.path = append(in.path, segment{x1: v[0], y1: v[1], x2: v[0], y2: v[1]})
	case "l":
		if n := len(in.path); n == 1 && in.path[0].x1 == in.path[0].x2 && in.path[0].y1 == in.path[0].y2 {
			in.path[0].x2, in.path[0].y2 = v[0], v[1]
		} else {
			in.path = append(in.path, segment{})
			in.whole = false
		}
	case "c", "v", "y", "re":
		in.path = append(in.path, segment{})
		in.whole = false
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*":
		in.paint(op == "S")
	case "n":
		in.path = nil
	case "Do":
		return errors.New("pictures and forms are not read")
	}
	return nil
}

func (in *interpreter) newLine() {
	in.line = matrix{1, 0, 0, 1, 0, -in.st.leading}.mul(in.line)
	in.text = in.line
}

func (in *interpreter) paint(stroke bool) {
	if in.figure >= 0 {
		in.page.Figures[in.figure].Paths++
	} else if stroke && in.whole && len(in.path) == 1 {
		s := in.path[0]
		x1, y1 := in.place(s.x1, s.y1)
		x2, y2 := in.place(s.x2, s.y2)
		in.page.Lines = append(in.page.Lines, Line{x1, y1, x2, y2})
	}
	in.path = nil
}

// place maps user space to millimetres from the top left corner.
func (in *interpreter) place(x, y float64) (float64, float64) {
	x, y = in.st.ctm.apply(x, y)
	return x / mm, (in.high - y) / mm
}

func (in *interpreter) show(items []token) error {
	st := &in.st
	if st.font == nil {
		return errors.New("text before a font")
	}
	m := matrix{st.size * st.scale, 0, 0, st.size, 0, st.rise}.mul(in.text).mul(st.ctm)
	run := Run{Font: st.font.name, Figure: in.figure,
		Size: math.Hypot(m.c, m.d), Angle: math.Atan2(m.b, m.a) * 180 / math.Pi}
	run.X, run.Y = m.e/mm, (in.high-m.f)/mm
	var text []rune
	moved := 0.0 // in text space
	for _, it := range items {
		switch it.kind {
		case tokNumber:
			moved -= it.num / 1000 * st.size * st.scale
		case tokString:
			if len(it.text)%2 != 0 {
				return errors.New("a text has half a code")
			}
			for i := 0; i+1 < len(it.text); i += 2 {
				code := int(it.text[i])<<8 | int(it.text[i+1])
				text = append(text, st.font.text(code))
				if !st.font.hasGlyph(code) {
					run.NoGlyph++
				}
				moved += (st.font.widthOf(code)/1000*st.size + st.char) * st.scale
			}
		default:
			return errors.New("an operand is neither text nor number")
		}
	}
	run.Text = string(text)
	x2, y2 := matrix{1, 0, 0, 1, moved, 0}.mul(in.text).mul(st.ctm).apply(0, 0)
	x1, y1 := in.text.mul(st.ctm).apply(0, 0)
	run.Width = math.Hypot(x2-x1, y2-y1) / mm
	in.text = matrix{1, 0, 0, 1, moved, 0}.mul(in.text)
	in.page.Runs = append(in.page.Runs, run)
	if in.figure >= 0 {
		f := &in.page.Figures[in.figure]
		f.Texts = append(f.Texts, run.Text)
	}
	return nil
}
