package queries

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A nMean is one target of a yearly average (semantics 3) with what was told of
// each year; "" is a year that nobody told.
type nMean struct {
	code, nature, course, measure, basis, bound string
	decimals, first, last                       int
	lo                                          string
	levels                                      map[int]string // by year, the base year too
	parts                                       bool           // growth told by its levels
}

// compound finds (vn/v0)^(1/n) - 1 in percent to so many decimals, half away from
// zero, by trying: whole-number powers only.
func compound(ratio rat, n, decimals int) rat {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	power := func(percent rat) rat {
		p, f := whole(1), plus(whole(1), over(percent, whole(100)))
		for range n {
			p = times(p, f)
		}
		return p
	}
	// the largest step that is not above the root, and the middle to the next one
	low, high := big.NewInt(-100), big.NewInt(1_000_000)
	low, high = new(big.Int).Mul(low, unit), new(big.Int).Mul(high, unit)
	for new(big.Int).Sub(high, low).Cmp(big.NewInt(1)) > 0 {
		mid := new(big.Int).Rsh(new(big.Int).Add(low, high), 1)
		if less(ratio, power(new(big.Rat).SetFrac(mid, unit))) {
			high = mid
		} else {
			low = mid
		}
	}
	at, next := new(big.Rat).SetFrac(low, unit), new(big.Rat).SetFrac(high, unit)
	switch c := ratio.Cmp(power(over(plus(at, next), whole(2)))); {
	case c > 0, c == 0 && low.Sign() >= 0:
		return next
	}
	return at
}

func (m *nMean) judge() (verdict, value, change string) {
	n := m.last - m.first + 1
	var told []rat
	for y := m.first; y <= m.last; y++ {
		if m.levels[y] != "" {
			told = append(told, num(m.levels[y]))
		}
	}
	decimals := max(m.decimals, 2)
	var t rat
	switch {
	case m.measure != "level":
		end, base := num(m.levels[m.last]), num(m.levels[m.first-1])
		switch {
		case len(told) == 0:
			return "no_data", "", ""
		case end == nil: // the last year is missing; a state of an earlier one says nothing of the end
			if m.course == "level" {
				for y := m.first; y <= m.last; y++ {
					if m.levels[y] != "" {
						end = num(m.levels[y])
					}
				}
				return "no_data", show(end, 6), ""
			}
			return "no_data", "", ""
		}
		value = show(end, 6)
		if base == nil {
			return "to_verify", value, ""
		}
		move := minus(end, base)
		if m.measure == "decrease" {
			move = neg(move)
		}
		if m.basis == "percent" {
			if base.Sign() <= 0 {
				return "to_verify", value, ""
			}
			t = compound(over(end, base), n, decimals)
			if m.measure == "decrease" {
				t = neg(t)
			}
		} else {
			t = roundTo(over(move, whole(int64(n))), decimals)
		}
		change = show(t, 6)
	case m.nature == "growth":
		if len(told) < n {
			return "no_data", "", ""
		}
		product := whole(1)
		for y := m.first; y <= m.last; y++ {
			if m.parts {
				product = over(num(m.levels[m.last]), num(m.levels[m.first-1]))
				break
			}
			product = times(product, plus(whole(1), over(num(m.levels[y]), whole(100))))
		}
		t = compound(product, n, m.decimals)
		value = show(t, 6)
	default:
		if len(told) < n {
			return "no_data", "", ""
		}
		sum := whole(0)
		for _, v := range told {
			sum = plus(sum, v)
		}
		t = roundTo(over(sum, whole(int64(n))), decimals)
		value = show(t, 6)
	}
	switch c := t.Cmp(num(m.lo)); {
	case m.bound == "more_than" && c <= 0, c < 0:
		return "not_met", value, change
	case m.bound == "at_least" && c > 0:
		return "exceeded", value, change
	}
	return "met", value, change
}

func TestNaiveYearlyMeans(t *testing.T) {
	db := openEmpty(t)
	if _, err := db.Exec(`insert into org_unit select * from (values ('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1))`); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(2025, 5))
	var cases []nMean
	var indicators, targets, actuals []string
	for no := range 1200 {
		m := nMean{code: fmt.Sprintf("i%04d", no), nature: pick(r, "growth", "growth", "ratio", "flow", "count", "stock"), course: "level",
			measure: "level", basis: "unit", bound: pick(r, "at_least", "more_than"), decimals: r.IntN(3), last: 2025, levels: map[int]string{}}
		m.first = 2025 - 1 - r.IntN(5)
		switch m.nature {
		case "growth":
			m.decimals, m.parts = 2+r.IntN(2), r.IntN(2) == 0
			m.lo = pick(r, "7", "7.18", "-2", "0", "10")
		case "flow":
			m.course = "accrues"
		}
		if m.nature != "growth" {
			m.lo = pick(r, "0", "1", "1.5", "5", "10", "100")
			if r.IntN(2) == 0 {
				m.measure = pick(r, "increase", "decrease")
				m.basis = pick(r, "unit", "percent")
				if m.nature == "ratio" {
					m.basis = "point"
				}
			}
		}
		factor := pick(r, "1.1", "1.05", "0.9", "1.0725", "1")
		level := num(pick(r, "100", "12.5", "2000"))
		for y := m.first - 1; y <= m.last; y++ {
			text := level.FloatString(2)
			if r.IntN(3) > 0 { // an exact power, or a number of its own
				text = level.FloatString(6)
			}
			if m.nature == "growth" && !m.parts {
				text = pick(r, "7", "7.18", "-3.5", "0", "10", "10", "6.9")
			}
			level = times(level, num(factor))
			missing := 25
			if y == m.first-1 && !m.parts {
				missing = 8
			}
			if r.IntN(missing) > 0 || m.parts {
				m.levels[y] = trimZeros(text)
			}
		}
		scale := "null"
		if m.nature == "ratio" {
			scale = "100"
		}
		indicators = append(indicators, fmt.Sprintf("('%s','%s','%s','kg','%s','%s','up',%d,%s,'district','1',false)", m.code, m.code, m.code, m.nature, m.course, m.decimals, scale))
		targets = append(targets, fmt.Sprintf("('p','%s',1,'2019-01-01',%d,'s','%s','%s','kg','root','Kế hoạch','yearly_average','%d-01-01','2025-12-31','%s','%s','%s',%s,false,'%s',false,false,false,'','')",
			m.code, no, m.code, m.code, m.first, m.bound, m.measure, m.basis, m.lo, m.code))
		for y, v := range m.levels {
			value, parts := v, "null,null"
			if m.parts {
				if y == m.first-1 {
					continue
				}
				value, parts = "null", v+","+m.levels[y-1]
			}
			actuals = append(actuals, fmt.Sprintf("('%s','root','root','%d-01-01','%d-12-31','cumulative','actual','level','unit',%s,'exact',%s,'1','%d-01-10',1,1,'',%d)",
				m.code, y, y, value, parts, y+1, y))
		}
		cases = append(cases, m)
	}
	for _, insert := range []string{
		"plan (plan_id, doc_kind, issuer, title, unit_code, starts_on, ends_on, closes_on, file_id) values ('p','Kế hoạch','UBND','','root','2019-01-01','2025-12-31','2026-06-30',0)",
		"indicator (indicator_code, name, short_name, unit, nature, course, direction, decimals, scale, collected_at, definition, irreversible) values " + strings.Join(indicators, ",\n"),
		"target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner, span, span_from, span_to, bound, measure, basis, lo, own_grant, counts_as, headline, restricted, print_ratio, quote, place) values " + strings.Join(targets, ",\n"),
		"actual (indicator_code, unit_code, reporter_code, period_start, period_end, accumulation, status, measure, basis, value, value_precision, numerator, denominator, definition, reported_on, load_no, file_id, sheet, row_no) values " + strings.Join(actuals, ",\n"),
	} {
		if _, err := db.Exec("insert into " + insert); err != nil {
			t.Fatalf("%v\n%.300s", err, insert)
		}
	}
	settle(t, db)
	got, err := TargetResults(context.Background(), db, ReviewDate{PlanID: "p", DataTo: on(2025, 12, 31), KnownAt: on(2026, 3, 1), Review: "final"})
	if err != nil {
		t.Fatal(err)
	}
	seen, bad := map[string]int{}, 0
	for i, m := range cases {
		g := got[i]
		var want, have [3]string
		want[0], want[1], want[2] = m.judge()
		have = [3]string{g.Verdict, g.Value.String(), g.Change.String()}
		if want[0] == "no_data" { // what is shown beside it is of the years that were told
			want, have = [3]string{want[0]}, [3]string{have[0]}
		}
		seen[m.nature+" "+m.measure+" "+m.basis+" "+want[0]]++
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%+v (-naive +SQL)\n%s\nreason: %s", m, diff, g.VerdictReason)
			if bad++; bad > 5 {
				t.Fatal("and more")
			}
		}
	}
	for _, kind := range []string{"growth level unit met", "growth level unit exceeded", "growth level unit not_met", "growth level unit no_data", "flow increase percent met",
		"flow increase percent not_met", "ratio decrease point met", "count decrease percent met", "count increase unit not_met", "flow level unit exceeded", "flow increase percent to_verify"} {
		if seen[kind] == 0 {
			t.Errorf("no case came to %q: the generator misses it: %v", kind, seen)
		}
	}
}
