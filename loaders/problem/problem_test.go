package problem

import (
	"strings"
	"testing"
)

func TestPlace(t *testing.T) {
	for want, p := range map[string]Problem{
		"plan.yaml:14:5": {File: "plan.yaml", Line: 14, Column: 5},
		"plan.yaml:14":   {File: "plan.yaml", Line: 14},
		"plan.yaml":      {File: "plan.yaml"},
		`so-lieu.xlsx, sheet "Đợt 1", cell D14`: {File: "so-lieu.xlsx", Sheet: "Đợt 1", Line: 14, Column: 4, Cell: "D14"},
		`so-lieu.xlsx, sheet "Đợt 1", row 14`:   {File: "so-lieu.xlsx", Sheet: "Đợt 1", Line: 14},
		"":                                      {},
	} {
		if got := p.Place(); got != want {
			t.Errorf("place %q, want %q", got, want)
		}
	}
}

func TestPrint(t *testing.T) {
	l := List{
		{File: "b.yaml", Line: 2, Message: "second"},
		{File: "a.yaml", Line: 9, Column: 3, Message: `unknown key "vaule"`, Hint: `did you mean "value"?`, Severity: Warning},
		{File: "c.yaml", Message: "third"},
	}
	l.Sort()
	var b strings.Builder
	if err := l.Print(&b, "tdkt: ", 2); err != nil {
		t.Fatal(err)
	}
	want := `tdkt: warning: a.yaml:9:3: unknown key "vaule"
tdkt: hint: did you mean "value"?
tdkt: error: b.yaml:2: second
tdkt: and 1 more
`
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
	if len(l.Errors()) != 2 || len(l.Remarks()) != 1 {
		t.Errorf("%d errors and %d remarks, want 2 and 1", len(l.Errors()), len(l.Remarks()))
	}
}

func TestDidYouMean(t *testing.T) {
	keys := []string{"value", "from", "to", "place", "quote"}
	for word, want := range map[string]string{
		"vaule":  `did you mean "value"?`,
		"Quotes": `did you mean "quote"?`,
		"xyz":    "one of: value, from, to, place, quote",
	} {
		if got := DidYouMean(word, keys); got != want {
			t.Errorf("DidYouMean(%q) = %q, want %q", word, got, want)
		}
	}
}
