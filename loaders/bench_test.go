package loaders

import (
	"testing"
	"time"
)

// BenchmarkLoadWorkspace loads a small workspace from nothing and reports where
// the time goes.
func BenchmarkLoadWorkspace(b *testing.B) {
	steps := map[string]time.Duration{}
	for b.Loop() {
		b.StopTimer()
		j := site(b)
		b.StartTimer()
		for _, t := range mustLoad(b, j).Timings {
			steps[t.Step] += t.Took
		}
	}
	for step, took := range steps {
		b.ReportMetric(float64(took.Milliseconds())/float64(b.N), step+"-ms/op")
	}
}
