package queries

import (
	"context"
	"database/sql"
)

// CopyParquet runs a query of the catalogue and lets DuckDB write its rows to a
// file, which must lie where the instance may write.
func CopyParquet(ctx context.Context, db *sql.DB, c Contract, params map[string]string, file string) error {
	args, err := c.bind(params)
	if err != nil {
		return err
	}
	conn, err := c.connect(ctx, db)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.ExecContext(ctx, "copy ("+c.SQL+"\n) to "+quoteText(file)+parquetOptions, args...)
	return err
}

const parquetOptions = " (format parquet, compression zstd)"

// CopyParquet runs one statement of an analyst and lets DuckDB write all its
// rows to a file, which must lie where the instance may write.
func (s *Session) CopyParquet(ctx context.Context, text string, params map[string]any, file string) error {
	st, err := s.Check(ctx, text)
	if err != nil {
		return err
	}
	if st.explain != "" {
		return refused("print it as a table", "a plan cannot be written as Parquet")
	}
	args, err := st.args(params)
	if err != nil {
		return err
	}
	_, err = s.conn.ExecContext(ctx, "copy (select * from (\n"+st.text+"\n)) to "+quoteText(file)+parquetOptions, args...)
	return explainSQL(ctx, err)
}

// CopySavedParquet does the same with a saved query.
func (s *Session) CopySavedParquet(ctx context.Context, q Saved, params map[string]string, file string) error {
	values, err := q.values(params)
	if err != nil {
		return err
	}
	if err := s.CheckSaved(ctx, q); err != nil {
		return err
	}
	return s.CopyParquet(ctx, q.SQL, values, file)
}
