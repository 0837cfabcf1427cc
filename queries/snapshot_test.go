package queries

import (
	"context"
	"path/filepath"
	"testing"

	"tdkt/loaders/warehouse"
)

// TestReadOnlySnapshot runs every query on a real snapshot: read-only, locked,
// with the definitions made anew on each connection.
func TestReadOnlySnapshot(t *testing.T) {
	ctx := context.Background()
	dir := warehouse.At(filepath.Join(t.TempDir(), "warehouse"), filepath.Join(t.TempDir(), "archive"))
	options := warehouse.Options{Threads: 2}
	if err := dir.Init(ctx, options); err != nil {
		t.Fatal(err)
	}
	snapshot, err := dir.Open(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	for _, b := range benchmarks {
		if _, err := Run(ctx, snapshot.DB, b.query, b.params); err != nil {
			t.Errorf("%s: %v", b.query, err)
		}
	}
}
