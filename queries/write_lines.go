package queries

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// JSONLines writes the table as one JSON object a line, with the values of
// [Table.JSON].
func (t Table) JSONLines(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, row := range t.Rows {
		out.WriteString("{")
		for j, v := range row {
			if j > 0 {
				out.WriteString(", ")
			}
			out.WriteString(jsonText(t.Columns[j].Name) + ": " + jsonCell(v))
		}
		out.WriteString("}\n")
	}
	return out.Flush()
}

// Markdown writes the table as a Markdown table with aligned columns. A missing
// value is an empty cell; a line break inside a text becomes <br>.
func (t Table) Markdown(w io.Writer) error {
	head := make([]string, len(t.Columns))
	width := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = markdownText(c.Name)
		width[i] = max(3, utf8.RuneCountInString(head[i]))
	}
	lines := [][]string{head}
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, v := range row {
			if v != nil {
				line[i] = markdownText(textOf(v))
			}
			width[i] = max(width[i], utf8.RuneCountInString(line[i]))
		}
		lines = append(lines, line)
	}
	out := bufio.NewWriter(w)
	for n, line := range lines {
		for i, s := range line {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(s))
			if isNumeric(t.Columns[i].Type) && n > 0 {
				s, pad = pad, s
			}
			out.WriteString("| " + s + pad + " ")
		}
		out.WriteString("|\n")
		if n > 0 {
			continue
		}
		for i, c := range t.Columns {
			if isNumeric(c.Type) {
				out.WriteString("| " + strings.Repeat("-", width[i]-1) + ": ")
			} else {
				out.WriteString("| " + strings.Repeat("-", width[i]) + " ")
			}
		}
		out.WriteString("|\n")
	}
	return out.Flush()
}

var markdownEscape = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\r\n", "<br>", "\n", "<br>", "\r", "<br>", "<", "&lt;")

func markdownText(s string) string { return markdownEscape.Replace(s) }

// textOf writes a value as text; a list with its items in brackets.
func textOf(v any) string {
	if list, ok := v.([]any); ok {
		items := make([]string, len(list))
		for i := range list {
			items[i] = textOf(list[i])
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return scalarText(v)
}
