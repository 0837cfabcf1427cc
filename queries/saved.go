package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Saved query is one that an office wrote itself: a file of SQL over the
// analyst views under a contract like the engine's own, which may also give a
// title, headings and a chart for the page that is printed of it:
//
//	-- title: Thu ngân sách theo xã
//	-- headings: unit_name = Đơn vị; total = Thu ngân sách (tỷ đồng)
//	-- chart: bar label=unit_name value=total
//	-- section: interim, final
//
// A query with a section becomes the last annex of those reports. It is asked
// with the report's plan_id, data_to and known_at as far as it has them.
type Saved struct {
	Contract
	File     string
	Title    string            // of the printed page; "" for About
	Headings map[string]string // of columns, as printed; a column that is not in it prints its name
	Chart    ChartSpec         // Kind is "" for none
	Sections []string          // interim, final; empty: no report has it
}

// A ChartSpec says which columns of a result a chart is drawn from. Rows of one
// chart belong together by the text of Label, Series and Panel.
type ChartSpec struct {
	Kind   string // bar, line, heat, multiples
	Label  string // bar: one bar a row; line, multiples: the period; heat: one row a value
	Series string // line: one line a value; heat: one column a value; "" otherwise
	Panel  string // multiples: one panel a value
	Value  string // the number
}

// sectionParams are what a report gives its sections.
var sectionParams = []string{"plan_id", "data_to", "known_at"}

// chartKeys are what each kind needs, and optionally takes.
var chartKeys = map[string]struct{ need, take []string }{
	"bar":       {[]string{"label", "value"}, nil},
	"line":      {[]string{"label", "value"}, []string{"series"}},
	"heat":      {[]string{"label", "series", "value"}, nil},
	"multiples": {[]string{"panel", "label", "value"}, nil},
}

// Heading is the printed name of a column.
func (s Saved) Heading(column string) string {
	if h := s.Headings[column]; h != "" {
		return h
	}
	return strings.ReplaceAll(column, "_", " ")
}

// PageTitle is the printed title.
func (s Saved) PageTitle() string {
	if s.Title != "" {
		return s.Title
	}
	return strings.TrimSuffix(s.About, ".")
}

// A SavedError says what is wrong with the file of a saved query.
type SavedError struct {
	Text string // with file and line
	Hint string
}

func (e *SavedError) Error() string { return e.Text }

// ReadSaved reads the *.sql files of a folder, in order of name. The queries
// that can be read come back also when others cannot; the errors are
// *SavedError, joined. A folder that is not there has no query.
func ReadSaved(folder string, fsys fs.FS) ([]Saved, error) {
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []Saved
	var problems []error
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return out, err
		}
		s, err := parseSaved(path.Join(folder, name), string(text))
		if err == nil && has(s.Name) {
			err = errors.New(s.File + ": the catalogue has a query " + s.Name + " of its own")
		}
		if err != nil {
			problems = append(problems, &SavedError{err.Error(), "tdkt query NAME --sql shows the head of a query; rename or mend the file"})
			continue
		}
		out = append(out, s)
	}
	return out, errors.Join(problems...)
}

// parseSaved reads a file: its own entries are taken out of the head, the rest
// is a contract.
func parseSaved(file, text string) (Saved, error) {
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")
	own := map[string]string{}
	where := map[string]int{}
	current := ""
	for i, line := range lines {
		if !strings.HasPrefix(line, "--") {
			break
		}
		if m := headKey.FindStringSubmatch(line); m != nil {
			current = ""
			if slices.Contains([]string{"title", "headings", "chart", "section"}, m[1]) {
				current = m[1]
				if where[current] > 0 {
					return Saved{}, fmt.Errorf("%s:%d: second entry %q in the head", file, i+1, current)
				}
				own[current], where[current] = m[2], i+1
			}
		} else if current != "" {
			own[current] += " " + strings.TrimSpace(line[2:])
		}
		if current != "" {
			lines[i] = "--" // an empty comment, so that lines keep their numbers
		}
	}
	c, err := parseContract(file, strings.Join(lines, "\n"))
	if err != nil {
		return Saved{}, err
	}
	s := Saved{Contract: c, File: file, Title: strings.TrimSpace(own["title"]), Headings: map[string]string{}}
	if text := strings.TrimSpace(own["headings"]); text != "" {
		for pair := range strings.SplitSeq(text, ";") {
			column, heading, ok := strings.Cut(pair, "=")
			column, heading = strings.TrimSpace(column), strings.TrimSpace(heading)
			if !ok || heading == "" || !s.has(column) {
				return s, fmt.Errorf("%s:%d: headings: %q is not of the form column = heading with a column of returns", file, where["headings"], strings.TrimSpace(pair))
			}
			s.Headings[column] = heading
		}
	}
	if text := strings.TrimSpace(own["section"]); text != "" {
		for kind := range strings.SplitSeq(text, ",") {
			kind = strings.TrimSpace(kind)
			if kind != "interim" && kind != "final" {
				return s, fmt.Errorf("%s:%d: section: %q is no report; take interim, final or both", file, where["section"], kind)
			}
			s.Sections = append(s.Sections, kind)
		}
		for _, p := range s.Params {
			if !p.Optional && !slices.Contains(sectionParams, p.Name) {
				return s, fmt.Errorf("%s:%d: section: a report gives %s, and the query needs %s", file, where["section"], strings.Join(sectionParams, ", "), p.Name)
			}
		}
	}
	if err := s.readChart(own["chart"]); err != nil {
		return s, fmt.Errorf("%s:%d: chart: %w", file, where["chart"], err)
	}
	return s, nil
}

func (s Saved) has(column string) bool {
	return slices.ContainsFunc(s.Returns, func(c Column) bool { return c.Name == column })
}

// readChart reads "bar label=unit_name value=total".
func (s *Saved) readChart(text string) error {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil
	}
	keys, ok := chartKeys[words[0]]
	if !ok {
		return fmt.Errorf("%q is no chart: take bar, line, heat or multiples", words[0])
	}
	s.Chart.Kind = words[0]
	fields := map[string]*string{"label": &s.Chart.Label, "series": &s.Chart.Series, "panel": &s.Chart.Panel, "value": &s.Chart.Value}
	for _, word := range words[1:] {
		key, column, ok := strings.Cut(word, "=")
		if !ok || !slices.Contains(keys.need, key) && !slices.Contains(keys.take, key) {
			return fmt.Errorf("%q: %s takes %s", word, s.Chart.Kind, strings.Join(slices.Concat(keys.need, keys.take), ", "))
		}
		if !s.has(column) {
			return fmt.Errorf("%s: the query returns no column %q", key, column)
		}
		*fields[key] = column
	}
	for _, key := range keys.need {
		if *fields[key] == "" {
			return fmt.Errorf("%s needs %s=COLUMN", s.Chart.Kind, key)
		}
	}
	i := slices.IndexFunc(s.Returns, func(c Column) bool { return c.Name == s.Chart.Value })
	if !isNumeric(s.Returns[i].Type) {
		return fmt.Errorf("value: the column %s is a %s, not a number", s.Chart.Value, s.Returns[i].Type)
	}
	return nil
}

// CheckSaved holds a saved query against its head without running it: one
// statement over the analyst views, the parameters of the text, the columns of
// the result.
func (s *Session) CheckSaved(ctx context.Context, q Saved) error {
	wrong := func(format string, args ...any) error {
		return &SavedError{q.File + ": " + fmt.Sprintf(format, args...), "mend the file; tdkt query --check reads it again"}
	}
	st, err := s.Check(ctx, q.SQL)
	var refusal *SQLError
	if errors.As(err, &refusal) {
		return wrong("%s", refusal.Text)
	}
	if err != nil {
		return err
	}
	nothing := map[string]any{}
	for _, p := range q.Params {
		nothing[p.Name] = nil
		if !slices.Contains(st.Params, p.Name) {
			return wrong("the head has the parameter %s, the text has no $%s", p.Name, p.Name)
		}
	}
	for _, name := range st.Params {
		if _, ok := nothing[name]; !ok {
			return wrong("the text has $%s, the head has no parameter %s", name, name)
		}
	}
	args, err := st.args(nothing)
	if err != nil {
		return err
	}
	columns, err := s.columns(ctx, st, args)
	if errors.As(err, &refusal) {
		return wrong("%s", refusal.Text)
	}
	if err != nil {
		return err
	}
	if have, want := columnList(columns), columnList(q.Returns); have != want {
		return wrong("the head says that it returns\n  %s\nand it returns\n  %s", want, have)
	}
	return nil
}

func columnList(columns []Column) string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Name + " " + c.Type
	}
	return strings.Join(out, ", ")
}

// RunSaved checks a saved query and runs it with parameters as text. Errors: a
// *ParamError, a *SavedError, a *SQLError, or the context's.
func (s *Session) RunSaved(ctx context.Context, q Saved, params map[string]string, limits Limits) (Result, error) {
	values, err := q.values(params)
	if err != nil {
		return Result{}, err
	}
	if err := s.CheckSaved(ctx, q); err != nil {
		return Result{}, err
	}
	r, err := s.Query(ctx, q.SQL, values, limits)
	if err == nil {
		r.Columns = q.Returns
	}
	return r, err
}

// CheckParams says what is wrong with the parameters of a query without
// running it; the error is a *ParamError.
func (c Contract) CheckParams(params map[string]string) error {
	_, err := c.bind(params)
	return err
}

// values are the checked parameters by name.
func (c Contract) values(params map[string]string) (map[string]any, error) {
	args, err := c.bind(params)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	for _, a := range args {
		named := a.(sql.NamedArg)
		out[named.Name] = named.Value
	}
	return out, nil
}
