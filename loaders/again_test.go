package loaders

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const actualsHead = "Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Ngày báo cáo;Nguồn\n"

func TestSameFilesTwice(t *testing.T) {
	j := site(t)
	first := mustLoad(t, j)
	before := dump(t, j)
	again := mustLoad(t, j)
	for _, s := range again.Sources {
		if s.State != AlreadyLoaded {
			t.Errorf("%s: %s", s.File, s.State)
		}
	}
	if again.Changed || again.Snapshot != first.Snapshot || len(again.Sources) != len(first.Sources) {
		t.Errorf("%+v after %+v", again, first)
	}
	// The same rows in other bytes are no news either, and leave no trace.
	write(t, j, "data/copy.csv", actualsHead+"trong_rung;103;2022-01-01;2022-06-30;không;thực hiện;0;2022-07-06;Số liệu minh họa\n")
	copied := mustLoad(t, j, filepath.Join(j.root, "data/copy.csv"))
	if copied.Changed {
		t.Error(summary(copied))
	}
	if d := cmp.Diff(before, dump(t, j)); d != "" {
		t.Error(d)
	}
}

func TestCorrections(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	path := write(t, j, "data/sua.csv", actualsHead+
		"thu_ngan_sach;100;01/01/2022;30/6/2022;có;thực hiện;86;15/8/2022;Số liệu minh họa\n"+ // corrects 85,25
		"thu_ngan_sach;100;01/01/2022;30/6/2022;có;thực hiện;87;20/8/2022;Số liệu minh họa\n"+ // and once more
		"trong_rung;103;01/7/2022;30/9/2022;không;thực hiện;12;05/10/2022;Số liệu minh họa\n")
	equal(t, summary(mustLoad(t, j, path)), `data/sua.csv actuals loaded: 3 rows, 1 new, 2 corrections, 0 identical, 0 replaced`)
	equal(t, ask(t, j, `select concat_ws(' ', value, reported_on, load_no, file_id, row_no) from actual
		where indicator_code = 'thu_ngan_sach' and status = 'actual' order by reported_on`), `
85.250000 2022-07-08 1 7 2
86.000000 2022-08-15 2 10 2
87.000000 2022-08-20 2 10 3`)
}

func TestChangedPlanReplacesItsRows(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	path := filepath.Join(j.root, "plans/mau-2022.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, j, "plans/mau-2022.yaml", "# the same plan\n"+string(text))
	if r := mustLoad(t, j, path); r.Changed || r.Sources[0].State != NothingNew {
		t.Error(summary(r))
	}
	write(t, j, "plans/mau-2022.yaml", strings.ReplaceAll(string(text), "350", "360"))
	r := mustLoad(t, j, path)
	equal(t, summary(r), `plans/mau-2022.yaml plan loaded: 20 rows, 20 new, 0 corrections, 0 identical, 20 replaced`)
	if r.Sources[0].Note == "" {
		t.Error("the replaced plan has no note")
	}
	equal(t, ask(t, j, `select concat_ws(' ', lo, (select count(*) from target), (select count(*) from indicator), (select load_no from source_file f join plan p using (file_id)))
		from target where target_code = 'trong_rung'`), `360.000000 5 5 2`)
}

// Units are changed in place: they have no day of report.
func TestChangedUnits(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	path := write(t, j, "data/don-vi-2.csv", `Mã đơn vị;Tên đơn vị;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ;Đến ngày
102;Xã Hai;xã;xã;100;có;01/01/2000;31/12/2022
102;Phường Hai;xã;phường;100;có;01/01/2023;
`)
	equal(t, summary(mustLoad(t, j, path)), `
data/don-vi-2.csv org_units loaded: 2 rows, 1 new, 0 corrections, 0 identical, 1 replaced
warning: data/don-vi-2.csv:3: the unit "102" begins anew on 01/01/2023, and no conversion row says which territory it has
hint: load a conversion row (unit_changes), 100 from the same code for a mere change of name; until then nothing is compared across that day`)
	equal(t, ask(t, j, `select concat_ws(' ', position, unit_code, name, valid_from, valid_to) from org_unit where unit_code in ('101', '102', 'PNV') order by position`), `
2 101 Xã Một 2000-01-01
3 102 Xã Hai 2000-01-01 2022-12-31
5 PNV Phòng Nội vụ 2000-01-01
6 102 Phường Hai 2023-01-01`)
}

func TestRebuildMakesTheSameTables(t *testing.T) {
	j := site(t)
	mustLoad(t, j, filepath.Join(j.root, "plans"), filepath.Join(j.root, "data/don-vi.csv"))
	mustLoad(t, j)
	// A file that brings nothing new before one that does: it must not move the
	// numbers of files.
	write(t, j, "data/a.csv", actualsHead+"trong_rung;103;2022-01-01;2022-06-30;không;thực hiện;0;2022-07-06;Số liệu minh họa\n")
	write(t, j, "data/b.csv", actualsHead+"thu_ngan_sach;100;2022-01-01;2022-06-30;có;thực hiện;86;2022-08-15;Số liệu minh họa\n")
	mustLoad(t, j)
	j.numbers = "en" // the ledger knows how the files were read
	text := dump(t, j)
	if err := os.RemoveAll(filepath.Join(j.root, "data")); err != nil {
		t.Fatal(err)
	}
	report, err := j.rebuild(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(text, dump(t, j)); d != "" {
		t.Error(d)
	}
	if report.LoadNo != 3 || len(report.Sources) != 10 {
		t.Errorf("load %d, %d sources", report.LoadNo, len(report.Sources))
	}
}

// The order in which files are named does not matter.
func TestOrderOfFilesDoesNotMatter(t *testing.T) {
	var want map[string]string
	random := rand.New(rand.NewPCG(1, 2))
	for range 4 {
		j := site(t)
		var paths []string
		for _, dir := range []string{"plans", "data"} {
			files, err := filepath.Glob(filepath.Join(j.root, dir, "*"))
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, files...)
		}
		random.Shuffle(len(paths), func(a, b int) { paths[a], paths[b] = paths[b], paths[a] })
		mustLoad(t, j, paths...)
		got := dump(t, j)
		if want == nil {
			want = got
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%v: %s", paths, d)
		}
	}
}

func TestFailedLoadLeavesNothing(t *testing.T) {
	j := site(t)
	first := mustLoad(t, j)
	files := list(t, j)
	write(t, j, "data/ket-qua.csv", actualsHead+"thu_ngan_sach;100;2022-01-01;2022-06-30;có;thực hiện;90;2022-08-08;\n"+
		"thu_ngan_sach;999;2022-01-01;2022-06-30;có;thực hiện;90;2022-08-08;\n")
	write(t, j, "data/them.csv", actualsHead+"thu_ngan_sach;100;2022-01-01;2022-09-30;có;thực hiện;100;2022-10-08;\n")
	report, err := j.load(context.Background(), nil, "", later)
	var refused *RefusedError
	if !errors.As(err, &refused) || err.Error() != "1 error in 1 of 2 sources; nothing was loaded" {
		t.Fatal(err)
	}
	equal(t, summary(report), `
data/ket-qua.csv actuals refused: 2 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/them.csv actuals held back: 1 rows, 0 new, 0 corrections, 0 identical, 0 replaced
plans/mau-2022.yaml plan already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/cham-diem.csv scores already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/dang-ky.csv registrations already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/dien-hinh.csv exemplars already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/don-vi.csv org_units already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/hoat-dong.csv activities already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/khen-thuong.csv awards already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/phong-trao.csv participations already loaded: 0 rows, 0 new, 0 corrections, 0 identical, 0 replaced
error: data/ket-qua.csv:3:15: Mã đơn vị: unknown unit "999"
hint: load the plan or the list that defines it, or mend the code`)
	if len(report.ReturnSheets) != 1 {
		t.Fatal(report.ReturnSheets)
	}
	if d := cmp.Diff(append(files, "data/them.csv", report.ReturnSheets[0]), list(t, j), cmp.Transformer("sort", func(s []string) []string {
		s = slices.Clone(s)
		slices.Sort(s)
		return s
	})); d != "" {
		t.Error(d)
	}
	s, err := j.dir.Open(context.Background(), j.options)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Name != first.Snapshot {
		t.Errorf("snapshot %s, want %s", s.Name, first.Snapshot)
	}
}

// list names all files of the workspace.
func list(t *testing.T, j job) []string {
	var files []string
	err := filepath.WalkDir(j.root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(j.root, path)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
