package reports

import (
	"context"
	"database/sql"

	"tdkt/queries"
	"tdkt/reports/document"
)

// The ledgers and registers in the order of print.
var lateLedgers = []string{"registrations", "awards", "exemplars", "participations", "activities", "initiatives", "fund_entries", "votes", "headcounts", "follow_ups", "scores"}

// What became of an entry after the cut-off.
var lateChanges = []struct{ code, head, words string }{
	{"corrected", "Điều chỉnh", " mục điều chỉnh"}, {"moved", "Chuyển trạng thái", " mục chuyển trạng thái"}, {"new", "Bổ sung", " mục bổ sung"},
}

// askLateLedgers counts the entries of the ledgers that came, moved on or were
// corrected after the cut-off. Beside an earlier report new entries are the
// ledgers' own growth, and not told.
func (r *review) askLateLedgers(ctx context.Context, db *sql.DB, cut cutOff) error {
	rows, err := queries.LedgerChanges(ctx, db, queries.LedgerQuestion{PlanID: r.PlanID, KnownFrom: cut.on, KnownTo: r.KnownAt})
	r.lateEntries = map[[2]string]int{}
	for _, c := range rows {
		if c.Change != "new" || r.Since == nil {
			r.lateEntries[[2]string{c.Kind, c.Change}]++
		}
	}
	return err
}

// lateEntriesOf counts them by change; kind "" is every ledger.
func (r *review) lateEntriesOf(kind, change string) (n int) {
	for _, l := range lateLedgers {
		if kind == "" || l == kind {
			n += r.lateEntries[[2]string{l, change}]
		}
	}
	return n
}

// lateBlocks are the tables of what came after the cut-off; none for nothing.
func (r *review) lateBlocks() (blocks []document.Block) {
	if len(r.afterCut) > 0 {
		blocks = append(blocks, r.lateTable())
	}
	if len(r.lateEntries) > 0 {
		blocks = append(blocks, r.lateLedgerTable())
	}
	return blocks
}

func (r *review) lateLedgerTable() document.Table {
	cut, _ := r.cutOff()
	table := document.Table{ID: "bieu-so-sau-chot", Title: "Sổ, danh sách bổ sung, điều chỉnh sau " + cut.short, Unit: "Đơn vị tính: mục",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 70}}, Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Loại số liệu"}}}}
	for _, c := range lateChanges {
		table.Columns = append(table.Columns, document.Column{Width: 28, Align: document.Decimal})
		table.Header[0] = append(table.Header[0], document.HeaderCell{Text: c.head})
	}
	from := asked("ledger_changes", pair("plan_id", r.PlanID), dayPair("known_from", cut.on), dayPair("known_to", r.KnownAt))
	line := func(no, name, kind string, as document.RowKind, how *document.Origin) {
		row := document.Row{Kind: as, Origin: how, Cells: []document.Cell{document.WordCell(no), document.WordCell(name)}}
		all := 0
		for _, c := range lateChanges {
			n := r.lateEntriesOf(kind, c.code)
			all += n
			cell := document.WordCell(whole(n))
			if kind == "" {
				cell = document.ValueCell("ss."+c.code, whole(n))
			}
			row.Cells = append(row.Cells, cell)
		}
		if all > 0 {
			table.Rows = append(table.Rows, row)
		}
	}
	for _, l := range lateLedgers {
		line(itoa(len(table.Rows)+1), kindNames[l], l, document.Plain, computed(from, "rows of the kind by change", pair("kind", l)))
	}
	line("", "Cộng", "", document.Total, computed(from, "rows by change"))
	return telling(table, 2, silentOrZero)
}

// lateLedgerWords goes on with what came after the cut-off.
func (r *review) lateLedgerWords(p *prose) {
	first := true
	for _, c := range lateChanges {
		if n := r.lateEntriesOf("", c.code); n > 0 {
			if !first {
				p.w(", ")
			}
			first = false
			p.v("ss."+c.code, count(n)).w(c.words)
		}
	}
	p.w(" trong sổ, danh sách")
}
