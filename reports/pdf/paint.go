package pdf

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"tdkt/charts/font"
	"tdkt/reports/document"
)

// A painter writes pages with the PDF library. It keeps the font that the page
// has in force, because the library writes one operator for every change.
type painter struct {
	pdf   *fpdf.Fpdf
	known [6]bool // faces given to the library
	set   bool    // face and size are in force on the page
	face  font.Face
	size  float64
	high  float64 // of the current sheet
	alpha float64
	// letters counts what was written on the current page, without blanks.
	letters int
}

func newPainter(m document.Meta) *painter {
	p := &painter{alpha: 1}
	p.pdf = fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt",
		Size: fpdf.SizeType{Wd: paperShort, Ht: paperLong}})
	p.pdf.SetMargins(0, 0, 0)
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.SetCellMargin(0)
	p.pdf.SetCatalogSort(true)
	p.pdf.SetCreationDate(m.Made)
	p.pdf.SetModificationDate(m.Made)
	p.pdf.SetTitle(m.Title, true)
	p.pdf.SetAuthor(m.Author, true)
	p.pdf.SetSubject(m.Subject, true)
	p.pdf.SetKeywords(strings.Join(m.Keywords, ", "), true)
	p.pdf.SetCreator("tdkt", true)
	p.pdf.SetProducer("tdkt", true)
	return p
}

// postScript is the face's name as its own tables spell it.
func postScript(f font.Face) string {
	name := strings.ReplaceAll(f.Family(), " ", "")
	weight := ""
	if f.Bold() {
		weight += "Bold"
	}
	if f.Italic() {
		weight += "Italic"
	}
	if weight != "" {
		name += "-" + weight
	}
	return name
}

// The library writes "utf8" and a family in lower case as a font's name. Each
// face is given to it as a family of its own, three letters longer, so that
// rename can put the real name with a subset tag in the same number of bytes.
const (
	libraryPrefix = "utf8"
	familySuffix  = "xxx"
	subsetTag     = "TDKTVN+"
)

func family(f font.Face) string { return strings.ToLower(postScript(f)) + familySuffix }

// rename gives the fonts of the library's file their real names.
func (p *painter) rename(data []byte) []byte {
	for _, f := range font.Faces() {
		if !p.known[f] {
			continue
		}
		for _, key := range []string{"/BaseFont /", "/FontName /"} {
			data = bytes.ReplaceAll(data, []byte(key+libraryPrefix+family(f)), []byte(key+subsetTag+postScript(f)))
		}
	}
	return data
}

func (p *painter) font(f font.Face, size float64) {
	if p.set && p.face == f && p.size == size {
		return
	}
	name := family(f)
	if !p.known[f] {
		p.pdf.AddUTF8FontFromBytes(name, "", f.Bytes())
		p.known[f] = true
	}
	p.pdf.SetFont(name, "", size)
	p.set, p.face, p.size = true, f, size
}

// raw writes operators as they stand.
func (p *painter) raw(s string) { p.pdf.RawWriteStr(s) }

func (p *painter) save() { p.raw("q") }

// restore ends save. The page falls back to the font before it, the library
// does not: the next text sets it anew.
func (p *painter) restore() {
	p.raw("Q")
	p.set = false
	p.alpha = math.NaN()
}

// text writes a run. A non-breaking space is drawn, and read back, as a space.
func (p *painter) text(f font.Face, size, x, y float64, s string) {
	p.font(f, size)
	for _, r := range s {
		if !unicode.IsSpace(r) {
			p.letters++
		}
	}
	p.pdf.Text(x, y, strings.ReplaceAll(s, "\u00a0", " "))
}

// num writes a number with at most four decimals.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 4, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

func nums(vs ...float64) string {
	var b strings.Builder
	for i, v := range vs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(num(v))
	}
	return b.String()
}

// sheet begins a page and paints what stands on every page: the stamp behind
// the text, the running head and the page number in the top margin.
func (p *painter) sheet(pg *page, f frame, d document.Document, ws *widths) {
	w, h := f.paper()
	orientation := "P"
	if pg.landscape {
		orientation = "L"
	}
	p.pdf.AddPageFormat(orientation, fpdf.SizeType{Wd: paperShort, Ht: paperLong})
	p.set, p.high = false, h
	p.pdf.SetAlpha(1, "Normal") // also makes the file PDF 1.4, the least that the decree accepts
	p.alpha = 1
	p.raw("0 g 0 G " + num(rule) + " w")
	if d.Stamp != "" {
		p.stamp(d.Stamp, w, h, ws)
	}
	centre := marginLeft + f.width()/2
	if d.RunningHead != "" {
		size := float64(sizeRunning)
		tw, _ := ws.of(font.SerifRegular, d.RunningHead, size)
		if tw > f.width() {
			size *= f.width() / tw
			tw = f.width()
		}
		p.text(font.SerifRegular, size, centre-tw/2, 8.5*mm, d.RunningHead)
	}
	if !pg.hidden {
		s := strconv.Itoa(pg.number)
		tw, _ := ws.of(font.SerifRegular, s, sizePageNumber)
		p.text(font.SerifRegular, sizePageNumber, centre-tw/2, 15.5*mm, s)
	}
}

// stamp draws outlined letters along the diagonal. They are strokes and not
// text, so that a search or a copy of the page does not meet them.
func (p *painter) stamp(s string, w, h float64, ws *widths) {
	const face = font.SansBold
	unit, _ := ws.of(face, s, 1)
	diagonal := math.Hypot(w, h)
	size := min(0.62*diagonal/unit, 150)
	outline, err := face.Outlines(s, size)
	if err != nil {
		p.pdf.SetError(err)
		return
	}
	sin, cos := h/diagonal, w/diagonal
	p.save()
	p.raw("0.78 G 0.9 w " + nums(cos, sin, -sin, cos, w/2, h/2) + " cm")
	p.raw(nums(1, 0, 0, -1, -unit*size/2, -0.35*size) + " cm")
	p.raw(pathOps(outlinePath(outline, 0, 0)) + "S")
	p.restore()
}

// paint paints one page.
func (p *painter) paint(pg *page) {
	for _, o := range pg.ops {
		x, y := o.x+marginLeft, o.y
		switch o.kind {
		case opText:
			p.text(o.frag.face, o.frag.size, x, y, o.frag.s)
		case opRowMark:
			p.raw(markGrey + " g")
			p.text(o.frag.face, o.frag.size, x, y, o.frag.s)
			p.raw("0 g")
		case opTextUp:
			p.save()
			p.raw(nums(0, 1, -1, 0, x, p.high-y) + " cm")
			p.text(o.frag.face, o.frag.size, 0, p.high, o.frag.s)
			p.restore()
		case opLine:
			p.raw(nums(x, p.high-y) + " m " + nums(o.x2+marginLeft, p.high-o.y2) + " l S")
		case opFigure:
			p.figure(o.draw, x, y)
		}
	}
}
