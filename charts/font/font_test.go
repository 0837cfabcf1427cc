package font

import (
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// vietnamese is every letter of the alphabet with every tone mark, and the
// signs that reports print.
const vietnamese = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ" +
	"AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ" +
	"0123456789 ,.;:%‰()/-–—…«»“”‘’§±×≤≥²³↑↓→•"

func TestCoverage(t *testing.T) {
	for _, f := range Faces() {
		if missing := f.Missing(vietnamese); missing != nil {
			t.Errorf("%s has no glyph for %q", f, missing)
		}
		if got := string(f.Missing("Huyện 國 A國B中")); got != "國中" {
			t.Errorf("%s: Missing = %q, want 國中", f, got)
		}
		if f.Covers("A\nB") {
			t.Errorf("%s covers a line break", f)
		}
	}
}

// The advance widths of Arial and Times New Roman, in thousandths of an em, as
// published for the standard fonts of PDF: A, space, a digit, and bold A.
func TestAdvance(t *testing.T) {
	for _, c := range []struct {
		face Face
		text string
		want float64
	}{
		{SansRegular, "A", 667}, {SansRegular, " ", 278}, {SansRegular, "7", 556}, {SansBold, "A", 722},
		{SerifRegular, "A", 722}, {SerifRegular, " ", 250}, {SerifRegular, "7", 500}, {SerifItalic, "A", 611},
		{SansRegular, "A 7", 667 + 278 + 556}, {SerifBoldItalic, "A", 667}, {SerifRegular, "", 0},
	} {
		if got := c.face.Advance(c.text, 1000); math.Abs(got-c.want) > 0.7 {
			t.Errorf("%s %q is %.2f wide, want %.0f", c.face, c.text, got, c.want)
		}
	}
	// A marked letter is as wide as its base letter.
	if a, b := SansRegular.Advance("ệ", 9), SansRegular.Advance("e", 9); a != b {
		t.Errorf("ệ is %v wide and e %v", a, b)
	}
	if up, down := SerifRegular.Ascent(1000), SerifRegular.Descent(1000); up < 850 || up > 950 || down < 200 || down > 250 {
		t.Errorf("ascent %v, descent %v", up, down)
	}
}

func TestFind(t *testing.T) {
	for _, f := range Faces() {
		got, err := Find(f.Family(), f.Bold(), f.Italic())
		if err != nil || got != f {
			t.Errorf("Find of %s = %s, %v", f, got, err)
		}
	}
	for _, family := range []string{"Arial", "", "國"} {
		if _, err := Find(family, false, false); err == nil {
			t.Errorf("Find(%q) found a face", family)
		}
	}
	if _, err := Find(Sans, true, true); err == nil {
		t.Error("a slanted sans face was found")
	}
}

func TestOutlines(t *testing.T) {
	steps, err := SansRegular.Outlines("iế", 1000)
	if err != nil {
		t.Fatal(err)
	}
	moves, closes, right := 0, 0, 0.0
	for _, s := range steps {
		switch s.Op {
		case 'M':
			moves++
		case 'Z':
			closes++
		}
		right = math.Max(right, s.P[0][0])
	}
	// i: stem and dot; ế: bowl, counter, circumflex, acute.
	if moves != closes || moves < 5 {
		t.Errorf("%d contours begin and %d end", moves, closes)
	}
	if w := SansRegular.Advance("iế", 1000); right > w+1 || right < w/2 {
		t.Errorf("the outlines reach to %v of %v", right, w)
	}
	if _, err := SansRegular.Outlines("中", 9); err == nil || !strings.Contains(err.Error(), "中") {
		t.Errorf("a missing glyph gave %v", err)
	}
}

// TestLazy runs one test of this package in a new process, where nothing has
// been measured yet.
func TestLazy(t *testing.T) {
	if Parsed() == 0 {
		_ = len(SerifRegular.Bytes())
		if Parsed() != 0 {
			t.Error("Bytes parsed a face")
		}
		SerifRegular.Advance("a", 1)
		SerifRegular.Advance("b", 1)
		if Parsed() != 1 {
			t.Errorf("%d faces parsed by measuring with one", Parsed())
		}
		return
	}
	test, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(test, "-test.run=^TestLazy$").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
