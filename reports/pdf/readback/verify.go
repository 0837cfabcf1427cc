package readback

import (
	"fmt"
	"strings"
	"unicode"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
)

// Verify opens a file that was just written and proves that what the tree says
// stands in it: the page counts of want, every heading, every table cell, every
// annex's label, the labels of every figure, and drawings that are not empty;
// that all fonts are embedded and every letter has a glyph. The error lists
// what is missing, at most ten things.
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
		if len(p.Runs) == 0 {
			v.miss("page %d is empty", i+1)
		}
		for _, r := range p.Runs {
			if r.NoGlyph > 0 {
				v.miss("page %d: %d letters of %q have no glyph", i+1, r.NoGlyph, r.Text)
			}
			s := squeeze(r.Text)
			if r.Figure < 0 && r.Size > pdf.RowMarkSize-0.05 && r.Size < pdf.RowMarkSize+0.05 {
				v.marks[s]++
				continue
			}
			all.WriteString(s)
			if !footnoteMark(r, s) {
				plain.WriteString(s)
			}
		}
		v.figures = append(v.figures, p.Figures...)
	}
	v.all, v.plain = all.String(), plain.String()
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

func (v *verifier) table(place string, t document.Table) {
	v.text(place+", title", t.Title)
	for _, row := range t.Header {
		for _, h := range row {
			v.header(place, h.Text)
		}
	}
	for i, r := range t.Rows {
		if r.Mark != "" && v.marks[r.Mark] != 1 {
			v.miss("%s, row %d: the mark %q stands %d times in the file", place, i+1, r.Mark, v.marks[r.Mark])
		}
		for j, c := range r.Cells {
			v.text(fmt.Sprintf("%s, row %d, column %d", place, i+1, j+1), c.Plain())
		}
	}
}

// header does not move the place: header cells are printed column by column.
func (v *verifier) header(place, s string) {
	if s = squeeze(s); !strings.Contains(v.plain, s) {
		v.miss("%s: header %q is missing", place, s)
	}
}

func (v *verifier) figure(place string, f document.Figure) {
	v.text(place+", caption", f.Caption)
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
