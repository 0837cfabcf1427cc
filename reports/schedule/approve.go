package schedule

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"tdkt/reports/delivery"
)

// A RefusedError says why a person's order cannot be carried out.
type RefusedError struct {
	Msg, Hint string
}

func (e *RefusedError) Error() string { return e.Msg }

// A LostError says that a file that was made is gone, or no longer what was made.
type LostError struct {
	Msg, Hint string
	Err       error // nil: it was changed
}

func (e *LostError) Error() string { return e.Msg }

func (e *LostError) Unwrap() error { return e.Err }

func lost(id, path string, err error) error {
	e := &LostError{Msg: path + " was changed after it was made; it is not sent", Err: err,
		Hint: "put the file back from a backup, or make it again and have it approved: tdkt schedule run --again " + id}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Msg = path + " is not there any more"
	case err != nil:
		e.Msg = "a made report cannot be read: " + err.Error()
	}
	return e
}

// find looks for a run by its name.
func (b Book) find(id string) (Status, error) {
	if st, ok := b.Run(id); ok && st.Run.Plan != "" {
		return st, nil
	}
	return Status{}, &RefusedError{fmt.Sprintf("there is no run %q", id), "tdkt schedule list names the runs"}
}

// Approve releases the file of a run to all its recipients, with a remark of who
// releases it; "" for none. It returns the approval with the hash of the file that
// was looked at, and why that is a draft ("" when it is not). The error may be a
// *RefusedError or a *LostError.
func (r *Runner) Approve(id, by, remark string) (Approval, string, error) {
	var none Approval
	if strings.TrimSpace(by) == "" {
		return none, "", &RefusedError{"an approval needs the name of the person who gives it", "add --by \"Nguyễn Văn A\""}
	}
	g, err := openLedger(r.Dir, r.Now, r.step)
	if err != nil {
		return none, "", err
	}
	defer g.close()
	st, err := g.book.find(id)
	if err != nil {
		return none, "", err
	}
	if st.State != Made && st.State != Checked {
		return none, "", &RefusedError{fmt.Sprintf("%s is not made yet: %s", id, st.State), "tdkt schedule list says what it waits for"}
	}
	hash, err := hashFile(r.path(st.File))
	if err != nil || hash != st.SHA256 {
		return none, "", lost(id, r.path(st.File), err)
	}
	if err := g.add(Line{Run: id, State: Approved, By: by, SHA256: hash, Note: strings.TrimSpace(remark)}); err != nil {
		return none, "", err
	}
	a, _ := g.book.Approval(hash)
	return a, st.Draft, nil
}

// Again asks for a run to be made once more, with what is known today. Its
// earlier approvals name the earlier file.
func (r *Runner) Again(id string) error {
	g, err := openLedger(r.Dir, r.Now, r.step)
	if err != nil {
		return err
	}
	defer g.close()
	if _, err := g.book.find(id); err != nil {
		return err
	}
	at := r.Now().In(r.Config.Zone).Truncate(time.Second)
	return g.add(Line{Run: id, State: Planned, Again: true, Slot: &at})
}

// Invite sends the invitations to a meeting with a report, to everyone who has
// not got this version of them. The report must have been approved, or by says
// who approves it now. report says who approved the file; the meeting's
// Sequence is set here. The error may be a *RefusedError.
func (r *Runner) Invite(ctx context.Context, m delivery.Meeting, report delivery.Report, by string) (Summary, error) {
	var sum Summary
	g, err := openLedger(r.Dir, r.Now, r.step)
	if err != nil {
		return sum, err
	}
	defer g.close()
	if err := r.recover(g); err != nil {
		return sum, err
	}
	id := meetingID(m)
	hash := report.Files[0].SHA256()
	if by != "" {
		if err := g.add(Line{Run: id, State: Approved, By: by, SHA256: hash}); err != nil {
			return sum, err
		}
	}
	approval, ok := g.book.Approval(hash)
	if !ok {
		return sum, NotApproved(filepath.Base(report.Files[0].Name))
	}
	report.ApprovedBy, report.ApprovedAt, report.Remark = approval.By, approval.At.In(r.Config.Zone), approval.Remark
	number, version, isNew := g.book.Sequence(m, hash)
	if isNew {
		if err := g.add(Line{Run: id, State: Planned, SHA256: version}); err != nil {
			return sum, err
		}
	}
	st, _ := g.book.Run(id)
	m.Sequence = number
	for _, to := range m.Everyone() {
		if d, ok := st.deliveries[version+" "+to.Key()]; ok && (d.Done || d.Permanent) {
			if !d.Done {
				r.missing(id, *d, to, &sum)
			}
			continue
		}
		m.Replaces = g.book.Replaced(m, version, to)
		// The person who sends has just decided to try: no waiting here.
		if err := r.dispatch(ctx, g, id, version, delivery.MeetingLetter(m, report, to, r.Now().In(r.Config.Zone)), to, &sum); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// NotApproved says that nobody has released a file.
func NotApproved(name string) error {
	return &RefusedError{name + " was not approved", "tdkt schedule approve RUN --by NAME, or meeting send --by NAME"}
}

// IsRefused returns the hint of a refusal.
func IsRefused(err error) (hint string, ok bool) {
	var refused *RefusedError
	if errors.As(err, &refused) {
		return refused.Hint, true
	}
	return "", false
}
