package html

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tdkt/reports/document"
)

// blocks prints one part of the text; deeper is how many headings stand above
// its first level besides the document's own.
func (p *printer) blocks(blocks []document.Block, deeper int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case document.Heading:
			p.heading(b, deeper)
		case document.Paragraph:
			class := map[document.Style]string{document.Centred: ` class="centred"`, document.Basis: ` class="basis"`, document.Note: ` class="note"`}[b.Style]
			p.put("<p%s>%s</p>", class, p.spans(b.Spans, nil))
		case document.List:
			p.put(`<ul class="dashes">`)
			for _, it := range b.Items {
				p.put("<li>%s</li>", p.spans(it, nil))
			}
			p.put("</ul>")
		case document.Box:
			p.put(`<aside aria-label="%s">`, escape(b.Title))
			if b.Title != "" {
				p.put("<h2>%s</h2>", escape(b.Title))
			}
			p.put("<ul>")
			for _, it := range b.Items {
				p.put("<li>%s</li>", p.spans(it, nil))
			}
			p.put("</ul></aside>")
		case document.Table:
			p.table(b)
		case document.Figure:
			p.figure(b)
		case document.PageBreak:
		default:
			p.fail(fmt.Errorf("unknown block %T", b), "body")
		}
	}
}

func (p *printer) heading(h document.Heading, deeper int) {
	name := h.ID
	if name == "" {
		p.sections++
		name = "muc-" + strconv.Itoa(p.sections)
	}
	level := max(h.Level, 1) + deeper
	if level <= 2 {
		p.contents = append(p.contents, entry{level, name, h.Label()})
	}
	p.put(`<h%d%s>%s</h%[1]d>`, min(level+1, 6), id(name), escape(h.Label()))
}

// inRange finds what does not break at its hyphen: "90-100", "83,5-86%".
var inRange = regexp.MustCompile(`\d+(?:[.,]\d+)*-\d+(?:[.,]\d+)*%?`)

// spans prints text; notes numbers footnotes and is nil for the part's own.
func (p *printer) spans(spans []document.Span, table *tableNotes) string {
	var b strings.Builder
	for _, s := range spans {
		t := inRange.ReplaceAllString(escape(s.Text), `<span class="range">$0</span>`)
		if s.Bold {
			t = "<strong>" + t + "</strong>"
		}
		if s.Italic {
			t = "<em>" + t + "</em>"
		}
		if s.Link != "" {
			t = `<a href="#` + escape(s.Link) + `">` + t + "</a>"
		}
		b.WriteString(t)
		for i, n := range s.Notes {
			if i > 0 {
				b.WriteString("<sup>, </sup>")
			}
			if table != nil {
				fmt.Fprintf(&b, `<sup><a href="#%s-%d">%[2]d</a></sup>`, table.id, table.number(n))
				continue
			}
			p.notes = append(p.notes, n)
			fmt.Fprintf(&b, `<sup><a id="dau-%d" href="#chu-thich-%[1]d">%[1]d</a></sup>`, p.first+len(p.notes))
		}
	}
	return b.String()
}

// tableNotes are the footnotes under one table; a text that returns keeps its
// number.
type tableNotes struct {
	id    string
	texts []string
}

func (t *tableNotes) number(n string) int {
	i := slices.Index(t.texts, n)
	if i < 0 {
		t.texts = append(t.texts, n)
		i = len(t.texts) - 1
	}
	return i + 1
}

// wideColumns is how many columns take smaller letters, so that the last of them is
// seen without scrolling.
const wideColumns = 10

// table prints caption, header, rows and notes. A row's name, the cell of its
// first column of words, is its header.
func (p *printer) table(t document.Table) {
	head, err := t.HeaderGrid()
	if err != nil {
		p.fail(err, t.Title)
		return
	}
	p.sections++
	notes := &tableNotes{id: "ghi-chu-" + strconv.Itoa(p.sections)}
	p.put(`<div class="table"%s>`, id(t.ID))
	name := t.Title
	if name == "" {
		name = "Bảng số liệu"
	}
	wide := ""
	if len(t.Columns) >= wideColumns {
		wide = ` class="wide"`
	}
	p.put(`<div class="scroll" role="region" aria-label="%s" tabindex="0"><table%s>`, escape(name), wide)
	if t.Title != "" || t.Unit != "" {
		p.put("<caption>%s", escape(t.Title))
		if t.Unit != "" {
			p.put(`<span class="unit">%s</span>`, escape(t.Unit))
		}
		p.put("</caption>")
	}
	p.put("<colgroup>")
	shares := 0.0
	for _, c := range t.Columns {
		shares += c.Width
	}
	for _, c := range t.Columns {
		p.put(`<col style="width: %.1f%%">`, 100*c.Width/shares)
	}
	if t.Marked() {
		p.put(`<col class="mark">`)
	}
	p.put("</colgroup><thead>")
	for r := range t.Header {
		p.put("<tr>")
		for _, h := range head {
			if h.Row != r {
				continue
			}
			scope, class, text := "col", "", escape(h.Text)
			if h.Cols > 1 {
				scope = "colgroup"
			}
			if h.Vertical {
				class, text = ` class="vertical"`, "<span>"+text+"</span>"
			}
			p.put(`<th scope="%s"%s%s%s>%s</th>`, scope, class, over("colspan", h.Cols), over("rowspan", h.Rows), text)
		}
		if r == 0 && t.Marked() {
			p.put(`<td class="mark"%s></td>`, over("rowspan", len(t.Header)))
		}
		p.put("</tr>")
	}
	p.put("</thead><tbody>")
	widest := widestOf(t)
	for _, r := range t.Rows {
		class := map[document.RowKind]string{document.Group: ` class="group"`, document.Total: ` class="total"`, document.Part: ` class="part"`}[r.Kind]
		p.put("<tr%s>", class)
		if r.Kind == document.Group && len(r.Cells) == 1 {
			p.put(`<th class="left" scope="rowgroup" colspan="%d">%s</th>`, len(t.Columns), p.spans(r.Cells[0].Spans, notes))
		} else {
			for j, c := range r.Cells {
				p.cell(t, j, c, widest, notes)
			}
		}
		if r.Mark != "" {
			p.put(`<td class="mark" title="Mã tra nguồn số liệu">%s</td>`, escape(r.Mark))
		}
		p.put("</tr>")
	}
	p.put("</tbody></table></div>")
	if len(t.Notes)+len(notes.texts) > 0 {
		p.put(`<div class="notes">`)
		for _, n := range t.Notes {
			p.put("<p>%s</p>", escape(n))
		}
		for i, n := range notes.texts {
			p.put(`<p id="%s-%d"><sup>%[2]d</sup> %s</p>`, notes.id, i+1, escape(n))
		}
		p.put("</div>")
	}
	p.put("</div>")
}

func (p *printer) cell(t document.Table, j int, c document.Cell, widest []number, notes *tableNotes) {
	text := p.spans(c.Spans, notes)
	switch {
	case j == t.TextColumn():
		p.put(`<th scope="row" class="left text">%s</th>`, text)
	case t.Columns[j].Align == document.Left:
		p.put(`<td class="left">%s</td>`, text)
	case t.Columns[j].Align == document.Right:
		p.put(`<td class="right">%s</td>`, text)
	case t.Columns[j].Align == document.Decimal && isNumber(c.Plain()):
		// What this number lacks of the column's longest is set unseen on both
		// sides, so that commas stand under each other in the column's middle.
		whole, rest := halves(c.Plain())
		text = pad(cutTail(widest[j].whole, len(whole))) + text + pad(cutHead(widest[j].rest, len(rest)))
		p.put(`<td class="number">%s</td>`, text)
	default:
		p.put(`<td class="centre">%s</td>`, text)
	}
}

// A number is cut before its comma.
type number struct{ whole, rest string }

// widestOf is the longest part of the numbers on either side of the comma, by
// column.
func widestOf(t document.Table) []number {
	out := make([]number, len(t.Columns))
	for _, r := range t.Rows {
		if len(r.Cells) != len(t.Columns) {
			continue
		}
		for j, c := range r.Cells {
			if t.Columns[j].Align != document.Decimal || !isNumber(c.Plain()) {
				continue
			}
			whole, rest := halves(c.Plain())
			if len(whole) > len(out[j].whole) {
				out[j].whole = whole
			}
			if len(rest) > len(out[j].rest) {
				out[j].rest = rest
			}
		}
	}
	return out
}

func halves(s string) (whole, rest string) {
	s = strings.TrimSpace(s)
	if i := strings.IndexByte(s, ','); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// cutTail is s without its last n bytes, cutHead without its first; what they
// cut are digits, dots and commas.
func cutTail(s string, n int) string { return s[:max(len(s)-n, 0)] }
func cutHead(s string, n int) string { return s[min(n, len(s)):] }

func pad(s string) string {
	if s == "" {
		return ""
	}
	return `<span class="pad" aria-hidden="true">` + s + "</span>"
}

// isNumber reports whether a text is a number in Vietnamese writing, made of
// one-byte characters.
func isNumber(s string) bool {
	s = strings.TrimLeft(strings.TrimSpace(s), "+-")
	return s != "" && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789.,") == "" && strings.Count(s, ",") <= 1
}

func over(name string, n int) string {
	if n <= 1 {
		return ""
	}
	return fmt.Sprintf(` %s="%d"`, name, n)
}
