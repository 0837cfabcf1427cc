package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A Projection says where an accruing target would end if the rest of its span
// went like earlier years. It is the program's guess for analysts and stands in
// no report (semantics 4.5).
type Projection struct {
	Label       string // "dự báo của phần mềm"
	TargetCode  string
	Indicator   string // the target's line
	Unit        string
	Value       quantity.NullDecimal
	ValueTo     time.Time
	LimitValue  quantity.NullDecimal // X as written
	Share       quantity.NullDecimal // percent of the span expected by now
	Basis       string               // history, linear
	Years       int                  // earlier complete years; 0 when linear
	Projected   quantity.NullDecimal
	ProjectedLo quantity.NullDecimal // not Valid with fewer than 3 earlier years
	ProjectedHi quantity.NullDecimal // as ProjectedLo; not Valid either when a share is 0
}

// YearProjection has one row for each accruing target with a value whose span is
// not over, in the plan's order; restricted ones are left out.
func YearProjection(ctx context.Context, db *sql.DB, d PlanDate) ([]Projection, error) {
	return collect[Projection](ctx, db, "year_projection", d)
}
