package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tdkt/loaders/problem"
	"tdkt/loaders/strictyaml"
)

// MappingFile may hold further names of columns.
const MappingFile = "columns.yaml"

// A Heading says that a header means a column of a kind.
type Heading struct {
	Kind   string // "actuals"
	Column string // "value"; "": the column is left out
	Header string // as it stands in files
	Line   int    // of the mapping file
}

// LeftOut is the key of the mapping file for headers that are not read.
const LeftOut = "ignore"

// Headings reads the workspace's columns.yaml; without one there are none.
// kinds gives the columns of each kind of file. The error is a *ConfigError.
//
//	actuals:
//	  value: [Số thực hiện được, Kết quả đạt được]
//	  ignore: [Mã nội bộ]
func (w *Workspace) Headings(kinds []string, columns func(kind string) []string) ([]Heading, error) {
	path := filepath.Join(w.Dir, MappingFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, problems := readHeadings(path, data, kinds, columns)
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, &ConfigError{Problems: errs}
	}
	return list, nil
}

func readHeadings(name string, data []byte, kinds []string, columns func(kind string) []string) ([]Heading, problem.List) {
	root, file := strictyaml.Parse(name, data)
	var list []Heading
	for _, kind := range kinds {
		m := root.Map(kind, kind)
		if m == nil {
			continue
		}
		seen := map[string]bool{}
		for _, column := range append(columns(kind), LeftOut) {
			for _, header := range m.Texts(column) {
				if seen[header] {
					m.Errorf(column, "keep it under one column", "the header %q stands twice", header)
				}
				seen[header] = true
				h := Heading{Kind: kind, Column: column, Header: header, Line: m.Mark(column).Line}
				if column == LeftOut {
					h.Column = ""
				}
				list = append(list, h)
			}
		}
		m.Done()
	}
	root.Done()
	return list, file.Problems()
}
