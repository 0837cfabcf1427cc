package kind

import (
	"strings"
	"testing"

	"tdkt/loaders/quantity"
)

// "47/139" is the 47th of 139 where an indicator is a rank or an index; elsewhere
// it is not decided.
func TestRanks(t *testing.T) {
	h, _, findings, ok := Recognise(rows(quickHead), nil, nil)
	if !ok || len(findings) > 0 {
		t.Fatal(findings)
	}
	c := quickCatalogue()
	c.Indicators["hang"] = Indicator{Code: "hang", Nature: "rank", Definition: "1"}
	for _, line := range []struct{ indicator, value, want string }{
		{"hang", "47/139", "47 47/139"},
		{"hang", "47", "47 NULL"},
		{"hang", "139/47", "letter 5: more reached than there are"},
		{"gi", "47/139", "47 47/139"},
		{"nguoi", "47/139", "can be read as 47 out of 139 or 47 done, 139 planned"},
	} {
		r := NewReading(h, c, Settings{Format: quantity.FormatVi})
		values, findings := r.Read(rows("1;" + line.indicator + ";101;;01/01/2022;31/01/2022;không;thực hiện;" + line.value + ";;;;;;;05/02/2022;;")[0])
		got := ""
		for _, f := range findings {
			got += f.Message
		}
		if got == "" {
			text := values[14].String()
			if values[14].Sort == Null {
				text = "NULL"
			}
			got = quantity.Must(values[9].String()).String() + " " + text
		}
		if !strings.Contains(strings.ReplaceAll(got, "\"", ""), line.want) && got != line.want {
			t.Errorf("%s %s: %s, want %s", line.indicator, line.value, got, line.want)
		}
	}
}

// What a cell holds between its words besides one space is none of its name.
func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"Xã Phú Mỹ": "Xã Phú Mỹ", "Xã  Phú Mỹ": "Xã Phú Mỹ", "Xã\nPhú \t Mỹ": "Xã Phú Mỹ", "": "", "a b c": "a b c", "a  ": "a",
	} {
		if got := oneLine(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
