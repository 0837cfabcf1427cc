//go:build unix

package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"tdkt/loaders/postgres/pgtest"
	"tdkt/loaders/problem"
)

func TestFetch(t *testing.T) {
	s := pgtest.Start(t)
	s.Exec(t, `
		create type muc as enum ('Tốt', 'Khá');
		create domain ma as varchar(10);
		create table so (m ma, v numeric(12,3), f float8, n int, d date, at timestamptz, ok boolean, g muc, j jsonb, txt text);
		insert into so values ('101', 1150.500, 0.1, 7, '2022-06-30', '2022-06-30 20:00+00', true, 'Tốt', '{}', E'dòng 1\ndòng "2"'),
			('102', null, 1e20, null, null, null, false, null, null, ''), ('103', 'NaN', null, -1, 'infinity', null, null, null, null, 'x');
		create user thu password 'x'`)
	q := Query{Name: "so", DSN: s.DSN(), Password: s.Password, Zone: "Asia/Ho_Chi_Minh", Timeout: 10 * time.Second}
	fetch := func(change func(*Query)) (string, error) {
		one := q
		change(&one)
		var b bytes.Buffer
		_, err := Fetch(context.Background(), one, &b)
		return b.String(), err
	}
	got, err := fetch(func(q *Query) { q.SQL = "select m, v, f, n, d, at, ok, g, txt from so order by m" })
	want := `{"tdkt_rows":1,"columns":["m","v","f","n","d","at","ok","g","txt"],"types":["text","number","number","number","date","date","yes_no","text","text"]}
["101","1150.500","0.1","7","2022-06-30","2022-07-01","có","Tốt","dòng 1\ndòng \"2\""]
["102",null,"1e+20",null,null,null,"không",null,""]
["103","NaN",null,"-1","infinity",null,null,null,"x"]
`
	if want = strings.Replace(want, `"yes_no"`, `"bool"`, 1); err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}

	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free := closed.Addr().(*net.TCPAddr).Port
	closed.Close()
	deaf, err := net.Listen("tcp", "127.0.0.1:0") // accepts and never answers
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.Close()
	declared := []Column{{"m", "text"}, {"v", "number"}}
	for name, c := range map[string]struct {
		change func(*Query)
		want   string
	}{
		"unreachable": {func(q *Query) { q.DSN = fmt.Sprintf("postgres://u@127.0.0.1:%d/x", free) }, fmt.Sprintf("the server 127.0.0.1:%d cannot be reached: connect: connection refused", free)},
		"deaf": {func(q *Query) {
			q.DSN, q.Timeout = "postgres://u@"+deaf.Addr().String()+"/x", time.Second
		}, "no answer within 1s"},
		"unknown host":   {func(q *Query) { q.DSN = "postgres://u@khong-co.invalid/x" }, "khong-co.invalid:5432 cannot be reached"},
		"wrong password": {func(q *Query) { q.Password = "sai" }, `refused user "tdkt": wrong password`},
		"no database":    {func(q *Query) { q.DSN = strings.Replace(s.DSN(), "/postgres?", "/khac?", 1) }, `has no database "khac"`},
		"bad DSN":        {func(q *Query) { q.DSN = "postgres://u:bi-mat@h:abc/x" }, "the connection text (DSN) cannot be read"},
		"no table":       {func(q *Query) { q.SQL = "select 1\nfrom khong_co" }, `relation "khong_co" does not exist (line 2, column 6 of the query)`},
		"no right": {func(q *Query) {
			q.DSN, q.Password = strings.Replace(s.DSN(), "tdkt@", "thu@", 1), "x"
			q.SQL = "select m from so"
		}, "permission denied"},
		"writes":                {func(q *Query) { q.SQL = "delete from so returning m" }, "read-only transaction"},
		"two statements":        {func(q *Query) { q.SQL = "select 1; select 2" }, "cannot insert multiple commands"},
		"no columns":            {func(q *Query) { q.SQL = "select from so" }, "gives no columns"},
		"jsonb":                 {func(q *Query) { q.SQL = "select m, j from so" }, `"j" has the type jsonb`},
		"same name twice":       {func(q *Query) { q.SQL = "select m, m from so" }, `two columns "m"`},
		"fails while streaming": {func(q *Query) { q.SQL = "select 1/(50000-n) as x from generate_series(1,100000) n" }, "division by zero"},
		"changed type": {func(q *Query) {
			q.SQL, q.Types = "select m, v::text as v from so", declared
		}, `the column "v" is text (text), not number`},
		"missing column": {func(q *Query) { q.SQL, q.Types = "select m from so", declared }, `the column "v" is missing`},
		"new column":     {func(q *Query) { q.SQL, q.Types = "select m, v, n from so", declared }, `the column "n" is new`},
		"long cell":      {func(q *Query) { q.SQL = "select repeat('a', 70000) as x" }, "more than 64 KB"},
	} {
		_, err := fetch(func(q *Query) {
			q.SQL = "select m from so"
			c.change(q)
		})
		var p problem.Problem
		if !errors.As(err, &p) || !strings.Contains(err.Error(), c.want) || p.Hint == "" || strings.Contains(err.Error()+p.Hint, "bi-mat") || p.File != "postgres:so" {
			t.Errorf("%s: %v (%s)", name, err, p.Hint)
		}
	}
	if _, err := fetch(func(q *Query) { q.SQL, q.Types = "select m, v from so", declared }); err != nil {
		t.Error(err)
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Fetch(stopped, q, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A million rows pass through without being held.
func TestStreamed(t *testing.T) {
	s := pgtest.Start(t)
	q := Query{Name: "so", DSN: s.DSN(), Password: s.Password, Zone: "UTC", Timeout: 10 * time.Second, SQL: "select n, n::text || 'xã' as t from generate_series(1, 300000) n"}
	var size counter
	rows, err := Fetch(context.Background(), q, &size)
	if err != nil || rows != 300000 || size.most > 128<<10 {
		t.Errorf("%d rows, %d bytes at once, %v", rows, size.most, err)
	}
}

type counter struct{ most int }

func (c *counter) Write(p []byte) (int, error) {
	c.most = max(c.most, len(p))
	return len(p), nil
}
