package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// proof_scores against random score sheets: every last row of a unit on a
// criterion stands in the cluster's table, from 0 to the most points, or belongs
// to no member.
func TestNaiveProofScores(t *testing.T) {
	type sheetRow struct {
		cluster, unit, criterion, self, verified string
		day, no                                  int
	}
	db := openEmpty(t)
	exec := func(format string, a ...any) {
		t.Helper()
		if _, err := db.Exec(fmt.Sprintf(format, a...)); err != nil {
			t.Fatal(err)
		}
	}
	exec("insert into source_file values (1, 'sha', 'data/diem.csv', 'scores', 1)")
	r := rand.New(rand.NewPCG(63, 2022))
	most := map[string]string{} // cluster and criterion -> most points
	member := map[string]bool{} // cluster and unit
	var rows []sheetRow
	for n := range 60 {
		cluster := fmt.Sprintf("k%02d", n)
		exec("insert into cluster values ('p', '%s', 'Cụm %s', 'cluster', 2022, null, null, null)", cluster, cluster)
		for i := range 1 + r.IntN(3) {
			points := pick(r, "10", "12.5", "100")
			most[cluster+fmt.Sprint(" c", i)] = points
			exec("insert into criterion values ('p', '%s', 'c%d', 'Tiêu chí %d', %s, %d)", cluster, i, i, points, i)
		}
		for i := range 1 + r.IntN(4) {
			member[cluster+fmt.Sprint(" u", i)] = true
			exec("insert into cluster_member values ('p', '%s', 'u%d', null)", cluster, i)
		}
		for range 12 {
			s := sheetRow{cluster, fmt.Sprint("u", r.IntN(5)), pick(r, "c0", "c1", "c2", "c3", "*"),
				pick(r, "", "0", "10", "12.5", "12.75", "1000", "-1"), pick(r, "", "0", "9", "10.5", "100", "1000.5", "-0.25"), 1 + r.IntN(28), len(rows) + 1}
			rows = append(rows, s)
			value := func(text string) string { return cmp.Or(text, "null") }
			exec("insert into score values ('%s', 2022, '%s', '%s', %s, %s, 0, 0, null, '2022-12-%02d', null, 1, 1, '', %d)",
				cluster, s.unit, s.criterion, value(s.self), value(s.verified), s.day, s.no)
		}
	}
	counts := map[string]int{}
	for _, day := range []int{10, 31} {
		last := map[string]sheetRow{}
		for _, s := range rows {
			key := s.cluster + " " + s.unit + " " + s.criterion
			if had, ok := last[key]; s.day <= day && (!ok || s.day >= had.day) {
				last[key] = s
			}
		}
		var want []string
		add := func(kind string, blocking bool, subject, expected, found, problem string, behind ...string) {
			counts[kind]++
			want = append(want, fmt.Sprintf("%v|%s|%s|%s|%s|%s", blocking, subject, expected, found, problem, strings.Join(behind, " ")))
		}
		point := func(text string) string { return strings.ReplaceAll(text, ".", ",") }
		strangers := map[string][]sheetRow{}
		for _, s := range last {
			place, subject := fmt.Sprintf("data/diem.csv:%d", s.no), fmt.Sprintf("Cụm %s: %s", s.cluster, s.unit)
			limit, listed := most[s.cluster+" "+s.criterion]
			switch {
			case !member[s.cluster+" "+s.unit]:
				strangers[subject] = append(strangers[subject], s)
				continue
			case s.criterion == "*":
				continue
			case !listed:
				add("unlisted", true, subject+", tiêu chí "+s.criterion, "", s.verified, "tiêu chí không có trong bảng tiêu chí của cụm, khối", place)
				continue
			}
			for kind, points := range map[string]string{"thẩm định": s.verified, "tự chấm": s.self} {
				if points != "" && (less(num(points), num("0")) || less(num(limit), num(points))) {
					problem := fmt.Sprintf("điểm %s %s ngoài khoảng từ 0 đến %s", kind, strings.Replace(point(points), "1000", "1.000", 1), point(limit))
					add(kind, true, subject+", Tiêu chí "+s.criterion[1:], limit, points, problem, place)
				}
			}
		}
		for _, subject := range slices.Sorted(maps.Keys(strangers)) {
			theirs := strangers[subject]
			slices.SortFunc(theirs, func(a, b sheetRow) int { return cmp.Compare(a.no, b.no) })
			found := ""
			var behind []string
			for _, s := range theirs {
				found = cmp.Or(found, s.verified)
				behind = append(behind, fmt.Sprintf("data/diem.csv:%d", s.no))
			}
			add("stranger", false, subject, "", found, "có điểm nhưng không phải thành viên của cụm, khối", behind...)
		}
		got, err := ProofScores(context.Background(), db, PlanState{PlanID: "p", KnownAt: time.Date(2022, 12, day, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		var have []string
		for _, g := range got {
			expected, found := "", ""
			if g.Expected.Valid {
				expected = fmt.Sprint(g.Expected.Decimal)
			}
			if g.Found.Valid {
				found = fmt.Sprint(g.Found.Decimal)
			}
			have = append(have, fmt.Sprintf("%v|%s|%s|%s|%s|%s", g.Blocking, g.Subject, expected, found, g.Problem, strings.Join(g.RowsBehind, " ")))
		}
		slices.Sort(want)
		slices.Sort(have)
		if diff := gocmp.Diff(want, have); diff != "" {
			t.Errorf("on %d/12 (-want +got):\n%s", day, diff)
		}
	}
	for _, kind := range []string{"unlisted", "thẩm định", "tự chấm", "stranger"} {
		if counts[kind] < 20 {
			t.Errorf("%s: %d times", kind, counts[kind])
		}
	}
}
