package queries

import (
	"context"
	"database/sql"
)

// A KindCoverage says how many units sent one kind of data about a window.
type KindCoverage struct {
	Kind          string // actuals, registrations, awards, exemplars, participations, activities
	ExpectedUnits int
	ReceivedUnits int // OnTimeUnits + LateUnits
	OnTimeUnits   int
	LateUnits     int
	RowCount      int      // rows about the window, corrections included
	MissingUnits  []string // short names in the tree's order
}

// CoverageByKind has one row for each kind of data, in a fixed order.
func CoverageByKind(ctx context.Context, db *sql.DB, w ReportWindow) ([]KindCoverage, error) {
	return collect[KindCoverage](ctx, db, "coverage_by_kind", w)
}
