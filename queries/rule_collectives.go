package queries

import (
	"context"
	"database/sql"
)

// RuleCollectives sets Tập thể lao động xuất sắc and tiên tiến beside the titles
// of their unit's members. No source tells how many members a collective has, so
// that the shares (70%, 100%, more than 50%) stay unknown; a unit without any
// Chiến sĩ thi đua cơ sở fails.
func RuleCollectives(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_collectives", y)
}
