package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tdkt/loaders/problem"
)

// zipped writes a workbook with parts of any names and contents.
func zipped(t *testing.T, extra map[string]io.Reader) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		if _, replaced := extra[name]; !replaced {
			extra[name] = strings.NewReader(content)
		}
	}
	for name, content := range extra {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.Copy(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "h.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// repeated gives a text n times without holding it.
type repeated struct {
	text string
	n    int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := 0
	for r.n > 0 && len(p)-n >= len(r.text) {
		n += copy(p[n:], r.text)
		r.n--
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

const withTexts = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
	<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="s.xml"/>
	<Relationship Id="y" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="t.xml"/></Relationships>`

// Each of these would need hundreds of megabytes or minutes if it were read as
// it asks to be.
func TestHostileWorkbooks(t *testing.T) {
	for name, c := range map[string]struct {
		parts map[string]io.Reader
		want  string // "" if it is readable
	}{
		"bomb of cells":    {map[string]io.Reader{"xl/s.xml": &repeated{`<row><c/></row>`, 40_000_000}}, "unpacks to more than"},
		"bomb of one text": {map[string]io.Reader{"xl/s.xml": io.MultiReader(strings.NewReader(`<row><c t="str"><v>`), &repeated{"aaaaaaaaaa", 30_000_000})}, "more than 1 MB"},
		"a shared text of 10 MB": {map[string]io.Reader{"xl/_rels/workbook.xml.rels": strings.NewReader(withTexts),
			"xl/t.xml": io.MultiReader(strings.NewReader(`<sst><si><t>`), &repeated{"aaaaaaaaaa", 1_000_000}, strings.NewReader(`</t></si></sst>`)),
			"xl/s.xml": strings.NewReader(`<row><c t="s"><v>0</v></c></row>`)}, "more than 1 MB"},
		"a shared text of 500 KB": {map[string]io.Reader{"xl/_rels/workbook.xml.rels": strings.NewReader(withTexts),
			"xl/t.xml": io.MultiReader(strings.NewReader(`<sst><si><t>`), &repeated{"aaaaaaaaaa", 50_000}, strings.NewReader(`</t></si></sst>`)),
			"xl/s.xml": strings.NewReader(`<row><c t="s"><v>0</v></c></row>`)}, "more than 64 KB"},
		"entities": {map[string]io.Reader{"xl/workbook.xml": strings.NewReader(`<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><workbook>&b;</workbook>`),
			"xl/s.xml": strings.NewReader("")}, "an entity or a document type"},
		"a million empty rows": {map[string]io.Reader{"xl/s.xml": io.MultiReader(strings.NewReader("<sheetData>"), &repeated{`<row ht="15"/>`, 1_000_000},
			strings.NewReader("</sheetData>"))}, ""},
		"names that climb out": {map[string]io.Reader{"../../evil.xml": strings.NewReader("x"), "/etc/passwd": strings.NewReader("x"),
			"xl/s.xml": strings.NewReader(`<row><c><v>1</v></c></row>`)}, ""},
		"a sheet that climbs out": {map[string]io.Reader{"xl/_rels/workbook.xml.rels": strings.NewReader(strings.ReplaceAll(withTexts, "s.xml", "../../../../etc/passwd")),
			"xl/t.xml": strings.NewReader("<sst/>")}, "is missing"},
		"formulas": {map[string]io.Reader{"xl/s.xml": strings.NewReader(`<row><c><f>WEBSERVICE("http://x")</f></c><c t="str"><f>A1</f><v>=cmd|'/c calc'!A0</v></c></row>`)}, ""},
	} {
		path := zipped(t, c.parts)
		begun := time.Now()
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		err := readWhole(path)
		runtime.ReadMemStats(&after)
		var p problem.Problem
		if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &p) || !strings.Contains(err.Error(), c.want) || p.Hint == "") {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(begun); took > 30*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if held := int64(after.HeapSys) - int64(before.HeapSys); held > 64<<20 {
			t.Errorf("%s: the heap grew by %d MB", name, held>>20)
		}
	}
}

func readWhole(path string) error {
	f, err := Open(path, "h.xlsx")
	if err != nil {
		return err
	}
	defer f.Close()
	r, c, err := f.Sheets[0].Rows()
	if err != nil {
		return err
	}
	defer c.Close()
	for {
		if _, err := r.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
