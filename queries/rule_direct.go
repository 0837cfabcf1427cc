package queries

import (
	"context"
	"database/sql"
)

// RuleDirect holds the share of direct workers among the individuals commended
// in a year against the number that the plan itself sets. Recipients whose
// position is not known give an interval; a bound inside it leaves it unknown.
func RuleDirect(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_direct", y)
}
