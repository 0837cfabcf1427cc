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

// noAddress is the organizer's address where the office has no mail: PUBLISH
// must name one (RFC 5546, 3.2.1), and this domain belongs to nobody (RFC 2606).
const noAddress = "khong-co-thu@tdkt.invalid"

// ICS gives the event with the file; nil: without one. asked is for a letter by
// mail: its reader is asked for an answer (REQUEST, which names everybody). In a
// folder the event is told only (PUBLISH, which must not name attendees).
func (i Invitation) ICS(carried *File, asked bool) ([]byte, error) {
	cal := ics.NewCalendar()
	cal.SetProductId("-//tdkt//VI")
	cal.SetMethod(ics.MethodPublish)
	if asked {
		cal.SetMethod(ics.MethodRequest)
	}
	e := cal.AddEvent(i.UID)
	e.SetDtStampTime(i.At)
	e.SetSequence(i.Sequence)
	e.SetStartAt(i.Starts)
	e.SetEndAt(i.Ends)
	e.SetSummary(i.Title)
	e.SetLocation(i.Place)
	e.SetDescription(i.Text)
	e.SetStatus(ics.ObjectStatusConfirmed)
	organizer, ok := bare(i.Organizer.Mail)
	if !ok {
		organizer = noAddress
	}
	e.SetOrganizer("mailto:"+organizer, ics.WithCN(quoted(i.Organizer.Name)))
	add := func(r Recipient, role ics.ParticipationRole) {
		if address, ok := bare(r.Mail); ok {
			e.AddAttendee("mailto:"+address, ics.WithCN(quoted(r.Name)), role, ics.ParticipationStatusNeedsAction, ics.WithRSVP(true))
		}
	}
	if asked {
		add(i.Chair, ics.ParticipationRoleChair)
		for _, a := range i.Attendees {
			add(a, ics.ParticipationRoleReqParticipant)
		}
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
