package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/reports"
	"tdkt/reports/document"
)

// loaded gives a desk on a copy of an example workspace.
func loaded(t *testing.T, name string, phase int, asOf string, memory ...string) (*app, *paperDesk) {
	t.Helper()
	a := testApp(t)
	if len(memory) > 0 {
		a.memory = memory[0]
	}
	ws, err := a.demoWorkspace(context.Background(), filepath.Join("../../fixtures", name), filepath.Join(t.TempDir(), name))
	if err != nil {
		t.Fatal(err)
	}
	a.workspace = filepath.Dir(ws.Reports())
	d, err := a.paperDesk(context.Background(), &paperRequest{phase: phase, asOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	return a, d
}

// TestPapersReadAsExpected makes the papers beside the reviews and compares
// their text, word by word, with the one that a person has read.
func TestPapersReadAsExpected(t *testing.T) {
	ctx := context.Background()
	same := func(t *testing.T, name string, built reports.Built, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := document.Text(&text, built.Document); err != nil {
			t.Fatal(err)
		}
		onEveryPage(t, filepath.Join(t.TempDir(), "paper.pdf"), built.Document)
		compareGolden(t, name+".txt", text.String())
	}
	t.Run("minutes", func(t *testing.T) {
		a, d := loaded(t, "dao-duong-2024", 0, "2025-01-15")
		clusters, err := reports.Clusters(ctx, d.snapshot.DB, d.request.PlanID, d.request.KnownAt)
		if err != nil || len(clusters) != 2 {
			t.Fatalf("%d clusters, %v", len(clusters), err)
		}
		for _, c := range clusters {
			built, err := reports.BuildMinutes(ctx, d.snapshot.DB, d.pool, a.env.now, d.request, c.Code)
			same(t, "dao-duong-2024-bien-ban-"+c.Code, built, err)
		}
	})
	t.Run("district", func(t *testing.T) {
		a, d := loaded(t, "phu-ninh-2022", 1, "2022-07-12")
		built, err := reports.BuildCoverage(ctx, d.snapshot.DB, d.pool, a.env.now, d.request)
		same(t, "phu-ninh-2022-bao-cao-cua-don-vi-dot-1", built, err)
		cards, err := reports.PrepareScorecards(ctx, d.snapshot.DB, a.env.now, d.request)
		if err != nil {
			t.Fatal(err)
		}
		// A commune with an old figure, an office that reports for the district, and
		// one that sent nothing.
		for _, code := range []string{"08234", "233-NN", "233-TTR"} {
			built, err := a.buildCard(ctx, cards, d.pool, code)
			same(t, "phu-ninh-2022-phieu-dot-1-"+strings.ToLower(code), built, err)
		}
		d.request.KnownAt, _ = a.day("as-of", "2023-01-15")
		built, err = reports.BuildAwards(ctx, d.snapshot.DB, d.pool, a.env.now, d.request, 0)
		same(t, "phu-ninh-2022-khen-thuong", built, err)
		built, forms, err := reports.BuildForms(ctx, d.snapshot.DB, a.env.now, reports.FormsRequest{Request: d.request, Year: 2022})
		same(t, "phu-ninh-2022-bieu-thong-ke-2022", built, err)
		for _, f := range forms {
			if wrong := f.Wrong(); wrong != nil {
				t.Errorf("form %s: %q", f.Code, wrong)
			}
		}
	})
}

// TestEveryScorecard makes the scorecard of every unit that reports on the whole
// plan: at most two pages each.
func TestEveryScorecard(t *testing.T) {
	a, d := loaded(t, "phu-ninh-2022", 0, "2023-01-15")
	var out bytes.Buffer
	a.env.stdout = &out
	req := scorecardRequest{paperRequest: paperRequest{asOf: "2023-01-15", format: "pdf"}, units: "all", workers: 2}
	if err := a.scorecards(context.Background(), req); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 33 {
		t.Fatalf("%d lines, want one for each of 33 units:\n%s", len(lines), out.String())
	}
	for _, l := range lines {
		if !strings.HasSuffix(l, " 1 pages") && !strings.HasSuffix(l, " 2 pages") {
			t.Error(l)
		}
	}
	resumed(t, a, d, req)
}

// resumed takes one file away, spoils another and runs again: those two are made
// anew with the same bytes, the others are left alone.
func resumed(t *testing.T, a *app, d *paperDesk, req scorecardRequest) {
	t.Helper()
	folder := strings.TrimSuffix(d.path("", d.span("phieu")), ".pdf")
	gone, spoilt := filepath.Join(folder, "08233-phu-my.pdf"), filepath.Join(folder, "08234-le-my.pdf")
	before, err := os.ReadFile(gone)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(spoilt, []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	a.env.stdout = &out
	if err := a.scorecards(context.Background(), req); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 2 || !strings.Contains(out.String(), gone) || !strings.Contains(out.String(), spoilt) {
		t.Errorf("made again:\n%s", out.String())
	}
	after, err := os.ReadFile(gone)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file made again differs (%v)", err)
	}
}

// TestOneFailingUnit makes a folder stand where a file should: that unit is
// reported, the others are made.
func TestOneFailingUnit(t *testing.T) {
	a, d := loaded(t, "phu-ninh-2022", 1, "2022-07-12")
	folder := strings.TrimSuffix(d.path("", d.span("phieu")), ".pdf")
	if err := os.MkdirAll(filepath.Join(folder, "08234-le-my.pdf", "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	var out, talk bytes.Buffer
	a.env.stdout, a.env.stderr = &out, &talk
	err := a.scorecards(context.Background(), scorecardRequest{paperRequest: paperRequest{phase: 1, asOf: "2022-07-12", format: "pdf"}, units: "08233, Lệ Mỹ,08236", workers: 2})
	if err == nil || !strings.Contains(err.Error(), "1 of 3 scorecards could not be made") {
		t.Errorf("the error is %v", err)
	}
	if !strings.Contains(talk.String(), "Xã Lệ Mỹ (08234): ") {
		t.Errorf("stderr says %q", talk.String())
	}
	if n := strings.Count(out.String(), ".pdf  "); n != 2 {
		t.Errorf("%d files were made, want 2:\n%s", n, out.String())
	}
}
