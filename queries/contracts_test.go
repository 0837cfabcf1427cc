package queries

import (
	"context"
	"database/sql"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestContractsHold compares what the head of each query says with what DuckDB
// says: columns and types, and the parameters in the text, both ways.
func TestContractsHold(t *testing.T) {
	db := openEmpty(t)
	for _, c := range Catalogue() {
		t.Run(c.Name, func(t *testing.T) {
			var declared []string
			var args []any
			for _, p := range c.Params {
				declared = append(declared, p.Name)
				args = append(args, sql.Named(p.Name, nil))
			}
			if diff := cmp.Diff(sortedCopy(declared), sortedCopy(namesIn(c.SQL))); diff != "" {
				t.Fatalf("parameters of the head and $names of the text (-head +text)\n%s", diff)
			}
			rows, err := db.QueryContext(context.Background(), "from (\n"+c.SQL+"\n) limit 0", args...)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			types, err := rows.ColumnTypes()
			if err != nil {
				t.Fatal(err)
			}
			var want, got []string
			for _, r := range c.Returns {
				want = append(want, r.Name+" "+r.Type)
			}
			for _, ct := range types {
				got = append(got, ct.Name()+" "+ct.DatabaseTypeName())
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("columns (-head +query)\n%s", diff)
			}
			for _, r := range c.Returns {
				// A rounded binary fraction prints a wrong last digit.
				if r.Type == "DOUBLE" || r.Type == "FLOAT" {
					t.Errorf("column %s is %s; printed values are exact decimals", r.Name, r.Type)
				}
			}
		})
	}
}

func sortedCopy(in []string) []string {
	out := slices.Clone(in)
	slices.Sort(out)
	return out
}

var (
	paramName = regexp.MustCompile(`\$([a-z_][a-z0-9_]*)`)
	notCode   = regexp.MustCompile(`(?m)--.*$|'(?:[^']|'')*'`)
)

// namesIn lists the parameters that a text uses, each once.
func namesIn(text string) []string {
	var out []string
	for _, m := range paramName.FindAllStringSubmatch(notCode.ReplaceAllString(text, ""), -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}
