package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"tdkt/reports/document"
)

// fit measures the table at its size and gives every column a width. Where the
// columns cannot hold their widest words, the letters shrink by half points
// down to the smallest size; then words may be cut, but never numbers.
func (l *layout) fit(t document.Table) (*grid, error) {
	first := *l.count
	for size := l.opts.TableSize; ; size -= 0.5 {
		*l.count = first
		g, err := l.grid(t, size)
		if err != nil {
			return nil, err
		}
		if least, ok := g.spread(l.width, func(c gridCell) float64 { return c.least }); ok {
			g.ease(least)
			return g, nil
		}
		if size-0.5 >= smallestTable {
			continue
		}
		if _, ok := g.spread(l.width, func(c gridCell) float64 { return c.digits }); ok {
			return g, nil
		}
		return nil, fmt.Errorf("pdf: %s: %d columns of numbers do not fit into %.0f mm even at %g pt; use a landscape annex or fewer columns",
			l.place(), len(t.Columns), l.width/mm, size)
	}
}

func (l *layout) grid(t document.Table, size float64) (*grid, error) {
	g := &grid{
		table: t, size: size,
		before: make([]float64, len(t.Columns)),
		after:  make([]float64, len(t.Columns)),
		rows:   make([][]gridCell, len(t.Rows)),
	}
	var err error
	if g.head, err = t.HeaderGrid(); err != nil {
		return nil, fmt.Errorf("pdf: %s: %w", l.place(), err)
	}
	for _, h := range g.head {
		var c gridCell
		err := l.in("header", func() (err error) {
			c.words, err = l.words(document.Spans(h.Text), headStyle(size))
			return err
		})
		if err != nil {
			return nil, err
		}
		c.measure()
		if h.Vertical {
			c.least = size * single
			c.digits = c.least
		}
		g.heads = append(g.heads, c)
	}
	text := t.TextColumn()
	base := len(l.where)
	l.where = append(l.where, "")
	defer func() { l.where = l.where[:base] }()
	l.inTable = &g.footnotes
	defer func() { l.inTable = nil }()
	for i, r := range t.Rows {
		if n := len(r.Cells); n != len(t.Columns) && !(r.Kind == document.Group && n == 1) {
			return nil, fmt.Errorf("pdf: %s, row %d: %d cells for %d columns", l.place(), i+1, n, len(t.Columns))
		}
		g.rows[i] = make([]gridCell, len(r.Cells))
		for j, cell := range r.Cells {
			l.where[base] = rowPlace(i, j)
			c := &g.rows[i][j]
			c.align = t.Columns[j].Align
			st := style{size: size, bold: r.Kind == document.Total || r.Kind == document.Group, italic: r.Kind == document.Part}
			if r.Kind == document.Part && j == text {
				c.indent = partIndent
			}
			if r.Kind == document.Group && len(r.Cells) == 1 {
				c.align = document.Left
			}
			if c.words, err = l.words(cell.Spans, st); err != nil {
				return nil, err
			}
			c.measure()
			if c.align == document.Decimal && len(c.words) == 1 && isNumber(cell.Plain()) {
				c.split(l.widths)
				g.before[j] = max(g.before[j], c.before)
				g.after[j] = max(g.after[j], c.after)
			}
		}
	}
	return g, nil
}

func rowPlace(i, j int) string { return fmt.Sprintf("row %d, column %d", i+1, j+1) }

// isNumber reports whether a cell's text stands on the decimal comma: a number
// in Vietnamese writing with an optional sign and percent sign. Ranges,
// fractions, dashes and words do not.
func isNumber(s string) bool {
	s = strings.TrimLeft(strings.TrimSpace(s), "+-−")
	s = strings.TrimSpace(strings.TrimSuffix(s, "%"))
	whole, decimals, comma := strings.Cut(s, ",")
	return digitsAndDots(whole) && (!comma || digitsAndDots(decimals) && !strings.Contains(decimals, "."))
}

func digitsAndDots(s string) bool {
	if s == "" || s[0] == '.' || s[len(s)-1] == '.' {
		return false
	}
	for _, r := range s {
		if r != '.' && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}

// measure finds the widest word, and the widest that may not be cut.
func (c *gridCell) measure() {
	for _, w := range c.words {
		c.least = max(c.least, w.least())
		for _, f := range w.frags {
			if strings.ContainsFunc(f.s, unicode.IsDigit) {
				c.digits = max(c.digits, w.w)
			}
		}
	}
	c.digits = max(c.digits, min(c.least, 12))
}

// least is the width that a word needs: one of letters alone may go on after a
// slash, "kg/người/năm".
func (w word) least() float64 {
	if len(w.frags) != 1 || !strings.Contains(w.frags[0].s, "/") || strings.ContainsFunc(w.frags[0].s, unicode.IsDigit) {
		return w.w
	}
	f, widest := w.frags[0], 0
	for _, part := range strings.SplitAfter(f.s, "/") {
		widest = max(widest, len([]rune(part)))
	}
	return f.w * float64(widest) / float64(len([]rune(f.s))) * 1.25 // letters differ in width
}

// split measures a number on both sides of its comma. The comma, decimals, a
// percent sign and footnote marks stand right of it.
func (c *gridCell) split(ws *widths) {
	c.numeric = true
	for _, f := range c.words[0].frags {
		s := f.s
		if f.raise == 0 && c.after == 0 {
			if i := strings.IndexAny(s, ",%\u00a0"); i >= 0 {
				s = s[:i]
			}
			w, _ := ws.of(f.face, s, f.size)
			c.before += w
			c.after += f.w - w
			continue
		}
		c.after += f.w
	}
}

// spread gives each column its share of the width, but never less than its
// widest word needs, which it returns; false when the words do not fit.
func (g *grid) spread(total float64, need func(gridCell) float64) (least []float64, ok bool) {
	n := len(g.table.Columns)
	least = make([]float64, n)
	for i, r := range g.rows {
		if len(r) != n || g.table.Rows[i].Kind == document.Group && len(r) == 1 {
			continue
		}
		for j, c := range r {
			least[j] = max(least[j], need(c)+c.indent)
		}
	}
	share := make([]float64, n)
	sum := 0.0
	for j, c := range g.table.Columns {
		least[j] = max(least[j], g.before[j]+g.after[j]) + 2*cellPadX
		share[j] = c.Width
		if !(share[j] > 0) {
			share[j] = 1e-3
		}
		sum += share[j]
	}
	for span := 1; span <= n; span++ {
		for i, h := range g.head {
			if h.Cols != span {
				continue
			}
			have, shares := 0.0, 0.0
			for j := h.Col; j < h.Col+span; j++ {
				have += least[j]
				shares += share[j]
			}
			if want := need(g.heads[i]) + 2*cellPadX; want > have {
				for j := h.Col; j < h.Col+span; j++ {
					least[j] += (want - have) * share[j] / shares
				}
			}
		}
	}
	g.width = make([]float64, n)
	fixed := make([]bool, n)
	room := total
	for {
		again := false
		for j := range g.width {
			if fixed[j] {
				continue
			}
			g.width[j] = room * share[j] / sum
			if g.width[j] < least[j] {
				fixed[j], again = true, true
				g.width[j] = least[j]
			}
		}
		if !again {
			return least, true
		}
		room, sum = total, 0
		free := false
		for j := range g.width {
			if fixed[j] {
				room -= g.width[j]
			} else {
				sum += share[j]
				free = true
			}
		}
		if room < -0.01 {
			return nil, false
		}
		if !free { // every column is at its least: the rest is shared out
			extra, shares := room, 0.0
			for _, v := range share {
				shares += v
			}
			for j := range g.width {
				g.width[j] += extra * share[j] / shares
			}
			return least, true
		}
	}
}
