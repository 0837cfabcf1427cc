package pdf

// closings are the line spacings that may keep the end of a text off a page of its
// own, where the usual one does not; the decree asks for single spacing at least.
var closings = []float64{1.1, 1.05}

// What moves to the signature's page with the closing paragraph.
const (
	closingTexts  = 2  // paragraphs before it,
	closingRows   = 3  // or rows of a table,
	closingHeight = 20 // or mm of a paragraph that is too long
)

// alone reports whether the last of several pages holds little but the closing
// sentence and the signature.
func alone(pages []*page) bool {
	last := pages[len(pages)-1]
	return len(pages) > 1 && last.signed && last.begun <= closingTexts && last.slices <= 2+2*closingTexts
}

// An ending is how much of the text stands with the signature.
type ending int

const (
	asDealt   ending = iota // what happens to
	withPart                // what stands under the last heading; else as withTexts
	withTexts               // two paragraphs; else some rows or lines
)

// gather keeps more of the text on the signature's page, if that does not leave much
// of the page before it empty.
func gather(slices []slice, withPart bool) {
	n := len(slices) - 1
	if n < 0 || slices[n].place != signaturePlace {
		return
	}
	closing := n - 1
	for closing > 0 && !slices[closing].begins() && slices[closing].table == nil {
		closing--
	}
	part, texts, rows, lines := n, n, n, n
	high, paragraphs, tableRows := 0.0, 0, 0
	for i := closing - 1; i >= 0 && part == n; i-- {
		s := slices[i]
		if s.float { // its caption stays under it
			below := i + len(together(slices[i:], true))
			part, texts, rows, lines = max(part, below), max(texts, below), max(rows, below), max(lines, below)
			break
		}
		if high += s.gap + s.height; high > emptiest*mm || s.fresh {
			break
		}
		if high <= closingHeight*mm {
			lines = i
		}
		switch {
		case s.table != nil:
			if tableRows++; tableRows <= closingRows {
				rows = i
			}
		case s.heads():
			part = i
		case s.begins():
			if paragraphs++; paragraphs <= closingTexts {
				texts = i
			}
		}
	}
	from := lines
	switch {
	case part < n && withPart:
		from = part
	case texts < n:
		from = texts
	case rows < n:
		from = rows
	}
	for i := min(from, closing); i < n; i++ {
		slices[i].keep, slices[i].soft = true, false
	}
}

// begins reports whether a paragraph, a list's item or a table begins with the slice.
func (s slice) begins() bool { return s.gap > 0 && !s.inside }

// heads reports whether the slice is the first of a heading.
func (s slice) heads() bool {
	for _, o := range s.ops {
		if o.kind == opMark && o.mark.head != nil {
			return true
		}
	}
	return false
}
