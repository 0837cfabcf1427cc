package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// An IndexYear is what was published of an index, rank or grade about one year.
type IndexYear struct {
	IndicatorCode string
	IndicatorName string
	ShortName     string
	Nature        string // index, rank, grade
	UnitCode      string
	Year          int                  // that it is about; it is published in the next one
	Score         quantity.NullDecimal // of an index; not Valid when not published
	Rank          sql.Null[int]        // 1 is best
	Ranked        sql.Null[int]        // units in the ranking
	Grade         string
	PublishedOn   time.Time            // zero: not published
	ExpectedOn    time.Time            // zero: published, or no day is stated
	ScoreChange   quantity.NullDecimal // points
	RankChange    sql.Null[int]        // places gained; below 0 lost
	GradeChange   sql.Null[int]        // steps up; below 0 down
	ChangeReason  string               // why it is not compared, Vietnamese; ""
}

// IndexRanks lists the years of each index that the plan's targets ask for, as
// published up to a day; ranks are never summed, averaged or compared across
// fields of another size.
func IndexRanks(ctx context.Context, db *sql.DB, q PlanState) ([]IndexYear, error) {
	return collect[IndexYear](ctx, db, "index_ranks", q)
}
