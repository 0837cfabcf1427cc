package docx

import (
	"strings"

	"tdkt/charts/font"
	"tdkt/reports/document"
)

// A grid is a table's letter size and column widths.
type grid struct {
	size          float64
	width         []float64
	before, after []float64 // widest number left and right of the comma, by column
}

// slack is what the borders take from a column, and rounding.
const slack = 1.5

// direct is the size that runs must carry; 0 where it is the style's.
func (g grid) direct() float64 {
	if g.size == sizeTable {
		return 0
	}
	return g.size
}

// fit gives every column its share of the width, but at least its widest word.
// Where that is not possible the letters shrink from the largest by half points; below the
// smallest size words are cut by the program that opens the file.
func fit(t document.Table, head []document.PlacedHeader, total, largest float64) grid {
	for size := largest; ; size -= 0.5 {
		g, least := measure(t, head, size)
		if g.spread(t, least, total) {
			return g
		}
		if size-0.5 < smallestTable {
			g.width = least
			scale := total / sum(least)
			for j := range g.width {
				g.width[j] *= scale
			}
			return g
		}
	}
}

// measure finds what the columns need at a size.
func measure(t document.Table, head []document.PlacedHeader, size float64) (grid, []float64) {
	n := len(t.Columns)
	g := grid{size: size, width: make([]float64, n), before: make([]float64, n), after: make([]float64, n)}
	least := make([]float64, n)
	for _, r := range t.Rows {
		if r.Kind == document.Group && len(r.Cells) == 1 {
			continue
		}
		face := faceOf(rowLook(r.Kind))
		for j, c := range r.Cells {
			if t.Columns[j].Align == document.Decimal && isNumber(c.Plain()) {
				whole, rest := halves(c.Plain())
				g.before[j] = max(g.before[j], face.Advance(whole, size))
				g.after[j] = max(g.after[j], face.Advance(rest, size)+marksWidth(c, size))
				continue
			}
			need := widest(c.Plain(), face, size) + marksWidth(c, size)
			if r.Kind == document.Part && j == t.TextColumn() {
				need += partIndent
			}
			least[j] = max(least[j], need)
		}
	}
	for j := range least {
		least[j] = max(least[j], g.before[j]+g.after[j]) + 2*cellPad + slack
	}
	for span := 1; span <= n; span++ {
		for _, h := range head {
			if h.Cols != span {
				continue
			}
			want := widest(h.Text, font.SerifBold, size) + 2*cellPad + slack
			if h.Vertical {
				want = size*1.2 + 2*cellPad
			}
			if have := sum(least[h.Col : h.Col+span]); want > have {
				for j := h.Col; j < h.Col+span; j++ {
					least[j] += (want - have) / float64(span)
				}
			}
		}
	}
	return g, least
}

// spread shares the width out; false when the columns need more than there is.
func (g grid) spread(t document.Table, least []float64, total float64) bool {
	if sum(least) > total {
		return false
	}
	fixed := make([]bool, len(least))
	for {
		room, shares := total, 0.0
		for j, c := range t.Columns {
			if fixed[j] {
				room -= least[j]
			} else {
				shares += c.Width
			}
		}
		again := false
		for j, c := range t.Columns {
			if fixed[j] {
				continue
			}
			if g.width[j] = room * c.Width / shares; g.width[j] < least[j] {
				g.width[j], fixed[j], again = least[j], true, true
			}
		}
		if !again {
			// Where every column is at its least the rest is shared out evenly.
			rest := (total - sum(g.width)) / float64(len(g.width))
			for j := range g.width {
				g.width[j] += rest
			}
			return true
		}
	}
}

// behind is the free width right of a number, so that the commas of its column
// stand under each other and the widest number in the middle.
func (g grid) behind(j int, c document.Cell) float64 {
	_, rest := halves(c.Plain())
	own := font.SerifRegular.Advance(rest, g.size) + marksWidth(c, g.size)
	room := g.width[j] - 2*cellPad
	return max(0, (room-g.before[j]+g.after[j])/2-own)
}

// headHeights is what the rows of the header need at least: programs make a row
// as high as its own cells, and leave out what spans several rows or stands
// upright.
func (g grid) headHeights(rows int, head []document.PlacedHeader) []float64 {
	out := make([]float64, rows)
	for span := 1; span <= rows; span++ {
		for _, h := range head {
			if h.Rows != span {
				continue
			}
			need := g.tall(h.Text)
			if !h.Vertical {
				n, _ := broken(h.Text, font.SerifBold, g.size, sum(g.width[h.Col:h.Col+h.Cols])-2*cellPad-slack)
				need = float64(n)*g.size*1.15 + 5
			}
			if have := sum(out[h.Row : h.Row+span]); need > have {
				for r := h.Row; r < h.Row+span; r++ {
					out[r] += (need - have) / float64(span)
				}
			}
		}
	}
	return out
}

// tall is the height of a vertical header text, which wraps when it is long.
func (g grid) tall(s string) float64 {
	return min(font.SerifBold.Advance(s, g.size)+8, 100)
}

// widest is the length of the longest word; a no-break space joins words.
func widest(s string, face font.Face, size float64) float64 {
	w := 0.0
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }) {
		w = max(w, face.Advance(word, size))
	}
	return w
}

// marksWidth is the room for the numbers of a cell's footnotes.
func marksWidth(c document.Cell, size float64) float64 {
	n := 0
	for _, s := range c.Spans {
		n += 2 * len(s.Notes)
	}
	return float64(n) * size * 0.3
}

// halves cuts a number before its comma, percent sign or end.
func halves(s string) (whole, rest string) {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, ",%"); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// isNumber reports whether a cell's text stands on the decimal comma: digits,
// groups and decimals in Vietnamese writing with an optional sign and percent
// sign. Ranges, fractions, dashes and words do not.
func isNumber(s string) bool {
	s = strings.TrimLeft(strings.TrimSpace(s), "+-−")
	s = strings.TrimSpace(strings.TrimSuffix(s, "%"))
	whole, decimals, comma := strings.Cut(s, ",")
	only := func(s, marks string) bool {
		return s != "" && strings.Trim(s, "0123456789"+marks) == "" && strings.Trim(s, ".") == s
	}
	return only(whole, ".") && (!comma || only(decimals, ""))
}
