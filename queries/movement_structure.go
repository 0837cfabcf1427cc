package queries

import (
	"context"
	"database/sql"
)

// A MovementShare counts the movements of one launcher, scope, duration or
// method.
type MovementShare struct {
	Dimension    string // launched_by, scope, duration, method
	Code         string // "": the plan does not say
	Movements    int    // that run in the window
	Launched     int    // that began in it
	Own          int    // launched by the plan's own level or below
	Joined       int    // that at least one unit joined
	Joins        int    // units that joined, over all movements
	Pledges      int
	Participants sql.Null[int] // persons; not Valid when none were counted
	Codes        []string      // of the movements, in the plan's order
}

// MovementStructure counts the movements of a window by launcher, scope,
// duration and method (the divisions of biểu 0601.N). The rows of a dimension
// add up to all movements.
func MovementStructure(ctx context.Context, db *sql.DB, w Window) ([]MovementShare, error) {
	return collect[MovementShare](ctx, db, "movement_structure", w)
}
