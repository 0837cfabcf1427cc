package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A ValuesAt asks for a plan's values up to a day.
type ValuesAt struct {
	PlanID  string
	DataTo  time.Time
	KnownAt time.Time
}

// An Outlier is a reported value that may be wrong, as a question to the unit.
// It is no verdict: scores come from binary fractions and are never printed in a
// report.
type Outlier struct {
	Kind          string // jump, growth_peers, level_peers; own_ratio, implied_total
	IndicatorCode string
	IndicatorName string
	UnitCode      string
	ShortName     string // of the unit
	PeriodEnd     time.Time
	Value         quantity.NullDecimal // in the indicator's unit
	Compared      quantity.NullDecimal // last year's value or the implied one; not Valid: a group of peers
	Score         quantity.NullDecimal // robust z-score; not Valid without peers
	Peers         sql.Null[int]        // other units compared with; not Valid without
	Question      string               // Vietnamese
	RowsBehind    []string             // "data/so-lieu.csv:14"
}

// OutlierValues finds values that are five times last year's or a fifth of it,
// and values or changes that stand more than 3.5 robust standard deviations from
// those of at least 8 other units of the same level and kind. Restricted targets
// are left out.
func OutlierValues(ctx context.Context, db *sql.DB, v ValuesAt) ([]Outlier, error) {
	return collect[Outlier](ctx, db, "outlier_values", v)
}
