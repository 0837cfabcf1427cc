package queries

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"tdkt/loaders/emulation"
)

//go:embed sql
var files embed.FS

// The files are part of the program: one that cannot be read is a defect of the
// build, and the tests find it.
var loadCatalogue = sync.OnceValues(func() ([]Contract, error) {
	return readCatalogue(files)
})

func readCatalogue(fsys fs.FS) ([]Contract, error) {
	parts, err := readParts(fsys, "sql/parts/*.sql")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(fsys, "sql/*.sql")
	if err != nil {
		return nil, err
	}
	out := make([]Contract, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		c, err := parseContract(name, string(text))
		if err != nil {
			return nil, err
		}
		if c.SQL, err = compose(parts, c.uses, c.binds, c.SQL); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Contract) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// Catalogue lists every query by name.
func Catalogue() []Contract {
	all, err := loadCatalogue()
	if err != nil {
		panic(err)
	}
	return slices.Clone(all)
}

// Lookup finds a query. The error of an unknown name gives the nearest one.
func Lookup(name string) (Contract, error) {
	all := Catalogue()
	names := make([]string, len(all))
	for i, c := range all {
		if c.Name == name {
			return c, nil
		}
		names[i] = c.Name
	}
	if near, ok := emulation.Nearest(name, names); ok {
		return Contract{}, fmt.Errorf("unknown query %q: did you mean %q?", name, near)
	}
	return Contract{}, fmt.Errorf("unknown query %q: the catalogue has %s", name, strings.Join(names, ", "))
}

// Definitions gives the statements that every connection runs when it opens:
// the macros and temporary views that the queries stand on, in order. They are
// not stored in the warehouse, so that no snapshot keeps an old definition.
func Definitions() []string {
	names, err := fs.Glob(files, "sql/defs/*.sql")
	if err != nil {
		panic(err)
	}
	var out []string
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		out = append(out, string(text))
	}
	return out
}
