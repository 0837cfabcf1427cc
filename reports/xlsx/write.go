package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"tdkt/reports/document"
)

// contents is the sheet that lists the others.
const contents = "Mục lục"

// Write prints all tables of the document. The same tree gives the same bytes.
// Nothing is written to w unless the whole file could be made; errors name the
// table.
func Write(w io.Writer, doc document.Document) error {
	if doc.Meta.Made.IsZero() {
		return errors.New("xlsx: the document has no date of making; set Meta.Made")
	}
	b := &book{file: excelize.NewFile(), looks: map[string]int{}, formats: map[string]bool{}, doc: doc}
	defer b.file.Close()
	if err := b.fill(); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	var buf bytes.Buffer
	if err := b.file.Write(&buf); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	data, err := again(buf.Bytes(), doc.Meta.Made)
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// A book is one workbook being filled. It keeps the library's first error.
type book struct {
	file  *excelize.File
	doc   document.Document
	looks map[string]int // styles that the file has
	// formats are the number formats that the tables use.
	formats map[string]bool
	err     error
}

func (b *book) do(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

// A sheet is one table with the part of the document that it stands in.
type sheet struct {
	name      string
	part      string // "Báo cáo" or the annex's label
	title     string
	landscape bool
	table     document.Table
}

// sheets lists the tables in the order of the document. A table without a
// title of its own bears its section's or annex's.
func sheets(doc document.Document) []sheet {
	var out []sheet
	add := func(part, title string, landscape bool, blocks []document.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case document.Heading:
				title = b.Text
			case document.Table:
				s := sheet{name: fmt.Sprintf("Biểu %d", len(out)+1), part: part, title: b.Title, landscape: landscape, table: b}
				if s.title == "" {
					s.title = title
				}
				out = append(out, s)
			}
		}
	}
	add("Báo cáo", doc.Head.Subject, false, doc.Body)
	for _, a := range doc.Annexes {
		add(a.Label, a.Title, a.Landscape, a.Body)
	}
	return out
}

func (b *book) fill() error {
	list := sheets(b.doc)
	m := b.doc.Meta
	made := m.Made.UTC().Format(time.RFC3339)
	b.do(b.file.SetDocProps(&excelize.DocProperties{Title: m.Title, Subject: m.Subject, Creator: m.Author, LastModifiedBy: m.Author,
		Keywords: strings.Join(m.Keywords, ", "), Language: m.Language, Created: made, Modified: made}))
	b.do(b.file.SetAppProps(&excelize.AppProperties{Application: "tdkt"}))
	b.do(b.file.SetDefaultFont("Times New Roman"))
	b.do(b.file.SetSheetName("Sheet1", contents))
	for _, s := range list {
		_, err := b.file.NewSheet(s.name)
		b.do(err)
	}
	b.contents(list)
	for _, s := range list {
		if err := b.sheet(s); err != nil {
			return fmt.Errorf("table %q: %w", s.title, err)
		}
		if b.err != nil {
			return fmt.Errorf("table %q: %w", s.title, b.err)
		}
	}
	yes := true
	b.do(b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}))
	return b.err
}

// contents lists the tables with links to their sheets.
func (b *book) contents(list []sheet) {
	const name = contents
	widths := []float64{6, 14, 80, 12, 12}
	for i, w := range widths {
		b.width(name, i+1, w)
	}
	row := 1
	line := func(text string, l cellLook) {
		if text == "" {
			return
		}
		b.text(name, 1, row, text, l)
		b.merge(name, 1, row, len(widths), row)
		b.height(name, row, heightOf(text, sum(widths), l.size))
		row++
	}
	h := b.doc.Head
	line(b.doc.Stamp, cellLook{bold: true, size: 16, across: "center"})
	line(h.Issuer, cellLook{bold: true, size: 12, across: "left"})
	line(h.Kind, cellLook{bold: true, size: 14, across: "center"})
	line(h.Subject, cellLook{bold: true, size: 14, across: "center", wrap: true})
	line(b.doc.RunningHead, cellLook{italic: true, size: 10, across: "center", wrap: true})
	line("Các biểu số liệu kèm theo; số liệu lấy nguyên từ báo cáo.", cellLook{italic: true, size: 12, across: "center"})
	row++
	head := cellLook{bold: true, size: 12, across: "center", wrap: true, border: true}
	for i, t := range []string{"TT", "Thuộc phần", "Biểu", "Trang tính", "Số dòng"} {
		b.text(name, i+1, row, t, head)
	}
	b.freeze(name, row, 0)
	for i, s := range list {
		row++
		plain := cellLook{size: 12, wrap: true, border: true, across: "left"}
		centre := plain
		centre.across = "center"
		b.number(name, 1, row, float64(i+1), "0", centre)
		b.text(name, 2, row, s.part, plain)
		b.text(name, 3, row, s.title, plain)
		b.text(name, 4, row, s.name, cellLook{size: 12, border: true, across: "center", link: true})
		b.do(b.file.SetCellHyperLink(name, cellName(4, row), "'"+s.name+"'!A1", "Location"))
		b.number(name, 5, row, float64(len(s.table.Rows)), "0", centre)
		b.height(name, row, heightOf(s.title, widths[2], 12))
	}
	b.paper(name, false)
}

var stringFormula = regexp.MustCompile(`(<c [^>]*) t="str"(><f>)`)

// again packs the library's file anew: parts in order, one fixed time, and
// results of formulas as the numbers they are.
func again(data []byte, made time.Time) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	files := slices.Clone(z.File)
	slices.SortFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range files {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			part = stringFormula.ReplaceAll(part, []byte("$1$2"))
		}
		to, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: made.UTC()})
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(part); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
