package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"tdkt/loaders/kind"
)

// TestReadmeSession runs the README's blocks that begin with "$ tdkt" in a
// folder with a copy of the first example, and compares what they print; a line
// "..." stands for any lines.
func TestReadmeSession(t *testing.T) {
	readme := readReadme(t)
	dir := t.TempDir()
	if err := copyMissing("../../fixtures/phu-ninh-2022", dir+"/phu-ninh-2022"); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	ran := 0
	for _, block := range strings.Split(readme, "```")[1:] {
		for _, step := range strings.Split(block, "$ tdkt ")[1:] {
			command, want, _ := strings.Cut(step, "\n")
			var stdout, stderr bytes.Buffer
			code := run(context.Background(), strings.Fields(command), environment{
				stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr,
				getenv: usualPriority,
				now:    func() time.Time { return time.Date(2026, 11, 21, 8, 0, 0, 0, vietnam) },
			})
			if code != exitOK {
				t.Fatalf("tdkt %s: exit %d\n%s", command, code, stderr.String())
			}
			if !matches(want, stdout.String()) {
				t.Errorf("tdkt %s prints\n%s\nREADME has\n%s", command, stdout.String(), want)
			}
			ran++
		}
	}
	if ran < 4 {
		t.Errorf("only %d commands of the README were run", ran)
	}
}

// matches compares line by line; "..." takes any number of lines.
func matches(pattern, got string) bool {
	parts := strings.Split(strings.TrimSpace(pattern), "...")
	got = strings.TrimSpace(got)
	for i, part := range parts {
		part = strings.Trim(part, "\n")
		if part == "" {
			continue
		}
		at := strings.Index(got, part)
		if at < 0 || i == 0 && at != 0 {
			return false
		}
		got = strings.TrimLeft(got[at+len(part):], "\n")
	}
	return len(parts) > 1 && parts[len(parts)-1] == "" || got == ""
}

// TestReadmeNamesEveryCommand keeps the README complete: every command has help
// with an example, every flag a description, and every kind of data its columns.
func TestReadmeNamesEveryCommand(t *testing.T) {
	readme := readReadme(t)
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Name() == "help" || c.Name() == "completion" {
			return
		}
		if c.Short == "" || c.Long == "" || c.Example == "" {
			t.Errorf("%s has no short help, long help or example", c.CommandPath())
		}
		if c.Runnable() && !strings.Contains(readme, c.Name()) {
			t.Errorf("README does not name %s", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(&app{}))
	for _, k := range kind.All() {
		row := ""
		for line := range strings.Lines(readme) {
			if strings.HasPrefix(line, "| "+k.Name+" |") {
				row = line
			}
		}
		if row == "" {
			t.Errorf("README has no row for the kind %s", k.Name)
			continue
		}
		for _, c := range k.Columns {
			if !strings.Contains(row, c.Label) {
				t.Errorf("README's row for %s lacks the column %q", k.Name, c.Label)
			}
		}
	}
}

func readReadme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// usualPriority is an environment in which a load does not step aside: the
// priority of the process that runs the tests would not come back.
func usualPriority(name string) string {
	if name == "TDKT_NICE" {
		return "0"
	}
	return ""
}
