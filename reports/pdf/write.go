package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"

	"tdkt/charts/font"
	"tdkt/reports/document"
)

// A Result says what was printed.
type Result struct {
	Pages    int
	Parts    []Part // the body first, then the annexes
	Headings []Heading
	Letters  []int // on each page, blanks left out; letters of drawings count
}

// A Part is the body or an annex.
type Part struct {
	Label string // "" for the body
	Pages int
	First int // its first page in the file, from 1
}

// A Heading is where a heading stands.
type Heading struct {
	Label string // as printed
	Level int
	Part  int // index into Parts
	Page  int // in its part, from 1
	Sheet int // in the file, from 1
}

// Write prints the document. The same tree gives the same bytes. Nothing is
// written to w unless the whole file could be made; errors name the place in
// the document. It does not call document.Check.
func Write(w io.Writer, doc document.Document, opts Options) (Result, error) {
	if doc.Meta.Made.IsZero() {
		return Result{}, errors.New("pdf: the document has no date of making; set Meta.Made")
	}
	s, err := set(doc, opts)
	if err != nil {
		return s.res, err
	}
	p := newPainter(doc.Meta)
	for i, pg := range s.pages {
		p.letters = 0
		p.sheet(pg, s.frames[i], doc, s.widths)
		p.paint(pg)
		s.res.Letters = append(s.res.Letters, p.letters)
	}
	links, err := linksOf(s.pages, s.frames)
	if err != nil {
		return s.res, err
	}
	var buf bytes.Buffer
	if err := p.pdf.Output(&buf); err != nil {
		return s.res, fmt.Errorf("pdf: %w", err)
	}
	outlines := s.res.index(s.pages, s.frames)
	data, err := finish(p.rename(buf.Bytes()), doc, outlines, links)
	if err != nil {
		return s.res, err
	}
	if _, err := w.Write(data); err != nil {
		return s.res, fmt.Errorf("pdf: %w", err)
	}
	return s.res, nil
}

// Pages counts the pages that Write would print.
func Pages(doc document.Document, opts Options) (int, error) {
	s, err := set(doc, opts)
	return len(s.pages), err
}

// A setting is a document laid out on its pages.
type setting struct {
	res    Result // pages and parts
	frames []frame
	pages  []*page
	widths *widths
}

// set lays the document out, its parts side by side: each begins on a page of its
// own and carries its own footnotes.
func set(doc document.Document, opts Options) (setting, error) {
	s := setting{widths: &widths{}}
	if doc.Tight {
		opts = opts.tight()
	}
	usual := opts.LineSpacing == 0
	opts, err := opts.filled()
	if err != nil {
		return s, err
	}
	parts := []*part{{frame: frame{right: opts.MarginRight * mm}, set: func(l *layout) ([]slice, error) { return l.document(doc) }}}
	for i, a := range doc.Annexes {
		label := a.Label
		if label == "" {
			label = fmt.Sprintf("annex %d", i+1)
		}
		parts = append(parts, &part{label: label, frame: frame{landscape: a.Landscape, right: opts.MarginRight * mm},
			set: func(l *layout) ([]slice, error) { return l.annex(a) }})
	}
	var setters sync.WaitGroup
	for _, p := range parts {
		setters.Go(func() {
			if p.label == "" {
				p.err = p.body(opts, usual)
			} else {
				p.err = p.annex(opts)
			}
		})
	}
	setters.Wait()
	for _, p := range parts {
		if p.err != nil {
			return s, p.err
		}
		s.res.Parts = append(s.res.Parts, Part{Label: p.label, Pages: len(p.pages), First: len(s.pages) + 1})
		for range p.pages {
			s.frames = append(s.frames, p.frame)
		}
		s.pages = append(s.pages, p.pages...)
	}
	s.res.Pages = len(s.pages)
	return s, nil
}

// document sets the main text with head and signature.
func (l *layout) document(doc document.Document) ([]slice, error) {
	for _, t := range []struct {
		place, text string
		face        font.Face
	}{
		{"running head", doc.RunningHead, font.SerifRegular},
		{"stamp", doc.Stamp, font.SansBold},
	} {
		if err := l.in(t.place, func() error {
			_, err := l.measure(t.face, t.text, 1)
			return err
		}); err != nil {
			return nil, err
		}
	}
	out, err := l.head(doc.Head)
	if err != nil {
		return nil, err
	}
	body, err := l.blocks(document.Ended(doc.Body), 0)
	if err != nil {
		return nil, err
	}
	if len(out) > 0 && len(body) > 0 {
		body[0].gap = max(body[0].gap, 10)
	}
	out = append(out, body...)
	sign, err := l.signature(doc.Signature)
	if err != nil {
		return nil, err
	}
	if len(sign) > 0 {
		for i := max(len(out)-2, 0); i < len(out); i++ {
			out[i].keep = true
		}
	}
	return append(out, sign...), nil
}

func (l *layout) annex(a document.Annex) ([]slice, error) {
	out, err := l.annexHead(a)
	if err != nil {
		return nil, err
	}
	body, err := l.blocks(a.Body, 1)
	return append(out, body...), err
}

// linksOf finds the links of every page and where they point to.
func linksOf(pages []*page, frames []frame) ([]sheetLinks, error) {
	targets := map[string]outline{}
	for i, pg := range pages {
		_, high := frames[i].paper()
		for _, o := range pg.ops {
			if o.kind == opMark && o.mark.id != "" {
				targets[o.mark.id] = outline{sheet: i + 1, y: high - max(o.y-4, 0)}
			}
		}
	}
	var out []sheetLinks
	for i, pg := range pages {
		wide, high := frames[i].paper()
		s := sheetLinks{sheet: i + 1, wide: wide, high: high}
		for _, o := range pg.ops {
			if o.kind != opText || o.frag.link == "" {
				continue
			}
			to, ok := targets[o.frag.link]
			if !ok {
				return nil, fmt.Errorf("pdf: no block has the ID %q that the link of %q points to", o.frag.link, o.frag.s)
			}
			x, y, size := o.x+marginLeft, high-o.y, o.frag.size
			s.links = append(s.links, link{x1: x, y1: y - size*0.22, x2: x + o.frag.w, y2: y + size*0.78, to: to})
		}
		if len(s.links) > 0 {
			out = append(out, s)
		}
	}
	return out, nil
}

// index fills in the headings and returns the outline.
func (r *Result) index(pages []*page, frames []frame) []outline {
	var out []outline
	part := 0
	for i, pg := range pages {
		if part+1 < len(r.Parts) && i+1 >= r.Parts[part+1].First {
			part++
		}
		_, high := frames[i].paper()
		for _, o := range pg.ops {
			if o.kind != opMark || o.mark.level < 0 || o.mark.label == "" {
				continue
			}
			out = append(out, outline{label: o.mark.label, level: o.mark.level, sheet: i + 1, y: high - max(o.y-4, 0)})
			if h := o.mark.head; h != nil {
				r.Headings = append(r.Headings, Heading{Label: o.mark.label, Level: h.Level, Part: part, Page: pg.number, Sheet: i + 1})
			}
		}
	}
	return out
}
