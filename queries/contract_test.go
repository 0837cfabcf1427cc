package queries

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseContract(t *testing.T) {
	text := `-- name: tall
-- about: Which trees
--   are tall.
-- grain: one row per tree
-- uses: forest, height_of
-- binds: known_at = coalesce($day, $due)
-- params: plan_id VARCHAR, due DATE [optional; none: no deadline], kind VARCHAR [one of: oak, ash]
-- returns: tree VARCHAR, height DECIMAL(24,6) [m, cm; NULL when not measured],
--          names VARCHAR[] [other names]
select 1;
`
	got, err := parseContract("sql/tall.sql", text)
	if err != nil {
		t.Fatal(err)
	}
	want := Contract{
		Name: "tall", About: "Which trees are tall.", Grain: "one row per tree",
		Params: []Param{
			{Name: "plan_id", Type: "VARCHAR"},
			{Name: "due", Type: "DATE", Note: "optional; none: no deadline", Optional: true},
			{Name: "kind", Type: "VARCHAR", Note: "one of: oak, ash", Values: []string{"oak", "ash"}},
		},
		Returns: []Column{
			{Name: "tree", Type: "VARCHAR"},
			{Name: "height", Type: "DECIMAL(24,6)", Note: "m, cm; NULL when not measured"},
			{Name: "names", Type: "VARCHAR[]", Note: "other names"},
		},
		SQL:   "select 1",
		uses:  []string{"forest", "height_of"},
		binds: map[string]string{"known_at": "coalesce($day, $due)"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Contract{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestParseContractErrors(t *testing.T) {
	good := "-- name: tall\n-- about: a\n-- grain: g\n-- params: none\n-- returns: a VARCHAR\nselect 1\n"
	for _, c := range []struct{ old, new, want string }{
		{"-- grain: g\n", "", `sql/tall.sql:1: the head has no "-- grain: ..."`},
		{"grain", "grian", `sql/tall.sql:3: unknown entry "grian"`},
		{"params: none", "name: tall", `sql/tall.sql:4: second entry "name"`},
		{"name: tall", "name: small", `sql/tall.sql:1: the name is "small", but the file is tall.sql`},
		{"params: none", "params: day TIMESTAMP", "sql/tall.sql:4: params: day has type TIMESTAMP"},
		{"a VARCHAR", "a VARCHAR, a DATE", "sql/tall.sql:5: returns: a stands there twice"},
		{"a VARCHAR", "a", `sql/tall.sql:5: returns: "a" is not of the form name TYPE [note]`},
		{"a VARCHAR", "A VARCHAR", `sql/tall.sql:5: returns: "A" is not a name in snake_case`},
		{"-- params", "-- uses: Oak\n-- params", `sql/tall.sql:4: "Oak" is not a name in snake_case`},
		{"-- params", "-- binds: day\n-- params", `sql/tall.sql:4: binds: "day" is not of the form`},
		{"-- name", "-- Name", `sql/tall.sql:1: the head must begin with "-- name: ..."`},
		{"select 1\n", "", "no SQL below the head"},
	} {
		_, err := parseContract("sql/tall.sql", strings.Replace(good, c.old, c.new, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: error %v, want %q", c.new, c.old, err, c.want)
		}
	}
}

func FuzzParseContract(f *testing.F) {
	f.Add("-- name: tall\n-- about: a\n-- grain: g\n-- params: none\n-- returns: a DECIMAL(24,6) [m; none]\nselect 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseContract("sql/tall.sql", text)
		if err == nil && (c.Name != "tall" || c.SQL == "" || len(c.Returns) == 0) {
			t.Errorf("accepted without what it needs: %+v", c)
		}
	})
}

func TestLookup(t *testing.T) {
	if c, err := Lookup("plans"); err != nil || c.Name != "plans" {
		t.Errorf("Lookup(plans) = %q, %v", c.Name, err)
	}
	_, err := Lookup("plan_phase")
	if err == nil || !strings.Contains(err.Error(), `did you mean "plan_phases"?`) {
		t.Errorf("Lookup(plan_phase): %v", err)
	}
	_, err = Lookup("zzzzzzzzzzzzzz")
	if err == nil || !strings.Contains(err.Error(), "the catalogue has") {
		t.Errorf("Lookup(zzzz): %v", err)
	}
}
