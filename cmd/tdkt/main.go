// Command tdkt is a reporting engine for emulation movements (phong trào thi
// đua): it loads plans, registrations and results into a workspace's warehouse
// and prints the interim (sơ kết) and final (tổng kết) reports as PDF.
//
// In: flags, environment, the clock. Out: wiring and exit codes. It holds no
// SQL text, no drawing and no arithmetic.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // offices' machines may lack a time zone database

	"golang.org/x/term"
)

// version is set by the Makefile from git describe.
var version = "unversioned"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], environment{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, now: time.Now,
		terminal: term.IsTerminal(int(os.Stderr.Fd())),
		ends:     true,
	})
	stop()
	os.Exit(code)
}

// An environment is all that a run sees of the world outside its arguments.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	terminal       bool // stderr is a terminal that shows progress
	ends           bool // the process ends with the run
}
