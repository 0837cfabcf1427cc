package kind

import (
	"fmt"

	"tdkt/loaders/quantity"
)

// Unit changes: table unit_change, the conversion table of a reorganisation. A
// row says which part of an old unit went to a new one. What the rows of one
// unit and day say together is checked where they are staged.
var unitChanges = define(Kind{
	Name: "unit_changes", Table: "unit_change",
	Columns: []Column{
		{Name: "old_code", Label: "Mã đơn vị cũ", Also: []string{"Mã cũ", "Mã xã cũ"}, Required: true},
		{Name: "new_code", Label: "Mã đơn vị mới", Also: []string{"Mã mới", "Mã xã mới"}, Required: true},
		{Name: "basis", Label: "Cơ sở tính", Also: []string{"Tính theo"}},
		{Name: "changed_on", Label: "Ngày thay đổi", Also: []string{"Ngày sắp xếp", "Ngày hiệu lực"}, Required: true},
		{Name: "share", Label: "Phần của đơn vị cũ (%)", Also: []string{"Tỷ lệ (%)", "Tỷ lệ của đơn vị cũ (%)"}},
		{Name: "share_of_new", Label: "Phần trong đơn vị mới (%)", Also: []string{"Tỷ lệ trong đơn vị mới (%)"}},
		{Name: "document", Label: "Văn bản", Also: []string{"Số nghị quyết", "Nghị quyết"}},
		colSource,
	},
	Key:  []string{"old_code", "new_code", "basis", "changed_on"},
	read: readUnitChange,
})

func readUnitChange(r *Reading) {
	on, ok := r.day("changed_on")
	if ok {
		before := on.AddDate(0, 0, -1)
		r.unit("old_code", before, before)
		r.unit("new_code", on, on)
	}
	r.put(r.text("old_code"), r.text("new_code"), r.word("basis", shareBases, "all"), orNil(on, ok),
		r.share("share"), r.share("share_of_new"), r.text("document"), r.text("source"))
}

// share reads a percentage above 0, up to 100, as a fraction; nil for a blank
// cell: the part is not known.
func (r *Reading) share(name string) any {
	percent := r.decimal(name)
	if !percent.Valid {
		return nil
	}
	if percent.Decimal.Sign() <= 0 || quantity.FromInt(100).Less(percent.Decimal) {
		r.fail(name, fmt.Sprintf("%s: %s is not above 0 and up to 100", r.label(name), percent), "write the percentage, 100 for the whole; leave the cell blank when it is not known",
			fmt.Sprintf("Cột “%s”: tỷ lệ phải lớn hơn 0 và không quá 100; chưa biết thì để trống.", r.label(name)))
		return nil
	}
	// A share has 9 decimals at most, a number of a cell 6: nothing is lost.
	return percent.Decimal.Mul(hundredth).String()
}

var hundredth = quantity.Must("0.01")
