package loaders

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/warehouse"
)

// A child process of the tests loads a workspace and kills itself at a step, or
// is killed from outside.
const childVar = "LOADERS_TEST_CHILD" // folder of the workspace, step: tab-separated

func TestMain(m *testing.M) {
	if task := os.Getenv(childVar); task != "" {
		root, step, _ := strings.Cut(task, "\t")
		os.Exit(child(root, step))
	}
	os.Exit(m.Run())
}

func child(root, step string) int {
	stop, err := strconv.Atoi(step)
	if err != nil {
		return 2
	}
	j := jobAt(root)
	j.rows = true
	j.dir = j.dir.Watch(func(step int) {
		if step == stop {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	})
	fmt.Println("ready")
	if _, err := j.load(context.Background(), nil, "", later); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// A killed load is tried on copies of one workspace: a snapshot is in force,
// and more files, some of their rows wrong, wait to be loaded.
type crash struct {
	root     string
	old, new map[string]string // the tables before and after the load
	sheets   []string          // that the load writes
	took     time.Duration     // of a load that nobody kills
}

func newCrash(t *testing.T) crash {
	t.Helper()
	j := rowSite(t)
	write(t, j, "data/quy-3.csv", mixed)
	write(t, j, "data/sua.csv", actualsHead+"thu_ngan_sach;100;01/01/2022;30/6/2022;có;thực hiện;86;15/8/2022;Số liệu minh họa\n")
	c := crash{root: j.root, old: dump(t, j)}
	whole := c.copy(t)
	cmd := begin(t, whole.root)
	begun := time.Now()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	c.took = time.Since(begun)
	c.new = dump(t, whole)
	c.sheets = sheets(t, whole)
	if len(c.sheets) == 0 || cmp.Equal(c.old, c.new) {
		t.Fatal("the load does nothing")
	}
	return c
}

func (c crash) copy(t *testing.T) job {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS(c.root)); err != nil {
		t.Fatal(err)
	}
	j := jobAt(root)
	j.rows = true
	return j
}

func childLoad(root string, step int) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVar+"="+root+"\t"+strconv.Itoa(step))
	return cmd
}

// begin starts a load and returns as soon as it runs.
func begin(t *testing.T, root string) *exec.Cmd {
	t.Helper()
	cmd := childLoad(root, 0)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	return cmd
}

func sheets(t *testing.T, j job) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(j.root, "returns", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i] = filepath.Base(list[i])
	}
	return list
}

// check requires the old or the new tables, whole, and the new ones with all
// return sheets once the load is repeated; nothing else may be left behind.
func (c crash) check(t *testing.T, j job) (before map[string]string) {
	t.Helper()
	before = dump(t, j)
	if !cmp.Equal(before, c.old) && !cmp.Equal(before, c.new) {
		t.Errorf("neither the old nor the new tables:\n%s", cmp.Diff(c.old, before))
	}
	mustLoad(t, j)
	if d := cmp.Diff(c.new, dump(t, j)); d != "" {
		t.Errorf("after the repeated load:\n%s", d)
	}
	if d := cmp.Diff(c.sheets, sheets(t, j)); d != "" {
		t.Errorf("return sheets: %s", d)
	}
	if entries, err := j.dir.Ledger(); err != nil || len(entries) != 2 {
		t.Errorf("%d lines in the ledger, %v", len(entries), err)
	}
	for _, name := range list(t, j) {
		if strings.HasSuffix(name, ".new") || strings.Contains(name, "candidate") || strings.Contains(name, ".wal") {
			t.Errorf("left behind: %s", name)
		}
	}
	return before
}

// From one step on the new snapshot is in force, and never before it.
func TestLoadKilledAtEveryStep(t *testing.T) {
	c := newCrash(t)
	passed := make([]bool, warehouse.Steps+1)
	t.Run("steps", func(t *testing.T) {
		for step := 1; step <= warehouse.Steps; step++ {
			t.Run(strconv.Itoa(step), func(t *testing.T) {
				t.Parallel()
				j := c.copy(t)
				err := childLoad(j.root, step).Run()
				var exit *exec.ExitError
				if !errors.As(err, &exit) || exit.ExitCode() != -1 {
					t.Fatalf("the load was to be killed, but: %v", err)
				}
				passed[step] = cmp.Equal(c.check(t, j), c.new)
			})
		}
	})
	for step := 2; step <= warehouse.Steps; step++ {
		if passed[step-1] && !passed[step] {
			t.Errorf("the new snapshot was in force after step %d and not after %d", step-1, step)
		}
	}
	if passed[1] || !passed[warehouse.Steps] {
		t.Errorf("the new snapshot was in force after the steps %v", passed)
	}
}

func TestLoadKilledAtRandom(t *testing.T) {
	n := 50
	switch {
	case os.Getenv("TDKT_LONG") != "":
		n = 400
	case testing.Short():
		n = 5
	}
	c := newCrash(t)
	var old atomic.Int32
	t.Run("kills", func(t *testing.T) {
		for i := range n {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				j := c.copy(t)
				cmd := begin(t, j.root)
				time.Sleep(rand.N(c.took))
				cmd.Process.Kill()
				cmd.Wait()
				if cmp.Equal(c.check(t, j), c.old) {
					old.Add(1)
				}
			})
		}
	})
	t.Logf("%d of %d kills left the old snapshot in force; a whole load takes %v", old.Load(), n, c.took)
}
