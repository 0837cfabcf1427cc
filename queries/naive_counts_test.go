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

// nCounts are one office's headcounts, votes and initiatives.
type nCounts struct {
	plan string
	rows map[string][]string // literals by table
	want map[string]string   // verdict by rule and subject
}

// fraction compares part/whole with percent.
func fraction(part, whole int, percent string) int {
	p, _ := new(big.Rat).SetString(percent)
	return new(big.Rat).Mul(big.NewRat(int64(part), int64(whole)), big.NewRat(100, 1)).Cmp(p)
}

// randomCounts makes named collectives with and without headcounts, votes, army
// units and authors, and judges each by itself.
func randomCounts(r *rand.Rand, plan string) nCounts {
	c := nCounts{plan: plan, rows: map[string][]string{}, want: map[string]string{}}
	add := func(table string, values ...any) { c.rows[table] = append(c.rows[table], literals(values...)) }
	award := func(unit, honour, kind string, name any, n int, decided string) {
		add("award", unit, 2022, nil, honour, kind, nil, name, n, nil, nil, nil, "district", "granted", "1/QĐ", decided, "2024-01-31", nil, 1, 1, "", len(c.rows["award"]))
	}
	maybe := func(n int) any {
		if r.IntN(4) == 0 {
			return nil
		}
		return n
	}
	for i := range 24 {
		unit, name := fmt.Sprintf("%su%d", plan, i%6), fmt.Sprintf("Tập thể %d", i)
		rule, honour := "ttldxs_members", "tap_the_lao_dong_xuat_sac"
		if i%2 == 1 {
			rule, honour = "ttldtt_members", "tap_the_lao_dong_tien_tien"
		}
		decided := []string{"2022-12-20", "2024-01-20"}[r.IntN(2)]
		award(unit, honour, "collective", name, 1, decided)
		members := 4 + r.IntN(8)
		advanced := r.IntN(members + 1)
		completed, told, fighters, disciplined := maybe(members-r.IntN(5)/4), maybe(advanced), maybe(min(advanced, r.IntN(3))), maybe(r.IntN(4)/3)
		subject := rule + " " + unit + ", " + name
		if r.IntN(5) == 0 {
			// Without a headcount the verdict rests on the unit's titles, of which there are none here.
			continue
		}
		if told == nil {
			fighters = nil
		}
		add("headcount", unit, 2022, strings.ToLower(name), members, completed, told, fighters, disciplined, "2022-12-31", nil, 1, 1, "", i)
		unknownLaw := rule == "ttldtt_members" && decided > "2023-12-31"
		fails := false
		sure := told != nil
		if told != nil && rule == "ttldxs_members" && fraction(advanced, members, "70") < 0 {
			fails = true
		}
		if told != nil && rule == "ttldtt_members" && fraction(advanced, members, "50") <= 0 {
			fails = true
		}
		if rule == "ttldxs_members" {
			switch {
			case completed == nil:
				sure = false
			case completed.(int) < members:
				fails = true
			}
			switch {
			case fighters == nil:
				sure = false
			case fighters.(int) == 0:
				fails = true
			}
		}
		switch {
		case unknownLaw:
			c.want[subject] = RuleUnknown
		case fails:
			c.want[subject] = RuleFail
		case sure:
			c.want[subject] = RulePass
		default:
			c.want[subject] = RuleUnknown
		}
		if decided < "2024-01-01" {
			d := RuleUnknown
			if disciplined != nil {
				d = map[bool]string{true: RuleFail, false: RulePass}[disciplined.(int) > 0]
			}
			c.want["collective_discipline "+unit+", "+name] = d
		}
	}
	for i := range 20 {
		unit, name := fmt.Sprintf("%su%d", plan, i%6), fmt.Sprintf("Người %d", i)
		members := 3 + r.IntN(15)
		present := r.IntN(members + 1)
		agreeing := r.IntN(present + 1)
		on := []string{"2022-12-20", "2025-12-20"}[r.IntN(2)]
		honour := []string{"co_thi_dua_chinh_phu", "chien_si_thi_dua_toan_quoc", "giay_khen"}[r.IntN(3)]
		own := []any{nil, "50", "66.7", "80"}[r.IntN(4)]
		add("vote", "Hội đồng", nil, on, unit, 2022, honour, "individual", nil, name, members, present, members-present, agreeing, own, "Quy chế", "2025-12-31", nil, 1, 1, "", i)
		law := ""
		if on > "2025-07-01" {
			law = map[string]string{"co_thi_dua_chinh_phu": "80", "chien_si_thi_dua_toan_quoc": "90"}[honour]
		}
		judge := func(percent string) string {
			if fraction(agreeing, members, percent) >= 0 {
				return RulePass
			}
			return RuleFail
		}
		if law != "" {
			c.want["vote_share "+name] = judge(law)
		} else if own == nil {
			c.want["vote_share "+name] = RuleUnknown
		}
		if own != nil {
			c.want["vote_own_rules "+name] = judge(own.(string))
		}
	}
	for i := range 6 {
		unit := fmt.Sprintf("%sq%d", plan, i)
		strength, fighters, advanced := 5+r.IntN(40), 1+r.IntN(6), 1+r.IntN(30)
		award(unit, "chien_si_thi_dua_co_so", "individual", nil, fighters, "2022-12-20")
		award(unit, "chien_si_tien_tien", "individual", nil, advanced, "2022-12-20")
		v := map[string]string{"army_fighters": RuleUnknown, "army_advanced": RuleUnknown}
		if i > 0 {
			add("headcount", unit, 2022, nil, strength, nil, nil, nil, nil, "2022-12-31", nil, 1, 1, "", 100+i)
			for rule, n := range map[string]int{"army_fighters": fighters, "army_advanced": advanced} {
				v[rule] = RulePass
				if fraction(n, strength, map[string]string{"army_fighters": "10", "army_advanced": "70"}[rule]) > 0 {
					v[rule] = RuleFail
				}
			}
		}
		for rule, verdict := range v {
			c.want[rule+" "+unit] = verdict
		}
	}
	return c
}

// TestCountsAgreeWithNaiveReading judges collectives, votes and army units twice.
func TestCountsAgreeWithNaiveReading(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	r := rand.New(rand.NewPCG(13, 17))
	compared, seen := 0, map[string]int{}
	var all []nCounts
	for i := range 10 {
		c := randomCounts(r, fmt.Sprintf("k%02d", i))
		all = append(all, c)
		if _, err := db.Exec(`insert into plan values (?, null, 'Kế hoạch', 'UBND', null, 'Phong trào', null, ?, '2022-01-01', '2022-12-31', '2023-06-30', null, null, 1)`,
			c.plan, c.plan); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(`insert into org_unit select ? || s, ? || s, ? || s, case s when '' then 'district' else 'agency' end,
				case when s like 'q%' then 'military' else 'department' end, case s when '' then null else ? end, true, 1, '2000-01-01', null, null, 1, '', 1
			from unnest(['', 'u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'q0', 'q1', 'q2', 'q3', 'q4', 'q5']) t(s)`, c.plan, c.plan, c.plan, c.plan); err != nil {
			t.Fatal(err)
		}
		settle(t, db)
		for table, rows := range c.rows {
			if _, err := db.Exec("insert into " + table + " values " + strings.Join(rows, ", ")); err != nil {
				t.Fatal(table, err)
			}
		}
	}
	for _, c := range all {
		got := map[string]string{}
		y := AwardYear{c.plan, 2022, day("2026-01-31")}
		for _, rule := range []func() ([]RuleFinding, error){
			func() ([]RuleFinding, error) { return RuleCollectives(ctx, db, y) },
			func() ([]RuleFinding, error) { return RuleVotes(ctx, db, y) },
			func() ([]RuleFinding, error) { return RuleArmy(ctx, db, y) },
		} {
			found, err := rule()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				subject, _, _ := strings.Cut(f.Subject, " (")
				if strings.HasPrefix(f.RuleID, "ttld") && !f.Whole.Valid {
					if f.Verdict == RulePass {
						t.Errorf("%s %s passes without its members", f.RuleID, f.Subject)
					}
					continue // compared by the script: the unit's titles stand for the collective
				}
				got[f.RuleID+" "+subject] = f.Verdict
				seen[f.RuleID+" "+f.Verdict]++
			}
		}
		compared += len(c.want)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-naive +sql)\n%s", c.plan, diff)
		}
	}
	t.Logf("%d verdicts compared: %v", compared, seen)
	for _, rule := range []string{"ttldxs_members", "ttldtt_members", "collective_discipline", "vote_share", "vote_own_rules", "army_fighters", "army_advanced"} {
		for _, v := range []string{RulePass, RuleFail} {
			if seen[rule+" "+v] == 0 {
				t.Errorf("no case gives %s %s", rule, v)
			}
		}
	}
}
