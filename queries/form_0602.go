package queries

import (
	"context"
	"database/sql"
)

// A StateFormRow is one row of biểu 0602.N/BNV-TĐKT, or of 0702.N before 2023:
// what the State granted, counted by the year of the decision. Numbers are
// awards less revoked ones; Total is the sum of the other columns where
// ColumnsAgree says so. Rows and columns are grade C: read from a product's
// templates, not from the circular; for 0702.N, of which no source gives them, they
// are those of 0602.N.
type StateFormRow struct {
	Form     string
	Position int
	Heading  string // "" for the total
	RowCode  string // mã số; "": awards of which the ledger does not say enough
	Label    string
	Total    int

	OrdersCollective    int // huân chương; whoever is no individual stands among the collectives
	OrdersIndividual    int
	MedalsCollective    int // huy chương
	MedalsIndividual    int
	HoChiMinhPrize      int
	StatePrize          int
	HonoraryTitles      int
	GovernmentFlag      int
	PMDiplomaCollective int // Bằng khen của Thủ tướng
	PMDiplomaIndividual int
	NationalFighter     int
	Other               int

	ColumnsAgree bool
	RowsAgree    sql.Null[bool] // the rows of the heading add up; not Valid outside a heading
}

// Form0602 fills in the form of commendations of state level.
func Form0602(ctx context.Context, db *sql.DB, y AwardYear) ([]StateFormRow, error) {
	return collect[StateFormRow](ctx, db, "form_0602", y)
}
