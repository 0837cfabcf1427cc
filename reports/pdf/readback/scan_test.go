package readback

import (
	"strings"
	"testing"
)

// Two letters in a made-up font of half an em, moved, turned and justified.
func TestInterpreter(t *testing.T) {
	font := &codes{name: "F", wide: 500, text: func(c int) rune { return rune(c) }}
	src := "q 1 0 0 1 72 0 cm BT /F1 12 Tf 0 144 Td (\\000A\\000\\(\\000\\\\) Tj [<0042> -1000 <0043>] TJ ET Q\n" +
		"% a comment\n10 20 m 30 20 l S 0 0 5 5 re f /Figure BMC 1 2 m 3 4 l 5 6 l f EMC"
	p := Page{}
	in := &interpreter{page: &p, high: 216, figure: -1, font: func(string) (*codes, error) { return font, nil }}
	if err := in.run([]byte(src)); err != nil {
		t.Fatal(err)
	}
	if len(p.Runs) != 2 || p.Runs[0].Text != `A(\` || p.Runs[1].Text != "BC" {
		t.Fatalf("%+v", p.Runs)
	}
	// 72 pt from the left, 216-144 = 72 pt from the top, three letters of 6 pt.
	r := p.Runs[0]
	if !close(r.X, 25.4) || !close(r.Y, 25.4) || r.Size != 12 || !close(r.Width, 18*25.4/72) {
		t.Errorf("%+v", r)
	}
	// The second run begins where the first ended; 1000 thousandths add 12 pt.
	if s := p.Runs[1]; !close(s.X, 25.4+18*25.4/72) || !close(s.Width, 24*25.4/72) {
		t.Errorf("%+v", s)
	}
	if len(p.Lines) != 1 || !close(p.Lines[0].X2, 30*25.4/72) {
		t.Errorf("%+v", p.Lines)
	}
	if len(p.Figures) != 1 || p.Figures[0].Paths != 1 {
		t.Errorf("%+v", p.Figures)
	}
}

func close(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }

func TestInterpreterErrors(t *testing.T) {
	for src, want := range map[string]string{
		"q":              "left open",
		"Q":              "nothing was saved",
		"1 2 3 cm":       "6 needed",
		"BT (a) Tj":      "before a font",
		"EMC":            "no mark",
		"(abc":           "no end",
		"[1 2":           "no end",
		"<12zz>":         "hexadecimal",
		"/X Do":          "not read",
		"/F1 12 Tf )":    "out of place",
		"/F1 9 Tf (a) '": "half a code",
	} {
		in := &interpreter{page: &Page{}, figure: -1, font: func(string) (*codes, error) {
			return &codes{text: func(c int) rune { return rune(c) }}, nil
		}}
		if err := in.run([]byte(src)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", src, err, want)
		}
	}
}

// No content stream makes the reader panic.
func FuzzInterpreter(f *testing.F) {
	f.Add([]byte("q 1 0 0 1 72 0 cm BT /F1 12 Tf 0 144 Td (\\000A) Tj [<0042> -1 (\\000B)] TJ ET Q 1 2 m 3 4 l S"))
	f.Add([]byte("<</A [1 2] /B (x)>> BDC EMC T* ' TJ re"))
	f.Fuzz(func(t *testing.T, src []byte) {
		font := &codes{wide: 500, text: func(c int) rune { return rune(c) }}
		in := &interpreter{page: &Page{}, figure: -1, font: func(string) (*codes, error) { return font, nil }}
		if err := in.run(src); err == nil && len(in.stack) != 0 {
			t.Error("a state is left open without an error")
		}
	})
}
