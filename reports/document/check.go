package document

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A Problem is a fault of a tree: where it stands, what is wrong, what to do.
type Problem struct {
	Place string // `phụ lục 1, table "Biểu 1", row 3, column 2`
	Msg   string
	Hint  string // "" when Msg says it all
}

func (p Problem) Error() string {
	if p.Hint == "" {
		return p.Place + ": " + p.Msg
	}
	return p.Place + ": " + p.Msg + " (" + p.Hint + ")"
}

// Check returns every fault of the tree in the order of the text; nil means
// that printers may print it. It proves that every bound figure of a sentence,
// list or box stands with equal text in a table cell, that links have targets
// and IDs are unique, that tables are not empty, that their header cells tile
// the columns, that rows fit, and that all text is NFC without control marks.
func Check(d Document) []Problem {
	c := &checker{cells: map[string]string{}, ids: map[string]string{}}
	c.head(d)
	c.walk("body", d.Body)
	for i, a := range d.Annexes {
		place := fmt.Sprintf("annex %d", i+1)
		c.id(place, a.ID)
		c.text(place+", label", a.Label)
		c.text(place+", title", a.Title)
		c.text(place+", reference", a.Reference)
		if a.Label == "" {
			c.add(place, "the annex has no label", `give "Phụ lục I"`)
		}
		c.walk(place, a.Body)
	}
	c.links()
	return c.problems
}

type reference struct{ place, key, text string }

type checker struct {
	problems []Problem
	cells    map[string]string // key -> text of its cell
	ids      map[string]string // ID -> place
	bound    []reference
	linked   []reference
}

func (c *checker) add(place, msg, hint string) {
	c.problems = append(c.problems, Problem{Place: place, Msg: msg, Hint: hint})
}

func (c *checker) head(d Document) {
	for _, t := range []struct{ place, text string }{
		{"meta title", d.Meta.Title}, {"meta author", d.Meta.Author}, {"meta subject", d.Meta.Subject},
		{"running head", d.RunningHead}, {"stamp", d.Stamp},
		{"head, superior", d.Head.Superior}, {"head, issuer", d.Head.Issuer}, {"head, number", d.Head.Number},
		{"head, place and date", d.Head.PlaceDate}, {"head, kind", d.Head.Kind}, {"head, subject", d.Head.Subject},
		{"signature, name", d.Signature.Name}, {"signature, second name", d.Signature.Second.Name},
	} {
		c.text(t.place, t.text)
	}
	for _, l := range [][]string{d.Meta.Keywords, d.Head.Addressees, d.Signature.Authority, d.Signature.Second.Authority, d.Signature.Recipients} {
		for _, s := range l {
			c.text("head or signature", s)
		}
	}
}

func (c *checker) text(place, s string) {
	if !norm.NFC.IsNormalString(s) {
		c.add(place, fmt.Sprintf("%q is not NFC", s), "normalise text where it enters")
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' || r == unicode.ReplacementChar {
			c.add(place, fmt.Sprintf("%q holds the mark %U", s, r), "remove it where the text enters")
			return
		}
	}
}

func (c *checker) id(place, id string) {
	if id == "" {
		return
	}
	c.text(place, id)
	if first, ok := c.ids[id]; ok {
		c.add(place, fmt.Sprintf("ID %q is already the ID of %s", id, first), "IDs are unique in a document")
		return
	}
	c.ids[id] = place
}

func (c *checker) spans(place string, spans []Span) {
	for _, s := range spans {
		c.text(place, s.Text)
		for _, n := range s.Notes {
			c.text(place+", footnote", n)
		}
		if s.Key != "" {
			c.bound = append(c.bound, reference{place, s.Key, s.Text})
		}
		if s.Link != "" {
			c.linked = append(c.linked, reference{place, s.Link, s.Text})
		}
	}
}

func (c *checker) items(place string, items [][]Span) {
	for i, it := range items {
		p := fmt.Sprintf("%s, item %d", place, i+1)
		if len(it) == 0 {
			c.add(p, "the item is empty", "")
		}
		c.spans(p, it)
	}
}

func (c *checker) walk(part string, blocks []Block) {
	for i, b := range blocks {
		place := fmt.Sprintf("%s, block %d", part, i+1)
		switch b := b.(type) {
		case Heading:
			place = fmt.Sprintf("%s, heading %q", part, b.Label())
			c.text(place, b.Text)
			c.id(place, b.ID)
			if b.Level < 1 {
				c.add(place, fmt.Sprintf("level %d", b.Level), "levels begin at 1")
			}
		case Paragraph:
			c.spans(place, b.Spans)
		case List:
			c.items(place, b.Items)
		case Box:
			c.text(place, b.Title)
			c.items(place+", box", b.Items)
		case Table:
			c.table(part, place, b)
		case Figure:
			place = fmt.Sprintf("%s, figure %q", part, b.Caption)
			c.id(place, b.ID)
			c.text(place, b.Caption)
			c.text(place, b.Alt)
			for _, s := range append(append([]string(nil), b.Texts...), b.Notes...) {
				c.text(place, s)
			}
			if len(b.SVG) == 0 {
				c.add(place, "the figure has no drawing", "leave the figure out or draw it")
			}
		case PageBreak:
		default:
			c.add(place, fmt.Sprintf("unknown block %T", b), "")
		}
	}
}

// links proves what refers to something else. A sentence may write a count
// below ten with its leading zero, "02 xã", where the table has 2.
func (c *checker) links() {
	plain := strings.NewReplacer("\u00a0", " ")
	for _, r := range c.bound {
		cell, ok := c.cells[r.key]
		switch {
		case !ok:
			c.add(r.place, fmt.Sprintf("the figure %q (key %q) stands in no table", r.text, r.key),
				"put it into a table cell with this key")
		case plain.Replace(cell) != plain.Replace(r.text) && "0"+cell != r.text:
			c.add(r.place, fmt.Sprintf("the figure %q (key %q) reads %q in its table", r.text, r.key, cell),
				"print both from one value")
		}
	}
	for _, r := range c.linked {
		if _, ok := c.ids[r.key]; !ok {
			c.add(r.place, fmt.Sprintf("the link of %q has no target %q", r.text, r.key), "give a block this ID")
		}
	}
}
