// Package postgres asks a PostgreSQL server a query and keeps the answer as a
// file of typed rows, which a load then reads like any other file.
//
// In: how to reach the server, and one SELECT. Out: typed rows, written as they
// come. It must not know what a column means, nor where passwords are kept.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"tdkt/loaders/problem"
	"tdkt/loaders/table"
)

// A Query is one question to one server.
type Query struct {
	Name     string // of the source, for messages
	DSN      string // "postgres://user@host/db" or "host=... dbname=..."
	Password string // "": as the DSN has it
	SQL      string
	Zone     string        // time zone in which a moment is a day
	Timeout  time.Duration // until the server has answered the connection
	Kind     string        // of the rows, kept with them; "": recognised
	Types    []Column      // as the columns must come; nil: as they come
}

// A Column is a column of the answer.
type Column struct {
	Name string
	Type string // text, number, date, yes_no
}

// File is how messages and the ledger name a source.
func File(name string) string { return "postgres:" + name }

// Fetch runs the query in a read-only transaction and writes its rows. The
// error is a problem.Problem that never holds the password.
func Fetch(ctx context.Context, q Query, w io.Writer) (rows int, err error) {
	conn, err := q.connect(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{AccessMode: pgx.ReadOnly, IsoLevel: pgx.RepeatableRead})
	if err != nil {
		return 0, q.explain(ctx, err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	statement, err := conn.Prepare(ctx, "tdkt", q.SQL)
	if err != nil {
		return 0, q.explain(ctx, err)
	}
	names, types, err := q.columns(ctx, conn, statement.Fields)
	if err != nil {
		return 0, err
	}
	out, err := table.NewRowsWriter(w, q.Kind, names, types)
	if err != nil {
		return 0, err
	}
	answer, err := tx.Query(ctx, "tdkt", pgx.QueryResultFormats{pgx.TextFormatCode})
	if err != nil {
		return 0, q.explain(ctx, err)
	}
	defer answer.Close()
	texts := make([]string, len(names))
	row := make([]*string, len(names))
	for answer.Next() {
		rows++
		for i, raw := range answer.RawValues() {
			if row[i] = nil; raw == nil {
				continue
			}
			if len(raw) > table.MaxCellSize {
				return rows, q.problem(fmt.Sprintf("row %d, column %q: a cell of more than 64 KB", rows, names[i]), "shorten the text in the query: left(column, 1000)")
			}
			texts[i] = cellText(string(raw), types[i])
			row[i] = &texts[i]
		}
		if err := out.Write(row); err != nil {
			return rows, err
		}
	}
	if err := answer.Err(); err != nil {
		return rows, q.explain(ctx, err)
	}
	return rows, out.Close()
}

// cellText makes the text of a cell out of the server's.
func cellText(s string, t table.Type) string {
	switch t {
	case table.Bool:
		return map[string]string{"t": "có", "f": "không"}[s]
	case table.Date:
		day, _, _ := strings.Cut(s, " ")
		return day
	}
	return s
}

func (q Query) connect(ctx context.Context) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(q.DSN)
	if err != nil {
		// The text of the error repeats the DSN.
		return nil, q.problem("the connection text (DSN) cannot be read", `write it as postgres://user@host:5432/database or as "host=... port=5432 dbname=... user=..."`)
	}
	if q.Password != "" {
		config.Password = q.Password
	}
	config.ConnectTimeout = q.Timeout
	for key, value := range map[string]string{"datestyle": "ISO, YMD", "timezone": q.Zone, "extra_float_digits": "1", "application_name": "tdkt"} {
		config.RuntimeParams[key] = value
	}
	connecting, cancel := context.WithTimeout(ctx, q.Timeout)
	defer cancel()
	conn, err := pgx.ConnectConfig(connecting, config)
	if err != nil {
		return nil, q.unconnected(ctx, config, err)
	}
	return conn, nil
}

func (q Query) problem(message, hint string) problem.Problem {
	return problem.Problem{File: File(q.Name), Message: message, Hint: hint}
}

// unconnected says why there is no connection.
func (q Query) unconnected(ctx context.Context, c *pgx.ConnConfig, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	where := fmt.Sprintf("%s:%d", c.Host, c.Port)
	var server *pgconn.PgError
	if errors.As(err, &server) {
		switch server.Code {
		case "28P01", "28000":
			return q.problem(fmt.Sprintf("the server %s refused user %q: wrong password, or this user may not connect from here", where, c.User),
				"check the password in the environment variable or the file that tdkt.yaml names")
		case "3D000":
			return q.problem(fmt.Sprintf("the server %s has no database %q", where, c.Database), "mend the database in the DSN")
		}
		return q.problem(fmt.Sprintf("the server %s refused the connection: %s", where, server.Message), "ask who runs the server")
	}
	reason := "no answer"
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &dns):
		reason = "the name is not known"
	case errors.Is(err, context.DeadlineExceeded):
		reason = fmt.Sprintf("no answer within %s", q.Timeout)
	case errors.As(err, &op):
		reason = op.Err.Error()
	}
	return q.problem(fmt.Sprintf("the server %s cannot be reached: %s", where, reason), "is it running, is the address right, does a firewall stand between? nothing was loaded")
}

// explain says why a query failed.
func (q Query) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var server *pgconn.PgError
	if !errors.As(err, &server) {
		return q.problem("the connection broke off: "+err.Error(), "load it again; nothing was loaded")
	}
	message := server.Message
	if server.Position > 0 {
		line, column := position(q.SQL, int(server.Position))
		message = fmt.Sprintf("%s (line %d, column %d of the query)", message, line, column)
	}
	hint := "try the query in psql"
	switch {
	case server.Hint != "":
		hint = server.Hint
	case server.Code == "42501":
		hint = "ask for the right to read it"
	case server.Code == "42P01", server.Code == "42703":
		hint = "the table or column was renamed or removed; mend the query in tdkt.yaml"
	case server.Code == "25006":
		hint = "a source only reads: write a SELECT"
	}
	return q.problem(message, hint)
}

// position turns a character of the query, from 1, into line and column.
func position(text string, at int) (line, column int) {
	line, column = 1, 1
	for i, r := range []rune(text) {
		if i >= at-1 {
			break
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}
