package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/emulation"
)

var (
	nPosts    = []string{"province_leader", "department_leader", "entrepreneur", "other_leader", "direct"}
	nMethods  = []string{"merit", "movement", "sudden", "foreign", "service", "tenure"}
	nOfPlaces = []string{"bang_khen", "chien_si_thi_dua_cap_bo", "chien_si_thi_dua_cap_tinh", "co_thi_dua_cap_bo", "co_thi_dua_cap_tinh", "ky_niem_chuong", "huy_hieu"}
)

// formRows gives the codes of the rows of a form of awards that count a file. The
// form of State commendations has who submitted them before the recipients.
func formRows(form, level string, f nFile) []string {
	rows, at := []string{"01"}, 2
	if form[3] == '2' {
		if f.level != "central" || !emulation.Honour(f.honour).State() {
			return nil
		}
		at = 6
		if level == "central" {
			rows = append(rows, "02")
		} else {
			rows = append(rows, "03")
		}
	} else if f.level != "central" && f.level != "province" || !slices.Contains(nOfPlaces, f.honour) {
		return nil
	}
	add := func(n int) { rows = append(rows, fmt.Sprintf("%02d", at+n)) }
	switch f.recipients() {
	case "collective":
		add(0)
	case "enterprise":
		add(0)
		add(1)
	case "household":
		add(2)
	case "individual":
		add(3)
		if n := slices.Index(nPosts, f.position); n >= 0 {
			add(4 + n)
		}
	}
	if n := slices.Index(nMethods, f.kind); n >= 0 {
		add(9 + n)
	}
	return rows
}

// trace_form against the rows of random ledgers, and both against what the forms
// count.
func TestNaiveTraceForm(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	exec := executor(t, db)
	r := rand.New(rand.NewPCG(60, 3))
	counted, below := 0, 0
	var honours []string
	for _, h := range emulation.AllHonours() {
		honours = append(honours, string(h))
	}
	for i := range 3 {
		l := nLedger{plan: fmt.Sprintf("b%d", i), limit: 50}
		l.awards, l.list = randomLedger(r, l.plan)
		for i := range l.awards {
			a := &l.awards[i]
			a.row, a.level = i, pick(r, "central", "central", "province", "province", "district")
			a.honour = pick(r, pick(r, honours...), pick(r, honours...), pick(r, nOfPlaces...), "bang_khen_thu_tuong")
			a.position, a.kind = pick(r, append([]string{""}, nPosts...)...), pick(r, append([]string{""}, nMethods...)...)
			a.whose = pick(r, "", "", "collective", "enterprise", "household", "community")
		}
		l.insert(t, db)
		level := []string{"province", "district", "central"}[i]
		exec("update org_unit set level = ? where unit_code = ?", level, l.plan+"r")
		for _, year := range []int{2022, 2023} {
			known := on(year+1, time.February, 3)
			want := map[string][]string{}
			sums := map[string]int{}
			for _, f := range nFiles(l.awards, 1900, 9999, known.Format(time.DateOnly)) {
				if f.net == 0 || f.lawDay()[:4] != fmt.Sprint(year) {
					continue
				}
				for _, form := range []string{"0602", "0603"} {
					for _, row := range formRows(form, level, f) {
						want[form+row] = append(want[form+row], fmt.Sprint(f.row, ": ", f.net))
						sums[form+row] += f.net
					}
				}
			}
			y := AwardYear{PlanID: l.plan, Year: year, KnownAt: known}
			state, err := Form0602(ctx, db, y)
			if err != nil {
				t.Fatal(err)
			}
			places, err := Form0603(ctx, db, y)
			if err != nil {
				t.Fatal(err)
			}
			printed := map[string]int{}
			for _, row := range state {
				printed["0602"+row.RowCode] = row.Total
			}
			for _, row := range places {
				printed["0603"+row.RowCode] = row.Total
			}
			for key, total := range printed {
				if len(key) == 4 {
					continue // what is not said enough of
				}
				if sums[key] != total {
					t.Errorf("%s, row %s of %d: %d, want %d", l.plan, key, year, total, sums[key])
				}
				form := key[:4]
				if year < 2023 {
					form = strings.Replace(form, "06", "07", 1)
				}
				got, err := TraceForm(ctx, db, TracedForm{PlanID: l.plan, Year: year, KnownAt: known, Form: form, RowCode: key[4:]})
				if err != nil {
					t.Fatal(err)
				}
				have := []string{}
				for _, row := range got {
					have = append(have, fmt.Sprint(row.RowNo, ": ", row.Value))
				}
				slices.Sort(have)
				slices.Sort(want[key])
				if diff := cmp.Diff(append([]string{}, want[key]...), have); diff != "" {
					t.Errorf("%s, row %s of %d (-naive +SQL)\n%.1500s", l.plan, key, year, diff)
				}
				counted += len(have)
				if total < 0 || strings.Contains(strings.Join(have, " "), ": -") {
					below++
				}
			}
		}
	}
	if counted < 300 || below < 5 {
		t.Errorf("%d rows counted, %d answers with a revoked award", counted, below)
	}
	t.Log(counted, below)
}

// The movements behind the rows of form 0601 and 0701, row by row.
func TestNaiveTraceMovements(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	exec := executor(t, db)
	r := rand.New(rand.NewPCG(7, 1))
	type movement struct {
		name, by, kind, scope string
		from, to              time.Time
	}
	seen := map[string]int{}
	for i := range 4 {
		plan := fmt.Sprintf("m%d", i)
		exec(`insert into plan values (?, null, 'Kế hoạch', 'UBND', null, 'Phong trào', null, 'r', '2022-01-01', '2023-12-31', '2024-06-30', null, null, 1)`, plan)
		var all []movement
		for no := range 120 {
			m := movement{name: fmt.Sprint("Phong trào ", no), by: pick(r, "central", "province", "district", "agency"), kind: pick(r, "regular", "thematic", "phased", "campaign"),
				scope: pick(r, "", "national", "province", "cluster", "unit")}
			var from, to any
			if r.IntN(6) > 0 {
				m.from = on(pick(r, 2021, 2022, 2023), time.Month(1+r.IntN(12)), pick(r, 1, 15))
				from = m.from
			}
			if !m.from.IsZero() && r.IntN(6) > 0 {
				m.to = m.from.AddDate(pick(r, 0, 1, 2, 3, 4, 5, 6), pick(r, 0, 0, 0, 5), pick(r, -1, -1, 0))
				to = m.to
			}
			exec("insert into movement values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, null)", plan, fmt.Sprint("m", no), m.name, m.by, m.kind, orNull(m.scope), from, to, no)
			all = append(all, m)
		}
		year, form := []int{2022, 2023}[i%2], []string{"0701", "0601"}[i%2]
		want := map[string][]string{}
		for _, m := range all {
			launched := m.from
			if launched.IsZero() {
				launched = on(2022, 1, 1) // with the plan
			}
			if m.kind == "campaign" || launched.Year() != year || form == "0701" && m.by != "central" && m.by != "province" {
				continue
			}
			rows := []string{"01"}
			scope := map[string]string{"national": "02", "province": "03", "cluster": "04", "unit": "05"}[m.scope]
			if scope != "" && !(form == "0701" && scope == "04") {
				rows = append(rows, scope)
			}
			if !m.to.IsZero() {
				// The first day on which so many years are over.
				past := func(years int) bool { return m.to.AddDate(0, 0, 1).After(m.from.AddDate(years, 0, 0)) }
				full := func(years int) bool { return !m.to.AddDate(0, 0, 1).Before(m.from.AddDate(years, 0, 0)) }
				term := "06"
				switch {
				case full(5) && form == "0601":
					term = "10"
				case full(3):
					term = "09"
				case past(1):
					term = "08"
				case full(1):
					term = "07"
				}
				rows = append(rows, term)
			}
			method := 11
			if m.kind == "regular" {
				method = 12
			}
			if form == "0701" {
				method--
			}
			for _, row := range append(rows, fmt.Sprint(method)) {
				want[row] = append(want[row], m.name)
			}
		}
		for code := 1; code <= 12; code++ {
			row := fmt.Sprintf("%02d", code)
			got, err := TraceForm(ctx, db, TracedForm{PlanID: plan, Year: year, Form: form, RowCode: row})
			if err != nil {
				t.Fatal(err)
			}
			have := []string{}
			for _, m := range got {
				have = append(have, m.Words)
			}
			slices.Sort(have)
			slices.Sort(want[row])
			if diff := cmp.Diff(append([]string{}, want[row]...), have); diff != "" {
				t.Errorf("form %s, row %s (-naive +SQL)\n%s", form, row, diff)
			}
			seen[form+" "+row] += len(have)
		}
	}
	for _, row := range []string{"0601 02", "0601 04", "0601 06", "0601 07", "0601 08", "0601 09", "0601 10", "0601 12", "0701 05", "0701 07", "0701 09", "0701 11"} {
		if seen[row] == 0 {
			t.Errorf("no movement in %s: %v", row, seen)
		}
	}
}
