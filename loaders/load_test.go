package loaders

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/warehouse"
)

var (
	vietnam = time.FixedZone("+07", 7*3600)
	later   = time.Date(2023, 2, 1, 9, 0, 0, 0, vietnam)
)

// site makes a workspace folder out of testdata/good.
func site(t testing.TB) job {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS("testdata/good")); err != nil {
		t.Fatal(err)
	}
	return jobAt(root)
}

func jobAt(root string) job {
	return job{root: root, dir: warehouse.At(filepath.Join(root, "warehouse"), filepath.Join(root, "archive")),
		numbers: "vi", zone: vietnam, clock: time.Now}
}

func mustLoad(t testing.TB, j job, paths ...string) Report {
	t.Helper()
	report, err := j.load(context.Background(), paths, "", later)
	if err != nil {
		var b strings.Builder
		report.Problems.Print(&b, "", 0)
		t.Fatalf("%v\n%s", err, &b)
	}
	return report
}

// write puts a file into the workspace.
func write(t testing.TB, j job, name, text string) string {
	t.Helper()
	path := filepath.Join(j.root, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// dump gives every table of the snapshot in force as text.
func dump(t testing.TB, j job) map[string]string {
	t.Helper()
	s, err := j.dir.Open(context.Background(), j.options)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out := map[string]string{}
	for _, table := range query(t, s.DB, "select table_name from duckdb_tables() where schema_name = 'main' and not internal order by 1") {
		out[table] = strings.Join(query(t, s.DB, fmt.Sprintf("select cast(t as varchar) from %s t order by all", table)), "\n")
	}
	return out
}

func query(t testing.TB, db *sql.DB, text string) []string {
	t.Helper()
	rows, err := db.Query(text)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// ask runs a query on the snapshot in force.
func ask(t testing.TB, j job, text string) string {
	t.Helper()
	s, err := j.dir.Open(context.Background(), j.options)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return strings.Join(query(t, s.DB, text), "\n")
}

func summary(r Report) string {
	var b strings.Builder
	for _, s := range r.Sources {
		c := s.Counts
		fmt.Fprintf(&b, "%s%s %s %s: %d rows, %d new, %d corrections, %d identical, %d replaced\n",
			s.File, strings.TrimSuffix("["+s.Sheet+"]", "[]"), s.Kind, s.State, c.Rows, c.New, c.Corrections, c.Identical, c.Replaced)
	}
	r.Problems.Print(&b, "", 0)
	return b.String()
}

func equal(t testing.TB, got, want string) {
	t.Helper()
	lines := func(s string) []string { return strings.Split(strings.TrimSpace(s), "\n") }
	if d := cmp.Diff(lines(want), lines(got)); d != "" {
		t.Errorf("-want +got\n%s\n%s", d, got)
	}
}

func TestLoadWholeWorkspace(t *testing.T) {
	j := site(t)
	equal(t, summary(mustLoad(t, j)), `
plans/mau-2022.yaml plan loaded: 20 rows, 20 new, 0 corrections, 0 identical, 0 replaced
data/don-vi.csv org_units loaded: 5 rows, 5 new, 0 corrections, 0 identical, 0 replaced
data/ket-qua.csv actuals loaded: 10 rows, 10 new, 0 corrections, 0 identical, 0 replaced
data/dang-ky.csv registrations loaded: 2 rows, 2 new, 0 corrections, 0 identical, 0 replaced
data/khen-thuong.csv awards loaded: 2 rows, 2 new, 0 corrections, 0 identical, 0 replaced
data/cham-diem.csv scores loaded: 2 rows, 2 new, 0 corrections, 0 identical, 0 replaced
data/dien-hinh.csv exemplars loaded: 1 rows, 1 new, 0 corrections, 0 identical, 0 replaced
data/phong-trao.csv participations loaded: 1 rows, 1 new, 0 corrections, 0 identical, 0 replaced
data/hoat-dong.csv activities loaded: 2 rows, 2 new, 0 corrections, 0 identical, 0 replaced
`)
	equal(t, ask(t, j, `select concat_ws(' ', row_no, indicator_code, unit_code, status, measure, basis, coalesce(value, -1), coalesce(value_hi, -1), value_precision,
		coalesce(numerator, -1), coalesce(text_value, '.'), coalesce(items, []), coalesce(outlook_reason, '.')) from actual order by row_no`), `
2 thu_ngan_sach 100 actual level unit 85.250000 -1.000000 exact -1.000000 . [] .
3 thu_ngan_sach 100 estimate level unit 85.000000 -1.000000 exact -1.000000 . [] .
4 trong_rung 101 actual level unit 120.000000 -1.000000 above -1.000000 . [] .
5 trong_rung 102 actual level unit 61.000000 62.000000 interval -1.000000 . [] Thiếu giống, đang bổ sung
8 trong_rung 103 actual level unit 0.000000 -1.000000 exact -1.000000 . [] .
9 ho_ngheo 101 actual level unit -1.000000 -1.000000 exact 45.000000 . [] .
10 ho_ngheo 102 actual decrease point 0.500000 -1.000000 exact -1.000000 . [] .
11 ho_ngheo 103 actual level unit -1.000000 -1.000000 exact -1.000000 . [] .
12 tieu_chi_ntm 101 actual level unit 13.000000 -1.000000 exact -1.000000 13/19 tiêu chí [1, 2, 3] .
13 cchc 100 actual level unit -1.000000 -1.000000 exact -1.000000 Tốt [] .`)
}
