package loaders

import (
	"context"
	"errors"
	"strings"
	"testing"

	"tdkt/loaders/warehouse"
)

var errGivenUp = errors.New("given up")

func loadRequest(j job) warehouse.LoadRequest {
	return warehouse.LoadRequest{Options: j.options, Now: later, Command: "load numbers=vi"}
}

// copyTo writes a query's rows as Parquet with the database of a load.
func copyTo(query, path string) func(context.Context, *warehouse.Build) error {
	return func(ctx context.Context, b *warehouse.Build) error {
		_, err := b.DB.ExecContext(ctx, "copy ("+query+") to '"+strings.ReplaceAll(path, "'", "''")+"' (format parquet)")
		return errors.Join(err, errGivenUp)
	}
}

// writeParquet writes what a query gives, in a load that is given up.
func writeParquet(t *testing.T, path, query string) {
	t.Helper()
	other := site(t)
	_, err := other.dir.Load(context.Background(), loadRequest(other), copyTo(query, path))
	if !errors.Is(err, errGivenUp) {
		t.Fatal(err)
	}
}
