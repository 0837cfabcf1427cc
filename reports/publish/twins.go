package publish

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"tdkt/reports/document"
	"tdkt/reports/docx"
	"tdkt/reports/html"
	"tdkt/reports/xlsx"
)

// A Format is a kind of file that a document becomes.
type Format string

// The formats: the PDF is what is signed, the others are its twins for editing,
// calculating and showing.
const (
	FormatPDF   Format = "pdf"
	FormatWord  Format = "docx"
	FormatExcel Format = "xlsx"
	FormatPage  Format = "html"
)

// Formats lists every format, the PDF first.
var Formats = []Format{FormatPDF, FormatWord, FormatExcel, FormatPage}

// ParseFormats reads a list such as "pdf,docx". Each format is given once, in
// the order of the list.
func ParseFormats(list string) ([]Format, error) {
	var out []Format
	for _, name := range strings.Split(list, ",") {
		f := Format(strings.ToLower(strings.TrimSpace(name)))
		if !slices.Contains(Formats, f) {
			return nil, fmt.Errorf("format %q is unknown; use %s", name, known())
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out, nil
}

func known() string {
	var names []string
	for _, f := range Formats {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// Path is the name of the file beside the PDF of that name.
func (f Format) Path(pdf string) string {
	if ext := filepath.Ext(pdf); slices.Contains(Formats, Format(strings.TrimPrefix(strings.ToLower(ext), "."))) {
		pdf = strings.TrimSuffix(pdf, ext)
	}
	return pdf + "." + string(f)
}

// A printer writes a document and reads what it wrote back.
type printer struct {
	write func(io.Writer, document.Document) error
	check func([]byte, document.Document) error
}

var printers = map[Format]printer{
	FormatWord:  {docx.Write, docx.Check},
	FormatExcel: {xlsx.Write, xlsx.Check},
	FormatPage:  {html.Write, html.Check},
}

// Twin prints doc in a format other than PDF, opens the bytes again, checks
// them against the tree and writes them to path, whole or not at all. The
// result counts no pages: the program that opens the file makes them.
func Twin(path string, doc document.Document, f Format) (Result, error) {
	p, ok := printers[f]
	if !ok {
		return Result{}, fmt.Errorf("%s: %q is not the format of a twin", path, f)
	}
	var buf bytes.Buffer
	if err := p.write(&buf, doc); err != nil {
		return Result{}, fmt.Errorf("%s: %w", path, err)
	}
	if err := p.check(buf.Bytes(), doc); err != nil {
		return Result{}, &CheckError{path, err}
	}
	if err := WriteFile(path, buf.Bytes()); err != nil {
		return Result{}, err
	}
	return Result{Path: path, Bytes: buf.Len()}, nil
}
