package workspace

import (
	"time"

	"tdkt/loaders/cron"
	"tdkt/loaders/strictyaml"
)

// Schedule says when reports are made by themselves and who gets them.
type Schedule struct {
	From       string   // "2006-01-02": what was due before it is left alone; "": nothing is scheduled
	Hour       string   // "07:00", of the first day and of every later attempt
	LeadDays   int      // days before the review window that a report is begun, but never inside its period
	WindowDays int      // window of a phase or plan without a time for its review; default 30
	Formats    []string // twins of the PDF: docx, xlsx, html
	Officer    Recipient
	Outbox     string // folder of the officer who drafts; default "outbox"
	Recipients []Recipient
	Entries    []Entry
}

// A Recipient gets reports by mail or in a folder; one of the two is set, but
// for the officer, whose mail is an addition to the outbox.
type Recipient struct {
	Name            string
	Mail            string
	Folder          string
	WithoutApproval bool // the office's rule for named people of its own; drafts need approval all the same
}

// An Entry is a report of the office's own calendar.
type Entry struct {
	Name     string
	Line     cron.Line
	Plan     string
	Phase    int  // 0 and not Final: the phase that the day lies in, or the last one before
	Final    bool // the final review
	WaitDays int  // days to wait for missing reports; 0: made at once
	From     string
}

func readSchedule(m *strictyaml.Map, zone *time.Location) Schedule {
	if m.Absent() {
		return Schedule{}
	}
	m.Require("from", "officer")
	s := Schedule{
		From: m.Date("from"), Hour: readHour(m, "hour", "07:00"), LeadDays: m.Int("lead_days", 0, 0, 60),
		WindowDays: m.Int("window_days", 30, 1, 366), Officer: Recipient{Name: m.Text("officer"), Mail: readAddress(m, "officer_mail")},
		Outbox: m.TextOr("outbox", "outbox"), Formats: m.Words("formats", []string{"docx", "xlsx", "html"}),
	}
	seen := map[string]bool{}
	for _, r := range m.Maps("recipients", "recipient") {
		one := readRecipient(r)
		one.WithoutApproval = r.Bool("without_approval", false)
		if place := one.Mail + one.Folder; place != "" && seen[place] {
			r.Errorf("name", "leave one of them out", "%s is named twice", place)
		} else {
			seen[place] = true
		}
		r.Done()
		s.Recipients = append(s.Recipients, one)
	}
	names := map[string]bool{}
	for _, e := range m.Maps("entries", "entry") {
		one := readEntry(e, zone, s.From)
		if names[one.Name] {
			e.Errorf("name", "give each entry a name of its own", "entry %q stands here twice", one.Name)
		}
		names[one.Name] = true
		s.Entries = append(s.Entries, one)
	}
	m.Done()
	return s
}

func readEntry(m *strictyaml.Map, zone *time.Location, from string) Entry {
	m.Require("name", "cron", "plan")
	e := Entry{Name: m.Text("name"), Plan: m.Text("plan"), Phase: m.Int("phase", 0, 1, 99), Final: m.Bool("final", false),
		WaitDays: m.Int("wait_days", 0, 0, 366), From: m.Date("from")}
	if e.From == "" {
		e.From = from
	}
	if e.Final && e.Phase > 0 {
		m.Errorf("final", "leave out phase or final", "a final review has no phase")
	}
	if name := m.Text("time_zone"); name != "" {
		z, err := time.LoadLocation(name)
		if err != nil || name == "Local" {
			m.Errorf("time_zone", "write it as Asia/Ho_Chi_Minh, or leave it out for the workspace's", "time zone %q is not known", name)
		} else {
			zone = z
		}
	}
	if text := m.Text("cron"); text != "" {
		line, err := cron.Parse(text, zone)
		if err != nil {
			m.Errorf("cron", cron.Hint(err), "%v", err)
		}
		e.Line = line
	}
	m.Done()
	return e
}

func readHour(m *strictyaml.Map, key, absent string) string {
	text := m.TextOr(key, absent)
	if _, err := time.Parse("15:04", text); err != nil {
		m.Errorf(key, `write hour and minute: "07:00"`, "%s %q is no time of the day", key, text)
		return absent
	}
	return text
}
