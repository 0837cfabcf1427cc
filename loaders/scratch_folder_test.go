package loaders

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What a killed load left behind goes with the next load; what a running one
// holds stays.
func TestScratchFoldersOfKilledLoadsGo(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	killed := filepath.Join(temp, folderName+"1")
	if err := os.Mkdir(killed, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"LOCK", "so-tai-chinh"} {
		if err := os.WriteFile(filepath.Join(killed, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	running, done, err := scratchFolder()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(killed); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of a killed load is still there: %v", err)
	}
	second, doneSecond, err := scratchFolder()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(running); err != nil || second == running {
		t.Errorf("the folder of a running load: %v", err)
	}
	done()
	doneSecond()
	if left, _ := os.ReadDir(temp); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
