package document

import (
	"fmt"
	"strings"
)

// Spans makes the spans of one plain text.
func Spans(s string) []Span { return []Span{{Text: s}} }

// Spansf makes the spans of one formatted plain text.
func Spansf(format string, args ...any) []Span { return Spans(fmt.Sprintf(format, args...)) }

// P makes a body paragraph of spans.
func P(spans ...Span) Paragraph { return Paragraph{Spans: spans} }

// Value makes a span that is bound to the table cell with the same key.
func Value(key, text string) Span { return Span{Text: text, Key: key} }

// WordCell makes a table cell of plain text.
func WordCell(s string) Cell { return Cell{Spans: Spans(s)} }

// ValueCell makes a table cell that sentences may bind to.
func ValueCell(key, text string) Cell { return Cell{Spans: Spans(text), Key: key} }

// Join joins the texts of spans; footnotes are left out.
func Join(spans []Span) string {
	if len(spans) == 1 {
		return spans[0].Text
	}
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Plain is the text of the cell without footnotes.
func (c Cell) Plain() string { return Join(c.Spans) }

// Label is the heading as it is printed: "I. TÌNH HÌNH" on level 1 (always
// upper case, Nghị định 30/2020/NĐ-CP Phụ lục I, mục II.5.d), "1. Kinh tế" on
// level 2, "a) Thu ngân sách" below.
func (h Heading) Label() string {
	text := h.Text
	if h.Level <= 1 {
		text = strings.ToUpper(text)
	}
	switch {
	case h.Number == "":
		return text
	case h.Level <= 2:
		return h.Number + ". " + text
	default:
		return h.Number + ") " + text
	}
}

// closing is what ends the text of a document after Phụ lục III of the decree.
const closing = "./."

// Ended returns the blocks with "./." after the last word of the last
// paragraph or list item; where a document ends with something else, a
// paragraph of its own carries it. The blocks given are not changed.
func Ended(body []Block) []Block {
	out := append([]Block(nil), body...)
	if len(out) == 0 {
		return out
	}
	last := len(out) - 1
	switch b := out[last].(type) {
	case Paragraph:
		b.Spans = endSpans(b.Spans)
		out[last] = b
		return out
	case List:
		if n := len(b.Items); n > 0 {
			b.Items = append([][]Span(nil), b.Items...)
			b.Items[n-1] = endSpans(b.Items[n-1])
			out[last] = b
			return out
		}
	}
	return append(out, P(Span{Text: closing}))
}

func endSpans(spans []Span) []Span {
	out := append([]Span(nil), spans...)
	if strings.HasSuffix(strings.TrimRight(Join(out), " "), closing) {
		return out
	}
	if len(out) == 0 {
		return Spans(closing)
	}
	last := &out[len(out)-1]
	text := strings.TrimRight(last.Text, " ")
	text = strings.TrimRight(text, ".;")
	if last.Key != "" { // a bound figure keeps its text: the mark follows it
		return append(out, Span{Text: closing})
	}
	last.Text = text + closing
	return out
}

// Distribution returns the lines of the distribution list as printed: a dash
// before each, ";" after each and "." after the last.
func (s Signature) Distribution() []string { return dashed(s.Recipients) }

// AddressLines returns what stands after "Kính gửi:": one addressee without
// marks, several with dashes, ";" and a final ".".
func (h Head) AddressLines() []string {
	if len(h.Addressees) == 1 {
		return h.Addressees
	}
	return dashed(h.Addressees)
}

func dashed(items []string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		s = strings.TrimRight(strings.TrimPrefix(strings.TrimSpace(s), "- "), " ;.")
		mark := ";"
		if i == len(items)-1 {
			mark = "."
		}
		out[i] = "- " + s + mark
	}
	return out
}
