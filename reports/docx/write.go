package docx

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tdkt/reports/document"
)

// The page of the decree, as in the PDF.
const (
	paperShort  = 595.28
	paperLong   = 841.89
	marginTop   = 20 * mm
	marginLeft  = 30 * mm
	marginRight = 18 * mm
	headerTop   = 6 * mm // from the paper's edge to the header
)

// Write prints the document. The same tree gives the same bytes. Nothing is
// written to w unless the whole file could be made; errors name the place. It
// does not call document.Check.
func Write(w io.Writer, doc document.Document) error {
	if doc.Meta.Made.IsZero() {
		return errors.New("docx: the document has no date of making; set Meta.Made")
	}
	p := &printer{pack: newPack(), tight: doc.Tight, marks: map[string]string{}}
	lang := language(doc.Meta)
	p.pack.add("styles.xml", "styles", wordType+"styles+xml", []byte(stylesPart(lang, doc.Tight)))
	p.pack.add("settings.xml", "settings", wordType+"settings+xml", []byte(settingsPart(lang)))
	every := p.pack.add("header1.xml", "header", wordType+"header+xml", []byte(headerPart(doc, true)))
	first := p.pack.add("header2.xml", "header", wordType+"header+xml", []byte(headerPart(doc, false)))
	p.headers = fmt.Sprintf(`<w:headerReference w:type="default" r:id="%s"/><w:headerReference w:type="first" r:id="%s"/>`, every, first)

	p.width = frameWidth(false)
	p.head(doc.Head)
	body := document.Ended(doc.Body)
	signed := len(doc.Signature.Authority) > 0 || doc.Signature.Name != "" || doc.Signature.Second.Signs() || len(doc.Signature.Recipients) > 0
	if err := p.blocks("body", body, 0, signed); err != nil {
		return err
	}
	if signed {
		p.signature(doc.Signature)
	}
	landscape := false
	for _, a := range doc.Annexes {
		p.end(landscape, true)
		landscape = a.Landscape
		p.width = frameWidth(landscape)
		p.annexHead(a)
		if err := p.blocks(a.Label, a.Body, 1, false); err != nil {
			return err
		}
	}
	p.end(landscape, false)

	p.pack.add("footnotes.xml", "footnotes", wordType+"footnotes+xml", []byte(p.footnotes()))
	p.pack.parts["word/document.xml"] = []byte(declaration + `<w:document xmlns:w="` + nsMain + `" xmlns:r="` + nsRelation +
		`" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:body>` +
		p.text.String() + "</w:body></w:document>")
	data, err := p.pack.bytes(doc.Meta)
	if err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return nil
}

// A printer walks one document.
type printer struct {
	pack     *pack
	text     strings.Builder
	headers  string
	width    float64 // of the text column
	notes    []string
	pictures int
	targets  int               // bookmarks so far
	marks    map[string]string // block ID -> bookmark
	tight    bool              // set in the smaller sizes that the decree allows
	fresh    bool              // the next paragraph begins a page
	// tableNotes are the footnotes of the table at hand, by text; nil elsewhere.
	tableNotes map[string]int
}

func frameWidth(landscape bool) float64 {
	if landscape {
		return paperLong - marginLeft - marginRight
	}
	return paperShort - marginLeft - marginRight
}

// end closes a section: its pages are counted from 1 and show no number on the
// first. Between sections a paragraph of no height carries it.
func (p *printer) end(landscape, more bool) {
	wide, high, turn := paperShort, paperLong, ""
	if landscape {
		wide, high, turn = paperLong, paperShort, ` w:orient="landscape"`
	}
	section := fmt.Sprintf(`<w:sectPr>%s<w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%[5]d" w:left="%[7]d" w:header="%[8]d" w:footer="%[8]d" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>`,
		p.headers, twips(wide), twips(high), turn, twips(marginTop), twips(marginRight), twips(marginLeft), twips(headerTop))
	if more {
		p.put(format{lead: 1, section: section}, "")
		return
	}
	p.text.WriteString(section)
}

func (p *printer) put(f format, runs string) {
	if p.fresh {
		f.pageBreak, p.fresh = true, false
	}
	p.text.WriteString(paragraph(f, runs))
}

// headerPart is what stands in the top margin: the running head, the page
// number except on first pages, and the stamp across the page.
func headerPart(d document.Document, numbered bool) string {
	var b strings.Builder
	b.WriteString(declaration + `<w:hdr xmlns:w="` + nsMain + `" xmlns:r="` + nsRelation + `" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">`)
	runs := run(d.RunningHead, look{size: sizeRunning})
	if d.Stamp != "" {
		id := 1
		if !numbered {
			id = 2
		}
		runs += watermark(d.Stamp, id)
	}
	if runs != "" {
		b.WriteString(paragraph(format{style: "Header"}, runs))
	}
	if numbered {
		b.WriteString(paragraph(format{style: "Header"}, `<w:fldSimple w:instr=" PAGE "><w:r>`+look{size: sizePageNumber}.xml()+`<w:t>2</w:t></w:r></w:fldSimple>`))
	} else if runs == "" {
		b.WriteString(paragraph(format{style: "Header"}, ""))
	}
	b.WriteString("</w:hdr>")
	return b.String()
}

// watermark is a text across the page as Word itself writes one.
func watermark(s string, id int) string {
	high := 110.0
	wide := high * 0.62 * float64(len([]rune(s)))
	return fmt.Sprintf(`<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>`+
		`<v:shape id="PowerPlusWaterMarkObject%d" o:spid="_x0000_s%d" type="#_x0000_t136" alt="%s" style="position:absolute;margin-left:0;margin-top:0;width:%spt;height:%spt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".6"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" string="%s"/></v:shape></w:pict></w:r>`,
		id, 1024+id, escape(s), short(wide), short(high), escape(s))
}

// short prints a length with at most two decimals.
func short(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}
