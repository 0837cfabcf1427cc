package queries

import (
	"context"
	"database/sql"
)

// A Source is a file that the warehouse was loaded from.
type Source struct {
	FileID   int
	Name     string // relative to the workspace
	Kind     string // plan, org_units, actuals, ...
	LoadNo   int    // position in the ledger
	RowCount int    // rows of the warehouse that came from it
	Sha256   string
}

// Sources lists the files in the order of their loading.
func Sources(ctx context.Context, db *sql.DB) ([]Source, error) {
	return collect[Source](ctx, db, "sources", nil)
}
