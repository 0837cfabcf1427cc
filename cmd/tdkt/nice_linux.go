package main

import (
	"fmt"
	"os"
	"strconv"
	"syscall"
)

// stepAside lowers the priority of the whole process, so that reports and
// questions go first where processors are short; the disk follows. Linux keeps
// a priority for each thread, and a new thread takes that of its maker: all
// that are there are told, twice, because one may be made meanwhile.
func stepAside(nice int) error {
	if nice == 0 {
		return nil
	}
	for range 2 {
		threads, err := os.ReadDir("/proc/self/task")
		if err != nil {
			return fmt.Errorf("lowering the priority: %w", err)
		}
		for _, t := range threads {
			id, err := strconv.Atoi(t.Name())
			if err != nil {
				continue
			}
			if err := syscall.Setpriority(syscall.PRIO_PROCESS, id, nice); err != nil && err != syscall.ESRCH {
				return fmt.Errorf("lowering the priority: %w", err)
			}
		}
	}
	return nil
}
