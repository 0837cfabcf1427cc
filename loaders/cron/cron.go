// Package cron reads a cron line and lists its slots.
//
// In: a line of five fields and a time zone. Out: moments. It must not know
// the clock or what happens at a slot.
//
// The fields are read by robfig/cron. Its own search for the next slot is not
// used: it gives up after five years (29 February across a year like 2100) and
// leaves out a slot that falls into the hour that a change to summer time
// skips. Here every day of the calendar that matches has its slots, whatever
// the clocks of the zone do: a skipped hour moves the slot, a doubled hour does
// not double it.
package cron

import (
	"errors"
	"fmt"
	"math/bits"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// A Line is a cron line in a time zone. The zero value has no slots.
type Line struct {
	text string
	spec *cron.SpecSchedule
	zone *time.Location
}

// MostADay is how many slots a line may have on one day: what it starts are
// reports that people read.
const MostADay = 24

// A SyntaxError says what is wrong with a line, and how to write it.
type SyntaxError struct {
	Text, Msg, Hint string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("cron line %q: %s", e.Text, e.Msg) }

const example = `five fields: minute, hour, day of month, month, day of week; "0 7 15 4,7,10 *" is 07:00 on 15 April, July and October`

// Parse reads a line of five fields, or @yearly, @monthly, @weekly, @daily. The
// error is a *SyntaxError.
func Parse(text string, zone *time.Location) (Line, error) {
	bad := func(msg, hint string) (Line, error) { return Line{}, &SyntaxError{text, msg, hint} }
	fields := strings.Fields(text)
	switch {
	case len(fields) == 0:
		return bad("it is empty", example)
	case strings.Contains(text, "TZ="):
		return bad("a time zone does not stand in the line", "give it under time_zone")
	case strings.HasPrefix(text, "@every"), strings.HasPrefix(text, "@reboot"):
		return bad(fields[0]+" has no fixed moments", example)
	case fields[0][0] != '@' && len(fields) != 5:
		return bad(fmt.Sprintf("it has %d fields instead of 5", len(fields)), example)
	}
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)
	parsed, err := parser.Parse(text)
	if err != nil {
		return bad(wrongField(parser, fields), example)
	}
	spec, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return bad("it has no fixed moments", example)
	}
	l := Line{text, spec, zone}
	if n := bits.OnesCount64(spec.Minute&^star) * bits.OnesCount64(spec.Hour&^star); n > MostADay {
		return bad(fmt.Sprintf("it has %d slots a day, more than %d", n, MostADay), example)
	}
	// Every date of the calendar, 29 February included, is among these years.
	if len(l.Slots(time.Date(2023, 12, 31, 0, 0, 0, 0, zone), time.Date(2029, 1, 1, 0, 0, 0, 0, zone))) == 0 {
		return bad("it names a day that never comes", example)
	}
	return l, nil
}

// fieldNames are the fields of a line with what each takes.
var fieldNames = [5][2]string{{"minute", "0 to 59"}, {"hour", "0 to 23"}, {"day of month", "1 to 31"}, {"month", "1 to 12, or JAN to DEC"},
	{"day of week", "0 (Sunday) to 6, or SUN to SAT"}}

// wrongField names the first field that cannot be read.
func wrongField(parser cron.Parser, fields []string) string {
	for i, name := range fieldNames {
		alone := []string{"*", "*", "*", "*", "*"}
		if len(fields) != len(alone) {
			break
		}
		alone[i] = fields[i]
		if _, err := parser.Parse(strings.Join(alone, " ")); err != nil {
			return fmt.Sprintf("%q is no %s: it takes %s, lists, ranges and steps", fields[i], name[0], name[1])
		}
	}
	return "it is not known: there are @yearly, @monthly, @weekly and @daily"
}

func (l Line) String() string { return l.text }

// star marks a field that was written as "*".
const star = 1 << 63

// Slots lists the moments after the first and not after the second, in order.
func (l Line) Slots(after, until time.Time) []time.Time {
	if l.spec == nil || !until.After(after) {
		return nil
	}
	var slots []time.Time
	// A day before and after: a slot may be moved over midnight by its zone.
	a, u := after.In(l.zone), until.In(l.zone)
	end := time.Date(u.Year(), u.Month(), u.Day()+1, 0, 0, 0, 0, time.UTC)
	for day := time.Date(a.Year(), a.Month(), a.Day()-1, 0, 0, 0, 0, time.UTC); !day.After(end); day = day.AddDate(0, 0, 1) {
		if !l.on(day) {
			continue
		}
		for hour := range 24 {
			for minute := range 60 {
				if l.spec.Hour>>hour&1 == 0 || l.spec.Minute>>minute&1 == 0 {
					continue
				}
				t := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, l.zone)
				if !t.After(after) || t.After(until) {
					continue
				}
				// A moved slot may coincide with a regular one.
				if n := len(slots); n > 0 && !t.After(slots[n-1]) {
					continue
				}
				slots = append(slots, t)
			}
		}
	}
	return slots
}

// on reports whether the line has slots on a day. As in Vixie's cron either of
// the two day fields suffices, unless one of them is "*".
func (l Line) on(day time.Time) bool {
	if l.spec.Month>>int(day.Month())&1 == 0 {
		return false
	}
	dom := l.spec.Dom>>day.Day()&1 == 1
	dow := l.spec.Dow>>int(day.Weekday())&1 == 1
	if l.spec.Dom&star != 0 || l.spec.Dow&star != 0 {
		return dom && dow
	}
	return dom || dow
}

// Hint returns the remedy of an error of Parse, "" for another error.
func Hint(err error) string {
	var e *SyntaxError
	if errors.As(err, &e) {
		return e.Hint
	}
	return ""
}
