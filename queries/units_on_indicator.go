package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// An IndicatorDate asks for the values of an indicator on a day.
type IndicatorDate struct {
	PlanID        string
	IndicatorCode string // "" for every indicator of the plan, in one query
	DataTo        time.Time
	KnownAt       time.Time
}

// A UnitValue is what one unit has reached on an indicator. Values stand in the
// indicator's own unit.
type UnitValue struct {
	IndicatorCode  string
	UnitCode       string
	UnitName       string
	ShortName      string
	Position       int
	Value          quantity.NullDecimal // as reported; of a ratio given as a fraction, computed
	ValueHi        quantity.NullDecimal // upper end of an interval
	ValuePrecision string               // exact, above, below, about, interval; "" without a value
	ValueText      string               // a grade, or the reporter's words
	Status         string               // estimate, actual, preliminary, official; ""
	Numerator      quantity.NullDecimal
	Denominator    quantity.NullDecimal
	PeriodStart    time.Time // zero without a value
	PeriodEnd      time.Time
	ReportedOn     time.Time
	LastValue      quantity.NullDecimal // same date of last year; not Valid when missing, more than 45 days older or of another definition
	LastPeriodEnd  time.Time
	TargetCode     string // the unit's own target; "" for none
	Bound          string
	TargetLo       quantity.NullDecimal
	TargetHi       quantity.NullDecimal
	Rank           sql.Null[int] // 1 is best; ties share it, the next is skipped. Not Valid without a value or a direction
	Tied           bool
}

// UnitsOnIndicator has one row for each unit of the level that reports the
// indicator: by indicator, the best first, units without a value last.
func UnitsOnIndicator(ctx context.Context, db *sql.DB, q IndicatorDate) ([]UnitValue, error) {
	return collect[UnitValue](ctx, db, "units_on_indicator", q)
}
