package queries

import (
	"context"
	"database/sql"
	"time"
)

// A TracedList picks rows of a ledger or register; what is empty does not matter.
type TracedList struct {
	PlanID        string
	Kind          string // awards, exemplars, scores, follow_ups; reports: what a unit sent about a window
	KnownAt       time.Time
	UnitCode      string // "": every unit on record, of scores and follow-ups those of the plan
	Year          int    // that awards count for; 0 for all
	HonourCode    string
	RecipientKind string
	Name          string
	State         string
	DecisionNo    string
	ClusterCode   string
	CriterionCode string
	DataFrom      time.Time
	DataTo        time.Time
}

// TraceRows lists the rows behind a line of a list.
func TraceRows(ctx context.Context, db *sql.DB, q TracedList) ([]TracedRow, error) {
	return collect[TracedRow](ctx, db, "trace_rows", q)
}
