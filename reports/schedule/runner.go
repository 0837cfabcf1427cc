package schedule

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"tdkt/loaders/lock"
	"tdkt/reports/delivery"
)

// A Desk makes reports.
type Desk interface {
	// Coverage says who has reported for a run by a day (UTC midnight).
	Coverage(ctx context.Context, r Run, knownAt time.Time) (Coverage, error)
	// Make writes the report to a path, whole or not at all. The same run and
	// day give the same bytes from the same data.
	Make(ctx context.Context, r Run, knownAt time.Time, path string) (Report, error)
}

// Coverage is what a report would lack if it were made now.
type Coverage struct {
	Expected int
	Missing  []string // units that have not reported, short names in the tree's order
	Enough   bool     // as many have reported as the office asks for
	Open     []string // other gaps that would make it a draft, in Vietnamese
	Faults   []string // what a person has to mend before it can be made, in Vietnamese
}

// An OfficeError says in the office's words what a person has to mend.
type OfficeError interface {
	error
	ForOffice() string
}

// A MachineError is a failure that no report's data or text can mend, such as too
// little memory.
type MachineError struct {
	Msg    string
	Office string // the same in Vietnamese, with what to run
	Err    error
}

func (e *MachineError) Error() string { return e.Msg }

func (e *MachineError) Unwrap() error { return e.Err }

// ForOffice is the error in the office's words.
func (e *MachineError) ForOffice() string { return e.Office }

// A Report is what a Desk says of a file it made.
type Report struct {
	Title string // "Báo cáo sơ kết ..."
	Draft string // why it is a draft; "" when it is not
	// Twins are the same report in other formats, in files beside the PDF; their
	// hashes are set by the runner.
	Twins []Twin
}

// A Recipient gets every approved report.
type Recipient struct {
	delivery.Recipient
	WithoutApproval bool // by the office's rule; a draft needs approval all the same
}

// A Runner does what is due.
type Runner struct {
	Dir         string // of the ledger and its lock
	Files       string // of the made reports
	Outbox      string // of the officer who drafts; made when missing
	OutboxPlace string // the same as the settings name it; "" takes Outbox
	Officer     delivery.Recipient
	Recipients  []Recipient
	Office      string // in letters
	Config      Config
	Plans       []Plan
	Desk        Desk
	Courier     delivery.Courier
	Now         func() time.Time
	Say         func(format string, args ...any) // progress for people; nil: silence
	Terse       bool                             // a run that waits is said only when its reason is new

	step func(string) // tests stop there
}

// A Summary counts what one round did.
type Summary struct {
	Made, Waiting, Failed, Delivered, Undelivered int
	Held                                          int // deliveries that wait for the settings to be mended
	Stuck                                         int // of Undelivered: what only a person's word tries again
}

// Run does one round: whatever is due is made and delivered. It returns when
// nothing more can be done at this moment. The error is a *lock.HeldError while
// another scheduler is at work, a *DamagedError, or what the disk says; a report
// or a delivery that fails is in the ledger and the summary.
func (r *Runner) Run(ctx context.Context) (Summary, error) {
	var sum Summary
	g, err := openLedger(r.Dir, r.Now, r.step)
	if err != nil {
		return sum, err
	}
	defer g.close()
	if last := g.book.Last(); r.Now().Before(last.Add(-time.Minute)) {
		r.say("the clock says %s, the ledger's last line %s: is the clock right?", r.Now().Format(time.RFC3339), last.Format(time.RFC3339))
	}
	if err := r.recover(g); err != nil {
		return sum, err
	}
	for _, run := range Due(r.Plans, r.Config, g.book, r.Now()) {
		if err := r.attempt(ctx, g, run, &sum); err != nil {
			return sum, err
		}
	}
	for _, st := range g.book.Runs() {
		if err := r.finish(ctx, g, st.ID, &sum); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func (r *Runner) say(format string, args ...any) {
	if r.Say != nil {
		r.Say(format, args...)
	}
}

// recover writes down what a crash left open.
func (r *Runner) recover(g *ledger) error {
	for _, id := range g.book.order {
		st := g.book.runs[id]
		if st.State == Started {
			r.say("%s was interrupted and is made again", id)
			if err := g.add(Line{Run: id, State: Interrupted, Note: "the process ended while the report was being made"}); err != nil {
				return err
			}
		}
		for _, key := range st.sent {
			d := st.deliveries[key]
			for {
				part, parts, ok := d.openPart()
				if !ok {
					break
				}
				r.say("%s: a message to %s was interrupted: có thể đã gửi", called(id), d.Recipient)
				if err := g.add(Line{Run: id, State: Interrupted, Recipient: d.Recipient, To: d.To, SHA256: d.SHA256,
					Part: part, Parts: parts, Uncertain: true, Note: "có thể đã gửi"}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// attempt tries to make one report.
func (r *Runner) attempt(ctx context.Context, g *ledger, run Run, sum *Summary) error {
	id, now := run.ID(), r.Now()
	st, known := g.book.Run(id)
	if !known {
		if err := g.add(Line{Run: id, State: Planned, Plan: run.Plan, Phase: run.Phase, Final: run.Final, Entry: run.Entry,
			Planned: &run.Planned, Until: &run.Until}); err != nil {
			return err
		}
		if now.After(run.Until.Add(24 * time.Hour)) {
			r.say("%s was missed: it was planned for %s", id, run.Planned.Format("02/01/2006 15:04"))
			if err := g.add(Line{Run: id, State: Missed, Note: fmt.Sprintf("planned for %s, found at %s",
				run.Planned.Format(time.RFC3339), now.Format(time.RFC3339))}); err != nil {
				return err
			}
		}
	}
	slot, knownAt := run.Slot(now), run.KnownAt(now)
	coverage, err := r.Desk.Coverage(ctx, run, knownAt)
	if err != nil {
		return r.failed(ctx, g, run, err, sum)
	}
	if !run.Last(now) && !run.complete(coverage, knownAt) {
		sum.Waiting++
		note := coverage.waiting()
		if !r.Terse || st.State != Waiting || st.Note != note {
			r.say("%s: %s", id, note)
		}
		if st.State != Waiting || st.Note != note || !st.Slot.Equal(slot) {
			if err := g.add(Line{Run: id, State: Waiting, Slot: &slot, Note: note}); err != nil {
				return err
			}
		}
		return r.announce(g, sum, run, note, "Hạn chờ: "+run.Until.Format("15:04 02/01/2006")+"; đến hạn mà còn thiếu thì lập DỰ THẢO.")
	}
	if err := g.add(Line{Run: id, State: Started, Slot: &slot}); err != nil {
		return err
	}
	path := r.path(editionName(id, len(st.Editions)+1))
	made, err := r.Desk.Make(ctx, run, knownAt, path)
	if err != nil {
		return r.failed(ctx, g, run, err, sum)
	}
	g.at("file")
	hash, err := hashFile(path)
	for i := range made.Twins {
		if err == nil {
			made.Twins[i].SHA256, err = hashFile(filepath.Join(r.Files, made.Twins[i].File))
		}
	}
	if err == nil {
		err = lock.SyncDir(r.Files)
	}
	if err != nil {
		return r.failed(ctx, g, run, err, sum)
	}
	if err := g.add(Line{Run: id, State: Made, File: filepath.Base(path), SHA256: hash, Title: made.Title, Draft: made.Draft, Twins: made.Twins}); err != nil {
		return err
	}
	sum.Made++
	return nil
}

// complete reports whether the data suffice before the last attempt. While
// units still have time to report, only all of them suffice.
func (r Run) complete(c Coverage, knownAt time.Time) bool {
	if len(c.Open) > 0 {
		return false
	}
	if !r.ReportsDue.IsZero() && !knownAt.After(r.ReportsDue) {
		return len(c.Missing) == 0
	}
	return c.Enough
}

// waiting says who is missing, "còn thiếu 3 đơn vị: A, B, C", and what else.
func (c Coverage) waiting() string {
	var why []string
	if len(c.Missing) > 0 {
		why = append(why, fmt.Sprintf("còn thiếu %d đơn vị: %s", len(c.Missing), strings.Join(c.Missing, ", ")))
	}
	return strings.Join(append(append(why, c.Open...), c.Faults...), "; ")
}

func (r *Runner) failed(ctx context.Context, g *ledger, run Run, err error, sum *Summary) error {
	id := run.ID()
	if ctx.Err() != nil {
		// Stopped by a person or the system: no failure of the report.
		if st, _ := g.book.Run(id); st.State == Started {
			return errors.Join(ctx.Err(), g.add(Line{Run: id, State: Interrupted, Note: "stopped"}))
		}
		return ctx.Err()
	}
	sum.Failed++
	// What a database explains over many lines is one line of the ledger.
	note := strings.Join(strings.Fields(err.Error()), " ")
	if r := []rune(note); len(r) > 400 {
		note = string(r[:400]) + " ..."
	}
	r.say("%s failed: %s", id, note)
	if err := g.add(Line{Run: id, State: Failed, Note: note}); err != nil {
		return err
	}
	st, _ := g.book.Run(id)
	again := "Phần mềm tự lập lại lúc " + st.RetryAt.In(r.Config.Zone).Format("15:04 02/01/2006")
	var machine *MachineError
	if errors.As(err, &machine) {
		again += "."
	} else {
		again += ", sau khi nội dung trên được sửa."
	}
	if st.Failures >= MostTries {
		again = "Phần mềm đã thử " + fmt.Sprint(st.Failures) + " lần; sửa xong thì chạy: tdkt schedule run --again " + id
	}
	var office OfficeError
	if errors.As(err, &office) {
		note = office.ForOffice()
	}
	return r.announce(g, sum, run, note, again)
}

func (r *Runner) path(file string) string { return filepath.Join(r.Files, file) }

// editionName is the file of a run's edition. The first has the run's name; a
// later one says which it is, and takes the place of none that somebody has
// approved or got.
func editionName(id string, no int) string { return id + editionMark(no) + ".pdf" }

func editionMark(no int) string {
	if no < 2 {
		return ""
	}
	return fmt.Sprintf("-ban-%d", no)
}

// finish checks a made file and brings it to those who may have it.
func (r *Runner) finish(ctx context.Context, g *ledger, id string, sum *Summary) error {
	st, _ := g.book.Run(id)
	if st.State == Made {
		hash, err := hashFile(r.path(st.File))
		if err == nil && hash != st.SHA256 {
			err = fmt.Errorf("%s has the hash %s and was made with %s", r.path(st.File), hash, st.SHA256)
		}
		if err != nil {
			return r.failed(ctx, g, st.Run, err, sum)
		}
		if err := g.add(Line{Run: id, State: Checked, SHA256: st.SHA256}); err != nil {
			return err
		}
		r.say("%s is made%s", id, draftMark(st.Draft))
		st, _ = g.book.Run(id)
	}
	if st.State != Checked {
		return nil
	}
	// A note that cannot be taken away must not keep the report from the others.
	if err := os.Remove(r.waitingNote(id)); err != nil && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		r.say("%s: the note of what it waited for stays: %v", id, err)
	}
	for _, to := range r.entitled(st) {
		if err := r.bring(ctx, g, st, to, sum); err != nil {
			return err
		}
	}
	return nil
}

func draftMark(reason string) string {
	if reason == "" {
		return ""
	}
	return " (DỰ THẢO)"
}

// entitled lists who may have the file that is now made.
func (r *Runner) entitled(st Status) []delivery.Recipient {
	all := []delivery.Recipient{r.outbox()}
	if r.Officer.Mail != "" {
		all = append(all, r.Officer)
	}
	_, approved := st.Approval()
	for _, to := range r.Recipients {
		if approved || to.WithoutApproval && st.Draft == "" {
			all = append(all, to.Recipient)
		}
	}
	return all
}

// Approval finds the approval of the file that is now made.
func (s Status) Approval() (Approval, bool) {
	for i := len(s.Approvals) - 1; i >= 0; i-- {
		if s.SHA256 != "" && s.Approvals[i].SHA256 == s.SHA256 {
			return s.Approvals[i], true
		}
	}
	return Approval{}, false
}

// bring delivers a run's file to one recipient.
func (r *Runner) bring(ctx context.Context, g *ledger, st Status, to delivery.Recipient, sum *Summary) error {
	if d, ok := st.deliveries[st.SHA256+" "+to.Key()]; ok && !d.retry(r.Now()) {
		switch {
		case d.Done:
		case r.Terse:
			sum.Undelivered++
		default:
			r.missing(st.ID, *d, to, sum)
		}
		return nil
	}
	line := Line{Run: st.ID, Recipient: to.Name, To: to.Key(), SHA256: st.SHA256, Part: 1, Parts: 1}
	files, err := r.FilesOf(st)
	if err != nil {
		return r.undelivered(g, line, to, err, sum)
	}
	no := st.edition(st.SHA256)
	rep := delivery.Report{ID: st.ID + editionMark(no), Office: r.Office, Title: st.Title, Draft: st.Draft, Files: files, Edition: no,
		Replaces: st.replaced(to.Key(), st.SHA256, st.edition)}
	a, approved := st.Approval()
	if !approved && len(r.Recipients) > 0 && (to.Key() == r.Officer.Key() || to.Folder == r.Outbox) {
		rep.Next = "Báo cáo chưa được duyệt. Sau khi người có thẩm quyền đồng ý, chạy lệnh sau để gửi đến các nơi nhận:\n  tdkt schedule approve " + st.ID + " --by \"Họ và tên người duyệt\""
	}
	if approved {
		rep.ApprovedBy, rep.ApprovedAt, rep.Remark = a.By, a.At.In(r.Config.Zone), a.Remark
	}
	if to.Folder == r.Outbox && r.Outbox != "" {
		if err := os.MkdirAll(r.Outbox, 0o755); err != nil {
			return r.undelivered(g, line, to, outboxError(err), sum)
		}
	}
	return r.dispatch(ctx, g, st.ID, st.SHA256, delivery.ReportLetter(rep, to, r.Now().In(r.Config.Zone)), to, sum)
}

// FilesOf reads what was made by a run, the PDF first. A file that is no longer
// what was made is an error.
func (r *Runner) FilesOf(st Status) ([]delivery.File, error) {
	var files []delivery.File
	for _, t := range append([]Twin{{st.File, "application/pdf", st.SHA256}}, st.Twins...) {
		path := filepath.Join(r.Files, t.File)
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, lost(st.ID, path, err)
		}
		f := delivery.File{Name: t.File, MediaType: t.MediaType, Data: data}
		if f.SHA256() != t.SHA256 {
			return nil, lost(st.ID, path, nil)
		}
		files = append(files, f)
	}
	return files, nil
}

// hashFile is the SHA-256 of a file's bytes in hex.
func hashFile(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// Waiting says what an attempt at a run would wait for now; "" for nothing.
func (r *Runner) Waiting(ctx context.Context, run Run) (string, error) {
	now := r.Now()
	if run.Last(now) {
		return "", nil
	}
	knownAt := run.KnownAt(now)
	c, err := r.Desk.Coverage(ctx, run, knownAt)
	if err != nil || run.complete(c, knownAt) {
		return "", err
	}
	return c.waiting(), nil
}
