package queries

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// partFiles are three parts, of which tall stands on trees and leaves on both.
func partFiles() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"parts/trees.sql":  file("-- part: trees\n-- about: All trees.\ntrees as (\n    select $day::date as day, '$day' as word -- $day\n)\n"),
		"parts/tall.sql":   file("-- part: tall\n-- about: Tall ones.\n-- uses: trees\ntall as (from trees)\n"),
		"parts/leaves.sql": file("-- part: leaves\n-- about: Leaves.\n-- uses: tall, trees\nleaves as (from tall)\n"),
	}
}

func TestCompose(t *testing.T) {
	parts, err := readParts(partFiles(), "parts/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	// Each part once, after what it reads; only parameters get another name.
	got, err := compose(parts, []string{"leaves", "trees"}, map[string]string{"day": "coalesce($day, $known_at)"}, "with own as (from leaves)\nfrom own")
	want := "with trees as (\n    select coalesce($day, $known_at)::date as day, '$day' as word -- $day\n), tall as (from trees), leaves as (from tall), own as (from leaves)\nfrom own"
	if err != nil || got != want {
		t.Errorf("compose: %v\n%s\nwant\n%s", err, got, want)
	}
	if got, err := compose(parts, []string{"trees"}, nil, "from trees"); err != nil || !strings.HasSuffix(got, ")\nfrom trees") {
		t.Errorf("without own expressions: %q, %v", got, err)
	}
	if got, err := compose(parts, nil, nil, "select 1"); err != nil || got != "select 1" {
		t.Errorf("without parts: %q, %v", got, err)
	}
}

func TestPartErrors(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"trees", "part: trees", "part: oaks", `parts/trees.sql:1: the part is "oaks", but the file is trees.sql`},
		{"trees", "-- about: All trees.\n", "", `parts/trees.sql:1: the head has no "-- about: ..."`},
		{"trees", "-- about", "-- returns: a VARCHAR\n-- about", `parts/trees.sql:2: unknown entry "returns"`},
		{"tall", "tall as", "with tall as", `parts/tall.sql: the text of a part is`},
		{"tall", "(from trees)", "(from trees),", `parts/tall.sql: the text of a part is`},
		{"tall", "uses: trees", "uses: treees", `uses: unknown part "treees": did you mean "trees"?`},
		{"tall", "uses: trees", "uses: soil_of_the_moon", "there are leaves, tall, trees"},
		{"trees", "-- about", "-- uses: leaves\n-- about", "uses: parts stand on each other: leaves, tall, trees, leaves"},
	} {
		files := partFiles()
		name := "parts/" + c.file + ".sql"
		files[name].Data = []byte(strings.Replace(string(files[name].Data), c.old, c.new, 1))
		parts, err := readParts(files, "parts/*.sql")
		if err == nil {
			_, err = compose(parts, []string{"leaves"}, nil, "from leaves")
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: error %v, want %q", c.new, c.old, err, c.want)
		}
	}
}

// TestNoOrphanParts wants every part in some query.
func TestNoOrphanParts(t *testing.T) {
	parts, err := readParts(files, "sql/parts/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, c := range Catalogue() {
		names, err := needed(parts, c.uses, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			used[name] = true
		}
	}
	for name := range parts {
		if !used[name] {
			t.Errorf("no query uses the part %s", name)
		}
	}
}

// TestStatementQuotes writes values that try to leave their place.
func TestStatementQuotes(t *testing.T) {
	c := Contract{Name: "tall", SQL: "select $word as a, '$word' as b, $n::integer - 1 as c, $day::date as d -- $word",
		Params: []Param{{Name: "word", Type: "VARCHAR"}, {Name: "n", Type: "INTEGER"}, {Name: "day", Type: "DATE", Optional: true}}}
	db := openEmpty(t)
	for _, word := range []string{"x", "'", "''; drop table plan; --", `\'`, "$n", "a\nb", "Đào Dương"} {
		text, err := c.statement(map[string]string{"word": word, "n": "-5"})
		if err != nil {
			t.Fatal(err)
		}
		var a, b string
		var n int
		var d any
		if err := db.QueryRow(text).Scan(&a, &b, &n, &d); err != nil {
			t.Fatalf("%q: %v\n%s", word, err, text)
		}
		if a != word || b != "$word" || n != -6 || d != nil {
			t.Errorf("%q gives %q, %q, %d, %v", word, a, b, n, d)
		}
	}
	if _, err := c.statement(map[string]string{"word": "a\x00b", "n": "1"}); err == nil || !strings.Contains(err.Error(), "zero byte") {
		t.Errorf("a zero byte: %v", err)
	}
}

// TestReplaceParams compares the scanner with the regular expression that says
// what it does, on every text of the catalogue and on odd ones.
func TestReplaceParams(t *testing.T) {
	slow := regexp.MustCompile(`'(?:[^']|'')*'|--[^\n]*|\$[a-z_][a-z0-9_]*`)
	texts := []string{"", "$", "$1 $a1_b", "a - $b -- $c\n$d", "'$a''$b'$c", "$a$b", "x--", "'it''s' || $x::date - $y"}
	for _, c := range Catalogue() {
		texts = append(texts, c.SQL)
	}
	word := func(name string) string { return "<" + name + ">" }
	for _, text := range texts {
		want := slow.ReplaceAllStringFunc(text, func(found string) string {
			if found[0] != '$' {
				return found
			}
			return word(found[1:])
		})
		if got := replaceParams(text, word); got != want {
			t.Errorf("%.60q gives %.60q, want %.60q", text, got, want)
		}
	}
}
