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
	SQL     string // the text of the query with the parts that it uses, without its head

	uses  []string          // parts, as the head names them
	binds map[string]string // parameter of a part -> text that stands for it
}

// A Param is a named parameter of a query.
type Param struct {
	Name     string
	Type     string   // VARCHAR, DATE, INTEGER, BOOLEAN or DECIMAL
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
	case "DECIMAL":
		return p.Name + "=2.5"
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

var paramTypes = []string{"VARCHAR", "DATE", "INTEGER", "BOOLEAN", "DECIMAL"}

// An entry is one "-- key: text" of a head; nil when the head lacks it.
type entry struct {
	line int
	text string
}

// names reads the entry as a list "a, b"; none gives nil.
func (e *entry) names(file string) ([]string, error) {
	if e == nil {
		return nil, nil
	}
	var out []string
	for name := range strings.SplitSeq(e.text, ",") {
		name = strings.TrimSpace(name)
		if !identForm.MatchString(name) {
			return nil, fmt.Errorf("%s:%d: %q is not a name in snake_case", file, e.line, name)
		}
		out = append(out, name)
	}
	return out, nil
}

// parseHead splits a file into its head and the SQL below it. The head is the
// comment lines before the first line of SQL: "-- key: text" opens an entry, any
// other comment line goes on with it. Errors name file and line.
func parseHead(file, text string, keys, optional []string) (map[string]*entry, string, error) {
	all := slices.Concat(keys, optional)
	entries := map[string]*entry{}
	var current *entry
	fail := func(line int, format string, args ...any) (map[string]*entry, string, error) {
		return nil, "", fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...))
	}
	lines := strings.Split(text, "\n")
	body := len(lines)
	for i, line := range lines {
		if !strings.HasPrefix(line, "--") {
			body = i
			break
		}
		if m := headKey.FindStringSubmatch(line); m != nil {
			if !slices.Contains(all, m[1]) {
				return fail(i+1, "unknown entry %q in the head; it has %s", m[1], strings.Join(all, ", "))
			}
			if entries[m[1]] != nil {
				return fail(i+1, "second entry %q in the head", m[1])
			}
			current = &entry{i + 1, strings.TrimSpace(m[2])}
			entries[m[1]] = current
			continue
		}
		if current == nil {
			return fail(i+1, `the head must begin with "-- %s: ..."`, keys[0])
		}
		current.text = strings.TrimSpace(current.text + " " + strings.TrimSpace(line[2:]))
	}
	for _, key := range keys {
		if entries[key] == nil || entries[key].text == "" {
			return fail(1, `the head has no "-- %s: ..."`, key)
		}
	}
	return entries, strings.Join(lines[body:], "\n"), nil
}

// parseContract reads a query's file. Its text is complete only with the parts
// that its head names; see compose.
func parseContract(file, text string) (Contract, error) {
	entries, body, err := parseHead(file, text, []string{"name", "about", "grain", "params", "returns"}, []string{"uses", "binds"})
	if err != nil {
		return Contract{}, err
	}
	fail := func(line int, format string, args ...any) (Contract, error) {
		return Contract{}, fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...))
	}

	c := Contract{
		Name:  entries["name"].text,
		About: entries["about"].text,
		Grain: entries["grain"].text,
		SQL:   strings.TrimRight(strings.TrimSpace(body), ";"),
	}
	if want := strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".sql"); c.Name != want {
		return fail(entries["name"].line, "the name is %q, but the file is %s.sql", c.Name, want)
	}
	if c.SQL == "" {
		return fail(strings.Count(text, "\n"), "no SQL below the head")
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
	if c.uses, err = entries["uses"].names(file); err != nil {
		return Contract{}, err
	}
	if e := entries["binds"]; e != nil {
		c.binds = map[string]string{}
		for _, pair := range splitOutside(e.text) {
			name, text, ok := strings.Cut(pair, "=")
			name, text = strings.TrimSpace(name), strings.TrimSpace(text)
			if !ok || !identForm.MatchString(name) || text == "" {
				return fail(e.line, "binds: %q is not of the form parameter of a part = text", strings.TrimSpace(pair))
			}
			c.binds[name] = text
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
