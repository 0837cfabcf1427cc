package schedule

import (
	"context"
	"errors"
	"sort"
	"strconv"
	"strings"
	"time"

	"tdkt/reports/delivery"
)

// dispatch packs a letter and carries what has not arrived yet. A failure is a
// line of the ledger and stops this recipient only.
func (r *Runner) dispatch(ctx context.Context, g *ledger, id, sha256 string, l delivery.Letter, to delivery.Recipient, sum *Summary) error {
	line := Line{Run: id, Recipient: to.Name, To: to.Key(), SHA256: sha256, Part: 1, Parts: 1}
	fail := func(line Line, err error) error { return r.undelivered(g, line, to, err, sum) }
	parcels, err := r.Courier.Pack(l, to)
	if err != nil {
		return fail(line, err)
	}
	for _, p := range parcels {
		line.Part, line.Parts, line.MessageID = p.No, p.Of, p.ID
		d := g.book.runs[id].delivery(sha256, to.Key())
		part := d.part(p.No, p.Of)
		if part.done {
			continue
		}
		// One repeat of what may have arrived, with the same Message-ID, and no
		// more: the third copy waits for a person.
		if part.doubts-part.known > 1 {
			line.Permanent = true
			return fail(line, &delivery.Error{To: to.Name, Msg: "có thể đã gửi hai lần", Permanent: true,
				Hint: "ask the recipient; tdkt schedule approve (for a meeting: meeting send --by) sends once more"})
		}
		err := r.Courier.Carry(ctx, p, func() error {
			if p.Repeatable() {
				return nil
			}
			s := line
			s.State = Sending
			return g.add(s)
		})
		g.at("carried")
		if err != nil {
			if ctx.Err() != nil && !part.open {
				return ctx.Err()
			}
			return errors.Join(fail(line, err), ctx.Err())
		}
		done := line
		done.State = Delivered
		if part.doubts > 0 {
			done.Uncertain, done.Note = true, "có thể đã gửi trước đó; gửi lại cùng Message-ID"
		}
		if err := g.add(done); err != nil {
			return err
		}
	}
	sum.Delivered++
	r.say("%s is delivered to %s (%s)", called(id), to.Name, place(to))
	return nil
}

// undelivered writes down why a parcel did not arrive, and says it with what
// follows.
func (r *Runner) undelivered(g *ledger, line Line, to delivery.Recipient, err error, sum *Summary) error {
	line.State, line.Note = Failed, err.Error()
	var e *delivery.Error
	if errors.As(err, &e) {
		// The recipient has a place of its own in the line.
		unnamed := *e
		unnamed.To = ""
		line.Note = unnamed.Error()
		line.Permanent, line.Uncertain = e.Permanent, e.Uncertain
		if e.Hint != "" {
			line.Note += "; " + e.Hint
		}
		if e.Settings {
			return r.held(g, line, sum)
		}
	}
	var gone *LostError
	if errors.As(err, &gone) {
		line.Note += "; " + gone.Hint
	}
	if line.Uncertain {
		line.Note = "có thể đã gửi: " + line.Note
	}
	if err := g.add(line); err != nil {
		return err
	}
	r.missing(line.Run, *g.book.runs[line.Run].delivery(line.SHA256, line.To), to, sum)
	return nil
}

// missing counts a delivery that did not arrive, and says why and what follows.
func (r *Runner) missing(id string, d Delivery, to delivery.Recipient, sum *Summary) {
	sum.Undelivered++
	if d.Permanent {
		sum.Stuck++
	}
	r.say("%s: %s (%s): %s; %s", called(id), to.Name, place(to), d.Note, d.Follows(id, r.Config.Zone))
}

// Follows says when or by which command a delivery that failed is tried again.
// Meetings are a person's doing: the schedule does not send their letters.
func (d Delivery) Follows(id string, zone *time.Location) string {
	code, meeting := strings.CutPrefix(id, meetingPrefix)
	switch {
	case meeting && d.Permanent:
		return "tdkt meeting send " + code + " --by NAME tries again"
	case meeting:
		return "tdkt meeting send " + code + " tries again"
	case d.Permanent:
		return "a new approval tries again"
	}
	return "next try " + d.RetryAt.In(zone).Format("2006-01-02 15:04")
}

// called is how people know a run or a meeting.
func called(id string) string {
	if code, ok := strings.CutPrefix(id, meetingPrefix); ok {
		return "meeting " + code
	}
	return id
}

// place is the address or folder of a recipient, as the settings name it.
func place(to delivery.Recipient) string {
	_, where, _ := strings.Cut(to.Key(), ":")
	return where
}

// held writes down, once, that a recipient waits for the settings to be mended:
// nothing was tried, and the next round tries at once.
func (r *Runner) held(g *ledger, line Line, sum *Summary) error {
	sum.Held++
	d := g.book.runs[line.Run].delivery(line.SHA256, line.To)
	if d.Waiting && d.Note == line.Note {
		return nil
	}
	r.say("%s: %s waits: %s", called(line.Run), line.Recipient, line.Note)
	line.State = Waiting
	return g.add(line)
}

// openPart finds a message that was being sent when the ledger ends.
func (d *Delivery) openPart() (part, parts int, ok bool) {
	var keys []string
	for key, p := range d.parts {
		if p.open {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return 0, 0, false
	}
	sort.Strings(keys)
	no, of, _ := strings.Cut(keys[0], "/")
	part, _ = strconv.Atoi(no)
	parts, _ = strconv.Atoi(of)
	return part, parts, true
}
