package delivery

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"regexp"

	gomail "github.com/wneessen/go-mail"
)

// messages makes one message, or several where one would be too large.
func (c Courier) messages(l Letter, to Recipient) ([]Parcel, error) {
	carried := firstPDF(l.Files)
	whole, err := c.compose(l, to, 1, 1, l.Files, carried, nil)
	if err != nil {
		return nil, err
	}
	if len(whole.Data) <= c.Server.maxBytes() {
		return []Parcel{whole}, nil
	}
	groups, notes, err := split(l.Files, c.Server.maxBytes()-c.room(l))
	if err != nil {
		return nil, &Error{To: to.Name, Msg: err.Error(), Permanent: true, Hint: "raise mail.max_mb in tdkt.yaml, or give a folder instead of an address"}
	}
	var parcels []Parcel
	for i, files := range groups {
		// The invitation goes with the first message, and without the file: the
		// messages carry it already.
		p, err := c.compose(l, to, i+1, len(groups), files, nil, notes)
		if err != nil {
			return nil, err
		}
		if len(p.Data) > c.Server.maxBytes() {
			return nil, &Error{To: to.Name, Permanent: true, Msg: fmt.Sprintf("message %d of %d has %d bytes, more than %d", i+1, len(groups), len(p.Data), c.Server.maxBytes()),
				Hint: "raise mail.max_mb in tdkt.yaml"}
		}
		parcels = append(parcels, p)
	}
	return parcels, nil
}

func firstPDF(files []File) *File {
	for i := range files {
		if files[i].MediaType == "application/pdf" {
			return &files[i]
		}
	}
	return nil
}

// room is what headers, text and invitation of a message take at most.
func (c Courier) room(l Letter) int {
	n := 8<<10 + len(l.Text)*3 + len(l.Subject)*4
	if l.Invitation != nil {
		n += 8<<10 + (len(l.Invitation.Attendees)+1)*600 + len(l.Invitation.Text)*3
	}
	return n
}

// compose makes message no of a letter.
func (c Courier) compose(l Letter, to Recipient, no, of int, files []File, carried *File, notes []string) (Parcel, error) {
	fail := func(err error) (Parcel, error) {
		return Parcel{}, &Error{To: to.Name, Msg: "the message cannot be made", Permanent: true, Err: err}
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := m.From(c.Server.From); err != nil {
		return fail(err)
	}
	if err := m.To(to.Mail); err != nil {
		return fail(err)
	}
	id := c.id(l, to, no)
	m.SetMessageIDWithValue(id)
	m.SetDateWithValue(l.At)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	subject, text := l.Subject, l.Text
	if of > 1 {
		subject = fmt.Sprintf("%s (thư %d/%d)", subject, no, of)
		text += fmt.Sprintf("\nTài liệu được gửi trong %d thư; đây là thư thứ %d.\n", of, no)
	}
	for _, n := range notes {
		text += "\n" + n + "\n"
	}
	m.Subject(subject)
	m.SetBodyString(gomail.TypeTextPlain, text)
	if l.Invitation != nil && no == 1 {
		ics, err := l.Invitation.ICS(carried, true)
		if err != nil {
			return fail(err)
		}
		m.AddAlternativeString("text/calendar; method=REQUEST", string(ics), gomail.WithPartEncoding(gomail.EncodingB64))
	}
	for _, f := range files {
		if err := m.AttachReader(f.Name, bytes.NewReader(f.Data), gomail.WithFileContentType(gomail.ContentType(f.MediaType))); err != nil {
			return fail(err)
		}
	}
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return fail(err)
	}
	return Parcel{ID: id, To: to, No: no, Of: of, Data: fixBoundaries(b.Bytes(), id)}, nil
}

var boundary = regexp.MustCompile(`(?m)boundary=([0-9a-f]{60})\r?$`)

// fixBoundaries puts lines that follow from the Message-ID in the place of the
// library's random ones: the same letter has the same bytes.
func fixBoundaries(data []byte, id string) []byte {
	for i, found := range boundary.FindAllSubmatch(data, -1) {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", id, i))
		data = bytes.ReplaceAll(data, found[1], []byte(hex.EncodeToString(sum[:30])))
	}
	return data
}

func encode(data []byte) string { return base64.StdEncoding.EncodeToString(data) }
