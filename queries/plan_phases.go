package queries

import (
	"context"
	"database/sql"
	"time"
)

// A Phase is a period of a plan that gets a review of its own.
type Phase struct {
	PhaseNo    int
	Name       string // "Đợt 1"
	Kind       string // dot, cao_diem, reporting, year
	Theme      string // "" for none
	StartsOn   time.Time
	EndsOn     time.Time
	ReportsDue time.Time // units send their reports by this day; zero for none
	ReviewFrom time.Time // zero for none
	ReviewTo   time.Time
	Declared   bool   // false: set by the office, not by the plan
	Quote      string // "" for none
	Place      string
}

// PlanPhases lists the phases of a plan by number.
func PlanPhases(ctx context.Context, db *sql.DB, planID string) ([]Phase, error) {
	return collect[Phase](ctx, db, "plan_phases", struct{ PlanID string }{planID})
}
