package pdf

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tdkt/reports/document"
)

func newLayout() *layout {
	opts, _ := Options{}.filled()
	count := 0
	return &layout{opts: opts, widths: &widths{}, width: 460, count: &count}
}

func lineText(ln line) string {
	var b strings.Builder
	for i, w := range ln.words {
		if i > 0 && !w.split {
			b.WriteByte(' ')
		}
		for _, f := range w.frags {
			b.WriteString(f.s)
		}
	}
	return b.String()
}

// Random paragraphs in random widths: no text is lost or moved, no line is too
// wide, no number is cut, no number loses its unit while there is room.
func TestBreakLines(t *testing.T) {
	l := newLayout()
	syllables := []string{"thi", "đua", "nghiêng", "xã", "kinh tế-xã hội", "159,9 tỷ", "30/6/2022", "83-86%", "1.234.567,89", "Phú", "HĐND/UBND"}
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 2))
		var parts []string
		for range 1 + rng.IntN(40) {
			parts = append(parts, syllables[rng.IntN(len(syllables))])
		}
		text := strings.Join(parts, " ")
		words, err := l.words(document.Spans(text), style{size: 12})
		if err != nil {
			t.Fatal(err)
		}
		width := 70 + 300*rng.Float64()
		lines, ok := breakLines(words, width, width, l.widths)
		if !ok {
			t.Fatalf("seed %d: a number is wider than %.0f pt", seed, width)
		}
		var got []string
		for i, ln := range lines {
			if ln.w > width+0.02 {
				t.Errorf("seed %d: line %q is %.1f of %.1f pt wide", seed, lineText(ln), ln.w, width)
			}
			if ln.end != (i == len(lines)-1) {
				t.Errorf("seed %d: line %d of %d ends the paragraph: %v", seed, i, len(lines), ln.end)
			}
			got = append(got, lineText(ln))
		}
		if strings.Join(got, " ") != text {
			t.Errorf("seed %d: %q became %q", seed, text, got)
		}
		for i, s := range got[:len(got)-1] {
			if strings.HasSuffix(s, " 159,9") && strings.HasPrefix(got[i+1], "tỷ") {
				t.Errorf("seed %d: %q and %q tear a number from its unit", seed, s, got[i+1])
			}
		}
	}
}

func TestLongWords(t *testing.T) {
	l := newLayout()
	for text, want := range map[string]string{
		"aaaaaaaaaaaaaaa":      "cut",
		"kinh-tế-xã-hội-chung": "cut after a hyphen",
		"1.234.567.890,12":     "whole",
		"83,25-86,75%":         "whole",
	} {
		words, err := l.words(document.Spans(text), style{size: 12})
		if err != nil {
			t.Fatal(err)
		}
		lines, ok := breakLines(words, 50, 50, l.widths)
		switch want {
		case "whole":
			if ok || len(lines) != 1 {
				t.Errorf("%q: ok %v, %d lines", text, ok, len(lines))
			}
		default:
			if !ok || len(lines) < 2 {
				t.Errorf("%q: ok %v, %d lines", text, ok, len(lines))
			}
			if first := lineText(lines[0]); want != "cut" && !strings.HasSuffix(first, "-") {
				t.Errorf("%q is cut as %q", text, first)
			}
		}
	}
}

// Blanks that a clerk fills in keep their width and are never at a line's end.
func TestBlanks(t *testing.T) {
	l := newLayout()
	words, err := l.words(document.Spans("Kèm theo Báo cáo số      /BC-UBND ngày"), style{size: 14})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range words {
		got = append(got, lineText(line{words: []word{w}}))
	}
	if s := strings.Join(got, "|"); s != "Kèm|theo|Báo|cáo|số      /BC-UBND|ngày" {
		t.Error(s)
	}
}

func TestIsNumber(t *testing.T) {
	for s, want := range map[string]bool{
		"1.234,5": true, "7": true, "-0,25": true, "98,5%": true, "+3": true, "−1,2": true, "12.000": true,
		"83-86": false, "-": false, "...": false, "×": false, "": false, "12/19": false, "1,2,3": false, "Vượt": false, "2 xã": false, ",5": false,
	} {
		if isNumber(s) != want {
			t.Errorf("isNumber(%q) = %v", s, !want)
		}
	}
}

func TestSpread(t *testing.T) {
	l := newLayout()
	l.width = 300
	for _, c := range []struct {
		shares []float64
		cells  []string
	}{
		{[]float64{1, 1, 1}, []string{"a", "b", "c"}},
		{[]float64{1, 98, 1}, []string{"1.234.567,89", "b", "Nghiêng"}},
		{[]float64{0, 5, 5}, []string{"Trường", "b", "c"}},
	} {
		tb := document.Table{Rows: []document.Row{{}}}
		for i, s := range c.shares {
			tb.Columns = append(tb.Columns, document.Column{Width: s, Align: document.Decimal})
			tb.Rows[0].Cells = append(tb.Rows[0].Cells, document.WordCell(c.cells[i]))
		}
		g, err := l.fit(tb)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for j, w := range g.width {
			sum += w
			if need := g.rows[0][j].least + 2*cellPadX; w < need-0.01 {
				t.Errorf("%v: column %d is %.1f wide, its word needs %.1f", c.cells, j+1, w, need)
			}
		}
		if sum < 299.9 || sum > 300.1 {
			t.Errorf("%v: columns are %.1f wide together", c.cells, sum)
		}
	}
}

func TestOptions(t *testing.T) {
	for _, o := range []Options{{BodySize: 12}, {MarginRight: 25}, {LineSpacing: 2}, {Indent: 5}, {TableSize: 14}, {SealSpace: 5}} {
		if _, err := Write(nil, sample(), o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
	doc := sample()
	doc.Meta.Made = time.Time{}
	if _, err := Write(nil, doc, Options{}); err == nil || !strings.Contains(err.Error(), "Meta.Made") {
		t.Errorf("no date: %v", err)
	}
}

func TestPDFString(t *testing.T) {
	for in, want := range map[string]string{
		`a(b)\`: `(a\(b\)\\)`,
		"đ":     "<FEFF0111>",
		"":      "()",
	} {
		if got := pdfString(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
	if got := pdfName("application/json"); got != "application#2Fjson" {
		t.Error(got)
	}
}

// Two footnotes at one place have a comma between their numbers.
func TestFootnotesAtOnePlace(t *testing.T) {
	for _, spans := range [][]document.Span{
		{{Text: "67", Notes: []string{"x", "y"}}},
		{{Text: "67", Notes: []string{"x"}}, {Notes: []string{"y"}}},
	} {
		words, err := newLayout().words(spans, style{size: 12})
		if err != nil {
			t.Fatal(err)
		}
		if len(words) != 1 || len(words[0].frags) != 2 || words[0].frags[1].s != "1,2" || len(words[0].notes) != 2 {
			t.Errorf("%+v", words)
		}
	}
}

// Footnotes are numbered through a part; a note that returns in a table
// keeps its number.
func TestFootnoteNumbers(t *testing.T) {
	l := newLayout()
	note := func(s string) []document.Span { return []document.Span{{Text: "a", Notes: []string{s}}} }
	tb := document.Table{Columns: []document.Column{{Width: 1}}, Rows: []document.Row{
		{Cells: []document.Cell{{Spans: note("x")}}}, {Cells: []document.Cell{{Spans: note("x")}}}, {Cells: []document.Cell{{Spans: note("y")}}}}}
	ss, err := l.blocks([]document.Block{document.P(note("x")...), tb, document.P(note("z")...)}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range ss {
		for _, n := range s.notes {
			got = append(got, fmt.Sprint(n.mark, n.text))
		}
	}
	if s := strings.Join(got, " "); s != "1x 4z" {
		t.Errorf("at the foot: %s; want 1x 4z, with 2x and 3y under the table", s)
	}
}
