package queries

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the expected tables in testdata/*.txt")

// TestScripts runs testdata/*.txt. The language is described in testdata/README.md.
func TestScripts(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			s := &script{t: t, file: name, db: openEmpty(t)}
			out := s.run()
			if *update && !t.Failed() {
				if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

type script struct {
	t    *testing.T
	file string
	db   *sql.DB
	rows int  // inserted so far
	told bool // rows that are not settled yet
}

// A block is a command with the lines below it, up to an empty line.
type block struct {
	line  int // of the command, from 1
	head  string
	lines []string
}

func (s *script) fail(line int, format string, args ...any) {
	s.t.Helper()
	s.t.Errorf("%s:%d: %s", s.file, line, fmt.Sprintf(format, args...))
}

// run does every command and gives the script as -update writes it.
func (s *script) run() string {
	text, err := os.ReadFile(s.file)
	if err != nil {
		s.t.Fatal(err)
	}
	var out strings.Builder
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			out.WriteString(line + "\n")
			continue
		}
		b := block{line: i + 1, head: line}
		single := line == "reset" || strings.HasPrefix(line, "use ")
		for !single && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" && !strings.HasPrefix(lines[i+1], "#") {
			i++
			b.lines = append(b.lines, lines[i])
		}
		out.WriteString(b.head + "\n")
		for _, l := range s.do(b) {
			out.WriteString(l + "\n")
		}
	}
	return out.String()
}

// do runs a block and gives the lines that should stand below its head.
func (s *script) do(b block) []string {
	words, err := splitWords(b.head)
	if err != nil {
		s.fail(b.line, "%v", err)
		return b.lines
	}
	switch {
	case words[0] == "load" && len(words) == 2:
		s.load(b, words[1])
		return b.lines
	case words[0] == "use" && len(words) == 2:
		s.use(b, words[1])
		return b.lines
	case words[0] == "reset" && len(words) == 1:
		s.db.Close()
		s.db, s.rows = openEmpty(s.t), 0
		return b.lines
	case words[0] == "eval" && len(words) >= 2:
		params := map[string]string{}
		for _, w := range words[2:] {
			name, value, ok := strings.Cut(w, "=")
			if !ok {
				s.fail(b.line, "%q is not of the form name=value", w)
				return b.lines
			}
			params[name] = value
		}
		s.settle()
		table, err := Run(context.Background(), s.db, words[1], params)
		if words[1] == "proof_targets" && err == nil {
			s.tallied(b, params)
		}
		return s.compare(b, table, err)
	case words[0] == "sql":
		text := strings.TrimSpace(strings.TrimPrefix(b.head, "sql"))
		if strings.HasPrefix(text, "select") {
			s.settle()
		} else {
			s.told = true
		}
		rows, err := s.db.Query(text)
		if err != nil {
			return s.compare(b, Table{}, err)
		}
		defer rows.Close()
		table, err := ReadTable(rows)
		return s.compare(b, table, err)
	}
	s.fail(b.line, "unknown command %q; see testdata/README.md", b.head)
	return b.lines
}

// tallied holds TallyProofs against the query that it stands in for.
func (s *script) tallied(b block, params map[string]string) {
	d := ReviewDate{PlanID: params["plan_id"], DataTo: day(params["data_to"]), KnownAt: day(params["known_at"]), Review: params["review"]}
	rows, err := ProofTargets(context.Background(), s.db, d)
	if err != nil {
		s.fail(b.line, "%v", err)
	}
	results, err := TargetResults(context.Background(), s.db, d)
	if err != nil {
		s.fail(b.line, "%v", err)
	}
	if diff := proofsDiff(rows, TallyProofs(results)); diff != "" {
		s.fail(b.line, "the tally differs (-SQL +Go)\n%s", diff)
	}
}

// proofsDiff compares the blocking rows, rows behind apart.
func proofsDiff(rows, tally []ProofRow) string {
	var blocking []ProofRow
	for _, r := range rows {
		if r.RowsBehind = nil; r.Blocking {
			blocking = append(blocking, r)
		}
	}
	return cmp.Diff(fmt.Sprintf("%+v", blocking), fmt.Sprintf("%+v", tally))
}

// settle does what a load does for its rows, when there are new ones.
func (s *script) settle() {
	if s.told {
		settle(s.t, s.db)
		s.told = false
	}
}

// use runs the load blocks of testdata/NAME.data.
func (s *script) use(b block, name string) {
	inner := &script{t: s.t, file: "testdata/" + name + ".data", db: s.db, rows: s.rows}
	inner.run()
	s.rows, s.told = inner.rows, s.told || inner.told
}

// load inserts the rows of a block into a table.
func (s *script) load(b block, table string) {
	if len(b.lines) == 0 {
		s.fail(b.line, "load %s: no header", table)
		return
	}
	columns, err := tableColumns(s.db, table)
	if err != nil {
		s.fail(b.line, "%v", err)
		return
	}
	s.told = s.told || slices.Contains([]string{"actual", "org_unit", "unit_change"}, table)
	header := splitCells(b.lines[0])
	for _, name := range header {
		if !slices.Contains(columns, name) {
			s.fail(b.line+1, "table %s has no column %s", table, name)
			return
		}
	}
	for i, line := range b.lines[1:] {
		s.rows++
		cells := splitCells(line)
		if len(cells) != len(header) {
			s.fail(b.line+2+i, "%d cells under %d columns", len(cells), len(header))
			return
		}
		given := map[string]any{}
		for j, c := range cells {
			given[header[j]] = cellValue(c)
		}
		names, marks, values := []string{}, []string{}, []any{}
		for _, c := range columns {
			v, ok := given[c]
			if !ok {
				if v, ok = defaultFor(table, c, given, s.rows); !ok {
					continue
				}
			}
			names, marks, values = append(names, c), append(marks, "?"), append(values, v)
		}
		_, err := s.db.Exec(fmt.Sprintf("insert into %s (%s) values (%s)",
			table, strings.Join(names, ", "), strings.Join(marks, ", ")), values...)
		if err != nil {
			s.fail(b.line+2+i, "%v", err)
		}
	}
}

// compare holds a result against the lines of a block and gives the lines that
// -update writes. The expected header chooses the columns.
func (s *script) compare(b block, got Table, err error) []string {
	s.t.Helper()
	if len(b.lines) > 0 && strings.HasPrefix(b.lines[0], "error ") {
		want, quoteErr := strconv.Unquote(strings.TrimPrefix(b.lines[0], "error "))
		switch {
		case quoteErr != nil:
			s.fail(b.line+1, "the error must be quoted")
		case err == nil:
			s.fail(b.line, "no error, want one with %q", want)
		case !strings.Contains(err.Error(), want):
			s.fail(b.line, "error %q, want one with %q", err, want)
		}
		return b.lines
	}
	if err != nil {
		s.fail(b.line, "%v", err)
		return b.lines
	}
	if len(b.lines) > 0 {
		header := splitCells(b.lines[0])
		if got, err = choose(got, header); err != nil {
			s.fail(b.line+1, "%v", err)
			return b.lines
		}
	}
	var text strings.Builder
	if err := got.Text(&text); err != nil {
		s.fail(b.line, "%v", err)
		return b.lines
	}
	lines := strings.Split(strings.TrimRight(text.String(), "\n"), "\n")
	if *update {
		return lines
	}
	if diff := cmp.Diff(normal(b.lines), normal(lines)); diff != "" {
		s.fail(b.line, "%s (-want +got)\n%s\ngot:\n%s", b.head, diff, text.String())
	}
	return b.lines
}

// choose keeps the named columns, in that order.
func choose(t Table, names []string) (Table, error) {
	out := Table{Rows: make([][]any, len(t.Rows))}
	for _, name := range names {
		i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
		if i < 0 {
			return Table{}, fmt.Errorf("the result has no column %s", name)
		}
		out.Columns = append(out.Columns, t.Columns[i])
		for r := range t.Rows {
			out.Rows[r] = append(out.Rows[r], t.Rows[r][i])
		}
	}
	return out, nil
}

// normal gives the cells of each line, so that alignment does not matter.
func normal(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.Join(splitCells(l), " | ")
	}
	return out
}
