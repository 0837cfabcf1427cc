package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// A screen is a pseudo-terminal with a program on it.
type screen struct {
	t    *testing.T
	keys *os.File
	cmd  *exec.Cmd
	mu   sync.Mutex
	seen []byte
	read int // of seen, by expect
}

// start runs the program on a new pseudo-terminal.
func start(t *testing.T, env []string, args ...string) *screen {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	control := func(request uintptr, value unsafe.Pointer) {
		t.Helper()
		if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, keys.Fd(), request, uintptr(value)); no != 0 {
			t.Fatal(no)
		}
	}
	var locked, number int32
	control(syscall.TIOCSPTLCK, unsafe.Pointer(&locked))
	control(syscall.TIOCGPTN, unsafe.Pointer(&number))
	size := [4]uint16{50, 120}
	control(syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	s := &screen{t: t, keys: keys, cmd: exec.Command("tdkt", args...)}
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	s.cmd.Env = append(os.Environ(), env...)
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		keys.Close()
	})
	go s.watch()
	return s
}

// watch keeps what is shown, and answers where the cursor is.
func (s *screen) watch() {
	buf := make([]byte, 4096)
	for {
		n, err := s.keys.Read(buf)
		if err != nil {
			return
		}
		for range bytes.Count(buf[:n], []byte("\x1b[6n")) {
			s.keys.WriteString("\x1b[1;1R")
		}
		s.mu.Lock()
		s.seen = append(s.seen, buf[:n]...)
		s.mu.Unlock()
	}
}

// press types once nothing more is drawn: before each key the prompt asks where
// the cursor is, and keys that come before the answer are lost.
func (s *screen) press(keys string) {
	s.t.Helper()
	for last, still := -1, 0; still < 15; time.Sleep(10 * time.Millisecond) {
		s.mu.Lock()
		now := len(s.seen)
		s.mu.Unlock()
		if still++; now != last {
			last, still = now, 0
		}
	}
	if _, err := s.keys.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// expect waits for a text behind the last one that was expected.
func (s *screen) expect(text string) {
	s.t.Helper()
	for end := time.Now().Add(60 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		s.mu.Lock()
		rest := s.seen[s.read:]
		if i := bytes.Index(rest, []byte(text)); i >= 0 {
			s.read += i + len(text)
			s.mu.Unlock()
			return
		}
		s.mu.Unlock()
		if time.Now().After(end) {
			s.t.Fatalf("never shown: %q; since then:\n%q", text, rest)
		}
	}
}

// shows reports whether a text was shown at all.
func (s *screen) shows(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Contains(s.seen, []byte(text))
}

// ready waits for the prompt and its cursor.
func (s *screen) ready() {
	s.t.Helper()
	s.expect("tdkt> ")
	s.expect("\x1b[?25h")
}

func TestPromptOnTerminal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ws")
	if err := copyMissing("../../fixtures/lo-ku-2022", dir); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("tdkt", "--workspace", dir, "load").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	state := t.TempDir()
	env := []string{"XDG_STATE_HOME=" + state, "TERM=xterm", "PAGER=cat", "TDKT_WORKSPACE=" + dir}

	s := start(t, env, "sql")
	s.ready()
	// Tab completes a view, and a column of the view that the statement names.
	s.press("select 'seen ' || count(*) as c from plan\t where doc_n\t is not null;\r")
	s.expect("seen 1")
	// A statement goes on until its semicolon.
	s.ready()
	s.press("select 40 + 2\r")
	s.expect("\r\n")
	s.press("as answer;\r")
	s.expect("42")
	// The arrow brings it back.
	s.ready()
	s.press("\x1b[A\r")
	s.expect("42")
	// A wrong one is told with its place, and the prompt goes on.
	s.ready()
	s.press("select nothing from plans;\r")
	s.expect("error: ")
	s.expect("nothing")
	// Ctrl-C stops the statement that runs, not the program.
	s.ready()
	s.press("select count(*) from range(100000000000) t(i) where i % 7 = 3;\r")
	time.Sleep(time.Second)
	s.press("\x03")
	s.expect("interrupted")
	s.ready()
	// At the prompt it drops the line.
	s.press("select 'dropped'")
	s.expect("dropped'")
	s.press("\x03")
	s.expect("\n")
	s.ready()
	s.press("select 'alive ' || 1 as a;\r")
	s.expect("alive 1")
	s.ready()
	s.press("\\q\r")
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("the prompt ended with %v", err)
	}

	// The next prompt remembers the statements of the last.
	history, err := os.ReadFile(filepath.Join(state, "tdkt", "sql_history"))
	if err != nil || !strings.Contains(string(history), "alive") {
		t.Errorf("history %q, %v", history, err)
	}
	s = start(t, env, "sql")
	s.ready()
	s.press("\x1b[A\x1b[A\r")
	s.expect("alive 1")
	s.ready()
	s.press("\x04")
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("Ctrl-D ended the prompt with %v", err)
	}
}
