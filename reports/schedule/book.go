package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tdkt/reports/delivery"
)

// A Book is what the ledger's lines add up to.
type Book struct {
	runs     map[string]*Status
	order    []string
	lastSlot map[string]time.Time // of each entry of the calendar
	lines    int
	last     time.Time
	approved map[string]Approval // by the file's hash, the latest
}

// A Status is where a run stands.
type Status struct {
	ID         string
	Run        Run // of a meeting: only ID counts
	State      State
	Since      time.Time
	Note       string // why it waits, or failed
	Slot       time.Time
	Failures   int       // since it was planned or made
	RetryAt    time.Time // zero: at once
	failedAt   time.Time
	File       string // "" until it is made
	SHA256     string
	Title      string
	Draft      string
	Twins      []Twin
	Editions   []Edition // every file that was made, oldest first
	Approvals  []Approval
	Versions   []string // of a meeting: what attendees were told, by hash
	deliveries map[string]*Delivery
	sent       []string // keys of deliveries, in order
}

// An Approval is a person's release of a file.
type Approval struct {
	By     string
	At     time.Time
	SHA256 string
	Remark string // of who approved; "" for none
}

// An Edition is one file that a run was made as. Its file stays as it is: a
// report that is made again gets a name of its own.
type Edition struct {
	No     int // from 1
	File   string
	SHA256 string
	At     time.Time
}

// A Delivery is where one file stands on its way to one place.
type Delivery struct {
	Recipient string
	To        string
	SHA256    string
	Done      bool
	At        time.Time
	Uncertain bool // có thể đã gửi
	Waiting   bool // for a person to mend the settings; nothing was tried
	Note      string
	Failures  int
	RetryAt   time.Time
	Permanent bool
	parts     map[string]*partState
}

// partState is one message of a delivery.
type partState struct {
	done   bool
	open   bool // sending, and nothing after it
	doubts int  // how often it may have arrived without the ledger's knowing
	known  int  // of those, the ones that a person knew of who released the file again
}

// Digest adds up the lines of a ledger.
func Digest(lines []Line) Book {
	b := Book{runs: map[string]*Status{}, lastSlot: map[string]time.Time{}, approved: map[string]Approval{}}
	for _, l := range lines {
		b.add(l)
	}
	return b
}

// Runs lists the runs in the order in which they were planned.
func (b Book) Runs() []Status {
	var all []Status
	for _, id := range b.order {
		if b.runs[id].Run.Plan != "" {
			all = append(all, *b.runs[id])
		}
	}
	return all
}

// Run finds a run.
func (b Book) Run(id string) (Status, bool) {
	if st := b.runs[id]; st != nil {
		return *st, true
	}
	return Status{}, false
}

// Last is the time of the last line; zero without one.
func (b Book) Last() time.Time { return b.last }

// Latest finds the run of a plan and phase that was made last; phase 0 is the
// final review.
func (b Book) Latest(plan string, phase int) (Status, bool) {
	var found Status
	for _, st := range b.Runs() {
		if st.Run.Plan == plan && st.Run.Phase == phase && st.File != "" && !st.Since.Before(found.Since) {
			found = st
		}
	}
	return found, found.ID != ""
}

// LatestApproved finds the edition of a plan's and phase's review that was
// approved last, though a later one may have been made; phase 0 is the final
// review.
func (b Book) LatestApproved(plan string, phase int) (Status, Edition, Approval, bool) {
	var st Status
	var edition Edition
	var approval Approval
	for _, s := range b.Runs() {
		if s.Run.Plan != plan || s.Run.Phase != phase {
			continue
		}
		for _, a := range s.Approvals {
			no := s.edition(a.SHA256)
			if no > 0 && !a.At.Before(approval.At) {
				st, edition, approval = s, s.Editions[no-1], a
			}
		}
	}
	return st, edition, approval, st.ID != ""
}

// Approval finds who released a file, by its hash.
func (b Book) Approval(sha256 string) (Approval, bool) {
	a, ok := b.approved[sha256]
	return a, ok
}

// Sequence is the number of this version among what attendees of a meeting
// were told, from 0; new is a version that nobody was told yet.
func (b Book) Sequence(m delivery.Meeting, sha256 string) (number int, version string, isNew bool) {
	version = versionOf(m, sha256)
	st, _ := b.Run(meetingID(m))
	for i, v := range st.Versions {
		if v == version {
			return i, version, false
		}
	}
	return len(st.Versions), version, true
}

// versionOf identifies what attendees are told of a meeting, with which file.
func versionOf(m delivery.Meeting, sha256 string) string {
	return delivery.File{Data: []byte(m.Version() + "\x00" + sha256)}.SHA256()
}

// Replaced is the invitation that a recipient has got before the version that is
// now sent; nil: none.
func (b Book) Replaced(m delivery.Meeting, version string, to delivery.Recipient) *delivery.Replaced {
	st, _ := b.Run(meetingID(m))
	return st.replaced(to.Key(), version, func(sha256 string) int { return slices.Index(st.Versions, sha256) + 1 })
}

// meetingPrefix is before the code of a meeting in the ledger.
const meetingPrefix = "hop/"

// MeetingID is what the ledger calls the meeting of a code.
func MeetingID(code string) string { return meetingPrefix + code }

func meetingID(m delivery.Meeting) string { return MeetingID(m.Code) }

// Invitations lists where the invitations to a meeting stand, as it is now, and
// the hash of the file that they bring. Without one as it is now the list is
// empty, and changed reports whether there were others.
func (b Book) Invitations(m delivery.Meeting) (list []Delivery, sha256 string, changed bool) {
	st, _ := b.Run(meetingID(m))
	for i := len(st.Versions) - 1; i >= 0; i-- {
		for sha256 := range b.approved {
			if versionOf(m, sha256) == st.Versions[i] {
				st.SHA256 = st.Versions[i]
				return st.Deliveries(), sha256, false
			}
		}
	}
	return nil, "", len(st.Versions) > 0
}

// obligation finds the run that was planned for the same review.
func (b Book) obligation(r Run) (Status, bool) {
	for _, id := range b.order {
		if st := b.runs[id]; st.Run.Plan != "" && st.Run.same(r) {
			return *st, true
		}
	}
	return Status{}, false
}

// open reports a run that is still to be made.
func (s Status) open() bool { return s.File == "" }

// retry reports whether an open run may be attempted at now. A clock that was
// set back does not lengthen the wait.
func (s Status) retry(now time.Time) bool {
	return s.open() && (!now.Before(s.RetryAt) || now.Before(s.failedAt))
}

func (d *Delivery) retry(now time.Time) bool {
	return !d.Done && !d.Permanent && (!now.Before(d.RetryAt) || now.Before(d.At))
}

// Deliveries lists the ways of the file that is now made, in order.
func (s Status) Deliveries() []Delivery {
	var all []Delivery
	for _, key := range s.sent {
		if d := s.deliveries[key]; d.SHA256 == s.SHA256 {
			all = append(all, *d)
		}
	}
	return all
}

// edition finds the number of a file, the latest where a file was made twice;
// 0: none.
func (s Status) edition(sha256 string) int {
	for i := len(s.Editions) - 1; i >= 0; i-- {
		if s.Editions[i].SHA256 == sha256 {
			return s.Editions[i].No
		}
	}
	return 0
}

// replaced is what a place got before and what a file now takes the place of;
// nil: nothing. number tells the number of an earlier file or invitation.
func (s Status) replaced(to, sha256 string, number func(sha256 string) int) *delivery.Replaced {
	var last *Delivery
	for _, key := range s.sent {
		if d := s.deliveries[key]; d.To == to && d.Done && d.SHA256 != sha256 && (last == nil || !d.At.Before(last.At)) {
			last = d
		}
	}
	if last == nil {
		return nil
	}
	return &delivery.Replaced{No: number(last.SHA256), At: last.At}
}

// Backoff is the wait after n failures: a quarter of an hour, doubled each
// time, at most a day.
func Backoff(n int) time.Duration {
	wait := 15 * time.Minute
	for range n - 1 {
		if wait *= 2; wait >= 24*time.Hour {
			return 24 * time.Hour
		}
	}
	return wait
}

// MostTries is how often something that failed is tried by itself.
const MostTries = 20

func (b *Book) add(l Line) {
	b.lines, b.last = l.No, l.At
	st := b.runs[l.Run]
	if st == nil {
		st = &Status{ID: l.Run, deliveries: map[string]*Delivery{}}
		b.runs[l.Run] = st
		b.order = append(b.order, l.Run)
	}
	if l.State == Sending || l.Recipient != "" {
		st.deliver(l)
		return
	}
	switch l.State {
	case Approved:
		a := Approval{l.By, l.At, l.SHA256, l.Note}
		st.Approvals = append(st.Approvals, a)
		b.approved[l.SHA256] = a
		for _, d := range st.deliveries {
			d.release()
		}
		return
	case Missed:
		return
	case Planned:
		b.plan(st, l)
	case Waiting:
		st.Slot = deref(l.Slot)
	case Started:
		st.Slot = deref(l.Slot)
	case Made:
		st.File, st.SHA256, st.Title, st.Draft, st.Twins = l.File, l.SHA256, l.Title, l.Draft, l.Twins
		st.Editions = append(st.Editions, Edition{len(st.Editions) + 1, l.File, l.SHA256, l.At})
		st.Failures, st.RetryAt = 0, time.Time{}
	case Failed:
		st.File = ""
		st.Failures++
		st.failedAt, st.RetryAt = l.At, l.At.Add(Backoff(st.Failures))
		if st.Failures >= MostTries {
			st.RetryAt = never
		}
	}
	st.State, st.Since, st.Note = l.State, l.At, l.Note
}

// never is later than every clock that is right.
var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

func (b *Book) plan(st *Status, l Line) {
	if l.Again {
		st.File, st.Failures, st.RetryAt = "", 0, time.Time{}
		st.Run.Again = deref(l.Slot)
		return
	}
	if l.Plan == "" { // of a meeting
		st.Versions = append(st.Versions, l.SHA256)
		return
	}
	st.Run = Run{Plan: l.Plan, Phase: l.Phase, Final: l.Final, Entry: l.Entry, Planned: deref(l.Planned), Until: deref(l.Until)}
	if l.Entry != "" && st.Run.Planned.After(b.lastSlot[l.Entry]) {
		b.lastSlot[l.Entry] = st.Run.Planned
	}
}

func deref(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

// deliver reads a line about one recipient.
func (s *Status) deliver(l Line) {
	d := s.delivery(l.SHA256, l.To)
	d.Recipient, d.At = l.Recipient, l.At
	p := d.part(l.Part, l.Parts)
	d.Waiting = l.State == Waiting
	switch l.State {
	case Waiting:
		d.Note = l.Note
	case Sending:
		p.open = true
	case Interrupted:
		p.open = false
		p.doubts++
		d.Uncertain, d.Note = true, l.Note
	case Failed:
		p.open = false
		if l.Uncertain {
			p.doubts++
			d.Uncertain = true
		}
		d.Failures++
		d.Note, d.RetryAt = l.Note, l.At.Add(Backoff(d.Failures))
		d.Permanent = l.Permanent || d.Failures >= MostTries
	case Delivered:
		p.open, p.done = false, true
		d.Note = l.Note
		d.Uncertain = d.Uncertain || l.Uncertain
		done := 0
		for key, p := range d.parts {
			if p.done && strings.HasSuffix(key, of(l.Parts)) {
				done++
			}
		}
		d.Done = done == l.Parts
	}
}

// release lets a person's word count more than earlier refusals.
func (d *Delivery) release() {
	d.Failures, d.RetryAt, d.Permanent = 0, time.Time{}, false
	for _, p := range d.parts {
		p.known = p.doubts
	}
}

func (s *Status) delivery(sha256, to string) *Delivery {
	key := sha256 + " " + to
	d := s.deliveries[key]
	if d == nil {
		d = &Delivery{To: to, SHA256: sha256, parts: map[string]*partState{}}
		s.deliveries[key] = d
		s.sent = append(s.sent, key)
	}
	return d
}

func of(parts int) string { return fmt.Sprintf("/%d", parts) }

func (d *Delivery) part(no, parts int) *partState {
	key := fmt.Sprint(no) + of(parts)
	p := d.parts[key]
	if p == nil {
		p = &partState{}
		d.parts[key] = p
	}
	return p
}
