package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// Threads that are there step aside, and those that they make. The tests of
// this process run on with the lower priority.
func TestStepAside(t *testing.T) {
	if err := stepAside(1); err != nil {
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
		// The name, in parentheses, may hold spaces; nice is the 19th field.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if fields[16] == "0" {
			t.Errorf("%s has the usual priority", file)
		}
	}
	close(release)
	done.Wait()
}
