package queries

import (
	"context"
	"database/sql"
)

// RulePrerequisites looks for the titles of earlier years that Chiến sĩ thi đua
// cấp tỉnh (three consecutive years) and toàn quốc (two consecutive times) rest
// on. A person is found by id in the whole tree, else by name in the unit. A
// year that the ledger does not cover, or a name that may be somebody else's,
// leaves the rule unknown.
func RulePrerequisites(ctx context.Context, db *sql.DB, y AwardYear) ([]RuleFinding, error) {
	return collect[RuleFinding](ctx, db, "rule_prerequisites", y)
}
