package kind

import (
	"fmt"
	"time"
)

// Org units: table org_unit. Its position (the order of the file) is put in
// when the row is staged.
var orgUnits = define(Kind{
	Name: "org_units", Table: "org_unit",
	Columns: []Column{
		colUnit,
		{Name: "name", Label: "Tên đơn vị", Required: true},
		{Name: "short_name", Label: "Tên ngắn"},
		{Name: "level", Label: "Cấp", Required: true},
		{Name: "kind", Label: "Loại", Required: true},
		{Name: "parent_code", Label: "Mã cấp trên"},
		{Name: "reports", Label: "Phải báo cáo"},
		{Name: "valid_from", Label: "Có hiệu lực từ", Also: []string{"Từ ngày"}, Required: true},
		{Name: "valid_to", Label: "Đến ngày"},
		colSource,
	},
	Key:  []string{"unit_code", "valid_from"},
	read: readOrgUnit,
})

func readOrgUnit(r *Reading) {
	short := r.text("short_name")
	if short == nil {
		short = r.text("name")
	}
	if !r.blank("parent_code") && r.code("parent_code") == r.code("unit_code") {
		r.fail("parent_code", fmt.Sprintf("the unit %q stands above itself", r.code("unit_code")), "name the unit above it, or leave the cell blank for the topmost",
			"Đơn vị không thể là cấp trên của chính mình.")
	}
	from, okFrom := r.day("valid_from")
	to, okTo := r.day("valid_to")
	if okFrom && okTo && to.Before(from) {
		r.fail("valid_to", fmt.Sprintf("the last day %s is before the first, %s", day(to), day(from)), "mend one of the two dates",
			"Ngày hết hiệu lực trước ngày có hiệu lực.")
	}
	r.put(r.text("unit_code"), r.text("name"), short, r.word("level", levels, nil), r.word("kind", unitKinds, nil),
		r.text("parent_code"), r.yesNo("reports", false), nil, orNil(from, okFrom), orNil(to, okTo), r.text("source"))
}

func day(t time.Time) string { return t.Format("02/01/2006") }

func orNil(t time.Time, ok bool) any {
	if !ok {
		return nil
	}
	return t
}
