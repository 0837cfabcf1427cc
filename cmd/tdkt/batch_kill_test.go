package main

import (
	"bufio"
	"bytes"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestKilledBatch kills the program that makes every unit's scorecard at random
// moments. What stands under its name is whole each time; the next run makes only
// what is missing, and at the end the files are those of a run that nobody disturbed,
// with nothing else beside them.
func TestKilledBatch(t *testing.T) {
	a, d := loaded(t, "lo-ku-2022", 1, "2022-07-12")
	if err := d.snapshot.Close(); err != nil {
		t.Fatal(err)
	}
	undisturbed, folder := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	batch := func(out string) *exec.Cmd {
		return exec.Command("tdkt", "--workspace", a.workspace, "report", "scorecard", "--units", "all", "--phase", "1", "--as-of", "2022-07-12", "--out", out)
	}
	if out, err := batch(undisturbed).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := filesOf(t, undisturbed)
	if len(want) != 19 {
		t.Fatalf("%d scorecards", len(want))
	}
	kills := 5
	if os.Getenv("TDKT_LONG") != "" {
		kills = 60
	}
	random := rand.New(rand.NewPCG(1, 2))
	known := map[string]bool{}
	left := 0
	for k := range kills {
		cmd := batch(folder)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// After some files, in the middle of the next ones.
		lines := bufio.NewScanner(out)
		for range random.IntN(7) {
			if lines.Scan() {
				known[filepath.Base(strings.Fields(lines.Text())[0])] = true
			}
		}
		time.Sleep(time.Duration(random.IntN(150)) * time.Millisecond)
		_ = cmd.Process.Kill() // it may have ended
		rest, _ := io.ReadAll(out)
		_ = cmd.Wait()
		for _, l := range strings.Split(strings.TrimSpace(string(rest)), "\n") {
			if f := strings.Fields(l); len(f) > 1 && strings.HasSuffix(l, "pages") {
				known[filepath.Base(f[0])] = true
			}
		}
		now := filesOf(t, folder)
		for name, data := range now {
			switch {
			case strings.HasPrefix(name, "."):
				left++
			case !bytes.Equal(data, want[name]):
				t.Errorf("kill %d: %s has %d bytes, undisturbed %d", k+1, name, len(data), len(want[name]))
			}
		}
		for name := range known {
			if now[name] == nil {
				t.Errorf("kill %d: %s was told and is not there", k+1, name)
			}
		}
	}
	// What a killed run leaves under a name of its own goes with the next one.
	some := slices.Sorted(maps.Keys(want))[3]
	half := filepath.Join(folder, "."+some+".4711")
	if err := os.WriteFile(half, []byte("%PDF-1.4"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout bytes.Buffer
	cmd := batch(folder)
	cmd.Stdout = &stdout
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	got := filesOf(t, folder)
	for name, data := range want {
		if !bytes.Equal(got[name], data) {
			t.Errorf("%s is not that of an undisturbed run", name)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("%s is left", name)
	}
	// A file whose line in the journal was not written any more is made once more.
	if made, missing := strings.Count(stdout.String(), "\n"), len(want)-len(known); made < missing-kills || made > missing+2*kills {
		t.Errorf("the last run made %d files, %d were not told before it", made, missing)
	}
	t.Logf("%d kills left %d of %d files and %d halves", kills, len(known), len(want), left)
}

// filesOf are the files of a folder by name, but for the journal.
func filesOf(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	entries, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == journalName {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = data
	}
	return out
}
