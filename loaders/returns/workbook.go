package returns

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// A workbook writes XLSX by hand. A load of a million rows gives back sheets to
// hundreds of senders, and a library that keeps whole workbooks in memory took
// longer for them than the load for its rows.
type workbook struct {
	zip    *zip.Writer
	sheets []string      // their names
	text   *bytes.Buffer // of the sheet being written
	row    int
	err    error
}

func newWorkbook(w io.Writer) *workbook {
	return &workbook{zip: zip.NewWriter(w), text: &bytes.Buffer{}}
}

// A width is that of some columns, from 1, in characters.
type width struct{ from, to, characters int }

// sheet starts the next sheet.
func (b *workbook) sheet(name string, widths []width) {
	b.sheets = append(b.sheets, name)
	b.row = 0
	b.text.Reset()
	b.text.WriteString(xml.Header + `<worksheet xmlns="` + mainSpace + `">`)
	if len(widths) > 0 {
		b.text.WriteString("<cols>")
		for _, w := range widths {
			fmt.Fprintf(b.text, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, w.from, w.to, w.characters)
		}
		b.text.WriteString("</cols>")
	}
	b.text.WriteString("<sheetData>")
}

// A cell is written as text, or as a number if it says so.
type cell struct {
	style  style
	text   string
	number bool // text is a number with a point
}

// put writes the next row.
func (b *workbook) put(cells ...cell) {
	b.row++
	t := b.text
	fmt.Fprintf(t, `<row r="%d">`, b.row)
	for i, c := range cells {
		t.WriteString(`<c r="`)
		t.WriteString(columnName(i + 1))
		t.WriteString(strconv.Itoa(b.row))
		t.WriteString(`" s="`)
		t.WriteString(strconv.Itoa(int(c.style)))
		switch {
		case c.text == "":
			t.WriteString(`"/>`)
		case c.number:
			t.WriteString(`"><v>`)
			t.WriteString(c.text)
			t.WriteString(`</v></c>`)
		default:
			t.WriteString(`" t="inlineStr"><is><t xml:space="preserve">`)
			b.escape(c.text)
			t.WriteString(`</t></is></c>`)
		}
	}
	t.WriteString(`</row>`)
}

// columnName is the letter of a column, from 1.
func columnName(n int) string {
	if n > 26 {
		return columnName((n-1)/26) + columnName((n-1)%26+1)
	}
	return string(rune('A' + n - 1))
}

// hidden is how a workbook writes characters that XML cannot hold; a text that
// looks so is written so itself.
var hidden = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// escape writes a text. What XML cannot hold becomes U+FFFD.
func (b *workbook) escape(text string) {
	text = hidden.ReplaceAllString(text, "_x005F_$1")
	if err := xml.EscapeText(b.text, []byte(text)); err != nil && b.err == nil {
		b.err = err
	}
}

// end ends the sheet.
func (b *workbook) end() {
	b.text.WriteString("</sheetData></worksheet>")
	b.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.sheets)), b.text.Bytes())
}

// part adds one file to the archive. It has no time, so that the same book is
// the same bytes.
func (b *workbook) part(name string, content []byte) {
	if b.err != nil {
		return
	}
	w, err := b.zip.Create(name)
	if err == nil {
		_, err = w.Write(content)
	}
	b.err = err
}

// close writes what leads to the sheets.
func (b *workbook) close() error {
	var types, sheets, links bytes.Buffer
	for i, name := range b.sheets {
		n := i + 1
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, n, linkSpace, n)
		sheets.WriteString(`<sheet name="`)
		if err := xml.EscapeText(&sheets, []byte(name)); err != nil {
			return err
		}
		fmt.Fprintf(&sheets, `" sheetId="%d" r:id="rId%d"/>`, n, n)
	}
	fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, len(b.sheets)+1, linkSpace)
	for _, p := range []struct{ name, content string }{
		{"xl/styles.xml", stylesPart},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packageLinks + `">` + links.String() + `</Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + mainSpace + `" xmlns:r="` + linkSpace + `"><sheets>` + sheets.String() + `</sheets></workbook>`},
		{"_rels/.rels", `<Relationships xmlns="` + packageLinks + `"><Relationship Id="rId1" Type="` + linkSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`},
	} {
		b.part(p.name, []byte(xml.Header+p.content))
	}
	if b.err != nil {
		return b.err
	}
	return b.zip.Close()
}

const (
	mainSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	linkSpace    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageLinks = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// A style is the number of a format in stylesPart.
type style int

const (
	styleTitle style = iota + 1
	styleNote
	styleHead
	styleRemark
	styleText
	styleBad
	styleNumber
	styleBadNumber
	stylePercent
	styleBadPercent
	styleReason
)

// stylesPart holds the formats. Number format 49 is "@": what is typed stays as
// typed, leading zeros too; 10 is 0.00%.
const stylesPart = `<styleSheet xmlns="` + mainSpace + `">` +
	`<fonts count="5"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="13"/><name val="Calibri"/></font><font><i/><sz val="11"/><name val="Calibri"/></font>` +
	`<font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FF9C0006"/><name val="Calibri"/></font></fonts>` +
	`<fills count="6"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFD9E1F2"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF7F7F7"/></patternFill></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color rgb="FFBFBFBF"/></left><right style="thin"><color rgb="FFBFBFBF"/></right>` +
	`<top style="thin"><color rgb="FFBFBFBF"/></top><bottom style="thin"><color rgb="FFBFBFBF"/></bottom><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="12"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="0" fontId="3" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="0" fontId="3" fillId="3" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="49" fontId="4" fillId="4" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="0" fontId="4" fillId="4" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="10" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="10" fontId="4" fillId="4" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>` +
	`<xf numFmtId="0" fontId="0" fillId="5" borderId="1" xfId="0" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
