//go:build unix

package lock

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// A Lock is held by one process at a time and dies with it.
type Lock struct{ f *os.File }

// Take takes the lock file, which it makes if necessary, or reports who has it
// as a *HeldError. It never waits.
func Take(path string) (*Lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		holder := make([]byte, 64)
		n, _ := f.ReadAt(holder, 0)
		f.Close()
		return nil, &HeldError{Path: path, Holder: strings.TrimSpace(string(holder[:n]))}
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("flock: %w", err)
	}
	// The number is for people only; the lock is the kernel's.
	if err := f.Truncate(0); err == nil {
		fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	return &Lock{f}, nil
}

// Release gives the lock back. The file stays.
func (l *Lock) Release() { l.f.Close() }

// SyncDir makes renames and new names in a folder survive a power cut.
func SyncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
