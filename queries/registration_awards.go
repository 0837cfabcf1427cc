package queries

import (
	"context"
	"database/sql"
)

// A Conversion sets the registrations for one honour beside its awards. It
// counts recipients: a counted group counts as many as it holds.
//
// Two sums hold:
//
//	Granted    = GrantedRegistered + GrantedUnregistered + GrantedUnnamed + GrantedToVerify
//	Registered = GrantedRegistered + RegisteredNotGranted + RegisteredUnnamed + RegisteredToVerify
type Conversion struct {
	HonourCode    string
	RecipientKind string

	Registered int
	Proposed   int // the latest state of the file; the four below likewise
	Approved   int
	Submitted  int
	Rejected   int
	Revoked    int
	Granted    int // less revoked

	GrantedRegistered    int // recipients on both lists, by id, else by name inside the unit
	GrantedUnregistered  int
	GrantedUnnamed       int // in counted groups that no name can be matched with
	GrantedToVerify      int // the name fits several, or may stand in a group registered without names
	RegisteredNotGranted int
	RegisteredUnnamed    int
	RegisteredToVerify   int
	ToVerify             []string // names behind the two counts to verify; nil for none

	LastYearGranted sql.Null[int] // not Valid when nothing is on record for last year at all
}

// RegistrationAwards has one row for each honour and kind of recipient that was
// registered, is under way or was granted in the plan's tree.
func RegistrationAwards(ctx context.Context, db *sql.DB, y AwardYear) ([]Conversion, error) {
	return collect[Conversion](ctx, db, "registration_awards", y)
}
