package queries

import (
	"context"
	"database/sql"
)

// RuleInitiatives looks for a recognised initiative of each Chiến sĩ thi đua cơ
// sở, cấp bộ and cấp tỉnh in the last four years. A unit whose register does not
// name every author leaves it open.
func RuleInitiatives(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_initiatives", y)
}
