package reports

import (
	"context"
	"database/sql"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// yearFund is the emulation fund of one year.
type yearFund struct {
	year     int
	balances []queries.FundBalance
	prizes   []queries.PrizeLine
}

// finalJobs ask for what only final reviews print: the movements' divisions, and
// of each year the fund, the initiatives and the votes.
func (r *review) finalJobs(db *sql.DB) []func(context.Context) error {
	if !r.Final {
		return nil
	}
	jobs := []func(context.Context) error{func(ctx context.Context) (err error) {
		r.shares, err = queries.MovementStructure(ctx, db, r.window())
		return err
	}, func(ctx context.Context) (err error) {
		r.indices, err = queries.IndexRanks(ctx, db, queries.PlanState{PlanID: r.PlanID, KnownAt: r.KnownAt})
		return err
	}}
	r.funds = make([]yearFund, len(r.years()))
	r.registers = make([]yearCounts, len(r.years()))
	for i, year := range r.years() {
		y := queries.AwardYear{PlanID: r.PlanID, Year: year, KnownAt: r.KnownAt}
		r.funds[i].year = year
		jobs = append(jobs, countJobs(db, y, &r.registers[i])...)
		jobs = append(jobs, func(ctx context.Context) (err error) {
			r.awards[i].persons, err = queries.AwardPersonCounts(ctx, db, y)
			return err
		})
		jobs = append(jobs, func(ctx context.Context) (err error) {
			if r.funds[i].balances, err = queries.FundBalances(ctx, db, y); err != nil || len(r.funds[i].balances) == 0 {
				return err
			}
			r.funds[i].prizes, err = queries.FundPrizes(ctx, db, y)
			return err
		})
	}
	return jobs
}

// total is the row of all funds.
func (y yearFund) total() (queries.FundBalance, bool) {
	for _, b := range y.balances {
		if b.UnitCode == "*" {
			return b, true
		}
	}
	return queries.FundBalance{}, false
}

// fund prints the emulation fund of a year: what came in and went out, and prize
// money against what the decisions give. It is part of final reviews.
func (r *review) fund(y yearFund) []document.Block {
	total, ok := y.total()
	if !ok {
		return nil
	}
	blocks := []document.Block{r.fundSentence(y, total), r.fundTable(y, total)}
	if table, ok := r.prizeTable(y); ok {
		blocks = append(blocks, r.prizeSentence(y), table)
	}
	return blocks
}

func fundKey(y yearFund, f string) string { return "quy." + itoa(y.year) + "." + f }

func money(d quantity.Decimal) string { return cellNumber(quantity.Some(d)) }

// fundColumns are the sums of a fund in the order of print.
func fundColumns(b queries.FundBalance) []struct {
	key   string
	value quantity.Decimal
} {
	return []struct {
		key   string
		value quantity.Decimal
	}{{"dau-nam", b.Opening}, {"cap", b.Allocated}, {"khac", b.Contributed}, {"thuong", b.Prizes}, {"to-chuc", b.Organising}, {"chi-khac", b.OtherSpending}, {"con", b.Closing}}
}

func (r *review) fundSentence(y yearFund, b queries.FundBalance) document.Paragraph {
	p := (&prose{}).w("Quỹ thi đua, khen thưởng năm "+itoa(y.year)+": số dư đầu năm ").v(fundKey(y, "dau-nam"), money(b.Opening)).w(" đồng, ngân sách cấp ").
		v(fundKey(y, "cap"), money(b.Allocated)).w(" đồng")
	if b.Contributed.Sign() > 0 {
		p.w(", nguồn đóng góp, nguồn khác ").v(fundKey(y, "khac"), money(b.Contributed)).w(" đồng")
	}
	p.w("; đã chi tiền thưởng ").v(fundKey(y, "thuong"), money(b.Prizes)).w(" đồng, chi tổ chức, tuyên truyền, hiện vật ").
		v(fundKey(y, "to-chuc"), money(b.Organising)).w(" đồng; ")
	if b.Closing.Sign() < 0 {
		p.w("chi vượt số có, chênh lệch ")
	} else {
		p.w("còn lại ")
	}
	return p.v(fundKey(y, "con"), money(b.Closing)).w(" đồng.").paragraph()
}

func (r *review) fundTable(y yearFund, total queries.FundBalance) document.Table {
	table := document.Table{ID: "bang-quy-" + itoa(y.year), Title: "Quỹ thi đua, khen thưởng năm " + itoa(y.year), Unit: "Đơn vị tính: đồng",
		Columns: []document.Column{{Width: 28}, {Width: 22, Align: document.Decimal}, {Width: 23, Align: document.Decimal}, {Width: 21, Align: document.Decimal},
			{Width: 23, Align: document.Decimal}, {Width: 22, Align: document.Decimal}, {Width: 17, Align: document.Decimal}, {Width: 22, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "Đơn vị", RowSpan: 2}, {Text: "Số dư đầu năm", RowSpan: 2}, {Text: "Nguồn trong năm", ColSpan: 2}, {Text: "Đã chi", ColSpan: 3}, {Text: "Còn lại", RowSpan: 2}},
			{{Text: "ngân sách cấp"}, {Text: "nguồn khác"}, {Text: "tiền thưởng"}, {Text: "tổ chức, hiện vật"}, {Text: "khác"}},
		}}
	for _, b := range y.balances {
		row := document.Row{Cells: []document.Cell{document.WordCell(b.ShortName)}}
		if b.UnitCode == "*" {
			row = document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell("Cộng")}}
		}
		for i, c := range fundColumns(b) {
			text := money(c.value)
			if i == 0 && !b.OpeningKnown && c.value.IsZero() {
				text = missingText
			}
			cell := document.WordCell(text)
			if b.UnitCode == "*" {
				cell = document.ValueCell(fundKey(y, c.key), money(c.value))
			}
			row.Cells = append(row.Cells, cell)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (r *review) prizeSentence(y yearFund) document.Paragraph {
	return (&prose{}).w("Tiền thưởng theo danh hiệu, hình thức và cấp khen so với mức thưởng theo quyết định (bội số của mức lương cơ sở tại ngày quyết định, làm tròn lên hàng chục nghìn đồng) như ").
		see("bảng dưới đây", "bang-tien-thuong-"+itoa(y.year)).w(".").paragraph()
}

// prizeTable holds what the decisions cost beside what was spent. Levels above
// the plan's own pay from funds that are not its.
func (r *review) prizeTable(y yearFund) (document.Table, bool) {
	table := document.Table{ID: "bang-tien-thuong-" + itoa(y.year), Title: "Chi tiền thưởng năm " + itoa(y.year), Unit: "Đơn vị tính: đồng",
		Columns: []document.Column{{Width: 44}, {Width: 22, Align: document.Centre}, {Width: 20, Align: document.Centre}, {Width: 17, Align: document.Decimal},
			{Width: 17, Align: document.Decimal}, {Width: 24, Align: document.Decimal}, {Width: 24, Align: document.Decimal}, {Width: 22, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "Danh hiệu, hình thức"}, {Text: "Đối tượng"}, {Text: "Cấp khen"}, {Text: "Hệ số"}, {Text: "Số lượt"},
			{Text: "Theo quyết định"}, {Text: "Đã chi"}, {Text: "Chênh lệch"}}}}
	var expected, spent, difference quantity.Decimal
	whole := true
	for _, p := range y.prizes {
		if !p.Own {
			continue
		}
		rate, want, gap := missingText, missingText, missingText
		if p.LowestRate.Valid {
			rate = cellNumber(p.LowestRate)
			if !p.HighestRate.Decimal.Equal(p.LowestRate.Decimal) {
				rate += "-" + cellNumber(p.HighestRate)
			}
		}
		if p.Expected.Valid {
			want, expected = money(p.Expected.Decimal), expected.Add(p.Expected.Decimal)
		}
		wanted := document.WordCell(want)
		if p.Unpriced > 0 {
			wanted.Spans[0].Notes = []string{"Chưa có mức thưởng của " + count(p.Unpriced) + " lượt."}
		}
		if p.Difference.Valid {
			gap, difference = money(p.Difference.Decimal), difference.Add(p.Difference.Decimal)
		} else {
			whole = false
		}
		spent = spent.Add(p.Spent)
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(honourName(p.HonourCode)),
			document.WordCell(emulation.RecipientKind(p.RecipientKind).Label()), document.WordCell(emulation.Level(p.Level).Label()), document.WordCell(rate),
			document.WordCell(itoa(p.Granted)), wanted, document.WordCell(money(p.Spent)), document.WordCell(gap)}})
	}
	if len(table.Rows) == 0 {
		return table, false
	}
	gap := missingText
	if whole {
		gap = money(difference)
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell("Cộng"), document.WordCell(""), document.WordCell(""),
		document.WordCell(""), document.WordCell(""), document.WordCell(money(expected)), document.WordCell(money(spent)), document.WordCell(gap)}})
	table.Notes = []string{"Khen thưởng của cấp trên do quỹ của cấp trên chi, không tính ở đây."}
	return table, true
}
