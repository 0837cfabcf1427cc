package warehouse

import (
	"context"
	"os"
	"testing"
	"time"
)

func TestRebuild(t *testing.T) {
	d := loadedDir(t)
	before := open(t, d)
	ledger, _ := os.ReadFile(d.file(ledgerName))
	res, err := d.Rebuild(context.Background(), testOptions, loadLines)
	if err != nil {
		t.Fatal(err)
	}
	after := open(t, d)
	if got := content(t, after); got != content(t, before) {
		t.Errorf("rebuilt: %q", got)
	}
	if after.Identity != before.Identity || res.Identity != before.Identity || after.Position != 2 {
		t.Errorf("identity %s became %s", before.Identity, after.Identity)
	}
	if after.Name == before.Name || after.Name != res.Name {
		t.Errorf("file %s became %s", before.Name, after.Name)
	}
	if text, _ := os.ReadFile(d.file(ledgerName)); string(text) != string(ledger) {
		t.Error("the ledger changed")
	}
	checkFolder(t, d)

	// Of two files for one position the newer counts, and is not pruned.
	old := day
	os.Chtimes(d.file(before.Name), old, old)
	os.Remove(d.file(currentName))
	if s := open(t, d); s.Name != res.Name {
		t.Errorf("without CURRENT: %s, want %s", s.Name, res.Name)
	}
	for range 3 {
		if res, err = d.Rebuild(context.Background(), testOptions, loadLines); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Prune(1, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if s := open(t, d); s.Name != res.Name {
		t.Errorf("in force after pruning: %s, want %s", s.Name, res.Name)
	}
}

func TestRebuildWithoutAnySnapshot(t *testing.T) {
	d := loadedDir(t)
	list, err := d.snapshots()
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	for _, s := range list {
		os.Remove(d.file(s.name))
	}
	os.Remove(d.file(currentName))
	wantError(t, tryOpen(d), ErrDamaged)
	if _, err := d.Rebuild(context.Background(), testOptions, loadLines); err != nil {
		t.Fatal(err)
	}
	if got := content(t, open(t, d)); got != newContent {
		t.Errorf("rebuilt: %q", got)
	}
}

func TestRebuildFromDamagedArchive(t *testing.T) {
	for name, damage := range map[string]func(string) error{
		"lost":    os.Remove,
		"changed": func(path string) error { return os.WriteFile(path, []byte("giả"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			d := loadedDir(t)
			before := listFiles(t, d)
			if err := damage(d.archivePath(hashOf([]byte("mới")))); err != nil {
				t.Fatal(err)
			}
			_, err := d.Rebuild(context.Background(), testOptions, loadLines)
			if e := wantError(t, err, ErrDamaged); e.Place != d.archivePath(hashOf([]byte("mới"))) {
				t.Errorf("place %s", e.Place)
			}
			if got := listFiles(t, d); len(got) < len(before)-1 {
				t.Errorf("files before %v, after %v", before, got)
			}
			if got := content(t, open(t, d)); got != newContent {
				t.Errorf("in force: %q", got)
			}
		})
	}
}
