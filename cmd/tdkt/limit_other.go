//go:build !linux

package main

// limitMemory does nothing where the address space of a process cannot be
// measured and bounded from inside: DuckDB's own limit stands alone.
func limitMemory(string) func() { return func() {} }
