package delivery

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"syscall"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// A Security is how the connection to the server is protected.
type Security string

// The ways of protecting a connection.
const (
	StartTLS Security = "starttls" // required: without it nothing is sent
	TLS      Security = "tls"
	Plain    Security = "none"
)

// A Server is the office's mail server.
type Server struct {
	Host     string
	Port     int
	Security Security
	From     string // address of the sender
	User     string // "": no authentication
	Password Secret
	CA       []byte        // PEM of authorities beside the machine's; nil: none
	MaxBytes int           // size of one message; 0: 20 MB
	Timeout  time.Duration // for one answer; 0: a minute
	// Fault is what in the settings keeps mail from being sent at all, such as a
	// password that is not there; nil: nothing.
	Fault *Error
}

func (s Server) maxBytes() int {
	if s.MaxBytes > 0 {
		return s.MaxBytes
	}
	return 20 << 20
}

func (s Server) timeout() time.Duration {
	if s.Timeout > 0 {
		return s.Timeout
	}
	return time.Minute
}

// Carry brings a parcel to its place. sending is called when the next step may
// make it arrive; its error stops the parcel. The error is an *Error.
func (c Courier) Carry(ctx context.Context, p Parcel, sending func() error) error {
	if p.To.Folder != "" {
		if err := sending(); err != nil {
			return err
		}
		return drop(p)
	}
	if f := c.Server.Fault; f != nil {
		waits := *f
		waits.To, waits.Settings = p.To.Name, true
		return &waits
	}
	err := c.send(ctx, p, sending)
	var e *Error
	if errors.As(err, &e) {
		e.To = p.To.Name
		if e.Err != nil {
			e.Err = errors.New(c.Server.scrub(e.Err.Error()))
		}
	}
	return err
}

func (c Courier) send(ctx context.Context, p Parcel, sending func() error) error {
	s := c.Server
	client, cut, err := s.dial(ctx)
	if err != nil {
		e := s.unreached(err)
		e.Permanent = false // settings and passwords get corrected; an address in a message does not
		return e
	}
	defer context.AfterFunc(ctx, cut)()
	defer client.Close()
	from, _ := bare(s.From)
	to, ok := bare(p.To.Mail)
	if !ok {
		return &Error{Msg: fmt.Sprintf("%q is no mail address", p.To.Mail), Permanent: true, Hint: "correct it in tdkt.yaml"}
	}
	if ok, text := client.Extension("SIZE"); ok {
		if limit, err := strconv.Atoi(text); err == nil && limit > 0 && len(p.Data) > limit {
			return &Error{Permanent: true, Msg: fmt.Sprintf("the message has %d bytes and the server takes %d", len(p.Data), limit),
				Hint: sizeHint(limit)}
		}
	}
	within := func(f func() error) error {
		if err := client.UpdateDeadline(s.timeout()); err != nil {
			return err
		}
		return f()
	}
	// The angle brackets belong to the commands (RFC 5321, 4.1.1.2 and 4.1.1.3);
	// the library sends what it is given.
	if err := within(func() error { return client.Mail("<" + from + ">") }); err != nil {
		return s.explain(err, "the server does not take mail from "+from, "check mail.from and mail.user in tdkt.yaml")
	}
	if err := within(func() error { return client.Rcpt("<" + to + ">") }); err != nil {
		return s.explain(err, "the server does not take mail for "+to, "check the address in tdkt.yaml")
	}
	if err := sending(); err != nil {
		return err
	}
	w, err := client.Data()
	if err != nil {
		return s.explain(err, "the server does not take the message", "")
	}
	// Without its last line the message counts as not sent (RFC 5321, 4.1.1.4).
	for rest := p.Data; len(rest) > 0; {
		n := min(len(rest), 256<<10)
		if err := within(func() error { _, err := w.Write(rest[:n]); return err }); err != nil {
			return s.explain(err, "the connection broke off inside the message", "")
		}
		rest = rest[n:]
	}
	if err := within(w.Close); err != nil {
		e := s.explain(err, "the server does not take the message", "")
		if e.Code == 552 && len(p.Data) <= 1<<20 {
			e.Hint = sizeHint(len(p.Data) - 1)
		}
		// No answer to the last line: the server may have taken it.
		e.Uncertain = e.Code == 0
		return e
	}
	// It has arrived: a server that ends the talk badly does not change that.
	_ = within(client.Quit)
	return nil
}

// dial greets the server and proves who the office is. cut breaks a call that
// waits for an answer; it does nothing under TLS from the first byte on, where
// the library keeps the connection to itself and the time for an answer must
// run out.
func (s Server) dial(ctx context.Context) (client *smtp.Client, cut func(), err error) {
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if len(s.CA) > 0 && !roots.AppendCertsFromPEM(s.CA) {
		return nil, nil, &Error{Msg: "mail.ca_file has no certificate", Permanent: true, Hint: "it must be a PEM file, -----BEGIN CERTIFICATE-----"}
	}
	config := &tls.Config{ServerName: s.Host, RootCAs: roots, MinVersion: tls.VersionTLS12}
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(s.timeout()), gomail.WithHELO("localhost"),
		gomail.WithoutSMTPUTF8(), gomail.WithTLSConfig(config)}
	cut = func() {}
	if s.Security == TLS {
		options = append(options, gomail.WithSSL())
	} else {
		policy := gomail.TLSMandatory
		if s.Security == Plain {
			policy = gomail.NoTLS
		}
		options = append(options, gomail.WithTLSPolicy(policy),
			gomail.WithDialContextFunc(func(ctx context.Context, network, address string) (net.Conn, error) {
				conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
				if err == nil {
					cut = func() { conn.Close() }
				}
				return conn, err
			}))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password.text))
	}
	c, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return nil, nil, err
	}
	client, err = c.DialToSMTPClientWithContext(ctx)
	if err != nil {
		cut()
		return nil, nil, err
	}
	return client, cut, nil
}

// unreached says why there is no talk with the server, in the words of the
// settings. The library has no names for what it refuses by itself.
func (s Server) unreached(err error) *Error {
	place := fmt.Sprintf("%s:%d", s.Host, s.Port)
	var host *net.DNSError
	var plain tls.RecordHeaderError
	text := err.Error()
	switch {
	case strings.Contains(text, "does not support STARTTLS"):
		return &Error{Msg: "the mail server " + place + " does not offer STARTTLS, without which nothing is sent",
			Hint: "ask who runs the server; mail.security: tls is for servers that are encrypted from the first byte on (port 465)"}
	case errors.As(err, &plain) && s.Security == TLS:
		return &Error{Msg: "the mail server " + place + " is not encrypted from the first byte on", Hint: "set mail.security to starttls (port 587), or correct mail.port"}
	case errors.Is(err, gomail.ErrNoSupportedAuthDiscovered), strings.Contains(text, "does not support SMTP AUTH"):
		return &Error{Msg: "the mail server " + place + " offers no way to give a password", Hint: "leave out mail.user if it wants none, or ask who runs the server"}
	case errors.As(err, &host):
		return &Error{Msg: "the mail server " + s.Host + " is not found", Hint: "check mail.host and this machine's network"}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Msg: "nobody answers at the mail server " + place, Hint: "check mail.host and mail.port; is the server up?"}
	}
	e := s.explain(err, "the mail server cannot be used", "check mail.host, port, security, user and the password; is "+place+" up?")
	var answer *textproto.Error
	if errors.As(err, &answer) {
		e.Err = answer
		if answer.Code == 535 || answer.Code == 534 {
			e.Msg = "the mail server does not accept the password of " + s.User
		}
	}
	return e
}

// sizeHint is the remedy where a server takes messages of limit bytes. The least
// size that the settings know is 1 MB.
func sizeHint(limit int) string {
	if limit < 1<<20 {
		return "mail.max_mb cannot be less than 1: ask who runs the server to take larger messages, or give a folder instead of an address"
	}
	return fmt.Sprintf("set mail.max_mb to %d in tdkt.yaml: what is larger is sent in several messages", limit>>20)
}

// explain gives an error its message, the server's code and what to do.
func (s Server) explain(err error, msg, hint string) *Error {
	var already *Error
	if errors.As(err, &already) {
		return already
	}
	e := &Error{Msg: msg, Hint: hint, Err: err}
	var answer *textproto.Error
	var timeout net.Error
	var authority x509.UnknownAuthorityError
	switch {
	case errors.As(err, &answer):
		e.Code = answer.Code
		e.Permanent = answer.Code >= 500
		switch {
		case answer.Code == 552 || answer.Code == 534 && strings.Contains(answer.Msg, "size"):
			e.Hint = "lower mail.max_mb in tdkt.yaml: what is larger is sent in several messages"
		case answer.Code == 535:
			e.Hint = "check mail.user and the password"
		case answer.Code < 500:
			e.Hint = "the server asks to try again later"
		}
	case errors.As(err, &authority):
		e.Permanent = true
		e.Hint = "name the office's certificate under mail.ca_file"
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Msg = fmt.Sprintf("the server gave no answer in %s", s.timeout())
		e.Err = nil
		e.Hint = "is the server busy, or the network slow? mail.timeout_seconds gives it longer"
	}
	return e
}

// scrub takes the password out of a text, whatever a server or a library put
// into it.
func (s Server) scrub(text string) string {
	if s.Password.Empty() {
		return text
	}
	p := s.Password.text
	for _, secret := range []string{p, base64.StdEncoding.EncodeToString([]byte(p)), base64.StdEncoding.EncodeToString([]byte("\x00" + s.User + "\x00" + p))} {
		text = strings.ReplaceAll(text, secret, hidden)
	}
	return text
}
