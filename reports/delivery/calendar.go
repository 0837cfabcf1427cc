package delivery

import (
	"bytes"
	"fmt"
	"net/mail"
	"time"

	ics "github.com/arran4/golang-ical"
)

const mediaCalendar = "text/calendar"

// An Invitation is a meeting as an iCalendar event (RFC 5545, RFC 5546).
type Invitation struct {
	UID       string // the same for every version of the meeting
	Sequence  int    // 0, then one more for each change
	Title     string
	Text      string
	Place     string
	Starts    time.Time
	Ends      time.Time
	Organizer Recipient // the office: answers go to it
	Chair     Recipient
	Attendees []Recipient
	At        time.Time // when this version was made
}

// ICS gives the event as a request that carries the file; nil: without one.
func (i Invitation) ICS(carried *File) ([]byte, error) {
	cal := ics.NewCalendar()
	cal.SetProductId("-//tdkt//VI")
	cal.SetMethod(ics.MethodRequest)
	e := cal.AddEvent(i.UID)
	e.SetDtStampTime(i.At)
	e.SetSequence(i.Sequence)
	e.SetStartAt(i.Starts)
	e.SetEndAt(i.Ends)
	e.SetSummary(i.Title)
	e.SetLocation(i.Place)
	e.SetDescription(i.Text)
	e.SetStatus(ics.ObjectStatusConfirmed)
	if address, ok := bare(i.Organizer.Mail); ok {
		e.SetOrganizer("mailto:"+address, ics.WithCN(quoted(i.Organizer.Name)))
	}
	add := func(r Recipient, role ics.ParticipationRole) {
		if address, ok := bare(r.Mail); ok {
			e.AddAttendee("mailto:"+address, ics.WithCN(quoted(r.Name)), role, ics.ParticipationStatusNeedsAction, ics.WithRSVP(true))
		}
	}
	add(i.Chair, ics.ParticipationRoleChair)
	for _, a := range i.Attendees {
		add(a, ics.ParticipationRoleReqParticipant)
	}
	if carried != nil {
		e.AddAttachment(encode(carried.Data), ics.WithFmtType(carried.MediaType), ics.WithEncoding("BASE64"), ics.WithValue("BINARY"),
			&ics.KeyValues{Key: "X-FILENAME", Value: []string{carried.Name}})
	}
	var b bytes.Buffer
	if err := cal.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("invitation to %s: %w", i.Title, err)
	}
	return b.Bytes(), nil
}

// bare is the address without a name.
func bare(text string) (string, bool) {
	a, err := mail.ParseAddress(text)
	if err != nil {
		return "", false
	}
	return a.Address, true
}

// quoted makes a name fit for a parameter's value, which has no escape for a
// quotation mark.
func quoted(name string) string {
	out := []rune(name)
	for i, r := range out {
		if r == '"' || r < ' ' {
			out[i] = '\''
		}
	}
	return string(out)
}
