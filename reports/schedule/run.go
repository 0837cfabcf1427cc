package schedule

import (
	"fmt"
	"time"

	"tdkt/loaders/cron"
)

// A Plan is what the schedule needs of an emulation plan. Days are UTC
// midnights; zero days are not given.
type Plan struct {
	ID        string
	StartsOn  time.Time
	EndsOn    time.Time
	FinalFrom time.Time // window of the final review
	FinalTo   time.Time
	Phases    []Phase
}

// A Phase is a part of a plan with a review of its own.
type Phase struct {
	No         int
	StartsOn   time.Time
	EndsOn     time.Time
	ReportsDue time.Time // last day for the units' reports
	ReviewFrom time.Time
	ReviewTo   time.Time
}

// A Config is the office's part of the schedule.
type Config struct {
	Zone         *time.Location
	From         time.Time // what was due before it is left alone
	Hour, Minute int       // of the planned time and of every later attempt
	LeadDays     int       // before the window, never inside the period
	WindowDays   int       // window where a plan names none
	Entries      []Entry
}

// An Entry is a report of the office's own calendar.
type Entry struct {
	Name     string
	Line     cron.Line
	Plan     string
	Phase    int // 0 and not Final: the phase of the day
	Final    bool
	WaitDays int // 0: made at once, whoever has reported
	From     time.Time
}

// A Run is one report that is to be made once.
type Run struct {
	Plan    string
	Phase   int // 0 for the final review
	Final   bool
	Planned time.Time
	// Until is the last attempt: a report that still lacks data is made then,
	// as a draft.
	Until      time.Time
	ReportsDue time.Time // up to this day only a complete set is complete enough
	Entry      string    // of the calendar; "" for a run that the plan asks for
	Again      time.Time // when somebody asked for it once more; zero otherwise
}

// ID names the run: plan, kind, phase, planned time.
func (r Run) ID() string {
	kind := "tong-ket"
	if !r.Final {
		kind = fmt.Sprintf("so-ket-%d", r.Phase)
	}
	return fmt.Sprintf("%s-%s-%s", r.Plan, kind, r.Planned.Format("20060102T1504"))
}

// Slot is the moment that an attempt at now stands for: the planned hour of
// the latest day up to the end of waiting. Two attempts with one slot see the
// same reports.
func (r Run) Slot(now time.Time) time.Time {
	if !r.Again.IsZero() {
		return r.Again
	}
	if now.After(r.Until) {
		now = r.Until
	}
	slot := r.Planned
	days := int(now.Sub(r.Planned) / (24 * time.Hour))
	// An hour more or less where the zone changes its clocks: look around.
	for d := max(days-1, 0); d <= days+1; d++ {
		if t := r.Planned.AddDate(0, 0, d); !t.After(now) {
			slot = t
		}
	}
	return slot
}

// KnownAt is the day up to which reports count in an attempt at now.
func (r Run) KnownAt(now time.Time) time.Time {
	s := r.Slot(now)
	return time.Date(s.Year(), s.Month(), s.Day(), 0, 0, 0, 0, time.UTC)
}

// Last reports whether an attempt at now is the last one.
func (r Run) Last(now time.Time) bool { return !r.Again.IsZero() || !r.Slot(now).Before(r.Until) }

// same are runs that stand for one obligation of a plan, whenever planned.
func (r Run) same(o Run) bool {
	return r.Entry == "" && o.Entry == "" && r.Plan == o.Plan && r.Phase == o.Phase && r.Final == o.Final
}

// at is the planned hour of a day.
func (c Config) at(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), c.Hour, c.Minute, 0, 0, c.Zone)
}

// ofPlan lists the runs that a plan asks for.
func (c Config) ofPlan(p Plan) []Run {
	var runs []Run
	add := func(phase int, ends, due, from, to time.Time) {
		after := ends.AddDate(0, 0, 1)
		if from.IsZero() {
			from = after
		}
		if to.IsZero() {
			to = from.AddDate(0, 0, c.WindowDays)
		}
		// The period must be over, unless the plan itself reviews it earlier.
		day := from.AddDate(0, 0, -c.LeadDays)
		if floor := earlier(after, from); day.Before(floor) {
			day = floor
		}
		if to.Before(day) {
			to = day
		}
		runs = append(runs, Run{Plan: p.ID, Phase: phase, Final: phase == 0, Planned: c.at(day), Until: c.at(to), ReportsDue: due})
	}
	for _, ph := range p.Phases {
		add(ph.No, ph.EndsOn, ph.ReportsDue, ph.ReviewFrom, ph.ReviewTo)
	}
	add(0, p.EndsOn, time.Time{}, p.FinalFrom, p.FinalTo)
	return runs
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// entryEnds is the last moment of an entry of the calendar: the end of the
// review window of its phase, and of the plan's final review where it names no
// phase. After it the plan is closed, and its figures stay what they are.
func (c Config) entryEnds(e Entry, plans []Plan) time.Time {
	var ends time.Time
	for _, p := range plans {
		if p.ID != e.Plan {
			continue
		}
		for _, r := range c.ofPlan(p) {
			if (e.Phase > 0 && r.Phase == e.Phase || e.Phase == 0 && r.Final) && r.Until.After(ends) {
				// The whole day, whatever the entry's own hour.
				ends = time.Date(r.Until.Year(), r.Until.Month(), r.Until.Day()+1, 0, 0, 0, 0, c.Zone).Add(-time.Nanosecond)
			}
		}
	}
	return ends
}

// Idle reports whether an entry of the calendar asks for nothing: no slot lies
// between its beginning and its end, the second value.
func (c Config) Idle(e Entry, plans []Plan) (bool, time.Time) {
	ends := c.entryEnds(e, plans)
	return len(e.Line.Slots(e.From.Add(-time.Nanosecond), ends)) == 0, ends
}

// ofEntry makes the run of one slot.
func (c Config) ofEntry(e Entry, plans []Plan, slot time.Time) Run {
	slot = slot.In(c.Zone)
	r := Run{Plan: e.Plan, Phase: e.Phase, Final: e.Final, Planned: slot, Until: slot.AddDate(0, 0, e.WaitDays), Entry: e.Name}
	if e.Phase > 0 || e.Final {
		return r
	}
	day := time.Date(slot.Year(), slot.Month(), slot.Day(), 0, 0, 0, 0, time.UTC)
	r.Final = true
	for _, p := range plans {
		if p.ID != e.Plan {
			continue
		}
		for _, ph := range p.Phases {
			if !ph.StartsOn.After(day) {
				r.Phase, r.Final = ph.No, false
			}
		}
	}
	return r
}
