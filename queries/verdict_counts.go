package queries

import (
	"context"
	"database/sql"
	"time"
)

// VerdictCounts says how the chỉ tiêu of one sector came out. Rows of a plan
// with the same CountsAs are one chỉ tiêu: it is met when all of them are, and
// exceeded only when every one is. Parts "trong đó" and text targets do not count.
type VerdictCounts struct {
	PlanID         string
	SectorCode     string
	SectorName     string
	SectorPosition int
	VerdictTally
}

// A VerdictTally counts chỉ tiêu by how they came out.
type VerdictTally struct {
	Targets   int // chỉ tiêu; the sum of the six that follow
	Exceeded  int
	Met       int
	NotMet    int
	NotDue    int
	NoData    int
	ToVerify  int
	Estimated int // of Exceeded, Met and NotMet, those that rest on an estimate
	Assessed  int // whose verdict, or that of a line of it, the office set itself
	// The interim summary; its five numbers add up to Targets as well.
	Reached    int // đã đạt: met, or done before its time; a level that holds today is Likely
	Likely     int // có khả năng đạt
	AtRisk     int // khó đạt, or không có khả năng đạt
	Missing    int // chưa có số liệu, or units missing that may decide
	Unassessed int // neither pace nor a stated outlook, or not due yet
}

// A VerdictQuestion is a review with the choice of targets to count.
type VerdictQuestion struct {
	PlanID       string
	DataTo       time.Time
	KnownAt      time.Time
	Review       string // interim, final
	HeadlineOnly bool   // count chỉ tiêu chủ yếu only
	Tolerances
}

// CountVerdicts has one row for each sector that has chỉ tiêu, in the plan's
// order. The plan's total is the sum of its rows.
func CountVerdicts(ctx context.Context, db *sql.DB, q VerdictQuestion) ([]VerdictCounts, error) {
	return collect[VerdictCounts](ctx, db, "verdict_counts", q)
}
