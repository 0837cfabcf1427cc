// Package parquet reads the rows of a Parquet file with the database that a
// load writes to.
//
// In: a file, and a connection that may read files. Out: a table.File whose
// numbers, days and yes or no keep their types. It must not know what a column
// means, nor which database it asks.
package parquet

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tdkt/loaders/problem"
	"tdkt/loaders/table"
)

// chunkRows are asked for at once, so that no connection is held while they
// are checked.
const chunkRows = 50_000

const mostColumns = 1000

// Is reports whether a file is Parquet by its first bytes.
func Is(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var magic [4]byte
	_, err = io.ReadFull(f, magic[:])
	return err == nil && string(magic[:]) == "PAR1"
}

type column struct {
	name string
	typ  table.Type
	pick string // the expression that gives its text
}

// Open reads the columns of a file. The error is a problem.Problem for a
// damaged file or a column that is no cell.
func Open(ctx context.Context, db *sql.DB, path string) (*table.File, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(full, "*?[]{}") {
		return nil, problem.Problem{Message: "the path of a Parquet file cannot have one of * ? [ ] { }", Hint: "rename the file or its folder"}
	}
	from := "read_parquet('" + strings.ReplaceAll(full, "'", "''") + "', file_row_number = true)"
	columns, err := describe(ctx, db, from)
	if err != nil {
		return nil, err
	}
	f := table.NewFile(func() (table.Reader, io.Closer, error) {
		return &reader{ctx: ctx, db: db, from: from, columns: columns}, io.NopCloser(nil), nil
	})
	f.Typed = true
	return f, nil
}

func describe(ctx context.Context, db *sql.DB, from string) ([]column, error) {
	rows, err := db.QueryContext(ctx, "select column_name, column_type from (describe select * exclude (file_row_number) from "+from+")")
	if err != nil {
		return nil, damaged(err)
	}
	defer rows.Close()
	var list []column
	for rows.Next() {
		var c column
		var typ string
		if err := rows.Scan(&c.name, &typ); err != nil {
			return nil, err
		}
		quoted := `"` + strings.ReplaceAll(c.name, `"`, `""`) + `"`
		c.pick = "cast(" + quoted + " as varchar)"
		switch base, _, _ := strings.Cut(typ, "("); base {
		case "VARCHAR", "UUID", "ENUM":
		case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE":
			c.typ = table.Number
		case "BOOLEAN":
			c.typ, c.pick = table.Bool, "case "+quoted+" when true then 'có' when false then 'không' end"
		case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS":
			c.typ, c.pick = table.Date, "strftime(cast("+quoted+" as date), '%Y-%m-%d')"
		default:
			return nil, problem.Problem{Line: 1, Column: len(list) + 1, Message: fmt.Sprintf("the column %q has the type %s, which is no cell of a table", c.name, typ),
				Hint: "write the file again without it, or with the type text, number, date or boolean"}
		}
		list = append(list, c)
	}
	if len(list) > mostColumns {
		return nil, problem.Problem{Message: fmt.Sprintf("more than %d columns", mostColumns), Hint: "this is not a table of this program; send the right file"}
	}
	return list, rows.Err()
}

func damaged(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	return problem.Problem{Message: "the Parquet file is damaged: " + text, Hint: "write it again"}
}

// A reader gives the header as row 1 and the records from row 2 on, as a sheet
// would have them.
type reader struct {
	ctx     context.Context
	db      *sql.DB
	from    string
	columns []column
	begun   bool
	next    int // record that the next chunk begins with
	end     bool
	rows    []table.Row
}

// Next implements table.Reader.
func (r *reader) Next() (table.Row, error) {
	if !r.begun {
		r.begun = true
		row := table.Row{Line: 1}
		for i, c := range r.columns {
			row.Cells = append(row.Cells, table.NewCell(c.name, 1, i+1, table.Text))
		}
		return row, nil
	}
	for len(r.rows) == 0 {
		if r.end {
			return table.Row{}, io.EOF
		}
		if err := r.chunk(); err != nil {
			return table.Row{}, err
		}
	}
	row := r.rows[0]
	r.rows = r.rows[1:]
	return row, nil
}

func (r *reader) chunk() error {
	var picks []string
	for _, c := range r.columns {
		picks = append(picks, c.pick)
	}
	rows, err := r.db.QueryContext(r.ctx, fmt.Sprintf("select file_row_number, %s from %s where file_row_number >= %d and file_row_number < %d order by file_row_number",
		strings.Join(picks, ", "), r.from, r.next, r.next+chunkRows))
	if err != nil {
		return damaged(err)
	}
	defer rows.Close()
	var number int
	texts := make([]sql.NullString, len(r.columns))
	into := []any{&number}
	for i := range texts {
		into = append(into, &texts[i])
	}
	n := 0
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		n++
		row := table.Row{Line: number + 2}
		for i, t := range texts {
			if len(t.String) > table.MaxCellSize {
				return problem.Problem{Line: row.Line, Column: i + 1, Message: "a cell of more than 64 KB", Hint: "shorten the text"}
			}
			c := table.NewCell("", row.Line, i+1, table.Text)
			if t.Valid {
				c = table.NewCell(t.String, row.Line, i+1, r.columns[i].typ)
			}
			row.Cells = append(row.Cells, c)
		}
		if !row.Blank() {
			r.rows = append(r.rows, row)
		}
	}
	r.next += chunkRows
	r.end = n < chunkRows
	if err := rows.Err(); err != nil {
		return damaged(err)
	}
	return nil
}
