package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A UnitSeriesQuery asks for an indicator by year on both sides of a
// reorganisation, as known on a day.
type UnitSeriesQuery struct {
	IndicatorCode    string
	UnitCode         string    // the unit, or the one above the units that report it, on either side of the day
	ChangedOn        time.Time // first day of the new boundaries
	YearFrom, YearTo int
	KnownAt          time.Time
	Basis            string // all, population, area, households; "": shares given for everything
}

// A UnitYear is the value of one year on the boundaries of one side.
type UnitYear struct {
	Boundaries      string // old, new
	BoundariesLabel string
	UnitCode        string
	UnitName        string
	UnitFrom        time.Time // first day of the unit: a code alone may be another one
	Year            int
	Value           quantity.NullDecimal // indicator's unit; not Valid with a Refusal
	ValueSource     string               // reported, converted; ""
	ValuePrecision  string               // exact, above, below, about, interval; ""
	Status          string               // of its weakest part; ""
	Parts           []string             // names of the units whose values it is made of
	Refusal         string               // Vietnamese; "" with a value
	Change          quantity.NullDecimal // against the year before on the same boundaries
	Growth          quantity.NullDecimal // percent; not Valid for rates and for a base under 10
	ChangeRefusal   string               // Vietnamese; "" with a change
}

// UnitSeries lists the years of every unit, first on the old boundaries.
func UnitSeries(ctx context.Context, db *sql.DB, q UnitSeriesQuery) ([]UnitYear, error) {
	return collect[UnitYear](ctx, db, "unit_series", q)
}
