package queries

import (
	"context"
	"database/sql"
)

// ProofScores proves that the points of clusters stand in their tables of criteria
// and inside their limits (semantics 8). Both block: a table may be loaded anew
// under scores that are there already. Points of who is no member are noted. A
// subject begins with the cluster's name and ": ".
func ProofScores(ctx context.Context, db *sql.DB, p PlanState) ([]ProofRow, error) {
	return collect[ProofRow](ctx, db, "proof_scores", p)
}
