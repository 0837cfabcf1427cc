package queries

import (
	"context"
	"database/sql"
	"time"
)

// An ActivityCount says how often something was done in a window.
type ActivityCount struct {
	ActivityKind string
	Level        string // of the units that did it; "*" for all
	Units        int    // that did it at least once
	Entries      int    // rows of the register
	Quantity     int    // sum, in the kind's own counting word
	FirstOn      time.Time
	LastOn       time.Time
}

// Activities has one row for each kind of activity and level of unit, and one
// with level * for each kind.
func Activities(ctx context.Context, db *sql.DB, w Window) ([]ActivityCount, error) {
	return collect[ActivityCount](ctx, db, "activities", w)
}
