package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// On a terminal rows that do not fit go through a pager, which quits by itself
// where they do; --no-pager and a pager that is missing print them.
func TestPagerOnTerminal(t *testing.T) {
	if _, err := exec.LookPath("less"); err != nil {
		t.Skip("there is no less")
	}
	dir := filepath.Join(t.TempDir(), "ws")
	if err := copyMissing("../../fixtures/lo-ku-2022", dir); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("tdkt", "--workspace", dir, "load").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	env := []string{"TERM=xterm", "LESS=", "PAGER=", "TDKT_PAGER=", "TDKT_WORKSPACE=" + dir}
	const many = "select 'row ' || range as r from range(1, 201)"
	ended := func(s *screen) {
		t.Helper()
		if err := s.cmd.Wait(); err != nil {
			t.Error(err)
		}
	}

	s := start(t, env, "sql", many)
	s.expect("row 40")
	if s.shows("row 100") {
		t.Error("a second screen is shown before its key")
	}
	s.press("G")
	s.expect("row 200")
	s.press("q")
	ended(s)

	s = start(t, env, "sql", "select 'short' as r")
	s.expect("short")
	ended(s)

	s = start(t, env, "sql", "--no-pager", many)
	s.expect("row 200")
	ended(s)

	s = start(t, append(env, "TDKT_PAGER=no-such-pager"), "query", "--format", "csv", "plans")
	s.expect("lo-ku-2022,")
	ended(s)

	// A file is written, and nothing is shown.
	file := filepath.Join(t.TempDir(), "rows.csv")
	s = start(t, env, "sql", "--out", file, many)
	ended(s)
	if s.shows("row") {
		t.Error("the rows of a file are shown")
	}
}
