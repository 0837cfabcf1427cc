package queries

import (
	"context"
	"database/sql"
	"time"
)

// A Participation is a unit's part in a movement.
type Participation struct {
	MovementCode string
	MovementName string
	UnitCode     string
	ShortName    string        // of the unit
	JoinedOn     time.Time     // zero when not given
	PledgedOn    time.Time     // zero when not signed by the end of the window
	RegisteredOn time.Time     // zero when not registered by then
	Participants sql.Null[int] // persons; not Valid when not counted
	ReportedOn   time.Time
}

// ParticipationList has one row for each movement of the window and unit that
// takes part in it, by movement and in the tree's order.
func ParticipationList(ctx context.Context, db *sql.DB, w Window) ([]Participation, error) {
	return collect[Participation](ctx, db, "participation_list", w)
}
