package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync/atomic"
	"time"
)

// A Build is a snapshot in the making. What is written to it is kept only if
// the function that writes succeeds.
type Build struct {
	// DB is open for writing. Rows go first into tables of the database
	// "staging", which is thrown away, and from there in one transaction
	// (InTx) into the schema's tables.
	DB *sql.DB

	Sources  []Source  // what to load; each has its hash
	Position int       // this load's place in the ledger
	Command  string    // as the ledger keeps it
	Now      time.Time // as the ledger keeps it, UTC; use this for loaded_at

	d       Dir
	entries []Entry // in force before this load
	left    map[string]bool
}

// Known tells whether a file with this SHA-256 (hex) is in an earlier load.
func (b *Build) Known(sha256 string) bool { return known(b.entries, sha256) }

// Leave takes a source out of the load: it is neither archived nor recorded,
// because nothing of it was written. If all are left out, the load changes
// nothing.
func (b *Build) Leave(sha256 string) { b.left[sha256] = true }

func (b *Build) accepted() []Source {
	var list []Source
	for _, s := range b.Sources {
		if !b.left[s.SHA256] {
			list = append(list, s)
		}
	}
	return list
}

// InTx runs fn in one transaction and commits it if fn gives no error. Inside
// it, tables of staging are read and not written.
func (b *Build) InTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := b.DB.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	b.d.at(stepBegun)
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	b.d.at(stepCommitted)
	return nil
}

// Staging is the name of the database that a load fills first. It is not part
// of the snapshot, and it is written outside the load's transaction: rows staged
// inside it get row ids near 2^55. It lives in memory and spills to TempDir;
// a staging file took twice as long (24 s against 12 s for 4 million rows of
// 12 columns within 400 MB).
const Staging = "staging"

// A writer is an open candidate.
type writer struct {
	path  string // empty once it has its final name
	db    *sql.DB
	spill string
}

// storageVersion is the format of a new file, the oldest DuckDB that can open it.
// DuckDB's default, that of 1.0, keeps the count of distinct values of each
// column in a form that takes a fifth of the time of opening to turn into
// today's. A file that is there keeps its format until tdkt rebuild.
const storageVersion = "v1.2.0"

// openWriter opens a candidate, brings it to the program's schema and prepares
// the pool.
func (d Dir) openWriter(ctx context.Context, path string, opts Options, list []migration) (*writer, error) {
	settings := d.settings(opts, "load-"+randomTail())
	settings.Set("storage_compatibility_version", storageVersion)
	name, err := dsn(path, settings)
	if err != nil {
		return nil, err
	}
	ready := &atomic.Bool{}
	db, err := connect(name, opts.Init, ready)
	if err != nil {
		if deniedByDuckDB(err) {
			return nil, readOnly(path, fs.ErrPermission)
		}
		return nil, openError(path, err)
	}
	pool(db, opts.threads()+2) // an appender holds one, and there are up to three
	w := &writer{path: path, db: db, spill: settings.Get("temp_directory")}
	if err := w.prepare(ctx, opts, list); err != nil {
		db.Close()
		return nil, err
	}
	d.at(stepMigrated)
	ready.Store(true)
	return w, nil
}

func (w *writer) prepare(ctx context.Context, opts Options, list []migration) error {
	if err := migrate(ctx, w.db, w.path, list); err != nil {
		return err
	}
	if _, err := w.db.ExecContext(ctx, "attach ':memory:' as "+Staging); err != nil {
		return wrap(w.path, err)
	}
	if _, err := w.db.ExecContext(ctx, utc); err != nil {
		return err
	}
	return firstConnection(ctx, w.db, opts)
}

// clearStaging throws away what one load staged before the next is replayed.
func (w *writer) clearStaging(ctx context.Context) error {
	for _, text := range []string{"detach " + Staging, "attach ':memory:' as " + Staging} {
		if _, err := w.db.ExecContext(ctx, text); err != nil {
			return wrap(w.path, err)
		}
	}
	return nil
}

// finish writes everything into the one file and closes it.
func (w *writer) finish(ctx context.Context) error {
	if n := w.db.Stats().InUse; n > 0 {
		return fmt.Errorf("%d connections were not given back after the load", n)
	}
	if _, err := w.db.ExecContext(ctx, "checkpoint"); err != nil {
		return wrap(w.path, err)
	}
	if err := w.db.Close(); err != nil {
		return wrap(w.path, err)
	}
	if _, err := os.Stat(w.path + ".wal"); err == nil {
		return fmt.Errorf("%s: a write-ahead log is left after the checkpoint", w.path)
	}
	f, err := os.OpenFile(w.path, os.O_RDWR, 0)
	if err != nil {
		return wrap(w.path, err)
	}
	return wrap(w.path, errors.Join(f.Sync(), f.Close()))
}

// discard removes a candidate, also one that was never finished.
func (w *writer) discard() {
	w.db.Close()
	if w.path != "" {
		os.Remove(w.path)
		os.Remove(w.path + ".wal")
	}
	os.RemoveAll(w.spill)
}
