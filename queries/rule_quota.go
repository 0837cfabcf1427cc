package queries

import (
	"context"
	"database/sql"
)

// RuleQuota holds the Chiến sĩ thi đua cơ sở of a year against 15% of the Lao
// động tiên tiến, compared as fractions. Where every recipient is named the
// lists say who is on both; otherwise both readings of the denominator are
// given, and they must agree.
func RuleQuota(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_quota", y)
}
