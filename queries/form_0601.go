package queries

import (
	"context"
	"database/sql"
)

// A MovementForm picks the statistical form of a plan's movements in a year.
type MovementForm struct {
	PlanID  string
	Year    int
	Counted string // launched in the year, or running in it; "": launched
	Form    string // 0601, or 0701 of before 2023; "": the one in force in the year
}

// A MovementFormRow is one row of biểu 0601.N/BNV-TĐKT or of the older 0701.N.
// Series of the two are not comparable row by row. Rows and columns are grade C:
// read from a product's templates, not from the circulars; that the row of units
// of 0701.N has code 05 is concluded, not read.
type MovementFormRow struct {
	Form         string
	Position     int
	Heading      string // "" for the total
	RowCode      string // mã số; "": movements of which the plan does not say enough
	Label        string
	Total        int           // column 1
	Central      int           // column 2
	Province     int           // column 3
	Unit         sql.Null[int] // column 4; not Valid in 0701, which has none
	ColumnsAgree bool          // 1 = 2 + 3 + 4
	RowsAgree    sql.Null[bool]
	Movements    []string // codes, in the plan's order
}

// Form0601 counts the emulation movements of a plan; campaigns (cuộc vận động)
// are none.
func Form0601(ctx context.Context, db *sql.DB, f MovementForm) ([]MovementFormRow, error) {
	return collect[MovementFormRow](ctx, db, "form_0601", f)
}
