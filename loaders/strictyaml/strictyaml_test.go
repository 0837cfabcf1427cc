package strictyaml

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValues(t *testing.T) {
	m, r := Parse("f.yaml", []byte("\ufeffcode: 06\r\nexact: 159.90\r\nday: 2022-06-30\r\nyes: true\r\nnone:\r\nfolded: >-\r\n  một\r\n  hai\r\nlist: [a, \"b\"]\r\nnfd: \"le\u0302\u0323\"\r\nmixed: [x, {unit: y}]\r\n"))
	if got := m.Text("code"); got != "06" {
		t.Errorf("code %q: the written text was lost", got)
	}
	if got := m.Number("exact"); got != "159.90" || got.LastDigit() != "0.01" || got.Decimals() != 2 {
		t.Errorf("number %q, last digit %q", got, got.LastDigit())
	}
	if got := m.Date("day"); got != "2022-06-30" {
		t.Errorf("day %q", got)
	}
	if !m.Bool("yes", false) || m.Has("none") || m.Text("none") != "" {
		t.Error("true, or the empty value")
	}
	if got := m.Text("folded"); got != "một hai" {
		t.Errorf("folded %q", got)
	}
	if d := cmp.Diff([]string{"a", "b"}, m.Texts("list")); d != "" {
		t.Error(d)
	}
	if got := m.Text("nfd"); got != "lệ" {
		t.Errorf("nfd %q is not composed", got)
	}
	var units []string
	for _, u := range m.MapsOr("mixed", "member", "unit") {
		units = append(units, u.Text("unit"))
	}
	if d := cmp.Diff([]string{"x", "y"}, units); d != "" {
		t.Error(d)
	}
	m.Done()
	if p := r.Problems(); len(p) > 0 {
		t.Error(p)
	}
}

// § marks where the first problem is.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a: 1\n§bb: 2\n", `the file has no key "bb"`},
		{"a: 1\n§a: 2\n", `key "a" stands here twice`},
		{"a:\n§\tb: 1\n", "not YAML"},
		{"§a: {b: 1}\n", "a must be a single value, not a map"},
		{"§- 1\n", "the file must be a map of keys, not a list"},
		{"§a: !!str 1\n", "a must be a single value, not a tag"},
		{"§", "the file is empty"},
		{"§a: 1\n---\na: 2\n", "more than one document"},
		{"§" + strings.Repeat("[", 100), "nested more than"},
		{"§" + strings.Repeat("- ", 100), "nested more than"},
		{"§" + strings.Repeat("a: 1\n", 5000), "a map with more than 1000 keys"},
		{"§x: {" + strings.Repeat("a: 1, ", 5000) + "}", "a map with more than 1000 keys"},
	} {
		before, after, _ := strings.Cut(c.text, "§")
		m, r := Parse("f", []byte(before+after))
		m.Text("a")
		m.Done()
		p := r.Problems()
		line := 1 + strings.Count(before, "\n")
		column := 1 + len([]rune(before[strings.LastIndex(before, "\n")+1:]))
		if len(p) != 1 || p[0].Line != line || p[0].Column != column || !strings.Contains(p[0].Message, c.want) {
			t.Errorf("%q: want %d:%d %s, got %v", c.text, line, column, c.want, p)
		}
	}
}

// Many small maps are not one wide map.
func TestLongFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("list:\n")
	for range 2000 {
		b.WriteString("  - code: a\n    targets: [{x: 1}, {x: 2}]\n    more:\n      y: 1\n")
	}
	m, r := Parse("f", []byte(b.String()))
	if n := len(m.Maps("list", "item")); n != 2000 || len(r.Problems()) > 0 {
		t.Errorf("%d items, %v", n, r.Problems())
	}
}

func TestNilMap(t *testing.T) {
	var m *Map
	m.Require("a")
	m.Done()
	m.Errorf("a", "", "never seen")
	if m.Text("a") != "" || m.Number("a") != "" || m.Map("a", "b").Has("c") || m.Texts("a") != nil || m.Maps("a", "b") != nil || !m.Absent() {
		t.Error("a nil map has values")
	}
}

func TestNumberOrder(t *testing.T) {
	if Number("1.10").Cmp("1.1") != 0 || Number("-2").Cmp("1") != -1 || Number("0.30").Cmp("0.3000") != 0 {
		t.Error("numbers compare by value, not by text")
	}
	if Number("").Sign() != 0 || Number("-0.5").Sign() != -1 {
		t.Error("sign")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a: 1\nb: [x, {c: d}]\n? e\n: f\n&g h: *g\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, r := Parse("f", data)
		m.Number("a")
		m.Texts("b")
		for _, c := range m.Maps("c", "c") {
			c.Date("d")
			c.Done()
		}
		m.Done()
		for _, p := range r.Problems() {
			if p.Line < 1 {
				t.Fatalf("no line: %+v", p)
			}
		}
	})
}

func TestPhrases(t *testing.T) {
	root, file := Parse("x.yaml", []byte("a: \"Tổng  thu\u00a0ngân sách \"\nb: |\n  Một\n  hai\nc: [\"x  y\", \" \"]\n"))
	if got := root.Phrase("a") + "|" + root.Phrase("b") + "|" + root.PhraseOr("d", "e") + "|" + root.Text("b") + "|" + strings.Join(root.Texts("c"), ","); got != "Tổng thu ngân sách|Một hai|e|Một\nhai|x y" || len(file.Problems()) > 0 {
		t.Errorf("%q, %v", got, file.Problems())
	}
}
