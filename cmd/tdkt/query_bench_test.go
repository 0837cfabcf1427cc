package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"tdkt/loaders/generate"
)

// program builds the program and loads an example, and gives the paths of both.
func program(tb testing.TB) (binary, dir string) {
	tb.Helper()
	binary, dir = filepath.Join(tb.TempDir(), "tdkt"), filepath.Join(tb.TempDir(), "ws")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	if err := copyMissing("../../fixtures/lo-ku-2022", dir); err != nil {
		tb.Fatal(err)
	}
	if out, err := exec.Command(binary, "--workspace", dir, "load").CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	return binary, dir
}

var questions = [][]string{
	{"query", "plans"},
	{"query", "coverage", "plan_id=lo-ku-2022", "data_from=2022-01-01", "data_to=2022-06-30", "known_at=2022-07-12"},
	{"sql", "select unit_name, value from latest_values where indicator_code = 'dien_tich_gieo_trong' order by all"},
	{"sql", "select 1"},
}

// BenchmarkProcess runs one question from start to exit.
func BenchmarkProcess(b *testing.B) {
	binary, dir := program(b)
	for _, q := range questions {
		b.Run(q[0]+" "+q[1][:min(len(q[1]), 8)], func(b *testing.B) {
			for b.Loop() {
				if out, err := exec.Command(binary, append([]string{"--workspace", dir}, q...)...).CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
			}
		})
	}
}

// Eight processes ask while the program loads a million rows, twice: first as
// people do, who read an answer for a second before the next question, then
// without a pause. No question fails. Each is measured beside a machine that
// loads nothing, in the same run: at people's pace the slow ones come within 200
// ms, or the load doubles at most what they take without it.
func TestQueriesWhileLoading(t *testing.T) {
	if os.Getenv("TDKT_LONG") == "" {
		t.Skip("set TDKT_LONG=1; it loads two million rows")
	}
	binary, dir := program(t)
	add(t, filepath.Join(dir, "tdkt.yaml"), []byte("on_error: row\n"))
	add(t, filepath.Join(dir, "plans", "sinh.yaml"), []byte(generate.Plan()))
	add(t, filepath.Join(dir, "data", "don-vi-sinh.csv"), []byte(generate.List()))
	if out, err := exec.Command(binary, "--workspace", dir, "load").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	asker := asking{binary: binary, dir: dir}
	for seed, pause := range []time.Duration{time.Second, 0} {
		file := filepath.Join(t.TempDir(), "gia-tri.csv")
		var rows bytes.Buffer
		if _, err := generate.Values(&rows, 1_000_000, uint64(seed+1)); err != nil {
			t.Fatal(err)
		}
		add(t, file, rows.Bytes())
		idle, stop := context.WithTimeout(t.Context(), 10*time.Second)
		alone := asker.ask(idle, t, fmt.Sprintf("nothing is loaded, pause %v", pause), pause)
		stop()
		load := exec.Command(binary, "--workspace", dir, "load", file)
		var said bytes.Buffer
		load.Stderr = &said
		if err := load.Start(); err != nil {
			t.Fatal(err)
		}
		// Without a pause a load gets next to nothing; what is asked is told after a
		// while.
		loading, done := context.WithTimeout(t.Context(), time.Minute)
		ended := make(chan error, 1)
		begun := time.Now()
		go func() {
			ended <- load.Wait()
			t.Logf("the load took %v", time.Since(begun).Round(time.Second))
			done()
		}()
		beside := asker.ask(loading, t, fmt.Sprintf("a million rows are loaded, pause %v", pause), pause)
		if err := <-ended; err != nil {
			t.Errorf("load: %v\n%s", err, said.String())
		}
		if pause > 0 && beside > max(200*time.Millisecond, 2*alone) {
			t.Errorf("p95 is %v while a million rows are loaded, %v without", beside, alone)
		}
	}
}

// asking is eight processes, one after the other each.
type asking struct{ binary, dir string }

// ask goes on until the context ends, and gives the time within which 95 of 100
// questions were answered.
func (a asking) ask(ctx context.Context, t *testing.T, what string, pause time.Duration) (p95 time.Duration) {
	var mu sync.Mutex
	var took []time.Duration
	var cpu time.Duration
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			time.Sleep(pause * time.Duration(i) / 8)
			for n := i; ctx.Err() == nil; n++ {
				q := questions[n%len(questions)]
				cmd := exec.Command(a.binary, append([]string{"--workspace", a.dir}, q...)...)
				start := time.Now()
				out, err := cmd.CombinedOutput()
				mu.Lock()
				took = append(took, time.Since(start))
				if cmd.ProcessState != nil {
					cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				}
				mu.Unlock()
				if err != nil {
					t.Errorf("%v: %v\n%s", q, err, out)
					return
				}
				time.Sleep(pause)
			}
		})
	}
	all.Wait()
	slices.Sort(took)
	if len(took) < 20 {
		t.Fatalf("%s: only %d questions were asked", what, len(took))
	}
	p95 = took[len(took)*95/100]
	t.Logf("%s: %d questions, median %v, p95 %v, longest %v, processor time of one %v", what, len(took),
		took[len(took)/2].Round(time.Millisecond), p95.Round(time.Millisecond),
		took[len(took)-1].Round(time.Millisecond), (cpu / time.Duration(len(took))).Round(time.Millisecond))
	return p95
}

// add writes a file, or adds to it.
func add(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
