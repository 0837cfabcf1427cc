package queries

import (
	"bufio"
	"fmt"
	"io"
	"strings"
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
