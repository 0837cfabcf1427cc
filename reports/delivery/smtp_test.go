package delivery

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"tdkt/reports/delivery/smtptest"
)

var at = time.Date(2022, 7, 12, 7, 0, 0, 0, time.FixedZone("", 7*3600))

func pdfFile(n int) File {
	data := make([]byte, n)
	state := uint32(1)
	for i := range data {
		state = state*1664525 + 1013904223
		data[i] = byte(state >> 24)
	}
	return File{Name: "phu-ninh-2022-so-ket-1.pdf", MediaType: "application/pdf", Data: data}
}

func report(files ...File) Report {
	return Report{ID: "phu-ninh-2022-so-ket-1", Office: "Ủy ban nhân dân huyện Phù Ninh", Title: "Báo cáo sơ kết đợt 1",
		ApprovedBy: "Nguyễn Văn A", ApprovedAt: at, Files: files}
}

func courier(s *smtptest.Server) Courier {
	c := Courier{Server{Host: "127.0.0.1", Port: s.Port, Security: StartTLS, From: "UBND <ubnd@xa.vn>", CA: s.CA, Timeout: 5 * time.Second}}
	if s.NoTLS {
		c.Server.Security = Plain
	}
	if s.Implicit {
		c.Server.Security = TLS
	}
	if s.User != "" {
		c.Server.User, c.Server.Password = s.User, NewSecret(s.Password)
	}
	return c
}

func someone(name string) Recipient {
	return Recipient{Name: "Ông " + name, Mail: name + "@tinh.vn"}
}

func pack(t *testing.T, c Courier, to Recipient, files ...File) []Parcel {
	t.Helper()
	parcels, err := c.Pack(ReportLetter(report(files...), to, at), to)
	if err != nil {
		t.Fatal(err)
	}
	return parcels
}

func TestSend(t *testing.T) {
	s := (&smtptest.Server{User: "ubnd", Password: "p4ss-wörd"}).Start(t)
	c := courier(s)
	p := pack(t, c, someone("b"), pdfFile(5000))[0]
	said := 0
	if err := c.Carry(t.Context(), p, func() error { said++; return nil }); err != nil {
		t.Fatal(err)
	}
	got := s.Messages()
	if len(got) != 1 || said != 1 || !got[0].TLS || got[0].From != "ubnd@xa.vn" || got[0].To != "b@tinh.vn" || got[0].ID() != p.ID {
		t.Fatalf("said %d, %+v", said, got)
	}
	if !strings.HasSuffix(p.ID, "@xa.vn") {
		t.Errorf("ID %q", p.ID)
	}
	if string(got[0].Data) != string(p.Data) {
		t.Error("what arrived is not what was packed")
	}
}

// The addresses of the envelope stand in angle brackets (RFC 5321, 4.1.1.2 and
// 4.1.1.3), however the settings write them.
func TestEnvelope(t *testing.T) {
	s := (&smtptest.Server{}).Start(t)
	c := courier(s)
	to := Recipient{Name: "Ông b", Mail: "Ông B <b@tinh.vn>"}
	if err := c.Carry(t.Context(), pack(t, c, to, pdfFile(100))[0], func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	from, rcpt := s.Commands("MAIL"), s.Commands("RCPT")
	if len(from) != 1 || strings.Fields(from[0])[1] != "FROM:<ubnd@xa.vn>" || len(rcpt) != 1 || rcpt[0] != "RCPT TO:<b@tinh.vn>" {
		t.Errorf("the server received %q and %q", from, rcpt)
	}
}

// TLS from the first byte on, as at port 465, with a password.
func TestSendTLS(t *testing.T) {
	s := (&smtptest.Server{Implicit: true, User: "ubnd", Password: "p4ss-wörd"}).Start(t)
	c := courier(s)
	p := pack(t, c, someone("b"), pdfFile(700_000))[0]
	if err := c.Carry(t.Context(), p, func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	if got := s.Messages(); len(got) != 1 || !got[0].TLS || string(got[0].Data) != string(p.Data) {
		t.Errorf("%d messages", len(got))
	}
}

// A refusal says what, where and what to do, whether trying again helps, and
// whether the message may have arrived.
func TestRefusals(t *testing.T) {
	slow := func(string, int) error { time.Sleep(1500 * time.Millisecond); return nil }
	for _, c := range []struct {
		name      string
		server    *smtptest.Server
		size      int // of the file; 0: 5000
		change    func(*Courier)
		want      string
		hint      string
		code      int
		permanent bool
		uncertain bool
		sending   int
	}{
		{name: "no such user", server: &smtptest.Server{Rcpt: smtptest.Refuse("b@tinh.vn")}, want: "does not take mail for b@tinh.vn", hint: "address", code: 550, permanent: true},
		{name: "greylisting", server: &smtptest.Server{Rcpt: smtptest.Greylist(1)}, want: "greylisted", hint: "try again later", code: 451},
		{name: "oversize, announced", server: &smtptest.Server{MaxBytes: 4000}, want: "the server takes 4000", hint: "cannot be less than 1", permanent: true},
		{name: "oversize by megabytes", server: &smtptest.Server{MaxBytes: 3 << 20}, size: 4 << 20, want: "the server takes 3145728", hint: "set mail.max_mb to 3", permanent: true},
		{name: "oversize, found out late", server: &smtptest.Server{Data: func(string, int) error { return smtptest.ErrTooLarge }}, want: "too large", hint: "cannot be less than 1", code: 552, permanent: true, sending: 1},
		{name: "no answer to the message", server: &smtptest.Server{Taken: slow}, change: func(c *Courier) { c.Server.Timeout = 300 * time.Millisecond },
			want: "no answer in 300ms", hint: "timeout_seconds", uncertain: true, sending: 1},
		{name: "wrong password", server: &smtptest.Server{User: "ubnd", Password: "s3cret-right"}, change: func(c *Courier) { c.Server.Password = NewSecret("s3cret-wrong") },
			want: "bad password", hint: "password", code: 535},
		{name: "no STARTTLS", server: &smtptest.Server{NoTLS: true}, change: func(c *Courier) { c.Server.Security = StartTLS }, want: "does not offer STARTTLS, without which nothing is sent", hint: "mail.security: tls"},
		{name: "STARTTLS where TLS is asked", server: &smtptest.Server{}, change: func(c *Courier) { c.Server.Security = TLS }, want: "is not encrypted from the first byte on", hint: "starttls"},
		{name: "TLS where STARTTLS is asked", server: &smtptest.Server{Implicit: true}, change: func(c *Courier) { c.Server.Security, c.Server.Timeout = StartTLS, 300*time.Millisecond },
			want: "no answer in 300ms", hint: "timeout_seconds"},
		{name: "TLS of an unknown authority", server: &smtptest.Server{Implicit: true}, change: func(c *Courier) { c.Server.CA = nil }, want: "unknown authority", hint: "mail.ca_file"},
		{name: "no password is taken", server: &smtptest.Server{}, change: func(c *Courier) { c.Server.User, c.Server.Password = "ubnd", NewSecret("s3cret") },
			want: "offers no way to give a password", hint: "mail.user"},
		{name: "unknown authority", server: &smtptest.Server{}, change: func(c *Courier) { c.Server.CA = nil }, want: "unknown authority", hint: "mail.ca_file"},
		{name: "broken CA file", server: &smtptest.Server{}, change: func(c *Courier) { c.Server.CA = []byte("x") }, want: "has no certificate", hint: "PEM"},
		{name: "nobody listens", server: &smtptest.Server{}, change: func(c *Courier) { c.Server.Port = closedPort(t) }, want: "nobody answers at the mail server 127.0.0.1:", hint: "mail.port"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.server.Start(t)
			courier := courier(s)
			if c.change != nil {
				c.change(&courier)
			}
			p := pack(t, courier, someone("b"), pdfFile(cmp.Or(c.size, 5000)))[0]
			sending := 0
			err := courier.Carry(t.Context(), p, func() error { sending++; return nil })
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v", err)
			}
			t.Logf("%s; %s", e, e.Hint)
			for _, word := range []string{"TLSMandatory", "STARTTLS mode", "SMTP AUTH", "dial tcp"} {
				if strings.Contains(e.Error(), word) {
					t.Errorf("the library speaks: %s", e)
				}
			}
			if !strings.Contains(e.Error(), c.want) || !strings.Contains(e.Error(), "Ông b") || !strings.Contains(e.Hint, c.hint) {
				t.Errorf("%q, hint %q", e.Error(), e.Hint)
			}
			if e.Code != c.code || e.Permanent != c.permanent || e.Uncertain != c.uncertain || sending != c.sending {
				t.Errorf("code %d, permanent %v, uncertain %v, sending %d", e.Code, e.Permanent, e.Uncertain, sending)
			}
			if text := fmt.Sprintf("%v %+v %#v %s", err, e, e.Err, e.Hint); strings.Contains(text, "s3cret") {
				t.Errorf("the password stands in %s", text)
			}
			if kept := len(s.Messages()); (kept > 0) != c.uncertain {
				t.Errorf("the server kept %d messages", kept)
			}
		})
	}
}

func closedPort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// The caller's error stops the message before the server has any of it.
func TestSendingStops(t *testing.T) {
	s := (&smtptest.Server{}).Start(t)
	c := courier(s)
	p := pack(t, c, someone("b"), pdfFile(10))[0]
	stop := errors.New("the disk is full")
	if err := c.Carry(t.Context(), p, func() error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if n := len(s.Messages()); n > 0 {
		t.Errorf("%d messages", n)
	}
}

func TestCancelled(t *testing.T) {
	hang := make(chan struct{})
	s := (&smtptest.Server{Data: func(string, int) error { <-hang; return nil }}).Start(t)
	defer close(hang)
	c := courier(s)
	p := pack(t, c, someone("b"), pdfFile(10))[0]
	ctx, cancel := context.WithCancel(t.Context())
	start := time.Now()
	err := c.Carry(ctx, p, func() error { time.AfterFunc(100*time.Millisecond, cancel); return nil })
	var e *Error
	if !errors.As(err, &e) || !e.Uncertain || time.Since(start) > 4*time.Second {
		t.Errorf("after %s: %v", time.Since(start), err)
	}
}

func TestSecretHidesItself(t *testing.T) {
	s := Server{User: "u", Password: NewSecret("s3cret")}
	text, err := s.Password.MarshalText()
	if err != nil || strings.Contains(fmt.Sprintf("%v %+v %#v %s %q %s", s, s, s, s.Password, s.Password, text), "s3cret") {
		t.Errorf("%v %#v", s, s)
	}
}
