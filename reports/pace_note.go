package reports

import "tdkt/reports/document"

// paceNote says in the method note how well the expected shares would have told
// earlier years; nil where none was used.
func (r *review) paceNote() []document.Block {
	table := document.Table{
		ID: "bang-muc-tham-chieu", Title: "Kiểm tra mức tham chiếu trên các năm trước",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 75}, {Width: 25, Align: document.Decimal, From: "pace_tested"},
			{Width: 30, Align: document.Decimal, From: "pace_error"}, {Width: 30, Align: document.Decimal, From: "pace_largest_error"}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Chỉ tiêu"}, {Text: "Số năm kiểm tra"}, {Text: "Sai số bình quân (điểm %)"},
			{Text: "Sai số lớn nhất (điểm %)"}}},
	}
	for _, t := range r.targets {
		if t.PaceTested > 0 && !t.Restricted {
			table.Rows = append(table.Rows, document.Row{Origin: r.targetRow(t), Cells: []document.Cell{document.WordCell(itoa(len(table.Rows) + 1)), document.WordCell(t.Label),
				document.WordCell(itoa(t.PaceTested)), document.WordCell(percent(t.PaceError)), document.WordCell(percent(t.PaceLargestError))}})
		}
	}
	if len(table.Rows) == 0 {
		return nil
	}
	table.Notes = []string{"Mỗi năm trước được đối chiếu với mức tham chiếu tính từ các năm trước nó (năm đầu: tuyến tính); sai số là chênh lệch giữa tỷ lệ thực tế của năm đó và mức tham chiếu."}
	return []document.Block{table}
}
