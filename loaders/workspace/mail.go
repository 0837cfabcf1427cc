package workspace

import (
	"net/mail"
	"strings"
	"time"

	"tdkt/loaders/problem"
	"tdkt/loaders/strictyaml"
)

// Mail is the office's mail server. Host "" means that there is none.
type Mail struct {
	Host         string
	Port         int    // default 587; 465 for tls
	Security     string // starttls (default), tls, none
	From         string // "Tên đơn vị <a@b.vn>"
	User         string // "": no authentication
	PasswordEnv  string // name of the environment variable with the password; default TDKT_MAIL_PASSWORD
	PasswordFile string // file with the password; goes before PasswordEnv
	CAFile       string // certificates of an authority that the machine does not know
	MaxMB        int    // size of one message; larger ones are split; default 20
	Timeout      int    // seconds for one answer of the server; default 60
}

// The ways of securing the connection.
const (
	MailStartTLS = "starttls"
	MailTLS      = "tls"
	MailPlain    = "none"
)

// A Meeting is a review meeting that the report goes to.
type Meeting struct {
	Code      string
	Title     string
	Starts    time.Time
	Ends      time.Time
	Place     string
	Plan      string
	Phase     int // 0: the final review
	Chair     Recipient
	Attendees []Recipient
}

func readMail(m *strictyaml.Map) Mail {
	if m.Absent() {
		return Mail{}
	}
	m.Require("host", "from")
	c := Mail{
		Host: m.Text("host"), Security: m.Word("security", MailStartTLS, []string{MailStartTLS, MailTLS, MailPlain}),
		From: readAddress(m, "from"), User: m.Text("user"), PasswordEnv: m.TextOr("password_env", "TDKT_MAIL_PASSWORD"),
		PasswordFile: m.Text("password_file"), CAFile: m.Text("ca_file"), MaxMB: m.Int("max_mb", 20, 1, 1000), Timeout: m.Int("timeout_seconds", 60, 1, 3600),
	}
	port := 587
	if c.Security == MailTLS {
		port = 465
	}
	c.Port = m.Int("port", port, 1, 65535)
	if m.Has("password") {
		m.Errorf("password", "put it into the environment as "+c.PasswordEnv+", or into a file named by password_file", "a password does not stand in this file")
	}
	if c.User != "" && c.Security == MailPlain {
		m.Errorf("security", "write starttls or tls", "a password would be sent in clear")
	}
	m.Done()
	return c
}

func readMeetings(root *strictyaml.Map, zone *time.Location) []Meeting {
	var all []Meeting
	seen := map[string]bool{}
	for _, m := range root.Maps("meetings", "meeting") {
		m.Require("code", "title", "starts", "place", "plan", "chair")
		one := Meeting{Code: m.Text("code"), Title: m.Text("title"), Place: m.Text("place"), Plan: m.Text("plan"), Phase: m.Int("phase", 0, 1, 99),
			Starts: readMoment(m, "starts", zone), Ends: readMoment(m, "ends", zone)}
		if seen[one.Code] {
			m.Errorf("code", "give each meeting a code of its own", "meeting %q stands here twice", one.Code)
		}
		seen[one.Code] = true
		if strings.ContainsAny(one.Code, `/\ `) || strings.HasPrefix(one.Code, ".") {
			m.Errorf("code", "write letters, digits and - only: so-ket-dot-1", "code %q cannot be part of a file's name", one.Code)
		}
		if one.Ends.IsZero() {
			one.Ends = one.Starts.Add(2 * time.Hour)
		}
		if !one.Ends.After(one.Starts) && !one.Starts.IsZero() {
			m.Errorf("ends", "write a later moment, or leave out ends: it is two hours after starts", "the meeting ends before it begins")
		}
		if c := m.Map("chair", "chair"); c != nil {
			c.Require("name")
			one.Chair = Recipient{Name: c.Text("name"), Mail: readAddress(c, "mail"), Folder: c.Text("folder")}
			c.Done()
		}
		for _, a := range m.Maps("attendees", "attendee") {
			one.Attendees = append(one.Attendees, readRecipient(a))
			a.Done()
		}
		m.Done()
		all = append(all, one)
	}
	return all
}

func readRecipient(m *strictyaml.Map) Recipient {
	m.Require("name")
	r := Recipient{Name: m.Text("name"), Mail: readAddress(m, "mail"), Folder: m.Text("folder")}
	if (r.Mail == "") == (r.Folder == "") && !badAddress(m) {
		m.Errorf("name", `give "mail:" or "folder:", one of the two`, "it is not clear how %s gets the report", r.Name)
	}
	return r
}

// badAddress reports an address that readAddress has already complained about.
func badAddress(m *strictyaml.Map) bool {
	_, err := mail.ParseAddress(m.Text("mail"))
	return m.Has("mail") && err != nil
}

// readAddress returns an address as it is written, "" when absent.
func readAddress(m *strictyaml.Map, key string) string {
	text := m.Text(key)
	if text == "" {
		return ""
	}
	a, err := mail.ParseAddress(text)
	if err != nil || strings.IndexFunc(a.Address, func(r rune) bool { return r > 126 || r <= ' ' }) >= 0 {
		m.Errorf(key, "write it as ten@tinh.gov.vn or Tên <ten@tinh.gov.vn>", "%s %q is no mail address", key, text)
		return ""
	}
	return text
}

func readMoment(m *strictyaml.Map, key string, zone *time.Location) time.Time {
	text := m.Text(key)
	if text == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		m.Errorf(key, `write day and hour: 2022-07-20 08:00`, "%s %q is no moment", key, text)
	}
	return t
}

// needMail asks for the server as soon as somebody is to get a mail.
func needMail(root *strictyaml.Map, c Config) {
	if c.Mail.Host != "" || root.Has("mail") {
		return
	}
	who := append([]Recipient{c.Schedule.Officer}, c.Schedule.Recipients...)
	for _, m := range c.Meetings {
		who = append(append(who, m.Chair), m.Attendees...)
	}
	for _, r := range who {
		if r.Mail != "" {
			root.Problem("mail", problem.Error, r.Name+" is to get a mail, and the section \"mail:\", which names the mail server, is missing",
				`add "mail:" with host and from, or give a folder instead`)
			return
		}
	}
}
