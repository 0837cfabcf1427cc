package queries

import (
	"context"
	"database/sql"
	"time"
)

// A Plan is an emulation plan of the workspace.
type Plan struct {
	PlanID   string
	DocNo    string // '43/KH-UBND'; "" when the source does not give it
	DocKind  string
	Issuer   string
	IssuedOn time.Time // zero when the source does not give it
	Title    string
	UnitCode string // root of the tree of units that it binds
	UnitName string // its name on the last day of the plan; "" when no tree was loaded
	StartsOn time.Time
	EndsOn   time.Time
	Phases   int // declared in the plan or set by the office
	Targets  int // lines of the plan that set a target, of whatever shape
	Clusters int
}

// Plans lists the plans, the earliest first.
func Plans(ctx context.Context, db *sql.DB) ([]Plan, error) {
	return collect[Plan](ctx, db, "plans", nil)
}
