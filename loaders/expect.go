package loaders

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
)

// expect counts the lines of the text sources, which is near the number of
// rows; 0 when a source is no text, or when nobody asks.
func (r *run) expect() int {
	if r.progress == nil {
		return 0
	}
	total := 0
	for _, s := range r.sources {
		if isPlan(s) {
			continue
		}
		ext := strings.ToLower(filepath.Ext(s.Name))
		n, err := lines(s)
		if ext != ".csv" && ext != ".tsv" || err != nil {
			return 0
		}
		total += n
	}
	return total
}

func lines(s warehouse.Source) (int, error) {
	f, err := os.Open(s.Path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	buf := make([]byte, 1<<20)
	n := 0
	for {
		got, err := f.Read(buf)
		n += bytes.Count(buf[:got], []byte("\n"))
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// Prune removes old snapshots as the workspace says, never the one in force.
// It gives the names of what it removed.
func Prune(w *workspace.Workspace, now time.Time) ([]string, error) {
	keep := w.Config.Snapshots
	var before time.Time
	if keep.Days > 0 {
		before = now.AddDate(0, 0, -keep.Days)
	}
	return warehouse.At(w.Warehouse(), w.Archive()).Prune(keep.Keep, before)
}
