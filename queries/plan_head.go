package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"tdkt/loaders/emulation"
)

// A PlanHeading is what the head of a report says about its plan.
type PlanHeading struct {
	PlanID          string
	DocNo           string // "" when the source does not give it
	DocKind         string // "Kế hoạch"
	Issuer          string
	IssuedOn        time.Time // zero when the source does not give it
	Title           string
	Theme           string // "" for none
	UnitCode        string
	UnitName        string // on the last day of the plan; "" when no tree was loaded
	UnitShortName   string
	UnitLevel       string // province, district, commune, ...; ""
	StartsOn        time.Time
	EndsOn          time.Time
	ClosesOn        time.Time // after it, awards still missing are not met
	FinalReviewFrom time.Time // zero when the plan names no time
	FinalReviewTo   time.Time
}

// An UnknownPlanError says that the workspace has no such plan.
type UnknownPlanError struct {
	PlanID string
	Known  []string // plans of the workspace, the earliest first
}

func (e *UnknownPlanError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("unknown plan %q: no plan is loaded", e.PlanID)
	}
	if near, ok := emulation.Nearest(e.PlanID, e.Known); ok {
		return fmt.Sprintf("unknown plan %q: did you mean %q?", e.PlanID, near)
	}
	return fmt.Sprintf("unknown plan %q: the workspace has %s", e.PlanID, strings.Join(e.Known, ", "))
}

// PlanHead gives the head of a plan. The error of a plan that is not there is
// an *UnknownPlanError.
func PlanHead(ctx context.Context, db *sql.DB, planID string) (PlanHeading, error) {
	rows, err := collect[PlanHeading](ctx, db, "plan_head", struct{ PlanID string }{planID})
	if err != nil {
		return PlanHeading{}, err
	}
	if len(rows) > 0 {
		return rows[0], nil
	}
	plans, err := Plans(ctx, db)
	if err != nil {
		return PlanHeading{}, err
	}
	unknown := &UnknownPlanError{PlanID: planID}
	for _, p := range plans {
		unknown.Known = append(unknown.Known, p.PlanID)
	}
	return PlanHeading{}, unknown
}
