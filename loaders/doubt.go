package loaders

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"tdkt/loaders/kind"
	"tdkt/loaders/quantity"
)

//go:embed sql/doubt_year.sql
var doubtYearSQL string

//go:embed sql/doubt_units.sql
var doubtUnitsSQL string

//go:embed sql/doubt_parts.sql
var doubtPartsSQL string

//go:embed sql/doubt_falls.sql
var doubtFallsSQL string

//go:embed sql/doubt_periods.sql
var doubtPeriodsSQL string

// doubt warns of values that are likely wrong beside others. They load all the
// same, and the warning travels with them.
func (r *run) doubt(ctx context.Context) error {
	if !r.stage.used["actual"] {
		return nil
	}
	for _, check := range []func(context.Context) error{
		func(ctx context.Context) error {
			return r.doubtPower(ctx, doubtYearSQL, "last year's", "cùng kỳ năm trước")
		},
		func(ctx context.Context) error {
			return r.doubtPower(ctx, doubtUnitsSQL, "the usual value of the other units,", "mức phổ biến của các đơn vị khác")
		},
		r.doubtParts, r.doubtFalls, r.doubtPeriods,
	} {
		if err := check(ctx); err != nil {
			return err
		}
	}
	return nil
}

// doubtPower warns of what looks like a slip by a power of ten.
func (r *run) doubtPower(ctx context.Context, query, beside, besideVi string) error {
	return r.stage.each(ctx, query, func(rows *sql.Rows) error {
		var source, row, power int
		var sheet, value, other string
		if err := rows.Scan(&source, &sheet, &row, &value, &other, &power); err != nil {
			return err
		}
		factor := "1" + strings.Repeat("0", max(power, -power))
		message, vi := fmt.Sprintf("about %s times", factor), fmt.Sprintf("gấp khoảng %s lần", factor)
		if power < 0 {
			message, vi = fmt.Sprintf("about 1/%s of", factor), fmt.Sprintf("chỉ bằng khoảng 1/%s", factor)
		}
		r.at(source, sheet, row, "value", kind.Finding{Warning: true,
			Message: fmt.Sprintf("%s is %s %s %s", plain(value), message, beside, plain(other)), Hint: "check the decimal sign and the unit",
			Vi: fmt.Sprintf("Giá trị %s %s %s (%s): kiểm tra lại dấu thập phân và đơn vị tính.", vietnamese(value), vi, besideVi, vietnamese(other))})
		return nil
	})
}

func (r *run) doubtParts(ctx context.Context) error {
	return r.stage.each(ctx, doubtPartsSQL, func(rows *sql.Rows) error {
		var source, row int
		var sheet, part, whole, value, of string
		if err := rows.Scan(&source, &sheet, &row, &part, &whole, &value, &of); err != nil {
			return err
		}
		r.at(source, sheet, row, "value", kind.Finding{Warning: true,
			Message: fmt.Sprintf("%s of the part %s is above %s of its whole %s", plain(value), part, plain(of), whole), Hint: "check both values",
			Vi: fmt.Sprintf("Phần “%s” (%s) lớn hơn tổng “%s” (%s).", part, vietnamese(value), whole, vietnamese(of))})
		return nil
	})
}

func (r *run) doubtFalls(ctx context.Context) error {
	return r.stage.each(ctx, doubtFallsSQL, func(rows *sql.Rows) error {
		var source, row int
		var sheet, value, other string
		var end time.Time
		var below bool
		if err := rows.Scan(&source, &sheet, &row, &value, &other, &end, &below); err != nil {
			return err
		}
		message, vi := "above", "lớn hơn"
		if below {
			message, vi = "below", "nhỏ hơn"
		}
		r.at(source, sheet, row, "value", kind.Finding{Warning: true,
			Message: fmt.Sprintf("the cumulative value %s is %s that of %s, %s", plain(value), message, end.Format("02/01/2006"), plain(other)),
			Hint:    "a value that counts from the start of the year does not fall; check both, or write không under Lũy kế",
			Vi:      fmt.Sprintf("Số lũy kế %s %s số lũy kế đến %s (%s).", vietnamese(value), vi, end.Format("02/01/2006"), vietnamese(other))})
		return nil
	})
}

func (r *run) doubtPeriods(ctx context.Context) error {
	return r.stage.each(ctx, doubtPeriodsSQL, func(rows *sql.Rows) error {
		var source, row int
		var sheet string
		var start, end, last time.Time
		if err := rows.Scan(&source, &sheet, &row, &start, &end, &last); err != nil {
			return err
		}
		const d = "02/01/2006"
		r.at(source, sheet, row, "period_end", kind.Finding{Warning: true,
			Message: fmt.Sprintf("the period %s - %s runs past the end of the plan on %s", start.Format(d), end.Format(d), last.Format(d)), Hint: "check the dates",
			Vi: fmt.Sprintf("Kỳ số liệu vượt quá ngày kết thúc của kế hoạch (%s).", last.Format(d))})
		return nil
	})
}

// plain is a decimal of the database without its last zeros.
func plain(text string) string {
	if d, err := quantity.New(text); err == nil {
		return d.String()
	}
	return text
}

func vietnamese(text string) string {
	if d, err := quantity.New(text); err == nil {
		return quantity.FormatMin(d)
	}
	return text
}
