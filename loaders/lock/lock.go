// Package lock lets one process at a time write to a folder, and makes what it
// wrote there whole and fit to survive a power cut.
//
// In: a path, bytes. Out: a lock that dies with its process, files. It must not
// know what the lock guards or the files say.
package lock

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A HeldError says that another process has the lock.
type HeldError struct {
	Path   string
	Holder string // number of the process, for people only; "" when not known
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("%s: %s is writing to it", e.Path, e.Who())
}

// Who is "process 123" or "another process".
func (e *HeldError) Who() string {
	if e.Holder == "" {
		return "another process"
	}
	return "process " + e.Holder
}

// WriteFile writes data under its name in one step, whole or not at all.
// Folders are made as needed.
func WriteFile(path string, data []byte) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			if rerr := os.Remove(f.Name()); rerr != nil && !errors.Is(rerr, fs.ErrNotExist) {
				err = errors.Join(err, rerr)
			}
		}
	}()
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
