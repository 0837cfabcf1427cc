package queries

import (
	"context"
	"database/sql"
)

// OutlierImplied finds rates that differ from scale × numerator / denominator as
// the unit reports them (beyond the rounding of the value), and per-head values
// that differ by more than 1% from a total reported under the numerator's name.
func OutlierImplied(ctx context.Context, db *sql.DB, v ValuesAt) ([]Outlier, error) {
	return collect[Outlier](ctx, db, "outlier_implied", v)
}
