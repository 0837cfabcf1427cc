package queries

import (
	"context"
	"database/sql"
	"time"
)

// A FollowUp is one weakness or task that an earlier report named.
type FollowUp struct {
	ItemKind   string // weakness, task
	RaisedOn   time.Time
	RaisedBy   string // the report that named it; "" when not given
	Content    string
	UnitCode   string // who has to act
	ShortName  string
	DueOn      time.Time // zero when no day was set
	State      string    // done, in_progress, not_done
	Result     string    // "" when not given
	Overdue    bool
	ReportedOn time.Time
	Place      string // "data/khac-phuc.csv:3"
}

// FollowUpList lists what was named in the half year before the window or inside it,
// weaknesses first, each with its latest known state.
func FollowUpList(ctx context.Context, db *sql.DB, w Window) ([]FollowUp, error) {
	return collect[FollowUp](ctx, db, "follow_up_list", w)
}
