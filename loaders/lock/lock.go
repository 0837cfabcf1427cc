// Package lock lets one process at a time write to a folder, and makes what it
// wrote there survive a power cut.
//
// In: a path. Out: a lock that dies with its process. It must not know what
// the lock guards.
package lock

import "fmt"

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
