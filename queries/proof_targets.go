package queries

import (
	"context"
	"database/sql"
)

// ProofTargets proves the judgements of a plan. Blocking: every chỉ tiêu has one
// of the six verdicts, no ratio speaks against its verdict, no part is larger
// than its whole, a structure adds up to 100. Noted: components that fall short
// of their whole, a unit's own value that differs from its children's.
func ProofTargets(ctx context.Context, db *sql.DB, d ReviewDate) ([]ProofRow, error) {
	return collect[ProofRow](ctx, db, "proof_targets", d)
}
