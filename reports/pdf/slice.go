package pdf

import (
	"slices"

	"tdkt/reports/document"
)

// A slice is a piece of the text that no page break cuts.
type slice struct {
	gap    float64 // free height above, dropped at the top of a page
	height float64
	ops    []op
	keep   bool   // on one page with the next slice
	soft   bool   // keep gives way where it would leave much of a page empty
	fresh  bool   // begins a page
	float  bool   // a figure: text after it may fill the page that it is too tall for
	small  bool   // a figure that has been made smaller already
	inside bool   // not the first of a table or box: no waiting figure stands before it
	notes  []note // footnotes whose marks stand here
	table  *tableHead
	place  string // for the error when the slice is taller than a page
	lower  *slice // the same a little lower, for a page that it would just miss; nil where there is none
}

// A tableHead is repeated where a row of its table opens a page.
type tableHead struct {
	height float64
	ops    []op
}

// above is the head with the title of a group under it: overleaf its rows would
// belong to nothing. A title with a footnote stands once, and so do links to it.
func (h *tableHead) above(title slice) *tableHead {
	if h == nil || len(title.notes) > 0 {
		return h
	}
	ops := slices.Clone(h.ops)
	for _, o := range shift(title.ops, 0, h.height) {
		if o.kind != opMark && o.kind != opRowMark {
			ops = append(ops, o)
		}
	}
	return &tableHead{height: h.height + title.height, ops: ops}
}

// An op paints one thing; x and y are relative to the slice, and on a page to
// its left margin and top edge.
type op struct {
	kind   opKind
	x, y   float64 // text: left end of the baseline
	x2, y2 float64 // line: end; box and figure: width and height
	frag   frag
	draw   *drawing
	mark   *mark
}

type opKind uint8

const (
	opText   opKind = iota
	opTextUp        // turned by 90 degrees, reading upwards
	opLine
	opFigure
	opMark
	opRowMark // grey
)

// A mark is a place that outlines and links point to.
type mark struct {
	id    string
	label string
	level int // of the outline, from 0; -1 for link targets only
	head  *document.Heading
}

// shift returns the ops moved by (dx, dy).
func shift(ops []op, dx, dy float64) []op {
	out := make([]op, len(ops))
	for i, o := range ops {
		o.x += dx
		o.y += dy
		if o.kind == opLine {
			o.x2 += dx
			o.y2 += dy
		}
		out[i] = o
	}
	return out
}

func hline(x, y, w float64) op { return op{kind: opLine, x: x, y: y, x2: x + w, y2: y} }
func vline(x, y, h float64) op { return op{kind: opLine, x: x, y: y, x2: x, y2: y + h} }

// An alignment places a line in its width.
type alignment uint8

const (
	alignLeft alignment = iota
	alignCentre
	alignRight
	alignJustify
)

// lineOps sets a line with its baseline at y. Justified lines put the extra
// width into their spaces, each word with the space after it as one run, so
// that the text reads back with its spaces.
func lineOps(ops []op, ln line, x, y, width float64, al alignment) []op {
	extra := 0.0
	switch al {
	case alignCentre:
		x += (width - ln.w) / 2
	case alignRight:
		x += width - ln.w
	case alignJustify:
		gaps := 0
		for _, w := range ln.words[1:] {
			if w.space > 0 {
				gaps++
			}
		}
		if !ln.end && gaps > 0 {
			extra = (width - ln.w) / float64(gaps)
			if extra > widestGap { // a ragged line reads better than holes
				extra = 0
			}
		}
	}
	for i, w := range ln.words {
		if i > 0 {
			x += w.space
			if w.space > 0 {
				x += extra
			}
		}
		for j, f := range w.frags {
			// A word of the run's own style joins it; justified lines keep a
			// run for each word.
			last := len(ops) - 1
			if i > 0 && j == 0 && extra == 0 && last >= 0 && joins(ops[last].frag, f) && !w.split {
				p := &ops[last].frag
				p.s += " " + f.s
				p.w += w.space + f.w
			} else {
				ops = append(ops, op{kind: opText, x: x, y: y - f.raise, frag: f})
			}
			x += f.w
		}
		if i+1 < len(ln.words) && ln.words[i+1].space > 0 {
			next := ln.words[i+1]
			p := &ops[len(ops)-1].frag
			if extra != 0 || !joins(*p, next.frags[0]) {
				p.s += " "
			}
		}
	}
	return ops
}

// widestGap is the most that justification adds to a space.
const widestGap = 24

func joins(a, b frag) bool {
	return a.face == b.face && a.size == b.size && a.raise == 0 && b.raise == 0 && a.link == b.link
}

// signaturePlace names the slice with signature and distribution list.
const signaturePlace = "signature"
