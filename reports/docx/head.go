package docx

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"tdkt/charts/font"
	"tdkt/reports/document"
)

// Quốc hiệu and tiêu ngữ are the same in every document.
const (
	nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	motto  = "Độc lập - Tự do - Hạnh phúc"
)

// noMargins lets the texts of a table without borders use its whole width.
const noMargins = `<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>`

// shortRule is the length of the rules under the office's name and the subject
// as a share of the text's: the decree allows 1/3 to 1/2.
const shortRule = 0.4

// broken sets the words of s into lines of a width and returns how many there
// are and the widest.
func broken(s string, face font.Face, size, width float64) (n int, widest float64) {
	space := face.Advance(" ", size)
	at := 0.0
	n = 1
	for _, word := range strings.Fields(s) {
		w := face.Advance(word, size)
		switch {
		case at == 0:
			at = w
		case at+space+w > width:
			n, at = n+1, w
		default:
			at += space + w
		}
		widest = max(widest, at)
	}
	return n, widest
}

// balanced is the width of the widest line of s, and the narrowest column that
// needs no more lines than width does: lines of about equal length.
func balanced(s string, face font.Face, size, width float64) (widest, column float64) {
	lines := func(limit float64) (int, float64) { return broken(s, face, size, limit) }
	least, widest := lines(width)
	if least == 1 {
		return widest, width
	}
	for column = width / 2; column < width; column += 3 {
		if n, w := lines(column); n <= least && w <= column {
			return w, min(column+3, width)
		}
	}
	return widest, width
}

// titled breaks a text where an office does, as the printed page has it, and gives
// its widest line; "" for a text of one line, and where words do not fit.
func titled(s string, face font.Face, size, width float64) (text string, widest float64) {
	n, _ := broken(s, face, size, width)
	if n == 1 {
		return "", 0
	}
	space := face.Advance(" ", size)
	var words []document.TitleWord
	for _, f := range breakable(s) {
		w := document.TitleWord{Text: f, Width: face.Advance(f, size), Space: space}
		if k := len(words); k > 0 {
			first, _ := utf8.DecodeRuneInString(f)
			w.Glued = strings.Trim(words[k-1].Text, "0123456789.,") == "" && unicode.IsLower(first)
		}
		words = append(words, w)
	}
	starts := document.BreakTitle(words, n, width)
	if starts == nil {
		return "", 0
	}
	var lines []string
	for k, i := range starts {
		j := len(words)
		if k+1 < n {
			j = starts[k+1]
		}
		line := words[i].Text
		for m := i + 1; m < j; m++ {
			line += " " + words[m].Text
		}
		lines = append(lines, line)
		widest = max(widest, face.Advance(lines[k], size))
	}
	return strings.Join(lines, "\n"), widest
}

// breakable cuts a text at its single spaces; the blanks that the clerk fills keep
// what stands around them together.
func breakable(s string) (words []string) {
	start := 0
	for i := range len(s) {
		alone := s[i] == ' ' && i > 0 && s[i-1] != ' ' && i+1 < len(s) && s[i+1] != ' '
		if alone {
			words = append(words, s[start:i])
			start = i + 1
		}
	}
	return append(words, s[start:])
}

// A cellText is one centred line of the head, with a rule below or not.
type cellText struct {
	text   string
	look   look
	before float64
	rule   float64 // share of the text's length; 0 for none
}

// lines prints centred texts for a cell or column of a width.
func (p *printer) lines(style string, width float64, texts ...cellText) string {
	var b strings.Builder
	for _, t := range texts {
		if t.text == "" {
			continue
		}
		face := font.SerifRegular
		if t.look.bold {
			face = font.SerifBold
		} else if t.look.italic {
			face = font.SerifItalic
		}
		widest, column := balanced(t.text, face, t.look.size, width)
		if text, w := titled(t.text, face, t.look.size, width); text != "" {
			t.text, widest, column = text, w, width
		}
		side := (width - column) / 2
		b.WriteString(paragraph(format{style: style, before: t.before, left: side, right: side}, run(t.text, t.look)))
		if t.rule > 0 {
			rest := (width - widest*t.rule) / 2
			b.WriteString(paragraph(format{style: style, before: 2, lead: 2, left: rest, right: rest, topRule: true, keepNext: true}, ""))
		}
	}
	if b.Len() == 0 {
		return paragraph(format{style: style}, "")
	}
	return b.String()
}

// head prints the two columns, then kind, subject and addressees.
func (p *printer) head(h document.Head) {
	right := font.SerifBold.Advance(nation, sizeNation) + 10
	right = min(max(right, font.SerifItalic.Advance(h.PlaceDate, sizeMotto)+8), p.width*0.68)
	left := p.width - right
	bold := func(size float64) look { return look{bold: true, size: size} }
	cell := func(width float64, content string) string {
		return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>`, twips(width), content)
	}
	p.text.WriteString(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`+noMargins+`</w:tblPr><w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid>`,
		twips(p.width), twips(left), twips(right)) +
		"<w:tr>" +
		cell(left, p.lines("DauTrang", left-6, cellText{text: h.Superior, look: look{size: sizeNation}}, cellText{text: h.Issuer, look: bold(sizeNation), rule: shortRule})) +
		cell(right, p.lines("DauTrang", right, cellText{text: nation, look: bold(sizeNation)}, cellText{text: motto, look: bold(sizeMotto), rule: 1})) +
		"</w:tr><w:tr>" +
		cell(left, p.lines("DauTrang", left-6, cellText{text: h.Number, look: look{size: sizeNation}, before: 6})) +
		cell(right, p.lines("DauTrang", right, cellText{text: h.PlaceDate, look: look{italic: true, size: sizeMotto}, before: 6})) +
		"</w:tr></w:tbl>")
	kind := cellText{text: h.Kind, look: bold(sizeTitle), before: 18}
	subject := cellText{text: h.Subject, look: bold(sizeTitle), rule: shortRule}
	if h.Subject == "" {
		kind.rule = shortRule
	}
	if h.Kind == "" {
		subject.before = 18
	}
	if h.Kind+h.Subject != "" {
		p.text.WriteString(p.lines("TenLoai", p.width-40, kind, subject))
	}
	p.addressees(h)
}

// addressees prints "Kính gửi:" with one office on its line, or several below.
func (p *printer) addressees(h document.Head) {
	const intro = "Kính gửi:"
	lines := h.AddressLines()
	switch len(lines) {
	case 0:
	case 1:
		p.put(format{style: "KinhGui", before: 8, justify: "center"}, run(intro+" "+lines[0], look{}))
	default:
		p.put(format{style: "KinhGui", before: 8, left: 30 * mm}, run(intro, look{}))
		left := 30*mm + font.SerifRegular.Advance(intro+" ", sizeBody)
		for _, s := range lines {
			p.put(format{style: "KinhGui", left: left}, run(strings.Replace(s, "- ", "-\u00a0", 1), look{}))
		}
	}
	if len(lines) > 0 {
		p.put(format{lead: 4}, "")
	}
}

// signature prints the distribution list on the left and the signer on the
// right half. The row is not divided.
func (p *printer) signature(s document.Signature) {
	half := p.width / 2
	var left, right strings.Builder
	if len(s.Recipients) > 0 {
		left.WriteString(paragraph(format{style: "NoiNhan"}, run("Nơi nhận:", look{bold: true, italic: true, size: 12})))
		for _, r := range s.Distribution() {
			left.WriteString(paragraph(format{style: "NoiNhan"}, run(strings.Replace(r, "- ", "-\u00a0", 1), look{})))
		}
	} else {
		left.WriteString(paragraph(format{style: "NoiNhan"}, ""))
	}
	for _, a := range s.Authority {
		right.WriteString(paragraph(format{style: "ChuKy"}, run(a, look{})))
	}
	if s.Name != "" || len(s.Authority) == 0 {
		right.WriteString(paragraph(format{style: "ChuKy", before: sealSpace}, run(s.Name, look{})))
	}
	below := ""
	if s.Second.Signs() {
		// The second signer takes the left half, the distribution list follows.
		below = left.String()
		left.Reset()
		for _, a := range s.Second.Authority {
			left.WriteString(paragraph(format{style: "ChuKy"}, run(a, look{})))
		}
		left.WriteString(paragraph(format{style: "ChuKy", before: sealSpace}, run(s.Second.Name, look{})))
	}
	p.put(format{lead: 14, keepNext: true}, "")
	fmt.Fprintf(&p.text, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`+noMargins+`</w:tblPr><w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%[2]d"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="%[2]d" w:type="dxa"/></w:tcPr>%[3]s</w:tc><w:tc><w:tcPr><w:tcW w:w="%[2]d" w:type="dxa"/></w:tcPr>%[4]s</w:tc></w:tr></w:tbl>`,
		twips(p.width), twips(half), left.String(), right.String())
	p.text.WriteString(below)
}

// annexHead prints label and title as one heading, then the reference.
func (p *printer) annexHead(a document.Annex) {
	broken := func(s string, face font.Face, size float64) string {
		text, _ := titled(s, face, size, p.width-12)
		if text == "" {
			return s
		}
		return text
	}
	title := a.Label
	if a.Title != "" {
		title += "\n" + broken(a.Title, font.SerifBold, sizeTitle)
	}
	p.put(format{style: "PhuLuc"}, p.bookmark(a.ID, run(title, look{})))
	if a.Reference != "" {
		p.put(format{style: "KemTheo"}, run(broken(a.Reference, font.SerifItalic, sizeMotto), look{}))
	}
}
