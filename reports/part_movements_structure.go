package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/reports/document"
)

// movementDimensions are the divisions of the movements in the order of print.
var movementDimensions = []struct {
	code, head string
	label      func(string) string
}{
	{"launched_by", "Theo cấp phát động", func(c string) string { return emulation.Level(c).Label() }},
	{"scope", "Theo phạm vi", func(c string) string { return emulation.MovementScope(c).Label() }},
	{"duration", "Theo thời hạn", func(c string) string {
		return map[string]string{"under_1": "dưới 1 năm", "exactly_1": "1 năm", "from_1": "từ 1 năm đến dưới 3 năm",
			"from_3": "từ 3 năm đến dưới 5 năm", "from_5": "từ 5 năm trở lên"}[c]
	}},
	{"method", "Theo phương thức", func(c string) string { return emulation.MovementKind(c).Label() }},
}

// movementStructure divides the movements of a final review by launcher, scope,
// duration and method, as the statistical form does.
func (r *review) movementStructure() (document.Table, bool) {
	table := document.Table{
		ID: "bang-co-cau-phong-trao", Title: "Phong trào thi đua theo cấp phát động, phạm vi, thời hạn, phương thức",
		Columns: []document.Column{{Width: 60}, {Width: 20, Align: document.Decimal}, {Width: 20, Align: document.Decimal}, {Width: 20, Align: document.Decimal},
			{Width: 22, Align: document.Decimal}, {Width: 24, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "Phân loại", RowSpan: 2}, {Text: "Số phong trào", ColSpan: 3}, {Text: "Lượt đơn vị tham gia", RowSpan: 2}, {Text: "Lượt người tham gia", RowSpan: 2}},
			{{Text: "tổng số"}, {Text: "phát động trong kỳ"}, {Text: "có đơn vị tham gia"}}},
		Notes: []string{"Phong trào của cấp mình và cấp dưới không ghi ngày bắt đầu được tính là phát động cùng kế hoạch; của cấp trên thì không tính là phát động trong kỳ."},
	}
	for _, d := range movementDimensions {
		first, classes := true, 0
		for _, s := range r.shares {
			if s.Dimension == d.code {
				classes++
			}
		}
		for _, s := range r.shares {
			if s.Dimension != d.code || classes < 2 { // one class divides nothing
				continue
			}
			if first {
				table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(d.head)}})
				first = false
			}
			label, people := "chưa ghi", missingText
			if s.Code != "" {
				label = d.label(s.Code)
			}
			if s.Participants.Valid {
				people = whole(s.Participants.V)
			}
			table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(capital(label)), document.WordCell(whole(s.Movements)),
				document.WordCell(whole(s.Launched)), document.WordCell(whole(s.Joined)), document.WordCell(whole(s.Joins)), document.WordCell(people)}})
		}
	}
	return telling(table, 1, silentOrZero), len(table.Rows) > 0
}
