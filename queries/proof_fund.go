package queries

import (
	"context"
	"database/sql"
)

// ProofFund proves the emulation fund of a year: no fund spends more than it
// had, and prizes cost what the decisions give. Both are noted, not blocking.
func ProofFund(ctx context.Context, db *sql.DB, y AwardYear) ([]ProofRow, error) {
	return collect[ProofRow](ctx, db, "proof_fund", y)
}
