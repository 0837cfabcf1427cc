package pdf

import (
	"fmt"

	"tdkt/reports/document"
)

const (
	cellPadX, cellPadY = 3.2, 2.2
	partIndent         = 9
	tallestUpright     = 96 // a vertical header text longer than this wraps
	titleSize          = 13
)

// A gridCell is a table cell measured at one size.
type gridCell struct {
	words   []word
	align   document.Align
	indent  float64
	numeric bool    // stands on the decimal comma
	before  float64 // numeric: width up to the comma
	after   float64 // numeric: comma, decimals, marks
	least   float64 // widest word
	digits  float64 // widest word that may not be cut
}

// A grid is a table measured at one size.
type grid struct {
	table  document.Table
	size   float64
	head   []document.PlacedHeader
	heads  []gridCell
	rows   [][]gridCell
	before []float64 // widest numeric part left of the comma, by column
	after  []float64
	width  []float64
	footnotes
}

// footnotes collects the footnotes of a table: a text that returns keeps its
// number.
type footnotes struct{ notes []note }

// table sets title, unit, header, rows and notes.
func (l *layout) table(t document.Table) ([]slice, error) {
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return nil, fmt.Errorf("pdf: %s: the table is empty; say so in a sentence instead", l.place())
	}
	full := l.width
	defer func() { l.width = full }()
	l.width -= l.gutter(t)
	g, err := l.fit(t)
	if err != nil {
		return nil, err
	}
	out, err := l.tableTitle(t)
	if err != nil {
		return nil, err
	}
	head, err := l.tableHead(g)
	if err != nil {
		return nil, err
	}
	if head != nil {
		s := slice{height: head.height, ops: head.ops, keep: true, place: l.place()}
		if len(out) == 0 {
			s.gap = paragraphGap + 2
		} else {
			s.gap = 3
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		out = append(out, slice{gap: paragraphGap, keep: true})
	}
	if t.ID != "" {
		out[0].ops = append(out[0].ops, op{kind: opMark, mark: &mark{id: t.ID, level: -1}})
	}
	first, height := len(out), 0.0
	under := head // with the title of the group that a row stands in
	for i, r := range t.Rows {
		if r.Kind == document.Group || r.Kind == document.Total {
			under = head
		}
		s, err := l.row(g, i, under)
		if err != nil {
			return nil, err
		}
		if r.Kind == document.Group {
			under = head.above(s)
		}
		height += s.height
		// A group's title stays with its first row, a whole with its first part.
		s.keep = i+1 < len(t.Rows) && (r.Kind == document.Group || r.Kind != document.Part && t.Rows[i+1].Kind == document.Part)
		out = append(out, s)
	}
	for i := lastRows(t.Rows); i < len(t.Rows)-1; i++ {
		out[first+i].keep = true
	}
	// Two rows at least stand above a break, too.
	for i := 0; i < len(t.Rows)-2; i++ {
		out[first+i].keep = true
		if t.Rows[i].Kind != document.Group {
			break
		}
	}
	// A short table is not torn apart for a few rows.
	if height <= wholeTable*mm {
		for i := first; i < len(out)-1; i++ {
			out[i].soft = !out[i].keep && i > first // two rows at least stand before the break
			out[i].keep = true
		}
	}
	l.width = full
	if out, err = l.tableNotes(out, g); err != nil {
		return nil, err
	}
	for i := range out[1:] {
		out[i+1].inside = true
	}
	return out, nil
}

// lastRows is the index of the row from which a table stays on its last page, so
// that two rows at least stand under a repeated header: titles of groups and
// totals are none of them, for nobody can add up what is overleaf.
func lastRows(rows []document.Row) int {
	i := len(rows)
	for n := 0; i > 0 && n < 2; {
		if i--; rows[i].Kind != document.Group && rows[i].Kind != document.Total {
			n++
		}
	}
	return i
}

// wholeTable is the height of rows in mm up to which a table stays on one page:
// about a sixth of it.
const wholeTable = 45

func (l *layout) tableTitle(t document.Table) ([]slice, error) {
	var out []slice
	if t.Title != "" {
		ss, err := l.paragraph(document.Spans(t.Title), paragraphStyle{
			style: style{size: titleSize, bold: true}, align: alignCentre, gap: paragraphGap + 2,
			lead: titleSize * single, whole: true, keep: true})
		if err != nil {
			return nil, err
		}
		out = ss
	}
	if t.Unit != "" {
		ss, err := l.paragraph(document.Spans(t.Unit), paragraphStyle{
			style: style{size: sizeNote, italic: true}, align: alignRight, gap: 2,
			lead: sizeNote * single, whole: true, keep: true})
		if err != nil {
			return nil, err
		}
		out = append(out, ss...)
	}
	return out, nil
}

// tableNotes adds the notes under the table: first the table's own, then its
// footnotes. A few lines stay with the last row, of many the first.
func (l *layout) tableNotes(out []slice, g *grid) ([]slice, error) {
	rows := len(out)
	for _, n := range g.table.Notes {
		ss, err := l.noteLine(n)
		if err != nil {
			return nil, err
		}
		out = append(out, ss...)
	}
	for _, n := range g.notes {
		ss, err := l.footnote(n, l.width)
		if err != nil {
			return nil, err
		}
		out = append(out, ss...)
	}
	if len(out) > rows {
		out[rows-1].keep = true
		out[rows].gap = 4
		height := 0.0
		for _, s := range out[rows:] {
			height += s.gap + s.height
		}
		for i := rows; i < len(out)-1 && height <= wholeNotes; i++ {
			out[i].keep = true
		}
	}
	return out, nil
}

// wholeNotes is the height up to which the notes of a table are never divided.
const wholeNotes = 130

// footnote sets one footnote of a width as lines.
func (l *layout) footnote(n note, width float64) ([]slice, error) {
	saved := l.width
	l.width = width
	defer func() { l.width = saved }()
	st := style{size: sizeNote}
	var (
		ss  []slice
		err error
	)
	err = l.in("footnote "+n.mark, func() error {
		ss, err = l.paragraph(document.Spans(n.mark+"\u00a0"+n.text), paragraphStyle{
			style: st, align: alignJustify, lead: sizeNote * single, whole: true})
		return err
	})
	if err != nil || len(ss) == 0 {
		return ss, err
	}
	raiseMark(&ss[0], n.mark, l.widths)
	return ss, nil
}

// raiseMark sets the number at the beginning of a footnote as a mark.
func raiseMark(s *slice, number string, ws *widths) {
	o := s.ops[0]
	full, _ := ws.of(o.frag.face, number, o.frag.size)
	m := o
	m.frag.s, m.frag.size = number, markPoints(o.frag.size)
	m.y -= markRaise * o.frag.size
	m.frag.w, _ = ws.of(m.frag.face, number, m.frag.size)
	o.frag.s = o.frag.s[len(number):]
	o.x += full
	o.frag.w -= full
	s.ops = append([]op{m, o}, s.ops[1:]...)
}

// row sets one row of a table as a slice.
func (l *layout) row(g *grid, i int, head *tableHead) (slice, error) {
	s := slice{table: head, place: fmt.Sprintf("%s, row %d", l.place(), i+1)}
	cells := g.rows[i]
	group := g.table.Rows[i].Kind == document.Group && len(cells) == 1
	lead := g.size * single
	lines := make([][]line, len(cells))
	tallest := 0
	for j, c := range cells {
		w := g.columnWidth(j, group) - 2*cellPadX - c.indent
		ls, ok := breakLines(c.words, w, w, l.widths)
		if !ok {
			return s, fmt.Errorf("pdf: %s, row %d, column %d: the number is wider than its column; widen the column or turn the page",
				l.place(), i+1, j+1)
		}
		lines[j] = ls
		tallest = max(tallest, len(ls))
	}
	s.height = float64(max(tallest, 1))*lead + 2*cellPadY
	x := 0.0
	s.ops = append(s.ops, hline(0, 0, l.width), hline(0, s.height, l.width), vline(0, 0, s.height))
	for j, c := range cells {
		w := g.columnWidth(j, group)
		y := (s.height - float64(len(lines[j]))*lead) / 2
		for _, ln := range lines[j] {
			s.ops = g.cellLine(s.ops, c, j, ln, x, y+baseline(g.size, lead), w)
			y += lead
		}
		x += w
		s.ops = append(s.ops, vline(x, 0, s.height))
	}
	if m := g.table.Rows[i].Mark; m != "" {
		s.ops = append(s.ops, l.rowMark(m, x, s.height))
	}
	return s, nil
}

func (g *grid) columnWidth(j int, group bool) float64 {
	if !group {
		return g.width[j]
	}
	sum := 0.0
	for _, w := range g.width {
		sum += w
	}
	return sum
}

func (g *grid) cellLine(ops []op, c gridCell, j int, ln line, x, y, w float64) []op {
	x, w = x+cellPadX, w-2*cellPadX
	switch {
	case c.numeric:
		comma := x + (w+g.before[j]-g.after[j])/2
		return lineOps(ops, ln, comma-c.before, y, w, alignLeft)
	case c.align == document.Left:
		return lineOps(ops, ln, x+c.indent, y, w-c.indent, alignLeft)
	case c.align == document.Right:
		return lineOps(ops, ln, x, y, w, alignRight)
	}
	return lineOps(ops, ln, x, y, w, alignCentre)
}

// tableHead sets the header rows once; nil when the table has none.
func (l *layout) tableHead(g *grid) (*tableHead, error) {
	n := len(g.table.Header)
	if n == 0 {
		return nil, nil
	}
	lead := g.size * single
	left := make([]float64, len(g.width)+1)
	for i, w := range g.width {
		left[i+1] = left[i] + w
	}
	lines := make([][]line, len(g.heads))
	need := make([]float64, len(g.heads))
	heights := make([]float64, n)
	for span := 1; span <= n; span++ { // what spans rows takes what the others left
		for i, h := range g.head {
			if h.Rows != span {
				continue
			}
			w := left[h.Col+h.Cols] - left[h.Col] - 2*cellPadX
			if h.Vertical {
				w = tallestUpright
			}
			ls, ok := breakLines(g.heads[i].words, w, w, l.widths)
			if !ok {
				return nil, fmt.Errorf("pdf: %s, header %q: the number is wider than its column; widen the column", l.place(), h.Text)
			}
			lines[i] = ls
			need[i] = float64(len(ls))*lead + 2*cellPadY
			if h.Vertical {
				need[i] = 2 * cellPadX
				for _, ln := range ls {
					need[i] = max(need[i], ln.w+2*cellPadX)
				}
			}
			have := 0.0
			for _, v := range heights[h.Row : h.Row+h.Rows] {
				have += v
			}
			if need[i] > have {
				for r := h.Row; r < h.Row+h.Rows; r++ {
					heights[r] += (need[i] - have) / float64(h.Rows)
				}
			}
		}
	}
	top := make([]float64, n+1)
	for i, v := range heights {
		top[i+1] = top[i] + v
	}
	t := &tableHead{height: top[n]}
	for i, h := range g.head {
		x, y := left[h.Col], top[h.Row]
		w, ht := left[h.Col+h.Cols]-x, top[h.Row+h.Rows]-y
		t.ops = append(t.ops, hline(x, y, w), hline(x, y+ht, w), vline(x, y, ht), vline(x+w, y, ht))
		if h.Vertical {
			at := x + (w-float64(len(lines[i]))*lead)/2
			for _, ln := range lines[i] {
				t.ops = append(t.ops, upright(ln, at+baseline(g.size, lead), y+ht-(ht-ln.w)/2)...)
				at += lead
			}
			continue
		}
		at := y + (ht-float64(len(lines[i]))*lead)/2
		for _, ln := range lines[i] {
			t.ops = lineOps(t.ops, ln, x+cellPadX, at+baseline(g.size, lead), w-2*cellPadX, alignCentre)
			at += lead
		}
	}
	return t, nil
}

// upright turns a line so that it reads upwards from (x, y).
func upright(ln line, x, y float64) []op {
	ops := lineOps(nil, ln, 0, 0, ln.w, alignLeft)
	for i := range ops {
		ops[i] = op{kind: opTextUp, x: x + ops[i].y, y: y - ops[i].x, frag: ops[i].frag}
	}
	return ops
}

// headStyle is how header cells are set.
func headStyle(size float64) style { return style{size: size, bold: true} }
