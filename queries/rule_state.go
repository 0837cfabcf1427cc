package queries

import (
	"context"
	"database/sql"
)

// RuleState counts the proposals for honours of the State of one person in a
// year, and looks for the titles before a diploma of the Prime Minister.
func RuleState(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_state", y)
}
