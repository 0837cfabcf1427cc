package queries

import (
	"context"
	"database/sql"
	"time"
)

// An Activity is one entry of the register: a directive, a meeting, an inspection.
type Activity struct {
	ActivityKind string
	HeldOn       time.Time
	UnitCode     string
	ShortName    string // of the unit
	Level        string
	DocNo        string // "" for none
	Content      string
	Quantity     int
	ReportedOn   time.Time
}

// ActivityList lists the activities of a window by kind and date.
func ActivityList(ctx context.Context, db *sql.DB, w Window) ([]Activity, error) {
	return collect[Activity](ctx, db, "activity_list", w)
}
