package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// personsKey names a figure of persons rewarded; level and unit "" are all.
func personsKey(y yearAwards, p queries.AwardPersons, f string) string {
	return "kt." + itoa(y.year) + ".nguoi." + p.UnitCode + "." + p.Level + "." + f
}

// personsSentence tells awards from persons: one person may hold several.
func (r *review) personsSentence(y yearAwards) document.Paragraph {
	all := y.persons[0]
	p := (&prose{}).w("Trong ").v(personsKey(y, all, "luot"), count(all.Awards)).w(" lượt cá nhân được khen thưởng năm " + itoa(y.year))
	if all.Named == 0 {
		return p.w(", các đơn vị báo cáo theo số lượng, chưa nêu tên nên chưa tính được số người.").paragraph()
	}
	p.w(" có ").v(personsKey(y, all, "neu-ten"), count(all.Named)).w(" lượt nêu tên, của ").v(personsKey(y, all, "nguoi"), count(all.Persons)).w(" người")
	if all.Several > 0 {
		p.w("; ").v(personsKey(y, all, "nhieu"), count(all.Several)).w(" người được từ hai danh hiệu, hình thức trở lên")
	}
	return p.w(".").paragraph()
}

// personsTable counts both ways, by the level that grants; with units also each
// unit. ok is false when no individual was rewarded.
func (r *review) personsTable(y yearAwards, units bool) (table document.Table, ok bool) {
	if len(y.persons) == 0 {
		return table, false
	}
	table = document.Table{ID: "bang-so-nguoi-" + itoa(y.year), Title: "Lượt khen thưởng cá nhân và số người được khen thưởng năm " + itoa(y.year),
		Columns: []document.Column{{Width: 62}, {Width: 22, Align: document.Decimal}, {Width: 22, Align: document.Decimal}, {Width: 22, Align: document.Decimal},
			{Width: 28, Align: document.Decimal}, {Width: 22, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "Cấp khen"}, {Text: "Số lượt"}, {Text: "Lượt nêu tên"}, {Text: "Số người"}, {Text: "Người được từ 2 trở lên"},
			{Text: "Lượt không nêu tên"}}},
	}
	if units {
		table.Header[0][0].Text = "Cấp khen, đơn vị"
	}
	if units {
		table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell("Theo cấp khen")}})
	}
	for _, p := range y.persons[1:] {
		if p.UnitCode == "" {
			r.personsRow(&table, y, document.Plain, capital(emulation.Level(p.Level).Label()), p)
		}
	}
	r.personsRow(&table, y, document.Total, "Chung các cấp", y.persons[0])
	note := "Số người ở dòng chung không phải là số cộng các dòng: người được khen ở nhiều cấp, nhiều đơn vị chỉ tính một lần. Một người nhận ra theo mã, nếu không có mã thì theo họ tên trong cùng đơn vị."
	last := &table.Rows[len(table.Rows)-1].Cells[3]
	last.Spans[0].Notes = append(last.Spans[0].Notes, note)
	if !units {
		return table, true
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell("Theo đơn vị")}})
	for _, p := range y.persons {
		if p.UnitCode != "" && p.Level == "" {
			r.personsRow(&table, y, document.Plain, p.ShortName, p)
		}
	}
	return table, true
}

func (r *review) personsRow(table *document.Table, y yearAwards, kind document.RowKind, label string, p queries.AwardPersons) {
	persons := func(key string, n int) document.Cell {
		if p.Named == 0 {
			return document.WordCell(missingText) // not known is not none
		}
		return document.ValueCell(personsKey(y, p, key), whole(n))
	}
	table.Rows = append(table.Rows, document.Row{Kind: kind, Cells: []document.Cell{
		document.WordCell(label), document.ValueCell(personsKey(y, p, "luot"), whole(p.Awards)), document.ValueCell(personsKey(y, p, "neu-ten"), whole(p.Named)),
		persons("nguoi", p.Persons), persons("nhieu", p.Several), document.ValueCell(personsKey(y, p, "khong-ten"), whole(p.Unnamed))}})
}
