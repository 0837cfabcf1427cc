package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// OnDate picks what is in force on a day; the zero time picks all.
type OnDate struct{ OnDate time.Time }

// A Rule is one stretch of law of a rule.
type Rule struct {
	RuleID       string
	RuleText     string
	Article      string
	ValidFrom    time.Time
	ValidTo      time.Time            // zero: still in force
	Grade        string               // A the act was read, B a portal reproduces it, U not known
	Binding      bool                 // a failure blocks the final report
	LimitPercent quantity.NullDecimal // not Valid: the rule has none
	Times        sql.Null[int]        // times or years asked for; not Valid: the rule has none
}

// Rules lists the rules that awards are held against.
func Rules(ctx context.Context, db *sql.DB, d OnDate) ([]Rule, error) {
	return collect[Rule](ctx, db, "rules", d)
}
