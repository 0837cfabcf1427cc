package queries

import (
	"context"
	"database/sql"
	"time"
)

// A TracedUnit names a unit's value of an indicator as known on a day.
type TracedUnit struct {
	PlanID        string
	IndicatorCode string
	UnitCode      string
	DataTo        time.Time
	KnownAt       time.Time
}

// TraceUnit lists the reported rows behind a unit's value and that of last year.
func TraceUnit(ctx context.Context, db *sql.DB, q TracedUnit) ([]TracedRow, error) {
	return collect[TracedRow](ctx, db, "trace_unit", q)
}
