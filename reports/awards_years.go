package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/reports/document"
)

// granted counts the awards of some years by kind of recipient.
func granted(years []yearAwards) map[emulation.RecipientKind]int {
	out := map[emulation.RecipientKind]int{}
	for _, y := range years {
		for _, c := range y.conversion {
			out[emulation.RecipientKind(c.RecipientKind)] += c.Granted
		}
	}
	return out
}

// yearsTable sets the years of a multi-year review side by side.
func (r *review) yearsTable() (document.Table, bool) {
	total := granted(r.awards)
	var kinds []emulation.RecipientKind
	for _, k := range emulation.AllRecipientKinds() {
		if total[k] > 0 {
			kinds = append(kinds, k)
		}
	}
	if len(r.awards) < 2 || len(kinds) == 0 {
		return document.Table{}, false
	}
	table := document.Table{ID: "bang-khen-thuong-cac-nam", Title: "Số lượt khen thưởng đã có quyết định qua các năm", Unit: "Đơn vị tính: lượt",
		Columns: []document.Column{{Width: 30}}, Header: [][]document.HeaderCell{{{Text: "Năm"}}}}
	for _, k := range kinds {
		table.Columns = append(table.Columns, document.Column{Width: 24, Align: document.Decimal})
		table.Header[0] = append(table.Header[0], document.HeaderCell{Text: capital(k.Label())})
	}
	row := func(label, prefix string, counts map[emulation.RecipientKind]int, kind document.RowKind) {
		cells := []document.Cell{document.WordCell(label)}
		for _, k := range kinds {
			cells = append(cells, document.ValueCell(prefix+string(k), countCell(counts[k])))
		}
		table.Rows = append(table.Rows, document.Row{Kind: kind, Cells: cells})
	}
	for _, y := range r.awards {
		row(itoa(y.year), "kt."+itoa(y.year)+".tong.", granted([]yearAwards{y}), document.Plain)
	}
	row("Cộng", "kt.giai-doan.", total, document.Total)
	return table, true
}

// yearsSentence says the whole of a multi-year review.
func (r *review) yearsSentence() document.Paragraph {
	p := (&prose{}).w("Cả " + r.period() + " đã có quyết định khen thưởng ")
	total := granted(r.awards)
	first := true
	for _, k := range emulation.AllRecipientKinds() {
		if total[k] == 0 {
			continue
		}
		if !first {
			p.w(", ")
		}
		first = false
		p.v("kt.giai-doan."+string(k), count(total[k])).w(" lượt " + k.Label())
	}
	return p.w(".").paragraph()
}
