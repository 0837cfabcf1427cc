package warehouse

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tdkt/loaders/lock"
)

// A Dir is the warehouse folder of a workspace and its archive. The folders
// need not exist: the first load makes them.
type Dir struct {
	path    string
	archive string

	// step is called after each numbered step of a write; tests stop there.
	step func(step)
}

// At names the warehouse folder and the archive folder of a workspace. It does
// not touch the disk.
func At(warehouseDir, archiveDir string) Dir {
	return Dir{path: warehouseDir, archive: archiveDir}
}

// Path is the warehouse folder.
func (d Dir) Path() string { return d.path }

func (d Dir) file(name string) string { return filepath.Join(d.path, name) }

const (
	currentName = "CURRENT"
	lockName    = "LOCK"
	ledgerName  = "ledger.jsonl"
	tempName    = "tmp"
	suffix      = ".duckdb"
	candidate   = "candidate-"
	hashInName  = 12 // hex digits of the ledger's hash in a snapshot's name
)

// A step is a point of a write at which a crash must be harmless.
type step int

const (
	stepLocked step = iota + 1
	stepRecovered
	stepCopied
	stepMigrated
	stepBegun
	stepCommitted
	stepWritten
	stepClosed
	stepArchived
	stepNamed
	stepRecorded
	stepPointed
	stepDone
	lastStep = stepDone

	stepRead step = -1 // a reader has read CURRENT and not yet opened what it names
)

// Steps is how many numbered steps a write has.
const Steps = int(lastStep)

// Watch gives the same folder, telling fn of each step of a write, 1 to Steps,
// once it is done. A process that ends there leaves the old snapshot in force
// or the new one.
func (d Dir) Watch(fn func(step int)) Dir {
	d.step = func(s step) {
		if s > 0 {
			fn(int(s))
		}
	}
	return d
}

func (d Dir) at(s step) {
	if d.step != nil {
		d.step(s)
	}
}

// lock makes the folder if necessary and takes the write lock.
func (d Dir) lock() (*lock.Lock, error) {
	if err := os.MkdirAll(d.path, 0o755); err != nil {
		return nil, wrap(d.path, err)
	}
	l, err := lockFile(d.file(lockName))
	if err != nil {
		return nil, err
	}
	d.at(stepLocked)
	return l, nil
}

// A snapshotFile is the name of a snapshot, taken apart.
type snapshotFile struct {
	name     string
	position int
	hash     string // the first digits of the ledger's hash
}

// newSnapshotName gives a name that was never used in this folder: the random
// tail keeps a snapshot that is made again apart from its pruned namesake,
// which a reader in this process may still have open.
func newSnapshotName(position int, hash string) string {
	return fmt.Sprintf("%06d-%.*s-%s%s", position, hashInName, hash, randomTail(), suffix)
}

func randomTail() string {
	var b [4]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

func parseSnapshotName(name string) (snapshotFile, bool) {
	parts := strings.Split(strings.TrimSuffix(name, suffix), "-")
	if !strings.HasSuffix(name, suffix) || len(parts) != 3 || len(parts[1]) != hashInName {
		return snapshotFile{}, false
	}
	n, err := strconv.Atoi(parts[0])
	if err != nil || n < 0 {
		return snapshotFile{}, false
	}
	return snapshotFile{name: name, position: n, hash: parts[1]}, true
}

// snapshots lists the complete snapshots in order of name.
func (d Dir) snapshots() ([]snapshotFile, error) {
	entries, err := os.ReadDir(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, wrap(d.path, err)
	}
	var list []snapshotFile
	for _, e := range entries {
		if s, ok := parseSnapshotName(e.Name()); ok {
			list = append(list, s)
		}
	}
	return list, nil
}

// find gives the newest complete snapshot of a ledger position, if one is kept.
func (d Dir) find(position int, hash string) (string, bool) {
	list, err := d.snapshots()
	if err != nil {
		return "", false
	}
	best, newest := "", int64(0)
	for _, s := range list {
		if s.position != position || !strings.HasPrefix(hash, s.hash) {
			continue
		}
		info, err := os.Stat(d.file(s.name))
		if err != nil {
			continue
		}
		if t := info.ModTime().UnixNano(); best == "" || t > newest {
			best, newest = s.name, t
		}
	}
	return best, best != ""
}
