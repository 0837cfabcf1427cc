package pdf

import (
	"tdkt/charts/font"
	"tdkt/reports/document"
)

// Marks of rows stand beside the table, inside the right margin: small and grey,
// so that they can be read on a copy and are nobody's figure.
const (
	// RowMarkSize is their size in points. No footnote mark has it: those are 0.62
	// of a text's size, which is a multiple of a half.
	RowMarkSize = 6.35
	markGrey    = "0.4"
	markGap     = 2.5
)

// gutter is the width that the marks of a table's rows take from it.
func (l *layout) gutter(t document.Table) float64 {
	if !t.Marked() {
		return 0
	}
	// Tables below each other end at one line.
	widest, _ := l.widths.of(font.SerifRegular, "999", RowMarkSize)
	for _, r := range t.Rows {
		w, _ := l.widths.of(font.SerifRegular, r.Mark, RowMarkSize)
		widest = max(widest, w)
	}
	return widest + markGap
}

// rowMark sets a mark behind the row's right end, half way down.
func (l *layout) rowMark(mark string, right, height float64) op {
	w, _ := l.widths.of(font.SerifRegular, mark, RowMarkSize)
	return op{kind: opRowMark, x: right + markGap, y: height/2 + 0.33*RowMarkSize,
		frag: frag{s: mark, face: font.SerifRegular, size: RowMarkSize, w: w}}
}
