package warehouse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// An Entry is one line of the ledger: one load that was accepted.
type Entry struct {
	Position  int       `json:"position"`  // 1, 2, 3, ... without a gap
	LoadedAt  time.Time `json:"loaded_at"` // UTC
	Command   string    `json:"command"`   // as the caller gave it
	Migration int       `json:"migration"` // the program's schema version at that time
	Files     []File    `json:"files"`
	Previous  string    `json:"previous"` // Hash of the line before

	// Hash is the SHA-256 of the line's text in hex: of this load and, through
	// Previous, of all before it.
	Hash string `json:"-"`
}

// A File is an accepted source, as the ledger keeps it.
type File struct {
	SHA256 string `json:"sha256"` // in hex; also its name in the archive
	Name   string `json:"name"`   // as the caller called it
	Kind   string `json:"kind"`   // the caller's word for what it holds
	Bytes  int64  `json:"bytes"`
}

// genesis is the hash of an empty ledger.
var genesis = hashOf(nil)

type ledgerLine struct {
	Load json.RawMessage `json:"load"`
	Hash string          `json:"hash"`
}

// line gives the ledger's text of e and sets its hash.
func (e *Entry) line() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return nil, err
	}
	load := bytes.TrimSpace(b.Bytes())
	e.Hash = hashOf(load)
	return fmt.Appendf(nil, "{\"load\":%s,\"hash\":%q}\n", load, e.Hash), nil
}

// readLedger gives all complete lines and their length in bytes. A last line
// that was not written to its end, left by a crash, is not an error: the load
// it belongs to never happened. A broken line before the last is damage.
func (d Dir) readLedger() ([]Entry, int64, error) {
	place := d.file(ledgerName)
	text, err := os.ReadFile(place)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, wrapRead(place, err)
	}
	var (
		entries  []Entry
		good     int64
		previous = genesis
	)
	for rest := text; len(rest) > 0; {
		raw, after, complete := bytes.Cut(rest, []byte("\n"))
		e, err := parseLine(raw, len(entries)+1, previous)
		if err != nil || !complete {
			if len(after) == 0 {
				break
			}
			return nil, 0, &Error{Kind: ErrDamaged, Place: fmt.Sprintf("%s:%d", place, len(entries)+1), Cause: err,
				Hint: "put back the ledger from a backup; it must not be edited"}
		}
		entries = append(entries, e)
		good += int64(len(raw)) + 1
		previous = e.Hash
		rest = after
	}
	return entries, good, nil
}

func parseLine(raw []byte, position int, previous string) (Entry, error) {
	var l ledgerLine
	var e Entry
	if err := json.Unmarshal(raw, &l); err != nil {
		return e, err
	}
	if err := json.Unmarshal(l.Load, &e); err != nil {
		return e, err
	}
	e.Hash = l.Hash
	switch {
	case hashOf(l.Load) != l.Hash:
		return e, errors.New("the line does not have its own hash")
	case e.Previous != previous:
		return e, errors.New("the line does not follow the one before it")
	case e.Position != position:
		return e, fmt.Errorf("position %d instead of %d", e.Position, position)
	}
	return e, nil
}

// record appends a line to the ledger, which readLedger has found to be good
// up to its end.
func (d Dir) record(line []byte) error {
	place := d.file(ledgerName)
	f, err := os.OpenFile(place, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return wrap(place, err)
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return wrap(place, err)
	}
	_, err = f.Write(line)
	if err = errors.Join(err, f.Sync()); err != nil {
		err = errors.Join(err, f.Truncate(info.Size()))
	}
	if err = wrap(place, errors.Join(err, f.Close())); err != nil {
		return err
	}
	return wrap(d.path, syncDir(d.path))
}

// Ledger gives the loads that are in force, oldest first. No warehouse is an
// empty ledger.
func (d Dir) Ledger() ([]Entry, error) {
	entries, _, err := d.readLedger()
	if err != nil {
		return nil, err
	}
	p, _, err := d.current()
	if errors.Is(err, ErrNoWarehouse) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return d.inForce(entries, p)
}

func (d Dir) inForce(entries []Entry, p pointer) ([]Entry, error) {
	hash := genesis
	if p.Position > 0 && p.Position <= len(entries) {
		hash = entries[p.Position-1].Hash
	}
	if p.Position > len(entries) || hash != p.Hash {
		return nil, &Error{Kind: ErrDamaged, Place: d.file(ledgerName),
			Detail: fmt.Sprintf("it has no line for load %d, which is in force", p.Position),
			Hint:   "put back the ledger from a backup; it must not be edited"}
	}
	return entries[:p.Position], nil
}

// Known tells whether a file with this SHA-256 (hex) is in a load in force.
func (d Dir) Known(sha256 string) (bool, error) {
	entries, err := d.Ledger()
	if err != nil {
		return false, err
	}
	return known(entries, sha256), nil
}

func known(entries []Entry, sha256 string) bool {
	for _, e := range entries {
		for _, f := range e.Files {
			if f.SHA256 == sha256 {
				return true
			}
		}
	}
	return false
}
