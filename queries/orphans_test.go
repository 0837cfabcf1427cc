package queries

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var scriptEval = regexp.MustCompile(`(?m)^eval ([a-z0-9_]+)`)

// TestNoOrphans wants for every query a wrapper, a script that evaluates it and
// a benchmark case, and for each of these a query.
func TestNoOrphans(t *testing.T) {
	var queries []string
	for _, c := range Catalogue() {
		queries = append(queries, c.Name)
	}
	var evaluated []string
	scripts, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scripts {
		name := strings.TrimSuffix(filepath.Base(s), ".txt")
		text, err := os.ReadFile(s)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "macro_") {
			continue // cases of a definition, not of a query
		}
		found := scriptEval.FindAllStringSubmatch(string(text), -1)
		if !slices.ContainsFunc(found, func(m []string) bool { return m[1] == name }) {
			t.Errorf("%s has no eval of %s", s, name)
		}
		evaluated = append(evaluated, name)
	}
	var benched []string
	for _, b := range benchmarks {
		benched = append(benched, b.query)
	}
	for what, have := range map[string][]string{
		"wrapper in NAME.go": wrappers(t), "script testdata/NAME.txt": evaluated, "case in benchmarks": benched,
	} {
		if diff := cmp.Diff(sortedCopy(queries), sortedCopy(have)); diff != "" {
			t.Errorf("%s (-query +%s)\n%s", what, what, diff)
		}
	}
}

// wrappers lists the queries that a file of their own name collects.
func wrappers(t *testing.T) []string {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 4 {
				return true
			}
			index, ok := call.Fun.(*ast.IndexExpr)
			if !ok || fmt.Sprint(index.X) != "collect" {
				return true
			}
			query := strings.Trim(call.Args[2].(*ast.BasicLit).Value, `"`)
			if query+".go" != name {
				t.Errorf("%s runs the query %s; its wrapper belongs to %s.go", name, query, query)
			}
			out = append(out, query)
			return true
		})
	}
	return out
}
