package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"tdkt/charts/echarts"
)

// benchApp is a program with the real clock, as its stages are measured with it.
func benchApp() *app {
	return &app{memory: "150MB", threads: 1, env: environment{
		stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}, getenv: func(string) string { return "" }, now: time.Now,
	}}
}

// BenchmarkInterimReport makes the interim report of the first example from its
// loaded workspace, the chart engine's start included. The same from outside:
//
//	/usr/bin/time -v bin/tdkt -w out/phu-ninh-2022 so-ket --as-of 2022-07-12 --timings
func BenchmarkInterimReport(b *testing.B) {
	a := benchApp()
	ws, err := a.demoWorkspace(context.Background(), "../../fixtures/phu-ninh-2022", b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(b.TempDir(), "report.pdf")
	for b.Loop() {
		pool := echarts.NewPool(1)
		made, err := a.report(context.Background(), ws, pool, reportRequest{phase: 1, asOf: "2022-07-12", out: out})
		pool.Close()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(made.files[0].Pages), "pages")
	}
}

// BenchmarkLoadExample loads the first example into an empty warehouse: one
// command, one snapshot.
func BenchmarkLoadExample(b *testing.B) {
	a := benchApp()
	for b.Loop() {
		if _, err := a.demoWorkspace(context.Background(), "../../fixtures/phu-ninh-2022", b.TempDir()); err != nil {
			b.Fatal(err)
		}
	}
}
