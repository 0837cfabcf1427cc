package loaders

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"tdkt/loaders/kind"
	"tdkt/loaders/returns"
	"tdkt/loaders/table"
)

// A mode is how a load is asked for, beyond what its sources say.
type mode struct {
	rows bool // an error refuses its row; otherwise everything
	dry  bool // nothing is written; the report has what would change
}

// mostReturned is how many rows of a refused file go back with it. The sender
// of a longer one corrects his own file.
const mostReturned = 5000

// refusals are what a part keeps of its rows until it is decided what becomes
// of them.
type refusals struct {
	found        []found   // not yet in the stage
	back         []refusal // not yet in the stage
	droppedError bool      // one of the findings that are not listed is no warning
	lines        []int     // data rows, the first mostReturned
	names        []string  // the kind's column at each place of a row
}

// A found is a finding with its row.
type found struct {
	kind.Finding
	row  int
	name string // of the kind's column; "": of the row
}

// A refusal is a row that is not loaded.
type refusal struct {
	row    int
	raw    string // JSON
	sender string // unit code as the row has it
	key    string // "" when it cannot be told
}

// addIn keeps a finding about a cell of a row that is being read.
func (p *part) addIn(row table.Row, f kind.Finding) {
	p.addNamed(row.Line, p.columnAt(row, f), f)
}

// addNamed keeps a finding about a row and a column of the kind; beyond
// mostFindings it is listed no more.
func (p *part) addNamed(row int, name string, f kind.Finding) {
	if len(p.findings) < mostFindings {
		p.findings = append(p.findings, f)
	} else {
		p.dropped++
		p.droppedError = p.droppedError || !f.Warning
	}
	if p.tab == nil || row == 0 {
		return
	}
	p.found = append(p.found, found{Finding: f, row: row, name: name})
}

// columnAt names the kind's column in which a finding's cell stands.
func (p *part) columnAt(row table.Row, f kind.Finding) string {
	if f.Column == 0 {
		return ""
	}
	h := p.tab.header
	if p.refusals.names == nil {
		p.refusals.names = make([]string, h.Width)
		for _, c := range h.Kind.Columns {
			if i := h.Column(c.Name); i >= 0 {
				p.refusals.names[i] = c.Name
			}
		}
	}
	for i, c := range row.Cells {
		if c.Column == f.Column && c.Line == f.Line && i < len(p.refusals.names) {
			return p.refusals.names[i]
		}
	}
	return ""
}

// saw keeps what a decision about the whole file will need of a row.
func (p *part) saw(row table.Row) {
	if len(p.lines) < mostReturned {
		p.lines = append(p.lines, row.Line)
	}
}

// refuse keeps a row that was found wrong while it was read.
func (p *part) refuse(row table.Row, columns []column, values []kind.Value, findings []kind.Finding) {
	var at []string
	for _, f := range findings {
		if !f.Warning {
			at = append(at, p.columnAt(row, f))
		}
	}
	r := p.refusalOf(row)
	r.key = rowKey(p.tab.header.Kind, columns, values, at)
	p.back = append(p.back, r)
}

// refusalOf keeps the text of a row.
func (p *part) refusalOf(row table.Row) refusal {
	r := refusal{row: row.Line}
	h := p.tab.header
	text := func(name string) string {
		if i := h.Column(name); i >= 0 && i < len(row.Cells) {
			return row.Cells[i].Text
		}
		return ""
	}
	r.sender = cmp.Or(text("reporter_code"), text("unit_code"))
	r.raw = rawRow(h, row)
	return r
}

// rawRow is the text of a row's cells as a JSON object, in the kind's order.
// Numbers of a workbook stay numbers, so that they can be given back as such.
func rawRow(h *kind.Header, row table.Row) string {
	var b strings.Builder
	b.WriteByte('{')
	for _, c := range h.Kind.Columns {
		i := h.Column(c.Name)
		if i < 0 || i >= len(row.Cells) {
			continue
		}
		cell := row.Cells[i]
		if cell.Text == "" && cell.Type != table.Failed {
			continue
		}
		value := jsonText(cell.Text)
		if cell.Type == table.Number && json.Valid([]byte(cell.Text)) {
			value = cell.Text
		} else if cell.Type == table.Percent && json.Valid([]byte(cell.Text)) {
			value = jsonText(percentMark + cell.Text)
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(jsonText(c.Name) + ":" + value)
	}
	b.WriteByte('}')
	return b.String()
}

const percentMark = returns.PercentMark

func jsonText(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// rowKey says what a row is about, as the SQL of acceptedKeys says it of loaded
// rows; "" when one of the columns is at fault.
func rowKey(k *kind.Kind, columns []column, values []kind.Value, at []string) string {
	var parts []string
	for _, name := range k.Key {
		i := slices.IndexFunc(columns, func(c column) bool { return c.name == name })
		if i < 0 || i >= len(values) || slices.Contains(at, name) {
			return ""
		}
		if values[i].Sort == kind.Null && slices.ContainsFunc(k.Columns, func(c kind.Column) bool { return c.Name == name && c.Required }) {
			return ""
		}
		parts = append(parts, values[i].String())
	}
	if slices.Contains(at, "") {
		return ""
	}
	return strings.Join(parts, kind.ListMark)
}

// keyOf is rowKey of the loaded rows, in SQL.
func keyOf(k *kind.Kind) string {
	var parts []string
	for _, name := range k.Key {
		parts = append(parts, "coalesce(cast("+name+" as varchar), '')")
	}
	return strings.Join(parts, " || chr(31) || ")
}

const refusalTables = `
	create table staging.finding (src bigint, sheet_no bigint, row_no bigint, column_name varchar, message varchar, hint varchar, vi varchar, remedy varchar, warning boolean);
	create table staging.refused (src bigint, sheet_no bigint, sheet varchar, kind varchar, row_no bigint, raw varchar, sender varchar, row_key varchar);
	create table staging.reply (src bigint, sheet_no bigint, row_no bigint, ref varchar);
`

// drain moves what a part found into the stage: a load of millions of rows may
// find as much.
func (r *run) drain(ctx context.Context, p *part) error {
	if len(p.found) > 0 {
		rows := make([][]any, 0, len(p.found))
		for _, f := range p.found {
			rows = append(rows, []any{int64(p.source), int64(p.sheetNo), int64(f.row), f.name, f.Message, f.Hint, f.Vi, returns.Remedy(f.Hint), f.Warning})
		}
		p.found = p.found[:0]
		if err := r.stage.append(ctx, "finding", rows); err != nil {
			return err
		}
	}
	if len(p.back) > 0 {
		rows := make([][]any, 0, len(p.back))
		for _, b := range p.back {
			rows = append(rows, []any{int64(p.source), int64(p.sheetNo), p.report.Sheet, p.report.Kind, int64(b.row), b.raw, nilIfEmpty(b.sender), nilIfEmpty(b.key)})
		}
		p.report.Counts.Refused += len(p.back)
		p.back = p.back[:0]
		if err := r.stage.append(ctx, "refused", rows); err != nil {
			return err
		}
	}
	return nil
}

func nilIfEmpty(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// drainMuch drains what is worth an appender of its own.
func (r *run) drainMuch(ctx context.Context, p *part) error {
	if len(p.found) < batchRows && len(p.back) < batchRows {
		return nil
	}
	return r.drain(ctx, p)
}

// drainAll empties all parts.
func (r *run) drainAll(ctx context.Context) error {
	for _, p := range r.parts {
		if err := r.drain(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// stageReplies stages which refusals the rows answer.
func (r *run) stageReplies(ctx context.Context) error {
	var replies [][]any
	for _, p := range r.parts {
		if p.tab == nil {
			continue
		}
		for _, row := range sortedKeys(p.tab.notes.refs) {
			replies = append(replies, []any{int64(p.source), int64(p.sheetNo), int64(row), p.tab.notes.refs[row]})
		}
	}
	return r.stage.append(ctx, "reply", replies)
}

func sortedKeys[V any](m map[int]V) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// append adds a few rows to a table of the stage.
func (s *stage) append(ctx context.Context, table string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	a, err := s.build.Appender(ctx, table)
	if err != nil {
		return err
	}
	err = a.Append(rows)
	if cerr := a.Close(); err == nil {
		err = cerr
	}
	return err
}
