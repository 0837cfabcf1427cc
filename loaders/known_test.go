package loaders

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A knownRow is a row of actual as the naive reading has it.
type knownRow struct {
	about, end, status, reported string
	place                        string // load, row and file, as text in that order
	blank                        bool
	until                        string
}

// better reports whether of two rows of one value a says more.
func better(a, b knownRow) bool {
	rank := []string{"estimate", "actual", "preliminary", "official"}
	if x, y := slices.Index(rank, a.status), slices.Index(rank, b.status); x != y {
		return x > y
	}
	if a.reported != b.reported {
		return a.reported > b.reported
	}
	return a.place > b.place
}

// Loads of random rows, several of one value and some blank: until when each
// counts is what reading every pair of rows says, and for any day of knowledge
// one row of a value counts. A rebuild and the fill of an older warehouse say the
// same.
func TestRowsCountUntilAnotherSaysMore(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	j := site(t)
	j.rows = true
	mustLoad(t, j)
	for n := range 5 {
		var files []string
		for f := range 1 + random.IntN(2) {
			var b strings.Builder
			for range 40 {
				month, value := 1+random.IntN(3), fmt.Sprint(random.IntN(1000))
				if random.IntN(6) == 0 {
					value = ""
				}
				fmt.Fprintf(&b, "trong_rung;10%d;01/01/2022;28/%d/2022;có;%s;%s;%02d/%d/2022;Số liệu minh họa\n", 1+random.IntN(3), month,
					[]string{"ước", "thực hiện", "sơ bộ", "chính thức"}[random.IntN(4)], value, 1+random.IntN(8), month+1+random.IntN(2))
			}
			files = append(files, write(t, j, fmt.Sprintf("data/lan-%d-%d.csv", n, f), actualsHead+b.String()))
		}
		mustLoad(t, j, files...)
		checkKnown(t, j)
	}
	beaten := ask(t, j, "select count(*) from actual where counts_until between reported_on + 1 and date '9999-12-30'")
	if len(beaten) < 2 { // tens of them
		t.Errorf("%s rows stop counting", beaten)
	}
	rebuilt(t, j, dump(t, j))

	// The fill of a warehouse of the schema before.
	text, err := os.ReadFile("warehouse/migrations/0006_known.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := copied(t, j)
	ordered := []string{"select cast(a as varchar) from actual a order by all", "select cast(d as varchar) from reported_day d order by all"}
	want := [][]string{query(t, db, ordered[0]), query(t, db, ordered[1])}
	for _, s := range []string{"drop table reported_day", "alter table actual drop column counts_until", string(text)} {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(want, [][]string{query(t, db, ordered[0]), query(t, db, ordered[1])}); d != "" {
		t.Error(d)
	}
}

// copied opens a copy of the snapshot in force, to be changed.
func copied(t *testing.T, j job) *sql.DB {
	t.Helper()
	s, err := j.dir.Open(context.Background(), j.options)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	text, err := os.ReadFile(filepath.Join(j.dir.Path(), s.Name))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.duckdb")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func checkKnown(t *testing.T, j job) {
	t.Helper()
	var rows []knownRow
	for _, line := range strings.Split(ask(t, j, `
		select concat_ws('|', concat_ws(' ', indicator_code, unit_code, period_start, period_end, accumulation, measure), period_end, status, reported_on,
			printf('%05d %05d %05d', load_no, row_no, file_id),
			value is null and numerator is null and text_value is null and items is null, counts_until)
		from actual`), "\n") {
		f := strings.Split(line, "|")
		rows = append(rows, knownRow{f[0], f[1], f[2], f[3], f[4], f[5] == "true", f[6]})
	}
	days := map[string]string{}
	for _, a := range rows {
		want := "9999-12-31"
		if a.blank {
			want = a.reported
		} else if first, ok := days[a.end]; !ok || a.reported < first {
			days[a.end] = a.reported
		}
		for _, b := range rows {
			if !a.blank && !b.blank && a.about == b.about && better(b, a) {
				want = min(want, b.reported)
			}
		}
		if a.until != want {
			t.Errorf("%+v counts until %s", a, want)
		}
		// On the day of every report the best row that is known.
		best := knownRow{}
		for _, b := range rows {
			if b.about == a.about && b.reported <= a.reported && b.until > a.reported {
				if best.about != "" {
					t.Errorf("%+v and %+v both count on %s", best, b, a.reported)
				}
				best = b
			}
		}
	}
	var want []string
	for end, first := range days {
		want = append(want, end+" "+first)
	}
	slices.Sort(want)
	equal(t, ask(t, j, "select period_end || ' ' || min(first_reported_on) from reported_day group by period_end order by all"), strings.Join(want, "\n"))
}
