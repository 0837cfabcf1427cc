package loaders

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"tdkt/loaders/kind"
	"tdkt/loaders/workspace"
)

// headingsOf reads the office's further names of columns as the ledger keeps
// them: they change what a source means, so a rebuild must have them.
func headingsOf(w *workspace.Workspace) (string, error) {
	list, err := w.Headings(kind.Names(), func(name string) []string {
		var columns []string
		if k, ok := kind.Named(name); ok {
			for _, c := range k.Columns {
				columns = append(columns, c.Name)
			}
		}
		return columns
	})
	if err != nil {
		return "", err
	}
	values := url.Values{}
	for _, h := range list {
		values.Add(h.Kind+"."+h.Column, h.Header)
	}
	return values.Encode(), nil
}

// parseHeadings is the inverse of headingsOf.
func parseHeadings(text string) (*kind.Headings, error) {
	values, err := url.ParseQuery(text)
	if err != nil {
		return nil, err
	}
	h := &kind.Headings{}
	var keys []string
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		name, column, _ := strings.Cut(key, ".")
		for _, header := range values[key] {
			if !h.Add(name, column, header) {
				return nil, fmt.Errorf("the ledger names the unknown column %s", key)
			}
		}
	}
	return h, nil
}
