package queries

import (
	"context"
	"database/sql"
	"time"
)

// VerdictGroup says how the chỉ tiêu of one group of a plan came out; counted
// as in [VerdictCounts]. The groups of each dimension add up to the plan.
type VerdictGroup struct {
	Dimension string // plan, sector, owner, unit, phase
	Code      string // of the sector or unit; the owner; a phase's number, or the span of what is no phase's; "*" for the plan
	Name      string // as printed
	Position  int    // 0 of what has none
	VerdictTally
}

// A GroupQuestion is a review with the dimension and choice of targets to count.
type GroupQuestion struct {
	PlanID       string
	DataTo       time.Time
	KnownAt      time.Time
	Review       string // interim, final
	Dimension    string // plan, sector, owner, unit, phase; "": all of them
	HeadlineOnly bool   // count chỉ tiêu chủ yếu only
	Tolerances
}

// GroupVerdicts counts the chỉ tiêu of a plan by sector, owner, unit bound and
// phase. A chỉ tiêu of several lines stands where its first line does.
func GroupVerdicts(ctx context.Context, db *sql.DB, q GroupQuestion) ([]VerdictGroup, error) {
	return collect[VerdictGroup](ctx, db, "verdict_groups", q)
}
