package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A ValueChange is one reported value that was not known, or was another one, on
// an earlier day of knowledge (bổ sung, điều chỉnh sau chốt).
type ValueChange struct {
	IndicatorCode string
	IndicatorName string
	Unit          string // of measure
	Restricted    bool   // a target of defence or security asks for it: its values are never printed
	UnitCode      string
	UnitName      string // short
	PeriodStart   time.Time
	PeriodEnd     time.Time
	Accumulation  string // in_period, cumulative
	Measure       string // level; increase, decrease: the unit reported only a change
	Change        string // new, corrected, status: the same value under another status

	OldValue       quantity.NullDecimal // not Valid when new, in words or given by its parts
	OldValueHi     quantity.NullDecimal
	OldPrecision   string
	OldNumerator   quantity.NullDecimal
	OldDenominator quantity.NullDecimal
	OldText        string
	OldItems       []string
	OldStatus      string // "" when new
	OldReportedOn  time.Time
	OldPlace       string // file:row

	NewValue       quantity.NullDecimal
	NewValueHi     quantity.NullDecimal
	NewPrecision   string
	NewNumerator   quantity.NullDecimal
	NewDenominator quantity.NullDecimal
	NewText        string
	NewItems       []string
	NewStatus      string
	NewReportedOn  time.Time
	NewPlace       string
	Note           string // of the new row
}

// KnownBetween is two days of knowledge of a plan.
type KnownBetween struct {
	PlanID    string
	KnownFrom time.Time // known up to and including this day
	KnownTo   time.Time
	DataTo    time.Time // periods that end up to this day; zero for all
}

// ValueChanges lists what changed between two days of knowledge, in the plan's
// order, then by unit and period.
func ValueChanges(ctx context.Context, db *sql.DB, k KnownBetween) ([]ValueChange, error) {
	return collect[ValueChange](ctx, db, "value_changes", k)
}
