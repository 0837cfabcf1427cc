package workspace_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tdkt/loaders"
	"tdkt/loaders/workspace"
)

// What init writes can be loaded as it stands, and so can every example of the
// README but that of a cluster, which the example plan does not have.
func TestLoad(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "moi")
	if _, err := workspace.Init(dir); err != nil {
		t.Fatal(err)
	}
	w, err := workspace.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	load := func() loaders.Report {
		t.Helper()
		report, err := loaders.Load(t.Context(), loaders.Request{Workspace: w, Now: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)})
		if err != nil || len(report.Problems) > 0 {
			t.Fatalf("%v: %v", err, report.Problems)
		}
		return report
	}
	if report := load(); len(report.Sources) != 2 || !report.Changed {
		t.Errorf("%+v", report)
	}
	text, err := os.ReadFile(filepath.Join(dir, "data", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for i, block := range strings.Split(string(text), "```csv\n")[1:] {
		csv, _, _ := strings.Cut(block, "```")
		if strings.HasPrefix(csv, "Mã cụm") {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, "data", fmt.Sprintf("%d.csv", i)), []byte(csv), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if report := load(); report.Totals.New < 7 {
		t.Errorf("%+v", report.Totals)
	}
}
