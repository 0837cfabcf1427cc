package loaders

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tdkt/loaders/kind"
	"tdkt/loaders/plan"
	"tdkt/loaders/warehouse"
)

// A column of a warehouse table.
type column struct{ name, typ string }

// stored gives the type in which a column is staged: decimals and lists as
// text, because the appender takes neither exactly.
func (c column) stored() string {
	switch {
	case strings.HasPrefix(c.typ, "DECIMAL"), strings.HasSuffix(c.typ, "[]"):
		return "varchar"
	case c.typ == "INTEGER":
		return "bigint"
	}
	return c.typ
}

// cast turns what is staged into the table's type.
func (c column) cast() string {
	switch {
	case strings.HasSuffix(c.typ, "[]"):
		return fmt.Sprintf("string_split(%s, chr(31)) as %s", c.name, c.name)
	case strings.HasPrefix(c.typ, "DECIMAL(24,6)"):
		// Measured: a text cast to 128 bits takes 5.7 µs, one to 64 bits 0.06;
		// almost every value fits the latter.
		return fmt.Sprintf("coalesce(cast(try_cast(%[1]s as decimal(18,6)) as decimal(24,6)), cast(%[1]s as decimal(24,6))) as %[1]s", c.name)
	case c.stored() != c.typ:
		return fmt.Sprintf("cast(%s as %s) as %s", c.name, c.typ, c.name)
	}
	return c.name
}

// provenance are the columns that a load puts in itself.
var provenance = map[string]bool{"load_no": true, "file_id": true, "sheet": true, "row_no": true}

// planTables are those of a plan file, in the order in which a plan fills them.
// All but indicator carry plan_id.
var planTables = []string{"plan", "phase", "sector", "movement", "indicator", "target", "target_item", "cluster", "cluster_member", "criterion"}

// A stage holds the rows of a load before they are merged. Every table of the
// warehouse has one in the database "staging": raw_<table> as appended, and the
// view <table> with the warehouse's types. Both have src (the source's number
// in the load), sheet_no, sheet and row_no in place of the provenance.
type stage struct {
	build   *warehouse.Build
	columns map[string][]column // by table, provenance apart
	used    map[string]bool     // tables with staged rows
}

func newStage(ctx context.Context, b *warehouse.Build) (*stage, error) {
	s := &stage{build: b, columns: map[string][]column{}, used: map[string]bool{}}
	rows, err := b.DB.QueryContext(ctx, `
		select table_name, column_name, data_type
		from duckdb_columns()
		where database_name = current_database() and schema_name = 'main' and not internal
		order by table_name, column_index`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var table string
		var c column
		if err := rows.Scan(&table, &c.name, &c.typ); err != nil {
			return nil, err
		}
		if !provenance[c.name] {
			s.columns[table] = append(s.columns[table], c)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var ddl strings.Builder
	for _, t := range planTables {
		s.define(&ddl, t)
	}
	for _, k := range kind.All() {
		s.define(&ddl, k.Table)
	}
	_, err = b.DB.ExecContext(ctx, ddl.String()+refusalTables)
	return s, err
}

func (s *stage) define(ddl *strings.Builder, table string) {
	var stored, casts []string
	for _, c := range s.columns[table] {
		stored = append(stored, c.name+" "+c.stored())
		casts = append(casts, c.cast())
	}
	fmt.Fprintf(ddl, "create table staging.raw_%s (%s, src bigint, sheet_no bigint, sheet varchar, row_no bigint);\n", table, strings.Join(stored, ", "))
	fmt.Fprintf(ddl, "create view staging.%s as select %s, src, sheet_no, sheet, cast(row_no as integer) as row_no from staging.raw_%s;\n",
		table, strings.Join(casts, ", "), table)
}

// names lists a table's columns, each after a prefix.
func (s *stage) names(table, prefix string) []string {
	var out []string
	for _, c := range s.columns[table] {
		out = append(out, prefix+c.name)
	}
	return out
}

// place is where a staged row comes from.
type place struct {
	source  int
	sheetNo int
	sheet   string
	row     int
}

// plan stages the rows of a plan file.
func (s *stage) plan(ctx context.Context, p *plan.Plan, at place) (rows int, err error) {
	for _, t := range p.Tables(0) {
		if len(t.Rows) == 0 {
			continue
		}
		columns := s.columns[t.Name]
		pick := make([]int, len(columns))
		for i, c := range columns {
			if pick[i] = indexOf(t.Columns, c.name); pick[i] < 0 {
				return rows, fmt.Errorf("a plan gives no column %s.%s", t.Name, c.name)
			}
		}
		a, err := s.build.Appender(ctx, "raw_"+t.Name)
		if err != nil {
			return rows, err
		}
		for i, r := range t.Rows {
			row := make([]any, 0, len(columns)+4)
			for j, c := range columns {
				v, verr := planValue(c, r[pick[j]])
				if verr != nil && err == nil {
					err = fmt.Errorf("%s.%s: %w", t.Name, c.name, verr)
				}
				row = append(row, v)
			}
			if err == nil {
				err = a.Append([][]any{append(row, int64(at.source), int64(0), "", int64(i+1))})
			}
			if err != nil {
				a.Close()
				return rows, err
			}
			rows++
		}
		if err := a.Close(); err != nil {
			return rows, err
		}
		s.used[t.Name] = true
	}
	return rows, nil
}

func planValue(c column, v any) (any, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case int:
		return int64(x), nil
	case []string:
		return strings.Join(x, kind.ListMark), nil
	case string:
		if c.typ == "DATE" {
			return time.Parse(time.DateOnly, x)
		}
	}
	return v, nil
}

func indexOf(list []string, name string) int {
	for i, s := range list {
		if s == name {
			return i
		}
	}
	return -1
}

// A batch appends the typed rows of data tables, thousands at a time, while
// the next ones are read.
type batch struct {
	stage    *stage
	appender *warehouse.Appender
	table    string
	rows     [][]any // being filled
	n        int
	full     chan [][]any // to be appended
	empty    chan [][]any // to be filled again
	failed   chan error   // holds the first error; closed at the end
}

const batchRows = 2048

func (s *stage) batch(ctx context.Context, table string) (*batch, error) {
	a, err := s.build.Appender(ctx, "raw_"+table)
	if err != nil {
		return nil, err
	}
	b := &batch{stage: s, appender: a, table: table, rows: make([][]any, batchRows),
		full: make(chan [][]any), empty: make(chan [][]any, 1), failed: make(chan error, 1)}
	b.empty <- make([][]any, batchRows)
	go b.append()
	return b, nil
}

func (b *batch) append() {
	defer close(b.failed)
	var err error
	for rows := range b.full {
		if err == nil {
			if err = b.appender.Append(rows); err != nil {
				b.failed <- err
			}
		}
		b.empty <- rows[:cap(rows)]
	}
}

// add stages one row: the kind's values, then its provenance.
func (b *batch) add(values []any, at place) error {
	row := append(b.rows[b.n][:0], values...)
	b.rows[b.n] = append(row, int64(at.source), int64(at.sheetNo), at.sheet, int64(at.row))
	b.n++
	b.stage.used[b.table] = true
	if b.n < batchRows {
		return nil
	}
	return b.flush()
}

func (b *batch) flush() error {
	b.full <- b.rows[:b.n]
	b.rows, b.n = <-b.empty, 0
	select {
	case err := <-b.failed:
		return err
	default:
		return nil
	}
}

func (b *batch) close() error {
	err := b.flush()
	close(b.full)
	for ferr := range b.failed { // ends when the last rows are appended
		if err == nil {
			err = ferr
		}
	}
	if cerr := b.appender.Close(); err == nil {
		err = cerr
	}
	return err
}
