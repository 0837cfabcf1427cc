package queries

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// randomCase makes a target and reports about it. Numbers are few and small, so
// that values often stand exactly on a bound.
func randomCase(r *rand.Rand, plan string, no int, dataTo, knownAt time.Time) nCase {
	c := nCase{
		plan: plan, code: fmt.Sprintf("i%04d", no), dataTo: dataTo, knownAt: knownAt,
		nature:    pick(r, "count", "flow", "flow", "stock", "ratio", "ratio", "growth", "index", "rank", "grade"),
		course:    pick(r, "accrues", "accrues", "level", "level", "once"),
		direction: pick(r, "up", "up", "down", "none"),
		decimals:  r.IntN(3), measure: "level", basis: "unit",
		ownGrant: r.IntN(8) == 0, printRatio: r.IntN(2) == 0, rolledUp: r.IntN(3) == 0,
		from: on(2022, 1, 1), to: on(2022, 12, 31),
	}
	if r.IntN(5) == 0 {
		c.from = on(2022, 7, 1)
	} else if r.IntN(5) == 0 {
		c.to = on(2022, 6, 30)
	}
	if c.nature == "ratio" {
		c.scale = pick(r, "100", "100", "1000")
	}
	c.lo = c.number(r)
	switch {
	case c.nature == "grade":
		c.bound, c.lo, c.rolledUp = "grade", "", false
		c.grade, c.baseGrade = pick(r, "", nGrades[1], nGrades[2], "lạ"), pick(r, "", nGrades[0], nGrades[2])
		if c.grade == "" || r.IntN(3) == 0 {
			c.measure = "increase"
		}
	case c.nature == "rank":
		c.bound, c.direction = "rank", "down"
	default:
		c.bound = pick(r, "at_least", "at_least", "more_than", "at_most", "cap", "less_than", "about", "range", "exactly",
			"maintain", "none", "named", "x_of_y")
	}
	switch c.bound {
	case "range":
		c.hi = plus(num(c.lo), whole(int64(r.IntN(3)))).FloatString(2)
	case "more_than", "less_than":
		if r.IntN(2) == 0 {
			step := int64(1)
			if c.bound == "less_than" {
				step = -1
			}
			c.top = plus(num(c.lo), whole(step)).FloatString(2)
		}
	case "about":
		c.lastDigit = pick(r, "1", "0.1")
	case "named":
		c.items, c.lo = []string{"a", "b", "c"}[:1+r.IntN(3)], ""
	case "none":
		c.lo = ""
	case "maintain":
		switch r.IntN(3) {
		case 0:
			c.items, c.lo = []string{"a", "b"}, ""
		case 1:
			c.lo, c.base = "", c.number(r)
		}
	}
	if r.IntN(4) == 0 && strings.Contains("at_least more_than at_most cap less_than range exactly", c.bound) {
		c.measure, c.basis = pick(r, "increase", "decrease"), pick(r, "unit", "percent", "point", "times")
		c.base = pick(r, "", "", "0", c.number(r), c.number(r))
	} else if c.bound == "at_most" && r.IntN(3) == 0 {
		c.second, c.base = pick(r, "0", "1", "0.5"), pick(r, "", c.number(r))
	}
	for range r.IntN(7) {
		c.report(r, 2022)
	}
	for range r.IntN(4) {
		c.report(r, 2021)
	}
	if r.IntN(4) == 0 {
		for range 1 + r.IntN(3) {
			c.assessed = append(c.assessed, nAssessed{pick(r, "exceeded", "met", "not_met", "by_rule"), pick(r, 2022, 2022, 2022, 2021),
				knownAt.AddDate(0, 0, pick(r, -20, -10, 0, 1))})
		}
	}
	return c
}

func (c *nCase) number(r *rand.Rand) string {
	n := fmt.Sprint(r.IntN(7) + pick(r, 0, 0, 9))
	if r.IntN(3) == 0 {
		n += pick(r, ".5", ".25", ".05", ".1")
	}
	return n
}

// report adds a row of a year, never one that overlaps another in-period row.
func (c *nCase) report(r *rand.Rand, year int) {
	quarter := r.IntN(4)
	end := on(year, time.Month(3*quarter+4), 0)
	if r.IntN(3) > 0 {
		end = on(year, c.to.Month()+1, 0)
	}
	row := nRow{
		unit: "root", start: on(year, c.from.Month(), 1), end: end, cumulative: true,
		status: pick(r, statuses...), measure: "level", basis: "unit", precision: "exact", definition: "1", order: len(c.rows) + 1,
	}
	row.reported = end.AddDate(0, 0, pick(r, 0, 0, 10, 20, 30))
	if c.rolledUp && r.IntN(4) > 0 {
		row.unit = pick(r, nCommunes...)
	}
	switch r.IntN(6) {
	case 0, 1: // one quarter alone
		row.cumulative, row.start = false, on(year, time.Month(3*((int(end.Month())-1)/3)+1), 1)
	case 2:
		if c.from.Month() == 1 && r.IntN(2) == 0 {
			row.start = on(year-1, 12, 15)
		}
	}
	if c.from.Month() > 1 && row.cumulative && r.IntN(2) == 0 { // counts since the year began, also for the day before the phase
		row.start = pick(r, on(year, 1, 1), on(year, 1, 1), on(year-1, 12, 16))
		if r.IntN(2) == 0 {
			row.end = c.from.AddDate(year-c.from.Year(), 0, -1)
		}
		if row.start.Year() < year && r.IntN(2) == 0 {
			row.end = time.Date(year, row.end.Month(), 15, 0, 0, 0, 0, time.UTC)
		}
		end = row.end
		row.reported = end.AddDate(0, 0, pick(r, 0, 10, 20))
		if from := c.from.AddDate(year-c.from.Year(), 0, 0); !end.Before(from) && r.IntN(4) > 0 {
			first := row
			first.end, first.value, first.order = from.AddDate(0, 0, -1-pick(r, 0, 0, early(row.start)/16*15)), fmt.Sprint(r.IntN(3)), len(c.rows)+1
			if c.nature == "ratio" {
				first.numerator, first.denominator = fmt.Sprint(r.IntN(3)), fmt.Sprint(1+r.IntN(3))
			}
			c.rows, row.order = append(c.rows, first), row.order+1
		}
	}
	if !row.start.Before(end) {
		return
	}
	switch {
	case c.bound == "none" && r.IntN(2) == 0:
		row.value = "0"
	case c.lo != "" && c.measure == "level" && r.IntN(4) == 0:
		row.value = c.lo
	default:
		row.value = c.number(r)
	}
	switch r.IntN(14) {
	case 0:
		row.value = fmt.Sprint(1 + r.IntN(15)) // "gần 0" says nothing
		row.precision = pick(r, "above", "below", "about")
	case 1:
		row.precision, row.high = "interval", plus(num(row.value), whole(int64(r.IntN(3)))).FloatString(2)
	case 2:
		row.value = ""
	case 3:
		row.value, row.text = "", "xuất siêu"
	case 4:
		row.definition = "2"
	case 5:
		if c.nature != "grade" {
			row.measure, row.basis, row.cumulative = pick(r, "increase", "decrease"), pick(r, "unit", "percent", "point"), true
			row.start = on(year, c.from.Month(), 1)
		}
	}
	switch {
	case c.nature == "grade":
		row.value, row.text, row.precision, row.high = "", pick(r, append(nGrades, "khác")...), "exact", ""
	case c.nature == "ratio" && row.measure == "level" && r.IntN(3) > 0:
		row.numerator, row.denominator = fmt.Sprint(r.IntN(12)), fmt.Sprint(1+r.IntN(12))
		row.value, row.high, row.precision, row.text = "", "", "exact", ""
	}
	if c.items != nil && r.IntN(3) > 0 {
		row.items = [][]string{{"a"}, {"a", "b"}, {"a", "b", "c"}, {"b", "d", "e"}}[r.IntN(4)]
	}
	c.rows = append(c.rows, row)
}

func TestNaiveReadingAgrees(t *testing.T) {
	const perPlan = 600
	db := openEmpty(t)
	must := executor(t, db)
	must(`insert into org_unit select * from (values
		('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1),
		('c1','Xã 1','Xã 1','commune','xã','root',true,2,date '2000-01-01',null,null,0,'',2),
		('c2','Xã 2','Xã 2','commune','xã','root',true,3,date '2000-01-01',null,null,0,'',3),
		('c3','Xã 3','Xã 3','commune','xã','root',true,4,date '2000-01-01',null,null,0,'',4))`)
	plans := []struct {
		dataTo, knownAt time.Time
		review          string
	}{
		{on(2022, 12, 31), on(2023, 1, 15), "final"},
		{on(2022, 12, 31), on(2023, 3, 1), "final"},
		{on(2022, 6, 30), on(2022, 7, 12), "interim"},
		{on(2022, 12, 31), on(2022, 12, 31), "final"},
		{on(2022, 9, 30), on(2023, 3, 1), "interim"},
	}
	rules, changes, traced, tracedUnits := map[string]int{}, map[string]int{}, 0, map[string]int{}
	for i, p := range plans {
		plan := fmt.Sprintf("p%d", i)
		r := rand.New(rand.NewPCG(2022, uint64(i)))
		var cases []nCase
		for n := range perPlan {
			cases = append(cases, randomCase(r, plan, i*perPlan+n, p.dataTo, p.knownAt))
		}
		insertCases(t, db, plan, cases)
		got, err := TargetResults(context.Background(), db, ReviewDate{PlanID: plan, DataTo: p.dataTo, KnownAt: p.knownAt, Review: p.review})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(cases) {
			t.Fatalf("%d results for %d targets", len(got), len(cases))
		}
		counts, err := CountVerdicts(context.Background(), db, VerdictQuestion{PlanID: plan, DataTo: p.dataTo, KnownAt: p.knownAt, Review: p.review})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(counts, TallyVerdicts(got)); diff != "" || len(counts) != 3 {
			t.Errorf("counts of %s (-SQL +tally)\n%s", plan, diff)
		}
		checkGroups(t, db, got, GroupQuestion{PlanID: plan, DataTo: p.dataTo, KnownAt: p.knownAt, Review: p.review})
		proofs, err := ProofTargets(context.Background(), db, ReviewDate{PlanID: plan, DataTo: p.dataTo, KnownAt: p.knownAt, Review: p.review})
		if err != nil {
			t.Fatal(err)
		}
		if diff := proofsDiff(proofs, TallyProofs(got)); diff != "" {
			t.Errorf("proofs of %s (-SQL +tally)\n%s", plan, diff)
		}
		for _, days := range []int{-80, 0, 9} {
			checkChanges(t, db, plan, cases, p.dataTo.AddDate(0, 0, days), p.knownAt, changes)
		}
		traced += checkTraces(t, db, cases, got)
		checkUnitTraces(t, db, cases, tracedUnits)
		bad := 0
		for n, c := range cases {
			want, have := c.judge(), nResultOf(got[n])
			rules[c.bound+" "+want.Verdict]++
			if c.ofPhase() && want.Value != "" {
				rules["phase by difference"]++
			}
			if want.ByRule != "" && want.ByRule != want.Verdict {
				rules["office against rule"]++
			}
			if diff := cmp.Diff(want, have); diff != "" {
				t.Errorf("%s (-naive +SQL)\n%s%s\nreason: %s; %s", c.code, diff, c.text(), got[n].VerdictReason, got[n].FulfilmentReason)
				if bad++; bad > 5 {
					t.Fatal("and more")
				}
			}
		}
	}
	for _, rule := range []string{"at_least exceeded", "at_least met", "at_least not_met", "at_least to_verify", "at_least no_data",
		"range exceeded", "range met", "range not_met", "about exceeded", "exactly met", "exactly to_verify", "cap met", "cap not_met",
		"named met", "named to_verify", "grade exceeded", "rank met", "maintain met", "none met", "less_than exceeded", "at_most exceeded", "at_least not_due",
		"office against rule", "phase by difference"} {
		if rules[rule] < 3 {
			t.Errorf("only %d cases came to %q: the generator misses it", rules[rule], rule)
		}
	}
	if traced < 5 {
		t.Errorf("%d values traced to several rows", traced)
	}
	for _, kind := range nTraceKinds {
		if tracedUnits[kind] < 5 {
			t.Errorf("values of units traced: %v: the generator misses %q", tracedUnits, kind)
		}
	}
	if changes["new"] < 100 || changes["corrected"] < 20 || changes["status"] < 3 {
		t.Errorf("changes between two days: %v: the generator misses a kind", changes)
	}
	t.Logf("%d cases; %v; changes %v", len(plans)*perPlan, rules, changes)
}

func nResultOf(r TargetResult) nResult {
	return nResult{
		Verdict: r.Verdict, Estimated: r.VerdictEstimated, Value: r.Value.String(), Change: r.Change.String(),
		Fulfilment: r.Fulfilment.String(), Difference: r.Difference.String(),
		Growth: r.Growth.String(), GrowthBy: r.GrowthDifference.String(), Remaining: r.Remaining.String(), ByRule: r.RuleVerdict,
	}
}

func (c *nCase) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s dec=%d rolled=%v scale=%s | %s lo=%s hi=%s top=%s last=%s | %s %s base=%q second=%q own=%v ratio=%v items=%v grade=%s/%s | %s..%s upto %s known %s\n",
		c.nature, c.course, c.direction, c.decimals, c.rolledUp, c.scale, c.bound, c.lo, c.hi, c.top, c.lastDigit,
		c.measure, c.basis, c.base, c.second, c.ownGrant, c.printRatio, c.items, c.grade, c.baseGrade,
		c.from.Format(time.DateOnly), c.to.Format(time.DateOnly), c.dataTo.Format(time.DateOnly), c.knownAt.Format(time.DateOnly))
	for _, r := range c.rows {
		fmt.Fprintf(&b, "  %s %s..%s cum=%v %s %s/%s v=%q..%q %s n=%s/%s text=%q items=%v def=%s reported %s\n", r.unit,
			r.start.Format(time.DateOnly), r.end.Format(time.DateOnly), r.cumulative, r.status, r.measure, r.basis, r.value, r.high,
			r.precision, r.numerator, r.denominator, r.text, r.items, r.definition, r.reported.Format(time.DateOnly))
	}
	for _, a := range c.assessed {
		fmt.Fprintf(&b, "  assessed %s of %d on %s\n", a.verdict, a.year, a.on.Format(time.DateOnly))
	}
	return b.String()
}

func insertCases(t *testing.T, db *sql.DB, plan string, cases []nCase) {
	t.Helper()
	q := func(s string) string {
		if s == "" {
			return "null"
		}
		return "'" + s + "'"
	}
	day := func(d time.Time) string { return "'" + d.Format(time.DateOnly) + "'" }
	list := func(items []string) string {
		if items == nil {
			return "null"
		}
		return "['" + strings.Join(items, "','") + "']"
	}
	var indicators, targets, actuals, items, assessed []string
	for n, c := range cases {
		collected, unit, own := "district", "kg", "root"
		if c.rolledUp || c.boundUnit != "" {
			collected = "commune"
		}
		if c.boundUnit != "" {
			own = c.boundUnit
		}
		grades, second := "null", "null, null, null, null"
		if c.nature == "grade" {
			grades = list(nGrades)
		}
		if c.second != "" {
			second = "'decrease', 'at_least', 'unit', " + c.second
		}
		indicators = append(indicators, fmt.Sprintf("('%s','%s','%s','%s','%s','%s','%s',%d,%s,'%s','1',false,%s)",
			c.code, c.code, c.code, unit, c.nature, c.course, c.direction, c.decimals, q(c.scale), collected, grades))
		counts := c.code
		if n%6 == 1 { // a chỉ tiêu of two lines
			counts = cases[n-1].code
		}
		span, baseYear := "year", "null"
		if days(c.from, c.to) < 365 {
			span = "phase"
		}
		if c.base != "" || c.baseGrade != "" {
			baseYear = "2021"
		}
		targets = append(targets, fmt.Sprintf("('%s','%s',1,'2022-01-01',%d,'s%d','%s','%s','%s','%s','%s','%s',%s,%s,'%s','%s','%s',%s,%s,%s,%s,%s,%s,%s,%s,%s,%v,'%s',%v,false,%v,'','')",
			plan, c.code, n, n%3, c.code, c.code, unit, own, nOwners[n%4], span, day(c.from), day(c.to), c.bound, c.measure, c.basis, q(c.lo), q(c.hi), q(c.top), q(c.lastDigit),
			second, baseYear, q(c.base), q(c.baseGrade), q(c.grade), c.ownGrant, counts, n%5 == 0, c.printRatio))
		for i, item := range c.items {
			items = append(items, fmt.Sprintf("('%s','%s',1,%d,'%s','%s')", plan, c.code, i+1, item, item))
		}
		for i, a := range c.assessed {
			assessed = append(assessed, fmt.Sprintf("('%s','%s',%d,'%s','lý do','Nguyễn Văn A',%s,1,1,'',%d)", plan, c.code, a.year, a.verdict, day(a.on), i+1))
		}
		for _, r := range c.rows {
			kind := "in_period"
			if r.cumulative {
				kind = "cumulative"
			}
			if r.unit == "root" {
				r.unit = own
			}
			actuals = append(actuals, fmt.Sprintf("('%s','%s','%s',%s,%s,'%s','%s','%s','%s',%s,%s,'%s',%s,%s,%s,%s,'%s',%s,1,1,'',%d)",
				c.code, r.unit, r.unit, day(r.start), day(r.end), kind, r.status, r.measure, r.basis, q(r.value), q(r.high), r.precision,
				q(r.numerator), q(r.denominator), q(r.text), list(r.items), r.definition, day(r.reported), r.order))
		}
	}
	for _, insert := range []struct {
		into string
		rows []string
	}{
		{"plan (plan_id, doc_kind, issuer, title, unit_code, starts_on, ends_on, closes_on, file_id)",
			[]string{"('" + plan + "','Kế hoạch','UBND','','root','2022-01-01','2022-12-31','2023-06-30',0)"}},
		{"indicator (indicator_code, name, short_name, unit, nature, course, direction, decimals, scale, collected_at, definition, irreversible, grades)", indicators},
		{"target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner, span, span_from, span_to, bound, measure, basis, lo, hi, exceeded_at, last_digit, change_measure, change_bound, change_basis, change_lo, base_year, base_value, base_text, grade, own_grant, counts_as, headline, restricted, print_ratio, quote, place)", targets},
		{"phase (plan_id, phase_no, name, kind, starts_on, ends_on, declared)", []string{"('" + plan + "',2,'Đợt 2','dot','2022-07-01','2022-12-31',true)"}},
		{"target_item (plan_id, target_code, version, item_no, item_code, name)", items},
		{"assessed_verdict (plan_id, target_code, for_year, verdict, reason, assessed_by, assessed_on, load_no, file_id, sheet, row_no)", assessed},
		{"actual (indicator_code, unit_code, reporter_code, period_start, period_end, accumulation, status, measure, basis, value, value_hi, value_precision, numerator, denominator, text_value, items, definition, reported_on, load_no, file_id, sheet, row_no)", actuals},
	} {
		if len(insert.rows) == 0 {
			continue
		}
		if _, err := db.Exec("insert into " + insert.into + " values " + strings.Join(insert.rows, ",\n")); err != nil {
			t.Fatalf("%v", err)
		}
	}
	settle(t, db)
}
