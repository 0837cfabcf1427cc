package loaders

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/generate"
)

// generated is a workspace with the plan and the units of package generate, and
// a file of values.
func generated(t testing.TB, rows, turn int) (j job, path string) {
	t.Helper()
	j = jobAt(t.TempDir())
	j.rows, j.turn = true, turn
	put(t, j.root, "plans/sinh.yaml", generate.Plan())
	put(t, j.root, "data/don-vi.csv", generate.List())
	mustLoad(t, j)
	path = filepath.Join(j.root, "gia-tri.csv")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := generate.Values(f, rows, 3); err != nil {
		t.Fatal(err)
	}
	return j, path
}

// Rows that two writers append in turn are those of one.
func TestWritersTakeTurns(t *testing.T) {
	const rows = 5 * batchRows
	one, path := generated(t, rows, 0)
	mustLoad(t, one, path)
	two, path := generated(t, rows, batchRows)
	mustLoad(t, two, path)
	want, got := dump(t, one), dump(t, two)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if n := ask(t, two, "select count(*) from actual"); n == "0" || n == "" {
		t.Error(n)
	}
	rebuilt(t, two, got)
}

// A source before others that brings nothing new leaves no gap in the numbers
// of the files.
func TestFilesAreNumberedWithoutGaps(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	again := write(t, j, "data/a.csv", actualsHead+"trong_rung;103;2022-01-01;2022-06-30;không;thực hiện;0;2022-07-06;Số liệu minh họa\n")
	fresh := write(t, j, "data/b.csv", actualsHead+"trong_rung;103;2022-07-01;2022-09-30;không;thực hiện;12,5;2022-10-05;Số liệu minh họa\n")
	wrong := write(t, j, "data/c.csv", "Mã chỉ tiêu;Mã đơn vị;Giá trị\ntrong_rung;103;1\n")
	last := write(t, j, "data/d.csv", actualsHead+"trong_rung;103;2022-10-01;2022-12-31;không;thực hiện;-3.000.000.000.000,25;2023-01-05;Số liệu minh họa\n")
	j.rows = true
	mustLoad(t, j, again, fresh, wrong, last)
	equal(t, ask(t, j, `select concat_ws(' ', name, file_id, value) from actual join source_file using (file_id, load_no) where load_no = 2 order by file_id`), `
data/b.csv 10 12.500000
data/d.csv 11 -3000000000000.250000`)
	rebuilt(t, j, dump(t, j))
}

// rebuilt makes the warehouse again and compares the tables.
func rebuilt(t *testing.T, j job, want map[string]string) {
	t.Helper()
	if _, err := j.rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, dump(t, j)); d != "" {
		t.Error(d)
	}
}
