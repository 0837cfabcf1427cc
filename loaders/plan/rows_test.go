package plan

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	create = regexp.MustCompile(`(?s)create table (\w+) \((.*?)\n\);`)
	column = regexp.MustCompile(`(?m)^    (\w+)\s+(?:varchar|integer|date|boolean|decimal)`)
)

// The rows have the columns of the warehouse's tables, in their order.
func TestColumns(t *testing.T) {
	sql, err := os.ReadFile("../warehouse/migrations/0001_base.sql")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][]string{}
	for _, m := range create.FindAllStringSubmatch(string(sql), -1) {
		for _, c := range column.FindAllStringSubmatch(m[2], -1) {
			tables[m[1]] = append(tables[m[1]], c[1])
		}
	}
	p, problems := Read("p.yaml", []byte(full))
	if p == nil {
		t.Fatal(problems)
	}
	for _, table := range p.Tables(7) {
		if d := cmp.Diff(tables[table.Name], table.Columns); d != "" {
			t.Errorf("%s: %s", table.Name, d)
		}
		if len(table.Rows) == 0 {
			t.Errorf("%s: the example fills no row", table.Name)
		}
		for _, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Fatalf("%s: %d cells for %d columns", table.Name, len(row), len(table.Columns))
			}
			for i, cell := range row {
				switch cell.(type) {
				case nil, string, int, bool, []string:
				default:
					t.Errorf("%s.%s is a %T", table.Name, table.Columns[i], cell)
				}
			}
		}
	}
}

// full has a row for every table.
var full = head + `phases: [{no: 1, name: Đợt 1, from: 2022-01-01, to: 2022-06-30, quote: q, place: p}]
movements: [{code: m, name: M, launched_by: central, scope: national, quote: q, place: p}]
indicators:
  - code: g
    name: Xếp loại
    unit: loại
    nature: grade
    course: once
    direction: up
    grades: [Khá, Tốt]
    collected_at: district
    targets:
      - {sector: s, bound: grade, base: {year: 2021, text: Khá}, due_on: 2023-04-30, quote: q, place: p}
      - {code: n, sector: s, bound: named, items: [{code: "1", name: Một}], quote: q, place: p}
clusters:
  - code: c
    name: Cụm số 1
    year: 2022
    tie_break: kt
    leader: {unit: "1", document: Biên bản}
    members: ["1", {unit: "2", disqualified: nợ hồ sơ}]
    criteria: [{code: kt, name: Kinh tế, max: 40}]
`

func FuzzRead(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte(oneTarget("", "bound: range, from: 86, to: 83, versions: [{version: 2}]")))
	f.Add([]byte("plan: p\nphases: [{}]\nclusters: [a]\nindicators: [{targets: [{and: {}, base: {}}]}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems := Read("p.yaml", data)
		if (p == nil) == (len(problems.Errors()) == 0) {
			t.Fatalf("plan %v with problems %v", p != nil, problems)
		}
		for _, found := range problems {
			if found.Line < 1 || strings.TrimSpace(found.Message) == "" {
				t.Fatalf("no place or message: %+v", found)
			}
		}
		if p != nil {
			p.Tables(1)
		}
	})
}
