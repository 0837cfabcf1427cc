package font

import (
	"fmt"
	"sync"
	"sync/atomic"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// measures are what a parsed face answers with, in font units.
type measures struct {
	sfnt  *sfnt.Font
	em    float64
	up    float64 // above the baseline, positive
	down  float64 // below the baseline, positive
	mutex sync.Mutex
	buf   sfnt.Buffer
	// known caches glyph and width by rune: a report asks for the same two
	// hundred letters tens of thousands of times.
	known map[rune]glyph
}

type glyph struct {
	index sfnt.GlyphIndex // 0 when the face has none
	width float64
}

var (
	parsed [faces]struct {
		once sync.Once
		m    *measures
	}
	parses atomic.Int32
)

// Parsed says how many faces have been parsed so far in this process.
func Parsed() int { return int(parses.Load()) }

func (f Face) measures() *measures {
	if f >= faces {
		panic(fmt.Sprintf("font: there is no face %d", uint8(f)))
	}
	p := &parsed[f]
	p.once.Do(func() {
		parses.Add(1)
		p.m = parse(f)
	})
	return p.m
}

// parse panics where the embedded bytes are not a font: that is a broken build
// and nothing that a caller can mend.
func parse(f Face) *measures {
	face, err := sfnt.Parse(f.Bytes())
	if err != nil {
		panic(fmt.Sprintf("font: %s: %v", f.Name(), err))
	}
	m := &measures{sfnt: face, em: float64(face.UnitsPerEm()), known: map[rune]glyph{}}
	v, err := face.Metrics(&m.buf, fixed.I(int(face.UnitsPerEm())), xfont.HintingNone)
	if err != nil {
		panic(fmt.Sprintf("font: %s: %v", f.Name(), err))
	}
	m.up, m.down = units(v.Ascent), units(v.Descent)
	return m
}

func units(v fixed.Int26_6) float64 { return float64(v) / 64 }

// glyph is called with the mutex held.
func (m *measures) glyph(r rune) glyph {
	if g, ok := m.known[r]; ok {
		return g
	}
	var g glyph
	if index, err := m.sfnt.GlyphIndex(&m.buf, r); err == nil {
		g.index = index
	}
	if w, err := m.sfnt.GlyphAdvance(&m.buf, g.index, fixed.I(int(m.em)), xfont.HintingNone); err == nil {
		g.width = units(w)
	}
	m.known[r] = g
	return g
}

// Advance is the width of s set at size, in the unit of size, without kerning.
// A rune without a glyph has the width of the face's empty box; ask Missing
// before printing.
func (f Face) Advance(s string, size float64) float64 {
	m := f.measures()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	sum := 0.0
	for _, r := range s {
		sum += m.glyph(r).width
	}
	return sum * size / m.em
}

// Missing lists the runes of s that the face has no glyph for, each once, in
// the order of their first occurrence; nil when it has them all. A line break
// counts as missing: a run of text is one line.
func (f Face) Missing(s string) []rune {
	m := f.measures()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var missing []rune
	seen := map[rune]bool{}
	for _, r := range s {
		if m.glyph(r).index == 0 && !seen[r] {
			seen[r] = true
			missing = append(missing, r)
		}
	}
	return missing
}

// Covers reports whether the face has a glyph for every rune of s.
func (f Face) Covers(s string) bool { return f.Missing(s) == nil }

// Ascent is the height above the baseline that the face asks a line to have.
func (f Face) Ascent(size float64) float64 { m := f.measures(); return m.up * size / m.em }

// Descent is the depth below the baseline, a positive length.
func (f Face) Descent(size float64) float64 { m := f.measures(); return m.down * size / m.em }

// An Outline is one step of a glyph's contour: Op is 'M', 'L', 'Q' (one control
// point), 'C' (two) or 'Z', and the points after it in order. The origin is the
// left end of the baseline, y grows downwards.
type Outline struct {
	Op byte
	P  [3][2]float64
}

// Outlines returns the contours of s set at size from the origin, in the unit
// of size.
func (f Face) Outlines(s string, size float64) ([]Outline, error) {
	if missing := f.Missing(s); missing != nil {
		return nil, fmt.Errorf("font: %s has no glyph for %q in %q", f.Name(), missing, s)
	}
	m := f.measures()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var (
		out []Outline
		x   float64
		k   = size / m.em
	)
	for _, r := range s {
		g := m.glyph(r)
		segments, err := m.sfnt.LoadGlyph(&m.buf, g.index, fixed.I(int(m.em)), nil)
		if err != nil {
			return nil, fmt.Errorf("font: %s: glyph of %q: %v", f.Name(), r, err)
		}
		open := false
		for _, s := range segments {
			o := Outline{Op: "MLQC"[s.Op]}
			if s.Op == sfnt.SegmentOpMoveTo {
				if open {
					out = append(out, Outline{Op: 'Z'})
				}
				open = true
			}
			for i, p := range s.Args {
				o.P[i] = [2]float64{x + units(p.X)*k, units(p.Y) * k}
			}
			out = append(out, o)
		}
		if open {
			out = append(out, Outline{Op: 'Z'})
		}
		x += g.width * k
	}
	return out, nil
}
