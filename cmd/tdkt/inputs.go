package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
)

// officeInput is the settings that a report prints or judges by. Not the whole
// tdkt.yaml: another mail server makes no other report.
func officeInput(ws *workspace.Workspace) (reports.Input, error) {
	settings, err := json.Marshal(office(ws))
	return reports.Input{Name: workspace.File, SHA256: hash(settings)}, err
}

// reviewInputs are what a review reads of the workspace beside the snapshot: the
// settings, the office's own words, and its own queries that are sections of it.
func (a *app) reviewInputs(ws *workspace.Workspace, req reportRequest) ([]reports.Input, error) {
	settings, err := officeInput(ws)
	if err != nil {
		return nil, err
	}
	inputs := []reports.Input{settings}
	dir := ws.TextsDir(req.plan, req.review())
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || e.IsDir() {
			continue
		}
		in, err := fileInput(ws, filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, in)
	}
	saved := a.sections(ws, req.final)
	if len(saved) == 0 {
		return inputs, nil
	}
	more, err := queryInputs(ws, saved)
	return append(inputs, more...), err
}

// queryInputs are the files of the workspace's own queries, and what its
// settings let them see.
func queryInputs(ws *workspace.Workspace, saved []queries.Saved) ([]reports.Input, error) {
	seen, err := json.Marshal(role(ws))
	if err != nil {
		return nil, err
	}
	inputs := []reports.Input{{Name: workspace.File + ", analysts", SHA256: hash(seen)}}
	for _, q := range saved {
		// What of the file a page reads, its head and its statement, wherever it lies.
		q.File = ""
		text, err := json.Marshal(q)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, reports.Input{Name: "queries/" + q.Name + ".sql", SHA256: hash(text)})
	}
	return inputs, nil
}

func fileInput(ws *workspace.Workspace, path string) (reports.Input, error) {
	sum, err := fileHash(path)
	if err != nil {
		return reports.Input{}, err
	}
	name, err := filepath.Rel(ws.Dir, path)
	return reports.Input{Name: filepath.ToSlash(name), SHA256: sum}, err
}

// sections are the workspace's own queries that are annexes of a review.
func (a *app) sections(ws *workspace.Workspace, final bool) []queries.Saved {
	kind := reports.KindInterim
	if final {
		kind = reports.KindFinal
	}
	return slices.DeleteFunc(a.savedQueries(ws), func(s queries.Saved) bool { return !slices.Contains(s.Sections, kind) })
}
