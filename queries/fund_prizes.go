package queries

import (
	"context"
	"database/sql"

	"tdkt/loaders/quantity"
)

// A PrizeLine sets what decisions cost by law beside what the funds spent.
type PrizeLine struct {
	HonourCode    string
	Level         string               // that grants
	RecipientKind string               // individual, collective (enterprises among them), household, community
	Granted       int                  // awards less revoked, decided in the year
	Unpriced      int                  // of these, without a known multiple
	Expected      quantity.NullDecimal // đồng for the priced ones; not Valid when none is
	LowestRate    quantity.NullDecimal // times the base salary
	HighestRate   quantity.NullDecimal
	LowestSalary  sql.Null[int] // đồng
	HighestSalary sql.Null[int]
	Grade         string // worst of multiple and salary; "" when unpriced
	Paid          int    // awards that the funds paid
	Spent         quantity.Decimal
	Own           bool                 // a fund of the tree should pay
	Difference    quantity.NullDecimal // spent - expected; not Valid when it is not Own or not priced
	RowsBehind    []string
}

// FundPrizes holds the prize money of a year against the base salary and
// multiple of each decision's day.
func FundPrizes(ctx context.Context, db *sql.DB, y AwardYear) ([]PrizeLine, error) {
	return collect[PrizeLine](ctx, db, "fund_prizes", y)
}
