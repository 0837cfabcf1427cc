package queries

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nNumbers are the figures of a finding that both readings must agree on.
type nNumbers struct {
	verdict           string
	part, whole, open int // -1: not known
}

// TestRulesAgreeWithNaiveReading makes random ledgers, all in one database, and
// compares conversion and rules with a second implementation over the rows.
func TestRulesAgreeWithNaiveReading(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	r := rand.New(rand.NewPCG(7, 11))
	const plans = 12
	ledgers := make([]nLedger, plans)
	for i := range ledgers {
		l := &ledgers[i]
		l.plan = fmt.Sprintf("n%02d", i)
		l.awards, l.list = randomLedger(r, l.plan)
		l.limit = int64(pick(r, 25, 50, 60, 75))
		l.strict = r.IntN(2) == 0
		l.insert(t, db)
	}
	law, err := Rules(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	authorities, err := Authorities(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	compared, seen := 0, map[string]int{}
	for _, l := range ledgers {
		for _, year := range []int{2022, 2023} {
			l.year, l.known, l.law, l.authorities = year, fmt.Sprintf("%d-02-%02d", year+1, 2+2*(year-2022)), law, authorities
			y := AwardYear{l.plan, year, day(l.known)}
			for name, rule := range map[string]struct {
				query func(context.Context, *sql.DB, AwardYear) ([]RuleFinding, error)
				naive func() map[string]nNumbers
				key   func(RuleFinding) string
			}{
				"quota":         {RuleQuota, l.quota, func(f RuleFinding) string { return f.Subject + f.Article }},
				"direct":        {RuleDirect, l.direct, func(RuleFinding) string { return "" }},
				"authority":     {RuleAuthority, l.authority, func(f RuleFinding) string { return f.HonourCode + f.Subject + f.Article + f.Grade }},
				"registered":    {RuleRegistered, l.registered, func(f RuleFinding) string { return f.UnitCode + f.HonourCode + f.Article }},
				"prerequisites": {RulePrerequisites, l.prerequisites, func(f RuleFinding) string { return f.HonourCode + f.Numbers + f.Subject }},
			} {
				found, err := rule.query(ctx, db, y)
				if err != nil {
					t.Fatal(err)
				}
				got := map[string]nNumbers{}
				for _, f := range found {
					got[rule.key(f)] = nNumbers{f.Verdict, orMinus(f.Part), orMinus(f.Whole), orMinus(f.OtherWhole)}
					seen[name+" "+f.Verdict]++
				}
				want := rule.naive()
				compared += len(want)
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(nNumbers{})); diff != "" {
					t.Errorf("%s %d %s (-naive +sql)\n%s", l.plan, year, name, diff)
				}
			}
			units, err := RegistrationAwardsByUnit(ctx, db, y)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string][8]int{}
			for _, u := range units {
				got[u.UnitCode+" "+u.HonourCode] = [8]int{
					u.Registered, u.Granted, u.GrantedRegistered, u.GrantedUnregistered, u.GrantedUnnamed, u.GrantedToVerify,
					u.RegisteredNotGranted, u.RegisteredUnnamed,
				}
			}
			want := l.conversion()
			compared += len(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %d conversion (-naive +sql)\n%s", l.plan, year, diff)
			}
		}
	}
	t.Logf("%d findings compared: %v", compared, seen)
	for _, wanted := range []string{
		"quota pass", "quota fail", "quota unknown", "direct pass", "direct fail", "direct unknown",
		"authority pass", "authority fail", "authority unknown", "registered pass", "registered fail", "registered unknown",
		"prerequisites pass", "prerequisites fail", "prerequisites unknown",
	} {
		if seen[wanted] == 0 {
			t.Errorf("no case gives %q; the comparison says nothing about it", wanted)
		}
	}
	if compared < 2000 {
		t.Errorf("only %d findings were compared", compared)
	}
}

func orMinus(n sql.Null[int]) int {
	if !n.Valid {
		return -1
	}
	return n.V
}

// An nLedger is one plan's rows and how they are looked at.
type nLedger struct {
	plan        string
	awards      []nAward
	list        []nRegistration
	limit       int64
	strict      bool
	year        int
	known       string
	law         []Rule
	authorities []Authority
}

func (l nLedger) insert(t *testing.T, db *sql.DB) {
	t.Helper()
	exec := executor(t, db)
	exec(`insert into plan values (?, null, 'Kế hoạch', 'UBND', null, 'Phong trào', null, ?, '2022-01-01', '2023-12-31', '2024-06-30', null, null, 1)`, l.plan, l.plan+"r")
	exec(`insert into org_unit select ?||s, ?||s, ?||s, case s when 'r' then 'district' else 'commune' end, 'commune',
		case s when 'r' then null else ?||'r' end, true, 1, '2000-01-01', null, null, 1, '', 1 from unnest(string_split('rabcdefghij', '')) t(s)`, l.plan, l.plan, l.plan, l.plan)
	settle(t, db)
	bound := "at_least"
	if l.strict {
		bound = "more_than"
	}
	exec(`insert into target (plan_id, target_code, version, in_force_from, position, sector_code, label, unit, unit_code, owner, span, span_from, span_to,
		bound, measure, basis, lo, counted_from, own_grant, counts_as, headline, restricted, print_ratio, quote, place)
		values (?, 'tt', 1, '2022-01-01', 1, 's', 'Trực tiếp', '%', ?, 'Kế hoạch', 'year', '2022-01-01', '2023-12-31', ?, 'level', 'unit', ?::bigint, 'direct_share',
		false, 'tt', false, false, false, '', '')`, l.plan, l.plan+"r", bound, fmt.Sprint(l.limit))
	var rows []string
	for i, a := range l.awards {
		rows = append(rows, literals(a.unit, a.year, nil, a.honour, a.recipients(), orNull(a.id), orNull(a.name), a.qty, orNull(a.position), orNull(a.direct),
			orNull(a.kind), a.level, a.state, orNull(a.decision), orNull(a.decided), a.reported, nil, a.load, 1, "", i))
	}
	exec("insert into award values " + strings.Join(rows, ", "))
	rows = nil
	for i, g := range l.list {
		rows = append(rows, literals(g.unit, g.year, nil, g.honour, "individual", orNull(g.id), orNull(g.name), g.qty, orNull(g.position), nil, g.on, nil, g.load, 1, "", i))
	}
	exec("insert into registration values " + strings.Join(rows, ", "))
}

func (l nLedger) files() []nFile { return nFiles(l.awards, l.year, l.year, l.known) }

// rule finds the stretch of law of a day.
func (l nLedger) rule(id, on string) Rule {
	for _, r := range l.law {
		if r.RuleID == id && !day(on).Before(r.ValidFrom) && (r.ValidTo.IsZero() || !day(on).After(r.ValidTo)) {
			return r
		}
	}
	return Rule{}
}

func (f nFile) lawDay() string {
	if f.decided != "" {
		return f.decided
	}
	return f.reported
}

// matches says whether two rows are about one person: by id, else by name where
// one of them has none.
func (f nFile) matches(o nFile) bool {
	if f.recipient == "" || o.recipient == "" {
		return false
	}
	both := strings.HasPrefix(f.recipient, "id:") && strings.HasPrefix(o.recipient, "id:")
	return f.recipient == o.recipient || f.key != "" && f.key == o.key && !both
}

func (l nLedger) conversion() map[string][8]int {
	out := map[string][8]int{}
	files, list := l.files(), nOnList(l.list, l.year, l.known)
	of := func(all []nFile, unit, honour string) (some []nFile) {
		for _, f := range all {
			if f.unit == unit && f.honour == honour {
				some = append(some, f)
			}
		}
		return
	}
	for _, f := range slices.Concat(files, list) {
		out[f.unit+" "+f.honour] = nConversion(of(files, f.unit, f.honour), of(list, f.unit, f.honour))
	}
	return out
}

func (l nLedger) quota() map[string]nNumbers {
	out := map[string]nNumbers{}
	under := false
	for _, f := range l.files() {
		under = under || f.honour == "chien_si_thi_dua_co_so" && slices.Contains([]string{"proposed", "approved", "submitted"}, f.state)
	}
	for _, stage := range []string{"đã có quyết định", "kể cả hồ sơ đang trình"} {
		if stage != "đã có quyết định" && !under {
			continue
		}
		var fighters, workers []nFile
		for _, f := range l.files() {
			if stage != "đã có quyết định" {
				f.decided = l.known
				if f.state == "proposed" || f.state == "approved" || f.state == "submitted" {
					f.net = f.qty
				}
			}
			switch {
			case f.net == 0:
			case f.honour == "chien_si_thi_dua_co_so":
				fighters = append(fighters, f)
			case f.honour == "lao_dong_tien_tien":
				workers = append(workers, f)
			}
		}
		listed, clear := 0, len(workers) > 0
		for _, same := range [][]nFile{fighters, workers} {
			names := map[string]int{}
			for _, f := range same {
				names[f.unit+f.key]++
				clear = clear && (f.key == "" || names[f.unit+f.key] == 1)
			}
		}
		for _, w := range workers {
			listed += w.net
			clear = clear && w.recipient != ""
		}
		for _, rule := range l.law {
			if rule.RuleID != "cstdcs_quota" {
				continue
			}
			part, overlap, any, known := 0, 0, false, clear
			for _, f := range fighters {
				if l.rule("cstdcs_quota", f.lawDay()) != rule {
					continue
				}
				any = true
				part += f.net
				if slices.ContainsFunc(workers, func(w nFile) bool { return w.unit == f.unit && w.matches(f) }) {
					overlap++
				}
				known = known && f.recipient != ""
			}
			if !any {
				continue
			}
			n := nNumbers{"", part, listed, listed + part}
			if known {
				n.whole, n.open = listed+part-overlap, -1
			}
			holds := func(whole int) bool {
				limit := new(big.Rat).Mul(big.NewRat(15, 100), big.NewRat(int64(whole), 1))
				return big.NewRat(int64(part), 1).Cmp(limit) <= 0
			}
			other := n.whole
			if n.open >= 0 {
				other = n.open
			}
			switch {
			case rule.Grade == "U", listed == 0, holds(n.whole) != holds(other):
				n.verdict = RuleUnknown
			case holds(n.whole):
				n.verdict = RulePass
			default:
				n.verdict = RuleFail
			}
			out[stage+rule.Article] = n
		}
	}
	return out
}

func (l nLedger) direct() map[string]nNumbers {
	var all, direct, unknown int64
	for _, f := range l.files() {
		if f.honour == "giay_khen" || f.honour == "bang_khen" {
			all += int64(f.net)
			switch f.nAward.direct {
			case "true":
				direct += int64(f.net)
			case "":
				unknown += int64(f.net)
			}
		}
	}
	n := nNumbers{RuleUnknown, int(direct), int(all), -1}
	if all > 0 {
		meets := func(some int64) bool {
			c := big.NewRat(100*some, all).Cmp(big.NewRat(l.limit, 1))
			return c > 0 || c == 0 && !l.strict
		}
		switch {
		case meets(direct):
			n.verdict = RulePass
		case !meets(direct + unknown):
			n.verdict = RuleFail
		}
	}
	return map[string]nNumbers{"": n}
}

func (l nLedger) authority() map[string]nNumbers {
	labels := map[string]string{"commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh", "agency": "cơ quan, đơn vị"}
	out := map[string]nNumbers{}
	for _, f := range l.files() {
		if f.state != "granted" {
			continue
		}
		verdict, article, grade, best := RuleUnknown, "theo bảng thẩm quyền", "U", ""
		named := false
		for _, a := range l.authorities {
			if a.HonourCode != f.honour || day(f.lawDay()).Before(a.ValidFrom) || !a.ValidTo.IsZero() && day(f.lawDay()).After(a.ValidTo) {
				continue
			}
			if a.Grade != "U" {
				best = max(best, a.Grade)
			}
			if a.Level == f.level {
				named, article, grade = true, a.Article, a.Grade
				if a.Grade != "U" && a.Proviso == "" {
					verdict = RulePass
				}
			}
		}
		if !named && best != "" {
			verdict, grade = RuleFail, best
		}
		key := f.honour + labels[f.level] + article + grade
		n := out[key]
		out[key] = nNumbers{verdict, n.part + f.qty, -1, -1}
	}
	return out
}

func (l nLedger) registered() map[string]nNumbers {
	titles := []string{"lao_dong_tien_tien", "chien_si_thi_dua_co_so", "chien_si_thi_dua_cap_tinh", "chien_si_thi_dua_toan_quoc"}
	type group struct{ unit, honour, article string }
	groups := map[group][]nFile{}
	for _, f := range l.files() {
		if f.net != 0 && slices.Contains(titles, f.honour) {
			g := group{f.unit, f.honour, l.rule("registered_first", f.lawDay()).Article}
			groups[g] = append(groups[g], f)
		}
	}
	out := map[string]nNumbers{}
	list := nOnList(l.list, l.year, l.known)
	for g, files := range groups {
		granted, sure, absent, last := 0, 0, 0, ""
		for _, f := range files {
			granted += f.net
			last = max(last, f.lawDay())
			if f.recipient == "" {
				continue
			}
			namesakes := 0
			for _, article := range l.articles("registered_first") {
				for _, o := range groups[group{g.unit, g.honour, article}] {
					if o.key == f.key {
						namesakes++
					}
				}
			}
			byID, byName, unnamed := 0, 0, 0
			for _, r := range list {
				if r.unit != g.unit || r.honour != g.honour || r.reported > f.lawDay() {
					continue
				}
				switch {
				case r.recipient == "":
					unnamed++
				default:
					if r.recipient == f.recipient && strings.HasPrefix(f.recipient, "id:") {
						byID++
					}
					if r.key == f.key && !(r.id != "" && strings.HasPrefix(f.recipient, "id:")) {
						byName++
					}
				}
			}
			switch {
			case byID > 0 || byName == 1 && namesakes == 1:
				sure += f.net
			case byName == 0 && unnamed == 0:
				absent += f.net
			}
		}
		listed := 0
		for _, r := range list {
			if r.unit == g.unit && r.honour == g.honour && r.reported <= last {
				listed += r.qty
			}
		}
		absent = max(absent, granted-listed, 0)
		n := nNumbers{RuleUnknown, sure, granted, max(granted-sure-absent, 0)}
		switch {
		case granted <= 0:
			n.verdict = RulePass
		case absent > 0:
			n.verdict = RuleFail
		case sure >= granted:
			n.verdict = RulePass
		}
		out[g.unit+g.honour+g.article] = n
	}
	return out
}

func (l nLedger) articles(id string) (out []string) {
	for _, r := range l.law {
		if r.RuleID == id {
			out = append(out, r.Article)
		}
	}
	return
}
