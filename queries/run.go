package queries

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
)

// Run runs a query of the catalogue with parameters as text: dates as
// 2022-06-30, booleans as true or false, decimals as 2.5. A parameter that is missing, unknown
// or not of its type is a *ParamError that names it, its type and an example.
func Run(ctx context.Context, db *sql.DB, name string, params map[string]string) (Table, error) {
	c, err := Lookup(name)
	if err != nil {
		return Table{}, err
	}
	text, err := c.statement(params)
	if err != nil {
		return Table{}, err
	}
	rows, done, err := c.asked(ctx, db, text)
	if err != nil {
		return Table{}, fmt.Errorf("query %s: %w", name, err)
	}
	defer done()
	t, err := ReadTable(rows)
	if err != nil {
		return Table{}, fmt.Errorf("query %s: %w", name, err)
	}
	t.Columns = c.Returns
	return t, nil
}

// statement checks the parameters and gives the text with their values written
// into it. A statement with parameters is planned twice, when it is prepared and
// again with the values, which for a judgement is a fifth of its time.
func (c Contract) statement(params map[string]string) (string, error) {
	args, err := c.bind(params)
	if err != nil {
		return "", err
	}
	words := map[string]string{}
	for i, arg := range args {
		word := "null"
		switch v := arg.(sql.NamedArg).Value.(type) {
		case string:
			if strings.ContainsRune(v, 0) {
				return "", c.paramError(c.Params[i].Name, "parameter %s holds a zero byte", c.Params[i].Name)
			}
			word = quoteText(v)
		case int64, bool:
			word = fmt.Sprintf("(%v)", v)
		}
		words[c.Params[i].Name] = word
	}
	return replaceParams(c.SQL, func(name string) string { return words[name] }), nil
}

// bind checks the parameters and gives the arguments of the statement. The
// driver itself ignores a name that it does not know.
func (c Contract) bind(params map[string]string) ([]any, error) {
	for _, name := range slices.Sorted(maps.Keys(params)) {
		known := make([]string, len(c.Params))
		for i, p := range c.Params {
			known[i] = p.Name
		}
		if slices.Contains(known, name) {
			continue
		}
		if near, ok := emulation.Nearest(name, known); ok {
			return nil, c.paramError(name, "unknown parameter %s: did you mean %s?", name, near)
		}
		if len(known) == 0 {
			return nil, c.paramError(name, "unknown parameter %s: it takes none", name)
		}
		return nil, c.paramError(name, "unknown parameter %s: it takes %s", name, strings.Join(known, ", "))
	}
	var args []any
	for _, p := range c.Params {
		text, given := params[p.Name]
		if !given {
			if !p.Optional {
				return nil, c.paramError(p.Name, "missing parameter %s %s, for example %s", p.Name, p.Type, p.Example())
			}
			args = append(args, sql.Named(p.Name, nil))
			continue
		}
		value, err := p.parse(text)
		if err != nil {
			return nil, c.paramError(p.Name, "parameter %s=%s: %v, for example %s", p.Name, text, err, p.Example())
		}
		args = append(args, sql.Named(p.Name, value))
	}
	return args, nil
}

func (c Contract) paramError(param, format string, args ...any) error {
	return &ParamError{c.Name, param, "query " + c.Name + ": " + fmt.Sprintf(format, args...)}
}

func (p Param) parse(text string) (any, error) {
	if len(p.Values) > 0 && !slices.Contains(p.Values, text) {
		return nil, fmt.Errorf("not one of %s", strings.Join(p.Values, ", "))
	}
	switch p.Type {
	case "DATE":
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, fmt.Errorf("not a DATE")
		}
		return text, nil
	case "INTEGER":
		n, err := strconv.ParseInt(text, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("not an INTEGER")
		}
		return n, nil
	case "BOOLEAN":
		b, err := strconv.ParseBool(text)
		if err != nil {
			return nil, fmt.Errorf("not a BOOLEAN")
		}
		return b, nil
	case "DECIMAL":
		// As text, so that a cast takes every digit.
		d, err := quantity.New(text)
		if err != nil || !d.Fits() {
			return nil, fmt.Errorf("not a DECIMAL")
		}
		return d.String(), nil
	}
	return text, nil
}

// OutOfMemory reports whether a query failed because the database's memory did
// not suffice. Alone, or with a larger limit, it may succeed.
func OutOfMemory(err error) bool {
	return err != nil && strings.Contains(err.Error(), outOfMemory)
}

// outOfMemory begins DuckDB's message.
const outOfMemory = "Out of Memory Error"
