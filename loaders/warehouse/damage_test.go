package warehouse

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// wantError requires a kind and a remedy.
func wantError(t *testing.T, err, kind error) *Error {
	t.Helper()
	var e *Error
	if !errors.Is(err, kind) || !errors.As(err, &e) || e.Hint == "" {
		t.Fatalf("got %v, want %v with a hint", err, kind)
	}
	return e
}

func tryOpen(d Dir) error {
	s, err := d.Open(context.Background(), testOptions)
	if err == nil {
		s.Close()
	}
	return err
}

func TestNoWarehouse(t *testing.T) {
	d := testDir(t)
	e := wantError(t, tryOpen(d), ErrNoWarehouse)
	if e.Hint != "run tdkt load first" || e.Place != d.path {
		t.Errorf("place %q, hint %q", e.Place, e.Hint)
	}
	if entries, err := d.Ledger(); err != nil || len(entries) != 0 {
		t.Errorf("ledger: %v, %v", entries, err)
	}
	if _, err := os.Stat(d.path); err == nil {
		t.Error("reading made the folder")
	}
}

func TestDamagedCurrent(t *testing.T) {
	good, err := os.ReadFile(loadedDir(t).file(currentName))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty":       "",
		"cut":         string(good[:len(good)/2]),
		"one digit":   strings.Replace(string(good), "position 2", "position 1", 1),
		"other bytes": "\x00\xff\x00",
	} {
		t.Run(name, func(t *testing.T) {
			d := loadedDir(t)
			overwrite(t, d.file(currentName), text)
			s := open(t, d)
			if got := content(t, s); got != newContent {
				t.Errorf("fell back to %q", got)
			}
			if !strings.Contains(s.Warning, currentName) {
				t.Errorf("warning %q", s.Warning)
			}
			// Even a load that changes nothing repairs it.
			if res := load(t, d, "mới"); !res.Unchanged {
				t.Errorf("%+v", res)
			}
			if s := open(t, d); s.Warning != "" {
				t.Error(s.Warning)
			}
		})
	}
}

func TestMissingCurrent(t *testing.T) {
	d := loadedDir(t)
	os.Remove(d.file(currentName))
	s := open(t, d)
	if got := content(t, s); got != newContent || s.Warning == "" {
		t.Errorf("%q, warning %q", got, s.Warning)
	}
}

func TestDamagedSnapshot(t *testing.T) {
	for name, damage := range map[string]func(*os.File, int64) error{
		"cut":    func(f *os.File, n int64) error { return f.Truncate(n / 2) },
		"header": func(f *os.File, n int64) error { _, err := f.WriteAt([]byte("????"), 8); return err },
		"blocks": func(f *os.File, n int64) error {
			_, err := f.WriteAt([]byte(strings.Repeat("x", int(n-12288))), 12288)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := loadedDir(t)
			p, _, err := d.current()
			if err != nil {
				t.Fatal(err)
			}
			f, err := os.OpenFile(d.file(p.Snapshot), os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(damage(f, p.Size), f.Close()); err != nil {
				t.Fatal(err)
			}
			wantError(t, tryOpen(d), ErrDamaged)
			_, err = tryLoad(d, "thêm")
			wantError(t, err, ErrDamaged)
			if _, err := d.Rebuild(context.Background(), testOptions, loadLines); err != nil {
				t.Fatal(err)
			}
			if got := content(t, open(t, d)); got != newContent {
				t.Errorf("rebuilt: %q", got)
			}
		})
	}
}

// Damage in a block that opening does not read is found by the query that
// reads it, and by the next load before it copies it.
func TestDamagedBlock(t *testing.T) {
	d := testDir(t)
	_, err := d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day}, func(ctx context.Context, b *Build) error {
		_, err := b.DB.ExecContext(ctx, "insert into lines select 1, 'x', range, md5(range::varchar), null from range(200_000)")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	p, _, _ := d.current()
	f, err := os.OpenFile(d.file(p.Snapshot), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("xxxxxxxx"), p.Size/2); err != nil {
		t.Fatal(err)
	}
	f.Close()
	s := open(t, d)
	var n int
	err = s.DB.QueryRow("select count(distinct text) from lines").Scan(&n)
	wantError(t, s.Explain(err), ErrDamaged)
	_, err = tryLoad(d, "thêm")
	wantError(t, err, ErrDamaged)
	if _, err := s.DB.Exec("select nothing"); errors.Is(s.Explain(err), ErrDamaged) {
		t.Errorf("a wrong query is not damage: %v", err)
	}
}

func TestLedger(t *testing.T) {
	t.Run("torn last line", func(t *testing.T) {
		d := loadedDir(t)
		appendText(t, d.file(ledgerName), `{"load":{"position":3,"lo`)
		if entries, err := d.Ledger(); err != nil || len(entries) != 2 {
			t.Fatalf("%d lines, %v", len(entries), err)
		}
		if res := load(t, d, "thêm"); res.Position != 3 {
			t.Errorf("%+v", res)
		}
		if entries, err := d.Ledger(); err != nil || len(entries) != 3 {
			t.Errorf("%d lines, %v", len(entries), err)
		}
	})
	t.Run("edited", func(t *testing.T) {
		d := loadedDir(t)
		text, _ := os.ReadFile(d.file(ledgerName))
		overwrite(t, d.file(ledgerName), strings.Replace(string(text), "file1", "file9", 1))
		_, err := d.Ledger()
		if e := wantError(t, err, ErrDamaged); !strings.HasSuffix(e.Place, "ledger.jsonl:1") {
			t.Errorf("place %s", e.Place)
		}
		_, err = tryLoad(d, "thêm")
		wantError(t, err, ErrDamaged)
	})
	t.Run("lost", func(t *testing.T) {
		d := loadedDir(t)
		os.Remove(d.file(ledgerName))
		_, err := tryLoad(d, "thêm")
		wantError(t, err, ErrDamaged)
		_, err = d.Rebuild(context.Background(), testOptions, loadLines)
		wantError(t, err, ErrDamaged)
		if got := content(t, open(t, d)); got != newContent {
			t.Errorf("reading: %q", got)
		}
	})
}

func TestSchemaVersions(t *testing.T) {
	d := loadedDir(t)
	newer := testOptions
	newer.Migrations = fstest.MapFS{
		"0001_lines.sql": schema["0001_lines.sql"],
		"0002_more.sql":  {Data: []byte("create table more (x integer)")},
	}
	ctx := context.Background()
	_, err := d.Open(ctx, newer)
	wantError(t, err, ErrOlderSchema)
	if err := d.Init(ctx, newer); err != nil {
		t.Fatal(err)
	}
	s, err := d.Open(ctx, newer)
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, s); got != newContent || !strings.HasPrefix(s.Identity, "m2-") {
		t.Errorf("%s: %q", s.Identity, got)
	}
	s.Close()
	wantError(t, tryOpen(d), ErrNewerSchema)
	_, err = tryLoad(d, "thêm")
	wantError(t, err, ErrNewerSchema)

	changed := newer
	changed.Migrations = fstest.MapFS{
		"0001_lines.sql": {Data: []byte("create table lines (other integer)")},
		"0002_more.sql":  newer.Migrations.(fstest.MapFS)["0002_more.sql"],
	}
	_, err = d.Load(ctx, LoadRequest{Options: changed, Now: day}, loadLines)
	wantError(t, err, ErrOlderSchema)
}

// The file system's rights are tried as a user who is not root.
func TestReadOnlyFolder(t *testing.T) {
	d := loadedDir(t)
	for _, dir := range []string{d.path, d.archive} {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(dir, 0o755)
	}
	os.Chmod(d.file(lockName), 0o444)
	errs := make(chan error)
	go func() {
		runtime.LockOSThread() // ends with the goroutine: the thread is thrown away
		if os.Geteuid() == 0 {
			if err := setThreadUser(65534); err != nil {
				errs <- err
				return
			}
		}
		_, err := tryLoad(d, "thêm")
		errs <- err
	}()
	wantError(t, <-errs, ErrReadOnly)
	if got := content(t, open(t, d)); got != newContent {
		t.Errorf("reading: %q", got)
	}
}

func TestDiskFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full")
	}
	defer full.Close()
	_, err = full.WriteString("x")
	wantError(t, wrap("somewhere", err), ErrDiskFull)

	// A small file system, where the tests may mount one.
	root := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", root).Run(); err != nil {
		t.Skip("cannot mount a small file system here")
	}
	defer syscall.Unmount(root, syscall.MNT_DETACH)
	d := At(root+"/warehouse", root+"/archive")
	load(t, d, "cũ")
	// The first text fills the disk in the archive, the second in the database.
	noise := rand.New(rand.NewPCG(1, 2))
	var random strings.Builder
	for random.Len() < 6<<20 {
		fmt.Fprintf(&random, "%x\n", noise.Uint64())
	}
	for _, text := range []string{strings.Repeat("0123456789abcdef đủ dài", 200_000), random.String()} {
		_, err = tryLoad(d, text)
		wantError(t, err, ErrDiskFull)
		if got := content(t, open(t, d)); got != oldContent {
			t.Errorf("after the failure: %q", got)
		}
		checkFolder(t, d)
	}
	load(t, d, "mới", "nữa")
	if got := content(t, open(t, d)); got != newContent {
		t.Errorf("after a smaller load: %q", got)
	}
}
