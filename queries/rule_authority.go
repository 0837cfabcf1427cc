package queries

import (
	"context"
	"database/sql"
)

// RuleAuthority asks whether the level that decided an award had the authority
// on that day. What the table of authorities does not name, or names without a
// known source, is unknown.
func RuleAuthority(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_authority", y)
}
