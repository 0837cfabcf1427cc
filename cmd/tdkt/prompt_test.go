package main

import (
	"slices"
	"testing"

	"tdkt/queries"
)

// After FROM there are views, elsewhere the columns of the views that the
// statement names as well.
func TestSQLCompletion(t *testing.T) {
	c := newSQLCompleter(queries.Role{})
	for _, x := range []struct {
		before, after string
		want, not     string
	}{
		{"select * from la", "", "latest_values", "label"},
		{"select unit", " from latest_values", "unit_name", "unit_nam"},
		{"select indi", " from awards", "indicators", "indicator_code"},
		{"SELECT * FROM ", "", "awards", "award_recipients"},
		{"select * from awards wh", "", "where", "when_"},
		{"describe un", "", "units", "union all"},
		{"select count(*)\nfrom units\njoin reg", "", "registrations", "registration_recipients"},
		{"select sum(quan", ") from awards", "quantity", ""},
	} {
		got := c.complete(x.before, x.before+x.after)
		if !slices.Contains(got, x.want) || slices.Contains(got, x.not) {
			t.Errorf("%q: %q, want %q and not %q", x.before, got, x.want, x.not)
		}
	}
	if got := newSQLCompleter(queries.Role{Personal: true}).complete("from award_", "from award_"); !slices.Contains(got, "award_recipients") {
		t.Errorf("a role that sees names is offered %q", got)
	}
}
