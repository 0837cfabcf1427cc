package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A TargetVersion is one adjustment of a target (điều chỉnh kế hoạch).
type TargetVersion struct {
	TargetCode  string
	Label       string
	Unit        string
	Position    int
	Restricted  bool
	PartKind    string
	Version     int    // 2 and up
	VersionDoc  string // the document that made it
	VersionDate time.Time
	InForceFrom time.Time
	Current     bool   // the version in force on the day of knowledge
	Measure     string // level, increase, decrease
	Basis       string

	OldBound string
	OldLo    quantity.NullDecimal // X, or the lower end of a range; not Valid without a number
	OldHi    quantity.NullDecimal // upper end of a range
	OldGrade string
	OldDueOn time.Time
	Bound    string
	Lo       quantity.NullDecimal
	Hi       quantity.NullDecimal
	Grade    string
	DueOn    time.Time

	Difference       quantity.NullDecimal // Lo - OldLo
	FirstReportedOn  time.Time            // of the first figure about the span; zero without one
	AfterFirstReport bool                 // came into force when figures had been reported already
	Quote            string
	Place            string
}

// TargetVersions has one row for each adjustment in force by KnownAt, in the
// plan's order.
func TargetVersions(ctx context.Context, db *sql.DB, p PlanState) ([]TargetVersion, error) {
	return collect[TargetVersion](ctx, db, "target_versions", p)
}
