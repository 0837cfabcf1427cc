package queries

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Text writes the table in aligned columns, two spaces apart, numbers to the
// right. NULL stands for a missing value, ” for an empty text; a text that
// would blur the columns is quoted.
func (t Table) Text(w io.Writer) error {
	cells := make([][]string, 0, len(t.Rows)+1)
	header := make([]string, len(t.Columns))
	right := make([]bool, len(t.Columns))
	for i, c := range t.Columns {
		header[i], right[i] = c.Name, isNumeric(c.Type)
	}
	cells = append(cells, header)
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = textCell(v)
		}
		cells = append(cells, line)
	}
	width := make([]int, len(t.Columns))
	for _, line := range cells {
		for i, s := range line {
			width[i] = max(width[i], utf8.RuneCountInString(s))
		}
	}
	out := bufio.NewWriter(w)
	for _, line := range cells {
		var b strings.Builder
		for i, s := range line {
			if i > 0 {
				b.WriteString("  ")
			}
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(s))
			if right[i] {
				b.WriteString(pad + s)
			} else {
				b.WriteString(s + pad)
			}
		}
		out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
	return out.Flush()
}

func isNumeric(duckdbType string) bool {
	switch duckdbType {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "FLOAT",
		"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT":
		return true
	}
	return strings.HasPrefix(duckdbType, "DECIMAL(") && !strings.HasSuffix(duckdbType, "]")
}

// CSV writes the table as RFC 4180 with a header. A missing value is empty. A
// text that a spreadsheet would run as a formula is led by an apostrophe.
func (t Table) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = c.Name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		for i, v := range row {
			record[i] = csvCell(v)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// JSON writes the table as an array of objects whose keys are the columns in
// their order. Numbers keep every digit, a missing value is null, a date is
// "2022-06-30".
func (t Table) JSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString("[")
	for i, row := range t.Rows {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n  {")
		for j, v := range row {
			if j > 0 {
				out.WriteString(", ")
			}
			out.WriteString(jsonText(t.Columns[j].Name) + ": " + jsonCell(v))
		}
		out.WriteString("}")
	}
	if len(t.Rows) > 0 {
		out.WriteString("\n")
	}
	out.WriteString("]\n")
	return out.Flush()
}

func textCell(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case []any:
		items := make([]string, len(v))
		for i := range v {
			items[i] = textCell(v[i])
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	s := scalarText(v)
	switch {
	case s == "":
		return "''"
	case s == "NULL", strings.Contains(s, "  "), strings.ContainsAny(s, "\n\r\t\""), strings.TrimSpace(s) != s:
		return strconv.Quote(s)
	}
	return s
}

func csvCell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return guardFormula(v)
	case []any:
		items := make([]string, len(v))
		for i := range v {
			items[i] = csvCell(v[i])
		}
		return guardFormula(strings.Join(items, "|"))
	}
	return scalarText(v)
}

// guardFormula keeps a spreadsheet from running text of an unknown hand.
func guardFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func jsonCell(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case Number:
		return string(v)
	case []any:
		items := make([]string, len(v))
		for i := range v {
			items[i] = jsonCell(v[i])
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return jsonText(scalarText(v))
}

func jsonText(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// scalarText writes what is neither NULL nor a list.
func scalarText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case Number:
		return string(v)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		if v.Equal(v.Truncate(24 * time.Hour)) {
			return v.Format(time.DateOnly)
		}
		return v.Format("2006-01-02 15:04:05.999999")
	}
	return ""
}
