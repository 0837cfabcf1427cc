package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A TracedRow is a reported row that a printed figure rests on.
type TracedRow struct {
	Purpose     string    // plan, value, last_year, base, reference, estimate, outlook
	Kind        string    // of data: actuals, awards, ...
	UnitCode    string    // whom it is about, or who sent it
	UnitName    string    // short
	PeriodEnd   time.Time // zero where the kind of data has none
	Status      string    // of a value or an award; "" else
	Value       quantity.NullDecimal
	ValueHi     quantity.NullDecimal
	Numerator   quantity.NullDecimal
	Denominator quantity.NullDecimal
	Words       string
	ReportedOn  time.Time
	FileName    string
	Sheet       string // "" for a file without sheets
	RowNo       int    // 0 for a plan
	Sha256      string // of the file
	LoadNo      int    // position in the ledger
}

// A TracedTarget names a target as known on a day.
type TracedTarget struct {
	PlanID     string
	TargetCode string
	DataTo     time.Time
	KnownAt    time.Time
}

// TraceTarget lists the reported rows behind a target's figures, those of its
// value first.
func TraceTarget(ctx context.Context, db *sql.DB, q TracedTarget) ([]TracedRow, error) {
	return collect[TracedRow](ctx, db, "trace_target", q)
}
