package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"tdkt/reports"
)

// journalName is the file beside the scorecards that says what was made from what.
const journalName = ".scorecards.jsonl"

// A journal remembers the files of a batch, one line each, so that a batch that
// was stopped goes on. A line holds only while the file's bytes are those that
// were written, and while the request is the same.
type journal struct {
	request string
	known   map[string]journalLine // by file name
	mutex   sync.Mutex
	file    *os.File
}

type journalLine struct {
	Name    string `json:"name"`
	Request string `json:"request"` // hash of what the file was made from
	SHA256  string `json:"sha256"`  // of its bytes
}

// openJournal reads the journal and opens it for more. A last line that was cut
// off is left out.
func openJournal(path string, req reports.Request) (*journal, error) {
	asked, err := json.Marshal(req)
	if err != nil {
		return nil, err
	}
	j := &journal{request: hash(asked), known: map[string]journalLine{}}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	if j.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(j.file)
	for lines.Scan() {
		var l journalLine
		if json.Unmarshal(lines.Bytes(), &l) == nil {
			j.known[l.Name] = l
		}
	}
	if err := lines.Err(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), j.file.Close())
	}
	return j, nil
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func fileHash(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// holds reports whether the file is there as this request would make it.
func (j *journal) holds(path string) bool {
	j.mutex.Lock()
	l, ok := j.known[filepath.Base(path)]
	j.mutex.Unlock()
	if !ok || l.Request != j.request {
		return false
	}
	sum, err := fileHash(path)
	return err == nil && sum == l.SHA256
}

// add remembers a file that was just made.
func (j *journal) add(path string) error {
	sum, err := fileHash(path)
	if err != nil {
		return err
	}
	line, err := json.Marshal(journalLine{filepath.Base(path), j.request, sum})
	if err != nil {
		return err
	}
	j.mutex.Lock()
	defer j.mutex.Unlock()
	// A line cut off by a crash ends here; an empty line is nothing.
	_, err = j.file.Write(append([]byte("\n"), append(line, '\n')...))
	return err
}

func (j *journal) Close() error {
	if err := j.file.Close(); err != nil && !errors.Is(err, fs.ErrClosed) {
		return err
	}
	return nil
}
