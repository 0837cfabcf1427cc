package warehouse

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A child process of the tests loads one text and kills itself at a step, or is
// killed from outside.
const childVar = "WAREHOUSE_TEST_CHILD" // folder, archive, step, texts: tab-separated

func TestMain(m *testing.M) {
	if job := os.Getenv(childVar); job != "" {
		child(strings.Split(job, "\t"))
	}
	os.Exit(m.Run())
}

func child(job []string) {
	d := At(job[0], job[1])
	stop, _ := strconv.Atoi(job[2])
	d.step = func(s step) {
		if int(s) == stop {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}
	fmt.Println("ready")
	if _, err := tryLoad(d, job[3:]...); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func childCommand(d Dir, stop step, texts ...string) *exec.Cmd {
	job := append([]string{d.path, d.archive, strconv.Itoa(int(stop))}, texts...)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVar+"="+strings.Join(job, "\t"))
	cmd.Stderr = os.Stderr
	return cmd
}

const (
	oldContent = "1 file1.txt 1 cũ 2022-07-01 08:30:00"
	newContent = oldContent + " | 2 file1.txt 1 mới 2022-07-01 08:30:00 | 2 file2.txt 1 nữa 2022-07-01 08:30:00"
)

// checkAfterCrash requires the old or the new content, and the new one after
// the load is repeated.
func checkAfterCrash(t *testing.T, d Dir) (before string) {
	t.Helper()
	s := open(t, d)
	before = content(t, s)
	if before != oldContent && before != newContent {
		t.Errorf("after the crash: %q", before)
	}
	if s.Warning != "" {
		t.Errorf("after the crash: %s", s.Warning)
	}
	load(t, d, "mới", "nữa")
	after := open(t, d)
	if got := content(t, after); got != newContent {
		t.Errorf("after the repeated load: %q", got)
	}
	if entries, err := d.Ledger(); err != nil || len(entries) != 2 {
		t.Errorf("ledger has %d lines, want 2; %v", len(entries), err)
	}
	checkFolder(t, d)
	return before
}

// checkFolder finds leftovers: a load that went well leaves none.
func checkFolder(t *testing.T, d Dir) {
	t.Helper()
	for _, dir := range []string{d.path, d.file(tempName), d.archive} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			_, snapshot := parseSnapshotName(e.Name())
			switch n := e.Name(); {
			case dir == d.archive && len(n) == 64,
				dir == d.path && (snapshot || n == currentName || n == lockName || n == ledgerName || n == tempName):
			default:
				t.Errorf("left behind in %s: %s", dir, n)
			}
		}
	}
}

// The new snapshot is in force from the moment that CURRENT is replaced.
func TestKilledAtEveryStep(t *testing.T) {
	for s := stepLocked; s <= lastStep; s++ {
		t.Run(strconv.Itoa(int(s)), func(t *testing.T) {
			t.Parallel()
			d := testDir(t)
			load(t, d, "cũ")
			err := childCommand(d, s, "mới", "nữa").Run()
			if code, ok := err.(*exec.ExitError); !ok || code.ExitCode() != -1 {
				t.Fatalf("the child was to be killed at step %d, but: %v", s, err)
			}
			want := oldContent
			if s >= stepPointed {
				want = newContent
			}
			if got := checkAfterCrash(t, d); got != want {
				t.Errorf("in force after step %d: %q, want %q", s, got, want)
			}
		})
	}
}

// Killed while making the very first snapshot, there is none or a complete one.
func TestFirstLoadKilledAtEveryStep(t *testing.T) {
	for s := stepLocked; s <= lastStep; s++ {
		if s == stepRecovered {
			continue // nothing to recover
		}
		t.Run(strconv.Itoa(int(s)), func(t *testing.T) {
			t.Parallel()
			d := testDir(t)
			if err := childCommand(d, s, "cũ").Run(); err == nil {
				t.Fatal("the child was to be killed")
			}
			load(t, d, "cũ")
			if got := content(t, open(t, d)); got != oldContent {
				t.Errorf("after the repeated load: %q", got)
			}
			checkFolder(t, d)
		})
	}
}

func TestKilledAtRandom(t *testing.T) {
	n := 12
	if testing.Short() {
		n = 3
	}
	for i := range n {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			d := testDir(t)
			load(t, d, "cũ")
			cmd := childCommand(d, 0, "mới", "nữa")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			out.Read(make([]byte, 1)) // the load begins
			time.Sleep(rand.N(60 * time.Millisecond))
			cmd.Process.Kill()
			cmd.Wait()
			checkAfterCrash(t, d)
		})
	}
}
