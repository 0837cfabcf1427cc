package queries

import (
	"context"
	"database/sql"
)

// ProofAwards proves the awards of a year: decisions have number and date, the
// counts of decisions and of the conversion agree, the conversion's parts add up,
// and a number that a unit typed equals the ledger's (noted).
func ProofAwards(ctx context.Context, db *sql.DB, y AwardYear) ([]ProofRow, error) {
	return collect[ProofRow](ctx, db, "proof_awards", y)
}
