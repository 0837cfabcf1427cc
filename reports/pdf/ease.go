package pdf

import "tdkt/reports/document"

// Tables of up to so many rows get their widths improved.
const easedRows = 120

// steps are the widths in points that one column may give to another.
var steps = []float64{4, 8, 14, 24, 40}

// ease moves width between columns where that makes the table lower: a share that
// suits one report leaves the words of another in tall, narrow cells. No column
// falls below the least that it needs, and the search is the same each time.
func (g *grid) ease(least []float64) {
	if len(g.rows) > easedRows || len(g.width) < 3 {
		return
	}
	lines := g.lineCounts()
	total := 0
	for _, row := range lines {
		total += tallest(row, -1, -1)
	}
	for range 60 {
		var best struct {
			from, to int
			step     float64
			gain     float64
		}
		narrowed := make([][][]int, len(steps))
		for k, step := range steps {
			narrowed[k] = make([][]int, len(g.width))
			for j, w := range g.width {
				if w-step >= least[j] {
					narrowed[k][j] = g.columnLines(j, w-step)
				}
			}
		}
		for to := range g.width {
			for k, step := range steps {
				wide := g.columnLines(to, g.width[to]+step)
				for from := range g.width {
					narrow := narrowed[k][from]
					if from == to || narrow == nil {
						continue
					}
					after := 0
					for i, row := range lines {
						after += max(tallest(row, to, from), wide[i], narrow[i])
					}
					if gain := float64(total-after) / step; gain > best.gain+1e-9 {
						best.from, best.to, best.step, best.gain = from, to, step, gain
					}
				}
			}
		}
		if best.step == 0 {
			return
		}
		g.width[best.to] += best.step
		g.width[best.from] -= best.step
		for _, j := range []int{best.to, best.from} {
			for i, n := range g.columnLines(j, g.width[j]) {
				lines[i][j] = n
			}
		}
		total = 0
		for _, row := range lines {
			total += tallest(row, -1, -1)
		}
	}
}

// lineCounts are the lines of every cell, the header's last.
func (g *grid) lineCounts() [][]int {
	out := make([][]int, len(g.rows)+1)
	for i := range out {
		out[i] = make([]int, len(g.width))
	}
	for j, w := range g.width {
		for i, n := range g.columnLines(j, w) {
			out[i][j] = n
		}
	}
	return out
}

// columnLines are the lines of a column's cells at a width, and of the header cells
// that stand over it alone.
func (g *grid) columnLines(j int, width float64) []int {
	out := make([]int, len(g.rows)+1)
	for i, r := range g.rows {
		if j >= len(r) || g.table.Rows[i].Kind == document.Group && len(r) == 1 {
			continue
		}
		out[i] = linesOf(r[j].words, width-2*cellPadX-r[j].indent)
	}
	for i, h := range g.head {
		if h.Col == j && h.Cols == 1 && !h.Vertical {
			out[len(g.rows)] += linesOf(g.heads[i].words, width-2*cellPadX)
		}
	}
	return out
}

// linesOf counts the lines that words fill; words that are too wide fill several.
func linesOf(words []word, width float64) int {
	n, x := 0, 0.0
	for i, w := range words {
		if i > 0 && !w.force && x+w.space+w.w <= width+0.01 {
			x += w.space + w.w
			continue
		}
		n++
		x = w.w
		for x > width+0.01 {
			n++
			x -= width
		}
	}
	return n
}

// tallest is the greatest of a row's line counts without two columns.
func tallest(row []int, a, b int) int {
	out := 0
	for j, n := range row {
		if j != a && j != b {
			out = max(out, n)
		}
	}
	return out
}
