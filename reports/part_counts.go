package reports

import (
	"context"
	"database/sql"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// yearCounts are the initiatives and votes of one year.
type yearCounts struct {
	year        int
	initiatives []queries.InitiativeCount
	votes       []queries.Vote
}

// countJobs ask for the initiatives and votes of a year.
func countJobs(db *sql.DB, y queries.AwardYear, to *yearCounts) []func(context.Context) error {
	to.year = y.Year
	return []func(context.Context) error{
		func(ctx context.Context) (err error) {
			to.initiatives, err = queries.Initiatives(ctx, db, y)
			return err
		},
		func(ctx context.Context) (err error) {
			to.votes, err = queries.VoteList(ctx, db, y)
			return err
		},
	}
}

// levelOfRecognition names a level as initiatives are spoken of.
func levelOfRecognition(level string) string {
	if level == string(emulation.LevelAgency) {
		return "cấp cơ sở"
	}
	return emulation.Level(level).Label()
}

// initiatives print what was recognised, by unit and level; nil where none was
// reported.
func (r *review) initiatives(y yearCounts) []document.Block {
	var all queries.InitiativeCount
	for _, i := range y.initiatives {
		if i.UnitCode == "*" && i.Level == "*" {
			all = i
		}
	}
	if all.Units == 0 {
		return nil
	}
	k := "sk." + itoa(y.year) + "."
	id := "bang-sang-kien-" + itoa(y.year)
	p := (&prose{}).w("Năm "+itoa(y.year)+" có ").v(k+"cong-nhan", count(all.Recognised)).w(" sáng kiến, đề tài được công nhận")
	first := true
	for _, i := range y.initiatives {
		if i.UnitCode != "*" || i.Level == "*" || i.Recognised == 0 {
			continue
		}
		if i.Recognised == all.Recognised {
			p.w(" ở " + levelOfRecognition(i.Level))
			break
		}
		if first {
			p.w(", gồm ")
		} else {
			p.w(", ")
		}
		first = false
		p.v(k+i.Level, count(i.Recognised)).w(" " + levelOfRecognition(i.Level))
	}
	if all.Proposed > 0 {
		p.w("; ").v(k+"de-nghi", count(all.Proposed)).w(" đang đề nghị công nhận")
	}
	p.w(" (").see("bảng dưới đây", id).w(").")
	table := document.Table{ID: id, Title: "Sáng kiến, đề tài theo đơn vị và cấp công nhận năm " + itoa(y.year),
		Columns: []document.Column{{Width: 60}, {Width: 30, Align: document.Centre}, {Width: 22, Align: document.Decimal}, {Width: 22, Align: document.Decimal}, {Width: 24, Align: document.Decimal}},
		Header:  [][]document.HeaderCell{{{Text: "Đơn vị"}, {Text: "Cấp công nhận"}, {Text: "Được công nhận"}, {Text: "Đang đề nghị"}, {Text: "Không công nhận"}}}}
	for _, i := range y.initiatives {
		row := document.Row{Cells: []document.Cell{document.WordCell(i.ShortName), document.WordCell(levelOfRecognition(i.Level)),
			document.WordCell(whole(i.Recognised)), document.WordCell(whole(i.Proposed)), document.WordCell(whole(i.Rejected))}}
		switch {
		case i.UnitCode == "*" && i.Level == "*":
			row = document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell("Tổng số"), document.WordCell(""),
				document.ValueCell(k+"cong-nhan", whole(i.Recognised)), document.ValueCell(k+"de-nghi", whole(i.Proposed)), document.WordCell(whole(i.Rejected))}}
		case i.UnitCode == "*":
			row.Kind, row.Cells[0], row.Cells[2] = document.Total, document.WordCell("Cộng"), document.ValueCell(k+i.Level, whole(i.Recognised))
		}
		table.Rows = append(table.Rows, row)
	}
	return []document.Block{p.paragraph(), table}
}

// voteTable lists votes; ok is false where there is none.
func voteTable(id, title string, votes []queries.Vote) (document.Table, bool) {
	table := document.Table{ID: id, Title: title,
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 40}, {Width: 32}, {Width: 20, Align: document.Centre}, {Width: 15, Align: document.Decimal},
			{Width: 14, Align: document.Decimal}, {Width: 14, Align: document.Decimal}, {Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Centre}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Cá nhân, tập thể", RowSpan: 2}, {Text: "Danh hiệu, hình thức", RowSpan: 2}, {Text: "Ngày", RowSpan: 2},
				{Text: "Số thành viên", ColSpan: 2}, {Text: "Đồng ý", ColSpan: 2}, {Text: "Tỷ lệ yêu cầu (%)", RowSpan: 2}},
			{{Text: "tổng số"}, {Text: "bỏ phiếu"}, {Text: "số phiếu"}, {Text: "tỷ lệ (%)"}}},
		Notes: []string{"Tỷ lệ tính trên tổng số thành viên; người vắng mặt có ý kiến bằng văn bản được tính là bỏ phiếu."},
	}
	body := ""
	for i, v := range votes {
		if v.Body != body {
			body = v.Body
			table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(body)}})
		}
		wanted := document.WordCell(missingText)
		if v.Wanted.Valid {
			wanted = document.WordCell(cellNumber(v.Wanted))
			if v.Article != "" {
				wanted.Spans[0].Notes = append(wanted.Spans[0].Notes, "Theo "+v.Article+".")
			}
			if v.Reached.Valid && !v.Reached.V {
				wanted.Spans[0].Notes = append(wanted.Spans[0].Notes, "Chưa đạt tỷ lệ yêu cầu.")
			}
		}
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(orElse(v.RecipientName, v.ShortName)),
			document.WordCell(honourName(v.HonourCode)), document.WordCell(day(v.VotedOn)), document.WordCell(itoa(v.Members)), document.WordCell(itoa(v.Present + v.Written)),
			document.WordCell(itoa(v.Agreeing)), document.WordCell(percent(quantity.Some(v.Share))), wanted}})
	}
	return table, len(votes) > 0
}
