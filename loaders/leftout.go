package loaders

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"tdkt/loaders/kind"
	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
)

// leftOut are the rows of a part that are no data.
type leftOut struct {
	notes  []string // the first of them, with their rows
	more   int
	line   int // of the first
	totals int
}

const mostNotes = 5

// leave keeps a row that is no data for the report.
func (l *leftOut) leave(row table.Row, what kind.RowKind) {
	switch what {
	case kind.Total:
		l.totals++
	case kind.Note:
		if l.line == 0 {
			l.line = row.Line
		}
		if len(l.notes) == mostNotes {
			l.more++
			return
		}
		l.notes = append(l.notes, fmt.Sprintf("%d %q", row.Line, short(firstText(row))))
	}
}

func firstText(row table.Row) string {
	for _, c := range row.Cells {
		if c.Text != "" {
			return c.Text
		}
	}
	return ""
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// tell reports notes, and totals that are not the sums of their rows. What is
// reported here is a warning about the table, not about a row of it.
func (r *run) tellLeftOut(p *part, l leftOut) error {
	if len(l.notes) > 0 {
		list := strings.Join(l.notes, ", ")
		if l.more > 0 {
			list += fmt.Sprintf(" and %d more", l.more)
		}
		p.addNamed(0, "", kind.Finding{Line: l.line, Warning: true,
			Message: "rows without data were taken for notes and left out: " + list,
			Hint:    "fill in their codes if they are data",
			Vi:      "Các dòng không có số liệu (ghi chú, tiêu đề mục) không được nhập: " + list + "."})
	}
	if l.totals == 0 {
		return nil
	}
	return r.checkTotals(p)
}

// A sum adds up one column of one indicator.
type sum struct {
	all, block, totals quantity.Decimal // of all rows, since the last total, of the totals
	unit               quantity.Unit
	unsure             bool // a cell is no plain number, or units differ
}

func (s *sum) add(a kind.Amount) {
	if s.unit == "" {
		s.unit = a.Unit
	}
	s.unsure = s.unsure || a.Unit != "" && a.Unit != s.unit
	s.all, s.block = s.all.Add(a.Number), s.block.Add(a.Number)
}

type sumKey struct{ group, column string }

// checkTotals reads a table again and compares its totals with its rows. Few
// tables have any, and the others do not pay for them.
func (r *run) checkTotals(p *part) error {
	f, err := r.open(p.source)
	if err != nil {
		return err
	}
	defer f.Close()
	from, closer, err := r.rowsOf(p, f.Sheets[p.sheetNo])
	if err != nil {
		return err
	}
	defer closer.Close()
	rows := newRemarks(from)
	settings := r.settingsOf(p)
	settings.Pattern = from.pattern
	reading := kind.NewReading(p.tab.header, &kind.Catalogue{}, settings)
	sorter := kind.NewSorter(p.tab.header)
	sums := map[sumKey]*sum{}
	at := func(group, column string) *sum {
		k := sumKey{group, column}
		if sums[k] == nil {
			sums[k] = &sum{}
		}
		return sums[k]
	}
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return nil // said when the table was read first
		}
		if row.Line <= p.tab.header.Line {
			continue
		}
		what := sorter.Sort(row)
		if what != kind.Data && what != kind.Total {
			continue
		}
		group := reading.Group(row)
		amounts, unsummed := reading.Amounts(row)
		if what == kind.Total {
			for _, a := range amounts {
				p.compare(row, a, at(group, a.Column))
			}
			continue
		}
		for _, g := range []string{"", group} {
			for _, a := range amounts {
				at(g, a.Column).add(a)
			}
			for _, column := range unsummed {
				at(g, column).unsure = true
			}
			if group == "" {
				break
			}
		}
	}
}

// compare reports a total that is neither the sum of all rows, nor of those
// since the last total, nor of the totals above.
func (p *part) compare(row table.Row, a kind.Amount, s *sum) {
	unit := a.Unit == "" || s.unit == "" || a.Unit == s.unit
	sum := s.all
	for _, other := range []quantity.Decimal{s.block, s.totals} {
		if a.Number.Sub(other).Abs().Less(a.Number.Sub(sum).Abs()) {
			sum = other
		}
	}
	f := kind.Finding{Line: row.Line, Column: a.Cell.Column, Text: a.Cell.Text, Warning: true}
	switch {
	case s.unsure || !unit:
		f.Message = fmt.Sprintf("the total %q of %s could not be compared: its rows are no plain numbers of one unit", a.Cell.Text, a.Label)
		f.Hint = "add it up by hand; the total is not loaded"
	case !a.Number.Equal(sum):
		diff := a.Number.Sub(sum)
		f.Message = fmt.Sprintf("the total of %s says %s, its rows sum to %s: a difference of %s", a.Label, a.Number, sum, diff)
		f.Hint = "is a row missing or wrong? the rows are loaded, the total is not"
		f.Vi = fmt.Sprintf("Dòng tổng ghi %s nhưng cộng các dòng được %s (chênh lệch %s).",
			quantity.FormatMin(a.Number), quantity.FormatMin(sum), quantity.FormatMin(diff))
	}
	if f.Message != "" {
		p.addNamed(0, "", f)
	}
	s.totals = s.totals.Add(a.Number)
	s.block = quantity.Decimal{}
}
