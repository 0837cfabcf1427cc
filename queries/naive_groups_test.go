package queries

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var nOwners = []string{"Kế hoạch", "Kế hoạch", "tỉnh giao", "HĐND giao"}

// checkGroups counts the chỉ tiêu of a plan again, one group after the other.
func checkGroups(t *testing.T, db *sql.DB, results []TargetResult, q GroupQuestion) {
	t.Helper()
	lines := map[string][]TargetResult{}
	var keys []string
	for _, r := range results {
		if r.Verdict == "" {
			continue
		}
		if lines[r.CountsAs] == nil {
			keys = append(keys, r.CountsAs)
		}
		lines[r.CountsAs] = append(lines[r.CountsAs], r)
	}
	want := map[[2]string]map[string]int{}
	for _, key := range keys {
		first, verdict := lines[key][0], "met"
		has := func(v string) bool {
			return slices.ContainsFunc(lines[key], func(r TargetResult) bool { return r.Verdict == v })
		}
		switch {
		case has("not_met"):
			verdict = "not_met"
		case has("no_data"):
			verdict = "no_data"
		case has("to_verify"):
			verdict = "to_verify"
		case has("not_due"):
			verdict = "not_due"
		case !has("met"):
			verdict = "exceeded"
		}
		phase := first.Span
		if phase == "phase" && first.SpanFrom.Equal(on(2022, 7, 1)) && first.SpanTo.Equal(on(2022, 12, 31)) {
			phase = "2"
		}
		for _, g := range [][2]string{{"plan", "*"}, {"sector", first.SectorCode}, {"owner", first.Owner}, {"unit", first.UnitCode}, {"phase", phase}} {
			if want[g] == nil {
				want[g] = map[string]int{}
			}
			want[g][verdict]++
			want[g]["all"]++
		}
	}
	groups, err := GroupVerdicts(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	have := map[[2]string]map[string]int{}
	for _, g := range groups {
		counts := map[string]int{"all": g.Targets, "exceeded": g.Exceeded, "met": g.Met, "not_met": g.NotMet, "not_due": g.NotDue, "no_data": g.NoData, "to_verify": g.ToVerify}
		for k, n := range counts {
			if n == 0 {
				delete(counts, k)
			}
		}
		have[[2]string{g.Dimension, g.Code}] = counts
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("groups of %s (-naive +SQL)\n%s", q.PlanID, diff)
	}
}
