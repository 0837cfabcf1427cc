package html

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"tdkt/reports/document"
)

// Check reads a page that Write made and compares it with its tree: every text
// of the tree stands in it in the tree's order, every table has its cells and marks,
// each with its own text, every chart has its place, every link its target, and nothing is loaded from elsewhere. It returns the first
// fault.
func Check(data []byte, doc document.Document) error {
	r, err := read(data)
	if err != nil {
		return fmt.Errorf("html: %w", err)
	}
	for _, l := range r.links {
		name, inside := strings.CutPrefix(l, "#")
		switch {
		case inside && !r.ids[name]:
			return fmt.Errorf("html: the link %q has no target", l)
		case !inside && l != "data:,":
			return fmt.Errorf("html: the page refers to %q", l)
		}
	}
	figures := 0
	for _, part := range append([]document.Annex{{Body: doc.Body}}, doc.Annexes...) {
		for _, b := range part.Body {
			if f, ok := b.(document.Figure); ok && len(f.Option) > 0 {
				figures++
			}
		}
	}
	if r.charts != figures {
		return fmt.Errorf("html: the page has places for %d of %d charts", r.charts, figures)
	}
	at := 0
	for _, want := range document.Texts(doc) {
		want = squeeze(strings.TrimPrefix(want, "- "))
		i := strings.Index(r.text[at:], want)
		if i < 0 {
			return fmt.Errorf("html: the text %q does not stand where it belongs", want)
		}
		at += i + len(want)
	}
	if err := document.CompareCells(r.tables, doc); err != nil {
		return fmt.Errorf("html: %w", err)
	}
	return nil
}

// A reading is what a page says and refers to.
type reading struct {
	text   string // of the main part
	ids    map[string]bool
	links  []string
	charts int
	tables [][]string // the cells of each, without footnote marks
}

func read(data []byte) (reading, error) {
	r := reading{ids: map[string]bool{}}
	var text, cell strings.Builder
	inside, quiet, padded := false, 0, false
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return r, err
			}
			r.text = squeeze(text.String())
			return r, nil
		case html.TextToken:
			if inside {
				s := html.UnescapeString(string(z.Raw()))
				text.WriteString(s)
				if quiet == 0 && !padded {
					cell.WriteString(s)
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			t := z.Token()
			if t.Data == "main" {
				inside = kind == html.StartTagToken
			}
			switch t.Data {
			case "table":
				if kind == html.StartTagToken {
					r.tables = append(r.tables, nil)
				}
			case "td", "th":
				if n := len(r.tables) - 1; kind == html.EndTagToken && n >= 0 {
					r.tables[n] = append(r.tables[n], squeeze(cell.String()))
				}
				cell.Reset()
			case "sup":
				quiet++
				if kind == html.EndTagToken {
					quiet -= 2
				}
			case "br":
				cell.WriteByte(' ')
			case "span":
				padded = kind == html.StartTagToken && slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "class" && a.Val == "pad" })
			}
			if t.Data == "br" || t.Data == "p" || t.Data == "td" || t.Data == "th" || t.Data == "li" {
				text.WriteByte(' ')
			}
			if kind == html.EndTagToken {
				continue
			}
			for _, a := range t.Attr {
				switch a.Key {
				case "id":
					if r.ids[a.Val] {
						return r, fmt.Errorf("two elements have the id %q", a.Val)
					}
					r.ids[a.Val] = true
				case "href", "src", "action", "data", "poster":
					r.links = append(r.links, a.Val)
				case "class":
					if a.Val == "chart" {
						r.charts++
					}
				}
			}
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
