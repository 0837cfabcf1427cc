// Package publish turns a document tree into a file that may be handed on: it
// prints the tree, opens the result again and checks it, and only then gives
// the file its name.
//
// In: a document.Document and a path. Out: a checked PDF. It must not know
// queries or what a report says.
package publish

import (
	"bytes"
	"fmt"

	"tdkt/loaders/lock"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

// A CheckError says that a printed file does not say what its tree says. No
// file is left behind.
type CheckError struct {
	Path string
	Err  error
}

func (e *CheckError) Error() string {
	return fmt.Sprintf("%s: the printed file does not pass its check: %v", e.Path, e.Err)
}
func (e *CheckError) Unwrap() error { return e.Err }

// A Result is a file that was made.
type Result struct {
	Path  string
	Pages int
	Bytes int
}

// PDF prints doc, checks the bytes against the tree and writes them to path,
// whole or not at all: a temporary file beside it is synced and renamed.
func PDF(path string, doc document.Document) (Result, error) {
	var buf bytes.Buffer
	printed, err := pdf.Write(&buf, doc, pdf.Options{})
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", path, err)
	}
	if err := readback.Verify(buf.Bytes(), doc, printed); err != nil {
		return Result{}, &CheckError{path, err}
	}
	if err := WriteFile(path, buf.Bytes()); err != nil {
		return Result{}, err
	}
	return Result{Path: path, Pages: printed.Pages, Bytes: buf.Len()}, nil
}

// WriteFile writes data under its name in one step. Folders are made as needed.
func WriteFile(path string, data []byte) error { return lock.WriteFile(path, data) }
