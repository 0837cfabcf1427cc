package reports

import (
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/reports/document"
)

// movementDimensions are the divisions of the movements in the order of print.
var movementDimensions = []struct {
	code, head string // head: "Theo cấp phát động"
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

// launchedHead is the column that the note under the table speaks of.
const launchedHead = "phát động trong kỳ"

// movementStructure divides the movements of a final review by launcher, scope,
// duration and method, as the statistical form does.
func (r *review) movementStructure() (document.Table, bool) {
	table := document.Table{
		ID: "bang-co-cau-phong-trao",
		Columns: []document.Column{{Width: 60}, {Width: 20, Align: document.Decimal}, {Width: 20, Align: document.Decimal}, {Width: 20, Align: document.Decimal},
			{Width: 22, Align: document.Decimal}, {Width: 24, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "Phân loại", RowSpan: 2}, {Text: "Số phong trào", ColSpan: 3}, {Text: "Lượt đơn vị tham gia", RowSpan: 2}, {Text: "Lượt người tham gia", RowSpan: 2}},
			{{Text: "tổng số"}, {Text: launchedHead}, {Text: "có đơn vị tham gia"}}},
	}
	var divided []string
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
				divided = append(divided, strings.TrimPrefix(d.head, "Theo "))
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
	table.Title = "Phong trào thi đua theo " + strings.Join(divided, ", ")
	told := telling(table, 1, silentOrZero)
	if slices.ContainsFunc(told.Header, func(row []document.HeaderCell) bool {
		return slices.ContainsFunc(row, func(c document.HeaderCell) bool { return strings.Contains(c.Text, launchedHead) })
	}) {
		told.Notes = []string{"Phong trào của cấp mình và cấp dưới không ghi ngày bắt đầu được tính là phát động cùng kế hoạch; của cấp trên thì không tính là phát động trong kỳ."}
	}
	return told, len(table.Rows) > 0
}
