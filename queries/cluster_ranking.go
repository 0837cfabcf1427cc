package queries

import (
	"context"
	"database/sql"

	"tdkt/loaders/quantity"
)

// A ClusterRank is the place of a unit in its emulation cluster. Points of
// criteria that are not scored yet are missing, never 0.
type ClusterRank struct {
	ClusterCode    string
	ClusterName    string
	ClusterKind    string // cluster, block
	Year           int
	UnitCode       string
	UnitName       string
	ShortName      string
	Criteria       int                  // of the cluster
	SelfScored     int                  // criteria with a self-score
	VerifiedScored int                  // criteria with a verified score
	MaxPoints      quantity.NullDecimal // sum over the criteria, without bonus
	SelfScore      quantity.NullDecimal // sum; not Valid when none is given
	VerifiedScore  quantity.NullDecimal
	Bonus          quantity.NullDecimal // 0 when none was given
	Deduction      quantity.NullDecimal
	Total          quantity.NullDecimal // verified + bonus - deduction; not Valid while a verified score is missing
	TieBreakScore  quantity.NullDecimal // on the criterion that decides equal totals
	Rank           sql.Null[int]        // 1 is best; ties share it, the next is skipped
	Tied           bool
	UnrankedReason string // Vietnamese; "" when ranked
	MinutesLeader  bool   // whom the minutes name
	LeaderDocument string // the minutes; "" before the vote
	LeaderDiffers  bool   // first by points or by the minutes, and the minutes name none of the first by points
}

// ClusterRanking has one row for each unit of each cluster, ranked units first.
func ClusterRanking(ctx context.Context, db *sql.DB, s PlanState) ([]ClusterRank, error) {
	return collect[ClusterRank](ctx, db, "cluster_ranking", s)
}
