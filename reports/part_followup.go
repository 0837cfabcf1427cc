package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// followUp says what became of the weaknesses and tasks that earlier reports
// named; nil where none was loaded. It stands at the end of part V; an annex has
// the list.
func (r *review) followUp() []document.Block {
	all, ok := r.followedUp()
	if !ok {
		return nil
	}
	p := (&prose{}).w("Trong ").v("kp.tong", count(all.Items)).w(" nội dung đã nêu tại các báo cáo trước (").see(r.annexName(annexBefore), "bang-khac-phuc").w(") có ")
	first := true
	for _, s := range []struct {
		key, word string
		n         int
	}{{"kp.xong", "đã hoàn thành", all.Done}, {"kp.dang", "đang thực hiện", all.InProgress}, {"kp.chua", "chưa thực hiện", all.NotDone}} {
		if s.n == 0 {
			continue
		}
		if !first {
			p.w(", ")
		}
		first = false
		p.v(s.key, count(s.n)).w(" nội dung " + s.word)
	}
	if all.Overdue > 0 {
		p.w("; ").v("kp.qua-han", count(all.Overdue)).w(" nội dung đã quá thời hạn đề ra")
	}
	return []document.Block{
		document.Heading{Level: 2, Number: "4", Text: "Kết quả khắc phục hạn chế, thực hiện nhiệm vụ kỳ trước"},
		p.w(".").paragraph(),
	}
}

func (r *review) followUpTable(all queries.FollowUpCount) document.Table {
	table := document.Table{
		ID: "bang-khac-phuc", Title: "Kết quả khắc phục hạn chế, thực hiện nhiệm vụ kỳ trước",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 48, From: "content"}, {Width: 26, From: "short_name"}, {Width: 22, Align: document.Centre, From: "due_on"},
			{Width: 24, Align: document.Centre, From: "state, overdue"}, {Width: 40, From: "result"}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Hạn chế, nhiệm vụ đã nêu"}, {Text: "Đơn vị thực hiện"}, {Text: "Thời hạn"},
			{Text: "Kết quả"}, {Text: "Nội dung"}}},
	}
	kind := ""
	for i, f := range r.follow {
		if f.ItemKind != kind {
			kind = f.ItemKind
			table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(capital(emulation.FollowUpKind(kind).Label()))}})
		}
		due := zeroText
		if !f.DueOn.IsZero() {
			due = day(f.DueOn)
		}
		table.Rows = append(table.Rows, document.Row{Origin: r.taskRow(f), Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(f.Content),
			r.unitOfTask(f), document.WordCell(due), document.WordCell(taskState(f)), document.WordCell(orElse(f.Result, missingText))}})
	}
	for _, t := range []struct {
		label, key string
		n          int
	}{{"Đã hoàn thành", "kp.xong", all.Done}, {"Đang thực hiện", "kp.dang", all.InProgress}, {"Chưa thực hiện", "kp.chua", all.NotDone},
		{"Trong đó quá thời hạn", "kp.qua-han", all.Overdue}, {"Tổng số nội dung", "kp.tong", all.Items}} {
		if t.n == 0 && t.key != "kp.tong" {
			continue
		}
		table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(r.windowAsked("follow_up_list"), "rows by state"), Cells: []document.Cell{document.WordCell(""), document.WordCell(t.label),
			document.WordCell(""), document.WordCell(""), document.ValueCell(t.key, whole(t.n)), document.WordCell("")}})
	}
	return table
}
