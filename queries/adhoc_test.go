package queries

import (
	"bytes"
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"tdkt/loaders/warehouse"
)

// adHocOptions are the settings of an instance for analysts' SQL.
var adHocOptions = warehouse.Options{Threads: 2, MemoryLimit: "150MB", TempLimit: "100MB"}

// officeWarehouse makes the snapshot of an office of demo size, one target of
// which is restricted, and gives its folder.
func officeWarehouse(t testing.TB) warehouse.Dir {
	t.Helper()
	root := t.TempDir()
	dir := warehouse.At(filepath.Join(root, "warehouse"), filepath.Join(root, "archive"))
	request := warehouse.LoadRequest{Options: warehouse.Options{Threads: 2}, Now: time.Date(2023, 1, 15, 0, 0, 0, 0, time.UTC), Command: "test"}
	_, err := dir.Load(t.Context(), request, func(ctx context.Context, b *warehouse.Build) error {
		return b.InTx(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, office+"update target set restricted = true where target_code = 't30';")
			if err == nil {
				settle(t, tx)
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func openSnapshot(t testing.TB, dir warehouse.Dir, options warehouse.Options) *warehouse.Snapshot {
	t.Helper()
	snapshot, err := dir.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { snapshot.Close() })
	return snapshot
}

// openSession gives a session on such a snapshot.
func openSession(t testing.TB, role Role) *Session {
	t.Helper()
	s, err := NewSession(t.Context(), openSnapshot(t, officeWarehouse(t), adHocOptions).DB, role)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// tableText is a table as its Text writes it.
func tableText(t testing.TB, table Table) string {
	t.Helper()
	var b bytes.Buffer
	if err := table.Text(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What an analyst may ask, with the answer.
func TestAdHoc(t *testing.T) {
	s := openSession(t, Role{})
	for _, c := range []struct{ sql, want string }{
		{"select 1 as a, 2 as a", "a  a_1\n1    2\n"},
		{"select 1;", "1\n1\n"},
		{"select ';' as a ; -- the end\n ; /* really */", "a\n;\n"},
		{"/* first */ select 'it''s' as a, $$a;b$$ as b, e'\\'' as c -- last", "a     b    c\nit's  a;b  '\n"},
		{"values (1, 'x')", "col0  col1\n   1  x\n"},
		{"from sectors select count(*) as n", "n\n4\n"},
		{`with "lĩnh vực" as (select * from sectors) select count(*) as n from "lĩnh vực"`, "n\n4\n"},
		{"with recursive t(n) as (select 1 union all select n + 1 from t where n < 4) select sum(n) as n from t", " n\n10\n"},
		{"select unit_code, sum(quantity) as n from awards where year = 2021 group by all order by 1 limit 1", "unit_code  n\nc1         9\n"},
		{"pivot (select year, kind, quantity from (values (2021, 'a', 1), (2022, 'a', 2), (2022, 'b', 3)) v(year, kind, quantity)) on year using sum(quantity) order by kind",
			"kind  2021  2022\na        1     2\nb     NULL     3\n"},
		{"with v(year, kind, quantity) as (values (2021, 'a', 1), (2022, 'b''c', 2)) pivot v on kind using sum(quantity), count(*) as n group by year order by year",
			"year  a_sum(quantity)  a_n  b'c_sum(quantity)  b'c_n\n2021                1    1               NULL      0\n2022             NULL    0                  2      1\n"},
		{"pivot (values (1, 'a'), (2, 'b')) v(n, k) on k in ('b') using sum(n)", "b\n2\n"},
		{"unpivot (select 1 as a, 2 as b) on a, b", "name  value\na         1\nb         2\n"},
		{"describe sectors", "column_name  column_type  null  key   default  extra\nplan_id      VARCHAR      NO    PRI   NULL     NULL\nsector_code  VARCHAR      NO    PRI   NULL     NULL\nname         VARCHAR      NO    NULL  NULL     NULL\nposition     INTEGER      NO    NULL  NULL     NULL\n"},
		{"DESCRIBE select 1 as a;", "column_name  column_type  null  key   default  extra\na            INTEGER      YES   NULL  NULL     NULL\n"},
		{"select column_name, max, count from (summarize sectors) where column_name = 'position'", "column_name  max  count\nposition     4        4\n"},
	} {
		got, err := s.Query(t.Context(), c.sql, nil, Limits{Rows: 100})
		if err != nil {
			t.Errorf("%s\n%v", c.sql, err)
			continue
		}
		if text := tableText(t, got.Table); text != c.want {
			t.Errorf("%s\ngot  %q\nwant %q", c.sql, text, c.want)
		}
	}
	for _, sql := range []string{"explain select * from awards", "EXPLAIN /* how */ ANALYZE from sectors;", "summarize awards"} {
		if got, err := s.Query(t.Context(), sql, nil, Limits{Rows: 100}); err != nil || len(got.Rows) == 0 {
			t.Errorf("%s: %v, %d rows", sql, err, len(got.Rows))
		}
	}
}
