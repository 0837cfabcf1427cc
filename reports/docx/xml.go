package docx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// escaper writes text for an element or an attribute in double quotes.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escape(s string) string { return escaper.Replace(s) }

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const mm = 72 / 25.4

// twips and emu round a length in points.
func twips(pt float64) int { return int(math.Round(pt * 20)) }
func emu(pt float64) int   { return int(math.Round(pt * 12700)) }

// A look is the direct formatting of a run; 0 keeps the style's size.
type look struct {
	style        string // of characters; "" for none
	bold, italic bool
	size         float64 // points
	raised       bool
	grey         bool
}

// xml gives the properties in the order of the schema.
func (l look) xml() string {
	var b strings.Builder
	if l.style != "" {
		b.WriteString(`<w:rStyle w:val="` + l.style + `"/>`)
	}
	if l.bold {
		b.WriteString("<w:b/><w:bCs/>")
	}
	if l.italic {
		b.WriteString("<w:i/><w:iCs/>")
	}
	if l.grey {
		b.WriteString(`<w:color w:val="666666"/>`)
	}
	if l.size > 0 {
		half := strconv.Itoa(int(math.Round(l.size * 2)))
		b.WriteString(`<w:sz w:val="` + half + `"/><w:szCs w:val="` + half + `"/>`)
	}
	if l.raised {
		b.WriteString(`<w:vertAlign w:val="superscript"/>`)
	}
	if b.Len() == 0 {
		return ""
	}
	return "<w:rPr>" + b.String() + "</w:rPr>"
}

// run is text in one look. A line break inside it stays one, and a range
// ("90-100") does not break at its hyphen.
func run(s string, l look) string {
	if s == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString("<w:r>" + l.xml())
	for i, part := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString("<w:br/>")
		}
		for j, piece := range atRanges(part) {
			if j > 0 {
				b.WriteString("<w:noBreakHyphen/>")
			}
			if piece != "" {
				b.WriteString(`<w:t xml:space="preserve">` + escape(piece) + "</w:t>")
			}
		}
	}
	b.WriteString("</w:r>")
	return b.String()
}

// atRanges cuts a text at every hyphen between two digits.
func atRanges(s string) (pieces []string) {
	digit := func(i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }
	start := 0
	for i := range len(s) {
		if s[i] == '-' && digit(i-1) && digit(i+1) {
			pieces = append(pieces, s[start:i])
			start = i + 1
		}
	}
	return append(pieces, s[start:])
}

// A format is the direct formatting of a paragraph. The order of its parts in
// the file is the schema's.
type format struct {
	style               string
	keepNext, pageBreak bool
	before, lead        float64 // lead: exact line height; 0 leaves both to the style
	left, right, first  float64
	topRule             bool
	justify             string // "left", "center", "right", "both"; "" as the style says
	outline             int    // 1 is the highest; 0 as the style says
	section             string // the sectPr that ends here
}

func (f format) xml() string {
	var b strings.Builder
	if f.style != "" {
		fmt.Fprintf(&b, `<w:pStyle w:val="%s"/>`, f.style)
	}
	if f.keepNext {
		b.WriteString("<w:keepNext/>")
	}
	if f.pageBreak {
		b.WriteString("<w:pageBreakBefore/>")
	}
	if f.topRule {
		b.WriteString(`<w:pBdr><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:pBdr>`)
	}
	if f.before > 0 || f.lead > 0 {
		fmt.Fprintf(&b, `<w:spacing w:before="%d"`, twips(f.before))
		if f.lead > 0 {
			fmt.Fprintf(&b, ` w:line="%d" w:lineRule="exact"`, twips(f.lead))
		}
		b.WriteString("/>")
	}
	if f.left > 0 || f.right > 0 || f.first > 0 {
		fmt.Fprintf(&b, `<w:ind w:left="%d" w:right="%d"`, twips(f.left), twips(f.right))
		if f.first > 0 {
			fmt.Fprintf(&b, ` w:firstLine="%d"`, twips(f.first))
		}
		b.WriteString("/>")
	}
	if f.justify != "" {
		fmt.Fprintf(&b, `<w:jc w:val="%s"/>`, f.justify)
	}
	if f.outline > 0 {
		fmt.Fprintf(&b, `<w:outlineLvl w:val="%d"/>`, f.outline-1)
	}
	b.WriteString(f.section)
	if b.Len() == 0 {
		return ""
	}
	return "<w:pPr>" + b.String() + "</w:pPr>"
}

func paragraph(f format, runs string) string { return "<w:p>" + f.xml() + runs + "</w:p>" }
