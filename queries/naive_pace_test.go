package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A nYear is what a unit reported of one year up to 30 June and in all; "" for
// nothing.
type nYear struct{ half, all string }

// complete tells a year with both figures and a result above 0.
func (y nYear) complete() bool { return y.half != "" && y.all != "" && num(y.all).Sign() > 0 }

func (y nYear) share() rat { return percent(num(y.half), num(y.all)) }

// mean is the mean share of the complete years from..5 back, nil without one.
func meanShare(years []nYear, from int) (mean rat, n int) {
	sum := whole(0)
	for k := from; k <= 5; k++ {
		if years[k].complete() {
			sum, n = plus(sum, years[k].share()), n+1
		}
	}
	if n == 0 {
		return nil, 0
	}
	return over(sum, whole(int64(n))), n
}

// linear is the share of days gone on 30 June of a year.
func linear(year int) rat {
	return roundTo(percent(whole(int64(days(on(year, 1, 1), on(year, 6, 30)))), whole(int64(days(on(year, 1, 1), on(year, 12, 31))))), 2)
}

func TestPaceOfEarlierYearsAgreesWithNaiveReading(t *testing.T) {
	db := openEmpty(t)
	r := rand.New(rand.NewPCG(7, 7))
	var plan, indicators, targets, actuals, wantTests, wantProjections []string
	plan = append(plan, "('p','Kế hoạch','UBND','','root','2022-01-01','2022-12-31','2023-06-30',0)")
	kinds := map[string]int{}
	for n := range 300 {
		code := fmt.Sprintf("i%03d", n)
		indicators = append(indicators, fmt.Sprintf("('%[1]s','%[1]s','%[1]s','kg','flow','accrues','up',2,null,'district','1',false,null)", code))
		targets = append(targets, fmt.Sprintf("('p','%[1]s',1,'2022-01-01',%[2]d,'s','%[1]s','%[1]s','kg','root','Kế hoạch','year','2022-01-01','2022-12-31','at_least','level','unit',10,false,'%[1]s',false,false,false,'','')", code, n))
		years := make([]nYear, 6) // by how many years back
		for k := range years {
			y := &years[k]
			if r.IntN(8) > 0 {
				y.half = fmt.Sprintf("%d.%02d", r.IntN(40), r.IntN(100))
			}
			if k > 0 && r.IntN(6) > 0 {
				y.all = fmt.Sprint(r.IntN(80))
			}
			for end, v := range map[string]string{"06-30": y.half, "12-31": y.all} {
				if v != "" {
					actuals = append(actuals, fmt.Sprintf("('%s','root','root','%[2]d-01-01','%[2]d-%[3]s','cumulative','actual','level','unit',%[4]s,'exact','1','2022-07-05',1,1,'',1)", code, 2022-k, end, v))
				}
			}
		}
		if years[0].half == "" {
			continue // no date to compare at
		}
		for k := 1; k <= 5; k++ {
			if !years[k].complete() {
				continue
			}
			expected, known := meanShare(years, k+1)
			basis := "history"
			if known == 0 {
				expected, basis = linear(2022-k), "linear"
			}
			share, expected := roundTo(years[k].share(), 2), roundTo(expected, 2)
			wantTests = append(wantTests, fmt.Sprintf("%s %d %s %s %s %d %s", code, 2022-k, show(share, 6), show(expected, 6), basis, known, show(minus(share, expected), 6)))
			kinds[basis]++
		}
		v := num(years[0].half)
		share, known := meanShare(years, 1)
		if known == 0 {
			share = linear(2022)
		}
		if share = roundTo(share, 2); v.Sign() <= 0 {
			continue
		}
		line := fmt.Sprintf("%s %d ", code, known)
		if share.Sign() > 0 {
			line += show(roundTo(over(times(v, whole(100)), share), 2), 6)
		}
		if known >= 3 {
			var least, most rat
			for k := 1; k <= 5; k++ {
				if !years[k].complete() {
					continue
				}
				if s := roundTo(years[k].share(), 2); least == nil || less(s, least) {
					least = s
				}
				if s := roundTo(years[k].share(), 2); most == nil || less(most, s) {
					most = s
				}
			}
			line += " " + within(v, most) + " " + within(v, least)
			kinds["interval"]++
		}
		wantProjections = append(wantProjections, line)
	}
	for _, insert := range []struct {
		into string
		rows []string
	}{
		{"org_unit", []string{"('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1)"}},
		{"plan (plan_id, doc_kind, issuer, title, unit_code, starts_on, ends_on, closes_on, file_id)", plan},
		{"indicator (indicator_code, name, short_name, unit, nature, course, direction, decimals, scale, collected_at, definition, irreversible, grades)", indicators},
		{"target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner, span, span_from, span_to, bound, measure, basis, lo, own_grant, counts_as, headline, restricted, print_ratio, quote, place)", targets},
		{"actual (indicator_code, unit_code, reporter_code, period_start, period_end, accumulation, status, measure, basis, value, value_precision, definition, reported_on, load_no, file_id, sheet, row_no)", actuals},
	} {
		if _, err := db.Exec("insert into " + insert.into + " values " + strings.Join(insert.rows, ",\n")); err != nil {
			t.Fatal(err)
		}
	}
	settle(t, db)
	d := PlanDate{PlanID: "p", DataTo: on(2022, time.June, 30), KnownAt: on(2022, time.July, 12)}
	tests, err := PaceBacktest(context.Background(), db, d)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range tests {
		got = append(got, fmt.Sprintf("%s %d %s %s %s %d %s", p.TargetCode, p.Year, p.Share, p.Expected, p.Basis, p.Years, p.Error))
	}
	if diff := cmp.Diff(wantTests, got); diff != "" {
		t.Errorf("back-test (-naive +SQL)\n%s", diff)
	}
	projections, err := YearProjection(context.Background(), db, d)
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, p := range projections {
		line := fmt.Sprintf("%s %d %s", p.TargetCode, p.Years, p.Projected)
		if p.Years >= 3 {
			line += fmt.Sprintf(" %s %s", p.ProjectedLo, p.ProjectedHi)
		}
		got = append(got, line)
	}
	if diff := cmp.Diff(wantProjections, got); diff != "" {
		t.Errorf("projection (-naive +SQL)\n%s", diff)
	}
	if kinds["history"] < 100 || kinds["linear"] < 50 || kinds["interval"] < 50 {
		t.Errorf("the generator misses a kind: %v", kinds)
	}
	t.Log(kinds)
}

// within is the result that v is a share of; "" of a share of 0.
func within(v, share rat) string {
	if share.Sign() == 0 {
		return ""
	}
	return show(roundTo(over(times(v, whole(100)), share), 2), 6)
}
