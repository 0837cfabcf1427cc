package docx

import (
	"fmt"
	"strings"
)

// Sizes in points: one value of each range that the decree gives, the same as
// in the printed PDF.
const (
	sizeBody       = 14.0
	sizeNation     = 13.0
	sizeMotto      = 14.0
	sizeTitle      = 14.0
	sizePageNumber = 14.0
	sizeRunning    = 9.0
	sizeRecipients = 11.0
	sizeNote       = 11.0
	sizeTable      = 12.0
	sizeRowMark    = 6.5

	// The small ends of what the decree leaves open, for a document set tight.
	tightBody     = 13.0
	tightTable    = 11.0
	smallestTable = 8.5
	indent        = 12.7 * mm // of a first line
	sealSpace     = 30 * mm   // free for seal and signature
)

// A style is one named format; size 0 inherits.
type style struct {
	id, name string
	based    string // "" for Normal
	next     string
	outline  int // 1 for the highest level
	par      string
	bold     bool
	italic   bool
	size     float64
	grey     bool
}

const (
	running  = `<w:spacing w:before="120" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>`
	heading  = `<w:keepNext/><w:keepLines/>` + running
	centred  = `<w:jc w:val="center"/>`
	boxed    = `<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="6" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="4" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="6" w:color="auto"/></w:pBdr>`
	boxSides = `<w:spacing w:before="60" w:line="276" w:lineRule="auto"/><w:ind w:left="140" w:right="140"/>`
)

// styles are listed as Word's own gallery shows them: the names of custom ones
// are what the office calls the part.
var styles = []style{
	{id: "BodyText", name: "Body Text", par: running},
	{id: "Heading1", name: "heading 1", next: "BodyText", outline: 1, par: heading, bold: true},
	{id: "Heading2", name: "heading 2", next: "BodyText", outline: 2, par: heading, bold: true},
	{id: "Heading3", name: "heading 3", next: "BodyText", outline: 3, par: heading},
	{id: "Heading4", name: "heading 4", next: "BodyText", outline: 4, par: heading},
	{id: "CanCu", name: "Căn cứ", based: "BodyText", italic: true},
	{id: "CanGiua", name: "Căn giữa", par: `<w:spacing w:before="120" w:line="276" w:lineRule="auto"/>` + centred},
	{id: "ChuThich", name: "Chú thích", par: `<w:spacing w:before="60"/><w:jc w:val="both"/>`, size: sizeNote},
	{id: "GachDauDong", name: "Gạch đầu dòng", based: "BodyText"},
	{id: "TomTatTieuDe", name: "Tóm tắt, tiêu đề", next: "TomTat", par: "<w:keepNext/>" + boxed + boxSides + centred, bold: true},
	{id: "TomTat", name: "Tóm tắt", par: "<w:keepLines/>" + boxed + boxSides + `<w:jc w:val="both"/>`},
	{id: "DauTrang", name: "Quốc hiệu, cơ quan", par: centred, size: sizeNation},
	{id: "TenLoai", name: "Tên loại, trích yếu", par: "<w:keepNext/>" + centred, bold: true, size: sizeTitle},
	{id: "KinhGui", name: "Kính gửi", par: `<w:keepNext/><w:spacing w:before="40"/>`},
	{id: "NoiNhan", name: "Nơi nhận", par: `<w:ind w:right="200"/>`, size: sizeRecipients},
	{id: "ChuKy", name: "Chữ ký", par: centred, bold: true},
	{id: "PhuLuc", name: "Phụ lục", next: "BodyText", outline: 1, par: `<w:keepNext/><w:spacing w:after="20"/>` + centred, bold: true, size: sizeTitle},
	{id: "KemTheo", name: "Phụ lục, kèm theo", par: `<w:keepNext/><w:spacing w:after="80"/>` + centred, italic: true, size: sizeMotto},
	{id: "TenBieu", name: "Tên biểu", par: `<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="60"/>` + centred, bold: true, size: 13},
	{id: "DonViTinh", name: "Đơn vị tính", par: `<w:keepNext/><w:spacing w:before="40" w:after="40"/><w:jc w:val="right"/>`, italic: true, size: sizeNote},
	{id: "OBieu", name: "Ô biểu", size: sizeTable},
	{id: "MaTra", name: "Mã tra nguồn", size: sizeRowMark, grey: true},
	{id: "GhiChuBieu", name: "Ghi chú biểu", par: `<w:spacing w:before="40"/><w:jc w:val="both"/>`, size: sizeNote},
	{id: "Hinh", name: "Hình", next: "Caption", par: `<w:keepNext/><w:spacing w:before="160"/>` + centred},
	{id: "Caption", name: "caption", next: "BodyText", par: `<w:keepLines/><w:spacing w:before="60"/>` + centred, italic: true, size: 13},
	{id: "Header", name: "header", par: centred},
	{id: "FootnoteText", name: "footnote text", par: `<w:jc w:val="both"/>`, size: sizeNote},
}

// stylesPart is the sheet of styles; a tight document is set in smaller letters and
// single lines.
func stylesPart(language string, tight bool) string {
	body := sizeBody
	if tight {
		body = tightBody
	}
	var b strings.Builder
	b.WriteString(declaration + `<w:styles xmlns:w="` + nsMain + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>`)
	fmt.Fprintf(&b, `<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/><w:lang w:val="%s" w:eastAsia="%[2]s" w:bidi="ar-SA"/>`, int(body*2), escape(language))
	b.WriteString(`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
		tableStyle)
	for _, s := range styles {
		custom := ""
		if s.name[0] >= 0x80 || !isBuiltIn(s.name) {
			custom = ` w:customStyle="1"`
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/>`, custom, s.id, escape(s.name))
		based := s.based
		if based == "" {
			based = "Normal"
		}
		fmt.Fprintf(&b, `<w:basedOn w:val="%s"/>`, based)
		if s.next != "" {
			fmt.Fprintf(&b, `<w:next w:val="%s"/>`, s.next)
		}
		b.WriteString("<w:qFormat/>")
		par := s.par
		if tight {
			par = strings.ReplaceAll(par, `w:line="276"`, `w:line="240"`)
		}
		if s.outline > 0 {
			par += fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, s.outline-1)
		}
		if par != "" {
			b.WriteString("<w:pPr>" + par + "</w:pPr>")
		}
		b.WriteString(look{bold: s.bold, italic: s.italic, size: s.size, grey: s.grey}.xml() + "</w:style>")
	}
	b.WriteString("</w:styles>")
	return b.String()
}

func isBuiltIn(name string) bool {
	return name == "Body Text" || name == "caption" || name == "header" || name == "footnote text" || strings.HasPrefix(name, "heading ")
}

const tableStyle = `<w:style w:type="table" w:customStyle="1" w:styleId="Bieu"><w:name w:val="Biểu"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>` +
	`<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/>` +
	`</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="64" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="64" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`

func settingsPart(language string) string {
	return declaration + `<w:settings xmlns:w="` + nsMain + `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="0"/>` +
		`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="` + escape(language) + `"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>`
}
