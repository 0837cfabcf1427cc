package queries

import (
	"context"
	"testing"
)

// A benchmark runs a query on the data of [fillOffice].
type benchmark struct {
	query  string
	params map[string]string
}

var benchmarks = []benchmark{
	{"plan_head", map[string]string{"plan_id": "p1"}},
	{"plan_phases", map[string]string{"plan_id": "p1"}},
	{"plans", nil},
	{"sources", nil},
}

// BenchmarkQueries runs every query, rows and all, on an office of demo size.
func BenchmarkQueries(b *testing.B) {
	db := openEmpty(b)
	for _, c := range benchmarks {
		b.Run(c.query, func(b *testing.B) {
			for b.Loop() {
				if _, err := Run(context.Background(), db, c.query, c.params); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
