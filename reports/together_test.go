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
