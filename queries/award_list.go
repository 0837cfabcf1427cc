package queries

import (
	"context"
	"database/sql"
	"time"
)

// An AwardFile is one file of a year's awards as it stands: a named recipient, or
// a counted group of a unit.
type AwardFile struct {
	UnitCode      string
	UnitName      string
	ShortName     string
	Position      int // of the unit
	HonourCode    string
	RecipientKind string
	RecipientName string // "" for a counted group, or where only an id is given
	Named         bool   // false for a counted group
	Quantity      int    // recipients
	PositionGroup string // "" when not known
	State         string // proposed, approved, submitted, rejected, granted, revoked
	Level         string // that grants
	DecisionNo    string // "" before the decision
	DecidedOn     time.Time
	ReportedOn    time.Time
}

// AwardList lists the files by honour, kind of recipient, unit and name. The
// revoked of a counted group stand beside its granted ones and are not yet taken
// off.
func AwardList(ctx context.Context, db *sql.DB, y AwardYear) ([]AwardFile, error) {
	return collect[AwardFile](ctx, db, "award_list", y)
}
