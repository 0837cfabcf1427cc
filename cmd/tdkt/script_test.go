package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tdkt/charts/echarts"
	"tdkt/charts/font"
)

// TestMain lets scripts call the program by its name; it is the same run, with
// a clock that stands on the day that TDKT_TEST_TODAY names. "lazy" is the
// program that says at its end whether it made the chart engine or a font ready.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"tdkt": func() { os.Exit(runScripted()) },
		"lazy": func() {
			code := runScripted()
			fmt.Fprintf(os.Stderr, "engine started: %t, fonts parsed: %d\n", echarts.Started(), font.Parsed())
			os.Exit(code)
		},
	})
}

func runScripted() int {
	// Tests wait for their loads.
	if os.Getenv("TDKT_NICE") == "" {
		os.Setenv("TDKT_NICE", "0")
	}
	now := time.Now
	if day := os.Getenv("TDKT_TEST_TODAY"); day != "" {
		t, err := time.ParseInLocation(time.DateOnly, day, vietnam)
		if err != nil {
			panic(err)
		}
		now = func() time.Time { return t }
	}
	return run(context.Background(), os.Args[1:], environment{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: now,
	})
}

func TestScripts(t *testing.T) {
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("FIXTURES", fixtures)
			env.Setenv("TDKT_TEST_TODAY", "2026-11-21")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"workspace": copyWorkspace, "exit": exitWith},
	})
}

// copyWorkspace makes a copy of a fixture workspace: workspace NAME DIR.
func copyWorkspace(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: workspace NAME DIR")
	}
	if err := copyMissing(filepath.Join(ts.Getenv("FIXTURES"), args[0]), ts.MkAbs(args[1])); err != nil {
		ts.Fatalf("%v", err)
	}
}

// exitWith runs the program and expects an exit code: exit 2 tdkt ...
func exitWith(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		_, status, ok := strings.Cut(err.Error(), "exit status ")
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = status
	}
	if code != args[0] {
		ts.Fatalf("exit status %s, want %s", code, args[0])
	}
}
