package reports

import (
	"strconv"
	"strings"

	"tdkt/reports/document"
)

// prose collects the spans of one sentence or paragraph.
type prose struct{ spans []document.Span }

// w writes words.
func (p *prose) w(words string) *prose {
	if words == "" {
		return p
	}
	if n := len(p.spans); n > 0 && p.spans[n-1].Key == "" && !p.spans[n-1].Bold && p.spans[n-1].Notes == nil && p.spans[n-1].Link == "" {
		p.spans[n-1].Text += words
		return p
	}
	p.spans = append(p.spans, document.Span{Text: words})
	return p
}

// v writes a measured figure that a table states under the same key.
func (p *prose) v(key, text string) *prose {
	p.spans = append(p.spans, document.Value(key, text))
	return p
}

// cut takes the last words back.
func (p *prose) cut(words string) *prose {
	if n := len(p.spans); n > 0 {
		p.spans[n-1].Text = strings.TrimSuffix(p.spans[n-1].Text, words)
	}
	return p
}

// see refers to a table, figure or annex.
func (p *prose) see(words, id string) *prose {
	p.spans = append(p.spans, document.Span{Text: words, Link: id})
	return p
}

func (p *prose) paragraph() document.Paragraph { return document.P(p.spans...) }

func itoa(n int) string { return strconv.Itoa(n) }

// bare is a cell's text as a sentence wants it: "..." and "-" never stand in one.
func bare(cell string) bool { return cell != missingText && cell != zeroText && cell != "" }
