package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A CriterionScore is what a unit has on one criterion of its cluster, or, with
// the code *, the bonus and deduction on the whole.
type CriterionScore struct {
	ClusterCode   string
	UnitCode      string
	UnitName      string
	ShortName     string
	CriterionCode string // "*" for the whole
	CriterionName string // "" for the whole
	Position      int    // of the criterion in its table; the whole comes last
	MaxPoints     quantity.NullDecimal
	SelfScore     quantity.NullDecimal // not Valid when not scored
	VerifiedScore quantity.NullDecimal
	Bonus         quantity.NullDecimal // not Valid when there is no row
	Deduction     quantity.NullDecimal
	Reason        string // why the score was changed, or the bonus given
	ReportedOn    time.Time
}

// ClusterScores has one row for each unit and criterion, scored or not.
func ClusterScores(ctx context.Context, db *sql.DB, s PlanState) ([]CriterionScore, error) {
	return collect[CriterionScore](ctx, db, "cluster_scores", s)
}
