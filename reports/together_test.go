package reports

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
)

// TestTogetherAlone has a job that has memory only when no other runs, one that
// never has, and one that is told to stop.
func TestTogetherAlone(t *testing.T) {
	short := errors.New("query x: Out of Memory Error: failed to allocate")
	var others, told atomic.Int32
	var order []string
	busy := make(chan struct{})
	jobs := []func(context.Context) error{
		func(context.Context) error {
			<-busy
			if others.Load() > 0 {
				others.Store(0)
				return short
			}
			order = append(order, "alone")
			return nil
		},
		func(context.Context) error { others.Store(1); close(busy); return nil },
	}
	if err := together(t.Context(), jobs); err != nil || !slices.Equal(order, []string{"alone"}) {
		t.Errorf("%v, %v", err, order)
	}
	tries := 0
	err := together(t.Context(), []func(context.Context) error{func(context.Context) error { tries++; return short }})
	if !errors.Is(err, short) || tries != 2 {
		t.Errorf("%v after %d tries", err, tries)
	}
	broken := errors.New("broken")
	err = together(t.Context(), []func(context.Context) error{
		func(context.Context) error { return broken },
		func(ctx context.Context) error { <-ctx.Done(); told.Add(1); return ctx.Err() },
	})
	if !errors.Is(err, broken) || told.Load() != 1 {
		t.Errorf("%v, told %d", err, told.Load())
	}
}

// One worker takes the jobs as they stand, so that the longest can begin first.
func TestInTurn(t *testing.T) {
	var order []int
	var jobs []func(context.Context) error
	for i := range 20 {
		jobs = append(jobs, func(context.Context) error { order = append(order, i); return nil })
	}
	if err := inTurn(t.Context(), 1, jobs); err != nil || len(order) != 20 || !slices.IsSorted(order) {
		t.Errorf("%v, %v", err, order)
	}
}

// What waits for the rows of a query ends with the context.
func TestGate(t *testing.T) {
	g := newGate()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := g.pass(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	g.open()
	g.open()
	if err := g.pass(t.Context()); err != nil {
		t.Error(err)
	}
}
