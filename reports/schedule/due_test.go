package schedule

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/cron"
)

var zone = time.FixedZone("Asia/Ho_Chi_Minh", 7*3600)

func day(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func moment(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		panic(err)
	}
	return t
}

// phuNinh has two đợt, the first with a month for its review, and a final
// review that may begin before the year ends.
var phuNinh = Plan{ID: "phu-ninh-2022", StartsOn: day("2022-01-01"), EndsOn: day("2022-12-31"), FinalFrom: day("2022-12-15"), FinalTo: day("2023-03-31"),
	Phases: []Phase{
		{No: 1, StartsOn: day("2022-01-01"), EndsOn: day("2022-06-30"), ReportsDue: day("2022-07-10"), ReviewFrom: day("2022-07-01"), ReviewTo: day("2022-07-31")},
		{No: 2, StartsOn: day("2022-07-01"), EndsOn: day("2022-12-31"), ReportsDue: day("2023-01-10")},
	}}

// ngocHoi runs over six years, each with a report of its own.
var ngocHoi = func() Plan {
	p := Plan{ID: "ngoc-hoi", StartsOn: day("2020-01-01"), EndsOn: day("2025-12-31")}
	for y := 2020; y <= 2025; y++ {
		p.Phases = append(p.Phases, Phase{No: y - 2019, StartsOn: time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), EndsOn: time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC)})
	}
	return p
}()

var config = Config{Zone: zone, From: moment("2020-01-01 00:00"), Hour: 7, WindowDays: 30}

func entry(t testing.TB, name, line string) Entry {
	t.Helper()
	l, err := cron.Parse(line, zone)
	if err != nil {
		t.Fatal(err)
	}
	return Entry{Name: name, Line: l, Plan: "phu-ninh-2022", From: moment("2022-01-01 00:00")}
}

func names(runs []Run) []string {
	var out []string
	for _, r := range runs {
		out = append(out, r.ID()+" -> "+r.Until.Format("2006-01-02 15:04"))
	}
	return out
}

func TestWhatPlansAskFor(t *testing.T) {
	got := names(Coming([]Plan{phuNinh, ngocHoi}, config, Digest(nil), moment("2020-01-01 00:00"), moment("2030-01-01 00:00")))
	want := []string{
		"ngoc-hoi-so-ket-1-20210101T0700 -> 2021-01-31 07:00",
		"ngoc-hoi-so-ket-2-20220101T0700 -> 2022-01-31 07:00",
		"phu-ninh-2022-so-ket-1-20220701T0700 -> 2022-07-31 07:00",
		// The final review's window opens before the year ends.
		"phu-ninh-2022-tong-ket-20221215T0700 -> 2023-03-31 07:00",
		"ngoc-hoi-so-ket-3-20230101T0700 -> 2023-01-31 07:00",
		"phu-ninh-2022-so-ket-2-20230101T0700 -> 2023-01-31 07:00",
		"ngoc-hoi-so-ket-4-20240101T0700 -> 2024-01-31 07:00",
		"ngoc-hoi-so-ket-5-20250101T0700 -> 2025-01-31 07:00",
		"ngoc-hoi-so-ket-6-20260101T0700 -> 2026-01-31 07:00",
		"ngoc-hoi-tong-ket-20260101T0700 -> 2026-01-31 07:00",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestLeadTime(t *testing.T) {
	p := Plan{ID: "p", StartsOn: day("2024-01-01"), EndsOn: day("2024-06-30"), FinalFrom: day("2024-07-20"), FinalTo: day("2024-07-25"),
		Phases: []Phase{{No: 1, StartsOn: day("2024-01-01"), EndsOn: day("2024-02-29"), ReviewFrom: day("2024-03-03"), ReviewTo: day("2024-03-10")}}}
	c := config
	c.LeadDays = 5
	got := names(Coming([]Plan{p}, c, Digest(nil), moment("2024-01-01 00:00"), moment("2025-01-01 00:00")))
	// 3 March less 5 days lies inside the phase, which ends on 29 February.
	want := []string{"p-so-ket-1-20240301T0700 -> 2024-03-10 07:00", "p-tong-ket-20240715T0700 -> 2024-07-25 07:00"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestEntries(t *testing.T) {
	c := config
	q := entry(t, "quy", "30 8 1 4,10 *")
	q.WaitDays = 3
	c.Entries = []Entry{q}
	var got []string
	for _, r := range Coming([]Plan{phuNinh}, c, Digest(nil), moment("2022-01-01 00:00"), moment("2022-12-01 00:00")) {
		got = append(got, r.ID())
	}
	// The report of a slot is that of the phase in which it lies.
	want := []string{"phu-ninh-2022-so-ket-1-20220401T0830", "phu-ninh-2022-so-ket-1-20220701T0700", "phu-ninh-2022-so-ket-2-20221001T0830"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	// A changed line does not bring back what its slots lie before.
	planned := moment("2022-10-01 08:30")
	book := Digest([]Line{{No: 1, Run: "phu-ninh-2022-so-ket-2-20221001T0830", State: Planned, Plan: "phu-ninh-2022", Phase: 2, Entry: "quy", Planned: &planned, Until: &planned},
		{No: 2, Run: "phu-ninh-2022-so-ket-2-20221001T0830", State: Made, File: "x", SHA256: "y"}})
	c.Entries[0] = entry(t, "quy", "0 8 1 * *")
	for _, r := range Due([]Plan{phuNinh}, c, book, moment("2022-10-15 00:00")) {
		if r.Entry == "quy" {
			t.Errorf("%s is due again", r.ID())
		}
	}
}

// An entry ends with the review window of its phase or, where it names none,
// with that of the final review: a closed plan asks for nothing more.
func TestEntriesEnd(t *testing.T) {
	for _, c := range []struct {
		name        string
		phase       int
		final       bool
		first, last string
		runs        int
	}{
		// Phase 1 ends on 30 June, its window on 31 July: the first of July is the last.
		{"a phase", 1, false, "phu-ninh-2022-so-ket-1-20220201T0830", "phu-ninh-2022-so-ket-1-20220701T0830", 6},
		// Phase 2 has no window of its own: 30 days from 1 January.
		{"a phase without a window", 2, false, "phu-ninh-2022-so-ket-2-20220201T0830", "phu-ninh-2022-so-ket-2-20230101T0830", 12},
		// The final review's window ends on 31 March 2023.
		{"the final review", 0, true, "phu-ninh-2022-tong-ket-20220201T0830", "phu-ninh-2022-tong-ket-20230301T0830", 14},
		{"the phase of the day", 0, false, "phu-ninh-2022-so-ket-1-20220201T0830", "phu-ninh-2022-so-ket-2-20230301T0830", 14},
	} {
		cfg := config
		e := entry(t, "thang", "30 8 1 * *")
		e.Phase, e.Final, e.From = c.phase, c.final, moment("2022-01-02 00:00")
		cfg.Entries = []Entry{e}
		var got []string
		for _, r := range Coming([]Plan{phuNinh}, cfg, Digest(nil), moment("2022-01-01 00:00"), moment("2032-01-01 00:00")) {
			if r.Entry != "" {
				got = append(got, r.ID())
			}
		}
		if len(got) != c.runs || got[0] != c.first || got[len(got)-1] != c.last {
			t.Errorf("%s: %d runs: %q", c.name, len(got), got)
		}
	}
}

func TestIdleEntry(t *testing.T) {
	e := entry(t, "thang-tu", "0 7 10 4 *")
	if idle, ends := config.Idle(e, []Plan{phuNinh}); idle || ends.Format(time.DateOnly) != "2023-03-31" {
		t.Errorf("%v %s", idle, ends)
	}
	e.From = moment("2022-07-01 00:00")
	if idle, _ := config.Idle(e, []Plan{phuNinh}); !idle {
		t.Error("a slot after the plan's end is asked for")
	}
}

func TestSlots(t *testing.T) {
	r := Run{Plan: "p", Phase: 1, Planned: moment("2024-02-27 07:00"), Until: moment("2024-03-02 07:00")}
	for _, c := range []struct {
		now, slot string
		last      bool
	}{
		{"2024-02-27 07:00", "2024-02-27 07:00", false},
		{"2024-02-28 06:59", "2024-02-27 07:00", false},
		{"2024-02-29 12:00", "2024-02-29 07:00", false},
		{"2024-03-02 06:59", "2024-03-01 07:00", false},
		{"2024-03-02 07:00", "2024-03-02 07:00", true},
		{"2031-01-01 00:00", "2024-03-02 07:00", true},
	} {
		if got := r.Slot(moment(c.now)); !got.Equal(moment(c.slot)) || r.Last(moment(c.now)) != c.last {
			t.Errorf("at %s: slot %s, last %v", c.now, got, r.Last(moment(c.now)))
		}
	}
}

// A plan whose dates are changed after its run began still asks for one report.
func TestMovedWindow(t *testing.T) {
	planned := moment("2022-07-01 07:00")
	until := moment("2022-07-31 07:00")
	lines := []Line{{No: 1, Run: "phu-ninh-2022-so-ket-1-20220701T0700", State: Planned, Plan: "phu-ninh-2022", Phase: 1, Planned: &planned, Until: &until},
		{No: 2, Run: "phu-ninh-2022-so-ket-1-20220701T0700", State: Waiting, Slot: &planned, Note: "còn thiếu 3 đơn vị"}}
	moved := phuNinh
	moved.Phases = []Phase{phuNinh.Phases[0]}
	moved.Phases[0].ReviewFrom, moved.Phases[0].ReviewTo = day("2022-07-10"), day("2022-08-20")
	due := Due([]Plan{moved}, config, Digest(lines), moment("2022-08-01 09:00"))
	if d := cmp.Diff([]string{"phu-ninh-2022-so-ket-1-20220701T0700 -> 2022-08-20 07:00"}, names(due)); d != "" {
		t.Error(d)
	}
	lines = append(lines, Line{No: 3, Run: "phu-ninh-2022-so-ket-1-20220701T0700", State: Made, File: "f", SHA256: "h"})
	if due := Due([]Plan{moved}, config, Digest(lines), moment("2022-09-01 09:00")); len(due) > 0 {
		t.Errorf("made, and due again: %v", names(due))
	}
}

func TestBackoff(t *testing.T) {
	var got []time.Duration
	for n := 1; n <= 9; n++ {
		got = append(got, Backoff(n))
	}
	m := time.Minute
	if d := cmp.Diff([]time.Duration{15 * m, 30 * m, 60 * m, 120 * m, 240 * m, 480 * m, 960 * m, 1440 * m, 1440 * m}, got); d != "" {
		t.Error(d)
	}
}
