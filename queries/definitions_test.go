package queries

import (
	"context"
	"database/sql"
	"strings"
	"testing"
)

// Split into its statements, a file of definitions is the same file.
func TestDefinitionsAreSplit(t *testing.T) {
	var whole, split strings.Builder
	for _, text := range Definitions() {
		whole.WriteString(text[strings.Index(text, "create or replace"):])
	}
	for _, d := range loadDefinitions() {
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
	for _, text := range c.Definitions() {
		if _, err := conn.ExecContext(ctx, text); err != nil {
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
	if got := plans.Definitions(); len(got) != 0 {
		t.Errorf("the query plans calls no macro, and takes %d", len(got))
	}
	c := Contract{SQL: "select up_to_step(1, 2, 3), my_ticks(1), vn_percent"}
	got := strings.Join(c.Definitions(), "")
	if !strings.HasPrefix(got, "create or replace temp macro up_to_step(") || strings.Count(got, "create or replace") != 1 {
		t.Errorf("one macro is called, and it takes %s", got)
	}
	c.SQL = "select percent_ticks(1, 2)"
	if got := c.Definitions(); len(got) != 2 || !strings.Contains(got[0], "macro round_div(") {
		t.Errorf("percent_ticks stands on round_div, and it takes %q", got)
	}
}
