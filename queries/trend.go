package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// An IndicatorState asks for one indicator of a plan as known on a day.
type IndicatorState struct {
	PlanID        string
	IndicatorCode string    // "" for every indicator of the plan, in one query
	DataTo        time.Time // the last day that values cover, which also chooses the year; zero: KnownAt
	KnownAt       time.Time
}

// A TrendPoint is the state of an indicator at the end of a reported period:
// since the start of the year for one that accrues, on the day for the others.
type TrendPoint struct {
	IndicatorCode  string
	PeriodEnd      time.Time            // of this year; last year's value stands at its calendar date
	Value          quantity.NullDecimal // not Valid when only last year has one
	Status         string               // estimate, actual, preliminary, official; ""
	ValueSource    string               // own, rolled_up; ""
	ExpectedUnits  int                  // units that report it; 0 when the unit itself does
	ReceivedUnits  int                  // of those in Value
	LastValue      quantity.NullDecimal // same date of last year; not Valid when missing, more than 45 days older or of another definition
	LastPeriodEnd  time.Time
	LastStatus     string
	PlanValue      quantity.NullDecimal // the plan's number spread over the span by days (accrues), or the number itself; not Valid for a target without one
	ValuePrecision string               // exact, above, below, about, interval; "" when rolled up or without a value
}

// Trend lists the states of an indicator, or of every indicator with a target
// for the plan's unit, by indicator and date.
func Trend(ctx context.Context, db *sql.DB, q IndicatorState) ([]TrendPoint, error) {
	return collect[TrendPoint](ctx, db, "trend", q)
}
