package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// A Type is a column type of a Function.
type Type int

// The types that a Function takes and returns, with their Go values.
const (
	Varchar Type = iota // string
	BigInt              // int64
	Boolean             // bool
	Double              // float64
	Date                // time.Time, midnight UTC
)

func (t Type) info() (duckdb.TypeInfo, error) {
	types := map[Type]duckdb.Type{Varchar: duckdb.TYPE_VARCHAR, BigInt: duckdb.TYPE_BIGINT,
		Boolean: duckdb.TYPE_BOOLEAN, Double: duckdb.TYPE_DOUBLE, Date: duckdb.TYPE_DATE}
	d, ok := types[t]
	if !ok {
		return nil, fmt.Errorf("unknown type %d", int(t))
	}
	return duckdb.NewTypeInfo(d)
}

// A Function makes Go code callable from SQL, so that a rule written in Go,
// such as the grammar of numbers, is used in set-wise checks.
type Function struct {
	Name    string
	Args    []Type
	Returns Type

	// Impl gets one row's arguments, nil for NULL, and gives the result, nil
	// for NULL. An error ends the query. It is called from several goroutines
	// at once and must depend on nothing but its arguments. args is reused
	// after the call.
	Impl func(args []any) (any, error)
}

type scalar struct {
	config duckdb.ScalarFuncConfig
	run    duckdb.ScalarFuncExecutor
}

func (s *scalar) Config() duckdb.ScalarFuncConfig     { return s.config }
func (s *scalar) Executor() duckdb.ScalarFuncExecutor { return s.run }

// register makes the functions known to the database instance behind db.
func register(ctx context.Context, db *sql.DB, functions []Function) error {
	if len(functions) == 0 {
		return nil
	}
	instance.Lock()
	defer instance.Unlock()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, f := range functions {
		// A second opening of the same snapshot shares the instance.
		var n int
		if err := conn.QueryRowContext(ctx,
			"select count(*) from duckdb_functions() where function_name = ?", f.Name).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		if err := registerOne(conn, f); err != nil {
			return fmt.Errorf("function %s: %w", f.Name, err)
		}
	}
	return nil
}

func registerOne(conn *sql.Conn, f Function) error {
	s := &scalar{}
	for _, a := range f.Args {
		t, err := a.info()
		if err != nil {
			return err
		}
		s.config.InputTypeInfos = append(s.config.InputTypeInfos, t)
	}
	result, err := f.Returns.info()
	if err != nil {
		return err
	}
	s.config.ResultTypeInfo = result
	s.config.SpecialNullHandling = true
	s.run.RowExecutor = func(values []driver.Value) (any, error) {
		args := make([]any, len(values))
		for i, v := range values {
			args[i] = v
		}
		return f.Impl(args)
	}
	return duckdb.RegisterScalarUDF(conn, f.Name, s)
}
