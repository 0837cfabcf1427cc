package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSameFileTwice(t *testing.T) {
	d := testDir(t)
	first := load(t, d, "cũ")
	again := load(t, d, "cũ")
	if !again.Unchanged || again.Name != first.Name || len(again.Known) != 1 || len(again.Accepted) != 0 {
		t.Errorf("%+v", again)
	}
	// Of a known, a new and a doubled file, the new one is loaded once.
	mixed := load(t, d, "cũ", "mới", "mới")
	if mixed.Unchanged || len(mixed.Known) != 2 || len(mixed.Accepted) != 1 || mixed.Accepted[0].Name != "file2.txt" {
		t.Errorf("%+v", mixed)
	}
	if ok, err := d.Known(hashOf([]byte("mới"))); !ok || err != nil {
		t.Errorf("known: %v, %v", ok, err)
	}
	if ok, err := d.Known(hashOf([]byte("khác"))); ok || err != nil {
		t.Errorf("known: %v, %v", ok, err)
	}
	req := LoadRequest{Options: testOptions, Now: day, Again: true, Sources: []Source{{Name: "a", Data: []byte("cũ")}}}
	if res, err := d.Load(context.Background(), req, loadLines); err != nil || res.Position != 3 {
		t.Errorf("loaded again on request: %+v, %v", res, err)
	}
}

func TestFailedLoadChangesNothing(t *testing.T) {
	d := loadedDir(t)
	before := listFiles(t, d)
	bad := errors.New("row 3 is wrong")
	_, err := d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day,
		Sources: []Source{{Name: "a", Data: []byte("thêm")}}}, func(ctx context.Context, b *Build) error {
		if err := loadLines(ctx, b); err != nil {
			return err
		}
		return bad
	})
	if err != bad {
		t.Errorf("error %v, want the function's own", err)
	}
	if diff := cmp.Diff(before, listFiles(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestLeave(t *testing.T) {
	d := loadedDir(t)
	before := listFiles(t, d)
	leave := func(texts ...string) Loaded {
		t.Helper()
		req := LoadRequest{Options: testOptions, Now: day}
		for _, text := range texts {
			req.Sources = append(req.Sources, Source{Name: text, Data: []byte(text)})
		}
		res, err := d.Load(context.Background(), req, func(ctx context.Context, b *Build) error {
			b.Leave(hashOf([]byte("hỏng")))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	if res := leave("hỏng"); !res.Unchanged {
		t.Errorf("%+v", res)
	}
	if diff := cmp.Diff(before, listFiles(t, d)); diff != "" {
		t.Error(diff)
	}
	if res := leave("hỏng", "tốt"); len(res.Accepted) != 1 || res.Accepted[0].Name != "tốt" {
		t.Errorf("%+v", res)
	}
	if ok, _ := d.Known(hashOf([]byte("hỏng"))); ok {
		t.Error("a file that was left out is in the ledger")
	}
}

func TestSourceChangesDuringLoad(t *testing.T) {
	d := loadedDir(t)
	before := listFiles(t, d)
	path := filepath.Join(t.TempDir(), "so-lieu.csv")
	overwrite(t, path, "một")
	src, err := Identify(path, "so-lieu.csv", "lines")
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day, Sources: []Source{src}},
		func(ctx context.Context, b *Build) error {
			overwrite(t, path, "một hai")
			return loadLines(ctx, b)
		})
	if e := wantError(t, err, ErrSourceChanged); e.Place != "so-lieu.csv" {
		t.Errorf("place %s", e.Place)
	}
	if diff := cmp.Diff(before, listFiles(t, d)); diff != "" {
		t.Error(diff)
	}
	os.Remove(path)
	if _, err := Identify(path, "so-lieu.csv", "lines"); err == nil || !strings.HasPrefix(err.Error(), "so-lieu.csv: ") {
		t.Errorf("a missing source: %v", err)
	}
}

func TestTwoLoadsAtOnce(t *testing.T) {
	d := loadedDir(t)
	res, err := d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day,
		Sources: []Source{{Name: "a", Data: []byte("thêm")}}}, func(ctx context.Context, b *Build) error {
		_, err := tryLoad(d, "chen ngang")
		if e := wantError(t, err, ErrLocked); !strings.Contains(e.Detail, "process ") {
			t.Errorf("detail %q does not name the process", e.Detail)
		}
		if err := childCommand(d, 0, "chen ngang").Run(); err == nil {
			t.Error("another process could load at the same time")
		}
		return loadLines(ctx, b)
	})
	if err != nil || res.Position != 3 {
		t.Errorf("the first load: %+v, %v", res, err)
	}
}

func TestCancelledLoad(t *testing.T) {
	d := loadedDir(t)
	before := listFiles(t, d)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := d.Load(ctx, LoadRequest{Options: testOptions, Now: day,
		Sources: []Source{{Name: "a", Data: []byte("thêm")}}}, func(ctx context.Context, b *Build) error {
		err := loadLines(ctx, b)
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(before, listFiles(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestForgottenConnection(t *testing.T) {
	d := testDir(t)
	var rows *sql.Rows
	_, err := d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day}, func(ctx context.Context, b *Build) (err error) {
		rows, err = b.DB.QueryContext(ctx, "from range(10)")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "not given back") {
		t.Errorf("got %v", err)
	}
	rows.Close()
}

// Rows of a load have small row ids: they were not staged in its transaction.
func TestRowIDs(t *testing.T) {
	var largest int64
	if err := open(t, loadedDir(t)).DB.QueryRow("select max(rowid) from lines").Scan(&largest); err != nil || largest != 2 {
		t.Errorf("largest row id %d, want 2; %v", largest, err)
	}
}

func TestAppenderValues(t *testing.T) {
	d := testDir(t)
	_, err := d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day}, func(ctx context.Context, b *Build) error {
		if _, err := b.DB.ExecContext(ctx, "create table staging.v (s varchar, i bigint, b boolean, d date)"); err != nil {
			return err
		}
		a, err := b.Appender(ctx, "v")
		if err != nil {
			return err
		}
		err = errors.Join(a.Append([][]any{{"Đảo Dương", int64(1_150), true, day}, {nil, nil, nil, nil}}), a.Close())
		if err != nil {
			return err
		}
		var got string
		err = b.DB.QueryRowContext(ctx, "select string_agg(coalesce(v::varchar, 'null'), '; ') from staging.v").Scan(&got)
		if want := "{'s': Đảo Dương, 'i': 1150, 'b': true, 'd': 2022-07-01}; {'s': NULL, 'i': NULL, 'b': NULL, 'd': NULL}"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if _, err := b.Appender(ctx, "nothing"); err == nil || !strings.Contains(err.Error(), "staging.nothing") {
			t.Errorf("a table that is not there: %v", err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Short and long texts, decimals of up to 24 digits, blanks, over several chunks.
func TestAppenderVectors(t *testing.T) {
	const rows = 5000
	words := []string{"", "xã", "mười hai chữ", "Báo cáo của Ủy ban nhân dân xã", "Báo cáo của Ủy ban nhân dân phường"}
	_, err := testDir(t).Load(context.Background(), LoadRequest{Options: testOptions, Now: day}, func(ctx context.Context, b *Build) error {
		if _, err := b.DB.ExecContext(ctx, "create table staging.v (n bigint, s varchar, d decimal(24,6))"); err != nil {
			return err
		}
		a, err := b.Appender(ctx, "v")
		if err != nil {
			return err
		}
		for n := range rows {
			a.Whole(0, int64(n))
			if n%7 == 0 {
				a.Null(1)
			} else {
				a.Text(1, words[n/3%len(words)])
			}
			switch n % 4 {
			case 0:
				a.Null(2)
			case 1:
				a.Decimal(2, 0, uint64(n))
			case 2:
				a.Decimal(2, -1, -uint64(n)) // -n
			case 3:
				a.Decimal(2, 54210, uint64(n)) // 54210 * 2^64 + n
			}
			if err := a.Next(); err != nil {
				return err
			}
		}
		if err := a.Close(); err != nil {
			return err
		}
		got, err := b.DB.QueryContext(ctx, "select n, s, cast(d as varchar) from staging.v order by rowid")
		if err != nil {
			return err
		}
		defer got.Close()
		n := 0
		for ; got.Next(); n++ {
			var at int
			var s, d sql.NullString
			if err := got.Scan(&at, &s, &d); err != nil {
				return err
			}
			wide := new(big.Int).Add(new(big.Int).Lsh(big.NewInt(54210), 64), big.NewInt(int64(n))).String()
			want := []string{"", fmt.Sprintf("0.%06d", n), fmt.Sprintf("-0.%06d", n), wide[:len(wide)-6] + "." + wide[len(wide)-6:]}[n%4]
			if at != n || s.Valid == (n%7 == 0) || s.Valid && s.String != words[n/3%len(words)] || d.Valid == (n%4 == 0) || d.String != want {
				t.Fatalf("row %d: %d %v %v, want %q %s", n, at, s, d, words[n/3%len(words)], want)
			}
		}
		if n != rows {
			t.Errorf("%d rows of %d", n, rows)
		}
		if a, err = b.Appender(ctx, "v"); err != nil {
			return err
		}
		a.Text(0, "no number")
		if err := a.Next(); err == nil {
			t.Error("a text in a column of numbers")
		}
		if err := a.Close(); err == nil {
			t.Error("closed without the error")
		}
		return got.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
}
