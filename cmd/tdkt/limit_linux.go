package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// headroom is what a statement may take beyond the database's memory limit:
// DuckDB's limit does not see every text and list, and the rows in Go.
const headroom = 768 << 20

// limitMemory bounds the address space of the process to what it has now, the
// database's limit and some headroom; DuckDB then fails with an error instead
// of taking the machine's memory. The returned function takes the bound away.
func limitMemory(database string) func() {
	reserve()
	limit, ok := parseBytes(database)
	statm, err := os.ReadFile("/proc/self/statm")
	if !ok || err != nil {
		return func() {}
	}
	first, _, _ := strings.Cut(string(statm), " ")
	pages, err := strconv.ParseUint(first, 10, 64)
	var old syscall.Rlimit
	if err != nil || syscall.Getrlimit(syscall.RLIMIT_AS, &old) != nil {
		return func() {}
	}
	bound := old
	bound.Cur = min(old.Max, pages*uint64(os.Getpagesize())+limit+headroom)
	if syscall.Setrlimit(syscall.RLIMIT_AS, &bound) != nil {
		return func() {}
	}
	return func() { _ = syscall.Setrlimit(syscall.RLIMIT_AS, &old) }
}

// reserve takes threads and heap for Go before the bound stands: when DuckDB has
// used up the rest, its error must still be told.
func reserve() {
	ballast := make([]byte, 64<<20)
	var ready, done sync.WaitGroup
	release := make(chan struct{})
	for range 8 {
		ready.Add(1)
		done.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			ready.Done()
			<-release
		})
	}
	ready.Wait()
	close(release)
	done.Wait()
	runtime.KeepAlive(ballast)
}

// parseBytes reads a memory limit as DuckDB writes it: 150MB, 1.5 GiB.
func parseBytes(text string) (uint64, bool) {
	text = strings.ToUpper(strings.TrimSpace(text))
	number := strings.TrimRight(text, "KMGTIB ")
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || n <= 0 {
		return 0, false
	}
	factor, ok := map[string]float64{"KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40}[strings.TrimSpace(text[len(number):])]
	return uint64(n * factor), ok
}
