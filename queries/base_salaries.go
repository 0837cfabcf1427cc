package queries

import (
	"context"
	"database/sql"
	"time"
)

// A BaseSalary is the lương cơ sở of a stretch of time.
type BaseSalary struct {
	ValidFrom time.Time
	ValidTo   time.Time // zero: still in force
	Amount    int       // đồng a month
	Article   string
	Grade     string // B a portal reproduces the act; C third parties state it
}

// BaseSalaries lists the base salaries that prize money is a multiple of.
func BaseSalaries(ctx context.Context, db *sql.DB, d OnDate) ([]BaseSalary, error) {
	return collect[BaseSalary](ctx, db, "base_salaries", d)
}
