package warehouse

import (
	"bytes"
	"fmt"
	"os"
	"strings"
)

// Position finds the load that ends the snapshot with this identity, whatever
// schema it was made with. ok is false where the ledger has no such load: the
// identity is of another warehouse, or of a ledger that was put aside.
func (d Dir) Position(identity string) (position int, ok bool, err error) {
	_, hash, found := strings.Cut(identity, "-")
	if !found || len(hash) < hashInName {
		return 0, false, nil
	}
	entries, err := d.Ledger()
	if err != nil {
		return 0, false, err
	}
	if strings.HasPrefix(genesis, hash) {
		return 0, true, nil
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Hash, hash) {
			return e.Position, true, nil
		}
	}
	return 0, false, nil
}

// Fork writes the ledger up to the load at position into another, empty folder
// and names it with the same archive: Rebuild makes that snapshot there, and the
// warehouse itself is neither locked nor changed.
func (d Dir) Fork(into string, position int) (Dir, error) {
	entries, good, err := d.readLedger()
	if err != nil {
		return Dir{}, err
	}
	if _, err := hashAt(entries, position); err != nil {
		return Dir{}, err
	}
	text, err := os.ReadFile(d.file(ledgerName))
	if err != nil {
		return Dir{}, wrapRead(d.file(ledgerName), err)
	}
	lines := bytes.SplitAfter(text[:good], []byte("\n"))
	fork := At(into, d.archive)
	if left, err := os.ReadDir(into); err == nil && len(left) > 0 {
		return Dir{}, fmt.Errorf("%s: the folder is not empty", into)
	}
	if err := os.MkdirAll(into, 0o755); err != nil {
		return Dir{}, wrap(into, err)
	}
	return fork, wrap(into, os.WriteFile(fork.file(ledgerName), bytes.Join(lines[:position], nil), 0o644))
}
