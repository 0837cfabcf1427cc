package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type nInitiative struct {
	unit, level, state, id, author, on string
	year, no                           int
}

// rule_state and rule_initiatives against the rows of random ledgers, all in one
// database; findings are compared as a multiset.
func TestNaiveStateAndInitiatives(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	exec := executor(t, db)
	r := rand.New(rand.NewPCG(41, 43))
	law, err := Rules(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	alive := []string{"granted", "proposed", "approved", "submitted"}
	seen := map[string]int{}
	for i := range 6 {
		l := nLedger{plan: fmt.Sprintf("s%02d", i), limit: 50, law: law}
		l.awards, l.list = randomLedger(r, l.plan)
		back := 6 * (i % 2) // every other ledger under the law of 2014
		earlier := func(date string) string {
			if date == "" {
				return ""
			}
			return day(date).AddDate(-back, 0, 0).Format(time.DateOnly)
		}
		for i := range l.awards {
			a := &l.awards[i]
			if a.honour == "giay_khen" || a.honour == "bang_khen" || a.name != "" && r.IntN(3) == 0 {
				a.honour = pick(r, "huan_chuong_lao_dong_hang_ba", "chien_si_thi_dua_toan_quoc")
			}
			a.year, a.decided, a.reported = a.year-back, earlier(a.decided), earlier(a.reported)
		}
		l.insert(t, db)
		var register []nInitiative
		for no := range 250 {
			g := nInitiative{unit: l.plan + pick(r, "a", "b", "c", "d", "e", "f", "g"), level: pick(r, "agency", "district", "province", "central"),
				state: pick(r, "recognised", "recognised", "recognised", "proposed", "rejected"), author: fmt.Sprintf("Người %d", r.IntN(30)),
				year: pick(r, 2018, 2020, 2021, 2022, 2022, 2023) - back, no: no}
			if r.IntN(3) == 0 {
				g.id = fmt.Sprintf("%s-%d", l.plan, r.IntN(30))
			}
			if r.IntN(60) == 0 {
				g.id, g.author = "", ""
			}
			g.on = fmt.Sprintf("%d-02-%02d", g.year+1, 1+r.IntN(4))
			register = append(register, g)
			exec("insert into initiative (unit_code, for_year, level, state, name, author_id, author_name, quantity, reported_on, load_no, file_id, sheet, row_no) values (?,?,?,?,?,?,?,1,?,1,1,'',?)",
				g.unit, g.year, g.level, g.state, fmt.Sprint("Sáng kiến ", no), orNull(g.id), orNull(g.author), g.on, no)
		}
		for _, year := range []int{2022 - back, 2023 - back} {
			l.year, l.known = year, fmt.Sprintf("%d-02-03", year+1)
			lawDay := func(f nFile) string {
				if f.state != "granted" {
					return l.known
				}
				return f.lawDay()
			}
			want := map[string]int{}

			// One proposal of state level a year for each recipient of a unit.
			proposals := map[string][]nFile{}
			for _, f := range nFiles(l.awards, year-6, year, l.known) {
				if f.year == year && slices.Contains(alive, f.state) && f.recipient != "" &&
					(f.honour == "huan_chuong_lao_dong_hang_ba" || f.honour == "chien_si_thi_dua_toan_quoc") {
					proposals[f.unit+f.recipient] = append(proposals[f.unit+f.recipient], f)
				}
			}
			for _, files := range proposals {
				day := ""
				for _, f := range files {
					day = max(day, lawDay(f))
				}
				rule, verdict := l.rule("one_state_proposal", day), "pass"
				switch {
				case rule.RuleID == "" || rule.Grade == "U" && len(files) == 1:
					continue
				case rule.Grade == "U":
					verdict = "unknown"
				case len(files) > 1:
					verdict = "fail"
				}
				want[fmt.Sprint("one_state_proposal ", files[0].unit, " ", day, " ", verdict, " ", len(files))]++
			}

			// Initiatives of the year and the three before it.
			type group struct{ id, from, unit, honour string }
			type sum struct{ persons, with, open, without int }
			sums, days := map[group]sum{}, map[group]string{}
			grades := map[group]string{}
			for _, f := range l.files() {
				id := "cstd_tinh_initiative"
				switch f.honour {
				case "chien_si_thi_dua_co_so":
					id = "cstdcs_initiative"
				case "chien_si_thi_dua_cap_tinh":
				default:
					continue
				}
				if f.net <= 0 && (f.state == "granted" || !slices.Contains(alive, f.state)) {
					continue
				}
				rule := l.rule(id, lawDay(f))
				if rule.RuleID == "" {
					continue
				}
				found, thisYear, named := false, false, true
				for _, g := range register {
					if g.unit != f.unit || g.year < year-3 || g.year > year || g.on > l.known {
						continue
					}
					thisYear = thisYear || g.year == year
					named = named && g.author != ""
					same := g.id != "" && "id:"+g.id == f.recipient
					if !same && g.author != "" && nKey(g.author) == f.key {
						same = g.id == "" || f.recipient[:3] != "id:"
					}
					found = found || same && g.state == "recognised" && (id == "cstdcs_initiative" || g.level == "province" || g.level == "central")
				}
				k := group{id, rule.ValidFrom.Format(time.DateOnly), f.unit, f.honour}
				s := sums[k]
				s.persons += f.qty
				switch {
				case found:
					s.with += f.qty
				case thisYear && named && f.recipient != "":
					s.without++
				default:
					s.open += f.qty
				}
				sums[k], days[k], grades[k] = s, max(days[k], lawDay(f)), rule.Grade
			}
			for k, s := range sums {
				verdict := "pass"
				switch {
				case grades[k] == "U":
					verdict = "unknown"
				case s.without > 0:
					verdict = "fail"
				case s.open > 0:
					verdict = "unknown"
				}
				want[fmt.Sprint(k.id, " ", k.unit, " ", k.honour, " ", days[k], " ", verdict, " ", s.with, "/", s.persons, "/", s.open)]++
			}

			have := map[string]int{}
			y := AwardYear{l.plan, year, day(l.known)}
			state, err := RuleState(ctx, db, y)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range state {
				if f.RuleID == "one_state_proposal" {
					have[fmt.Sprint(f.RuleID, " ", f.UnitCode, " ", f.LawDate.Format(time.DateOnly), " ", f.Verdict, " ", f.Part.V)]++
					seen[f.RuleID+" "+string(f.Verdict)]++
				}
			}
			initiatives, err := RuleInitiatives(ctx, db, y)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range initiatives {
				have[fmt.Sprint(f.RuleID, " ", f.UnitCode, " ", f.HonourCode, " ", f.LawDate.Format(time.DateOnly), " ", f.Verdict, " ", f.Part.V, "/", f.Whole.V, "/", f.OtherWhole.V)]++
				seen[f.RuleID+" "+string(f.Verdict)]++
			}
			if diff := cmp.Diff(want, have); diff != "" {
				t.Fatalf("%s %d (-naive +SQL)\n%.3000s", l.plan, year, diff)
			}
		}
	}
	for _, kind := range []string{"one_state_proposal pass", "one_state_proposal fail", "cstdcs_initiative pass", "cstdcs_initiative fail", "cstdcs_initiative unknown", "cstd_tinh_initiative fail"} {
		if seen[kind] == 0 {
			t.Errorf("no finding %q: %v", kind, seen)
		}
	}
}
