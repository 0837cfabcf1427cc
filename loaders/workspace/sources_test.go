package workspace

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const office = "office: {issuer: A, name: B, place: C}\nsignature: {authority: [D]}\n"

func TestSources(t *testing.T) {
	c, problems := ReadConfig("tdkt.yaml", []byte(office+`
sources:
  - name: so-tai-chinh
    kind: actuals
    dsn_env: SO_TAI_CHINH
    query: |
      select ma from t
    types:
      - {column: ma, type: text}
  - {name: b, dsn: "postgres://u@h/db", password_env: P, query: select 1, timeout_seconds: 5}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []Source{
		{Name: "so-tai-chinh", Kind: "actuals", DSNEnv: "SO_TAI_CHINH", Query: "select ma from t", Timeout: 30, Types: []ColumnType{{"ma", "text"}}},
		{Name: "b", DSN: "postgres://u@h/db", PasswordEnv: "P", Query: "select 1", Timeout: 5},
	}
	for i := range c.Sources {
		c.Sources[i].Query = strings.TrimSpace(c.Sources[i].Query)
	}
	if d := cmp.Diff(want, c.Sources); d != "" {
		t.Error(d)
	}
}

func TestSourcesRefused(t *testing.T) {
	for text, want := range map[string]string{
		`{name: a, dsn: "postgres://u:secret@h/db", query: x}`:             "a password does not stand in this file",
		`{name: a, dsn: "host=h password=secret", query: x}`:               "a password does not stand in this file",
		`{name: a, dsn_env: E, password: secret, query: x}`:                "a password does not stand in this file",
		`{name: a, query: x}`:                                              "it is not clear how source a is reached",
		`{name: a, dsn_env: E, dsn_file: f, query: x}`:                     "it is not clear how source a is reached",
		`{name: "A b", dsn_env: E, query: x}`:                              `"A b" is no name for a source`,
		`{name: a, dsn_env: E}`:                                            "source has no query",
		`{name: a, dsn_env: E, query: x, tipes: []}`:                       `source has no key "tipes"`,
		"{name: a, dsn_env: E, query: x, types: [{column: b, type: int}]}": "int",
	} {
		_, problems := ReadConfig("tdkt.yaml", []byte(office+"sources:\n  - "+text+"\n"))
		if len(problems) == 0 || !strings.Contains(problems[0].Message+problems[0].Hint, want) || strings.Contains(problems[0].Message, "secret") {
			t.Errorf("%s: %v", text, problems)
		}
	}
}

func TestHeadings(t *testing.T) {
	columns := func(string) []string { return []string{"value", "note"} }
	list, problems := readHeadings("columns.yaml", []byte("actuals:\n  value: [Số đạt, KQ]\n  ignore: [Mã nội bộ]\n"), []string{"actuals", "awards"}, columns)
	want := []Heading{{"actuals", "value", "Số đạt", 2}, {"actuals", "value", "KQ", 2}, {"actuals", "", "Mã nội bộ", 3}}
	if d := cmp.Diff(want, list); d != "" || len(problems) > 0 {
		t.Error(d, problems)
	}
	for text, want := range map[string]string{
		"actual:\n  value: [a]\n":               `did you mean "actuals"?`,
		"actuals:\n  valeu: [a]\n":              `did you mean "value"?`,
		"actuals:\n  value: [a]\n  note: [a]\n": `the header "a" stands twice`,
	} {
		_, problems := readHeadings("columns.yaml", []byte(text), []string{"actuals"}, columns)
		if len(problems) == 0 || !strings.Contains(problems[0].Message+problems[0].Hint, want) {
			t.Errorf("%q: %v", text, problems)
		}
	}
}
