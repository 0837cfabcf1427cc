package queries

import (
	"context"
	"database/sql"
)

// RuleVotes holds votes against the share of all members that an act asks for,
// and against the body's own rules.
func RuleVotes(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_votes", y)
}
