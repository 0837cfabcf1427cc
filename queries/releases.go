package queries

import (
	"context"
	"database/sql"
	"time"
)

// A Release lets a review go out in spite of an obstacle (semantics 6).
type Release struct {
	Obstacle   string    // coverage, difference
	ClosedOn   time.Time // chốt nhận báo cáo of the report that was released
	Reason     string
	ReleasedBy string // person
	ReleasedOn time.Time
}

// A ReviewName names a review of a plan on the day on which the receipt of
// reports was closed.
type ReviewName struct {
	PlanID  string
	Review  string // tong-ket, so-ket-1
	KnownAt time.Time
}

// Releases has one row for each obstacle that a named person has released.
func Releases(ctx context.Context, db *sql.DB, r ReviewName) ([]Release, error) {
	return collect[Release](ctx, db, "releases", r)
}
