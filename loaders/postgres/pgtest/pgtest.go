//go:build unix

// Package pgtest starts a PostgreSQL server of its own for a test: a private
// cluster in a temporary folder, on a port of the loopback, run by a user
// without rights.
package pgtest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// A Server is a running server.
type Server struct {
	Host     string
	Port     int
	User     string
	Password string
	bin, dir string
	cmd      *exec.Cmd
}

// Start starts a server and stops it at the end of the test. Without
// PostgreSQL on the machine the test is skipped; where CI is set it fails.
func Start(t testing.TB) *Server {
	t.Helper()
	bin := binaries()
	if bin == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("PostgreSQL is not installed: apt-get install postgresql")
		}
		t.Skip("PostgreSQL is not installed (apt-get install postgresql): the server's own tests are skipped")
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Host: "127.0.0.1", Port: freePort(t), User: "tdkt", Password: "mật khẩu: '1'", bin: bin, dir: dir}
	t.Cleanup(func() { s.stop(); os.RemoveAll(dir) })
	pw := filepath.Join(dir, "pw")
	if err := os.WriteFile(pw, []byte(s.Password+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if c := credential(t); c != nil {
		for _, path := range []string{dir, pw} {
			if err := os.Chown(path, int(c.Uid), int(c.Gid)); err != nil {
				t.Fatal(err)
			}
		}
	}
	data := filepath.Join(dir, "data")
	if out, err := s.command(t, "initdb", "-D", data, "-U", s.User, "-A", "scram-sha-256", "--pwfile="+pw, "-E", "UTF8", "--locale=C.UTF-8", "-N").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.cmd = s.command(t, "postgres", "-D", data, "-p", strconv.Itoa(s.Port), "-k", dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off")
	var log bytes.Buffer
	s.cmd.Stderr = &log
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(60 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if exec.Command(filepath.Join(bin, "pg_isready"), "-h", s.Host, "-p", strconv.Itoa(s.Port)).Run() == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the server does not start:\n%s", log.String())
		}
	}
	return s
}

// DSN reaches the server without a password.
func (s *Server) DSN() string {
	return fmt.Sprintf("postgres://%s@%s:%d/postgres?sslmode=disable", s.User, s.Host, s.Port)
}

// Exec runs SQL.
func (s *Server) Exec(t testing.TB, sql string) {
	t.Helper()
	cmd := exec.Command(filepath.Join(s.bin, "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", s.Host, "-p", strconv.Itoa(s.Port), "-U", s.User, "-d", "postgres", "-c", sql)
	cmd.Env = append(os.Environ(), "PGPASSWORD="+s.Password)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func (s *Server) stop() {
	if s.cmd == nil || s.cmd.Process == nil {
		return
	}
	// SIGINT ends the sessions and shuts down.
	s.cmd.Process.Signal(syscall.SIGINT)
	s.cmd.Wait()
}

// command runs as a user without rights: the server refuses to run as root.
func (s *Server) command(t testing.TB, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	if c := credential(t); c != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c}
	}
	return cmd
}

// credential is nil where the test has no rights to give up.
func credential(t testing.TB) *syscall.Credential {
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		if err != nil {
			continue
		}
		gid, err := strconv.Atoi(u.Gid)
		if err == nil && uid > 0 {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		}
	}
	t.Fatal("there is no user postgres or nobody to run the server")
	return nil
}

// binaries is the folder of the server's programs, "" if there is none. Debian
// keeps them apart from the PATH.
func binaries() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1])
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(path)
	}
	return ""
}

func freePort(t testing.TB) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
