package queries

import (
	"context"
	"database/sql"
	"runtime"
	"strings"
	"sync"
	"weak"
)

// asked runs the statement of a query and gives its rows; done closes them and
// gives the connection back.
func (c Contract) asked(ctx context.Context, db *sql.DB, text string) (rows *sql.Rows, done func(), err error) {
	conn, err := c.connect(ctx, db)
	if err != nil {
		return nil, nil, err
	}
	if rows, err = conn.QueryContext(ctx, text); err != nil {
		conn.Close()
		return nil, nil, err
	}
	return rows, func() { rows.Close(); conn.Close() }, nil
}

// connect takes a connection that has the macros of the query.
func (c Contract) connect(ctx context.Context, db *sql.DB) (*sql.Conn, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.define(ctx, db, conn); err != nil {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

// define makes the macros of the query that the connection does not have yet.
// All of them on every connection would cost more than most queries.
func (c Contract) define(ctx context.Context, db *sql.DB, conn *sql.Conn) error {
	var made map[string]bool
	if err := conn.Raw(func(driverConn any) error {
		made = connectionsOf(db).macros(driverConn)
		return nil
	}); err != nil {
		return err
	}
	var texts []string
	missing := c.definitions(made)
	for _, d := range missing {
		texts = append(texts, d.text)
	}
	if len(texts) == 0 {
		return nil
	}
	if _, err := conn.ExecContext(ctx, strings.Join(texts, "\n")); err != nil {
		return err
	}
	for _, d := range missing {
		made[d.name] = true
	}
	return nil
}

// connections are the macros of each connection of a database.
type connections struct {
	mutex sync.Mutex
	made  map[any]map[string]bool
}

// macros are those of one connection, which only its present user reads.
func (c *connections) macros(driverConn any) map[string]bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.made[driverConn] == nil {
		c.made[driverConn] = map[string]bool{}
	}
	return c.made[driverConn]
}

// databases holds the connections of every database in use; weak, so that one
// that is closed and forgotten takes its entry along.
var databases sync.Map // weak.Pointer[sql.DB] to *connections

func connectionsOf(db *sql.DB) *connections {
	key := weak.Make(db)
	found, known := databases.LoadOrStore(key, &connections{made: map[any]map[string]bool{}})
	if !known {
		runtime.AddCleanup(db, func(key weak.Pointer[sql.DB]) { databases.Delete(key) }, key)
	}
	return found.(*connections)
}
