//go:build unix

package warehouse

import (
	"errors"
	"strings"
	"syscall"

	"tdkt/loaders/lock"
)

// This file holds what depends on the operating system beside package lock:
// the meaning of error numbers. (Removing a snapshot that a reader still has
// open is POSIX too: see Dir.Prune.)

// lockFile takes the lock or reports who has it. It never waits.
func lockFile(path string) (*lock.Lock, error) {
	l, err := lock.Take(path)
	var held *lock.HeldError
	if errors.As(err, &held) {
		return nil, &Error{Kind: ErrLocked, Place: path, Detail: held.Who() + " is writing to it",
			Hint: "wait until it has finished, then run the command again; the lock goes away with that process, the file LOCK need not be removed"}
	}
	return l, wrap(path, err)
}

func syncDir(path string) error { return lock.SyncDir(path) }

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		strings.Contains(err.Error(), "No space left on device")
}

func isReadOnly(err error) bool {
	return errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EROFS)
}
