package queries

import (
	"context"
	"database/sql"
	"time"
)

// An Authority lets a level decide an honour for a stretch of time.
type Authority struct {
	HonourCode string
	Level      string // of loaders/emulation; ministries stand at the central level
	ValidFrom  time.Time
	ValidTo    time.Time // zero: still in force
	Article    string
	Grade      string // A, B; U: who decides is not known
	Proviso    string // what the ledger cannot tell of the one who decides; "" for nothing
}

// Authorities lists who may decide what.
func Authorities(ctx context.Context, db *sql.DB, d OnDate) ([]Authority, error) {
	return collect[Authority](ctx, db, "authorities", d)
}
