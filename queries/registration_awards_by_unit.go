package queries

import (
	"context"
	"database/sql"
)

// A UnitConversion is the [Conversion] of one unit; the same two sums hold.
type UnitConversion struct {
	UnitCode      string
	UnitName      string
	ShortName     string
	Position      int
	HonourCode    string
	RecipientKind string

	Registered int
	Proposed   int
	Approved   int
	Submitted  int
	Rejected   int
	Revoked    int
	Granted    int // less revoked

	GrantedRegistered    int
	GrantedUnregistered  int
	GrantedUnnamed       int
	GrantedToVerify      int
	RegisteredNotGranted int
	RegisteredUnnamed    int
	RegisteredToVerify   int
	ToVerify             []string
}

// RegistrationAwardsByUnit has one row for each unit, honour and kind of
// recipient, in the tree's order.
func RegistrationAwardsByUnit(ctx context.Context, db *sql.DB, y AwardYear) ([]UnitConversion, error) {
	return collect[UnitConversion](ctx, db, "registration_awards_by_unit", y)
}
