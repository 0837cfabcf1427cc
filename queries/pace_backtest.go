package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A PaceTest holds the expected share of the pace against one earlier year: what
// the years before it would have told, and what it was.
type PaceTest struct {
	TargetCode   string
	Label        string
	Year         int
	PeriodEnd    time.Time            // same date of that year
	Share        quantity.NullDecimal // percent of the year's own result reached by then
	Expected     quantity.NullDecimal // percent
	Basis        string               // history, linear
	Years        int                  // earlier complete years behind Expected; 0 when linear
	Error        quantity.NullDecimal // Share - Expected, điểm %
	MeanError    quantity.NullDecimal // mean size of the target's errors
	LargestError quantity.NullDecimal
	Tested       int // years tested of the target
}

// A PlanDate asks for a plan at the end of a period, as known on a day.
type PlanDate struct {
	PlanID  string
	DataTo  time.Time
	KnownAt time.Time
}

// PaceBacktest has one row for each earlier complete year of each accruing
// target whose span is not over, in the plan's order, the latest year first.
func PaceBacktest(ctx context.Context, db *sql.DB, d PlanDate) ([]PaceTest, error) {
	return collect[PaceTest](ctx, db, "pace_backtest", d)
}
