package queries

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

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
	checkTallyGroups(t, db, results, groups, q.PlanID)
}

// checkTallyGroups holds the counts that a report makes of its results against
// those of the query.
func checkTallyGroups(t *testing.T, db *sql.DB, results []TargetResult, groups []VerdictGroup, plan string) {
	t.Helper()
	phases, err := PlanPhases(context.Background(), db, plan)
	if err != nil {
		t.Fatal(err)
	}
	var asked, tallied []VerdictGroup
	for _, g := range groups {
		if g.Dimension == "unit" { // under the short name and in the order of the list of units
			g.Name, g.Position = "", 0
		}
		if g.Dimension == "owner" || g.Dimension == "unit" || g.Dimension == "phase" {
			asked = append(asked, g)
		}
	}
	for _, g := range TallyGroups(results, phases) {
		if g.Dimension == "unit" {
			g.Name = ""
		}
		tallied = append(tallied, g)
	}
	for _, rows := range [][]VerdictGroup{asked, tallied} {
		slices.SortStableFunc(rows, func(a, b VerdictGroup) int {
			if a.Dimension != "unit" || b.Dimension != "unit" {
				return 0
			}
			return strings.Compare(a.Code, b.Code)
		})
	}
	if diff := cmp.Diff(asked, tallied); diff != "" {
		t.Errorf("groups of %s (-SQL +tally)\n%s", plan, diff)
	}
}

func checkTallyOfUnits(t *testing.T, db *sql.DB, groups []VerdictGroup, q ReviewDate) {
	t.Helper()
	results, err := TargetResults(context.Background(), db, q)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]VerdictTally{}
	for _, g := range groups {
		want[g.Code] = g.VerdictTally
	}
	have := map[string]VerdictTally{}
	for _, g := range TallyGroups(results, nil) {
		if g.Dimension == "unit" {
			have[g.Code] = g.VerdictTally
		}
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("units of %s (-SQL +tally)\n%s", q.PlanID, diff)
	}
}

// verdict_groups where the targets are those of several units: each chỉ tiêu is
// judged by the plain reading and counted under the unit of its first line, which
// has the name of the day that the figures end.
func TestNaiveGroupsOfUnits(t *testing.T) {
	db := openEmpty(t)
	if _, err := db.Exec(`insert into org_unit select * from (values
		('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1),
		('c1','Xã 1','Xã 1','commune','xã','root',true,4,date '2000-01-01',null,null,0,'',2),
		('c2','Xã 2','Xã 2','commune','xã','root',true,3,date '2000-01-01',date '2022-09-30',null,0,'',3),
		('c2','Xã 2 mới','Xã 2 mới','commune','xã','root',true,3,date '2022-10-01',null,null,0,'',3),
		('c3','Xã 3','Xã 3','commune','xã','root',true,2,date '2000-01-01',null,null,0,'',4));
		insert into unit_change (old_code, new_code, basis, changed_on, share, file_id, sheet, row_no) values ('c2', 'c2', 'all', '2022-10-01', 1, 1, '', 1)`); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(2022, 99))
	counted, estimated := 0, 0
	for i, dataTo := range []time.Time{on(2022, 12, 31), on(2022, 6, 30)} {
		plan, knownAt := fmt.Sprint("g", i), dataTo.AddDate(0, 0, 20)
		var cases []nCase
		for n := range 300 {
			c := randomCase(r, plan, 1000*i+n, dataTo, knownAt)
			c.boundUnit = pick(r, "", "", "c1", "c2", "c3")
			if c.boundUnit != "" { // only what it tells itself
				c.rolledUp = false
				c.rows = slices.DeleteFunc(c.rows, func(w nRow) bool { return w.unit != "root" })
			}
			cases = append(cases, c)
		}
		insertCases(t, db, plan, cases)
		type line struct {
			name                          string
			position                      int
			Exceeded, Met, NotMet, NotDue int
			NoData, ToVerify, Estimated   int
		}
		of := map[string]string{"root": "Huyện", "c1": "Xã 1", "c2": "Xã 2", "c3": "Xã 3"}
		if dataTo.Month() == 12 {
			of["c2"] = "Xã 2 mới"
		}
		for _, headline := range []bool{false, true} {
			want := map[string]line{}
			for n := 0; n < len(cases); n++ {
				first := n
				lines := []nResult{cases[n].judge()}
				if n%6 == 0 && n+1 < len(cases) { // a chỉ tiêu of two lines
					n++
					lines = append(lines, cases[n].judge())
				}
				if headline && first%5 != 0 && n%5 != 0 {
					continue
				}
				unit := cases[first].boundUnit
				if unit == "" {
					unit = "root"
				}
				g := want[unit]
				g.name, g.position = of[unit], map[string]int{"root": 1, "c3": 2, "c2": 3, "c1": 4}[unit]
				has := func(v string) bool {
					return slices.ContainsFunc(lines, func(l nResult) bool { return l.Verdict == v })
				}
				verdict, guessed := "", slices.ContainsFunc(lines, func(l nResult) bool { return l.Estimated })
				for _, v := range []string{"not_met", "no_data", "to_verify", "not_due", "met", "exceeded"} {
					if verdict == "" && has(v) {
						verdict = v
					}
				}
				switch verdict {
				case "not_met":
					g.NotMet++
					// One line that is missed for certain is enough.
					guessed = !slices.ContainsFunc(lines, func(l nResult) bool { return l.Verdict == "not_met" && !l.Estimated })
				case "no_data":
					g.NoData, guessed = g.NoData+1, false
				case "to_verify":
					g.ToVerify, guessed = g.ToVerify+1, false
				case "not_due":
					g.NotDue, guessed = g.NotDue+1, false
				case "met":
					g.Met++
				case "exceeded":
					g.Exceeded++
				}
				if guessed {
					g.Estimated++
					estimated++
				}
				want[unit] = g
				counted++
			}
			groups, err := GroupVerdicts(context.Background(), db, GroupQuestion{PlanID: plan, DataTo: dataTo, KnownAt: knownAt, Review: "final", Dimension: "unit", HeadlineOnly: headline})
			if err != nil {
				t.Fatal(err)
			}
			if !headline {
				checkTallyOfUnits(t, db, groups, ReviewDate{PlanID: plan, DataTo: dataTo, KnownAt: knownAt, Review: "final"})
			}
			have := map[string]line{}
			for _, g := range groups {
				have[g.Code] = line{g.Name, g.Position, g.Exceeded, g.Met, g.NotMet, g.NotDue, g.NoData, g.ToVerify, g.Estimated}
				if g.Targets != g.Exceeded+g.Met+g.NotMet+g.NotDue+g.NoData+g.ToVerify {
					t.Errorf("%+v does not add up", g)
				}
			}
			if diff := cmp.Diff(want, have, cmp.AllowUnexported(line{})); diff != "" || len(have) != 4 {
				t.Errorf("units of %s, headline %v (-naive +SQL)\n%s", plan, headline, diff)
			}
		}
	}
	if counted < 500 || estimated < 20 {
		t.Errorf("%d chỉ tiêu counted, %d estimated", counted, estimated)
	}
}
