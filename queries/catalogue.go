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

var loadParts = sync.OnceValues(func() (map[string]part, error) {
	return readParts(files, "sql/parts/*.sql")
})

func readCatalogue(fsys fs.FS) ([]Contract, error) {
	names, err := fs.Glob(fsys, "sql/*.sql")
	if err != nil {
		return nil, err
	}
	out := make([]Contract, 0, len(names))
	for _, name := range names {
		c, err := readQuery(fsys, name)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Contract) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// readQuery reads one file of the catalogue, with the parts that it uses.
func readQuery(fsys fs.FS, name string) (Contract, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Contract{}, err
	}
	c, err := parseContract(name, string(text))
	if err != nil || len(c.uses) == 0 {
		return c, err
	}
	parts, err := loadParts()
	if err != nil {
		return Contract{}, err
	}
	if c.SQL, err = compose(parts, c.uses, c.binds, c.SQL); err != nil {
		return Contract{}, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
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
	// One file is read in a tenth of the time of all.
	if has(name) {
		c, err := readQuery(files, "sql/"+name+".sql")
		if err != nil {
			panic(err)
		}
		return c, nil
	}
	all := Catalogue()
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Name
	}
	if near, ok := emulation.Nearest(name, names); ok {
		return Contract{}, fmt.Errorf("unknown query %q: did you mean %q?", name, near)
	}
	return Contract{}, fmt.Errorf("unknown query %q: the catalogue has %s", name, strings.Join(names, ", "))
}

// has reports whether the catalogue has a query.
func has(name string) bool {
	if !identForm.MatchString(name) {
		return false
	}
	_, err := fs.Stat(files, "sql/"+name+".sql")
	return err == nil
}
