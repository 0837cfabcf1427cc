package reports

import (
	"cmp"
	"slices"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// termAwards is what a review of several years says of its awards: the years stand
// side by side, for a section a year would say the same a dozen pages long.
func (r *review) termAwards() []document.Block {
	blocks := []document.Block{r.honoursByYear()}
	if table, ok := r.personsByYear(); ok && r.Final {
		blocks = append(blocks, table)
	}
	if table, ok := r.structureByYear(); ok {
		blocks = append(blocks, r.directByYear(), table)
	}
	return blocks
}

// A honourLine is a title or form and kind of recipient over the years.
type honourLine struct {
	honour, recipient   string
	registered, pending int
	granted             []int // by year
}

// honourLines are the lines of all years in the order of print.
func (r *review) honourLines() []honourLine {
	var out []honourLine
	for i, y := range r.awards {
		for _, c := range y.conversion {
			j := slices.IndexFunc(out, func(l honourLine) bool { return l.honour == c.HonourCode && l.recipient == c.RecipientKind })
			if j < 0 {
				j = len(out)
				out = append(out, honourLine{honour: c.HonourCode, recipient: c.RecipientKind, granted: make([]int, len(r.awards))})
			}
			out[j].registered += c.Registered
			out[j].pending += c.Proposed + c.Approved + c.Submitted
			out[j].granted[i] += c.Granted
		}
	}
	kinds := emulation.AllRecipientKinds()
	slices.SortStableFunc(out, func(a, b honourLine) int {
		return cmp.Or(cmp.Compare(emulation.Honour(a.honour).Rank(), emulation.Honour(b.honour).Rank()),
			cmp.Compare(slices.Index(kinds, emulation.RecipientKind(a.recipient)), slices.Index(kinds, emulation.RecipientKind(b.recipient))))
	})
	return out
}

// honoursByYear lists the titles and forms with what was granted for each year.
func (r *review) honoursByYear() document.Table {
	table := document.Table{ID: "bang-danh-hieu-cac-nam", Title: "Khen thưởng theo danh hiệu, hình thức qua các năm", Unit: "Đơn vị tính: lượt",
		Columns: []document.Column{{Width: 8, Align: document.Centre}, {Width: 46}, {Width: 18, Align: document.Centre}, {Width: 14, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "TT", RowSpan: 2}, {Text: "Danh hiệu, hình thức", RowSpan: 2}, {Text: "Đối tượng", RowSpan: 2}, {Text: "Đăng ký", RowSpan: 2},
			{Text: "Đã có quyết định của năm", ColSpan: len(r.awards)}, {Text: "Cộng", RowSpan: 2}, {Text: "Đang trình", RowSpan: 2}}, nil},
	}
	for _, y := range r.awards {
		table.Columns = append(table.Columns, document.Column{Width: 12, Align: document.Decimal})
		table.Header[1] = append(table.Header[1], document.HeaderCell{Text: itoa(y.year)})
	}
	table.Columns = append(table.Columns, document.Column{Width: 13, Align: document.Decimal}, document.Column{Width: 13, Align: document.Decimal})
	all := honourLine{granted: make([]int, len(r.awards))}
	add := func(kind document.RowKind, first, second, third string, l honourLine) {
		cells := []document.Cell{document.WordCell(first), document.WordCell(second), document.WordCell(third), document.WordCell(countCell(l.registered))}
		sum := 0
		for _, n := range l.granted {
			cells = append(cells, document.WordCell(countCell(n)))
			sum += n
		}
		table.Rows = append(table.Rows, document.Row{Kind: kind, Cells: append(cells, document.WordCell(countCell(sum)), document.WordCell(countCell(l.pending)))})
	}
	for i, l := range r.honourLines() {
		add(document.Plain, itoa(i+1), honourName(l.honour), emulation.RecipientKind(l.recipient).Label(), l)
		all.registered += l.registered
		all.pending += l.pending
		for j, n := range l.granted {
			all.granted[j] += n
		}
	}
	add(document.Total, "", "Cộng", "", all)
	return telling(table, 3, silentOrZero)
}

// personsByYear counts awards to individuals and the persons behind them; ok is
// false where no individual was rewarded.
func (r *review) personsByYear() (table document.Table, ok bool) {
	table = document.Table{ID: "bang-so-nguoi-cac-nam", Title: "Lượt khen thưởng cá nhân và số người được khen thưởng qua các năm",
		Columns: []document.Column{{Width: 24, Align: document.Centre}, {Width: 24, Align: document.Decimal}, {Width: 24, Align: document.Decimal}, {Width: 24, Align: document.Decimal},
			{Width: 32, Align: document.Decimal}, {Width: 28, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "Năm"}, {Text: "Số lượt"}, {Text: "Lượt nêu tên"}, {Text: "Số người"}, {Text: "Người được từ 2 trở lên"}, {Text: "Lượt không nêu tên"}}},
		Notes:  []string{"Trong một năm mỗi người được nêu tên chỉ tính một lần; người được khen ở nhiều năm được tính ở từng năm."},
	}
	for _, y := range r.awards {
		if len(y.persons) > 0 {
			r.personsRow(&table, y, document.Plain, itoa(y.year), y.persons[0])
		}
	}
	return table, len(table.Rows) > 0
}

// structureByYear are the shares of each year side by side.
func (r *review) structureByYear() (document.Table, bool) {
	table := document.Table{ID: "bang-co-cau-cac-nam", Title: "Cơ cấu khen thưởng qua các năm", Unit: "Đơn vị tính: %",
		Columns: []document.Column{{Width: 60}}, Header: [][]document.HeaderCell{{{Text: "Cơ cấu"}}}}
	for _, y := range r.awards {
		table.Columns = append(table.Columns, document.Column{Width: 17, Align: document.Decimal})
		table.Header[0] = append(table.Header[0], document.HeaderCell{Text: itoa(y.year)})
	}
	for _, d := range structureDimensions {
		var codes []string
		for _, y := range r.awards {
			for _, s := range y.structure {
				if s.Dimension == d.code && s.Total > 0 && !slices.Contains(codes, s.Code) {
					codes = append(codes, s.Code)
				}
			}
		}
		if len(codes) == 0 {
			continue
		}
		table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(d.head)}})
		for _, code := range codes {
			label := "chưa rõ"
			if code != "" {
				label = d.label(code)
			}
			cells := []document.Cell{document.WordCell(capital(label))}
			for _, y := range r.awards {
				cell := document.WordCell(zeroText)
				if s, ok := shareOf(y, d.code, code); ok {
					cell = document.ValueCell("cc."+itoa(y.year)+"."+d.code+"."+code+".ty-le", shareText(s))
				}
				cells = append(cells, cell)
			}
			table.Rows = append(table.Rows, document.Row{Cells: cells})
		}
	}
	return table, len(table.Rows) > 0
}

// shareOf is one class of a year's awards; ok is false where nobody is in it.
func shareOf(y yearAwards, dimension, code string) (queries.AwardShare, bool) {
	i := slices.IndexFunc(y.structure, func(s queries.AwardShare) bool { return s.Dimension == dimension && s.Code == code && s.Total > 0 })
	if i < 0 {
		return queries.AwardShare{}, false
	}
	return y.structure[i], true
}

// shareText is a share, or the interval in which it lies.
func shareText(s queries.AwardShare) string {
	text := percent(s.Share)
	if s.ShareHi.Valid && !s.ShareHi.Equal(s.Share) {
		text += "-" + percent(s.ShareHi)
	}
	return text
}

// directByYear says the share of direct workers of each year.
func (r *review) directByYear() document.Paragraph {
	p := &prose{}
	for _, y := range r.awards {
		s, ok := shareOf(y, "direct", "direct")
		if !ok {
			continue
		}
		if len(p.spans) == 0 {
			p.w("Trong số cá nhân được tặng bằng khen, giấy khen, người trực tiếp lao động, công tác chiếm: ")
		} else {
			p.w(", ")
		}
		p.w("năm "+itoa(y.year)+" ").v("cc."+itoa(y.year)+".direct.direct.ty-le", shareText(s)).w("%")
	}
	if len(p.spans) == 0 {
		return say("Cơ cấu khen thưởng các năm như sau:")
	}
	return p.w(".").paragraph()
}
