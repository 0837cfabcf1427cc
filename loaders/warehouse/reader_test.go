package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReaderKeepsItsSnapshotDuringLoad(t *testing.T) {
	d := testDir(t)
	load(t, d, "cũ")
	before := open(t, d)
	_, err := d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day, Sources: []Source{
		{Name: "file1.txt", Data: []byte("mới")}, {Name: "file2.txt", Data: []byte("nữa")}}},
		func(ctx context.Context, b *Build) error {
			if err := loadLines(ctx, b); err != nil {
				return err
			}
			if got := content(t, open(t, d)); got != oldContent {
				t.Errorf("a reader that comes during the load: %q", got)
			}
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, before); got != oldContent {
		t.Errorf("the old reader: %q", got)
	}
	if got := content(t, open(t, d)); got != newContent {
		t.Errorf("a new reader: %q", got)
	}
}

func TestPrune(t *testing.T) {
	d := testDir(t)
	var names []string
	for i := range 4 {
		names = append(names, load(t, d, fmt.Sprint("số ", i)).Name)
	}
	reader, err := d.OpenAt(context.Background(), testOptions, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if removed, err := d.Prune(1, day); err != nil || len(removed) != 0 {
		t.Errorf("all are younger than %v, but: %v, %v", day, removed, err)
	}
	removed, err := d.Prune(2, time.Time{})
	if diff := cmp.Diff(names[:2], removed); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got := content(t, reader); !strings.HasPrefix(got, "1 file1.txt 1 số 0") {
		t.Errorf("an open reader after pruning: %q", got)
	}
	_, err = d.OpenAt(context.Background(), testOptions, 2)
	wantError(t, err, ErrPruned)
	res, err := d.RebuildAt(context.Background(), testOptions, 2, loadLines)
	if err != nil || res.Name == names[1] {
		t.Fatalf("%+v, %v: the name must be a new one", res, err)
	}
	s, err := d.OpenAt(context.Background(), testOptions, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Name != res.Name || s.Identity != res.Identity || s.Position != 2 {
		t.Errorf("%+v, %+v", s, res)
	}
	d.Prune(0, time.Time{})
	if s := open(t, d); s.Position != 4 {
		t.Errorf("in force: %d", s.Position)
	}
}

// A reader that has read CURRENT just before its snapshot was pruned reads it
// again.
func TestOpenPrunedSnapshot(t *testing.T) {
	d := loadedDir(t)
	stale, err := os.ReadFile(d.file(currentName))
	if err != nil {
		t.Fatal(err)
	}
	reader, reads := d, 0
	reader.step = func(s step) {
		if reads++; reads == 1 {
			load(t, d, "thêm")
			d.Prune(1, time.Time{})
		}
	}
	if s := open(t, reader); s.Position != 3 || reads != 2 || s.Warning != "" {
		t.Errorf("position %d after reading CURRENT %d times, %q", s.Position, reads, s.Warning)
	}
	// With CURRENT itself out of date the snapshot in force is gone.
	overwrite(t, d.file(currentName), string(stale))
	wantError(t, tryOpen(d), ErrDamaged)
}

func TestReaderCannotDoHarm(t *testing.T) {
	d := loadedDir(t)
	s := open(t, d)
	secret := filepath.Join(t.TempDir(), "secret.csv")
	overwrite(t, secret, "a,b\n1,2\n")
	private, err := s.Private(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer private.Close()
	for _, text := range []string{
		"insert into lines (text) values ('x')",
		"update lines set text = 'x'",
		"delete from lines",
		"create table t (a integer)",
		"drop table lines",
		"copy lines to '" + secret + ".out'",
		"export database '" + secret + ".dir'",
		"from read_csv('" + secret + "')",
		"from '" + secret + "'",
		"from read_text('" + secret + "')",
		"from glob('/*')",
		"attach '" + secret + ".db' as other",
		"attach ':memory:' as other",
		"install httpfs",
		"load httpfs",
		"set threads = 1",
		"set memory_limit = '10GB'",
		"set enable_external_access = true",
		"set lock_configuration = false",
		"set TimeZone = 'Asia/Ho_Chi_Minh'",
		"reset memory_limit",
		"pragma threads = 3",
	} {
		for _, db := range []*sql.DB{s.DB, private} {
			if _, err := db.Exec(text); err == nil {
				t.Errorf("was allowed: %s", text)
			}
		}
	}
	if got := content(t, s); got != newContent {
		t.Errorf("content afterwards: %q", got)
	}
}

func TestSettings(t *testing.T) {
	opts := testOptions
	opts.MemoryLimit, opts.Threads, opts.TempDir = "150MB", 3, t.TempDir()
	d := loadedDir(t)
	s, err := d.Open(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, want := range map[string]string{
		"access_mode": "read_only", "memory_limit": "143.0 MiB", "threads": "3", "TimeZone": "UTC",
		"enable_external_access": "false", "lock_configuration": "true",
		"autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
	} {
		var got string
		if err := s.DB.QueryRow("select current_setting(?)::varchar", name).Scan(&got); err != nil || !strings.EqualFold(got, want) {
			t.Errorf("%s is %q, want %q; %v", name, got, want, err)
		}
	}
	if n := s.DB.Stats().MaxOpenConnections; n != 3 {
		t.Errorf("%d connections", n)
	}
	_, err = d.Open(context.Background(), testOptions)
	wantError(t, err, ErrOtherSettings)
	bad := Options{MemoryLimit: "much", Migrations: schema}
	if _, err := loadedDir(t).Open(context.Background(), bad); err == nil || errors.Is(err, ErrDamaged) ||
		!strings.Contains(err.Error(), "the setting memory_limit=much") {
		t.Errorf("got %v", err)
	}
}

// A query that does not fit into memory spills, with file access switched off.
func TestSpill(t *testing.T) {
	opts := testOptions
	opts.MemoryLimit, opts.Threads = "30MB", 1
	s, err := loadedDir(t).Open(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var n int
	err = s.DB.QueryRow(`select count(*) from (select row_number() over (order by hash(range), repeat('x', 40) || range)
		from range(400_000))`).Scan(&n)
	if err != nil || n != 400_000 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestInitOnEveryConnection(t *testing.T) {
	opts := testOptions
	opts.Threads = 4
	opts.Init = []string{"create temp view texts as select text from lines",
		"create temp macro shout(a) as upper(a) || '!'; create temp macro by_load(n) as table select text from lines where load = n"}
	d := loadedDir(t)
	s, err := d.Open(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var conns []*sql.Conn
	for range 4 {
		c, err := s.DB.Conn(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		conns = append(conns, c)
		var got string
		if err := c.QueryRowContext(context.Background(),
			"select string_agg(shout(text), ' ' order by text) from by_load(2) semi join texts using (text)").Scan(&got); err != nil || got != "MỚI! NỮA!" {
			t.Errorf("%q, %v", got, err)
		}
	}
	for _, c := range conns {
		c.Close()
	}
	if n := s.DB.Stats().MaxIdleClosed; n != 0 {
		t.Errorf("%d connections were thrown away", n)
	}
	// While loading, too, where the view's table is made first.
	_, err = d.Load(context.Background(), LoadRequest{Options: opts, Now: day}, func(ctx context.Context, b *Build) error {
		var n int
		return b.DB.QueryRowContext(ctx, "select count(*) from texts").Scan(&n)
	})
	if err != nil {
		t.Error(err)
	}
	opts.Init = []string{"create temp view wrong as\nselect * from nowhere"}
	if _, err = loadedDir(t).Open(context.Background(), opts); err == nil ||
		!strings.Contains(err.Error(), "statement 1 of every connection (create temp view wrong as)") || errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// A user's view on the private connection shadows nothing in the pool.
func TestPrivate(t *testing.T) {
	s := open(t, loadedDir(t))
	private, err := s.Private(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer private.Close()
	if _, err := private.Exec("create temp view lines as select 'giả' as text"); err != nil {
		t.Fatal(err)
	}
	if got := content(t, s); got != newContent {
		t.Errorf("%q", got)
	}
}

func TestFunction(t *testing.T) {
	opts := testOptions
	opts.Functions = []Function{{
		Name: "digits", Args: []Type{Varchar}, Returns: BigInt,
		Impl: func(args []any) (any, error) {
			text, ok := args[0].(string)
			if !ok {
				return nil, nil
			}
			if text == "lỗi" {
				return nil, errors.New("cannot count that")
			}
			return int64(strings.Count(text, "7")), nil
		},
	}}
	d := loadedDir(t)
	for range 2 { // the second opening shares the instance
		s, err := d.Open(context.Background(), opts)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		var got string
		err = s.DB.QueryRow("select string_agg(coalesce(digits(x)::varchar, 'null'), ' ') from (values ('7a7'), (null), ('')) v(x)").Scan(&got)
		if err != nil || got != "2 null 0" {
			t.Errorf("%q, %v", got, err)
		}
		if _, err = s.DB.Exec("select digits('lỗi')"); err == nil || !strings.Contains(err.Error(), "cannot count that") {
			t.Errorf("got %v", err)
		}
	}
	_, err := d.Load(context.Background(), LoadRequest{Options: opts, Now: day}, func(ctx context.Context, b *Build) error {
		var n int
		err := b.DB.QueryRowContext(ctx, "select sum(digits(range::varchar)) from range(100)").Scan(&n)
		if n != 20 {
			t.Errorf("%d sevens up to 99", n)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestFolderNames(t *testing.T) {
	for _, name := range []string{"Thi đua & khen thưởng (2022)", "100%25", "a=b+c;d:e@f,'g'"} {
		d := At(filepath.Join(t.TempDir(), name, "warehouse"), filepath.Join(t.TempDir(), "archive"))
		load(t, d, "cũ")
		if s := open(t, d); content(t, s) != oldContent {
			t.Errorf("%s: %q", name, content(t, s))
		} else if _, err := s.DB.Exec("delete from lines"); err == nil {
			t.Errorf("%s: opened for writing", name)
		}
	}
	// The driver would drop the settings, access_mode among them.
	for _, name := range []string{"số #1", "tại sao?", "đạt 50%"} {
		d := At(filepath.Join(t.TempDir(), name), t.TempDir())
		if _, err := tryLoad(d, "cũ"); err == nil || !strings.Contains(err.Error(), "rename the folder") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("300 opens")
	}
	d := loadedDir(t)
	opts := testOptions
	opts.Init = []string{"create temp view texts as select text from lines"}
	cycle := func(n int) {
		for range n {
			s, err := d.Open(context.Background(), opts)
			if err != nil {
				t.Fatal(err)
			}
			if got := content(t, s); got != newContent {
				t.Fatal(got)
			}
			s.Close()
		}
	}
	cycle(20)
	before := resident(t)
	cycle(300)
	if after := resident(t); after > before+20<<20 {
		t.Errorf("resident memory grew from %d to %d MB over 300 opens", before>>20, after>>20)
	}
}
