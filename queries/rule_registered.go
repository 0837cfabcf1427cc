package queries

import (
	"context"
	"database/sql"
)

// RuleRegistered asks whether the titles granted for a year were registered
// before the decision: the law to 31/12/2023, information since. Part counts
// those who surely were, OtherWhole those whom the lists leave open.
func RuleRegistered(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_registered", y)
}
