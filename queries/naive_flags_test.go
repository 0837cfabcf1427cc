package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// rule_flags against the clusters and flags of random provinces, all in one
// database.
func TestNaiveFlags(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	law, err := Rules(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	exec := executor(t, db)
	r := rand.New(rand.NewPCG(3, 98))
	seen := map[string]int{}
	for i := range 40 {
		l := nLedger{plan: fmt.Sprintf("f%02d", i), law: law, year: pick(r, 2022, 2023)}
		l.known = fmt.Sprintf("%d-%s", l.year+1, pick(r, "02-10", "03-10"))
		exec(`insert into plan values (?, null, 'Kế hoạch', 'UBND', null, 'Phong trào', null, ?, '2022-01-01', '2023-12-31', '2024-06-30', null, null, 1)`, l.plan, l.plan+"r")
		exec(`insert into org_unit select ?||s, ?||s, ?||s, case s when 'r' then 'province' else 'commune' end, 'commune',
			case s when 'r' then null else ?||'r' end, true, 1, '2000-01-01', null, null, 1, '', 1 from unnest(string_split('rabcdefgh', '')) t(s)`, l.plan, l.plan, l.plan, l.plan)
		settle(t, db)
		leaders, clusters := map[string]string{}, map[string][]string{} // cluster -> leader, unit -> clusters
		for c := range 1 + r.IntN(3) {
			code, leader := fmt.Sprintf("%sc%d", l.plan, c), any(nil)
			if r.IntN(4) > 0 {
				leaders[code] = l.plan + pick(r, "a", "b", "c")
				leader = leaders[code]
			}
			exec("insert into cluster (plan_id, cluster_code, name, kind, year, leader) values (?, ?, ?, 'cluster', ?, ?)", l.plan, code, code, l.year, leader)
			for _, u := range "abcdef" {
				if r.IntN(2) == 0 {
					exec("insert into cluster_member (plan_id, cluster_code, unit_code) values (?, ?, ?)", l.plan, code, l.plan+string(u))
					clusters[l.plan+string(u)] = append(clusters[l.plan+string(u)], code)
				}
			}
		}
		for no := range 12 {
			a := nAward{unit: l.plan + pick(r, "a", "b", "c", "d", "g"), honour: pick(r, "co_thi_dua_chinh_phu", "co_thi_dua_cap_tinh", "co_thi_dua_cap_tinh", "xa_tieu_bieu"),
				name: fmt.Sprint("Tập thể ", no), state: pick(r, "granted", "granted", "submitted", "rejected"), year: l.year, qty: 1, load: 1, level: "province",
				reported: fmt.Sprintf("%d-02-20", l.year+1), decided: fmt.Sprintf("%d-%s", l.year+r.IntN(2), pick(r, "01-15", "02-15"))}
			l.awards = append(l.awards, a)
			exec("insert into award (unit_code, for_year, honour_code, recipient_kind, recipient_name, quantity, level, state, decision_no, decided_on, reported_on, load_no, file_id, sheet, row_no) values (?, ?, ?, 'collective', ?, 1, 'province', ?, '1/QĐ', ?, ?, 1, 1, '', ?)",
				a.unit, a.year, a.honour, a.name, a.state, a.decided, a.reported, no)
		}
		want := map[string]int{}
		government, flags, last, pending := 0, 0, "", false
		for _, f := range l.files() {
			if f.state == "rejected" {
				continue
			}
			day := l.known
			if f.state == "granted" {
				day = f.lawDay()
			}
			id := map[string]string{"co_thi_dua_chinh_phu": "government_flag_leader", "co_thi_dua_cap_tinh": "flag_leader", "xa_tieu_bieu": "leading_commune"}[f.honour]
			if f.honour != "xa_tieu_bieu" {
				last, pending = max(last, day), pending || f.state != "granted"
				if f.honour == "co_thi_dua_chinh_phu" {
					government++
				} else {
					flags++
				}
			}
			rule := l.rule(id, day)
			if rule.RuleID == "" {
				continue
			}
			leads, open := false, false
			for _, c := range clusters[f.unit] {
				leads, open = leads || leaders[c] == f.unit, open || leaders[c] == ""
			}
			verdict := "fail"
			switch {
			case rule.Grade == "U":
				verdict = "unknown"
			case leads:
				verdict = "pass"
			case len(clusters[f.unit]) == 0, open, id == "leading_commune", id == "government_flag_leader" && day >= "2024-01-01":
				verdict = "unknown"
			}
			want[fmt.Sprint(id, " ", f.unit, " ", day, " ", verdict, " ", rule.Binding && f.state == "granted")]++
		}
		if last == "" {
			last = l.known
		}
		if rule := l.rule("flag_quota", last); government > 0 && rule.RuleID != "" {
			verdict := "fail"
			switch {
			case rule.Grade == "U" || len(leaders) == 0:
				verdict = "unknown"
			case !less(times(num(rule.LimitPercent.String()), whole(int64(len(leaders)))), whole(int64(100*government))):
				verdict = "pass"
			}
			want[fmt.Sprint("flag_quota  ", last, " ", verdict, " ", rule.Binding && !pending, " ", government, "/", len(leaders), "/", flags)]++
		}
		got, err := RuleFlags(ctx, db, AwardYear{l.plan, l.year, day(l.known)})
		if err != nil {
			t.Fatal(err)
		}
		have := map[string]int{}
		for _, f := range got {
			k := fmt.Sprint(f.RuleID, " ", f.UnitCode, " ", f.LawDate.Format(time.DateOnly), " ", f.Verdict, " ", f.Binding)
			if f.RuleID == "flag_quota" {
				k += fmt.Sprint(" ", f.Part.V, "/", f.Whole.V, "/", f.OtherWhole.V)
			}
			have[k]++
			seen[f.RuleID+" "+f.Verdict]++
		}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Fatalf("%s (-naive +SQL)\n%.3000s", l.plan, diff)
		}
	}
	for _, kind := range []string{"flag_leader pass", "flag_leader fail", "flag_leader unknown", "government_flag_leader pass", "leading_commune unknown", "flag_quota fail"} {
		if seen[kind] == 0 {
			t.Errorf("no finding %q: %v", kind, seen)
		}
	}
}
