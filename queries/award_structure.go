package queries

import (
	"context"
	"database/sql"

	"tdkt/loaders/quantity"
)

// An AwardShare is one part of the awards granted for a year.
type AwardShare struct {
	Dimension string               // recipient_kind, position_group, honour, level, kind_of_commendation, direct
	Code      string               // of that dimension; "" when not known. Of direct: direct, other, ""
	Granted   int                  // recipients, less revoked
	Total     int                  // of the dimension
	Share     quantity.NullDecimal // percent of Total, 2 decimals
	// ShareHi is where Share ends if all unknown ones belong to this part; equal
	// to Share when nothing is unknown. Not Valid for the unknown part itself.
	ShareHi quantity.NullDecimal
}

// AwardStructure splits the granted awards several ways. position_group and
// direct count individuals only, direct only diplomas and certificates of merit.
func AwardStructure(ctx context.Context, db *sql.DB, y AwardYear) ([]AwardShare, error) {
	return collect[AwardShare](ctx, db, "award_structure", y)
}
