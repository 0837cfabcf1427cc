package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/reports"
	"tdkt/reports/document"
)

// TestThresholdsEverywhere: a scorecard judges a target as the review does, also with
// an office's own thresholds.
func TestThresholdsEverywhere(t *testing.T) {
	a, _ := kindsWorkspace(t)
	settings := filepath.Join(a.workspace, "tdkt.yaml")
	usual, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	for own, want := range map[string]string{"": "Chậm tiến độ", "\nthresholds: {pace_points: 40}\n": "Đúng tiến độ"} {
		if err := os.WriteFile(settings, append(usual[:len(usual):len(usual)], own...), 0o644); err != nil {
			t.Fatal(err)
		}
		ws, err := a.openWorkspace()
		if err != nil {
			t.Fatal(err)
		}
		for kind, more := range map[string][]string{
			reports.KindInterim:   nil,
			reports.KindScorecard: {"--unit", "12154-TC", "--phase", "1", "--as-of", "2024-07-12"},
		} {
			path := filepath.Join(t.TempDir(), kind+".pdf")
			kindFile(t, a, kind, path, more...)
			_, doc := kindDocument(t, a, ws, path)
			var text strings.Builder
			if err := document.Text(&text, doc); err != nil {
				t.Fatal(err)
			}
			row := ""
			for line := range strings.Lines(text.String()) {
				if strings.HasPrefix(line, "| ") && strings.Contains(line, "Giải ngân vốn đầu tư công") {
					row = line
					break
				}
			}
			if !strings.Contains(row, want) {
				t.Errorf("%s with thresholds %q: %q is not in %q", kind, own, want, row)
			}
		}
	}
}
