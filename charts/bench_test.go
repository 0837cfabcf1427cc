package charts_test

import (
	"testing"

	"tdkt/charts"
	"tdkt/charts/echarts"
)

// BenchmarkSVG draws one sample of each kind on a warm engine.
func BenchmarkSVG(b *testing.B) {
	e, err := engine()
	if err != nil {
		b.Fatal(err)
	}
	for _, k := range samples() {
		c, err := k.Chart()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.ID, func(b *testing.B) {
			for b.Loop() {
				if _, err := c.SVG(e); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLayout measures what happens before the engine.
func BenchmarkLayout(b *testing.B) {
	for b.Loop() {
		for _, k := range []charts.Kind{fulfilment(), trend(), structure()} {
			if _, err := k.Chart(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkPool draws all samples on two engines, as a report does.
func BenchmarkPool(b *testing.B) {
	var list []*charts.Chart
	for _, k := range samples() {
		c, err := k.Chart()
		if err != nil {
			b.Fatal(err)
		}
		list = append(list, c)
	}
	pool := echarts.NewPool(2)
	defer pool.Close()
	if err := pool.Warm(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		failed := make(chan error, len(list))
		for _, c := range list {
			go func() {
				_, err := c.SVG(pool)
				failed <- err
			}()
		}
		for range list {
			if err := <-failed; err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(list)), "ms/chart")
}
