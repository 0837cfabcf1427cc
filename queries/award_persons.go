package queries

import (
	"context"
	"database/sql"
)

// AwardPersons counts the awards of a year to individuals both ways: one person
// may hold several.
type AwardPersons struct {
	UnitCode  string // "": all units together
	ShortName string
	Position  int    `null:"zero"` // of the unit
	Level     string // that grants; "": all levels together
	Awards    int    // to individuals, less revoked; Named and Unnamed
	Named     int    // awards with a name or an id
	Persons   int    // different persons among the named
	Several   int    // of Persons, with two awards or more
	Unnamed   int    // awards to groups without names: nobody knows how many persons
}

// AwardPersonCounts lists all units together first, then each unit; of each, all
// levels together first. Persons of several rows do not add up to those of all.
func AwardPersonCounts(ctx context.Context, db *sql.DB, y AwardYear) ([]AwardPersons, error) {
	return collect[AwardPersons](ctx, db, "award_persons", y)
}
