package queries

import (
	"context"
	"database/sql"
)

// A ProvinceFormRow is one row of biểu 0603.N/BNV-TĐKT, or of 0703.N before
// 2023: what ministries and provinces granted, counted by the year of the
// decision. Tập thể lao động xuất sắc have no column in it. Rows and columns are
// grade C: read from a product's templates, not from the circular; for 0703.N, of
// which no source gives them, they are those of 0603.N.
type ProvinceFormRow struct {
	Form         string
	Position     int
	Heading      string // "" for the total
	RowCode      string // mã số; "": awards of which the ledger does not say enough
	Label        string
	Total        int // column 1
	Diplomas     int // Bằng khen
	Fighters     int // Chiến sĩ thi đua cấp bộ, cấp tỉnh
	Flags        int // Cờ thi đua cấp bộ, cấp tỉnh
	Badges       int // huy hiệu, kỷ niệm chương
	ColumnsAgree bool
	RowsAgree    sql.Null[bool] // the rows of the heading add up; not Valid outside a heading
}

// Form0603 fills in the form of commendations of ministries and provinces.
func Form0603(ctx context.Context, db *sql.DB, y AwardYear) ([]ProvinceFormRow, error) {
	return collect[ProvinceFormRow](ctx, db, "form_0603", y)
}
