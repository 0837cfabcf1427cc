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

// diplomas judges what stands before a diploma of the Prime Minister for merit: a
// diploma of a ministry or province, and enough years as Chiến sĩ thi đua cơ sở
// within five that end with its year or the year before. A year in which the unit's
// ledger names nobody with that title may hold one more.
func (l nLedger) diplomas() map[string]int {
	out := map[string]int{}
	ledger := nFiles(l.awards, l.year-6, l.year, l.known)
	for _, f := range ledger {
		if f.honour != "bang_khen_thu_tuong" || f.kind != "merit" || f.year != l.year || !slices.Contains([]string{"granted", "proposed", "approved", "submitted"}, f.state) {
			continue
		}
		day := l.known
		if f.state == "granted" {
			day = f.lawDay()
		}
		rule := l.rule("pm_diploma_prior", day)
		if rule.RuleID == "" {
			continue
		}
		own, told, has := map[int]bool{}, map[int]bool{}, false
		for _, o := range ledger {
			if o.unit != f.unit || o.state != "granted" || o.recipient == "" {
				continue
			}
			if o.honour == "chien_si_thi_dua_co_so" {
				told[o.year] = true
				own[o.year] = own[o.year] || o.recipient == f.recipient
			}
			has = has || o.honour == "bang_khen" && o.recipient == f.recipient && (o.year < f.year || o.lawDay() < day)
		}
		times, open := 0, 6
		for _, last := range []int{f.year, f.year - 1} {
			n := 0
			for y := last - 4; y <= last; y++ {
				if own[y] {
					n++
				}
			}
			times = max(times, n)
		}
		for y := f.year - 5; y <= f.year; y++ {
			if told[y] {
				open--
			}
		}
		verdict := RuleUnknown
		switch asked := int(rule.Times.V); {
		case rule.Grade == "U", f.recipient == "":
		case times >= asked && has:
			verdict = RulePass
		case times+open < asked:
			verdict = RuleFail
		}
		out[fmt.Sprint(f.unit, " ", f.name, " ", day, " ", verdict, " ", times, "+", open, " ", rule.Binding && f.state == "granted")]++
	}
	return out
}

// The diplomas of the Prime Minister in random ledgers, all in one database.
func TestNaiveDiplomas(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	law, err := Rules(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(80, 22))
	seen := map[string]int{}
	for i := range 30 {
		l := nLedger{plan: fmt.Sprintf("d%02d", i), limit: 50, law: law}
		add := func(year, person int, honour, kind, state string) {
			a := nAward{unit: l.plan + pick(r, "a", "a", "a", "b"), honour: honour, kind: kind, state: state, year: year, qty: 1, load: 1, individual: true,
				level: "province", decision: "1/QĐ", name: fmt.Sprintf("Người %d", person),
				decided: fmt.Sprintf("%d-%s", year, pick(r, "06-15", "12-15")), reported: fmt.Sprintf("%d-02-%02d", year+1, 1+r.IntN(4))}
			if r.IntN(3) == 0 {
				a.id = fmt.Sprintf("%s-%d", l.plan, person)
			}
			if r.IntN(15) == 0 {
				a.id, a.name, a.qty = "", "", 2
			}
			if r.IntN(10) == 0 {
				a.decided = ""
			}
			l.awards = append(l.awards, a)
		}
		// In some units nearly everybody has the title every year, in some hardly anybody.
		often := pick(r, 3, 7, 10)
		for year := 2015; year <= 2026; year++ {
			for person := range 9 {
				if r.IntN(10) < often {
					add(year, person, "chien_si_thi_dua_co_so", "", pick(r, "granted", "granted", "granted", "granted", "submitted", "revoked"))
				}
				if r.IntN(4) == 0 {
					add(year, person, "bang_khen", "", pick(r, "granted", "granted", "rejected"))
				}
				if r.IntN(3) > 0 {
					add(year, person, "bang_khen_thu_tuong", pick(r, "merit", "merit", "merit", "sudden", ""), pick(r, "granted", "granted", "submitted", "rejected"))
				}
			}
		}
		l.list = []nRegistration{{unit: l.plan + "a", honour: "lao_dong_tien_tien", name: "Người 0", on: "2022-02-01", year: 2022, qty: 1, load: 1}}
		l.insert(t, db)
		for _, year := range []int{2023, 2024, 2025} {
			l.year, l.known = year, fmt.Sprintf("%d-02-03", year+1)
			findings, err := RuleState(ctx, db, AwardYear{l.plan, year, day(l.known)})
			if err != nil {
				t.Fatal(err)
			}
			have := map[string]int{}
			for _, f := range findings {
				if f.RuleID != "pm_diploma_prior" {
					continue
				}
				name := ""
				for person := range 9 {
					if n := fmt.Sprintf("Người %d", person); len(f.Subject) > len(n) && f.Subject[:len(n)] == n {
						name = n
					}
				}
				have[fmt.Sprint(f.UnitCode, " ", name, " ", f.LawDate.Format(time.DateOnly), " ", f.Verdict, " ", f.Part.V, "+", f.OtherWhole.V, " ", f.Binding)]++
				seen[f.Grade+" "+f.Verdict]++
			}
			if diff := cmp.Diff(l.diplomas(), have); diff != "" {
				t.Fatalf("%s %d (-naive +SQL)\n%.3000s", l.plan, year, diff)
			}
		}
	}
	for _, kind := range []string{"B pass", "B fail", "B unknown", "U unknown"} {
		if seen[kind] < 10 {
			t.Errorf("%d findings %q: %v", seen[kind], kind, seen)
		}
	}
	t.Log(seen)
}
