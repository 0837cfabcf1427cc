package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tdkt/charts/echarts"
	"tdkt/loaders/workspace"
	"tdkt/reports"
	"tdkt/reports/document"
)

// ownQuery is a query of the office's own with a chart.
const ownQuery = `-- name: so_dong
-- title: Số dòng báo cáo của từng đơn vị
-- about: Mỗi đơn vị đã gửi bao nhiêu dòng số liệu.
-- grain: one row per unit
-- params: plan_id VARCHAR
-- returns: unit_name VARCHAR [unit], n BIGINT [rows]
-- headings: unit_name = Đơn vị; n = Số dòng
-- chart: bar label=unit_name value=n
select unit_name, count(*) as n
from reported_values
where exists (from plans where plan_id = $plan_id)
group by unit_name
order by n desc, unit_name
limit 20
`

// kindCommands makes one report of every kind of an example with clusters.
var kindCommands = map[string][]string{
	reports.KindInterim:   {"so-ket", "--phase", "1", "--as-of", "2024-07-12"},
	reports.KindFinal:     {"tong-ket", "--as-of", "2025-01-15"},
	reports.KindRanking:   {"report", "ranking", "--cluster", "cum_thon", "--as-of", "2025-01-15"},
	reports.KindCoverage:  {"report", "coverage", "--phase", "1", "--as-of", "2024-07-12"},
	reports.KindAwards:    {"report", "awards", "--as-of", "2025-01-15"},
	reports.KindScorecard: {"report", "scorecard", "--unit", "Thôn 3", "--as-of", "2025-01-15"},
	reports.KindForms:     {"report", "form", "--year", "2024", "--as-of", "2025-01-15", "--format", "pdf"},
	reports.KindQuery:     {"report", "query", "so_dong", "plan_id=dao-duong-2024"},
}

// kindsWorkspace is a loaded copy of that example with a query of its own.
func kindsWorkspace(t *testing.T) (*app, *workspace.Workspace) {
	t.Helper()
	a := testApp(t)
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "queries"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "queries", "so_dong.sql"), []byte(ownQuery), 0o644); err != nil {
		t.Fatal(err)
	}
	ws, err := a.demoWorkspace(context.Background(), "../../fixtures/dao-duong-2024", dir)
	if err != nil {
		t.Fatal(err)
	}
	a.workspace = dir
	return a, ws
}

// runOn runs a command line on the workspace, on a day, and gives its exit
// status and what it printed.
func runOn(a *app, now time.Time, args ...string) (code int, out, talk string) {
	var stdout, stderr bytes.Buffer
	env := a.env
	env.stdout, env.stderr, env.now = &stdout, &stderr, func() time.Time { return now }
	code = run(context.Background(), append([]string{"--workspace", a.workspace}, args...), env)
	return code, stdout.String(), stderr.String()
}

// kindFile makes a kind's report under a path.
func kindFile(t *testing.T, a *app, kind, path string, more ...string) {
	t.Helper()
	args := append(append([]string{}, kindCommands[kind]...), "--out", path)
	if code, out, talk := runOn(a, a.env.now(), append(args, more...)...); code != exitOK {
		t.Fatalf("%s: exit status %d\n%s%s", kind, code, out, talk)
	}
}

// kindDocument is the tree of a printed file, made again from its record.
func kindDocument(t *testing.T, a *app, ws *workspace.Workspace, path string) (printed, document.Document) {
	t.Helper()
	file, err := readPrinted(path)
	if err != nil {
		t.Fatal(err)
	}
	pool := echarts.NewPool(2)
	defer pool.Close()
	doc, err := a.remake(context.Background(), ws, pool, file.record)
	if err != nil {
		t.Fatal(err)
	}
	return file, doc
}
