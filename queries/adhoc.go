package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits bound one ad-hoc statement; time and memory are the caller's: a
// deadline on the context, the settings of the instance.
type Limits struct {
	Rows  int   // rows given at most; 0: no limit
	Bytes int64 // size of all values in Go, roughly; 0 is 64 MB
	Cell  int   // characters of one value; 0 is a million
}

func (l Limits) bytes() int64 {
	if l.Bytes > 0 {
		return l.Bytes
	}
	return 64 << 20
}

func (l Limits) cell() int {
	if l.Cell > 0 {
		return l.Cell
	}
	return 1_000_000
}

// maxStatement is the longest text that is parsed.
const maxStatement = 1 << 20

// A Session answers analysts' own SQL on one connection of a read-only instance
// that was opened for it alone: without files and network, with its settings
// locked. It sees the analyst views of its role and nothing else. It is not
// safe for concurrent use.
//
// A text reaches the database only after DuckDB's parser has said that it is
// exactly one SELECT, and after every table and function in its tree was found
// among those allowed. EXPLAIN and a PIVOT without its list of values are no
// SELECT to the parser: the first is parsed without the word, the second is
// written again with the values, and then takes the same way.
type Session struct {
	conn  *sql.Conn
	role  Role
	made  map[string]bool // views that stand on the connection
	taken []string
}

// NewSession takes a connection of db for itself. Views are made when a
// statement asks for them: a millisecond each.
func NewSession(ctx context.Context, db *sql.DB, role Role) (*Session, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &Session{conn: conn, role: role, made: map[string]bool{}}, nil
}

// Close gives the connection back.
func (s *Session) Close() error { return s.conn.Close() }

func (s *Session) viewNames() []string {
	var names []string
	for _, v := range s.role.Views() {
		names = append(names, v.Name)
	}
	return names
}

// A Statement is a text that passed every check.
type Statement struct {
	text    string // one SELECT without a semicolon
	explain string // "", "explain" or "explain analyze"
	views   []string
	Params  []string // names of its $parameters, in order of appearance
}

// Check reads a text without running it. The error is a *SQLError, or the
// context's.
func (s *Session) Check(ctx context.Context, text string) (Statement, error) {
	switch {
	case len(text) > maxStatement:
		return Statement{}, refused("", "the statement has %d bytes; at most %d are read", len(text), maxStatement)
	case !utf8.ValidString(text):
		return Statement{}, &SQLError{SQLWrong, "the statement is not UTF-8 text", "save the file as UTF-8"}
	case strings.ContainsRune(text, 0):
		return Statement{}, refused("", "the statement holds a NUL character")
	}
	text, tokens := trimStatement(text)
	if len(tokens) == 0 {
		return Statement{}, &SQLError{SQLWrong, "the statement is empty", ""}
	}
	explain := ""
	if tokens[0].word(text) == "explain" {
		// Spaces in the word's place keep the positions of error messages.
		explain = "explain"
		cut := tokens[0].end
		if len(tokens) > 1 && tokens[1].word(text) == "analyze" {
			explain, cut = "explain analyze", tokens[1].end
		}
		text = blank(text, cut)
	}
	if _, notSelect, err := s.parse(ctx, text); notSelect {
		if text, err = s.spellPivot(ctx, text, err); err != nil {
			return Statement{}, err
		}
	}
	st, err := s.checkSelect(ctx, text)
	st.explain = explain
	return st, err
}

// checkSelect checks a text that must be one SELECT, and makes the views that
// it names.
func (s *Session) checkSelect(ctx context.Context, text string) (Statement, error) {
	found, _, err := s.parse(ctx, text)
	if err == nil {
		err = s.check(ctx, found)
	}
	if err == nil { // the wrapped text must be one statement as well
		_, _, err = s.parse(ctx, wrapped(text))
	}
	if err != nil {
		return Statement{}, err
	}
	st := Statement{text: text, Params: found.params}
	for _, name := range s.viewNames() {
		if slices.ContainsFunc(found.tables, func(t string) bool { return strings.EqualFold(t, name) }) {
			st.views = append(st.views, name)
		}
	}
	return st, s.make(ctx, st.views)
}

// blank puts spaces in the place of the first n bytes, and keeps line breaks.
func blank(text string, n int) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, text[:n]) + text[n:]
}

// wrapped puts a SELECT into a subquery. The line breaks end a comment.
func wrapped(text string) string { return "select * from (\n" + text + "\n)" }

// make creates the views that a statement names.
func (s *Session) make(ctx context.Context, views []string) error {
	run := func(key, text string) error {
		if s.made[key] {
			return nil
		}
		if _, err := s.conn.ExecContext(ctx, text); err != nil {
			return explainSQL(ctx, err)
		}
		s.made[key] = true
		return nil
	}
	if len(views) == 0 {
		return nil
	}
	for i, text := range baseDefinitions(s.role) {
		if err := run("base "+strconv.Itoa(i), text); err != nil {
			return err
		}
	}
	if slices.Contains(views, judged) {
		if err := s.makeResults(ctx); err != nil {
			return err
		}
	}
	for _, v := range s.role.Views() {
		for _, name := range views {
			if v.Name == name {
				if err := run(v.Name, v.definition()); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// A Result is the answer to a statement.
type Result struct {
	Table
	More bool // there are more rows than the limit
}

// Query runs one statement of an analyst; params give its $parameters as text.
// The error is a *SQLError, or the context's when it was cancelled.
func (s *Session) Query(ctx context.Context, text string, params map[string]any, limits Limits) (Result, error) {
	st, err := s.Check(ctx, text)
	if err != nil {
		return Result{}, err
	}
	return s.run(ctx, st, params, limits)
}

func (s *Session) run(ctx context.Context, st Statement, params map[string]any, limits Limits) (Result, error) {
	args, err := st.args(params)
	if err != nil {
		return Result{}, err
	}
	if st.explain != "" {
		t, _, err := s.read(ctx, st.explain+" "+wrapped(st.text), args, Limits{Bytes: limits.Bytes})
		return Result{Table: t}, err
	}
	columns, err := s.columns(ctx, st, args)
	if err != nil {
		return Result{}, err
	}
	bounded := st.bounded(columns, limits)
	if limits.Rows > 0 {
		bounded += " limit " + strconv.Itoa(limits.Rows+1)
	}
	t, more, err := s.read(ctx, bounded, args, limits)
	if err != nil {
		return Result{}, err
	}
	return Result{t, more}, nil
}

// args binds the parameters. A name that is not given would be bound by its
// place to another's value, silently.
func (st Statement) args(params map[string]any) ([]any, error) {
	var args []any
	seen := map[string]bool{}
	for _, name := range st.Params {
		value, ok := params[name]
		if !ok {
			return nil, &SQLError{SQLWrong, fmt.Sprintf("the parameter $%s has no value", name), "write the value into the text; parameters belong to saved queries"}
		}
		if !seen[name] {
			seen[name] = true
			args = append(args, sql.Named(name, value))
		}
	}
	return args, nil
}

// columns gives the names and types of a statement's result without running it.
func (s *Session) columns(ctx context.Context, st Statement, args []any) ([]Column, error) {
	rows, err := s.conn.QueryContext(ctx, wrapped(st.text)+" limit 0", args...)
	if err != nil {
		return nil, explainSQL(ctx, err)
	}
	defer rows.Close()
	t, err := ReadTable(rows)
	return t.Columns, explainSQL(ctx, err)
}

// bounded is the statement with a bound on the length of every text and list:
// a single value of a gigabyte must not reach Go. The columns are renamed
// because two of them may have one name.
func (st Statement) bounded(columns []Column, limits Limits) string {
	var picks, names []string
	for i, c := range columns {
		name := "c" + strconv.Itoa(i+1)
		names = append(names, name)
		pick := name
		message := quoteText(fmt.Sprintf("a value of the column %s is longer than %d characters", c.Name, limits.cell()))
		whens := ""
		for _, size := range sizesOf(c.Type, name) {
			whens += fmt.Sprintf(" when %s > %d then error(%s)", size, limits.cell(), message)
		}
		if whens != "" {
			pick = "case" + whens + " else " + name + " end"
		}
		picks = append(picks, pick+" as "+quoteName(c.Name))
	}
	return "select " + strings.Join(picks, ", ") + " from (\n" + st.text + "\n) as answer(" + strings.Join(names, ", ") + ")"
}

// sizesOf are the expressions for the size of a value, the cheap one first;
// none where it is small.
func sizesOf(duckdbType, name string) []string {
	switch {
	case duckdbType == "VARCHAR":
		return []string{"length(" + name + ")"}
	case duckdbType == "BLOB", duckdbType == "BIT":
		return []string{"octet_length(" + name + ")"}
	case strings.HasSuffix(duckdbType, "]"):
		return []string{"len(" + name + ")", "length(" + name + "::varchar)"}
	case strings.HasPrefix(duckdbType, "DECIMAL("):
		return nil
	case strings.Contains(duckdbType, "("), duckdbType == "JSON", duckdbType == "VARIANT", duckdbType == "BIGNUM":
		return []string{"length(" + name + "::varchar)"}
	}
	return nil
}

// read fetches rows up to the limits.
func (s *Session) read(ctx context.Context, text string, args []any, limits Limits) (Table, bool, error) {
	rows, err := s.conn.QueryContext(ctx, text, args...)
	if err != nil {
		return Table{}, false, explainSQL(ctx, err)
	}
	defer rows.Close()
	r, err := newTableReader(rows)
	if err != nil {
		return Table{}, false, err
	}
	size := int64(0)
	for {
		row, err := r.next()
		switch {
		case err != nil:
			return Table{}, false, explainSQL(ctx, err)
		case row == nil:
			return r.table, false, nil
		case limits.Rows > 0 && len(r.table.Rows) == limits.Rows:
			return r.table, true, nil
		}
		for _, v := range row {
			size += sizeIn(v)
		}
		if size > limits.bytes() {
			return Table{}, false, &SQLError{SQLLimit, fmt.Sprintf("the answer is larger than %d MB", limits.bytes()>>20),
				"ask for fewer rows or columns, or write it as Parquet with --out"}
		}
		r.table.Rows = append(r.table.Rows, row)
	}
}

func sizeIn(v any) int64 {
	switch v := v.(type) {
	case string:
		return 32 + int64(len(v))
	case Number:
		return 32 + int64(len(v))
	case []any:
		size := int64(32)
		for _, item := range v {
			size += sizeIn(item)
		}
		return size
	}
	return 32
}

var lineLabel = regexp.MustCompile(`(?m)^LINE (\d+): `)

// explainSQL turns DuckDB's error into a SQLError. Its text keeps the line and
// the caret; the wrapper's line is taken off the count.
func explainSQL(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var known *SQLError
	if errors.As(err, &known) {
		return err
	}
	text := strings.TrimPrefix(err.Error(), "context deadline exceeded\n")
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &SQLError{SQLLimit, "the statement ran longer than its time limit and was stopped", "narrow it, or give it more time with --timeout"}
	case ctx.Err() != nil:
		return ctx.Err()
	case strings.HasPrefix(text, outOfMemory), strings.Contains(text, "max_temp_directory_size"):
		first, _, _ := strings.Cut(text, "\n")
		return &SQLError{SQLLimit, first, "narrow the statement, or give it more memory with --memory"}
	}
	text = lineLabel.ReplaceAllStringFunc(text, func(label string) string {
		n, _ := strconv.Atoi(strings.Trim(label, "LINE: "))
		return fmt.Sprintf("LINE %d: ", max(n-1, 1))
	})
	kind := SQLFailed
	for _, wrong := range []string{"Parser Error", "Binder Error", "Catalog Error"} {
		if strings.HasPrefix(text, wrong) {
			kind = SQLWrong
		}
	}
	return &SQLError{kind, text, ""}
}
