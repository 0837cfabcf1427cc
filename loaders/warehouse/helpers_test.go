package warehouse

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func readAll(s Source) (string, error) {
	r, err := s.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	return string(text), err
}

func splitLines(text string) []string {
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// loadedDir is a warehouse with newContent in it.
func loadedDir(t testing.TB) Dir {
	t.Helper()
	d := testDir(t)
	load(t, d, "cũ")
	load(t, d, "mới", "nữa")
	return d
}

func overwrite(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func appendText(t testing.TB, path, text string) {
	t.Helper()
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, path, string(old)+text)
}

// setThreadUser changes the user of file accesses of this thread alone, and
// with it takes away root's right to ignore permissions.
func setThreadUser(uid int) error {
	syscall.RawSyscall(syscall.SYS_SETFSUID, uintptr(uid), 0, 0)
	if now, _, _ := syscall.RawSyscall(syscall.SYS_SETFSUID, ^uintptr(0), 0, 0); int(now) != uid {
		return fmt.Errorf("the thread's user is %d, not %d", now, uid)
	}
	return nil
}

// listFiles names all files of warehouse and archive.
func listFiles(t testing.TB, d Dir) []string {
	t.Helper()
	var names []string
	for _, dir := range []string{d.path, d.archive} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				names = append(names, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// resident is the memory that the process holds, in bytes.
func resident(t testing.TB) int {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("no /proc")
	}
	var size, pages int
	fmt.Sscan(string(text), &size, &pages)
	return pages * os.Getpagesize()
}
