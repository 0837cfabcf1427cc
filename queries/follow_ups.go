package queries

import (
	"context"
	"database/sql"
)

// A FollowUpCount says what became of what earlier reports named.
type FollowUpCount struct {
	ItemKind   string // weakness, task; "*" for both
	Items      int    // Done + InProgress + NotDone
	Done       int
	InProgress int
	NotDone    int
	Overdue    int // not done by the end of a day that was set and is over by data_to
	Units      int // that have to act
}

// FollowUps has one row for each kind of item and one with kind * for both; no
// row where nothing was named.
func FollowUps(ctx context.Context, db *sql.DB, w Window) ([]FollowUpCount, error) {
	return collect[FollowUpCount](ctx, db, "follow_ups", w)
}
