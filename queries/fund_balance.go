package queries

import (
	"context"
	"database/sql"

	"tdkt/loaders/quantity"
)

// A FundBalance is the emulation fund of a unit in a year, in đồng.
type FundBalance struct {
	UnitCode      string // "*" for all
	ShortName     string // "" for all
	Opening       quantity.Decimal
	Allocated     quantity.Decimal
	Contributed   quantity.Decimal
	Prizes        quantity.Decimal
	Organising    quantity.Decimal
	OtherSpending quantity.Decimal
	Closing       quantity.Decimal // what came in less what was spent; below 0 where more was spent
	Entries       int
	OpeningKnown  bool // of every fund counted
	RowsBehind    []string
}

// FundBalances has one row for each unit with a fund in the year and one with
// the code * for all; no row where none was reported.
func FundBalances(ctx context.Context, db *sql.DB, y AwardYear) ([]FundBalance, error) {
	return collect[FundBalance](ctx, db, "fund_balance", y)
}
