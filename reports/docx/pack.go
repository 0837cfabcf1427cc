package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"tdkt/reports/document"
)

const (
	nsMain     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage  = "http://schemas.openxmlformats.org/package/2006/"
)

// A pack collects the parts of the file.
type pack struct {
	parts     map[string][]byte
	overrides map[string]string // part -> content type
	relations []relation        // of the main part
}

type relation struct{ id, kind, target string }

func newPack() *pack { return &pack{parts: map[string][]byte{}, overrides: map[string]string{}} }

// add puts a part of the word folder into the file and relates the main part
// to it; it returns the relation's ID.
func (p *pack) add(name, kind, contentType string, data []byte) string {
	p.parts["word/"+name] = data
	if contentType != "" {
		p.overrides["word/"+name] = contentType
	}
	r := relation{fmt.Sprintf("rId%d", len(p.relations)+1), nsRelation + "/" + kind, name}
	p.relations = append(p.relations, r)
	return r.id
}

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."

// bytes finishes the package: the same parts give the same bytes.
func (p *pack) bytes(m document.Meta) ([]byte, error) {
	p.parts["word/_rels/document.xml.rels"] = relations(p.relations)
	p.parts["docProps/core.xml"] = []byte(core(m))
	p.parts["docProps/app.xml"] = []byte(declaration + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>tdkt</Application></Properties>`)
	p.parts["_rels/.rels"] = relations([]relation{
		{"rId1", nsRelation + "/officeDocument", "word/document.xml"},
		{"rId2", nsPackage + "relationships/metadata/core-properties", "docProps/core.xml"},
		{"rId3", nsRelation + "/extended-properties", "docProps/app.xml"},
	})
	p.overrides["word/document.xml"] = wordType + "document.main+xml"
	p.overrides["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
	p.overrides["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

	var names []string
	for name := range p.parts {
		names = append(names, name)
	}
	slices.Sort(names)
	types := declaration + `<Types xmlns="` + nsPackage + `content-types">` +
		`<Default Extension="png" ContentType="image/png"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="svg" ContentType="image/svg+xml"/><Default Extension="xml" ContentType="application/xml"/>`
	for _, name := range names {
		if t := p.overrides[name]; t != "" {
			types += fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, name, t)
		}
	}
	p.parts["[Content_Types].xml"] = []byte(types + "</Types>")

	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	// Readers that guess a file's kind look at its first entry.
	for _, name := range append([]string{"[Content_Types].xml"}, names...) {
		method := zip.Deflate
		if path.Ext(name) == ".png" {
			method = zip.Store
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: m.Made.UTC()})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(p.parts[name]); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func relations(list []relation) []byte {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="` + nsPackage + `relationships">`)
	for _, r := range list {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"/>`, r.id, r.kind, r.target)
	}
	b.WriteString("</Relationships>")
	return []byte(b.String())
}

func core(m document.Meta) string {
	made := m.Made.UTC().Format(time.RFC3339)
	return declaration + `<cp:coreProperties xmlns:cp="` + nsPackage + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		"<dc:title>" + escape(m.Title) + "</dc:title><dc:subject>" + escape(m.Subject) + "</dc:subject><dc:creator>" + escape(m.Author) + "</dc:creator>" +
		"<cp:keywords>" + escape(strings.Join(m.Keywords, ", ")) + "</cp:keywords><cp:lastModifiedBy>" + escape(m.Author) + "</cp:lastModifiedBy>" +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + made + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + made + "</dcterms:modified>" +
		"<dc:language>" + escape(language(m)) + "</dc:language></cp:coreProperties>"
}

func language(m document.Meta) string {
	if m.Language == "" {
		return "vi-VN"
	}
	return m.Language
}
