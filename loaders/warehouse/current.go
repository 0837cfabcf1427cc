package warehouse

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// A pointer is the content of the file CURRENT.
type pointer struct {
	Snapshot string // file name
	Position int    // of the last load in it; 0 is an empty warehouse
	Hash     string // of the ledger up to that load
	Size     int64  // of the snapshot in bytes
	Sum      string // CRC-32C of the snapshot: the next load copies no damage
}

// identity names a snapshot by what is in it, not by its file.
func identity(migration int, hash string) string {
	return fmt.Sprintf("m%d-%.16s", migration, hash)
}

func (p pointer) text() string {
	body := fmt.Sprintf("snapshot %s\nposition %d\nledger %s\nsize %d\ncrc32c %s\n",
		p.Snapshot, p.Position, p.Hash, p.Size, p.Sum)
	return body + "checksum " + hashOf([]byte(body)) + "\n"
}

func newSum() hash.Hash32 { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }

func sumText(h hash.Hash32) string { return fmt.Sprintf("%08x", h.Sum32()) }

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func parsePointer(text string) (pointer, error) {
	var p pointer
	body, sum, ok := strings.Cut(text, "checksum ")
	if !ok || strings.TrimSuffix(sum, "\n") != hashOf([]byte(body)) {
		return p, errors.New("its checksum is wrong")
	}
	values := map[string]string{}
	for line := range strings.Lines(body) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		values[key] = value
	}
	p.Snapshot, p.Hash, p.Sum = values["snapshot"], values["ledger"], values["crc32c"]
	position, err := strconv.Atoi(values["position"])
	size, err2 := strconv.ParseInt(values["size"], 10, 64)
	p.Position, p.Size = position, size
	if err := errors.Join(err, err2); err != nil {
		return p, err
	}
	if _, ok := parseSnapshotName(p.Snapshot); !ok {
		return p, fmt.Errorf("%q is not the name of a snapshot", p.Snapshot)
	}
	return p, nil
}

// current tells which snapshot is in force. A damaged or missing CURRENT is
// replaced by the last snapshot that the ledger knows, with a warning.
func (d Dir) current() (pointer, string, error) {
	text, err := os.ReadFile(d.file(currentName))
	if err == nil {
		var p pointer
		if p, err = parsePointer(string(text)); err == nil {
			return p, "", nil
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return pointer{}, "", wrapRead(d.file(currentName), err)
	}
	entries, _, ledgerErr := d.readLedger()
	if ledgerErr != nil {
		return pointer{}, "", ledgerErr
	}
	list, listErr := d.snapshots()
	if listErr != nil {
		return pointer{}, "", listErr
	}
	p, found := d.lastGood(entries)
	// A crash leaves at most a snapshot that is one load ahead of the ledger;
	// one farther ahead means that the ledger has lost lines.
	ahead := 0
	if n := len(list); n > 0 {
		ahead = list[n-1].position - len(entries)
	}
	if len(entries) == 0 && !found && ahead <= 1 {
		return pointer{}, "", &Error{Kind: ErrNoWarehouse, Place: d.path, Hint: "run tdkt load first"}
	}
	if !found || ahead > 1 {
		return pointer{}, "", &Error{Kind: ErrDamaged, Place: d.file(currentName), Hint: hintRebuild, Cause: err}
	}
	warning := fmt.Sprintf("%s is damaged or missing (%v): using %s, the last snapshot that the ledger knows; the next load repairs it",
		d.file(currentName), err, p.Snapshot)
	return p, warning, nil
}

// lastGood is the newest snapshot that belongs to a line of the ledger.
func (d Dir) lastGood(entries []Entry) (pointer, bool) {
	for i := len(entries); i >= 0; i-- {
		ledger, _ := hashAt(entries, i)
		if name, ok := d.find(i, ledger); ok {
			p, err := d.pointTo(name, i, ledger)
			return p, err == nil
		}
	}
	return pointer{}, false
}

func (d Dir) pointTo(name string, position int, hash string) (pointer, error) {
	info, err := os.Stat(d.file(name))
	if err != nil {
		return pointer{}, wrapRead(d.file(name), err)
	}
	return pointer{Snapshot: name, Position: position, Hash: hash, Size: info.Size()}, nil
}

// point puts a complete snapshot in force and sets p.Sum.
func (d Dir) point(p *pointer) error {
	sum := newSum()
	f, err := os.Open(d.file(p.Snapshot))
	if err == nil {
		_, err = io.CopyBuffer(sum, f, make([]byte, 1<<20))
		f.Close()
	}
	if err != nil {
		return wrap(d.file(p.Snapshot), err)
	}
	p.Sum = sumText(sum)
	tmp := d.file(currentName + ".new")
	if err := writeSynced(tmp, []byte(p.text())); err != nil {
		return err
	}
	if err := os.Rename(tmp, d.file(currentName)); err != nil {
		return wrap(d.file(currentName), err)
	}
	d.at(stepPointed)
	return wrap(d.path, syncDir(d.path))
}

func writeSynced(path string, content []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return wrap(path, err)
	}
	_, err = f.Write(content)
	return wrap(path, errors.Join(err, f.Sync(), f.Close()))
}
