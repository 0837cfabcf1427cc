package queries

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tdkt/loaders/emulation"
)

// A SQLError says why a statement of an analyst was refused or failed.
type SQLError struct {
	Kind SQLErrorKind
	Text string // DuckDB's message with its line and caret, or this package's
	Hint string // how to go on; may be empty
}

func (e *SQLError) Error() string { return e.Text }

// A SQLErrorKind tells what went wrong with a statement.
type SQLErrorKind uint8

// What can go wrong.
const (
	SQLWrong   SQLErrorKind = iota // the text cannot be read, or names what is not there
	SQLRefused                     // more than a question to the analyst views
	SQLFailed                      // it failed while it ran
	SQLLimit                       // it met a limit of time, memory or size
)

func refused(hint, format string, args ...any) *SQLError {
	return &SQLError{SQLRefused, fmt.Sprintf(format, args...), hint}
}

// tableFunctions are all that may stand after FROM beside views: they make rows
// from their arguments and read nothing.
var tableFunctions = []string{"range", "generate_series", "unnest", "repeat", "json_each", "json_tree"}

// deniedFunctions show the machine and its settings, look into the catalogue,
// change the connection, or wait. A test compares the list with what DuckDB has.
var deniedFunctions = []string{
	"currval", "nextval", "setseed", "sleep_ms", "stats", "write_log", "getenv", "current_setting", "getvariable",
	"current_connection_id", "current_query", "current_query_id", "current_transaction_id", "txid_current",
	"current_database", "current_catalog", "current_schema", "current_schemas", "json_serialize_plan",
	"pg_get_constraintdef", "pg_get_viewdef", "format_type", "get_block_size", "current_role", "session_user", "current_user", "user",
	"role_restricted", "role_province",
}

// A refs is what a statement names.
type refs struct {
	tables []string // after FROM and JOIN, as written
	ctes   []string
	params []string // names of $parameters
}

// parse asks DuckDB to read a text that must be exactly one SELECT, without
// running anything. notSelect is true when the text is well-formed but
// something else.
func (s *Session) parse(ctx context.Context, text string) (found refs, notSelect bool, err error) {
	var answer string
	if err := s.conn.QueryRowContext(ctx, "select json_serialize_sql($1::varchar)::varchar", text).Scan(&answer); err != nil {
		return refs{}, false, explainSQL(ctx, err)
	}
	var tree struct {
		Error      bool   `json:"error"`
		Message    string `json:"error_message"`
		Position   string `json:"position"`
		Statements []any  `json:"statements"`
	}
	if err := json.Unmarshal([]byte(answer), &tree); err != nil {
		return refs{}, false, fmt.Errorf("DuckDB's answer about the statement cannot be read: %w", err)
	}
	switch {
	case tree.Error && strings.HasPrefix(tree.Message, "Only SELECT"):
		return refs{}, true, refused("ask with SELECT, FROM, WITH, VALUES, PIVOT, DESCRIBE, SUMMARIZE or EXPLAIN",
			"only a question may be asked: %s is no SELECT", firstWord(text))
	case tree.Error:
		return refs{}, false, &SQLError{SQLWrong, "Parser Error: " + tree.Message + caret(text, tree.Position), ""}
	case len(tree.Statements) == 0:
		return refs{}, false, &SQLError{SQLWrong, "the statement is empty", ""}
	case len(tree.Statements) > 1:
		return refs{}, false, refused("run them one after the other", "these are %d statements; one at a time", len(tree.Statements))
	}
	err = found.walk(tree.Statements[0])
	return found, false, err
}

// walk collects and checks everything that a parsed statement names.
func (r *refs) walk(node any) error {
	switch node := node.(type) {
	case []any:
		for _, item := range node {
			if err := r.walk(item); err != nil {
				return err
			}
		}
	case map[string]any:
		if err := r.table(node); err != nil {
			return err
		}
		if name, ok := node["function_name"].(string); ok {
			if err := callable(node, name); err != nil {
				return err
			}
		}
		if m, ok := node["cte_map"].(map[string]any); ok {
			entries, _ := m["map"].([]any)
			for _, e := range entries {
				if entry, ok := e.(map[string]any); ok {
					name, _ := entry["key"].(string)
					r.ctes = append(r.ctes, name)
				}
			}
		}
		if node["class"] == "PARAMETER" {
			name, _ := node["identifier"].(string)
			r.params = append(r.params, name)
		}
		for _, key := range sortedKeys(node) {
			if err := r.walk(node[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tableKinds are the things that may stand after FROM.
var tableKinds = []string{"BASE_TABLE", "TABLE_FUNCTION", "SHOW_REF", "JOIN", "SUBQUERY", "EXPRESSION_LIST", "EMPTY", "PIVOT"}

// table checks a node where it is a table or has one.
func (r *refs) table(node map[string]any) error {
	for _, key := range []string{"from_table", "source", "left", "right"} {
		if t, ok := node[key].(map[string]any); ok {
			kind, _ := t["type"].(string)
			if !slices.Contains(tableKinds, kind) && !strings.HasSuffix(kind, "_NODE") && t["class"] == nil {
				return refused("ask the analyst views: tdkt schema lists them", "%s is not allowed after FROM", strings.ToLower(kind))
			}
		}
	}
	switch node["type"] {
	case "BASE_TABLE":
		name, _ := node["table_name"].(string)
		schema, _ := node["schema_name"].(string)
		catalog, _ := node["catalog_name"].(string)
		if schema != "" || catalog != "" || node["at_clause"] != nil {
			return refused("name an analyst view without schema: tdkt schema lists them", "%s is not an analyst view",
				strings.TrimLeft(catalog+"."+schema+"."+name, "."))
		}
		r.tables = append(r.tables, name)
	case "TABLE_FUNCTION":
		function, _ := node["function"].(map[string]any)
		name, _ := function["function_name"].(string)
		if !slices.Contains(tableFunctions, strings.ToLower(name)) {
			return refused("ask the analyst views: tdkt schema lists them", "the table function %s is not allowed; %s are", name, strings.Join(tableFunctions, ", "))
		}
	case "SHOW_REF":
		_, described := node["query"].(map[string]any)
		if table, _ := node["table_name"].(string); !described || table != "" {
			return refused("tdkt schema lists the analyst views", "SHOW is not allowed")
		}
	}
	return nil
}

// callable refuses functions that reach beyond their arguments.
func callable(node map[string]any, name string) error {
	schema, _ := node["schema"].(string)
	catalog, _ := node["catalog"].(string)
	if (schema != "" && schema != "main") || catalog != "" || slices.Contains(deniedFunctions, strings.ToLower(name)) || isMacro(name) {
		return refused("", "the function %s is not allowed", strings.TrimLeft(catalog+"."+schema+"."+name, "."))
	}
	return nil
}

// check holds the names of a statement against the analyst views. A name in
// WITH must not be that of anything in the database: outside its scope the name
// would mean that.
func (s *Session) check(ctx context.Context, found refs) error {
	views := s.viewNames()
	if len(found.ctes) > 0 {
		taken, err := s.relations(ctx)
		if err != nil {
			return err
		}
		for _, name := range found.ctes {
			if strings.ContainsFunc(name, func(r rune) bool { return !wordRune(r) && r != ' ' }) || slices.Contains(taken, strings.ToLower(name)) {
				return refused("take another name after WITH", "the name %q is taken", name)
			}
		}
	}
	for _, name := range found.tables {
		known := func(n string) bool { return strings.EqualFold(n, name) }
		if slices.ContainsFunc(views, known) || slices.ContainsFunc(found.ctes, known) {
			continue
		}
		hint := "tdkt schema lists the analyst views"
		if near, ok := emulation.Nearest(strings.ToLower(name), views); ok {
			hint = "did you mean " + near + "? " + hint
		}
		if i := slices.IndexFunc(Views(), func(v View) bool { return v.Personal && strings.EqualFold(v.Name, name) }); i >= 0 {
			hint = "it holds names of persons: the workspace's tdkt.yaml must allow it under analysts"
		}
		return &SQLError{SQLRefused, fmt.Sprintf("there is no analyst view %q", name), hint}
	}
	return nil
}

// relations lists every table and view of the database beside the analyst
// views, the engine's own included.
func (s *Session) relations(ctx context.Context) ([]string, error) {
	if s.taken != nil {
		return s.taken, nil
	}
	rows, err := s.conn.QueryContext(ctx, "select lower(table_name) from duckdb_tables() union select lower(view_name) from duckdb_views()")
	if err != nil {
		return nil, explainSQL(ctx, err)
	}
	defer rows.Close()
	views := s.viewNames()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		if !slices.Contains(views, name) {
			s.taken = append(s.taken, name)
		}
	}
	return s.taken, rows.Err()
}

func firstWord(text string) string {
	tokens := scanSQL(text)
	if len(tokens) == 0 {
		return "this"
	}
	return strings.ToUpper(text[tokens[0].start:min(tokens[0].end, tokens[0].start+20)])
}

// caret shows the line of a byte position with a mark below it, as DuckDB does.
func caret(text, position string) string {
	var at int
	if _, err := fmt.Sscan(position, &at); err != nil || at < 0 || at > len(text) {
		return ""
	}
	start := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	label := fmt.Sprintf("LINE %d: ", 1+strings.Count(text[:at], "\n"))
	return "\n\n" + label + line + "\n" + strings.Repeat(" ", len(label)+utf8.RuneCountInString(text[start:at])) + "^"
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
