package warehouse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A LoadRequest is what one command loads: one snapshot, however many files.
type LoadRequest struct {
	Options
	Sources []Source
	Now     time.Time // when it is loaded, for the ledger
	Command string    // for the ledger

	// Again loads files that are in the ledger already. Without it they are
	// skipped, and if nothing else is left, nothing is changed.
	Again bool
}

// Loaded is the outcome of a load.
type Loaded struct {
	Name      string // of the snapshot now in force
	Identity  string // empty if Unchanged
	Position  int
	Unchanged bool // nothing was loaded: all sources were known or left out

	Accepted []Source // now in archive and ledger
	Known    []Source // were in the ledger already and were skipped
}

// Load makes a new snapshot out of the one in force (or the first one) and
// puts it in force if fn succeeds. If fn fails, nothing has changed. Errors
// beside fn's: ErrLocked, ErrDamaged, ErrDiskFull, ErrReadOnly,
// ErrNewerSchema, ErrSourceChanged.
func (d Dir) Load(ctx context.Context, req LoadRequest, fn func(context.Context, *Build) error) (Loaded, error) {
	sources := append([]Source(nil), req.Sources...)
	for i := range sources {
		if err := sources[i].identify(); err != nil {
			return Loaded{}, err
		}
	}
	lock, err := d.lock()
	if err != nil {
		return Loaded{}, err
	}
	defer lock.Release()
	st, err := d.recover()
	if err != nil {
		return Loaded{}, err
	}
	var res Loaded
	fresh := sources
	if !req.Again {
		fresh, res.Known = st.split(sources)
	}
	if len(sources) > 0 && len(fresh) == 0 {
		return st.unchanged(res), nil
	}
	return d.load(ctx, req, st, fresh, res, fn)
}

func (d Dir) load(ctx context.Context, req LoadRequest, st state, fresh []Source, res Loaded, fn func(context.Context, *Build) error) (_ Loaded, err error) {
	list, err := req.migrations()
	if err != nil {
		return Loaded{}, err
	}
	path, err := d.newCandidate(st.pointer)
	if err != nil {
		return Loaded{}, err
	}
	w, err := d.openWriter(ctx, path, req.Options, list)
	if err != nil {
		os.Remove(path)
		return Loaded{}, err
	}
	defer func() {
		if err != nil || res.Unchanged {
			w.discard()
		}
	}()
	b := &Build{DB: w.db, Sources: fresh, Position: len(st.entries) + 1, Command: req.Command,
		Now: req.Now.Round(0).UTC(), d: d, entries: st.entries, left: map[string]bool{}}
	if err := fn(ctx, b); err != nil {
		return Loaded{}, writeError(d.path, err)
	}
	d.at(stepWritten)
	res.Accepted = b.accepted()
	if len(fresh) > 0 && len(res.Accepted) == 0 {
		res = st.unchanged(res)
		return res, nil
	}
	entry := Entry{Position: b.Position, LoadedAt: b.Now, Command: b.Command, Migration: len(list), Previous: st.hash()}
	for _, s := range res.Accepted {
		entry.Files = append(entry.Files, File{SHA256: s.SHA256, Name: s.Name, Kind: s.Kind, Bytes: s.Bytes})
	}
	line, err := entry.line()
	if err != nil {
		return Loaded{}, err
	}
	if err := w.finish(ctx); err != nil {
		return Loaded{}, err
	}
	d.at(stepClosed)
	if err := d.keep(res.Accepted); err != nil {
		return Loaded{}, err
	}
	d.at(stepArchived)
	p, err := d.name(w, entry.Position, entry.Hash)
	if err != nil {
		return Loaded{}, err
	}
	// Once the ledger has the line the load is done, and a failure after it
	// leaves it to the next load to point CURRENT at it.
	if err := d.record(line); err != nil {
		return Loaded{}, err
	}
	d.at(stepRecorded)
	if err := d.point(&p); err != nil {
		return Loaded{}, err
	}
	d.at(stepDone)
	res.Name, res.Position, res.Identity = p.Snapshot, p.Position, identity(len(list), p.Hash)
	return res, nil
}

// Init makes the first, empty snapshot, or one with the program's schema where
// an older program made the snapshot in force. Otherwise it does nothing.
func (d Dir) Init(ctx context.Context, opts Options) (err error) {
	s, err := d.Open(ctx, opts)
	if err == nil {
		return s.Close()
	}
	if !errors.Is(err, ErrNoWarehouse) && !errors.Is(err, ErrOlderSchema) {
		return err
	}
	list, err := opts.migrations()
	if err != nil {
		return err
	}
	lock, err := d.lock()
	if err != nil {
		return err
	}
	defer lock.Release()
	st, err := d.recover()
	if err != nil {
		return err
	}
	path, err := d.newCandidate(st.pointer)
	if err != nil {
		return err
	}
	w, err := d.openWriter(ctx, path, opts, list)
	if err != nil {
		os.Remove(path)
		return err
	}
	defer func() {
		if err != nil {
			w.discard()
		}
	}()
	p, err := d.settle(ctx, w, len(st.entries), st.hash())
	if err == nil {
		err = d.point(&p)
	}
	if err != nil {
		return err
	}
	d.at(stepDone)
	return nil
}

// settle makes a candidate a snapshot of a position that the ledger has.
func (d Dir) settle(ctx context.Context, w *writer, position int, hash string) (pointer, error) {
	if err := w.finish(ctx); err != nil {
		return pointer{}, err
	}
	d.at(stepClosed)
	return d.name(w, position, hash)
}

// name gives a finished candidate its place among the snapshots.
func (d Dir) name(w *writer, position int, hash string) (pointer, error) {
	name := newSnapshotName(position, hash)
	if err := os.Rename(w.path, d.file(name)); err != nil {
		return pointer{}, wrap(d.path, err)
	}
	w.path = "" // nothing for discard: from now on only the ledger decides
	if err := syncDir(d.path); err != nil {
		return pointer{}, wrap(d.path, err)
	}
	d.at(stepNamed)
	return d.pointTo(name, position, hash)
}

// newCandidate copies a snapshot to a new file, or gives only a name if there
// is none to copy.
func (d Dir) newCandidate(from pointer) (string, error) {
	path := d.file(candidate + randomTail() + suffix)
	if from.Snapshot == "" {
		d.at(stepCopied)
		return path, nil
	}
	sum, err := copyFile(path, d.file(from.Snapshot))
	if err == nil && sum != from.Sum {
		err = &Error{Kind: ErrDamaged, Place: d.file(from.Snapshot), Hint: hintRebuild,
			Detail: "its content has changed since it was made"}
	}
	if err != nil {
		os.Remove(path)
		return "", wrap(path, err)
	}
	d.at(stepCopied)
	return path, nil
}

func copyFile(to, from string) (sum string, err error) {
	in, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return "", err
	}
	h := newSum()
	_, err = io.CopyBuffer(io.MultiWriter(out, h), in, make([]byte, 1<<20))
	return sumText(h), errors.Join(err, out.Close())
}

// A state is what a writer finds once it has the lock.
type state struct {
	pointer pointer // in force; Snapshot is empty if there is none
	entries []Entry
}

func (st state) hash() string {
	if n := len(st.entries); n > 0 {
		return st.entries[n-1].Hash
	}
	return genesis
}

func (st state) split(sources []Source) (fresh, old []Source) {
	seen := map[string]bool{}
	for _, s := range sources {
		if known(st.entries, s.SHA256) || seen[s.SHA256] {
			old = append(old, s)
		} else {
			fresh = append(fresh, s)
		}
		seen[s.SHA256] = true
	}
	return fresh, old
}

func (st state) unchanged(res Loaded) Loaded {
	res.Name, res.Position, res.Unchanged = st.pointer.Snapshot, st.pointer.Position, true
	return res
}

// recover finds the state and clears away what a crash left. It ends a load
// that had reached the ledger but not CURRENT. The caller has the lock.
func (d Dir) recover() (state, error) {
	entries, good, err := d.readLedger()
	if err != nil {
		return state{}, err
	}
	if err := d.cutLedger(good); err != nil {
		return state{}, err
	}
	st := state{entries: entries}
	p, warning, err := d.current()
	if errors.Is(err, ErrNoWarehouse) {
		return st, d.sweep(len(entries))
	}
	if err != nil {
		return state{}, err
	}
	if _, err := d.inForce(entries, p); err != nil {
		return state{}, err
	}
	behind := p.Position < len(entries)
	if behind {
		name, ok := d.find(len(entries), st.hash())
		if !ok {
			return state{}, &Error{Kind: ErrDamaged, Place: d.path, Hint: hintRebuild,
				Detail: fmt.Sprintf("the snapshot of load %d is missing", len(entries))}
		}
		if p, err = d.pointTo(name, len(entries), st.hash()); err != nil {
			return state{}, err
		}
	}
	if behind || warning != "" {
		if err := d.point(&p); err != nil {
			return state{}, err
		}
	}
	st.pointer = p
	err = d.sweep(len(entries))
	d.at(stepRecovered)
	return st, err
}

func (d Dir) cutLedger(good int64) error {
	info, err := os.Stat(d.file(ledgerName))
	if err != nil || info.Size() == good {
		return nil
	}
	return wrap(d.file(ledgerName), os.Truncate(d.file(ledgerName), good))
}

// sweep removes what is neither in force nor in the ledger.
func (d Dir) sweep(last int) error {
	entries, err := os.ReadDir(d.path)
	if err != nil {
		return wrap(d.path, err)
	}
	for _, e := range entries {
		s, ok := parseSnapshotName(e.Name())
		// A crash before the ledger's line leaves the next position only; what
		// is farther ahead means that the ledger lost lines.
		if strings.HasPrefix(e.Name(), candidate) || strings.HasSuffix(e.Name(), ".new") || ok && s.position == last+1 {
			if err := os.Remove(d.file(e.Name())); err != nil {
				return wrap(d.path, err)
			}
		}
	}
	spills, _ := filepath.Glob(d.file(filepath.Join(tempName, "load-*")))
	kept, _ := filepath.Glob(filepath.Join(d.archive, "*.new"))
	for _, path := range append(spills, kept...) {
		if err := os.RemoveAll(path); err != nil {
			return wrap(path, err)
		}
	}
	return nil
}
