package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// Threads that are there step aside, and those that they make. The priority
// does not come back, so a process of its own is asked.
func TestStepAside(t *testing.T) {
	level, child := os.LookupEnv("STEP_ASIDE")
	if !child {
		for _, level := range []string{"1", "19"} {
			cmd := exec.Command(os.Args[0], "-test.run=^TestStepAside$")
			cmd.Env = append(os.Environ(), "STEP_ASIDE="+level)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", level, err, out)
			}
		}
		return
	}
	nice, err := strconv.Atoi(level)
	if err != nil {
		t.Fatal(err)
	}
	if err := stepAside(nice); err != nil {
		t.Fatal(err)
	}
	var ready, done sync.WaitGroup
	release := make(chan struct{})
	for range 20 {
		ready.Add(1)
		done.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			ready.Done()
			<-release
		})
	}
	ready.Wait()
	stats, err := filepath.Glob("/proc/self/task/*/stat")
	if err != nil || len(stats) < 20 {
		t.Fatalf("%d threads, %v", len(stats), err)
	}
	for _, file := range stats {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		// The name, in parentheses, may hold spaces; nice is the 19th field, the
		// class of scheduling the 41st.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if fields[16] != level {
			t.Errorf("%s has the priority %s", file, fields[16])
		}
		if idle := fields[38] == strconv.Itoa(schedIdle); idle != (nice == lastNice) {
			t.Errorf("%s has the class %s", file, fields[38])
		}
	}
	close(release)
	done.Wait()
}
