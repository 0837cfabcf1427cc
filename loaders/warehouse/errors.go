package warehouse

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// The kinds of failure that a caller may want to tell apart with errors.Is.
var (
	ErrNoWarehouse   = errors.New("no warehouse yet")
	ErrLocked        = errors.New("the warehouse is in use")
	ErrDamaged       = errors.New("the warehouse is damaged")
	ErrPruned        = errors.New("the snapshot was pruned")
	ErrDiskFull      = errors.New("the disk is full")
	ErrUnreadable    = errors.New("the warehouse cannot be read")
	ErrReadOnly      = errors.New("the folder cannot be written")
	ErrNewerSchema   = errors.New("the warehouse was made by a newer program")
	ErrOlderSchema   = errors.New("the warehouse was made by an older program")
	ErrSourceChanged = errors.New("a source changed while it was being loaded")
	ErrOtherSettings = errors.New("the snapshot is already open with other settings")
)

// An Error is a failure with its place and its remedy.
type Error struct {
	Kind   error  // one of the Err... values above
	Place  string // the file or folder
	Detail string // what was found there; may be empty
	Hint   string // what to do about it
	Cause  error  // what the system or DuckDB said; may be nil
}

// Error gives kind, place, detail and cause in one line; the hint stays apart.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Place != "" {
		b.WriteString(e.Place + ": ")
	}
	b.WriteString(e.Kind.Error())
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	return b.String()
}

// Unwrap lets errors.Is find the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

const (
	hintRebuild  = "run tdkt rebuild: it makes the same warehouse again from the archive"
	hintDiskFull = "free some space and run the command again; the old snapshot is still in force"
)

// wrap gives an error of the file system or of DuckDB its kind, where it has
// one, and otherwise its place. An *Error passes unchanged.
func wrap(place string, err error) error {
	var e *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return err
	case isDiskFull(err):
		return &Error{Kind: ErrDiskFull, Place: place, Hint: hintDiskFull, Cause: err}
	case isReadOnly(err):
		return readOnly(place, err)
	}
	return fmt.Errorf("%s: %w", place, err)
}

func readOnly(place string, err error) error {
	return &Error{Kind: ErrReadOnly, Place: place, Cause: err,
		Hint: "give this user write access to the folder, or copy the workspace to a place where it has it"}
}

// wrapRead is wrap for what is only read: a refusal is not about writing.
func wrapRead(place string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return unreadable(place)
	}
	return wrap(place, err)
}

func unreadable(place string) error {
	return &Error{Kind: ErrUnreadable, Place: place, Detail: "permission denied",
		Hint: "give this user read access to the folders warehouse/ and archive/ and to the files in them"}
}

// deniedByDuckDB tells whether DuckDB's text says that the system refused a file.
func deniedByDuckDB(err error) bool { return strings.Contains(err.Error(), "Permission denied") }

// writeError looks for a full disk in what a caller's function came back with.
func writeError(place string, err error) error {
	if isDiskFull(err) {
		return wrap(place, err)
	}
	return err
}

// Explain gives a query's error its kind and place where the snapshot's file is
// the reason. Other errors pass unchanged: DuckDB's text has the line and a
// caret.
func (s *Snapshot) Explain(err error) error {
	switch {
	case err == nil:
		return nil
	case strings.Contains(err.Error(), "Corrupt database file"):
		return &Error{Kind: ErrDamaged, Place: s.Name, Hint: hintRebuild, Cause: err}
	}
	return writeError(s.Name, err)
}

// openError explains why DuckDB refused to open a snapshot.
func openError(place string, err error) error {
	msg := err.Error()
	switch {
	case strings.Contains(msg, "Could not set lock"):
		return &Error{Kind: ErrLocked, Place: place, Cause: err,
			Hint: "another program has the file open for writing; close it there"}
	case deniedByDuckDB(err):
		return unreadable(place)
	case strings.Contains(msg, "different configuration"):
		return &Error{Kind: ErrOtherSettings, Place: place, Cause: err,
			Hint: "close the first one, or open both with the same settings"}
	case strings.Contains(msg, "but we can only read version"),
		strings.Contains(msg, "newer version of DuckDB"):
		return &Error{Kind: ErrNewerSchema, Place: place, Cause: err,
			Hint: "update tdkt, or run tdkt rebuild with this one"}
	}
	if strings.Contains(msg, "could not set invalid or local option") {
		_, setting, _ := strings.Cut(msg, "config: ")
		return fmt.Errorf("%s: DuckDB does not take the setting %s: %w", place, setting, err)
	}
	return wrapDamaged(place, err)
}

func wrapDamaged(place string, err error) error {
	w := wrap(place, err)
	var e *Error
	if errors.As(w, &e) {
		return w
	}
	return &Error{Kind: ErrDamaged, Place: place, Hint: hintRebuild, Cause: err}
}
