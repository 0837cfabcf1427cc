package table

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"tdkt/loaders/problem"
	"tdkt/loaders/text"
)

const sample = "Mã;Tên đơn vị\n01;xã Phú Lộc, huyện Phù Ninh\n02;\"thị trấn\nPhong Châu\";đ\n"

func openBytes(t *testing.T, name string, content []byte) (*File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return Open(path, name)
}

func readBytes(t *testing.T, content []byte) (string, string) {
	t.Helper()
	f, err := openBytes(t, "a.csv", content)
	if err != nil {
		t.Fatal(err)
	}
	r, c, err := f.Sheets[0].Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	rows, err := all(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(rows, "\n"), f.Encoding
}

// vietnamese1258 writes the base letter and the tone as two bytes, as the code
// page has them.
func vietnamese1258(s string) []byte {
	var b bytes.Buffer
	for _, r := range s {
		one, err := charmap.Windows1258.NewEncoder().String(string(r))
		if err != nil {
			d := []rune(norm.NFD.String(string(r)))
			tone := string(d[len(d)-1])
			base := norm.NFC.String(string(d[:len(d)-1]))
			if strings.ContainsRune("\u0302\u0306\u031b", d[len(d)-1]) { // the dot comes before the hat
				base, tone = norm.NFC.String(string(d[0])+string(d[2:])), string(d[1])
			}
			one, err = charmap.Windows1258.NewEncoder().String(base + tone)
		}
		if err != nil {
			panic(err)
		}
		b.WriteString(one)
	}
	return b.Bytes()
}

func TestEncodings(t *testing.T) {
	want, _ := readBytes(t, []byte(sample))
	encode := func(e encoding.Encoding, s string) []byte {
		out, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, c := range map[string]struct {
		content  []byte
		encoding string
	}{
		"byte order mark":     {[]byte("\ufeff" + sample), ""},
		"NFD":                 {[]byte(norm.NFD.String(sample)), ""},
		"UTF-16 LE":           {encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), sample), "UTF-16"},
		"UTF-16 BE":           {encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), sample), "UTF-16"},
		"UTF-16 without mark": {encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), sample), "UTF-16"},
		"Windows-1258":        {vietnamese1258(sample), "Windows-1258"},
		"tabs":                {[]byte(strings.ReplaceAll(sample, ";", "\t")), ""},
	} {
		got, encoding := readBytes(t, c.content)
		if got != want || encoding != c.encoding {
			t.Errorf("%s: %q\n%s\nwant\n%s", name, encoding, got, want)
		}
	}
}

// The bytes of an old font come out as the signs that package text knows.
func TestOldFontBytes(t *testing.T) {
	for _, e := range []text.Encoding{text.TCVN3, text.VNI} {
		old, ok := text.Encode(e, sample)
		if !ok {
			t.Fatal(e)
		}
		raw, err := charmap.Windows1252.NewEncoder().Bytes([]byte(old))
		if err != nil {
			t.Fatal(err)
		}
		want, _ := readBytes(t, []byte(old))
		if got, encoding := readBytes(t, raw); got != want || encoding != windows1252.name {
			t.Errorf("%s: %q\n%s\nwant\n%s", e, encoding, got, want)
		}
	}
}

func TestBrokenEncodings(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"French":        {[]byte("a;b\ncaf\xe9;\xe9t\xe9\n"), "2:4: byte 0xe9 is not UTF-8 text"},
		"half a letter": {[]byte("\xff\xfea\x00;\x00b\x00\n\x00\x00\xd8a\x00"), "2:1: a byte is not UTF-16 text"},
		"binary":        {[]byte("a;b\n\x00\x01\x02\n"), "2:1: a NUL byte: this is not a text file"},
		"late byte":     {append([]byte(strings.Repeat("xã;1\n", 100_000)), "a;\xe9\n"...), "100001:3: byte 0xe9 is not UTF-8 text"},
	} {
		f, err := openBytes(t, "a.csv", c.content)
		if err == nil {
			r, closer, _ := f.Sheets[0].Rows()
			_, err = all(r)
			closer.Close()
		}
		var p problem.Problem
		if !errors.As(err, &p) || p.Error() != c.want || p.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTypedRows(t *testing.T) {
	var b bytes.Buffer
	w, err := NewRowsWriter(&b, "actuals", []string{"Mã", "Giá trị", "Ngày", "Có"}, []Type{Text, Number, Date, Bool})
	if err != nil {
		t.Fatal(err)
	}
	ptr := func(s string) *string { return &s }
	for _, row := range [][]*string{{ptr("<01>\n2"), ptr("1.150"), ptr("2022-06-30"), ptr("có")}, {nil, nil, nil, nil}, {ptr("x"), nil, nil, nil}} {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, _ := readBytes(t, b.Bytes())
	if want := "1:1=Mã | 1:2=Giá trị | 1:3=Ngày | 1:4=Có\n2:1=<01>\n2 | 2:2n=1.150 | 2:3d=2022-06-30 | 2:4b=có\n4:1=x | 4:2= | 4:3= | 4:4="; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Whatever the bytes, opening and reading end with rows or a problem.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("\xff\xfea\x00;\x00"))
	f.Add([]byte(rowsMagic + `"columns":["a"],"types":["number"]}` + "\n[\"1\"]\n"))
	f.Add([]byte("c\xe9ng;x\xb7\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := openBytes(t, "a.csv", content)
		if err == nil && len(file.Sheets) > 0 {
			r, c, operr := file.Sheets[0].Rows()
			if operr != nil {
				t.Fatal(operr)
			}
			_, err = all(r)
			c.Close()
		}
		var p problem.Problem
		if err != nil && (!errors.As(err, &p) || p.Hint == "") {
			t.Fatalf("%#v", err)
		}
	})
}
