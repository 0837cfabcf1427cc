package charts

import (
	"slices"
	"strings"
	"unicode"

	"tdkt/charts/font"
)

// wrap breaks s at spaces into as few lines no wider than limit as there can be,
// of about the same length. A word that is wider than a line is broken between
// letters: a label must never be cut off. Without their spaces the lines are s
// again.
func wrap(s string, face font.Face, size, limit float64) []string {
	lines := fill(s, face, size, limit)
	if len(lines) < 2 {
		return lines
	}
	low, high := 0.0, limit
	for high-low > 0.5 {
		middle := (low + high) / 2
		if narrow := fill(s, face, size, middle); len(narrow) == len(lines) && widest(narrow, face, size) <= middle && !split(s, narrow) {
			high = middle
		} else {
			low = middle
		}
	}
	if even := fill(s, face, size, high); len(even) == len(lines) {
		return even
	}
	return lines
}

// split reports whether a word was broken between its letters.
func split(s string, lines []string) bool { return strings.Join(lines, " ") != s }

// fill puts as many words on each line as it holds. A sign such as "%" stays
// with the word before it.
func fill(s string, face font.Face, size, limit float64) []string {
	var lines []string
	line := ""
	for _, word := range words(s) {
		if line != "" && face.Advance(line+" "+word, size) <= limit {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = ""
		for _, r := range word {
			if line != "" && face.Advance(line+string(r), size) > limit {
				lines = append(lines, line)
				line = ""
			}
			line += string(r)
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// words splits s where a line may end.
func words(s string) []string {
	var out []string
	for _, word := range strings.Fields(s) {
		if len(out) > 0 && !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			out[len(out)-1] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

// widest is the longest of the lines.
func widest(lines []string, face font.Face, size float64) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, face.Advance(l, size))
	}
	return w
}

// A column is a stack of wrapped texts, one a row, at the side of the bars.
type column struct {
	face  font.Face
	rows  [][]string // lines in textSize
	notes [][]string // lines below them in noteSize; nil for none
	width float64
	tall  float64 // of the tallest row
}

// newColumn wraps names and notes to at most limit points; notes may be nil.
func newColumn(face font.Face, names, notes []string, limit float64) column {
	c := column{face: face}
	for i, name := range names {
		rows := wrap(name, face, textSize, limit)
		var below []string
		if notes != nil {
			below = wrap(notes[i], font.SansRegular, noteSize, limit)
		}
		c.rows, c.notes = append(c.rows, rows), append(c.notes, below)
		c.width = max(c.width, widest(rows, face, textSize), widest(below, font.SansRegular, noteSize))
		c.tall = max(c.tall, c.height(i))
	}
	return c
}

// data is the column as the categories of an axis.
func (c column) data() []string {
	var out []string
	for i, rows := range c.rows {
		out = append(out, strings.Join(append(slices.Clone(rows), c.notes[i]...), " "))
	}
	return out
}

// height is that of row i in points.
func (c column) height(i int) float64 {
	return float64(len(c.rows[i]))*textSize*lineStep + float64(len(c.notes[i]))*noteSize*lineStep
}
