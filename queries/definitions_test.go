package queries

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"
)

// Split into its statements, a file of definitions is the same file.
func TestDefinitionsAreSplit(t *testing.T) {
	var whole, split strings.Builder
	for _, text := range Definitions() {
		whole.WriteString(text[strings.Index(text, "create or replace"):])
	}
	all, _ := loadDefinitions()
	for _, d := range all {
		split.WriteString(d.text)
	}
	if whole.String() != split.String() {
		t.Error("a statement of sql/defs is no macro, or does not begin its line")
	}
}

// Every query stands on its own definitions alone, on a connection that has
// no others.
func TestQueriesOnTheirOwnDefinitions(t *testing.T) {
	db := openTables(t)
	db.SetMaxIdleConns(0) // the next connection is a new one
	for _, c := range Catalogue() {
		conn, err := db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := describeAlone(t.Context(), conn, c); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func describeAlone(ctx context.Context, conn *sql.Conn, c Contract) error {
	for _, d := range c.definitions(nil) {
		if _, err := conn.ExecContext(ctx, d.text); err != nil {
			return err
		}
	}
	text := replaceParams(c.SQL, func(string) string { return "null" })
	_, err := conn.ExecContext(ctx, "from (\n"+text+"\n) limit 0")
	return err
}

func TestDefinitionsOfOneQuery(t *testing.T) {
	plans, err := Lookup("plans")
	if err != nil {
		t.Fatal(err)
	}
	if got := plans.definitions(nil); len(got) != 0 {
		t.Errorf("the query plans calls no macro, and takes %d", len(got))
	}
	names := func(made map[string]bool, text string) string {
		var out []string
		for _, d := range (Contract{SQL: text}).definitions(made) {
			out = append(out, d.name)
		}
		return strings.Join(out, " ")
	}
	if got := names(nil, "select up_to_step(1, 2, 3), my_ticks(1), vn_percent"); got != "up_to_step" {
		t.Errorf("one macro is called, and it takes %q", got)
	}
	if got := names(nil, "select percent_ticks(1, 2)"); got != "round_div percent_ticks" {
		t.Errorf("percent_ticks stands on round_div, and it takes %q", got)
	}
	if got := names(map[string]bool{"round_div": true}, "select percent_ticks(1, 2)"); got != "percent_ticks" {
		t.Errorf("round_div is there, and it takes %q", got)
	}
}

// Each connection of a pool gets the macros of what runs on it.
func TestEveryConnectionGetsItsMacros(t *testing.T) {
	db := openTables(t)
	const query = "target_results"
	params := map[string]string{"plan_id": "p", "data_to": "2022-06-30", "known_at": "2022-07-12", "review": "interim"}
	held, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // on one connection, while the other is held; then again
		if _, err := Run(t.Context(), db, query, params); err != nil {
			t.Fatal(err)
		}
	}
	var group sync.WaitGroup
	held.Close()
	for range 8 { // on both, and on more
		group.Go(func() {
			if _, err := Run(t.Context(), db, query, params); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := len(connectionsOf(db).made); n < 2 {
		t.Errorf("%d connections are known, at least 2 were used", n)
	}
}
