package warehouse

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// The tests' own schema: one table of lines, one row per line of a source.
var schema = fstest.MapFS{"0001_lines.sql": {Data: []byte(
	"create table lines (load integer, source varchar, line integer, text varchar, loaded_at timestamp);")}}

var testOptions = Options{MemoryLimit: "200MB", Threads: 2, Migrations: fs.FS(schema)}

var day = time.Date(2022, 7, 1, 8, 30, 0, 0, time.UTC)

func testDir(t testing.TB) Dir {
	root := t.TempDir()
	return At(filepath.Join(root, "warehouse"), filepath.Join(root, "archive"))
}

// loadLines stages the text of each source and moves it into the table.
func loadLines(ctx context.Context, b *Build) error {
	if _, err := b.DB.ExecContext(ctx, "create table staging.raw (source varchar, line bigint, text varchar)"); err != nil {
		return err
	}
	a, err := b.Appender(ctx, "raw")
	if err != nil {
		return err
	}
	for _, s := range b.Sources {
		text, err := readAll(s)
		if err != nil {
			return err
		}
		var rows [][]any
		for i, line := range splitLines(text) {
			rows = append(rows, []any{s.Name, int64(i + 1), line})
		}
		if err := a.Append(rows); err != nil {
			return err
		}
	}
	if err := a.Close(); err != nil {
		return err
	}
	return b.InTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "insert into lines select ?, source, line, text, ? from staging.raw order by source, line", b.Position, b.Now)
		return err
	})
}

func load(t testing.TB, d Dir, texts ...string) Loaded {
	t.Helper()
	res, err := tryLoad(d, texts...)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func tryLoad(d Dir, texts ...string) (Loaded, error) {
	req := LoadRequest{Options: testOptions, Now: day, Command: "test"}
	for i, text := range texts {
		req.Sources = append(req.Sources, Source{Name: fmt.Sprintf("file%d.txt", i+1), Kind: "lines", Data: []byte(text)})
	}
	return d.Load(context.Background(), req, loadLines)
}

func open(t testing.TB, d Dir) *Snapshot {
	t.Helper()
	s, err := d.Open(context.Background(), testOptions)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// content is the whole table as text.
func content(t testing.TB, s *Snapshot) string {
	t.Helper()
	var text sql.NullString
	err := s.DB.QueryRow(`select string_agg(concat_ws(' ', load, source, line, text, loaded_at), ' | '
		order by load, source, line) from lines`).Scan(&text)
	if err != nil {
		t.Fatal(err)
	}
	return text.String
}

func TestLoad(t *testing.T) {
	d := testDir(t)
	first := load(t, d, "một\nhai")
	if first.Position != 1 || first.Unchanged || len(first.Accepted) != 1 {
		t.Errorf("first load: %+v", first)
	}
	second := load(t, d, "ba", "bốn")
	s := open(t, d)
	want := "1 file1.txt 1 một 2022-07-01 08:30:00 | 1 file1.txt 2 hai 2022-07-01 08:30:00" +
		" | 2 file1.txt 1 ba 2022-07-01 08:30:00 | 2 file2.txt 1 bốn 2022-07-01 08:30:00"
	if got := content(t, s); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if s.Name != second.Name || s.Identity != second.Identity || s.Position != 2 || s.Warning != "" {
		t.Errorf("open gave %+v, load gave %+v", s, second)
	}
}

// The program's own schema applies to an empty database, and twice.
func TestOwnMigrations(t *testing.T) {
	d := testDir(t)
	for range 2 {
		if err := d.Init(context.Background(), Options{Threads: 2}); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := d.snapshots(); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestMigrationNames(t *testing.T) {
	for name, files := range map[string][]string{
		"migration 0002_b.sql: number 2 instead of 1": {"0002_b.sql"},
		"migration 0001_b.sql: number 1 instead of 2": {"0001_a.sql", "0001_b.sql"},
		"migration first.sql: the name must be":       {"first.sql"},
	} {
		fsys := fstest.MapFS{}
		for _, f := range files {
			fsys[f] = &fstest.MapFile{Data: []byte("select 1")}
		}
		if err := testDir(t).Init(context.Background(), Options{Migrations: fsys}); err == nil || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%v: %v", files, err)
		}
	}
	bad := fstest.MapFS{"0001_a.sql": {Data: []byte("create table a (x integer);\ncreate tabel b (x integer)")}}
	d := testDir(t)
	err := d.Init(context.Background(), Options{Migrations: bad})
	if err == nil || !strings.Contains(err.Error(), "migration 0001_a") || !strings.Contains(err.Error(), "LINE 2") {
		t.Errorf("got %v", err)
	}
	if list, _ := d.snapshots(); len(list) != 0 {
		t.Errorf("left behind: %v", list)
	}
}
