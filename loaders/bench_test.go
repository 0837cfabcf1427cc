package loaders

import (
	"fmt"
	"strings"
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

// BenchmarkLoadRows loads a large file of values with every check.
func BenchmarkLoadRows(b *testing.B) {
	const rows = 100_000
	steps := map[string]time.Duration{}
	j := site(b)
	mustLoad(b, j)
	var text strings.Builder
	text.WriteString(actualsHead)
	for i := range rows {
		day := time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%6000)
		fmt.Fprintf(&text, "%s;%d;%s;%s;không;thực hiện;%d,%d;%s;Số liệu minh họa\n", []string{"thu_ngan_sach", "trong_rung"}[i/6000%2], 100+i/12000%3,
			day.Format("02/01/2006"), day.Format("02/01/2006"), i, i%100, day.AddDate(0, 0, 5+i/36000).Format("02/01/2006"))
	}
	path := write(b, j, "data/lon.csv", text.String())
	for b.Loop() {
		b.StopTimer()
		fresh := site(b)
		mustLoad(b, fresh)
		b.StartTimer()
		for _, t := range mustLoad(b, fresh, path).Timings {
			steps[t.Step] += t.Took
		}
	}
	for step, took := range steps {
		b.ReportMetric(float64(took.Milliseconds())/float64(b.N), step+"-ms/op")
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
