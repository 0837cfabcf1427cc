package readback

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"tdkt/charts/svg"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
)

// Verify opens a file that was just written and proves that what the tree says
// stands in it: the page counts of want, every heading on its page, every row of
// every table with all its cells and nothing between the rows, every annex's label,
// the labels of every figure and all that it draws; that all fonts are embedded and
// every letter has a glyph; that no page has lost a letter. The error lists what is missing, at most ten things.
//
// White space is not compared: lines break where the page ends.
func Verify(data []byte, doc document.Document, want pdf.Result) error {
	f, err := Open(data)
	if err != nil {
		return err
	}
	v := &verifier{}
	if len(f.Pages) != want.Pages || len(want.Parts) != 1+len(doc.Annexes) {
		v.miss("%d pages, want %d in %d parts", len(f.Pages), want.Pages, 1+len(doc.Annexes))
	}
	for _, font := range f.Fonts {
		if !font.Embedded {
			v.miss("font %s is not embedded", font.Name)
		}
	}
	var all, plain strings.Builder
	v.marks = map[string]int{}
	for i, p := range f.Pages {
		v.starts = append(v.starts, plain.Len())
		if len(p.Runs) == 0 {
			v.miss("page %d is empty", i+1)
		}
		letters := 0
		for _, r := range p.Runs {
			if r.NoGlyph > 0 {
				v.miss("page %d: %d letters of %q have no glyph", i+1, r.NoGlyph, r.Text)
			}
			s := squeeze(r.Text)
			letters += utf8.RuneCountInString(s)
			if r.Figure < 0 && r.Size > pdf.RowMarkSize-0.05 && r.Size < pdf.RowMarkSize+0.05 {
				v.marks[s]++
				continue
			}
			all.WriteString(s)
			if !footnoteMark(r, s) {
				plain.WriteString(s)
			}
		}
		if i < len(want.Letters) && letters != want.Letters[i] {
			v.miss("page %d: %d letters, want %d", i+1, letters, want.Letters[i])
		}
		v.figures = append(v.figures, p.Figures...)
	}
	v.all, v.plain = all.String(), plain.String()
	v.headings(want)
	v.part("body", document.Ended(doc.Body))
	for i, a := range doc.Annexes {
		place := fmt.Sprintf("annex %d", i+1)
		v.text(place+", label", a.Label)
		v.text(place+", title", a.Title)
		v.part(place, a.Body)
	}
	if len(v.figures) != v.seen {
		v.miss("%d drawings, want %d", len(v.figures), v.seen)
	}
	for _, a := range doc.Attachments {
		found := false
		for _, name := range f.Attachments {
			found = found || name == a.Name
		}
		if !found {
			v.miss("attachment %q", a.Name)
		}
	}
	return v.err()
}

type verifier struct {
	all, plain string // the file's text without white space; plain has no footnote marks
	at         int    // in plain: texts are looked for in the order of the tree
	starts     []int  // of each page in plain
	figures    []Figure
	marks      map[string]int // of rows
	seen       int
	missing    []string
}

const mostMissing = 10

func (v *verifier) miss(format string, args ...any) {
	v.missing = append(v.missing, fmt.Sprintf(format, args...))
}

func (v *verifier) err() error {
	n := len(v.missing)
	if n == 0 {
		return nil
	}
	shown := v.missing[:min(n, mostMissing)]
	more := ""
	if n > mostMissing {
		more = fmt.Sprintf("; and %d more", n-mostMissing)
	}
	return fmt.Errorf("readback: the file does not say what the document says: %s%s", strings.Join(shown, "; "), more)
}

func (v *verifier) text(place, s string) {
	s = squeeze(s)
	if s == "" {
		return
	}
	if i := strings.Index(v.plain[v.at:], s); i >= 0 {
		v.at += i + len(s)
		return
	}
	if !strings.Contains(v.plain, s) && !strings.Contains(v.all, s) {
		v.miss("%s: %q is missing", place, s)
	}
}

func (v *verifier) part(place string, blocks []document.Block) {
	for i, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			v.text(place+", heading", b.Label())
		case document.Box:
			for _, it := range b.Items {
				v.text(fmt.Sprintf("%s, block %d", place, i+1), document.Join(it))
			}
		case document.Table:
			v.table(fmt.Sprintf("%s, table %q", place, b.Title), b)
		case document.Figure:
			v.figure(fmt.Sprintf("%s, figure %q", place, b.Caption), b)
		}
	}
}

// headings proves that each heading stands on the page where it was set.
func (v *verifier) headings(want pdf.Result) {
	for _, h := range want.Headings {
		if h.Sheet < 1 || h.Sheet > len(v.starts) {
			v.miss("heading %q: there is no page %d", h.Label, h.Sheet)
			continue
		}
		page := v.plain[v.starts[h.Sheet-1]:]
		if h.Sheet < len(v.starts) {
			page = page[:v.starts[h.Sheet]-v.starts[h.Sheet-1]]
		}
		if !strings.Contains(page, squeeze(h.Label)) {
			v.miss("heading %q does not stand on page %d", h.Label, h.Sheet)
		}
	}
}

func (v *verifier) table(place string, t document.Table) {
	v.text(place+", title", t.Title)
	for _, row := range t.Header {
		for _, h := range row {
			v.header(place, h.Text)
		}
	}
	var rows []string
	for i, r := range t.Rows {
		if r.Mark != "" && v.marks[r.Mark] != 1 {
			v.miss("%s, row %d: the mark %q stands %d times in the file", place, i+1, r.Mark, v.marks[r.Mark])
		}
		var cells strings.Builder
		for _, c := range r.Cells {
			cells.WriteString(squeeze(c.Plain()))
		}
		rows = append(rows, cells.String())
	}
	// The first row may stand elsewhere too: the table is where the others follow.
	best, where := -1, v.at
	for from := v.at; ; {
		i := strings.Index(v.plain[from:], rows[0])
		if i < 0 {
			break
		}
		found, end := v.follow(rows, from+i)
		if found > best {
			best, where = found, end
		}
		if found == len(rows) || rows[0] == "" {
			break
		}
		from += i + 1
	}
	v.at = where
	if best = max(best, 0); best == len(rows) {
		return
	}
	// Say which cell it is.
	for j, c := range t.Rows[best].Cells {
		s := squeeze(c.Plain())
		i := strings.Index(v.plain[where:], s)
		if i < 0 || !v.follows(where, i) && best+j > 0 {
			v.miss("%s, row %d, column %d: %q is missing", place, best+1, j+1, s)
			return
		}
		where += i + len(s)
	}
	v.miss("%s, row %d: %q is missing as one row", place, best+1, rows[best])
}

// follow counts the rows that stand one behind the other from a place on, and says
// where they end. Each row's cells stand one behind the other.
func (v *verifier) follow(rows []string, at int) (found, end int) {
	for i, want := range rows {
		skipped := strings.Index(v.plain[at:], want)
		if !v.follows(at, skipped) {
			return i, at
		}
		at += skipped + len(want)
	}
	return len(rows), at
}

// follows reports whether nothing stands between a place and what was found behind
// it, unless a page ends there: its footnotes, the head of the next one and the
// table's header may come between.
func (v *verifier) follows(at, skipped int) bool {
	return skipped == 0 || skipped > 0 && v.pageEnds(at, at+skipped)
}

// pageEnds reports whether a page begins in a stretch of the text.
func (v *verifier) pageEnds(from, to int) bool {
	for _, s := range v.starts {
		if s >= from && s <= to && s > 0 {
			return true
		}
	}
	return false
}

// header does not move the place: header cells are printed column by column.
func (v *verifier) header(place, s string) {
	if s = squeeze(s); !strings.Contains(v.plain, s) {
		v.miss("%s: header %q is missing", place, s)
	}
}

func (v *verifier) figure(place string, f document.Figure) {
	// Text may have gone before the drawing, so its caption is looked for anywhere.
	if caption := squeeze(f.Caption); !strings.Contains(v.plain, caption) && !strings.Contains(v.all, caption) {
		v.miss("%s, caption: %q is missing", place, caption)
	}
	if v.seen++; v.seen > len(v.figures) {
		return
	}
	drawn := v.figures[v.seen-1]
	if drawn.Paths == 0 {
		v.miss("%s: the drawing is empty", place)
	}
	labels := squeeze(strings.Join(drawn.Texts, ""))
	for _, s := range f.Texts {
		if !strings.Contains(labels, squeeze(s)) {
			v.miss("%s: the label %q is missing", place, s)
		}
	}
	// All that the drawing holds: a label of one digit is found in any other.
	c := &counter{}
	if _, err := svg.Draw(f.SVG, c); err != nil {
		v.miss("%s: %v", place, err)
		return
	}
	if drawn.Paths != c.shapes {
		v.miss("%s: %d shapes are drawn of %d", place, drawn.Paths, c.shapes)
	}
	for i, s := range c.texts {
		if i >= len(drawn.Texts) || squeeze(drawn.Texts[i]) != s {
			v.miss("%s: the text %q is missing", place, s)
			return
		}
	}
}

// A counter counts the shapes of a drawing and lists its texts without white space.
type counter struct {
	shapes int
	texts  []string
}

func (c *counter) Push(svg.Matrix)         {}
func (c *counter) PushClip(svg.Path, bool) {}
func (c *counter) Pop()                    {}

// Draw counts as the painter paints: fill and stroke at once where both cover.
func (c *counter) Draw(p svg.Path, paint svg.Paint) {
	if len(p) == 0 {
		return
	}
	fill, stroke := paint.Fill != nil && paint.Fill.Opacity > 0, paint.Stroke != nil && paint.Stroke.Color.Opacity > 0
	if fill {
		c.shapes++
	}
	if stroke && !(fill && paint.Fill.Opacity == 1 && paint.Stroke.Color.Opacity == 1) {
		c.shapes++
	}
}

// Text counts the halo of a text as a shape.
func (c *counter) Text(t svg.Text) {
	if t.S == "" {
		return
	}
	if t.Halo != nil && t.Halo.Width > 0 && t.Halo.Color.Opacity > 0 {
		c.shapes++
	}
	if t.Color.Opacity > 0 {
		c.texts = append(c.texts, squeeze(t.S))
	}
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00a0' {
			return -1
		}
		return r
	}, s)
}

// footnoteMark tells the marks of footnotes, "4" or "4,5", from figures by its size: nothing
// else of digits alone is set so small outside drawings.
func footnoteMark(r Run, squeezed string) bool {
	if r.Figure >= 0 || r.Size > pdf.LargestMark+0.05 || squeezed == "" {
		return false
	}
	for i, c := range squeezed {
		if (c < '0' || c > '9') && (c != ',' || i == 0) {
			return false
		}
	}
	return true
}
