package queries

import (
	"context"
	"testing"
	"time"

	"tdkt/loaders/emulation"
)

// TestRulesAreWholeData wants every stretch of law to follow the one before
// without gap or overlap, and every code to be one of the vocabulary.
func TestRulesAreWholeData(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	rules, err := Rules(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rules {
		if r.Grade != "A" && r.Grade != "B" && r.Grade != "C" && r.Grade != "U" || r.RuleText == "" || r.Article == "" {
			t.Errorf("%s from %s: grade %q, text %q, article %q", r.RuleID, r.ValidFrom, r.Grade, r.RuleText, r.Article)
		}
		if (r.Grade == "U" || r.Grade == "C") && r.Binding {
			t.Errorf("%s from %s binds without a known source", r.RuleID, r.ValidFrom)
		}
		last := i+1 == len(rules) || rules[i+1].RuleID != r.RuleID
		switch {
		case last && !r.ValidTo.IsZero():
			t.Errorf("%s ends on %s with nothing after it", r.RuleID, r.ValidTo)
		case !last && !rules[i+1].ValidFrom.Equal(r.ValidTo.AddDate(0, 0, 1)):
			t.Errorf("%s: %s does not follow %s", r.RuleID, rules[i+1].ValidFrom, r.ValidTo)
		}
	}

	authorities, err := Authorities(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	type place struct{ honour, level string }
	ends := map[place]time.Time{}
	for _, a := range authorities {
		if !emulation.Honour(a.HonourCode).Valid() || !emulation.Level(a.Level).Valid() {
			t.Errorf("%s at %s is no code of the vocabulary", a.HonourCode, a.Level)
		}
		p := place{a.HonourCode, a.Level}
		if end, before := ends[p]; before && !a.ValidFrom.After(end) {
			t.Errorf("%s at %s from %s overlaps the line before", a.HonourCode, a.Level, a.ValidFrom)
		}
		ends[p] = a.ValidTo
		if a.ValidTo.IsZero() {
			ends[p] = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
		}
		if a.Level == "district" && a.ValidTo.After(time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: the district level ended on 30/6/2025", a.HonourCode)
		}
	}
	if len(rules) < 15 || len(authorities) < 50 {
		t.Errorf("%d rules and %d authorities: the data were not read", len(rules), len(authorities))
	}
}
