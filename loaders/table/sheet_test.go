package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/loaders/problem"
)

// parts of the smallest workbook; %sheet% is replaced.
var parts = map[string]string{
	"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"
		Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
		xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="x"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
		<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="s.xml"/>
		<Relationship Id="y" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
	"xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
}

// open writes the workbook with one sheet's XML and opens it.
func open(t testing.TB, sheet string) (*File, error) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create("xl/s.xml")
	if err == nil {
		_, err = io.WriteString(w, sheet)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "w.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return Open(path, "w.xlsx")
}

func readSheet(t testing.TB, sheet string) (string, error) {
	t.Helper()
	f, err := open(t, sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, c, err := f.Sheets[0].Rows()
	if err != nil {
		return "", err
	}
	defer c.Close()
	rows, err := all(r)
	return strings.Join(rows, "\n"), err
}

func TestSheetXML(t *testing.T) {
	for name, c := range map[string]struct{ xml, want string }{
		// 42368 days after 1/1/1904 is 31/12/2019.
		"dates from 1904":      {`<row r="2"><c r="A2" s="1"><v>42368</v></c></row>`, "2:1d=2019-12-31"},
		"no names":             {`<row><c><v>1</v></c><c t="inlineStr"><is><t>a</t><t>b</t></is></c></row>`, "1:1n=1 | 1:2=ab"},
		"gaps":                 {`<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row>`, "3:1= | 3:2n=1 | 3:3= | 3:4n=2"},
		"rows without a value": {`<row r="1"/><row r="2"><c r="A2" s="1"/></row><row r="9"><c r="A9"><v>7</v></c></row>`, "9:1n=7"},
		"formula with a text":  {`<row><c t="str"><f>A1</f><v>xã</v></c></row>`, "1:1=xã"},
		"formula not computed": {`<row><c><f>A1</f></c></row>`, "1:1!="},
		"error":                {`<row><c t="e"><v>#N/A</v></c></row>`, "1:1!=#N/A"},
		"prefix":               {`<x:row xmlns:x="u"><x:c><x:v>1</x:v></x:c></x:row>`, "1:1n=1"},
	} {
		got, err := readSheet(t, "<worksheet><sheetData>"+c.xml+"</sheetData></worksheet>")
		if err != nil || got != c.want {
			t.Errorf("%s: got %s, %v, want %s", name, got, err, c.want)
		}
	}
}

func TestHostileSheets(t *testing.T) {
	for name, c := range map[string]struct{ xml, want string }{
		"cut off":        {`<worksheet><sheetData><row><c><v>1`, "the workbook is damaged"},
		"shared text":    {`<row><c t="s"><v>5</v></c></row>`, "names shared text"},
		"row order":      {`<row r="5"><c><v>1</v></c></row><row r="5"><c><v>1</v></c></row>`, "row"},
		"cell order":     {`<row r="5"><c r="B5"><v>1</v></c><c r="A5"><v>1</v></c></row>`, "out of order"},
		"far right":      {`<row r="5"><c r="XFD5"><v>1</v></c></row>`, "beyond column 1000"},
		"long cell":      {`<row><c t="str"><v>` + strings.Repeat("a", 70000) + `</v></c></row>`, "more than 64 KB"},
		"foreign entity": {`<!DOCTYPE a [<!ENTITY b "c">]><row><c t="str"><v>&b;</v></c></row>`, "an entity or a document type"},
		"comment":        {`<row><!-- <row/> --><c><v>1</v></c></row>`, "a comment"},
		"long name":      {`<row ` + strings.Repeat("a", 2<<20) + `="1"/>`, "more than 1 MB"},
		"below the last": {`<row r="1048577"><c><v>1</v></c></row>`, "beyond the last row"},
	} {
		_, err := readSheet(t, c.xml)
		var p problem.Problem
		if !errors.As(err, &p) || !strings.Contains(err.Error(), c.want) || p.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A million empty rows cost no memory and give nothing.
func TestManyEmptyRows(t *testing.T) {
	r := newSheetReader(&workbook{}, io.MultiReader(strings.NewReader("<sheetData>"), strings.NewReader(strings.Repeat(`<row/>`, 1_000_000)),
		strings.NewReader(`<row><c><v>1</v></c></row></sheetData>`)), nil)
	row, err := r.Next()
	if err != nil || row.Line != 1_000_001 || len(row.Cells) != 1 {
		t.Errorf("%+v, %v", row, err)
	}
}

// Whatever the XML, the reader ends with rows in order or a problem.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="2"><c r="A2" s="1"><v>42368</v></c><c t="inlineStr"><is><t>a</t></is></c></row>`)
	f.Add(`<row><c><f>A1</f></c></row><row r="9"/>`)
	f.Fuzz(func(t *testing.T, text string) {
		r := newSheetReader(&workbook{texts: []shared{{text: "x"}}, styles: []style{{}, {look: date}, {look: percent, bold: true}}},
			strings.NewReader(text), []merge{{top: 1, bottom: 3, left: 1, right: 1}, {top: 2, bottom: 2, left: 2, right: 4}})
		last := 0
		for {
			row, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var p problem.Problem
			if err != nil {
				if !errors.As(err, &p) {
					t.Fatal(err)
				}
				return
			}
			if row.Line <= last || row.Blank() {
				t.Fatalf("row %d after %d", row.Line, last)
			}
			last = row.Line
			for i, c := range row.Cells {
				if c.Column != i+1 || c.Line != last {
					t.Fatalf("cell %+v at %d", c, i)
				}
			}
		}
	})
}
