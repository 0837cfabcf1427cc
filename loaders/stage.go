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
type column struct {
	name, typ string
	direct    bool // of a table whose rows are not staged
}

// stored gives the type in which a column is staged: lists and decimals as text.
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
	case c.stored() != c.typ:
		return fmt.Sprintf("cast(%s as %s) as %s", c.name, c.typ, c.name)
	}
	return c.name
}

// provenance are the columns that a load puts in itself.
var provenance = map[string]bool{"load_no": true, "file_id": true, "sheet": true, "row_no": true, "counts_until": true}

// planTables are those of a plan file, in the order in which a plan fills them.
// All but indicator carry plan_id.
var planTables = []string{"plan", "phase", "sector", "movement", "indicator", "target", "target_item", "cluster", "cluster_member", "criterion"}

// A stage holds the rows of a load before they are merged. Every table of the
// warehouse has one in the database "staging", the view <table> with the
// warehouse's types, with src (the source's number in the load), sheet_no, sheet
// and row_no in place of the provenance.
//
// Rows of plans and units are kept in tables raw_<table> there. Reported rows,
// which may be millions, go straight into the table of the candidate, which is
// nobody's until the load is done: its view shows those of this load, and the
// view known_<table> those of earlier ones. What is refused, or known already, is
// taken out again.
type stage struct {
	build   *warehouse.Build
	main    string              // the candidate's name as a database, for SQL
	files   int                 // number of the last file of earlier loads
	columns map[string][]column // by table, provenance apart
	direct  map[string]bool     // tables whose rows go straight to the candidate
	used    map[string]bool     // tables with staged rows
	turn    int                 // rows that a writer of direct tables gets at a time
}

func newStage(ctx context.Context, b *warehouse.Build) (*stage, error) {
	s := &stage{build: b, columns: map[string][]column{}, direct: map[string]bool{}, used: map[string]bool{}, turn: warehouse.GroupRows}
	for _, k := range kind.All() {
		s.direct[k.Table] = k.Dated != ""
	}
	if err := b.DB.QueryRowContext(ctx, `select '"' || current_database() || '".main', (select coalesce(max(file_id), 0) from source_file where load_no < $1)`,
		b.Position).Scan(&s.main, &s.files); err != nil {
		return nil, err
	}
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
			c.direct = s.direct[table]
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
		if !s.direct[k.Table] {
			s.define(&ddl, k.Table)
		}
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

// show makes the views of the tables whose rows go straight to the candidate.
// The numbers of sheets are those of parts.
func (s *stage) show(ctx context.Context, parts []*part) error {
	sheet := "case"
	for _, p := range parts {
		if p.sheetNo > 0 {
			sheet += fmt.Sprintf(" when file_id = %d and sheet = '%s' then %d", s.fileID(p.source), strings.ReplaceAll(p.report.Sheet, "'", "''"), p.sheetNo)
		}
	}
	if sheet == "case" {
		sheet = "0"
	} else {
		sheet += " else 0 end"
	}
	var ddl strings.Builder
	for _, k := range kind.All() {
		if !s.direct[k.Table] {
			continue
		}
		fmt.Fprintf(&ddl, `
			create view staging.%[1]s as
			select %[2]s, cast(file_id as bigint) - %[3]d as src, cast(%[4]s as bigint) as sheet_no, sheet, row_no
			from %[5]s.%[1]s where load_no = %[6]d;
			create view staging.known_%[1]s as from %[5]s.%[1]s where load_no <> %[6]d;`,
			k.Table, strings.Join(s.names(k.Table, ""), ", "), s.fileID(0), sheet, s.main, s.build.Position)
	}
	_, err := s.build.DB.ExecContext(ctx, ddl.String())
	return err
}

// fileID is the number that a source's file gets if the sources before it are
// accepted too.
func (s *stage) fileID(source int) int { return s.files + 1 + source }

// known names what the warehouse has of a table from earlier loads.
func (s *stage) known(table string) string {
	if s.direct[table] {
		return "staging.known_" + table
	}
	return s.main + "." + table
}

// remove takes rows of a source out again: all, or some of one sheet.
func (s *stage) remove(ctx context.Context, table string, source int, p *part, rows []int) error {
	query := fmt.Sprintf("delete from staging.raw_%s where src = %d", table, source)
	if s.direct[table] {
		query = fmt.Sprintf("delete from %s.%s where load_no = %d and file_id = %d", s.main, table, s.build.Position, s.fileID(source))
	}
	var args []any
	if p != nil {
		query += " and sheet = $1 and row_no in (" + numbers(rows) + ")"
		args = append(args, p.report.Sheet)
	}
	_, err := s.build.DB.ExecContext(ctx, query, args...)
	return err
}

// numbers lists numbers for SQL.
func numbers(list []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(list), " ", ", "), "[]")
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
