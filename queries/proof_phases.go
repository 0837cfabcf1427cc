package queries

import (
	"context"
	"database/sql"
)

// ProofPhases proves that phases of kind đợt lie inside the plan without
// overlap, that the phases of a year add up to it, and that cumulative values do
// not fall. All of it is noted, nothing blocks.
func ProofPhases(ctx context.Context, db *sql.DB, p PlanState) ([]ProofRow, error) {
	return collect[ProofRow](ctx, db, "proof_phases", p)
}
