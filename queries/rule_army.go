package queries

import (
	"context"
	"database/sql"
)

// RuleArmy holds the titles of army units against their strength.
func RuleArmy(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_army", y)
}
