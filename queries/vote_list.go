package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A Vote is one vote of a council or conference about one candidate.
type Vote struct {
	Body          string
	ClusterCode   string // "": no cluster's vote
	VotedOn       time.Time
	UnitCode      string // of the candidate
	ShortName     string
	HonourCode    string
	RecipientKind string
	RecipientName string // "": the unit itself
	Members       int    // of the body
	Present       int
	Written       int                  // absent members who answered in writing
	Agreeing      int                  // of those present and in writing
	Share         quantity.Decimal     // percent of all members
	Wanted        quantity.NullDecimal // percent, by an act, else by the body's own rules
	Article       string               // of Wanted
	Reached       sql.Null[bool]
	Place         string
}

// VoteList lists the votes about titles of a year, by day and body.
func VoteList(ctx context.Context, db *sql.DB, y AwardYear) ([]Vote, error) {
	return collect[Vote](ctx, db, "vote_list", y)
}
