package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"tdkt/reports/document"
)

// Check opens a file that Write made and compares it with its tree: every part
// is well-formed, every relation, link and footnote has its target, every text of
// the tree stands in the file in the tree's order, and every table has its cells
// and marks, each with its own text. It returns the first fault.
func Check(data []byte, doc document.Document) error {
	parts, err := open(data)
	if err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	related := map[string]string{} // of the main part: ID -> part
	for name, part := range parts {
		if path.Ext(name) != ".rels" {
			continue
		}
		folder := path.Dir(path.Dir(name)) // a/_rels/b.xml.rels speaks for a/b.xml
		var list struct {
			Relationship []struct {
				Id, Target string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal(part, &list); err != nil {
			return fmt.Errorf("docx: %s: %w", name, err)
		}
		for _, r := range list.Relationship {
			target := path.Join(folder, r.Target)
			if parts[target] == nil {
				return fmt.Errorf("docx: %s points to %s, which is not in the file", name, target)
			}
			if name == "word/_rels/document.xml.rels" {
				related[r.Id] = target
			}
		}
	}
	main, err := readPart(parts[mainPart], mainPart)
	if err != nil {
		return err
	}
	notes, err := readPart(parts[notesPart], notesPart)
	if err != nil {
		return err
	}
	for _, id := range main.relations {
		if related[id] == "" {
			return fmt.Errorf("docx: word/document.xml uses the relation %s, which is not there", id)
		}
	}
	for _, a := range main.anchors {
		if !main.bookmarks[a] {
			return fmt.Errorf("docx: a link points to the bookmark %s, which is not there", a)
		}
	}
	for _, n := range main.notes {
		if !notes.footnotes[n] {
			return fmt.Errorf("docx: footnote %s is not there", n)
		}
	}
	at := 0
	for _, want := range document.Texts(doc) {
		want = squeeze(want)
		i := strings.Index(main.text[at:], want)
		if i < 0 {
			return fmt.Errorf("docx: the text %q does not stand where it belongs", want)
		}
		at += i + len(want)
	}
	if err := document.CompareCells(main.tables, doc); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return nil
}

const (
	mainPart  = "word/document.xml"
	notesPart = "word/footnotes.xml"
)

// open reads all parts and proves that those of XML are well-formed; the two
// that readPart reads whole are left to it.
func open(data []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		parts[f.Name] = part
		if f.Name == mainPart || f.Name == notesPart {
			continue
		}
		switch path.Ext(f.Name) {
		case ".xml", ".rels", ".svg":
			d := xml.NewDecoder(bytes.NewReader(part))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					return nil, fmt.Errorf("%s: %w", f.Name, err)
				}
			}
		}
	}
	return parts, nil
}

// A reading is what a part says and refers to.
type reading struct {
	text                 string
	relations, anchors   []string
	notes                []string
	bookmarks, footnotes map[string]bool
	tables               [][]string // the cells of each table of figures, without footnote marks
}

func readPart(part []byte, name string) (reading, error) {
	r := reading{bookmarks: map[string]bool{}, footnotes: map[string]bool{}}
	var text, cell strings.Builder
	inText, inTable, raised := false, false, false
	d := xml.NewDecoder(bytes.NewReader(part))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			r.text = squeeze(text.String())
			return r, nil
		}
		if err != nil {
			return r, fmt.Errorf("docx: %s: %w", name, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t"
			if t.Name.Local == "p" || t.Name.Local == "br" {
				text.WriteByte(' ')
				cell.WriteByte(' ')
			}
			switch t.Name.Local {
			case "noBreakHyphen":
				text.WriteByte('-')
				if !raised {
					cell.WriteByte('-')
				}
			case "tblStyle":
				r.tables = append(r.tables, nil)
				inTable = true
			case "tc":
				cell.Reset()
			case "r":
				raised = false
			case "vertAlign":
				raised = true
			case "rStyle":
				raised = raised || slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return a.Value == "FootnoteReference" })
			}
			for _, a := range t.Attr {
				switch {
				case a.Name.Space == nsRelation:
					r.relations = append(r.relations, a.Value)
				case a.Name.Local == "anchor":
					r.anchors = append(r.anchors, a.Value)
				case t.Name.Local == "bookmarkStart" && a.Name.Local == "name":
					r.bookmarks[a.Value] = true
				case t.Name.Local == "footnoteReference" && a.Name.Local == "id":
					r.notes = append(r.notes, a.Value)
				case t.Name.Local == "footnote" && a.Name.Local == "id":
					r.footnotes[a.Value] = true
				}
			}
		case xml.EndElement:
			inText = false
			switch {
			case t.Name.Local == "tbl":
				inTable = false
			case t.Name.Local == "tc" && inTable:
				n := len(r.tables) - 1
				r.tables[n] = append(r.tables[n], squeeze(cell.String()))
			}
		case xml.CharData:
			if inText {
				text.Write(t)
				if !raised {
					cell.Write(t)
				}
			}
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
