package main

import (
	"errors"
	"strings"
	"testing"

	"tdkt/reports/schedule"
)

// A database without memory enough is the machine's fault, in the office's words
// and without the database's; any other error stays what it is.
func TestMemoryFault(t *testing.T) {
	long := errors.New("Out of Memory Error: could not allocate block\n* SET threads=1")
	for memory, want := range map[string]string{"150MB": "--memory 300MB", "400MB": "--memory 800MB"} {
		var fault *schedule.MachineError
		err := (&app{memory: memory}).memoryFault(long)
		if !errors.As(err, &fault) || !errors.Is(err, long) || !strings.Contains(fault.ForOffice(), want) || !strings.Contains(err.Error(), want) ||
			!strings.Contains(fault.ForOffice(), "bộ nhớ") || strings.Contains(err.Error()+fault.ForOffice(), "SET ") {
			t.Errorf("%s: %v", memory, err)
		}
	}
	other := errors.New("no such table")
	if err := (&app{memory: "150MB"}).memoryFault(other); err != other {
		t.Errorf("%v", err)
	}
}
