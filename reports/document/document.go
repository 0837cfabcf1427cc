// Package document is the tree of an administrative document: what a report
// says, in order, before any printer decides where it stands on a page.
//
// In: nothing but plain values. Out: trees that reports/pdf and the other
// printers walk, and that tests compare. It knows neither SQL nor fonts.
//
// A measured figure (a number with its unit) never stands in a sentence as
// plain text: it is a Span with a Key, and a table cell of the same document
// carries the same Key with the same text. Check proves it.
package document

import (
	"time"
)

// A Document is one administrative document with its annexes.
type Document struct {
	Meta        Meta
	Head        Head
	RunningHead string // printed in the header of every page; "" for none
	Stamp       string // printed across every page, such as "DỰ THẢO"; "" for none
	Tight       bool   // set in the smaller sizes that the decree allows, to stay on one or two pages
	Body        []Block
	Signature   Signature
	Annexes     []Annex
	Attachments []Attachment
}

// Meta is what a reader's document properties show.
type Meta struct {
	Title    string
	Author   string // the issuing office
	Subject  string
	Keywords []string
	Language string    // BCP 47, "vi-VN"
	Made     time.Time // the run's planned time, never the clock's
}

// A Head is the first page's head after Nghị định 30/2020/NĐ-CP, Phụ lục I.
type Head struct {
	Superior   string   // cơ quan chủ quản, upper case; "" when the office has none
	Issuer     string   // cơ quan ban hành, upper case
	Number     string   // "Số:      /BC-UBND"; the blank is the clerk's
	PlaceDate  string   // "Phù Ninh, ngày      tháng      năm 2022"
	Kind       string   // "BÁO CÁO"
	Subject    string   // trích yếu
	Addressees []string // after "Kính gửi:", empty for none
}

// A Signature is the block beside the distribution list. Where two sign, as
// secretary and chair do under minutes (Mẫu 1.10 of the decree), the second stands
// on the left and the distribution list below.
type Signature struct {
	Authority  []string // "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
	Name       string   // "(Họ và tên)"
	Recipients []string // nơi nhận, without dashes and full stops
	Second     Signer   // zero for none
}

// A Signer is one more who signs.
type Signer struct {
	Authority []string // "THƯ KÝ"
	Name      string
}

// Signs reports whether there is such a signer.
func (s Signer) Signs() bool { return len(s.Authority) > 0 || s.Name != "" }

// An Annex begins on its own page and has its own page numbers.
type Annex struct {
	ID        string // target of Span.Link; "" for none
	Label     string // "Phụ lục I"; "Phụ lục" when it is the only one
	Title     string // upper case
	Reference string // "(Kèm theo Báo cáo số      /BC-UBND ngày ... của ...)"
	Landscape bool
	Body      []Block
}

// An Attachment is a file carried inside the document, such as the run record.
type Attachment struct {
	Name, Description, MediaType string
	Data                         []byte
}

// A Block is a part of the text: Heading, Paragraph, List, Box, Table or Figure.
type Block interface{ block() }

// A Heading opens a section.
type Heading struct {
	Level  int    // 1: "I. TÌNH HÌNH", 2: "1. Kinh tế", 3: "a) Thu ngân sách"
	Number string // "I", "1", "a"; printed with its mark by the printer
	Text   string
	ID     string // target of Span.Link; "" for none
}

// A Paragraph is justified running text with a first-line indent.
type Paragraph struct {
	Spans []Span
	Style Style
}

// A Style is how a paragraph is set.
type Style uint8

const (
	Body    Style = iota // justified, first line indented
	Centred              // centred, no indent
	Basis                // căn cứ: italic
	Note                 // small, under a table or figure
)

// A List is a sequence of items, each with a leading dash.
type List struct {
	Items [][]Span
}

// A Box frames the summary that an official reads aloud.
type Box struct {
	Title string
	Items [][]Span
}

// A Span is text of one style inside a paragraph or a cell. All text is NFC.
type Span struct {
	Text         string
	Bold, Italic bool
	// Key binds a measured figure to the table cell that carries the same
	// Key; "" for words, dates, document numbers and names.
	Key string
	// Notes are footnotes printed at the foot of the page with a mark here
	// (in a table: under the table).
	Notes []string
	Link  string // the ID of an annex, heading, table or figure in this document
}

// A Table has a repeated header and rows that are never split over pages.
type Table struct {
	ID      string
	Title   string   // printed above, bold and centred; "" for none
	Unit    string   // "Đơn vị tính: tỷ đồng", printed above on the right; "" for none
	Columns []Column // leaves, left to right
	Header  [][]HeaderCell
	Rows    []Row
	Notes   []string // printed under the table, each with its own mark if it has one
}

// A Column is one leaf column.
type Column struct {
	Width float64 // share of the table's width; the printer normalises the sum
	Align Align
	From  string // columns of the row's query that its cells print, "status, late_days"; "" for words
	Pick  []Pair // what picks the query's row beside the table row's own Pick; nil for nothing
	// Params ask the row's query otherwise for this column, as an earlier report did; nil for nothing.
	Params []Pair
}

// An Align places text in a cell.
type Align uint8

const (
	Left Align = iota
	Centre
	Right
	Decimal // on the decimal comma; what is not a number is centred
)

// A HeaderCell spans leaf columns and header rows. Each header row lists its
// cells from left to right and leaves out what a cell above covers.
type HeaderCell struct {
	Text     string
	ColSpan  int // 0 means 1
	RowSpan  int // 0 means 1
	Vertical bool
}

// A RowKind says how a row is set.
type RowKind uint8

const (
	Plain RowKind = iota
	Group         // bold, one cell over all columns, kept with the next row
	Total         // bold
	Part          // "trong đó": indented in its first text column, italic
)

// A Row has one cell per column, or one cell alone when Kind is Group.
type Row struct {
	Kind   RowKind
	Cells  []Cell
	Origin *Origin // where its figures come from; nil for words
	Mark   string  // printed small beside the row, see Mark; "" for none
}

// A Cell is one value of a table.
type Cell struct {
	Spans  []Span
	Key    string  // what a sentence's Span binds to; "" for words
	Origin *Origin // where another query than the row's gave it; nil for the row's
	From   string  // then the columns of that query, as Column.From
}

// A Figure is a chart with its caption. Alt says the same in words for the
// printers that can carry it.
type Figure struct {
	ID      string
	Caption string // "Biểu đồ 1. ..."
	Alt     string
	SVG     []byte   // as the chart engine wrote it; drawn as vectors
	Width   float64  // mm of the text block; 0 for the whole width
	Texts   []string // every label that must be readable in the drawing
	Option  []byte   // the same chart as data for a page that draws it again; nil where there is none
	Notes   []string
}

// A PageBreak begins a new page.
type PageBreak struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Box) block()       {}
func (Table) block()     {}
func (Figure) block()    {}
func (PageBreak) block() {}
