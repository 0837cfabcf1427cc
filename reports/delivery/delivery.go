package delivery

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/mail"
	"strings"
	"time"
)

// A Recipient gets letters by mail or in a folder; exactly one is set.
type Recipient struct {
	Name   string
	Mail   string // "a@b.vn" or "Tên <a@b.vn>"
	Folder string
	// Place is the folder as the settings name it, relative to the workspace: it
	// is the same from wherever the program is started, and after a move. ""
	// takes Folder.
	Place string
}

// Key identifies the place that letters go to, however the name is written.
func (r Recipient) Key() string {
	if r.Folder != "" {
		return "folder:" + cmp.Or(r.Place, r.Folder)
	}
	if a, err := mail.ParseAddress(r.Mail); err == nil {
		return "mail:" + strings.ToLower(a.Address)
	}
	return "mail:" + r.Mail
}

// A File goes along with a letter.
type File struct {
	Name      string
	MediaType string // "application/pdf"
	Data      []byte
}

// SHA256 is the hash of the file's bytes in hex.
func (f File) SHA256() string {
	sum := sha256.Sum256(f.Data)
	return hex.EncodeToString(sum[:])
}

// A Letter is what a recipient gets.
type Letter struct {
	ID         string // of the occasion: what is sent, in which version
	Name       string // of the text among the files of a folder, without ending
	Subject    string
	Text       string // lines end with \n
	Files      []File
	Invitation *Invitation // nil: none
	At         time.Time   // the letter's date
}

// A Parcel is a message, or a set of files for a folder, on its way.
type Parcel struct {
	ID     string // Message-ID without <>
	To     Recipient
	No, Of int    // of the messages that the letter was split into
	Data   []byte // the message (RFC 5322); nil for a folder
	Files  []File // for a folder
}

// Repeatable tells whether carrying the parcel again leaves the recipient with
// one copy all the same.
func (p Parcel) Repeatable() bool { return p.To.Folder != "" }

// A Courier carries parcels.
type Courier struct {
	Server Server // Host "": there is no mail
}

// Pack makes the parcels of a letter to one recipient. The same letter gives
// parcels with the same IDs.
func (c Courier) Pack(l Letter, to Recipient) ([]Parcel, error) {
	if to.Folder != "" {
		p := Parcel{ID: c.id(l, to, 1), To: to, No: 1, Of: 1, Files: append([]File(nil), l.Files...)}
		if l.Invitation != nil {
			ics, err := l.Invitation.ICS(firstPDF(l.Files), false)
			if err != nil {
				return nil, err
			}
			p.Files = append(p.Files, File{Name: l.Name + ".ics", MediaType: mediaCalendar, Data: ics})
		}
		p.Files = append(p.Files, File{Name: l.Name + ".txt", MediaType: "text/plain",
			Data: []byte(strings.ReplaceAll(l.Subject+"\n\n"+l.Text, "\n", "\r\n"))})
		return []Parcel{p}, nil
	}
	if c.Server.Host == "" {
		return nil, &Error{To: to.Name, Msg: "there is no mail server", Permanent: true,
			Hint: `add "mail:" with host and from to tdkt.yaml, or give a folder instead of an address`}
	}
	return c.messages(l, to)
}

// id is the Message-ID of a parcel: nothing of the machine or the moment is in
// it, so that a repeated message is the same message.
func (c Courier) id(l Letter, to Recipient, no int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", l.ID, to.Key(), no))
	domain := "tdkt.invalid" // RFC 2606; for a folder nobody reads it
	if a, err := mail.ParseAddress(c.Server.From); err == nil {
		_, domain, _ = strings.Cut(a.Address, "@")
	}
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

// An Error says why a parcel was not carried.
type Error struct {
	To        string // name of the recipient
	Msg       string
	Hint      string
	Code      int  // the server's answer; 0 when it gave none
	Permanent bool // trying again will not help
	Uncertain bool // the parcel may have arrived all the same
	Settings  bool // nothing was tried: it waits until a person has mended the settings
	Err       error
}

func (e *Error) Error() string {
	text := e.Msg
	if e.To != "" {
		text = e.To + ": " + text
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// A Secret is a password. It does not print itself.
type Secret struct{ text string }

// NewSecret keeps a password.
func NewSecret(text string) Secret { return Secret{text} }

// Empty tells that there is no password.
func (s Secret) Empty() bool { return s.text == "" }

const hidden = "(hidden)"

// String, GoString and MarshalText say that there is something, not what.
func (s Secret) String() string { return hidden }

// GoString hides the password from %#v.
func (s Secret) GoString() string { return hidden }

// MarshalText hides the password from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
