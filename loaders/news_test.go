package loaders

import (
	"bytes"
	"os"
	"testing"

	"tdkt/loaders/generate"
	"tdkt/loaders/warehouse"
)

// A second file of as many rows corrects nearly every value of the first, and
// then comes once more in other bytes; a third has the same keys again. The
// database has the memory of a load of that size: what is compared must be
// streamed, or go to the disk.
func TestCorrectedRowsOverAsManyOthers(t *testing.T) {
	rows, memory := 100_000, "60MB"
	if os.Getenv("TDKT_LONG") != "" {
		rows, memory = 1_000_000, "400MB"
	}
	j := jobAt(t.TempDir())
	put(t, j.root, "plans/sinh.yaml", generate.Plan())
	put(t, j.root, "data/don-vi.csv", generate.List())
	j.rows = true
	mustLoad(t, j)
	j.options = warehouse.Options{MemoryLimit: memory, Threads: 2}
	texts := map[uint64][]byte{}
	wrong := map[uint64]int{}
	load := func(seed uint64, name, more string) Report {
		t.Helper()
		if texts[seed] == nil {
			var b bytes.Buffer
			var err error
			if wrong[seed], err = generate.Values(&b, rows, seed); err != nil {
				t.Fatal(err)
			}
			texts[seed] = b.Bytes()
		}
		put(t, j.root, name, string(texts[seed])+more)
		return mustLoad(t, j, j.root+"/"+name)
	}
	first := load(1, "a.csv", "").Totals
	if first.New != rows-wrong[1] || first.Corrections != 0 {
		t.Errorf("first: %+v", first)
	}
	second := load(2, "b.csv", "").Totals
	// Rows that are wrong in one file and right in the other are new.
	if second.New+second.Corrections+second.Identical != rows-wrong[2] || second.Corrections < rows*9/10 || second.New == 0 {
		t.Errorf("second: %+v", second)
	}
	again := load(2, "c.csv", "\n").Totals
	if again.Identical != rows-wrong[2] || again.New+again.Corrections != 0 {
		t.Errorf("again: %+v", again)
	}
	third := load(3, "d.csv", "").Totals
	if third.New+third.Corrections+third.Identical != rows-wrong[3] || third.Corrections < rows*9/10 {
		t.Errorf("third: %+v", third)
	}
}
