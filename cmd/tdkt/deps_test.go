package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed is the policy of imports inside the module: a package may import
// what stands on its line, and nothing else of tdkt. "vocabulary" stands for
// loaders/emulation and loaders/quantity, which every package may import. A
// new edge is a decision: change this table only with a reason.
const allowed = `
loaders/emulation       :
loaders/quantity        : loaders/emulation
loaders/problem         : vocabulary
loaders/strictyaml      : vocabulary loaders/problem
loaders/lock            :
loaders/cron            :
loaders/warehouse       : loaders/lock
loaders/text            :
loaders/table           : vocabulary loaders/problem loaders/text
loaders/parquet         : loaders/problem loaders/table
loaders/postgres        : loaders/problem loaders/table
loaders/postgres/pgtest :
loaders/kind            : vocabulary loaders/problem loaders/table loaders/text
loaders/returns         : loaders/emulation loaders/kind
loaders/template        : loaders/emulation loaders/kind
loaders/generate        :
loaders/plan            : vocabulary loaders/problem loaders/strictyaml
loaders/workspace       : vocabulary loaders/problem loaders/strictyaml loaders/warehouse loaders/cron
loaders                 : vocabulary loaders/*
queries                 : vocabulary
queries/workbook        : queries
charts/font             :
charts/svg              : charts/font
charts/svg/raster       : charts/font charts/svg
charts/echarts          : charts/font
charts/echarts/precompile : charts/echarts
charts                  : charts/font charts/svg charts/echarts
reports/document        :
reports/pdf             : reports/document charts/font charts/svg
reports/pdf/readback    : reports/document reports/pdf charts/svg
reports/docx            : reports/document charts/font charts/svg charts/svg/raster
reports/xlsx            : vocabulary reports/document
reports/html            : charts reports/document
reports/publish         : loaders/lock reports/document reports/pdf reports/pdf/readback reports/docx reports/xlsx reports/html
reports/delivery        : loaders/lock reports/document
reports/delivery/smtptest :
reports/schedule        : loaders/lock loaders/cron reports/delivery
reports                 : vocabulary queries charts reports/document
fixtures                : vocabulary loaders/*
cmd/tdkt                : vocabulary loaders/* loaders queries queries/* charts/echarts reports reports/*
`

// pinned modules have few importers. excelize is also what writes a query's
// table as a workbook; reading office files stays in loaders/table.
var pinned = map[string]string{
	"github.com/duckdb/duckdb-go/v2": "loaders/warehouse",
	"modernc.org/quickjs":            "charts/echarts",
	"codeberg.org/go-pdf/fpdf":       "reports/pdf",
	"github.com/xuri/excelize/v2":    "loaders/table loaders/template queries/workbook reports/xlsx",
	"github.com/go-fonts/liberation": "charts/font",
	"github.com/jackc/pgx/v5":        "loaders/postgres",
	"github.com/robfig/cron/v3":      "loaders/cron",
	"github.com/wneessen/go-mail":    "reports/delivery",
	"github.com/arran4/golang-ical":  "reports/delivery",
}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestImportsFollowThePolicy(t *testing.T) {
	policy := map[string][]string{}
	for line := range strings.Lines(allowed) {
		pkg, rest, ok := strings.Cut(line, ":")
		if ok {
			policy[strings.TrimSpace(pkg)] = strings.Fields(rest)
		}
	}
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, "tdkt/")
		may, known := policy[name]
		if !known {
			t.Errorf("package %s has no line in the policy", name)
			continue
		}
		for _, imp := range p.Imports {
			inside, ok := strings.CutPrefix(imp, "tdkt/")
			if ok && !permitted(may, inside) {
				t.Errorf("%s imports %s against the policy", name, inside)
			}
			for module, only := range pinned {
				if (imp == module || strings.HasPrefix(imp, module+"/")) && !slices.Contains(strings.Fields(only), name) {
					t.Errorf("%s imports %s, which only %s may", name, imp, only)
				}
			}
		}
	}
}

func permitted(may []string, imp string) bool {
	return slices.ContainsFunc(may, func(pattern string) bool {
		switch {
		case pattern == "vocabulary":
			return imp == "loaders/emulation" || imp == "loaders/quantity"
		case strings.HasSuffix(pattern, "/*"):
			return strings.HasPrefix(imp, strings.TrimSuffix(pattern, "*"))
		}
		return pattern == imp
	})
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "tdkt/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("go list found only %d packages", len(all))
	}
	return all
}
