package queries

import (
	"context"
	"database/sql"
	"time"
)

// An IndicatorReport says that a unit sent an indicator about a window, for
// itself or for the unit that the value describes.
type IndicatorReport struct {
	ReporterCode  string
	UnitCode      string // whom the value describes
	IndicatorCode string
	IndicatorName string
	Position      int // of the indicator's first target
	PeriodEnd     time.Time
	ReportedOn    time.Time // of the latest row
	Filled        bool      // false: sent blank
	Note          string    // the reporter's remark; "" for none
}

// IndicatorReports lists them by reporter in the tree's order, then by indicator
// in the plan's.
func IndicatorReports(ctx context.Context, db *sql.DB, w Window) ([]IndicatorReport, error) {
	return collect[IndicatorReport](ctx, db, "indicator_reports", w)
}
