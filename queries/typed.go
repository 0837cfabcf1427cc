package queries

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"tdkt/loaders/quantity"
)

// collect runs a query and gives its rows as values of R. params is a struct
// with one field for each parameter; the zero time, the empty text and
// a decimal that is not Valid stand for a parameter that is left out.
func collect[R any](ctx context.Context, db *sql.DB, name string, params any) ([]R, error) {
	c, err := Lookup(name)
	if err != nil {
		return nil, err
	}
	given, err := paramTexts(params)
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", name, err)
	}
	text, err := c.statement(given)
	if err != nil {
		return nil, err
	}
	rows, done, err := c.asked(ctx, db, text)
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", name, err)
	}
	defer done()

	columns, err := rows.Columns()
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", name, err)
	}
	fields, err := fieldsFor[R](columns)
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", name, err)
	}
	var out []R
	cells := make([]any, len(columns))
	for rows.Next() {
		out = append(out, *new(R))
		row := reflect.ValueOf(&out[len(out)-1]).Elem()
		for i, f := range fields {
			cells[i] = &cell{column: columns[i], field: row.FieldByIndex(f.Index), zero: f.Tag.Get("null") == "zero"}
		}
		if err := rows.Scan(cells...); err != nil {
			return nil, fmt.Errorf("query %s: %w", name, err)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("query %s: %w", name, err)
	}
	return out, nil
}

// fieldsFor gives the field of R, or of a struct in it, for each column, in the
// columns' order.
func fieldsFor[R any](columns []string) ([]reflect.StructField, error) {
	t := reflect.TypeFor[R]()
	all := slices.DeleteFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return f.Anonymous })
	byColumn := map[string]reflect.StructField{}
	for _, f := range all {
		byColumn[columnName(f.Name)] = f
	}
	out := make([]reflect.StructField, len(columns))
	for i, name := range columns {
		f, ok := byColumn[name]
		if !ok {
			return nil, fmt.Errorf("%s has no field for the column %s", t, name)
		}
		out[i] = f
		delete(byColumn, name)
	}
	for _, f := range all {
		if _, left := byColumn[columnName(f.Name)]; left {
			return nil, fmt.Errorf("%s.%s has no column %s", t, f.Name, columnName(f.Name))
		}
	}
	return out, nil
}

// columnName turns PlanID into plan_id.
func columnName(field string) string {
	var b strings.Builder
	runes := []rune(field)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// paramTexts writes the fields of a parameter struct as Run takes them. A nil
// params stands for a query without parameters.
func paramTexts(params any) (map[string]string, error) {
	out := map[string]string{}
	if params == nil {
		return out, nil
	}
	v := reflect.ValueOf(params)
	for i := range v.NumField() {
		if v.Type().Field(i).Anonymous {
			inner, err := paramTexts(v.Field(i).Interface())
			if err != nil {
				return nil, err
			}
			maps.Copy(out, inner)
			continue
		}
		name := columnName(v.Type().Field(i).Name)
		switch f := v.Field(i).Interface().(type) {
		case string:
			if f != "" {
				out[name] = f
			}
		case time.Time:
			if !f.IsZero() {
				out[name] = f.Format(time.DateOnly)
			}
		case int, bool:
			out[name] = fmt.Sprint(f)
		case quantity.NullDecimal:
			if f.Valid {
				out[name] = f.String()
			}
		default:
			return nil, fmt.Errorf("parameter %s: no way to bind a %T", name, f)
		}
	}
	return out, nil
}

// A cell puts a column's value into a field.
type cell struct {
	column string
	field  reflect.Value
	zero   bool // NULL gives the zero value
}

func (c *cell) Scan(src any) error {
	target := c.field.Addr().Interface()
	if s, ok := target.(sql.Scanner); ok {
		return c.wrap(s.Scan(src))
	}
	switch target := target.(type) {
	case *time.Time:
		t, ok := src.(time.Time)
		if src != nil && !ok {
			return c.mismatch(src)
		}
		*target = t
		return nil
	case *[]string:
		*target = nil
		if src == nil {
			return nil
		}
		list, ok := src.([]any)
		if !ok {
			return c.mismatch(src)
		}
		*target = make([]string, 0, len(list))
		for _, item := range list {
			s, ok := item.(string)
			if !ok {
				return c.mismatch(item)
			}
			*target = append(*target, s)
		}
		return nil
	}
	v := reflect.ValueOf(src)
	switch kind := c.field.Kind(); {
	case src == nil && (kind == reflect.String || c.zero):
		c.field.SetZero()
	case src == nil:
		return fmt.Errorf(`column %s: NULL for a field of type %s, which cannot hold it`, c.column, c.field.Type())
	case kind == reflect.String && v.Kind() == reflect.String:
		c.field.SetString(v.String())
	case kind == reflect.Bool && v.Kind() == reflect.Bool:
		c.field.SetBool(v.Bool())
	case c.field.CanInt() && v.CanInt() && !c.field.OverflowInt(v.Int()):
		c.field.SetInt(v.Int())
	default:
		return c.mismatch(src)
	}
	return nil
}

func (c *cell) wrap(err error) error {
	if err != nil {
		return fmt.Errorf("column %s: %w", c.column, err)
	}
	return nil
}

func (c *cell) mismatch(src any) error {
	return fmt.Errorf("column %s: a %T does not fit a field of type %s", c.column, src, c.field.Type())
}
