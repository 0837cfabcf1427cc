package queries

import (
	"context"
	"database/sql"
)

// RuleFlags asks whether those with an emulation flag led their cluster by its
// minutes, and holds the flags of the Government against 20% of the leaders.
func RuleFlags(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_flags", y)
}
