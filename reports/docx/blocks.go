package docx

import (
	"fmt"
	"strings"

	"tdkt/reports/document"
)

// blocks prints one part of the text. levels is how many outline levels stand
// above its headings; ending says that the signature follows, with which the
// last words are kept.
func (p *printer) blocks(part string, blocks []document.Block, levels int, ending bool) error {
	for i, b := range blocks {
		keep := ending && i >= len(blocks)-3
		switch b := b.(type) {
		case document.Heading:
			level := min(max(b.Level, 1), 4)
			f := format{style: fmt.Sprintf("Heading%d", level)}
			if levels > 0 {
				f.outline = level + levels
			}
			p.put(f, p.bookmark(b.ID, run(b.Label(), look{})))
		case document.Paragraph:
			f := format{keepNext: keep}
			f.style = map[document.Style]string{document.Body: "BodyText", document.Centred: "CanGiua", document.Basis: "CanCu", document.Note: "ChuThich"}[b.Style]
			p.put(f, p.runs(b.Spans, look{}))
		case document.List:
			for j, it := range b.Items {
				p.put(format{style: "GachDauDong", keepNext: keep && j >= len(b.Items)-2}, p.runs(item(it), look{}))
			}
		case document.Box:
			if b.Title != "" {
				p.put(format{style: "TomTatTieuDe"}, run(b.Title, look{}))
			}
			for j, it := range b.Items {
				p.put(format{style: "TomTat", keepNext: j+1 < len(b.Items)}, p.runs(item(it), look{}))
			}
		case document.Table:
			if err := p.table(b); err != nil {
				return fmt.Errorf("docx: %s, block %d, table %q: %w", part, i+1, b.Title, err)
			}
		case document.Figure:
			if err := p.figure(b); err != nil {
				return fmt.Errorf("docx: %s, block %d, figure %q: %w", part, i+1, b.Caption, err)
			}
		case document.PageBreak:
			p.fresh = true
		default:
			return fmt.Errorf("docx: %s, block %d: unknown block %T", part, i+1, b)
		}
	}
	return nil
}

// item puts the dash before an item; its space does not stretch.
func item(it []document.Span) []document.Span {
	return append([]document.Span{{Text: "-\u00a0"}}, it...)
}

// runs are the spans of a paragraph or cell with their footnotes and links.
func (p *printer) runs(spans []document.Span, base look) string {
	var b strings.Builder
	for _, s := range spans {
		l := base
		l.bold, l.italic = l.bold || s.Bold, l.italic || s.Italic
		r := run(s.Text, l)
		if s.Link != "" && r != "" {
			r = `<w:hyperlink w:anchor="` + p.markOf(s.Link) + `" w:history="1">` + r + "</w:hyperlink>"
		}
		b.WriteString(r)
		for i, n := range s.Notes {
			if i > 0 {
				comma := base
				comma.raised = true
				b.WriteString(run(", ", comma))
			}
			b.WriteString(p.note(n, base))
		}
	}
	return b.String()
}

// note makes a footnote. A text that returns in a table refers to the number
// that it has already.
func (p *printer) note(text string, base look) string {
	base.style = "FootnoteReference"
	props := base.xml()
	if n, ok := p.tableNotes[text]; ok {
		return `<w:r>` + props + `<w:fldChar w:fldCharType="begin"/></w:r>` +
			fmt.Sprintf(`<w:r>%s<w:instrText xml:space="preserve"> NOTEREF _Note%d \f \h </w:instrText></w:r>`, props, n) +
			`<w:r>` + props + `<w:fldChar w:fldCharType="separate"/></w:r>` +
			fmt.Sprintf(`<w:r>%s<w:t>%d</w:t></w:r>`, props, n) +
			`<w:r>` + props + `<w:fldChar w:fldCharType="end"/></w:r>`
	}
	p.notes = append(p.notes, text)
	n := len(p.notes)
	ref := fmt.Sprintf(`<w:r>%s<w:footnoteReference w:id="%d"/></w:r>`, props, n)
	if p.tableNotes == nil {
		return ref
	}
	p.tableNotes[text] = n
	p.targets++
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="_Note%d"/>%s<w:bookmarkEnd w:id="%[1]d"/>`, p.targets, n, ref)
}

func (p *printer) footnotes() string {
	var b strings.Builder
	b.WriteString(declaration + `<w:footnotes xmlns:w="` + nsMain + `">` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	for i, n := range p.notes {
		fmt.Fprintf(&b, `<w:footnote w:id="%d">%s</w:footnote>`, i+1, paragraph(format{style: "FootnoteText"},
			`<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>`+run("\u00a0"+n, look{})))
	}
	b.WriteString("</w:footnotes>")
	return b.String()
}

// markOf is the bookmark of a block's ID, whether the block has been met or not.
func (p *printer) markOf(id string) string {
	m, ok := p.marks[id]
	if !ok {
		m = fmt.Sprintf("muc_%d", len(p.marks)+1)
		p.marks[id] = m
	}
	return m
}

// bookmark marks runs as the target of links to id.
func (p *printer) bookmark(id, runs string) string {
	if id == "" {
		return runs
	}
	p.targets++
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/>%s<w:bookmarkEnd w:id="%[1]d"/>`, p.targets, p.markOf(id), runs)
}
