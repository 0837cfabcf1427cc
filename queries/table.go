package queries

import (
	"database/sql"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// A Table is a result whose columns are not known beforehand.
//
// A value is one of nil (NULL), bool, string, Number, time.Time (a DATE as UTC
// midnight, or a TIMESTAMP) and []any of these.
type Table struct {
	Columns []Column
	Rows    [][]any
}

// A Number is an exact number as DuckDB has it, in plain decimal notation
// without trailing zeros: "159.9", "-3", "0".
type Number string

// ReadTable reads the rows of any statement to their end. It does not close
// them. Columns have names and types, and no notes.
func ReadTable(rows *sql.Rows) (Table, error) {
	r, err := newTableReader(rows)
	if err != nil {
		return Table{}, err
	}
	for {
		row, err := r.next()
		if err != nil {
			return Table{}, err
		}
		if row == nil {
			return r.table, nil
		}
		r.table.Rows = append(r.table.Rows, row)
	}
}

// A tableReader reads a result row by row; table has the columns.
type tableReader struct {
	rows  *sql.Rows
	table Table
}

func newTableReader(rows *sql.Rows) (*tableReader, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	t := Table{Columns: make([]Column, len(types)), Rows: [][]any{}}
	for i, ct := range types {
		t.Columns[i] = Column{Name: ct.Name(), Type: ct.DatabaseTypeName()}
	}
	return &tableReader{rows, t}, nil
}

// next gives the next row; nil after the last.
func (r *tableReader) next() ([]any, error) {
	if !r.rows.Next() {
		return nil, r.rows.Err()
	}
	row := make([]any, len(r.table.Columns))
	pointers := make([]any, len(row))
	for i := range row {
		pointers[i] = &row[i]
	}
	if err := r.rows.Scan(pointers...); err != nil {
		return nil, err
	}
	for i := range row {
		var err error
		if row[i], err = plain(row[i]); err != nil {
			return nil, fmt.Errorf("column %s: %w", r.table.Columns[i].Name, err)
		}
	}
	return row, nil
}

// plain turns the driver's values into those of a Table.
func plain(v any) (any, error) {
	switch v := v.(type) {
	case nil, bool, string, time.Time:
		return v, nil
	case []byte:
		return string(v), nil
	case int8, int16, int32, int64, int, uint8, uint16, uint32, uint64, uint:
		return Number(fmt.Sprint(v)), nil
	case *big.Int:
		return Number(v.String()), nil
	case float32:
		return float(float64(v), 32), nil
	case float64:
		return float(v, 64), nil
	case []any:
		out := make([]any, len(v))
		for i := range v {
			item, err := plain(v[i])
			if err != nil {
				return nil, err
			}
			out[i] = item
		}
		return out, nil
	case interface { // the driver's decimal; this package does not import the driver
		Float64() float64
		String() string
	}:
		return Number(v.String()), nil
	case fmt.Stringer: // intervals, UUIDs, ...
		return v.String(), nil
	}
	return fmt.Sprint(v), nil
}

// float writes a DOUBLE; NaN and the infinities are no numbers and become text.
func float(v float64, bits int) any {
	s := strconv.FormatFloat(v, 'f', -1, bits)
	if strings.ContainsAny(s, "NI") {
		return s
	}
	return Number(s)
}
