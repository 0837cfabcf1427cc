package delivery

import (
	"fmt"
	"strings"
	"time"

	"tdkt/reports/document"
)

// A PackPart is one document of a meeting's pack, such as the report or the
// units' scorecards.
type PackPart struct {
	Title    string // in the list of contents
	Document document.Document
}

// PackID is the table of the list of contents.
const PackID = "muc-luc-tai-lieu"

// Pack is the meeting's documents as one document: a list of contents, then
// every part with its annexes. sheets are the first pages in the file of what
// follows the list, in order, as a print without them has found (see Entries);
// nil leaves the column open.
//
// about are lines below the meeting's facts: where the report is from. A part's
// head and signature become lines of its own first page. Parts may use
// the same names for their headings, tables, figures and keys. The error names
// what is wrong with the tree that the parts make.
func Pack(m Meeting, about []string, parts []PackPart, made time.Time, sheets []int) (document.Document, error) {
	if len(parts) == 0 {
		return document.Document{}, fmt.Errorf("the pack of %s has no document", m.Code)
	}
	first := parts[0].Document
	d := document.Document{
		Meta: document.Meta{Title: "Tài liệu " + m.Title, Author: m.Office, Subject: m.Title, Language: "vi-VN", Made: made},
		Head: document.Head{Superior: first.Head.Superior, Issuer: first.Head.Issuer, PlaceDate: first.Head.PlaceDate,
			Kind: "TÀI LIỆU HỘI NGHỊ", Subject: m.Title},
		RunningHead: first.RunningHead,
	}
	for i, p := range parts {
		p.Document = document.Namespace(p.Document, fmt.Sprintf("tai-lieu-%d.", i+1))
		if p.Document.Stamp != "" {
			d.Stamp = p.Document.Stamp
		}
		d.Annexes = append(d.Annexes, partAnnex(i+1, p))
		for j, a := range p.Document.Annexes {
			a.ID = fmt.Sprintf("tai-lieu-%d-phu-luc-%d", i+1, j+1)
			a.Label = fmt.Sprintf("Tài liệu %d - %s", i+1, a.Label)
			d.Annexes = append(d.Annexes, a)
		}
		for _, f := range p.Document.Attachments {
			if i > 0 {
				f.Name = fmt.Sprintf("%d-%s", i+1, f.Name)
			}
			d.Attachments = append(d.Attachments, f)
		}
	}
	entries := Entries(parts)
	if sheets != nil && len(sheets) != len(entries) {
		return d, fmt.Errorf("the pack of %s has %d entries and %d pages for them", m.Code, len(entries), len(sheets))
	}
	facts := document.List{}
	for _, line := range append([]string{"Thời gian: " + when(m.Starts) + ".", "Địa điểm: " + m.Place + ".", "Chủ trì: " + m.Chair.Name + "."}, about...) {
		facts.Items = append(facts.Items, document.Spans(line))
	}
	table := document.Table{
		ID: PackID, Title: "MỤC LỤC",
		Columns: []document.Column{{Width: 12, Align: document.Centre}, {Width: 130}, {Width: 20, Align: document.Centre}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Tài liệu"}, {Text: "Trang"}}},
	}
	no := 0
	for i, e := range entries {
		row, number, page := document.Row{Kind: document.Part}, "", ""
		if !e.Annex {
			no++
			row.Kind, number = document.Plain, fmt.Sprint(no)
		}
		if sheets != nil {
			page = fmt.Sprint(sheets[i])
		}
		title := document.Cell{Spans: []document.Span{{Text: e.Text, Link: d.Annexes[i].ID}}}
		row.Cells = []document.Cell{document.WordCell(number), title, document.WordCell(page)}
		table.Rows = append(table.Rows, row)
	}
	// Words after the table: they carry the mark of the end, which would stand
	// alone otherwise.
	d.Body = []document.Block{facts, table, document.P(document.Span{Text: "Số trang trong mục lục là số thứ tự của tờ trong tệp này; từng tài liệu, phụ lục đánh số trang riêng."})}
	document.Mark(d) // the parts have numbered their rows each by itself
	if problems := document.Check(d); len(problems) > 0 {
		return d, fmt.Errorf("the pack of %s has %d faults, the first: %w", m.Code, len(problems), problems[0])
	}
	return d, nil
}

// An Entry is a line of the list of contents.
type Entry struct {
	Text  string
	Annex bool // of the part above; only parts are numbered
}

// Entries are the lines of the list of contents: one for each part and for
// each of its annexes. The printed parts behind the body stand in this order.
func Entries(parts []PackPart) []Entry {
	var out []Entry
	for _, p := range parts {
		out = append(out, Entry{Text: p.Title})
		for _, a := range p.Document.Annexes {
			out = append(out, Entry{a.Label + ". " + a.Title, true})
		}
	}
	return out
}

// partAnnex is a part without its annexes.
func partAnnex(no int, p PackPart) document.Annex {
	a := document.Annex{ID: fmt.Sprintf("tai-lieu-%d", no), Label: fmt.Sprintf("Tài liệu %d", no), Title: strings.ToUpper(p.Title), Reference: p.Document.Head.Issuer}
	a.Body = append(a.Body, p.Document.Body...)
	for _, s := range p.Document.Signature.Authority {
		a.Body = append(a.Body, document.Paragraph{Style: document.Centred, Spans: []document.Span{{Text: s, Bold: true}}})
	}
	if s := p.Document.Signature.Name; s != "" {
		a.Body = append(a.Body, document.Paragraph{Style: document.Centred, Spans: []document.Span{{Text: s, Bold: true}}})
	}
	return a
}
