package main

import (
	"fmt"
	"os"
	"strconv"
	"syscall"
	"unsafe"
)

// schedIdle is SCHED_IDLE of <linux/sched.h>. A thread of that class makes way
// the moment another one wakes up; one that is only nice keeps the processor to
// the end of its slice, a few milliseconds, and a question waits hundreds of
// times.
const schedIdle = 5

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
			if nice == lastNice {
				// Where a sandbox forbids it, nice has to do.
				var priority int32
				_, _, _ = syscall.Syscall(syscall.SYS_SCHED_SETSCHEDULER, uintptr(id), schedIdle, uintptr(unsafe.Pointer(&priority)))
			}
		}
	}
	return nil
}
