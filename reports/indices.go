package reports

import (
	"tdkt/queries"
	"tdkt/reports/document"
)

// indexTable lists the indices, ranks and grades that the plan asks for, by the
// year that they are about; ok is false when none is asked for or published.
func (r *review) indexTable() (table document.Table, ok bool) {
	table = document.Table{ID: "bang-chi-so", Title: "Các chỉ số, thứ hạng, xếp loại theo năm",
		Columns: []document.Column{{Width: 50}, {Width: 14, Align: document.Centre}, {Width: 18, Align: document.Decimal}, {Width: 22, Align: document.Centre},
			{Width: 22, Align: document.Centre}, {Width: 26, Align: document.Centre}, {Width: 26, Align: document.Centre}},
		Header: [][]document.HeaderCell{{{Text: "Chỉ số"}, {Text: "Năm"}, {Text: "Điểm"}, {Text: "Thứ hạng"}, {Text: "Xếp loại"}, {Text: "So với năm trước"}, {Text: "Công bố"}}},
	}
	for _, i := range r.indices {
		k := func(f string) string { return "cs." + i.IndicatorCode + "." + itoa(i.Year) + "." + f }
		score, rank, grade := document.WordCell(""), document.WordCell(""), document.WordCell(i.Grade)
		var published document.Cell
		switch {
		case i.PublishedOn.IsZero() && i.Nature == "rank":
			rank = document.WordCell(missingText)
		case i.PublishedOn.IsZero() && i.Nature == "grade":
			grade = document.WordCell(missingText)
		case i.PublishedOn.IsZero():
			score = document.WordCell(missingText)
		}
		if i.Score.Valid {
			score = document.ValueCell(k("diem"), number(i.Score))
		}
		if i.Rank.Valid {
			text := itoa(i.Rank.V)
			if i.Ranked.Valid {
				text += "/" + itoa(i.Ranked.V)
			}
			rank = document.ValueCell(k("hang"), text)
		}
		switch {
		case !i.PublishedOn.IsZero():
			ok = true
			published = document.WordCell(day(i.PublishedOn))
		case !i.ExpectedOn.IsZero():
			published = document.WordCell("dự kiến " + day(i.ExpectedOn))
		default:
			published = document.WordCell("chưa công bố")
		}
		change := document.WordCell(indexChange(i))
		if i.ChangeReason != "" && len(change.Spans) > 0 && !i.PublishedOn.IsZero() {
			change.Spans[0].Notes = append(change.Spans[0].Notes, capital(i.ChangeReason)+".")
		}
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(i.ShortName), document.WordCell(itoa(i.Year)), score, rank, grade, change, published}})
	}
	return telling(table, 2, silent), ok
}

// indexChange says the difference to the year before: points, places, steps.
func indexChange(i queries.IndexYear) string {
	words := ""
	add := func(w string) {
		if words != "" {
			words += "; "
		}
		words += w
	}
	moved := func(n int, unit, up, down string) {
		switch {
		case n > 0:
			add(up + " " + itoa(n) + " " + unit)
		case n < 0:
			add(down + " " + itoa(-n) + " " + unit)
		default:
			add("giữ nguyên")
		}
	}
	if i.ScoreChange.Valid {
		d := i.ScoreChange
		switch d.Decimal.Sign() {
		case 1:
			add("+" + number(d) + " điểm")
		case -1:
			add(number(d) + " điểm")
		default:
			add("không đổi")
		}
	}
	if i.RankChange.Valid {
		moved(i.RankChange.V, "bậc", "tăng", "giảm")
	}
	if i.GradeChange.Valid {
		moved(i.GradeChange.V, "bậc", "tăng", "giảm")
	}
	if words == "" {
		return missingText
	}
	return words
}
