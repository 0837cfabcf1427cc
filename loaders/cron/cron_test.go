package cron

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func slots(t *testing.T, text, place, from, to string) []string {
	t.Helper()
	z := zone(t, place)
	l, err := Parse(text, z)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range l.Slots(day(t, z, from), day(t, z, to)) {
		out = append(out, s.Format("2006-01-02T15:04Z07:00"))
	}
	return out
}

func day(t *testing.T, z *time.Location, text string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly, text, z)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSlots(t *testing.T) {
	for _, c := range []struct {
		why, text, zone, from, to string
		want                      []string
	}{
		{"quarters", "0 7 15 1,4,7,10 *", "Asia/Ho_Chi_Minh", "2022-01-01", "2023-01-01",
			[]string{"2022-01-15T07:00+07:00", "2022-04-15T07:00+07:00", "2022-07-15T07:00+07:00", "2022-10-15T07:00+07:00"}},
		{"2100 is no leap year: eight years between two 29 February", "0 7 29 2 *", "Asia/Ho_Chi_Minh", "2092-03-01", "2105-01-01",
			[]string{"2096-02-29T07:00+07:00", "2104-02-29T07:00+07:00"}},
		{"both day fields: either suffices", "0 7 1 * MON", "Asia/Ho_Chi_Minh", "2022-07-01", "2022-07-12",
			[]string{"2022-07-01T07:00+07:00", "2022-07-04T07:00+07:00", "2022-07-11T07:00+07:00"}},
		{"one day field", "30 6 * * 5", "Asia/Ho_Chi_Minh", "2022-07-01", "2022-07-10",
			[]string{"2022-07-01T06:30+07:00", "2022-07-08T06:30+07:00"}},
		{"summer time skips 02:30: the slot moves, it is not lost", "30 2 * * *", "Europe/Paris", "2022-03-26", "2022-03-28",
			[]string{"2022-03-26T02:30+01:00", "2022-03-27T03:30+02:00"}},
		{"winter time doubles 02:30: one slot", "30 2 * * *", "Europe/Paris", "2022-10-30", "2022-10-31",
			[]string{"2022-10-30T02:30+01:00"}},
		{"a word", "@monthly", "Asia/Ho_Chi_Minh", "2022-01-15", "2022-03-01",
			[]string{"2022-02-01T00:00+07:00", "2022-03-01T00:00+07:00"}},
	} {
		if d := cmp.Diff(c.want, slots(t, c.text, c.zone, c.from, c.to)); d != "" {
			t.Errorf("%s: %s", c.why, d)
		}
	}
}

// However a span is cut, its parts have the slots of the whole, once each.
func TestCutSpans(t *testing.T) {
	for _, place := range []string{"Asia/Ho_Chi_Minh", "Europe/Paris", "America/Sao_Paulo", "Pacific/Apia"} {
		z := zone(t, place)
		l, err := Parse("30 0,2,23 * * *", z)
		if err != nil {
			t.Fatal(err)
		}
		from, to := day(t, z, "2011-01-01"), day(t, z, "2012-12-31")
		whole := l.Slots(from, to)
		var parts []time.Time
		for at := from; at.Before(to); {
			next := at.Add(37*time.Hour + 11*time.Minute)
			if next.After(to) {
				next = to
			}
			parts = append(parts, l.Slots(at, next)...)
			at = next
		}
		if d := cmp.Diff(whole, parts); d != "" || len(whole) < 2180 {
			t.Errorf("%s: %d slots %s", place, len(whole), d)
		}
	}
}

func TestBadLines(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "it is empty",
		"0 7 * *":                  "4 fields instead of 5",
		"0 7 30 2 *":               "never comes",
		"61 7 * * *":               `"61" is no minute: it takes 0 to 59`,
		"0 25 10 4 *":              `"25" is no hour: it takes 0 to 23`,
		"@never":                   "@yearly, @monthly, @weekly and @daily",
		"* * * * *":                "1440 slots a day",
		"@every 1h":                "no fixed moments",
		"CRON_TZ=UTC 0 7 * * *":    "time zone does not stand in the line",
		"0 7 * * thứ-hai":          `"thứ-hai" is no day of week: it takes 0 (Sunday) to 6`,
		"0 7 * * * /bin/rm -rf ~x": "fields instead of 5",
	} {
		_, err := Parse(text, time.UTC)
		if err == nil || !strings.Contains(err.Error(), want) || Hint(err) == "" {
			t.Errorf("%q: %v, hint %q", text, err, Hint(err))
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("0 7 15 1,4,7,10 *")
	f.Add("@daily")
	f.Add("*/15 7-9 ? JAN MON-FRI")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Parse(text, time.UTC)
		if err != nil {
			return
		}
		from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		for i, s := range l.Slots(from, from.AddDate(0, 1, 0)) {
			if !s.After(from) || i > 31*MostADay {
				t.Fatalf("slot %d: %s", i, s)
			}
		}
	})
}
