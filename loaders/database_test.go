//go:build unix

package loaders

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/postgres/pgtest"
	"tdkt/loaders/problem"
	"tdkt/loaders/workspace"
)

// A source of tdkt.yaml is named among paths: its answer is archived, asked
// again it brings nothing new, a changed value is a correction, and a rebuild
// needs no server.
func TestPostgres(t *testing.T) {
	s := pgtest.Start(t)
	s.Exec(t, `create table so (ct text, dv text, tu date, den date, gt numeric, ghi text, bc timestamptz);
		insert into so values ('trong_rung', '101', '2022-07-01', '2022-09-30', 1.150, 'a', '2022-10-05 01:00+07'), ('trong_rung', '102', '2022-07-01', '2022-09-30', 20.25, null, '2022-10-05')`)
	j := site(t)
	mustLoad(t, j)
	j.getenv = func(name string) string { return map[string]string{"DSN": s.DSN(), "MAT_KHAU": s.Password}[name] }
	source := workspace.Source{Name: "so-nong-nghiep", Kind: "actuals", DSNEnv: "DSN", PasswordEnv: "MAT_KHAU", Timeout: 10,
		Query: `select ct as "Mã chỉ tiêu", dv as unit_code, tu as "Từ ngày", den as "Đến ngày", 'không' as "Lũy kế", 'thực hiện' as "Loại số liệu", gt as "Giá trị", bc as "Ngày báo cáo", ghi as note
			from so order by dv`}
	j.databases = []workspace.Source{source}
	equal(t, summary(mustLoad(t, j, "so-nong-nghiep")), `postgres:so-nong-nghiep actuals loaded: 2 rows, 2 new, 0 corrections, 0 identical, 0 replaced`)
	const stored = "select concat_ws(' ', a.unit_code, a.value, a.reported_on, a.row_no, f.name) from actual a join source_file f using (file_id) where a.period_start = '2022-07-01' order by all"
	equal(t, ask(t, j, stored), `
101 1.150000 2022-10-05 2 postgres:so-nong-nghiep
102 20.250000 2022-10-05 3 postgres:so-nong-nghiep`)
	if r := mustLoad(t, j, "so-nong-nghiep"); r.Changed || r.Sources[0].State != AlreadyLoaded {
		t.Error(summary(r))
	}
	s.Exec(t, `update so set gt = 21, bc = '2022-10-06' where dv = '102'`)
	if r := mustLoad(t, j, "so-nong-nghiep"); r.Totals.Corrections != 1 || r.Totals.Identical != 1 {
		t.Error(summary(r))
	}
	before := dump(t, j)
	j.getenv, j.databases = nil, nil
	if _, err := j.rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, dump(t, j)); d != "" {
		t.Error(d)
	}

	j.databases = []workspace.Source{source}
	for name, want := range map[string]string{"so-nong-nghiep": "the environment variable DSN is not set", "so-nong-nghiệp": "no such file or folder"} {
		_, err := j.load(context.Background(), []string{name}, "", later)
		var p problem.Problem
		if !errors.As(err, &p) || p.Message != want || p.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A text where a number was is not read as an office writes it.
	j.getenv = func(string) string { return s.DSN() }
	source.PasswordEnv, source.PasswordFile = "", "mat-khau.txt"
	write(t, j, "mat-khau.txt", s.Password+"\n")
	source.Query = strings.Replace(source.Query, `gt as`, `'1.150' as`, 1)
	j.databases = []workspace.Source{source}
	report, err := j.load(context.Background(), []string{source.Name}, "", later)
	if err == nil || !strings.Contains(report.Problems[0].Error(), "postgres:so-nong-nghiep:2:7: Giá trị: \"1.150\", letter 1: can be read as 1150 or 1.15") {
		t.Errorf("%v\n%s", err, summary(report))
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "tdkt-*", source.Name)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A Parquet file keeps its types; the archive's copy is read again by a rebuild.
func TestParquet(t *testing.T) {
	j := site(t)
	j.options.Threads = 1 // the fewest connections that a load has
	mustLoad(t, j)
	path := filepath.Join(j.root, "data", "quy 3 'a'.parquet")
	snapshot, err := j.dir.Open(context.Background(), j.options)
	if err != nil {
		t.Fatal(err)
	}
	snapshot.Close()
	writeParquet(t, path, `select * from (values
		('trong_rung', '101', date '2022-07-01', timestamp '2022-09-30 10:00', false, 'thực hiện', 1.150, date '2022-10-05'),
		(null, null, null, null, null, null, null, null),
		('trong_rung', '102', date '2022-07-01', timestamp '2022-09-30', false, 'thực hiện', 20.25, date '2022-10-05'))
		t("Mã chỉ tiêu", "Mã đơn vị", "Từ ngày", "Đến ngày", "Lũy kế", "Loại số liệu", "Giá trị", "Ngày báo cáo")`)
	report := mustLoad(t, j, path)
	if report.Totals.New != 2 || report.Sources[0].Kind != "actuals" {
		t.Error(summary(report))
	}
	equal(t, ask(t, j, "select concat_ws(' ', unit_code, period_end, value, row_no) from actual where period_start = '2022-07-01' order by all"), `
101 2022-09-30 1.150000 2
102 2022-09-30 20.250000 4`)
	before := dump(t, j)
	if _, err := j.rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, dump(t, j)); d != "" {
		t.Error(d)
	}
	for name, c := range map[string]struct{ query, want string }{
		"list": {"select [1] as a, 2 as b", `the column "a" has the type INTEGER[]`},
		"":     {"", "the Parquet file is damaged"},
	} {
		path := filepath.Join(j.root, "data", "b.parquet")
		if c.query != "" {
			writeParquet(t, path, c.query)
		} else if err := os.WriteFile(path, []byte("PAR1 and nothing else"), 0o644); err != nil {
			t.Fatal(err)
		}
		report, err := j.load(context.Background(), []string{path}, "", later)
		if err == nil || !strings.Contains(report.Problems[0].Message, c.want) || report.Problems[0].Hint == "" {
			t.Errorf("%s: %v\n%s", name, err, summary(report))
		}
	}
}

// The names that an office adds are part of what the ledger keeps.
func TestOwnNamesOfColumns(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	const head = "Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Số đạt được;Ngày báo cáo;Màu\n"
	path := write(t, j, "data/a.csv", head+"trong_rung;101;01/7/2022;30/9/2022;không;thực hiện;7;05/10/2022;đỏ\n")
	if _, err := j.load(context.Background(), []string{path}, "", later); err == nil {
		t.Error("unknown columns are taken")
	}
	write(t, j, "columns.yaml", "actuals:\n  value: [Số đạt được]\n  ignore: [Màu]\n")
	var err error
	if j.headings, err = headingsOf(&workspace.Workspace{Dir: j.root}); err != nil {
		t.Fatal(err)
	}
	if r := mustLoad(t, j, path); r.Totals.New != 1 {
		t.Error(summary(r))
	}
	before := dump(t, j)
	j.headings = ""
	if _, err := j.rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, dump(t, j)); d != "" {
		t.Error(d)
	}
	write(t, j, "columns.yaml", "actuals:\n  gia_tri: [Số đạt được]\n")
	if _, err = headingsOf(&workspace.Workspace{Dir: j.root}); err == nil || !strings.Contains(err.Error(), `actuals has no key "gia_tri"`) {
		t.Error(err)
	}
}

// A request hands the workspace's sources and the environment on.
func TestRequestAsksSources(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "w")
	if _, err := workspace.Init(dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, workspace.File)
	settings, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	settings = append(settings, "\nsources:\n  - {name: so, dsn_env: DSN, query: select 1, timeout_seconds: 2}\n"...)
	if err := os.WriteFile(file, settings, 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Load(context.Background(), Request{Workspace: w, Paths: []string{"so"}, Now: later,
		Getenv: func(string) string { return "postgres://u:bi-mat@khong-co.invalid/x" }})
	var p problem.Problem
	if !errors.As(err, &p) || p.File != "postgres:so" || !strings.Contains(p.Message, "khong-co.invalid:5432 cannot be reached") || strings.Contains(err.Error(), "bi-mat") {
		t.Error(err)
	}
	if _, err := os.Stat(w.Warehouse()); err == nil {
		t.Error("a warehouse was made")
	}
}
