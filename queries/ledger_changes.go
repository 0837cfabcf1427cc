package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A LedgerChange is one entry of a ledger or register whose latest row was not
// the same on two days of knowledge. Values have [ValueChange].
type LedgerChange struct {
	Kind          string // registrations, awards, exemplars, participations, activities, initiatives, fund_entries, votes, headcounts, follow_ups, scores
	UnitCode      string // dated
	UnitName      string // short
	Subject       string // what tells the entry from others
	Change        string // new; moved: another state; corrected: another number or content
	OldState      string // "" when new, or of a kind without states
	NewState      string
	OldQuantity   quantity.NullDecimal // recipients, persons, đồng or points; not Valid when new or not given
	NewQuantity   quantity.NullDecimal
	OldWords      string // what else the row says
	NewWords      string
	OldReportedOn time.Time // zero when new
	NewReportedOn time.Time
	NewPlace      string // file:row
}

// A LedgerQuestion asks for what changed in a plan's ledgers between two days.
type LedgerQuestion struct {
	PlanID    string
	KnownFrom time.Time // what was known up to and including this day
	KnownTo   time.Time
	Kind      string // "": all
}

// LedgerChanges lists the entries of the plan's units and years that came, moved
// on or were corrected after KnownFrom, up to KnownTo.
func LedgerChanges(ctx context.Context, db *sql.DB, q LedgerQuestion) ([]LedgerChange, error) {
	return collect[LedgerChange](ctx, db, "ledger_changes", q)
}
