package queries

import (
	"context"
	"database/sql"
)

// An InitiativeCount says how many initiatives a unit has at a level.
type InitiativeCount struct {
	UnitCode   string // "*" for all
	ShortName  string // "" for all
	Level      string // that recognises; agency: cấp cơ sở; "*" for all
	Recognised int
	Proposed   int
	Rejected   int
	Units      int // with at least one row
	Authors    int // named first authors of recognised ones
}

// Initiatives counts the initiatives of a year by unit and level, by level for
// all units, and all together; no row where none was reported.
func Initiatives(ctx context.Context, db *sql.DB, y AwardYear) ([]InitiativeCount, error) {
	return collect[InitiativeCount](ctx, db, "initiatives", y)
}
