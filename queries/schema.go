package queries

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"tdkt/loaders/emulation"
)

// WriteSchema writes views as Markdown: one row per what, and each column with
// its type, meaning, unit and absence.
func WriteSchema(w io.Writer, views []View) error {
	out := bufio.NewWriter(w)
	out.WriteString("# Views for analysts\n\nNames and meanings stay as they are. A column whose meaning does not speak of NULL is never NULL.\n")
	for _, v := range views {
		fmt.Fprintf(out, "\n## %s\n\n%s\nOne row per %s.\n", v.Name, v.About, strings.TrimPrefix(v.Grain, "one row per "))
		if v.Personal {
			out.WriteString("Only where the workspace lets analysts see personal data.\n")
		}
		out.WriteString("\n| column | type | meaning |\n| --- | --- | --- |\n")
		for _, c := range v.Returns {
			fmt.Fprintf(out, "| %s | %s | %s |\n", c.Name, c.Type, strings.ReplaceAll(c.Note, "|", `\|`))
		}
	}
	return out.Flush()
}

// ViewTable lists views in a Markdown table: name, one row per what, contents.
func ViewTable(views []View) string {
	var b strings.Builder
	b.WriteString("| view | one row per | holds |\n| --- | --- | --- |\n")
	for _, v := range views {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", v.Name, strings.TrimPrefix(v.Grain, "one row per "), v.About)
	}
	return b.String()
}

// SchemaTable gives all views, or the columns of one, as a table. The error of
// an unknown name gives the nearest one.
func SchemaTable(view string) (Table, error) {
	text := func(names ...string) []Column {
		var out []Column
		for _, n := range names {
			out = append(out, Column{Name: n, Type: "VARCHAR"})
		}
		return out
	}
	if view == "" {
		t := Table{Columns: text("view", "one_row_per", "about")}
		for _, v := range Views() {
			t.Rows = append(t.Rows, []any{v.Name, strings.TrimPrefix(v.Grain, "one row per "), v.About})
		}
		return t, nil
	}
	var names []string
	for _, v := range Views() {
		if v.Name == view {
			t := Table{Columns: text("column", "type", "meaning")}
			for _, c := range v.Returns {
				t.Rows = append(t.Rows, []any{c.Name, c.Type, c.Note})
			}
			return t, nil
		}
		names = append(names, v.Name)
	}
	if near, ok := emulation.Nearest(view, names); ok {
		return Table{}, fmt.Errorf("unknown view %q: did you mean %q?", view, near)
	}
	return Table{}, fmt.Errorf("unknown view %q: there are %s", view, strings.Join(names, ", "))
}

// knownValues are the questions that give the values of a parameter by its
// name.
var knownValues = map[string]string{
	"plan_id":        "select distinct plan_id as v from plans",
	"indicator_code": "select distinct indicator_code as v from indicators",
	"unit_code":      "select distinct unit_code as v from units",
	"phase_no":       "select distinct phase_no as v from phases",
	"year":           "select distinct year as v from plans",
	"cluster_code":   "select distinct cluster_code as v from clusters",
	"known_at":       "select distinct reported_on as v from reported_values",
	"data_to":        "select distinct period_end as v from reported_values",
	"data_from":      "select distinct period_start as v from reported_values",
}

// KnownValues gives values of a parameter that the snapshot knows and that
// begin with a text, at most 200; none where the name says nothing.
func (s *Session) KnownValues(ctx context.Context, p Param, begun string) ([]string, error) {
	ask, ok := knownValues[p.Name]
	if !ok {
		return nil, nil
	}
	r, err := s.Query(ctx, "select v::varchar as v from ("+ask+") where starts_with(v::varchar, $begun) order by v", map[string]any{"begun": begun}, Limits{Rows: 200})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, row := range r.Rows {
		if v, ok := row[0].(string); ok {
			out = append(out, v)
		}
	}
	return out, nil
}
