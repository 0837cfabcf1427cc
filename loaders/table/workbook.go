package table

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"tdkt/loaders/problem"
	"tdkt/loaders/text"
)

// A workbook is read part by part as a stream: the type, the style and the
// value of every cell in one pass, with memory for the shared texts only.
type workbook struct {
	zip    *zip.ReadCloser
	parts  map[string]*zip.File
	texts  []shared // shared texts
	styles []style  // by the index that cells carry
	epoch  bool     // dates count from 1904
}

// A shared text with the encoding of its own font, if it has one.
type shared struct {
	text string
	font text.Encoding
	long bool // more than a cell may hold; text is cut
}

// A style is what a cell looks like: its number format and its font.
type style struct {
	look look
	bold bool
	font text.Encoding
}

// A look says what a number format makes of a number.
type look uint8

const (
	plain look = iota
	percent
	date
)

func damaged(err error) error {
	return problem.Problem{Message: "the workbook is damaged: " + err.Error(),
		Hint: "open it in Excel, save it again as .xlsx and send that file"}
}

func openWorkbook(name string) (*File, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, damaged(err)
	}
	w := &workbook{zip: z, parts: map[string]*zip.File{}}
	if len(z.File) > maxParts {
		z.Close()
		return nil, damaged(fmt.Errorf("it has %d parts", len(z.File)))
	}
	for _, f := range z.File {
		w.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	sheets, err := w.read()
	if err != nil {
		z.Close()
		var p problem.Problem
		if errors.As(err, &p) {
			return nil, err
		}
		return nil, damaged(err)
	}
	return &File{Sheets: sheets, close: z.Close}, nil
}

func (w *workbook) read() ([]Sheet, error) {
	root, err := w.relations("_rels/.rels")
	if err != nil {
		return nil, err
	}
	main := ""
	for _, r := range root {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = resolve("", r.Target)
		}
	}
	if w.parts[main] == nil || !strings.HasPrefix(main, "xl/") {
		return nil, problem.Problem{Message: "not an Excel workbook", Hint: "save the table as .xlsx or as CSV UTF-8"}
	}
	var book struct {
		Pr struct {
			Epoch string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			// Strict workbooks name the relationship in another namespace.
			StrictID string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &book); err != nil {
		return nil, err
	}
	w.epoch = book.Pr.Epoch == "1" || book.Pr.Epoch == "true"
	rels, err := w.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, r := range rels {
		target := resolve(path.Dir(main), r.Target)
		switch {
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			err = w.readTexts(target)
		case strings.HasSuffix(r.Type, "/styles"):
			err = w.readStyles(target)
		case strings.HasSuffix(r.Type, "/worksheet"):
			targets[r.ID] = target
		}
		if err != nil {
			return nil, err
		}
	}
	var sheets []Sheet
	for _, s := range book.Sheets {
		target, ok := targets[s.ID+s.StrictID]
		if !ok { // a chart sheet
			continue
		}
		sheets = append(sheets, Sheet{Name: clean(s.Name), Hidden: s.State != "" && s.State != "visible", Serials1904: w.epoch,
			open: func() (Reader, io.Closer, error) {
				r, err := w.part(target)
				if err != nil {
					return nil, nil, damaged(err)
				}
				merges, err := readMerges(r)
				r.Close()
				if err != nil {
					return nil, nil, damaged(err)
				}
				if r, err = w.part(target); err != nil {
					return nil, nil, damaged(err)
				}
				return newSheetReader(w, r, merges), r, nil
			}})
	}
	return sheets, nil
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

func (w *workbook) relations(name string) ([]relation, error) {
	var r struct {
		List []relation `xml:"Relationship"`
	}
	err := w.decode(name, &r)
	return r.List, err
}

func resolve(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(dir, target)
}

// part opens a part, guarded.
func (w *workbook) part(name string) (io.ReadCloser, error) {
	f := w.parts[name]
	if f == nil {
		return nil, fmt.Errorf("the part %s is missing", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return newGuard(f, r), nil
}

func (w *workbook) decode(name string, into any) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(r).Decode(into)
}

// readTexts reads the shared texts: the runs of a rich text joined, without the
// phonetic ones.
func (w *workbook) readTexts(name string) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	var one []byte
	var font text.Encoding
	inText, phonetic, size := false, 0, 0
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				one, font = one[:0], text.Unicode
			case "t":
				inText = phonetic == 0
			case "rFont":
				if e := text.FontEncoding(attribute(&t, "val")); e != text.Unicode {
					font = e
				}
			case "rPh":
				phonetic++
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				w.texts = append(w.texts, shared{text: clean(string(one)), font: font, long: len(one) > MaxCellSize})
				if size += len(one); size > maxTexts {
					return fmt.Errorf("%s holds more than %d MB of text", name, maxTexts>>20)
				}
			case "t":
				inText = false
			case "rPh":
				phonetic--
			}
		case xml.CharData:
			if inText && len(one) <= MaxCellSize {
				one = append(one, t[:min(len(t), MaxCellSize+1)]...)
			}
		}
	}
}

func (w *workbook) readStyles(name string) error {
	var s struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Fonts []struct {
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
			Bold *struct {
				Val string `xml:"val,attr"`
			} `xml:"b"`
		} `xml:"fonts>font"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
			Font   int `xml:"fontId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode(name, &s); err != nil {
		return err
	}
	for _, c := range s.Cells {
		look := plain
		switch {
		case c.Format == 9, c.Format == 10:
			look = percent
		case c.Format >= 14 && c.Format <= 17, c.Format == 22, c.Format >= 27 && c.Format <= 36, c.Format >= 50 && c.Format <= 58:
			look = date
		}
		for _, f := range s.Formats {
			if f.ID == c.Format {
				look = lookOf(f.Code)
			}
		}
		one := style{look: look}
		if c.Font >= 0 && c.Font < len(s.Fonts) {
			f := s.Fonts[c.Font]
			one.font = text.FontEncoding(f.Name.Val)
			one.bold = f.Bold != nil && f.Bold.Val != "0" && f.Bold.Val != "false"
		}
		w.styles = append(w.styles, one)
	}
	return nil
}

// lookOf reads a number format: day, month or year make a date, a percent
// sign a percentage. Quoted text, escaped letters and [colours] say nothing.
func lookOf(code string) look {
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			if j := strings.IndexByte(code[i+1:], '"'); j >= 0 {
				i += j + 1
			}
		case '[':
			if j := strings.IndexByte(code[i:], ']'); j >= 0 {
				i += j
			}
		case '\\', '_', '*':
			i++
		case '%':
			return percent
		case 'd', 'D', 'y', 'Y', 'm', 'M':
			return date
		case ';':
			return plain // the first section is that of positive numbers
		}
	}
	return plain
}

// decimalOf writes the number of a cell as a plain decimal. Excel computes in
// binary and shows 15 digits: a stored 26.969999999999999 is 26.97 to everybody
// who sees the sheet.
func decimalOf(raw string) (string, bool) {
	digits := 0
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.', c == '-' && i == 0:
		default:
			digits = 99
		}
	}
	if digits > 0 && digits <= 15 && strings.Count(raw, ".") <= 1 && raw[0] != '.' && raw[len(raw)-1] != '.' {
		return raw, true
	}
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil || f > 1e24 || f < -1e24 {
		return "", false
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	return strconv.FormatFloat(f, 'f', -1, 64), true
}

// columnOf reads the letters of a cell's name; 0 if there are none or they are
// out of range.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && n <= maxColumns; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n
}

func attribute(e *xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name && a.Name.Space == "" })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}
