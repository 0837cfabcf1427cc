package loaders

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tdkt/loaders/generate"
	"tdkt/loaders/warehouse"
)

// BenchmarkLoadMillion loads a million rows of 12 columns from CSV with every
// check and every refusal, and compares that with a bare COPY of the same file
// into a table of texts in a fresh database, closing included. TDKT_ROWS sets
// another number of rows: 4000000 is the larger test of the memory limit.
func BenchmarkLoadMillion(b *testing.B) {
	rows := 1_000_000
	if text := os.Getenv("TDKT_ROWS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			b.Fatal(err)
		}
		rows = n
	}
	folder := b.TempDir()
	path := filepath.Join(folder, "gia-tri.csv")
	wrong := generateFile(b, path, rows)
	var loaded, copied, loadedCPU, copiedCPU time.Duration
	steps := map[string]time.Duration{}
	for b.Loop() {
		b.StopTimer()
		root := b.TempDir()
		put(b, root, "plans/sinh.yaml", generate.Plan())
		put(b, root, "data/don-vi.csv", generate.List())
		j := jobAt(root)
		j.rows = true
		j.options = warehouse.Options{MemoryLimit: "400MB", Threads: 2}
		mustLoad(b, j)
		runtime.GC()
		begun, used := time.Now(), processTime(b)
		bareCopy(b, path)
		copied += time.Since(begun)
		copiedCPU += processTime(b) - used
		if os.Getenv("TDKT_CPU_STEPS") != "" {
			j.clock = func() time.Time { return time.Unix(0, 0).Add(processTime(b)) }
		}
		b.StartTimer()
		begun, used = time.Now(), processTime(b)
		report, err := j.load(context.Background(), []string{path}, "", later)
		loaded += time.Since(begun)
		loadedCPU += processTime(b) - used
		b.StopTimer()
		if err != nil {
			b.Fatal(err)
		}
		if report.Totals.Rows != rows || report.Totals.Refused != wrong || report.Totals.New != rows-wrong {
			b.Fatalf("%+v of %d rows, %d wrong", report.Totals, rows, wrong)
		}
		for _, t := range report.Timings {
			steps[t.Step] += t.Took
		}
		b.StartTimer()
	}
	n := time.Duration(b.N)
	for step, took := range steps {
		b.ReportMetric((took / n).Seconds(), step+"-s")
	}
	b.ReportMetric((copied / n).Seconds(), "copy-s")
	b.ReportMetric((copiedCPU / n).Seconds(), "copy-cpu-s")
	b.ReportMetric((loaded / n).Seconds(), "load-s")
	b.ReportMetric((loadedCPU / n).Seconds(), "load-cpu-s")
	b.ReportMetric(loaded.Seconds()/copied.Seconds(), "times-copy")
	b.ReportMetric(float64(peakMemory())/(1<<20), "peak-MiB")
}

func generateFile(b *testing.B, path string, rows int) (wrong int) {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if wrong, err = generate.Values(f, rows, 1); err != nil {
		b.Fatal(err)
	}
	return wrong
}

func put(b testing.TB, root, name, text string) {
	b.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}

// bareCopy is what DuckDB alone needs to read the file as text.
func bareCopy(b *testing.B, path string) {
	b.Helper()
	db, err := sql.Open("duckdb", filepath.Join(b.TempDir(), "copy.duckdb")+"?threads=2&memory_limit=400MB")
	if err != nil {
		b.Fatal(err)
	}
	var columns []string
	for i := range generate.Columns {
		columns = append(columns, fmt.Sprintf("c%d varchar", i))
	}
	for _, text := range []string{
		"create table t (" + strings.Join(columns, ", ") + ")",
		"copy t from '" + path + "' (format csv, delimiter ';', quote '\"', header)",
		"checkpoint",
	} {
		if _, err := db.Exec(text); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
}

// processTime is what the process has used of its processors so far, in all
// threads.
func processTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// peakMemory is the most memory that the process ever held, in bytes; 0 where
// the system does not tell.
func peakMemory() int64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n << 10
		}
	}
	return 0
}
