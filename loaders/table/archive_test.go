package table

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/loaders/problem"
)

// archive packs parts as they stand, in order of names.
func archive(t testing.TB, extra map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	all := map[string]string{"xl/s.xml": `<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>xã</t></is></c><c r="B2"><v>5</v></c></row></sheetData>`}
	for _, m := range []map[string]string{parts, extra} {
		for name, content := range m {
			all[name] = content
		}
	}
	for _, name := range []string{"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/s.xml", "../../ngoai.xml", "/etc/passwd", `..\ngoai.xml`} {
		content, ok := all[name]
		if !ok {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lying changes the sizes that the directory at the end of an archive tells of
// its last part.
func lying(content []byte, size uint32) []byte {
	out := bytes.Clone(content)
	at := bytes.LastIndex(out, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(out[at+24:], size)
	return out
}

// readArchive reads all sheets of an archive. It fails the test where the end is
// neither rows nor a problem with its remedy, or where something was unpacked
// beside it.
func readArchive(t *testing.T, content []byte) error {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b", "c.xlsx")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path, "c.xlsx")
	if err == nil {
		for _, s := range f.Sheets {
			r, c, rerr := s.Rows()
			for rerr == nil {
				_, rerr = r.Next()
			}
			if c != nil {
				c.Close()
			}
			if !errors.Is(rerr, io.EOF) {
				err = errors.Join(err, rerr)
			}
		}
		f.Close()
	}
	var p problem.Problem
	if err != nil && (!errors.As(err, &p) || p.Hint == "") {
		t.Fatalf("no problem with a remedy: %#v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "ngoai.xml")); err == nil {
		t.Fatal("a part was unpacked outside")
	}
	return err
}

// An archive that was cut, or in which a byte is wrong, gives rows or a problem.
func TestDamagedArchives(t *testing.T) {
	whole := archive(t, nil)
	if err := readArchive(t, whole); err != nil {
		t.Fatal(err)
	}
	for cut := 4; cut < len(whole); cut += 7 { // from "PK\x03\x04" on
		if err := readArchive(t, whole[:cut]); err == nil {
			t.Errorf("cut after %d of %d bytes, and no problem", cut, len(whole))
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	wrong := 0
	for range 300 {
		damaged := bytes.Clone(whole)
		damaged[4+random.IntN(len(damaged)-4)] ^= byte(1 + random.IntN(255))
		if readArchive(t, damaged) != nil {
			wrong++
		}
	}
	if wrong < 100 {
		t.Errorf("only %d of 300 wrong bytes were noticed", wrong)
	}
	for _, size := range []uint32{0, 1, 1 << 30, 1<<32 - 2} {
		if err := readArchive(t, lying(whole, size)); size != 0 && err == nil {
			t.Errorf("a part that says it has %d bytes, and no problem", size)
		}
	}
}

// Whatever the archive, reading ends with rows or a problem, and nothing is
// written anywhere.
func FuzzArchive(f *testing.F) {
	whole := archive(f, nil)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(lying(whole, 1<<31))
	f.Add(archive(f, map[string]string{"../../ngoai.xml": "x", "/etc/passwd": "x", `..\ngoai.xml`: "x"}))
	f.Add(archive(f, map[string]string{"xl/s.xml": strings.Repeat("<row><c/></row>", 10_000)}))
	f.Add(archive(f, map[string]string{"xl/_rels/workbook.xml.rels": strings.ReplaceAll(withTexts, "s.xml", "../../../etc/passwd")}))
	f.Fuzz(func(t *testing.T, content []byte) {
		_ = readArchive(t, append([]byte("PK\x03\x04"), content[min(4, len(content)):]...))
	})
}
