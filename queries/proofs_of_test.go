package queries

import (
	"testing"

	"tdkt/loaders/quantity"
)

// A part above its whole is about both and about nothing else, however the
// targets are ordered; a unit's finding is no other's.
func TestFindingsByUnit(t *testing.T) {
	target := func(code, partOf, value string) TargetResult {
		r := TargetResult{TargetCode: code, PartOf: partOf, Label: code, CountsAs: code, Nature: "flow", Bound: "at_least", Verdict: "met", ValuePrecision: "exact",
			Value: quantity.Some(quantity.Must(value))}
		if partOf != "" {
			r.PartKind = "of_which"
		}
		return r
	}
	u := UnitFindings{targets: findingsByTarget([]TargetResult{target("b1", "b", "3"), target("a1", "a", "12"), target("a", "", "10"), target("b", "", "4"), target("c", "", "1")}),
		awards: map[string][]Finding{"Thôn 1": {{ID: "decisions"}}, "x1": {{ID: "conversion"}}, "giay_khen, individual": {{ID: "decisions"}}}}
	for code, want := range map[string]int{"a": 1, "a1": 1, "b": 0, "b1": 0, "c": 0} {
		if got := u.OfTarget(code); len(got) != want {
			t.Errorf("%s: %+v", code, got)
		}
	}
	rows := []UnitConversion{{HonourCode: "giay_khen", RecipientKind: "individual"}}
	for _, c := range []struct {
		code, name string
		rows       []UnitConversion
		want       int
	}{{"x1", "Thôn 1", nil, 2}, {"x1", "Thôn 1", rows, 3}, {"x2", "Thôn 2", nil, 0}, {"x2", "Thôn 2", rows, 1}} {
		if got := u.OfAwards(c.code, c.name, c.rows); len(got) != c.want {
			t.Errorf("%s: %+v", c.code, got)
		}
	}
	// What is about the number of chỉ tiêu is kept apart.
	unjudged := target("d", "", "1")
	unjudged.Verdict = ""
	if found := CountFindings([]TargetResult{unjudged, target("a1", "", "1")}); len(found) != 1 || found[0].ID != "verdict_counts" {
		t.Errorf("%+v", found)
	}
	if found := findingsByTarget([]TargetResult{unjudged}); len(found) != 0 {
		t.Errorf("%+v", found)
	}
}
