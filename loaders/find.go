package loaders

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tdkt/loaders/problem"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
)

// find lists the files of the paths, each once, as sources named relative to
// the workspace.
func find(root string, paths []string) ([]warehouse.Source, error) {
	where := root
	if len(paths) == 0 {
		for _, sub := range []string{"plans", "data"} {
			if dir := filepath.Join(root, sub); isDir(dir) {
				paths = append(paths, dir)
			}
		}
	} else {
		where = paths[0]
	}
	var files []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, problem.Problem{File: p, Message: "no such file or folder", Hint: "check the path; it is relative to the current folder"}
		}
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, p)
			continue
		}
		in, err := folder(p)
		if err != nil {
			return nil, err
		}
		files = append(files, in...)
	}
	if len(files) == 0 {
		return nil, problem.Problem{File: where, Message: "nothing to load: no plans/*.yaml, *.csv, *.xlsx or *.parquet",
			Hint: "put plans into plans/ and tables into data/, or name the files"}
	}
	var sources []warehouse.Source
	seen := map[string]bool{}
	for _, f := range files {
		full, err := filepath.Abs(f)
		if err != nil {
			return nil, err
		}
		if seen[full] {
			continue
		}
		seen[full] = true
		s, err := warehouse.Identify(full, nameOf(root, full), "")
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	order(sources)
	return sources, nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// folder lists what a folder holds for a load: itself, plans/ and data/.
func folder(dir string) ([]string, error) {
	var files []string
	// The folder itself comes first: where it cannot be read, that is the error.
	for _, sub := range []string{".", "plans", "data"} {
		entries, err := os.ReadDir(filepath.Join(dir, sub))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			name := e.Name()
			// "~$x.xlsx" is what Excel leaves beside an open workbook.
			if e.IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || name == workspace.File || name == workspace.MappingFile {
				continue
			}
			switch strings.ToLower(filepath.Ext(name)) {
			case ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".parquet":
				files = append(files, filepath.Join(dir, sub, name))
			}
		}
	}
	return files, nil
}

// nameOf is the name of a file in the ledger and in messages: relative to the
// workspace with slashes, or the bare name of a file outside it.
func nameOf(root, full string) string {
	base, err := filepath.Abs(root)
	if err == nil {
		if rel, err := filepath.Rel(base, full); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.Base(full)
}

// order puts sources into the one order in which they are loaded, whatever
// order they were given in: plans first.
func order(sources []warehouse.Source) {
	slices.SortStableFunc(sources, func(a, b warehouse.Source) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.SHA256, b.SHA256))
	})
}

func rank(s warehouse.Source) int {
	if isPlan(s) {
		return 0
	}
	return 1
}

func isPlan(s warehouse.Source) bool {
	ext := strings.ToLower(filepath.Ext(s.Name))
	return ext == ".yaml" || ext == ".yml"
}

func comparePlaces(a, b problem.Problem) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Error implements error.
func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s in %d of %s; nothing was loaded",
		count(len(e.Problems), "error"), e.Sources, count(e.Of, "source"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
