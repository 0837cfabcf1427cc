package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A PhaseValue is what an indicator of the plan's unit accrued in one phase: the
// cumulative value at its end less the one on the day before it began.
type PhaseValue struct {
	IndicatorCode string
	IndicatorName string
	Unit          string // of measure
	Restricted    bool   // a target of defence or security asks for it
	PhaseNo       int
	PhaseName     string
	StartsOn      time.Time
	EndsOn        time.Time
	ValueBefore   quantity.NullDecimal // up to the day before; 0 when phase and span begin together
	ValueAtEnd    quantity.NullDecimal
	Value         quantity.NullDecimal // not Valid when one of the two is not known exactly; below 0 when the earlier one was revised down
	Estimated     bool
	Reason        string // Vietnamese: why there is no value
	// The phase before: the last one of the same kind that ended before this one began.
	PreviousPhaseNo sql.Null[int]
	PreviousValue   quantity.NullDecimal
	Change          quantity.NullDecimal // Value - PreviousValue
	Growth          quantity.NullDecimal // percent; not Valid for a base under 10
}

// PhaseValues has one row for each accruing indicator of the plan and phase that
// has ended by DataTo, in the plan's order.
func PhaseValues(ctx context.Context, db *sql.DB, d PlanDate) ([]PhaseValue, error) {
	return collect[PhaseValue](ctx, db, "phase_values", d)
}
