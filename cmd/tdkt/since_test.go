package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/document"
	"tdkt/reports/schedule"
)

// The report to compare with is the last one that was made of an earlier phase;
// a repeated run of the same review, and one made later, are none.
func TestLastMadeReport(t *testing.T) {
	day := func(m time.Month, d int) time.Time { return time.Date(2022, m, d, 0, 0, 0, 0, time.UTC) }
	made := func(run string, phase int, final bool, at time.Time) []schedule.Line {
		return []schedule.Line{
			{At: at, Run: run, State: schedule.Planned, Plan: "pn", Phase: phase, Final: final, Planned: &at, Until: &at},
			{At: at, Run: run, State: schedule.Started, Slot: &at},
			{At: at, Run: run, State: schedule.Made, File: run + ".pdf", SHA256: run},
		}
	}
	var lines []schedule.Line
	lines = append(lines, made("a", 1, false, day(7, 12))...)
	lines = append(lines, made("b", 2, false, day(10, 12))...)
	lines = append(lines, made("c", 0, true, day(12, 28))...)
	phases := []queries.Phase{{PhaseNo: 1, EndsOn: day(6, 30)}, {PhaseNo: 2, EndsOn: day(9, 30)}, {PhaseNo: 3, EndsOn: day(12, 31)}}
	book := schedule.Digest(lines)
	for _, c := range []struct {
		req   reportRequest
		asOf  time.Time
		phase int // 0: none
		known time.Time
	}{
		{reportRequest{plan: "pn", phase: 1}, day(7, 20), 0, time.Time{}},
		{reportRequest{plan: "pn", phase: 2}, day(10, 20), 1, day(7, 12)},
		{reportRequest{plan: "pn", final: true}, day(12, 30), 2, day(10, 12)},
		{reportRequest{plan: "pn", final: true}, day(10, 12), 1, day(7, 12)},
		{reportRequest{plan: "khac", final: true}, day(12, 30), 0, time.Time{}},
	} {
		got := lastMade(book, c.req.plan, earlierPhases(phases, endOf(phases, day(12, 31), c.req), c.asOf), c.asOf)
		switch {
		case got == nil && c.phase != 0:
			t.Errorf("%s on %s: nothing, want phase %d", c.req.review(), c.asOf.Format(time.DateOnly), c.phase)
		case got != nil && (got.PhaseNo != c.phase || !got.KnownAt.Equal(c.known)):
			t.Errorf("%s on %s: phase %d of %s, want phase %d of %s", c.req.review(), c.asOf.Format(time.DateOnly),
				got.PhaseNo, got.KnownAt.Format(time.DateOnly), c.phase, c.known.Format(time.DateOnly))
		}
	}
}

// TestSinceEdition compares a review with an earlier edition of itself: the
// sentence and the columns name both closing days, and verify makes it again.
func TestSinceEdition(t *testing.T) {
	a, ws := kindsWorkspace(t)
	for kind, c := range map[string]struct{ asOf, since, want, columns string }{
		reports.KindInterim: {"2024-07-12", "2024-07-02", "So với báo cáo sơ kết 6 tháng đầu năm 2024 chốt ngày 02/7/2024 (số liệu đến hết ngày 30/6/2024): ", "Chốt ngày 02/7/2024 Chốt ngày 12/7/2024"},
		reports.KindFinal:   {"2025-01-15", "2025-01-03", "So với báo cáo tổng kết năm 2024 chốt ngày 03/01/2025 (số liệu đến hết ngày 31/12/2024): ", "Chốt ngày 03/01/2025 Chốt ngày 15/01/2025"},
	} {
		path := filepath.Join(t.TempDir(), kind+".pdf")
		kindFile(t, a, kind, path, "--as-of", c.asOf, "--since", c.since)
		_, doc := kindDocument(t, a, ws, path)
		var b strings.Builder
		if err := document.Text(&b, doc); err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "|", " ")), " ")
		for _, want := range []string{c.want, c.columns} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", kind, want)
			}
		}
		if code, out, talk := runOn(a, a.env.now(), "verify", path); code != exitOK || !strings.Contains(out, "identical ") {
			t.Errorf("%s: verify says %s%s (%d)", kind, out, talk, code)
		}
		code, _, talk := runOn(a, a.env.now(), append(kindCommands[kind], "--since", c.asOf)...)
		if want := "--since " + c.asOf + " is not before the day of this report"; code != exitUsage || !strings.Contains(talk, want) {
			t.Errorf("%s: exit status %d: %q does not say %q", kind, code, talk, want)
		}
	}
}
