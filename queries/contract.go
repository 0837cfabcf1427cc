package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Contract says what a query takes and gives, as the head of its file states it.
type Contract struct {
	Name    string // also the file's name without .sql
	About   string // one sentence
	Grain   string // "one row per ..."
	Params  []Param
	Returns []Column
	SQL     string // the text of the query, without its head
}

// A Param is a named parameter of a query.
type Param struct {
	Name     string
	Type     string   // VARCHAR, DATE, INTEGER or BOOLEAN
	Note     string   // the remark in brackets; "" when there is none
	Optional bool     // may be left out; it is NULL then
	Values   []string // the only values it takes; nil: any of its type
}

// A Column is a column of a result.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"` // as DuckDB writes it: VARCHAR, DECIMAL(24,6), VARCHAR[]
	Note string `json:"note"` // unit, and what NULL means; "" when there is nothing to say
}

// Example gives a value of the parameter's type, for messages and help.
func (p Param) Example() string {
	if len(p.Values) > 0 {
		return p.Name + "=" + p.Values[0]
	}
	switch p.Type {
	case "DATE":
		return p.Name + "=2022-06-30"
	case "INTEGER":
		if strings.Contains(p.Name, "year") {
			return p.Name + "=2022"
		}
		return p.Name + "=1"
	case "BOOLEAN":
		return p.Name + "=true"
	}
	if p.Name == "plan_id" {
		return p.Name + "=phu-ninh-2022"
	}
	return p.Name + "=..."
}

var (
	headKey   = regexp.MustCompile(`^-- ([a-z]+): *(.*)$`)
	identForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	fieldForm = regexp.MustCompile(`^(\S+)\s+([A-Z][A-Z0-9_]*(?:\([0-9, ]+\))?(?:\[\])?)(?:\s+\[(.*)\])?$`)
)

var paramTypes = []string{"VARCHAR", "DATE", "INTEGER", "BOOLEAN"}

// parseContract reads the head of a query: comment lines before the first line
// of SQL. A line "-- key: text" opens an entry, any other comment line goes on
// with it. Errors name file and line.
func parseContract(file, text string) (Contract, error) {
	type entry struct {
		line int
		text string
	}
	keys := []string{"name", "about", "grain", "params", "returns"}
	entries := map[string]*entry{}
	var current *entry
	fail := func(line int, format string, args ...any) (Contract, error) {
		return Contract{}, fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...))
	}

	lines := strings.Split(text, "\n")
	body := len(lines)
	for i, line := range lines {
		if !strings.HasPrefix(line, "--") {
			body = i
			break
		}
		if m := headKey.FindStringSubmatch(line); m != nil {
			if !slices.Contains(keys, m[1]) {
				return fail(i+1, "unknown entry %q in the head; it has %s", m[1], strings.Join(keys, ", "))
			}
			if entries[m[1]] != nil {
				return fail(i+1, "second entry %q in the head", m[1])
			}
			current = &entry{i + 1, strings.TrimSpace(m[2])}
			entries[m[1]] = current
			continue
		}
		if current == nil {
			return fail(i+1, `the head must begin with "-- name: ..."`)
		}
		current.text = strings.TrimSpace(current.text + " " + strings.TrimSpace(line[2:]))
	}
	for _, key := range keys {
		if entries[key] == nil || entries[key].text == "" {
			return fail(1, `the head has no "-- %s: ..."`, key)
		}
	}

	c := Contract{
		Name:  entries["name"].text,
		About: entries["about"].text,
		Grain: entries["grain"].text,
		SQL:   strings.TrimRight(strings.TrimSpace(strings.Join(lines[body:], "\n")), ";"),
	}
	if want := strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".sql"); c.Name != want {
		return fail(entries["name"].line, "the name is %q, but the file is %s.sql", c.Name, want)
	}
	if c.SQL == "" {
		return fail(len(lines), "no SQL below the head")
	}

	if e := entries["params"]; e.text != "none" {
		fields, err := parseFields(e.text)
		if err != nil {
			return fail(e.line, "params: %v", err)
		}
		for _, f := range fields {
			if !slices.Contains(paramTypes, f.Type) {
				return fail(e.line, "params: %s has type %s; a parameter is one of %s", f.Name, f.Type, strings.Join(paramTypes, ", "))
			}
			p := Param{Name: f.Name, Type: f.Type, Note: f.Note, Optional: strings.HasPrefix(f.Note, "optional")}
			if _, list, ok := strings.Cut(f.Note, "one of: "); ok {
				list, _, _ = strings.Cut(list, ";")
				for v := range strings.SplitSeq(list, ",") {
					p.Values = append(p.Values, strings.TrimSpace(v))
				}
			}
			c.Params = append(c.Params, p)
		}
	}
	fields, err := parseFields(entries["returns"].text)
	if err != nil {
		return fail(entries["returns"].line, "returns: %v", err)
	}
	c.Returns = fields
	return c, nil
}

// parseFields reads "name TYPE [note], name TYPE, ...".
func parseFields(text string) ([]Column, error) {
	var out []Column
	for _, part := range splitOutside(text) {
		part = strings.TrimSpace(part)
		m := fieldForm.FindStringSubmatch(part)
		if m == nil {
			return nil, fmt.Errorf("%q is not of the form name TYPE [note]", part)
		}
		if !identForm.MatchString(m[1]) {
			return nil, fmt.Errorf("%q is not a name in snake_case", m[1])
		}
		if slices.ContainsFunc(out, func(c Column) bool { return c.Name == m[1] }) {
			return nil, fmt.Errorf("%s stands there twice", m[1])
		}
		out = append(out, Column{Name: m[1], Type: m[2], Note: m[3]})
	}
	return out, nil
}

// splitOutside splits at commas that stand outside all brackets.
func splitOutside(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range text {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, text[start:i])
				start = i + 1
			}
		}
	}
	return append(out, text[start:])
}
