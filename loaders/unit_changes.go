package loaders

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/kind"
)

//go:embed sql/unit_changes.sql
var unitChangesSQL string

//go:embed sql/undeclared_units.sql
var undeclaredUnitsSQL string

//go:embed sql/unit_stretches.sql
var unitStretchesSQL string

//go:embed sql/unit_below.sql
var unitBelowSQL string

// checkUnitChanges holds the conversion table against the list of units and
// against itself, and warns of units that begin anew without being in it.
func (r *run) checkUnitChanges(ctx context.Context) error {
	if r.stage.used["unit_change"] {
		if err := r.stage.each(ctx, unitChangesSQL, r.wrongChange); err != nil {
			return err
		}
	}
	if !r.stage.used["org_unit"] {
		return nil
	}
	return r.stage.each(ctx, undeclaredUnitsSQL, func(rows *sql.Rows) error {
		var source, row int
		var sheet, code string
		var from time.Time
		if err := rows.Scan(&source, &sheet, &row, &code, &from); err != nil {
			return err
		}
		r.at(source, sheet, row, "valid_from", kind.Finding{Warning: true, Text: code,
			Message: fmt.Sprintf("the unit %q begins anew on %s, and no conversion row says which territory it has", code, from.Format("02/01/2006")),
			Hint:    "load a conversion row (unit_changes), 100 from the same code for a mere change of name; until then nothing is compared across that day",
			Vi:      fmt.Sprintf("Đơn vị “%s” có dòng mới từ %s nhưng chưa có trong bảng chuyển đổi: chưa so sánh được số liệu trước và sau ngày này.", code, from.Format("02/01/2006"))})
		return nil
	})
}

func (r *run) wrongChange(rows *sql.Rows) error {
	var source, row int
	var sheet, fault, old, fresh, basis string
	var on time.Time
	var total, other sql.NullString
	if err := rows.Scan(&source, &sheet, &row, &fault, &old, &fresh, &basis, &on, &total, &other); err != nil {
		return err
	}
	day, last := on.Format("02/01/2006"), on.AddDate(0, 0, -1).Format("02/01/2006")
	basisVi := emulation.ShareBasis(basis).Label()
	column, f := "share", kind.Finding{}
	switch fault {
	case "not_begun":
		column, f = "new_code", kind.Finding{Text: fresh, Message: fmt.Sprintf("the unit %q does not begin on %s", fresh, day),
			Hint: "a changed unit has a row of its own in the list of units, from that day",
			Vi:   fmt.Sprintf("Đơn vị mới “%s” chưa có dòng hiệu lực từ %s trong danh sách đơn vị.", fresh, day)}
	case "not_ended":
		column, f = "old_code", kind.Finding{Text: old, Message: fmt.Sprintf("the unit %q does not end on %s", old, last),
			Hint: "give its row in the list of units that last day",
			Vi:   fmt.Sprintf("Đơn vị cũ “%s” chưa ghi ngày hết hiệu lực %s trong danh sách đơn vị.", old, last)}
	case "lone":
		f = kind.Finding{Message: fmt.Sprintf("the only successor of %q takes it whole, and the share is blank", old), Hint: "write 100, or name the other successors",
			Vi: fmt.Sprintf("Đơn vị cũ “%s” chỉ có một đơn vị mới: ghi 100, hoặc bổ sung đơn vị mới khác.", old)}
	case "sum":
		f = kind.Finding{Text: total.String, Message: fmt.Sprintf("the shares of %q by %s on %s add up to %s%%", old, basis, day, plain(total.String)),
			Hint: "they make 100 together; a share that is not known leaves room for it",
			Vi:   fmt.Sprintf("Tổng tỷ lệ của đơn vị cũ “%s” (theo %s) là %s%%, phải bằng 100%%.", old, basisVi, vietnamese(total.String))}
	case "left_out":
		f = kind.Finding{Text: other.String, Message: fmt.Sprintf("by %s the unit %q has no row for its successor %q", basis, old, other.String),
			Hint: "every basis names the same successors; leave a share blank when it is not known",
			Vi:   fmt.Sprintf("Theo %s, đơn vị cũ “%s” còn thiếu dòng cho đơn vị mới “%s”.", basisVi, old, other.String)}
	default:
		column, f = "share_of_new", kind.Finding{Text: total.String, Message: fmt.Sprintf("the parts that make up %q by %s on %s add up to %s%%", fresh, basis, day, plain(total.String)),
			Hint: "they make 100 together; leave the column blank when they are not known",
			Vi:   fmt.Sprintf("Tổng các phần tạo thành đơn vị mới “%s” (theo %s) là %s%%, phải bằng 100%%.", fresh, basisVi, vietnamese(total.String))}
	}
	r.at(source, sheet, row, column, f)
	return nil
}
