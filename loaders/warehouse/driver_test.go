package warehouse

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"testing"
	"testing/fstest"
	"time"
)

// What the SQL files and their Go wrappers take for granted about DuckDB and
// its driver. An upgrade that changes one of these must fail here first.

func openFacts(t *testing.T) *Snapshot {
	t.Helper()
	opts := testOptions
	opts.Migrations = fstest.MapFS{"0001_facts.sql": {Data: []byte(`
		create table facts (plan varchar, d date, v decimal(24,6), h hugeint, tags varchar[]);
		insert into facts values ('pn22', '2022-06-30', 159900.5, 170141183460469231731687303715884105727, ['a', 'b']),
			('lk22', '2022-01-01', null, null, null)`)}}
	opts.Init = []string{
		"create temp view every_fact as select * from facts",
		"create temp macro twice(a) as a * 2",
		"create temp macro facts_of(p, known_at) as table select * from every_fact where plan = p and d <= known_at",
		"create temp macro doubled(p) as table select plan, twice(v) as v from facts_of(p, date '2022-12-31')",
	}
	d := testDir(t)
	if err := d.Init(context.Background(), opts); err != nil {
		t.Fatal(err)
	}
	s, err := d.Open(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Parameters reach table macros, also nested ones, and a text that stands for
// a date is cast. A name that is missing is bound by its place, silently.
func TestParameters(t *testing.T) {
	s := openFacts(t)
	named := func(name string, v any) any { return sql.Named(name, v) }
	// 03:00 on the first of January in Viet Nam is still the 31st of December in UTC.
	early := time.Date(2022, 1, 1, 3, 0, 0, 0, time.FixedZone("+07", 7*3600))
	for _, c := range []struct {
		query string
		args  []any
		want  string
	}{
		{"select plan from facts_of($plan, $known_at::date)", []any{named("known_at", "2022-12-31"), named("plan", "pn22")}, "pn22"},
		{"select plan from facts_of($plan, $known_at)", []any{named("plan", "pn22"), named("known_at", time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC))}, "pn22"},
		{"select v::varchar from doubled($plan)", []any{named("plan", "pn22")}, "319801.000000"},
		{"select plan from facts_of(?, ?::date)", []any{"pn22", "2022-12-31"}, "pn22"},
		{"select $plan || $plan", []any{named("plan", "a")}, "aa"},
		{"select $v::decimal(24,6)::varchar", []any{named("v", "0.100000")}, "0.100000"},
		{"select list_sort($list)::varchar", []any{named("list", []string{"b", "a"})}, "[a, b]"},
		{"select $plan", []any{named("plan", "a"), named("extra", "b")}, "a"},
		{"select $plan", []any{named("wrong", "bound by place")}, "bound by place"},
		{"select $d::date::varchar", []any{named("d", early)}, "2021-12-31"},
	} {
		var got string
		if err := s.DB.QueryRow(c.query, c.args...).Scan(&got); err != nil || got != c.want {
			t.Errorf("%s: %q, want %q; %v", c.query, got, c.want, err)
		}
	}
	if _, err := s.DB.Query("select $plan"); err == nil {
		t.Error("a parameter without a value was accepted")
	}
}

// Decimals are a fmt.Stringer without trailing zeros and do not scan into
// text; a cast to VARCHAR keeps the zeros.
func TestGoTypes(t *testing.T) {
	s := openFacts(t)
	var plan, d, v, h, tags any
	if err := s.DB.QueryRow("select plan, d, v, h, tags from facts where plan = 'pn22'").Scan(&plan, &d, &v, &h, &tags); err != nil {
		t.Fatal(err)
	}
	if _, ok := plan.(string); !ok {
		t.Errorf("VARCHAR is a %T", plan)
	}
	if day, ok := d.(time.Time); !ok || !day.Equal(time.Date(2022, 6, 30, 0, 0, 0, 0, time.UTC)) || day.Location() != time.UTC {
		t.Errorf("DATE is a %T: %v", d, d)
	}
	if text, ok := v.(fmt.Stringer); !ok || text.String() != "159900.5" {
		t.Errorf("DECIMAL is a %T: %v", v, v)
	}
	if n, ok := h.(*big.Int); !ok || n.BitLen() != 127 {
		t.Errorf("HUGEINT is a %T: %v", h, h)
	}
	if list, ok := tags.([]any); !ok || fmt.Sprint(list) != "[a b]" {
		t.Errorf("VARCHAR[] is a %T: %v", tags, tags)
	}
	if err := s.DB.QueryRow("select v, h, tags from facts where plan = 'lk22'").Scan(&v, &h, &tags); err != nil || v != nil || h != nil || tags != nil {
		t.Errorf("NULL is %v, %v, %v; %v", v, h, tags, err)
	}
	var text string
	if err := s.DB.QueryRow("select v from facts where plan = 'pn22'").Scan(&text); err == nil {
		t.Error("a DECIMAL scans into a string now: simplify")
	}
	rows, err := s.DB.Query("from (select * from facts_of($plan, $known_at::date)) limit 0", sql.Named("plan", ""), sql.Named("known_at", "2022-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range types {
		got = append(got, c.Name()+" "+c.DatabaseTypeName())
	}
	if want := "[plan VARCHAR d DATE v DECIMAL(24,6) h HUGEINT tags VARCHAR[]]"; fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

// Vietnamese names sort by the letters of the language.
func TestCollation(t *testing.T) {
	var got string
	err := openFacts(t).DB.QueryRow(`select string_agg(x, ' ' order by x collate vi)
		from (values ('Đảo'), ('Em'), ('Dũng'), ('Ăn'), ('An'), ('Ân'), ('Bê')) v(x)`).Scan(&got)
	if err != nil || got != "An Ăn Ân Bê Dũng Đảo Em" {
		t.Errorf("%q, %v", got, err)
	}
}
