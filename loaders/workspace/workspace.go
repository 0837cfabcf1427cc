// Package workspace is the folder that an office works in: its settings
// (tdkt.yaml) and where everything else lies.
//
// In: a folder. Out: checked settings and paths; with Init a new folder with
// examples. It must not know what plans and data files mean, the clock or the
// environment.
//
//	tdkt.yaml    settings of the office and its reports
//	plans/       plans as YAML
//	data/        what units report, as CSV, XLSX or Parquet
//	texts/       the office's own words for a report; may be missing
//	queries/     the office's own queries as SQL files; may be missing
//	archive/     every loaded file, by its SHA-256; made by the first load
//	warehouse/   snapshots; made by the first load, can be made again from archive/
//	reports/     what was printed
//	returns/     rows that were refused, for their senders to correct
//	templates/   forms for the units to fill in
//	schedule/    the ledger of scheduled reports; made by the first one
//	outbox/      scheduled reports for the officer who drafts; see tdkt.yaml
package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"tdkt/loaders/problem"
)

// File is the name of the settings file, which makes a folder a workspace.
const File = "tdkt.yaml"

// A Workspace is one folder with its settings.
type Workspace struct {
	Dir    string // as given to Open
	Config Config
}

// Plans is the folder of plan files.
func (w *Workspace) Plans() string { return filepath.Join(w.Dir, "plans") }

// Data is the folder of data files.
func (w *Workspace) Data() string { return filepath.Join(w.Dir, "data") }

// Archive is the folder of the loaded sources.
func (w *Workspace) Archive() string { return filepath.Join(w.Dir, "archive") }

// Warehouse is the folder of the snapshots.
func (w *Workspace) Warehouse() string { return filepath.Join(w.Dir, "warehouse") }

// Reports is the folder of printed reports.
func (w *Workspace) Reports() string { return filepath.Join(w.Dir, "reports") }

// Returns is the folder of sheets with refused rows.
func (w *Workspace) Returns() string { return filepath.Join(w.Dir, "returns") }

// Templates is the folder of forms for the units.
func (w *Workspace) Templates() string { return filepath.Join(w.Dir, "templates") }

// Schedule is the folder of the scheduler's ledger.
func (w *Workspace) Schedule() string { return filepath.Join(w.Dir, "schedule") }

// Path gives a path of tdkt.yaml, which is relative to the workspace unless it
// is absolute; "" stays "".
func (w *Workspace) Path(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(w.Dir, filepath.FromSlash(path))
}

// Queries is the folder of the office's own queries.
func (w *Workspace) Queries() string { return filepath.Join(w.Dir, "queries") }

// A MissingError says that Dir is no workspace.
type MissingError struct {
	Dir string
	Err error // fs.ErrNotExist, wrapped
}

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s is no workspace: it has no %s", e.Dir, File)
}

func (e *MissingError) Unwrap() error { return e.Err }

// Hint returns the remedy.
func (e *MissingError) Hint() string {
	return "name a workspace with --workspace, or make one with: tdkt init DIR"
}

// A ConfigError says that tdkt.yaml has errors.
type ConfigError struct {
	Problems problem.List // errors, in the order of the file
}

func (e *ConfigError) Error() string {
	first := e.Problems[0].Error()
	if more := len(e.Problems) - 1; more > 0 {
		return fmt.Sprintf("%s (and %d more)", first, more)
	}
	return first
}

// Hint returns the remedy of the first problem.
func (e *ConfigError) Hint() string { return e.Problems[0].Hint }

// Open reads the settings of the workspace in dir. The error is a
// *MissingError when there is none, a *ConfigError when tdkt.yaml has errors.
// The folders need not exist yet.
func Open(dir string) (*Workspace, error) {
	path := filepath.Join(dir, File)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil, &MissingError{Dir: dir, Err: err}
	}
	if err != nil {
		return nil, err
	}
	config, problems := ReadConfig(path, data)
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, &ConfigError{Problems: errs}
	}
	return &Workspace{Dir: dir, Config: config}, nil
}
