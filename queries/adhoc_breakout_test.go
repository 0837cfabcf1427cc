package queries

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// breakouts are attempts to read a file, to write anything, to see more than
// the analyst views, or to change the connection. DIR stands for a folder with
// a file secret.csv.
var breakouts = []string{
	// Other statements.
	"copy awards to 'DIR/out.csv'",
	"copy (select 1) to 'DIR/out.parquet' (format parquet)",
	"copy award from 'DIR/secret.csv'",
	"copy (select 1) to '/dev/stdout'",
	"export database 'DIR/out'",
	"import database 'DIR/out'",
	"copy from database a to b",
	"attach 'DIR/out.duckdb'",
	"attach ':memory:' as other",
	"attach 'https://example.org/x.duckdb'",
	"detach memory",
	"use temp",
	"install httpfs",
	"force install 'DIR/x.duckdb_extension'",
	"load httpfs",
	"load 'DIR/secret.csv'",
	"update extensions",
	"pragma database_list",
	"pragma enable_profiling",
	"pragma import_database('DIR')",
	"call pragma_version()",
	"call checkpoint()",
	"checkpoint",
	"force checkpoint",
	"vacuum",
	"analyze",
	"set enable_external_access = true",
	"set memory_limit = '10GB'",
	"set global threads = 64",
	"set variable x = 1",
	"set search_path = 'main'",
	"set schema 'main'",
	"reset memory_limit",
	"begin",
	"commit",
	"insert into award select * from award",
	"update award set quantity = 1000",
	"delete from award",
	"truncate award",
	"merge into award using award b on true when matched then delete",
	"drop table award",
	"drop view awards",
	"alter table award rename to prize",
	"create table x as select 1",
	"create temp table sectors as select 1 as fake",
	"create temporary view sectors as select 1 as fake",
	"create or replace temporary macro sum(a) as 42",
	"create temp sequence s",
	"create type mood as enum ('a')",
	"create secret (type s3, key_id 'a', secret 'b')",
	"comment on table award is 'mine'",
	"prepare p as select 1",
	"execute p",
	"deallocate p",
	"create or replace temporary view x as select * from read_text('DIR/secret.csv')",
	// Tables that are files, or functions that read or write.
	"select * from 'DIR/secret.csv'",
	"from 'DIR/*.csv'",
	`from "DIR/secret.csv"`,
	"from read_csv('DIR/secret.csv')",
	"from read_csv_auto('DIR/secret.csv')",
	"from read_text('DIR/secret.csv')",
	"from READ_TEXT('DIR/secret.csv')",
	`from "read_text"('DIR/secret.csv')`,
	"from main.read_text('DIR/secret.csv')",
	"from system.main.read_text('DIR/secret.csv')",
	"from read_blob('DIR/secret.csv')",
	"from read_json('DIR/secret.csv')",
	"from read_ndjson_objects('DIR/secret.csv')",
	"from read_parquet('DIR/secret.csv')",
	"from parquet_metadata('DIR/secret.csv')",
	"from parquet_scan('https://example.org/x.parquet')",
	"from sniff_csv('DIR/secret.csv')",
	"from glob('DIR/*')",
	"from read_duckdb('DIR/out.duckdb')",
	"from query('select * from award')",
	"from query_table('award')",
	"from json_execute_serialized_sql(json_serialize_sql('select * from award'))",
	"from arrow_scan(1, 2, 3)",
	"from seq_scan('award')",
	"from sql_auto_complete('se')",
	"from checkpoint()",
	"from enable_logging()",
	"from enable_profiling()",
	"from truncate_duckdb_logs()",
	"from check_peg_parser('select 1')",
	"select (select content from read_text('DIR/secret.csv'))",
	"select * from awards where unit_code in (select content from read_text('DIR/secret.csv'))",
	"select unnest((select list(content) from read_text('DIR/secret.csv')))",
	"from range(1), lateral (select * from read_text('DIR/secret.csv'))",
	"values ((select content from read_text('DIR/secret.csv')))",
	"with x as (from read_text('DIR/secret.csv')) from x",
	"select * from awards order by (select content from read_text('DIR/secret.csv'))",
	"from awards limit (select count(*) from glob('DIR/*'))",
	"pivot (from read_text('DIR/secret.csv')) on filename using count(*)",
	"pivot awards on (select content from read_text('DIR/secret.csv')) using count(*)",
	"pivot awards on year using count(*) group by (select content from read_text('DIR/secret.csv'))",
	"describe (from read_text('DIR/secret.csv'))",
	"describe 'DIR/secret.csv'",
	"summarize 'DIR/secret.csv'",
	"explain analyze copy awards to 'DIR/out.csv'",
	"explain analyze insert into award select * from award",
	"explain explain select 1",
	"explain analyze from read_text('DIR/secret.csv')",
	"explain (format html) from read_text('DIR/secret.csv')",
	// The machine, the catalogue, the tables behind the views.
	"select getenv('HOME')",
	"select current_setting('temp_directory')",
	"select system.main.current_setting('temp_directory')",
	"select getvariable('x')",
	"select sleep_ms(600000)",
	"select write_log('x')",
	"select setseed(0.5)",
	"select nextval('s')",
	"select pg_get_viewdef(1)",
	"select json_serialize_plan('select * from award')",
	"from duckdb_settings()",
	"from duckdb_secrets()",
	"from duckdb_views()",
	"from pragma_database_size()",
	"from pragma_table_info('award')",
	"from information_schema.tables",
	"from pg_catalog.pg_settings",
	"from sqlite_master",
	"from duckdb_tables",
	"show tables",
	"show all tables",
	"show databases",
	"from (show databases)",
	"describe",
	"from award",
	"from main.award",
	"from temp.main.awards",
	"from target",
	"from view_values",
	`from "award"`,
	"from AWARD",
	"from awards at (version => 1)",
	"select * from (with award as (select 1) from award), award",
	"with recursive award as (select 1) from award",
	"from plan_units('p1', date '2022-01-01', date '2022-12-31')",
	"from award_files(0, 9999, date '9999-12-31')",
	"from award_recipients",
	"select recipient_name from awards",
	// Texts that close the wrapper, and several statements.
	"select 1; select 2",
	"select 1; drop view awards; select 2",
	"select 1); drop view awards; select * from (select 1",
	"select 1) limit 1; copy (select 1) to 'DIR/out.csv'; select * from (select 1",
	"select 1)); --",
	"select 1) --",
	"select 1 /*",
	"select 1 */",
	"select 1 -- \n); drop view awards; select (1",
	"select 1 -- \r); drop view awards; select (1",
	"select 1 /* /* */ ); drop view awards; select (1 --",
	"select 'a\\'; drop view awards; --'",
	"select e'a\\'; drop view awards; --",
	"select $$a$; drop view awards; --$$; drop view awards",
	"select $x$ $$; drop view awards; $x$; select 1",
	"select \"a\"\"; drop view awards; --",
	"select 1\x00; drop view awards",
	"select 1; \x00",
	"select 1\\; drop view awards",
	// Unicode.
	"select 1\u037e drop view awards",
	"select 1\uff1b drop view awards",
	"select \u2018a\u2019; drop view awards",
	"\ufeffcopy awards to 'DIR/out.csv'",
	"\u202eselect 1; drop view awards",
	"select 1\u2028; drop view awards",
	"select 1\u00a0;\u00a0drop view awards",
	"ｓｅｌｅｃｔ * from ａｗａｒｄ",
	"from ａｗａｒｄ",
	"select '\xff'; drop view awards",
	"copy\u00a0awards to 'DIR/out.csv'",
	// Parameters and variables.
	"select $1",
	"select ?",
	"select $plan_id",
	"execute immediate 'select 1'",
	"select :plan_id",
	"select @x",
	// Nothing.
	"",
	"   ",
	";;;",
	"-- only a comment",
	"/* never ends",
}

// Every attempt is refused before it runs. Were it let through, the instance
// itself would neither read nor write a file.
func TestBreakOut(t *testing.T) {
	if len(breakouts) < 60 {
		t.Fatalf("only %d attempts", len(breakouts))
	}
	dir := t.TempDir()
	const secret = "mật-khẩu"
	if err := os.WriteFile(filepath.Join(dir, "secret.csv"), []byte("a\n"+secret+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	office := officeWarehouse(t)
	snapshot := openSnapshot(t, office, adHocOptions)
	s, err := NewSession(t.Context(), snapshot.DB, Role{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	rows := func() string {
		t.Helper()
		got, err := s.Query(t.Context(), "select count(*) as n, sum(quantity) as q from awards", nil, Limits{Rows: 10})
		if err != nil {
			t.Fatalf("the next query: %v", err)
		}
		return tableText(t, got.Table)
	}
	before, files := rows(), listing(t, office.Path())
	for _, attempt := range breakouts {
		text := strings.ReplaceAll(attempt, "DIR", dir)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		got, err := s.Query(ctx, text, nil, Limits{Rows: 10})
		cancel()
		var refusal *SQLError
		switch {
		case err == nil:
			t.Errorf("%s\nwas answered:\n%s", attempt, tableText(t, got.Table))
		case !errors.As(err, &refusal):
			t.Errorf("%s\n%v is a %T", attempt, err, err)
		case strings.Contains(err.Error(), secret):
			t.Errorf("%s\nshows the file: %v", attempt, err)
		}
		if after := rows(); after != before {
			t.Errorf("%s\nchanged the next answer to %s", attempt, after)
		}
	}
	for _, attempt := range breakouts {
		t.Run("", func(t *testing.T) {
			if strings.Contains(attempt, "sleep_ms") || strings.Contains(attempt, "profiling") {
				t.Skip("waits, or prints")
			}
			bare(t, s, strings.ReplaceAll(attempt, "DIR", dir), secret)
		})
	}
	if got := listing(t, dir); got != "secret.csv 15\n" {
		t.Errorf("the folder holds %s", got)
	}
	if got := listing(t, office.Path()); got != files {
		t.Errorf("the warehouse holds\n%sand held\n%s", got, files)
	}
}

// listing gives the names and sizes of a folder's files.
func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %d\n", e.Name(), info.Size())
	}
	return b.String()
}

// bare runs a text on the session's connection without any check.
func bare(t *testing.T, s *Session, text, secret string) {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	rows, err := s.conn.QueryContext(ctx, text)
	if err != nil {
		return
	}
	defer rows.Close()
	if table, err := ReadTable(rows); err == nil && strings.Contains(tableText(t, table), secret) {
		t.Errorf("%s\nreads a file even without the checks", text)
	}
}

// Statements that would never end or take all memory meet a limit, and the
// next query works. Functions that cannot be interrupted are tried on the
// program, whose process is limited as a whole.
func TestHungryStatements(t *testing.T) {
	s := openSession(t, Role{})
	for _, c := range []struct{ sql, want string }{
		{"with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t", "time limit"},
		{"with recursive t(n) as (select 1 union all select n + 1 from t) from t", "time limit"},
		{"select count(*) from range(1000000) a, range(1000000) b, range(1000000) c where a.range + b.range = c.range", "time limit"},
		{"select list(range) from range(1000000000)", "Out of Memory"},
		{"select string_agg(range::varchar, ',') from range(100000000)", "Out of Memory"},
		{"select array_agg(md5(range::varchar) order by range) from range(300000000)", ""},
		{"select repeat('x', 1000001)", "longer than 1000000 characters"},
		{"select range(2000000)", "longer than 1000000 characters"},
		{"select repeat('x', 900000) from range(100)", "larger than 64 MB"},
		{"select error('stop')", "stop"},
	} {
		patience := 30 * time.Second
		if c.want == "time limit" || c.want == "" {
			patience = time.Second
		}
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		start := time.Now()
		_, err := s.Query(ctx, c.sql, nil, Limits{})
		cancel()
		var limit *SQLError
		if !errors.As(err, &limit) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\n%v", c.sql, err)
		}
		if took := time.Since(start); took > patience+3*time.Second {
			t.Errorf("%s\ntook %v", c.sql, took)
		}
		if _, err := s.Query(t.Context(), "select count(*) from awards", nil, Limits{Rows: 1}); err != nil {
			t.Errorf("after %s\n%v", c.sql, err)
		}
	}
	got, err := s.Query(t.Context(), "from range(10000000000)", nil, Limits{Rows: 3})
	if err != nil || len(got.Rows) != 3 || !got.More {
		t.Errorf("a huge result: %d rows, more %v, %v", len(got.Rows), got.More, err)
	}
}

// A caller that stops waiting is told so, and the session goes on.
func TestCancelled(t *testing.T) {
	s := openSession(t, Role{})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	_, err := s.Query(ctx, "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t", nil, Limits{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Query(t.Context(), "select 1", nil, Limits{}); err != nil {
		t.Error(err)
	}
}
