package warehouse

import (
	"context"
	"fmt"
	"os"
	"time"
)

// Rebuild makes the same warehouse again from the archive, load by load in the
// order of the ledger, and puts it in force. fn is the function that Load was
// given; Build tells it what it was told then. The ledger stays as it is, and
// so does the snapshot's identity.
func (d Dir) Rebuild(ctx context.Context, opts Options, fn func(context.Context, *Build) error) (Loaded, error) {
	return d.rebuild(ctx, opts, -1, fn)
}

// RebuildAt makes the snapshot that ended with the load at position again,
// for OpenAt. The snapshot in force stays in force.
func (d Dir) RebuildAt(ctx context.Context, opts Options, position int, fn func(context.Context, *Build) error) (Loaded, error) {
	return d.rebuild(ctx, opts, position, fn)
}

func (d Dir) rebuild(ctx context.Context, opts Options, position int, fn func(context.Context, *Build) error) (_ Loaded, err error) {
	list, err := opts.migrations()
	if err != nil {
		return Loaded{}, err
	}
	lock, err := d.lock()
	if err != nil {
		return Loaded{}, err
	}
	defer lock.Release()
	// A rebuild repairs a warehouse whose snapshots or CURRENT are lost, so it
	// asks for no more than a good ledger.
	entries, good, err := d.readLedger()
	if err != nil {
		return Loaded{}, err
	}
	if p, _, err := d.current(); err == nil {
		if _, err := d.inForce(entries, p); err != nil {
			return Loaded{}, err
		}
	}
	if err := d.cutLedger(good); err != nil {
		return Loaded{}, err
	}
	if err := d.sweep(len(entries)); err != nil {
		return Loaded{}, err
	}
	whole := position < 0
	if whole {
		position = len(entries)
	}
	hash, err := hashAt(entries, position)
	if err != nil {
		return Loaded{}, err
	}
	path, err := d.newCandidate(pointer{})
	if err != nil {
		return Loaded{}, err
	}
	w, err := d.openWriter(ctx, path, opts, list)
	if err != nil {
		os.Remove(path)
		return Loaded{}, err
	}
	defer func() {
		if err != nil {
			w.discard()
		}
	}()
	for i := range position {
		if err := d.replay(ctx, w, entries[:i], entries[i], fn); err != nil {
			return Loaded{}, err
		}
	}
	p, err := d.settle(ctx, w, position, hash)
	if err == nil && whole {
		err = d.point(&p)
	}
	if err != nil {
		return Loaded{}, err
	}
	d.at(stepDone)
	return Loaded{Name: p.Snapshot, Position: position, Identity: identity(len(list), hash)}, nil
}

func (d Dir) replay(ctx context.Context, w *writer, before []Entry, e Entry, fn func(context.Context, *Build) error) error {
	b := &Build{DB: w.db, Position: e.Position, Command: e.Command, Now: e.LoadedAt,
		d: d, entries: before, left: map[string]bool{}}
	for _, f := range e.Files {
		path, err := d.Archived(f.SHA256)
		if err != nil {
			return err
		}
		b.Sources = append(b.Sources, Source{Name: f.Name, Kind: f.Kind, Path: path, SHA256: f.SHA256, Bytes: f.Bytes})
	}
	if err := fn(ctx, b); err != nil {
		return fmt.Errorf("load %d again: %w", e.Position, writeError(d.path, err))
	}
	return w.clearStaging(ctx)
}

// Prune removes snapshots, but never the one in force, nor the keep newest
// (at least 1), nor any written after the time before; the zero time sets no
// such bound. It gives the names of what it removed. A reader that has one of
// them open keeps it.
func (d Dir) Prune(keep int, before time.Time) ([]string, error) {
	lock, err := d.lock()
	if err != nil {
		return nil, err
	}
	defer lock.Release()
	st, err := d.recover()
	if err != nil {
		return nil, err
	}
	list, err := d.snapshots()
	if err != nil {
		return nil, err
	}
	var removed []string
	for _, s := range list[:max(0, len(list)-max(keep, 1))] {
		info, err := os.Stat(d.file(s.name))
		if err != nil || s.name == st.pointer.Snapshot || !before.IsZero() && info.ModTime().After(before) {
			continue
		}
		if err := os.Remove(d.file(s.name)); err != nil {
			return removed, wrap(d.path, err)
		}
		removed = append(removed, s.name)
	}
	return removed, nil
}
