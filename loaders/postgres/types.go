package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"tdkt/loaders/problem"
	"tdkt/loaders/table"
)

// cells are the types of PostgreSQL that make a cell.
var cells = map[uint32]table.Type{
	pgtype.TextOID: table.Text, pgtype.VarcharOID: table.Text, pgtype.BPCharOID: table.Text, pgtype.NameOID: table.Text,
	pgtype.UUIDOID: table.Text, pgtype.QCharOID: table.Text,
	pgtype.Int2OID: table.Number, pgtype.Int4OID: table.Number, pgtype.Int8OID: table.Number, pgtype.NumericOID: table.Number,
	pgtype.Float4OID: table.Number, pgtype.Float8OID: table.Number,
	pgtype.DateOID: table.Date, pgtype.TimestampOID: table.Date, pgtype.TimestamptzOID: table.Date,
	pgtype.BoolOID: table.Bool,
}

var typeWords = map[table.Type]string{table.Text: "text", table.Number: "number", table.Date: "date", table.Bool: "yes_no"}

// columns gives the names and types of the answer and compares them with what
// the source declares.
func (q Query) columns(ctx context.Context, conn *pgx.Conn, fields []pgconn.FieldDescription) ([]string, []table.Type, error) {
	if len(fields) == 0 {
		return nil, nil, q.problem("the query gives no columns", "write one SELECT that gives the rows")
	}
	var names []string
	var types []table.Type
	seen := map[string]bool{}
	for _, f := range fields {
		if seen[f.Name] {
			return nil, nil, q.problem(fmt.Sprintf("the query gives two columns %q", f.Name), "give one of them another name: select a.x as ...")
		}
		seen[f.Name] = true
		name, kind, err := q.typeOf(ctx, conn, f.DataTypeOID)
		if err != nil {
			return nil, nil, err
		}
		t, ok := cells[f.DataTypeOID]
		if !ok && kind != "e" { // of an enumeration the text is its label
			return nil, nil, q.problem(fmt.Sprintf("the column %q has the type %s, which is no cell of a table", f.Name, name),
				fmt.Sprintf("leave it out, or turn it into text, number or date in the query: %s::text", f.Name))
		}
		names, types = append(names, f.Name), append(types, t)
	}
	if len(q.Types) == 0 {
		return names, types, nil
	}
	return names, types, q.compare(fields, names, types, func(oid uint32) string {
		name, _, _ := q.typeOf(ctx, conn, oid)
		return name
	})
}

// typeOf gives a type's name and whether it is an enumeration ("e").
func (q Query) typeOf(ctx context.Context, conn *pgx.Conn, oid uint32) (name, kind string, err error) {
	if t, ok := conn.TypeMap().TypeForOID(oid); ok {
		return t.Name, "b", nil
	}
	err = conn.QueryRow(ctx, "select format_type(oid, null), typtype::text from pg_type where oid = $1", oid).Scan(&name, &kind)
	if err != nil {
		return "", "", q.explain(ctx, err)
	}
	return name, kind, nil
}

// compare reports every column that is not what the source declares.
func (q Query) compare(fields []pgconn.FieldDescription, names []string, types []table.Type, typeName func(uint32) string) error {
	var wrong []string
	declared := map[string]bool{}
	for _, c := range q.Types {
		declared[c.Name] = true
		at := -1
		for i, n := range names {
			if n == c.Name {
				at = i
			}
		}
		switch {
		case at < 0:
			wrong = append(wrong, fmt.Sprintf("the column %q is missing", c.Name))
		case typeWords[types[at]] != c.Type:
			wrong = append(wrong, fmt.Sprintf("the column %q is %s (%s), not %s", c.Name, typeWords[types[at]], typeName(fields[at].DataTypeOID), c.Type))
		}
	}
	for _, n := range names {
		if !declared[n] {
			wrong = append(wrong, fmt.Sprintf("the column %q is new", n))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return problem.Problem{File: File(q.Name), Message: "the answer has changed: " + strings.Join(wrong, "; "),
		Hint: "mend the query, for example with a cast, or the types in tdkt.yaml after checking what the values mean now"}
}
