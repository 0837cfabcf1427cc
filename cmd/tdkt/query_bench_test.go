package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
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

// Eight processes ask while a million rows are loaded in four loads: none
// fails. The times are told; they depend on the machine.
func TestQueriesWhileLoading(t *testing.T) {
	if os.Getenv("TDKT_LONG") == "" {
		t.Skip("set TDKT_LONG=1; it loads a million rows")
	}
	binary, dir := program(t)
	ws, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	loading, done := context.WithCancel(t.Context())
	var mu sync.Mutex
	var took []time.Duration
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := i; loading.Err() == nil; n++ {
				start := time.Now()
				out, err := exec.Command(binary, append([]string{"--workspace", dir, "--threads", "1"}, questions[n%len(questions)]...)...).CombinedOutput()
				mu.Lock()
				took = append(took, time.Since(start))
				mu.Unlock()
				if err != nil {
					t.Errorf("%v: %v\n%s", questions[n%len(questions)], err, out)
					return
				}
			}
		})
	}
	for part := range 4 {
		request := warehouse.LoadRequest{Options: warehouse.Options{Threads: 1}, Now: time.Date(2023, 1, 1, part, 0, 0, 0, time.UTC), Command: "test"}
		_, err := warehouse.At(ws.Warehouse(), ws.Archive()).Load(t.Context(), request, func(ctx context.Context, b *warehouse.Build) error {
			return b.InTx(ctx, func(tx *sql.Tx) error {
				_, err := tx.ExecContext(ctx, fmt.Sprintf(`
					insert into actual
					select 'x' || i %% 50, 'u' || i %% 500, 'u' || i %% 500, date '2000-01-01' + (i // 25000)::integer, date '2000-01-31' + (i // 25000)::integer,
						'in_period', 'actual', 'level', 'unit', i %% 1000, null, 'exact', null, null, null, null, '1', null, null, date '2022-06-30',
						null, null, 1, 1, '', i
					from range(%d, %d) t(i)`, part*250_000, (part+1)*250_000))
				return err
			})
		})
		if err != nil {
			t.Errorf("load %d: %v", part+1, err)
		}
	}
	done()
	all.Wait()
	slices.Sort(took)
	if len(took) < 20 {
		t.Fatalf("only %d questions were asked", len(took))
	}
	t.Logf("%d questions while loading: median %v, p95 %v, longest %v", len(took), took[len(took)/2], took[len(took)*95/100], took[len(took)-1])
}
