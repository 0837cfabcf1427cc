package schedule

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tdkt/loaders/lock"
)

// A State is what a line of the ledger says happened.
type State string

// The states of a run and of its deliveries.
const (
	Planned     State = "planned"     // the run was found to be due; with Again: it was asked for once more
	Missed      State = "missed"      // its time had gone by while no scheduler ran; it is made all the same
	Waiting     State = "waiting"     // units' reports are missing; with Recipient: the settings must be mended first
	Started     State = "started"     // the report is being made
	Made        State = "made"        // the file is there
	Checked     State = "checked"     // the file on the disk is the one that was made
	Approved    State = "approved"    // a person released the file with this hash
	Sending     State = "sending"     // the next step may make a message arrive
	Delivered   State = "delivered"   // to one recipient
	Failed      State = "failed"      // the report, or with Recipient its delivery
	Interrupted State = "interrupted" // a crash or a stop was found
)

// A Line is one line of the ledger.
type Line struct {
	No        int        `json:"no"` // from 1
	At        time.Time  `json:"at"`
	Run       string     `json:"run"`
	State     State      `json:"state"`
	Plan      string     `json:"plan,omitempty"`  // with Planned
	Phase     int        `json:"phase,omitempty"` // dito
	Final     bool       `json:"final,omitempty"` // dito
	Entry     string     `json:"entry,omitempty"` // dito
	Planned   *time.Time `json:"planned,omitempty"`
	Until     *time.Time `json:"until,omitempty"`
	Again     bool       `json:"again,omitempty"`
	Slot      *time.Time `json:"slot,omitempty"` // with Started
	File      string     `json:"file,omitempty"` // with Made; relative to the workspace's reports
	SHA256    string     `json:"sha256,omitempty"`
	Title     string     `json:"title,omitempty"`
	Draft     string     `json:"draft,omitempty"`     // why it is a draft
	Twins     []Twin     `json:"twins,omitempty"`     // with Made: the same report in other formats
	Recipient string     `json:"recipient,omitempty"` // name
	To        string     `json:"to,omitempty"`        // place: "mail:a@b.vn", "folder:/x"
	MessageID string     `json:"message_id,omitempty"`
	Part      int        `json:"part,omitempty"` // of Parts messages
	Parts     int        `json:"parts,omitempty"`
	By        string     `json:"by,omitempty"`
	Note      string     `json:"note,omitempty"`
	Permanent bool       `json:"permanent,omitempty"` // trying again does not help
	Uncertain bool       `json:"uncertain,omitempty"` // có thể đã gửi
	Previous  string     `json:"previous"`            // SHA-256 of the line before; "" in the first
}

// A Twin is the same report in another format, beside the PDF.
type Twin struct {
	File      string `json:"file"`
	MediaType string `json:"media_type"`
	SHA256    string `json:"sha256"`
}

const (
	ledgerName = "ledger.jsonl"
	lockName   = "LOCK"
)

// A DamagedError says that the ledger is not what was written.
type DamagedError struct {
	Path string
	Line int
	Err  error
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s:%d: the ledger is damaged: %v", e.Path, e.Line, e.Err)
}

// Hint returns the remedy.
func (e *DamagedError) Hint() string {
	return "put the ledger back from a backup; it must not be edited, it is the proof of who approved and who got what"
}

// ReadLedger reads the lines of the ledger in dir. No ledger is no lines. A
// last line that was not written to its end, left by a crash, does not count.
func ReadLedger(dir string) ([]Line, error) {
	lines, _, _, err := readLedger(dir)
	return lines, err
}

func readLedger(dir string) (lines []Line, good int64, last string, err error) {
	path := filepath.Join(dir, ledgerName)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, "", nil
	}
	if err != nil {
		return nil, 0, "", err
	}
	for len(text) > 0 {
		raw, rest, complete := bytes.Cut(text, []byte("\n"))
		if !complete {
			break
		}
		var l Line
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.DisallowUnknownFields()
		err := dec.Decode(&l)
		switch {
		case err != nil:
		case l.No != len(lines)+1:
			err = fmt.Errorf("its number is %d", l.No)
		case l.Previous != last:
			err = errors.New("it does not follow the line before it")
		}
		if err != nil {
			return nil, 0, "", &DamagedError{path, len(lines) + 1, err}
		}
		lines = append(lines, l)
		sum := sha256.Sum256(raw)
		last = hex.EncodeToString(sum[:])
		good += int64(len(raw)) + 1
		text = rest
	}
	return lines, good, last, nil
}

// A ledger is open for writing by this process alone.
type ledger struct {
	lock *lock.Lock
	file *os.File
	last string // hash of the last line
	book Book
	now  func() time.Time
	step func(string) // tests stop there; nil otherwise
}

// openLedger takes the lock. The error is a *lock.HeldError where another
// scheduler has it.
func openLedger(dir string, now func() time.Time, step func(string)) (*ledger, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	l, err := lock.Take(filepath.Join(dir, lockName))
	if err != nil {
		return nil, err
	}
	g := &ledger{lock: l, now: now, step: step}
	if err := g.open(dir); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *ledger) open(dir string) error {
	lines, good, last, err := readLedger(dir)
	if err != nil {
		return err
	}
	if g.file, err = os.OpenFile(filepath.Join(dir, ledgerName), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644); err != nil {
		return err
	}
	// What a crash left behind the last whole line never happened.
	if err := g.file.Truncate(good); err != nil {
		return err
	}
	g.last, g.book = last, Digest(lines)
	return lock.SyncDir(dir)
}

func (g *ledger) close() {
	if g.file != nil {
		g.file.Close()
	}
	g.lock.Release()
}

// add writes a line and returns when it is on the disk.
func (g *ledger) add(l Line) error {
	g.at("before " + string(l.State))
	l.No, l.At, l.Previous = g.book.lines+1, g.now(), g.last
	raw, err := json.Marshal(l)
	if err != nil {
		return err
	}
	// A line that could not be written to its end must not stay, whole or half:
	// the next one would follow something that the book does not have.
	before, err := g.file.Seek(0, 2)
	if err != nil {
		return err
	}
	if _, err := g.file.Write(append(raw, '\n')); err != nil {
		return errors.Join(err, g.file.Truncate(before))
	}
	if err := g.file.Sync(); err != nil {
		return errors.Join(err, g.file.Truncate(before))
	}
	sum := sha256.Sum256(raw)
	g.last = hex.EncodeToString(sum[:])
	g.book.add(l)
	g.at("after " + string(l.State))
	return nil
}

func (g *ledger) at(name string) {
	if g.step != nil {
		g.step(name)
	}
}
