package queries

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	_ "tdkt/loaders/warehouse" // the driver
)

// openEmpty gives a database in memory with the warehouse's tables and the
// package's definitions.
func openEmpty(t testing.TB) *sql.DB {
	t.Helper()
	db := openTables(t)
	// Temporary macros belong to one connection.
	db.SetMaxOpenConns(1)
	for _, text := range Definitions() {
		if _, err := db.ExecContext(context.Background(), text); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
	return db
}

// openTables gives a database in memory with the warehouse's tables alone.
func openTables(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "?threads=2")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	makeTables(t, db)
	return db
}

func makeTables(t testing.TB, db *sql.DB) {
	t.Helper()
	migrations, err := filepath.Glob("../loaders/warehouse/migrations/*.sql")
	if err != nil || len(migrations) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	for _, name := range migrations {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(context.Background(), string(text)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

var comment = regexp.MustCompile(`--.*`)

// settle does for rows that a test put in what a load does for its own: the
// fills of migrations 0006 to 0008.
func settle(t testing.TB, db interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}) {
	t.Helper()
	run := func(statement string) {
		if _, err := db.ExecContext(context.Background(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	for _, s := range []string{"update actual set counts_until = '9999-12-31'", "delete from reported_day", "delete from unit_stretch", "delete from unit_below"} {
		run(s)
	}
	for _, name := range []string{"0006_known.sql", "0007_unit_stretches.sql", "0008_unit_below.sql"} {
		text, err := os.ReadFile("../loaders/warehouse/migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, statement := range strings.Split(comment.ReplaceAllString(string(text), ""), ";\n") {
			if strings.TrimSpace(statement) != "" && !strings.Contains(statement, "create table") && !strings.Contains(statement, "alter table") {
				run(statement)
			}
		}
	}
}

// executor gives a function that runs a statement, and ends the test where it fails.
func executor(t testing.TB, db *sql.DB) func(text string, args ...any) {
	return func(text string, args ...any) {
		t.Helper()
		if _, err := db.Exec(text, args...); err != nil {
			t.Fatalf("%v\n%.300s", err, text)
		}
	}
}

// literals writes one row of values.
func literals(values ...any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case nil:
			texts[i] = "null"
		case string:
			texts[i] = "'" + v + "'"
		default:
			texts[i] = fmt.Sprint(v)
		}
	}
	return "(" + strings.Join(texts, ", ") + ")"
}

// orNull is NULL for what a test leaves empty.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}
