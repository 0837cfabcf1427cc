// Package smtptest is a real mail server on the local machine for tests: it
// keeps what it takes, and misbehaves as told.
//
// In: a script of misbehaviour. Out: messages as they arrived. It is used by
// tests only.
package smtptest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// A Server takes mail on 127.0.0.1. Fields are set before Start.
type Server struct {
	User, Password string                       // "": no authentication
	NoTLS          bool                         // STARTTLS is not offered
	Implicit       bool                         // TLS from the first byte on
	MaxBytes       int64                        // 0: no limit
	Rcpt           func(to string) error        // nil: everybody
	Data           func(to string, n int) error // before a message is kept; n counts from 1
	Taken          func(to string, n int) error // after it is kept, before the answer

	CA   []byte // PEM of the certificate, after Start
	Port int    // after Start

	mu       sync.Mutex
	messages []Message
	talk     bytes.Buffer // what clients and server said, line by line
	tries    map[string]int
}

// A Message is one that was taken.
type Message struct {
	From, To string
	TLS      bool
	Data     []byte
}

// ID is the message's Message-ID without <>.
func (m Message) ID() string {
	parsed, err := mail.ReadMessage(bytes.NewReader(m.Data))
	if err != nil {
		return ""
	}
	id := parsed.Header.Get("Message-Id")
	return id[1 : len(id)-1]
}

// Start serves until the test ends.
func (s *Server) Start(t testing.TB) *Server {
	t.Helper()
	s.tries = map[string]int{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Port = listener.Addr().(*net.TCPAddr).Port
	server := smtp.NewServer(backend{s})
	server.Domain = "localhost"
	server.MaxMessageBytes = s.MaxBytes
	server.ReadTimeout, server.WriteTimeout = 20*time.Second, 20*time.Second
	server.AllowInsecureAuth = s.NoTLS
	server.ErrorLog = quiet{}
	server.Debug = talk{s}
	if !s.NoTLS {
		var cert tls.Certificate
		cert, s.CA = certificate(t)
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}}
	}
	if s.Implicit {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(listener) }()
	t.Cleanup(func() { listener.Close(); server.Close(); <-done })
	return s
}

// Messages are those taken so far.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// Commands are the lines that begin with a word, such as "RCPT", as they came
// over the wire.
func (s *Server) Commands(word string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []string
	for line := range strings.Lines(s.talk.String()) {
		if strings.HasPrefix(line, word+" ") {
			lines = append(lines, strings.TrimRight(line, "\r\n"))
		}
	}
	return lines
}

type talk struct{ s *Server }

func (t talk) Write(p []byte) (int, error) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	return t.s.talk.Write(p)
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

type backend struct{ s *Server }

func (b backend) NewSession(c *smtp.Conn) (smtp.Session, error) {
	_, secure := c.TLSConnectionState()
	return &session{s: b.s, secure: secure}, nil
}

type session struct {
	s        *Server
	secure   bool
	known    bool
	from, to string
}

// AuthMechanisms and Auth are go-smtp's way to ask for a password.
func (c *session) AuthMechanisms() []string {
	if c.s.User == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (c *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != c.s.User || password != c.s.Password {
			// A careless server repeats what it was sent.
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "bad password " + password}
		}
		c.known = true
		return nil
	}), nil
}

func (c *session) Mail(from string, _ *smtp.MailOptions) error {
	if c.s.User != "" && !c.known {
		return smtp.ErrAuthRequired
	}
	c.from = from
	return nil
}

func (c *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if c.s.Rcpt != nil {
		if err := c.s.Rcpt(to); err != nil {
			return err
		}
	}
	c.to = to
	return nil
}

func (c *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	c.s.mu.Lock()
	c.s.tries[c.to]++
	n := c.s.tries[c.to]
	c.s.mu.Unlock()
	if c.s.Data != nil {
		if err := c.s.Data(c.to, n); err != nil {
			return err
		}
	}
	c.s.mu.Lock()
	c.s.messages = append(c.s.messages, Message{From: c.from, To: c.to, TLS: c.secure, Data: data})
	c.s.mu.Unlock()
	if c.s.Taken != nil {
		return c.s.Taken(c.to, n)
	}
	return nil
}

func (c *session) Reset()        {}
func (c *session) Logout() error { return nil }

// Greylist refuses each recipient the given number of times.
func Greylist(times int) func(string) error {
	seen := map[string]int{}
	var mu sync.Mutex
	return func(to string) error {
		mu.Lock()
		defer mu.Unlock()
		if seen[to]++; seen[to] <= times {
			return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted, try again later"}
		}
		return nil
	}
}

// Refuse answers 550 to one recipient.
func Refuse(who string) func(string) error {
	return func(to string) error {
		if to == who {
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
		}
		return nil
	}
}

// ErrTooLarge is a server's answer to a message over its limit.
var ErrTooLarge = &smtp.SMTPError{Code: 552, EnhancedCode: smtp.EnhancedCode{5, 3, 4}, Message: "message too large"}

func certificate(t testing.TB) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"},
		NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<37, 0), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}
