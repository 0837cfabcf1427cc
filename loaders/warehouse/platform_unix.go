//go:build unix

package warehouse

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// This file holds all that depends on the operating system: the lock, syncing
// a folder, and the meaning of error numbers. (Removing a snapshot that a
// reader still has open is POSIX too: see Dir.Prune.)

// A fileLock is held by one process at a time and dies with it.
type fileLock struct{ f *os.File }

// lockFile takes the lock or reports who has it. It never waits.
func lockFile(path string) (*fileLock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, wrap(path, err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		holder := make([]byte, 64)
		n, _ := f.ReadAt(holder, 0)
		f.Close()
		who := strings.TrimSpace(string(holder[:n]))
		if who == "" {
			who = "another process"
		} else {
			who = "process " + who
		}
		return nil, &Error{Kind: ErrLocked, Place: path, Detail: who + " is writing to it",
			Hint: "wait until it has finished, then run the command again; the lock goes away with that process, the file LOCK need not be removed"}
	}
	if err != nil {
		f.Close()
		return nil, wrap(path, fmt.Errorf("flock: %w", err))
	}
	// The number is for people only; the lock is the kernel's.
	if err := f.Truncate(0); err == nil {
		fmt.Fprintf(f, "%d\n", os.Getpid())
	}
	return &fileLock{f}, nil
}

func (l *fileLock) unlock() { l.f.Close() }

// syncDir makes renames and new names in a folder survive a power cut.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		strings.Contains(err.Error(), "No space left on device")
}

func isReadOnly(err error) bool {
	return errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EROFS)
}
