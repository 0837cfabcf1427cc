package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/charts/echarts"
	"tdkt/reports/document"
	"tdkt/reports/pdf/readback"
	"tdkt/reports/publish"
)

var update = flag.Bool("update", false, "write the golden texts instead of comparing")

// TestReportsReadAsExpected makes every report of the example workspaces and
// compares its text, word by word, with the one that a person has read.
func TestReportsReadAsExpected(t *testing.T) {
	pool := echarts.NewPool(2)
	defer pool.Close()
	for _, name := range fixtureNames(t) {
		t.Run(name, func(t *testing.T) {
			a := testApp(t)
			ws, err := a.demoWorkspace(context.Background(), filepath.Join("../../fixtures", name), t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			requests := demoRequests(ws)
			if len(requests) < 2 {
				t.Fatalf("tdkt.yaml names %d reports; an interim and a final one are wanted", len(requests))
			}
			for _, req := range requests {
				built, err := a.build(context.Background(), ws, pool, &req)
				if err != nil {
					t.Fatalf("%s: %v", req.describe(), err)
				}
				var text bytes.Buffer
				if err := document.Text(&text, built.Document); err != nil {
					t.Fatal(err)
				}
				onEveryPage(t, filepath.Join(t.TempDir(), "report.pdf"), built.Document)
				compareGolden(t, strings.TrimSuffix(filepath.Base(req.path(ws)), ".pdf")+".txt", text.String())
			}
		})
	}
}

// onEveryPage prints the report and finds its running head on every page.
func onEveryPage(t *testing.T, path string, doc document.Document) {
	t.Helper()
	if !strings.Contains(doc.RunningHead, "SỐ LIỆU MINH HỌA") {
		t.Errorf("the running head is %q; an example says that its figures are made up", doc.RunningHead)
	}
	if _, err := publish.PDF(path, doc); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := readback.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range f.Pages {
		if !slices.ContainsFunc(p.Runs, func(r readback.Run) bool { return r.Text == doc.RunningHead }) {
			t.Errorf("page %d lacks the running head", i+1)
		}
	}
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; make it with go test ./cmd/tdkt -update and read it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s reads otherwise (-want +got):\n%s", name, diff)
	}
}

func fixtureNames(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("../../fixtures/*/tdkt.yaml")
	if err != nil || len(found) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	var names []string
	for _, f := range found {
		names = append(names, filepath.Base(filepath.Dir(f)))
	}
	return names
}

// testApp is a program on a day after all reports of the fixtures.
func testApp(t *testing.T) *app {
	t.Helper()
	return &app{memory: "150MB", threads: 1, env: environment{
		stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{},
		getenv: func(string) string { return "" },
		now:    func() time.Time { return time.Date(2026, 11, 21, 8, 0, 0, 0, vietnam) },
	}}
}
