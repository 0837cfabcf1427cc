package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A PrizeRate is the prize of an honour in a stretch of law, in multiples of the
// base salary of the decision's day. What is not listed is not known.
type PrizeRate struct {
	HonourCode string
	Levels     string // that grant it, apart by blanks; "": every level
	ValidFrom  time.Time
	ValidTo    time.Time            // zero: still in force
	Individual quantity.NullDecimal // not Valid: not for individuals, or not known
	Collective quantity.NullDecimal
	Article    string
	Grade      string // B a portal reproduces the act; C third parties state it
}

// PrizeRates lists the multiples.
func PrizeRates(ctx context.Context, db *sql.DB, d OnDate) ([]PrizeRate, error) {
	return collect[PrizeRate](ctx, db, "prize_rates", d)
}
