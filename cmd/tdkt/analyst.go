package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
)

// bounds are what one statement of an analyst may take.
type bounds struct {
	rows    int
	timeout time.Duration
}

const (
	defaultRows    = 10_000
	defaultTimeout = 30 * time.Second
	spillLimit     = "1GB" // of one statement, on disk
	grace          = 3 * time.Second
)

// role is what the workspace lets analysts see.
func role(ws *workspace.Workspace) queries.Role {
	a := ws.Config.Analysts
	return queries.Role{Restricted: a.Restricted, Personal: a.Personal, Province: a.Province}
}

// openAnalyst opens an instance of its own for SQL that a person wrote. writeTo
// is the only folder that it may write; "" for none.
func (a *app) openAnalyst(ctx context.Context, ws *workspace.Workspace, writeTo string) (*warehouse.Snapshot, *queries.Session, error) {
	snapshot, err := a.open(ctx, ws, warehouse.Options{Connections: 1, TempLimit: spillLimit, WriteTo: writeTo})
	if err != nil {
		return nil, nil, err
	}
	session, err := queries.NewSession(ctx, snapshot.DB, role(ws))
	if err != nil {
		snapshot.Close()
		return nil, nil, err
	}
	return snapshot, session, nil
}

// errStuck marks a statement that goes on although it was told to stop: the
// process has to end.
var errStuck = errors.New("it would not stop")

// errInterrupted is what Ctrl-C leaves of a statement.
var errInterrupted = &failure{exitStopped, errors.New("the statement was interrupted"), ""}

// bounded runs what a person's SQL does within its time and, where the system
// can, within the memory of the process. DuckDB stops at a deadline, but a few
// functions do not look: after a grace the wait ends, and with it the process.
func (a *app) bounded(ctx context.Context, timeout time.Duration, do func(context.Context) error) error {
	a.unbind = sync.OnceFunc(limitMemory(a.memory))
	defer a.unbind()
	deadline, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- do(deadline) }()
	select {
	case err := <-done:
		return a.explainBounded(ctx, err)
	case <-deadline.Done():
	}
	select {
	case err := <-done:
		return a.explainBounded(ctx, err)
	case <-time.After(grace):
		if ctx.Err() != nil {
			return errInterrupted
		}
		return &failure{exitReport, fmt.Errorf("the statement ran longer than its time limit of %v: %w", timeout, errStuck), "narrow it, or give it more time with --timeout"}
	}
}

// shut closes what a bounded question was asked of. The bound goes first:
// DuckDB does not survive a want of memory while it closes.
func (a *app) shut(snapshot *warehouse.Snapshot, session *queries.Session) {
	a.unbind()
	session.Close()
	a.leave(snapshot)
}

// leave closes a snapshot that a command was done with last of all.
func (a *app) leave(snapshot *warehouse.Snapshot) {
	if a.env.ends {
		snapshot.Leave()
		return
	}
	snapshot.Close()
}

// brief is for commands that answer one question and end: in so short a time
// collecting garbage costs more than it frees.
func brief() func() {
	old := debug.SetGCPercent(400)
	return func() { debug.SetGCPercent(old) }
}

func (a *app) explainBounded(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return errInterrupted
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fail(exitReport, "narrow it, or give it more time with --timeout", "the statement ran longer than its time limit")
	}
	return sqlFailure(err)
}

// savedQueries reads the workspace's own queries. A file that cannot be read is
// told on stderr, and the others are there.
func (a *app) savedQueries(ws *workspace.Workspace) []queries.Saved {
	saved, err := queries.ReadSaved(ws.Queries(), os.DirFS(ws.Queries()))
	if err != nil {
		warn(a.env.stderr, "%v", err)
	}
	return saved
}
