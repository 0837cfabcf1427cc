package pdf

import (
	"fmt"
	"math"

	"golang.org/x/text/unicode/norm"

	"tdkt/charts/font"
)

// widths caches advance widths in thousandths of an em, which is the precision
// that the file's own width tables have.
type widths [6]map[rune]float64

// of returns the width of s in points; r is a rune that the face lacks, or -1.
func (w *widths) of(face font.Face, s string, size float64) (width float64, missing rune) {
	m := w[face]
	if m == nil {
		m = map[rune]float64{}
		w[face] = m
	}
	sum := 0.0
	for _, r := range s {
		if r == '\u00a0' {
			r = ' '
		}
		v, ok := m[r]
		if !ok {
			one := string(r)
			if r < ' ' || r > 0xffff || !face.Covers(one) {
				return 0, r
			}
			v = math.Round(face.Advance(one, 1000))
			m[r] = v
		}
		sum += v
	}
	return sum * size / 1000, -1
}

// A GlyphError says that a text cannot be printed as it stands.
type GlyphError struct {
	Place string
	Text  string
	Rune  rune // what the face lacks; -1 where the text is not NFC
	Face  font.Face
}

func (e *GlyphError) Error() string {
	if e.Rune < 0 {
		return fmt.Sprintf("pdf: %s: %q is not NFC; normalise it where it enters", e.Place, e.Text)
	}
	return fmt.Sprintf("pdf: %s: no glyph for %q (%U) of %q in %s; replace the letter", e.Place, e.Rune, e.Rune, e.Text, e.Face)
}

// measure is the width of s, with an error that names the place where the face
// lacks a letter.
func (l *layout) measure(face font.Face, s string, size float64) (float64, error) {
	w, missing := l.widths.of(face, s, size)
	if missing >= 0 {
		return 0, &GlyphError{Place: l.place(), Text: s, Rune: missing, Face: face}
	}
	if !norm.NFC.IsNormalString(s) {
		return 0, &GlyphError{Place: l.place(), Text: s, Rune: -1, Face: face}
	}
	return w, nil
}
