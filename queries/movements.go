package queries

import (
	"context"
	"database/sql"
	"time"
)

// A Movement is an emulation movement that runs in a window, and who takes part.
type Movement struct {
	MovementCode string
	Name         string
	LaunchedBy   string // central, province, district, commune, agency
	Kind         string // regular, thematic, phased
	Scope        string // "" when not given
	StartsOn     time.Time
	EndsOn       time.Time
	Position     int // order in the plan
	Quote        string
	Place        string

	ExpectedUnits   int           // units of the plan's tree that report
	JoinedUnits     int           // that joined, pledged or registered by the end of the window
	PledgedUnits    int           // that signed their pledge by then
	RegisteredUnits int           // that sent their registration by then
	OtherUnits      int           // further units of the tree that take part
	Participants    sql.Null[int] // persons, all units that take part; not Valid when none counted them
	UncountedUnits  int           // units that take part and gave no number of persons
	NotJoined       []string      // short names of the expected units that did not join
}

// Movements lists the movements of a plan that run on some day of the window.
func Movements(ctx context.Context, db *sql.DB, w Window) ([]Movement, error) {
	return collect[Movement](ctx, db, "movements", w)
}
