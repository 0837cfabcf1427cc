package main

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tdkt/charts/echarts"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/document"
)

// TestEveryMarkLeadsToItsSource follows every mark of every review of the examples,
// and of the award and coverage reports: the query's answer has the row, and the
// reported rows that its figures rest on are found with their files. Only a row
// without a figure of its own may have none.
func TestEveryMarkLeadsToItsSource(t *testing.T) {
	ctx := context.Background()
	pool := echarts.NewPool(2)
	defer pool.Close()
	for _, name := range fixtureNames(t) {
		t.Run(name, func(t *testing.T) {
			a := testApp(t)
			a.memory = followMemory
			ws, err := a.demoWorkspace(ctx, filepath.Join("../../fixtures", name), t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			snapshot, err := a.openSnapshot(ctx, ws)
			if err != nil {
				t.Fatal(err)
			}
			defer snapshot.Close()
			for _, req := range demoRequests(ws) {
				built, err := a.build(ctx, ws, pool, &req)
				if err != nil {
					t.Fatal(err)
				}
				followMarks(ctx, t, snapshot.DB, req.review(), built.Document)
			}
		})
	}
	t.Run("papers", func(t *testing.T) {
		a, d := loaded(t, "phu-ninh-2022", 0, "2023-01-15", followMemory)
		awards, err := reports.BuildAwards(ctx, d.snapshot.DB, pool, a.env.now, d.request, 0)
		if err != nil {
			t.Fatal(err)
		}
		followMarks(ctx, t, d.snapshot.DB, "awards", awards.Document)
		coverage, err := reports.BuildCoverage(ctx, d.snapshot.DB, pool, a.env.now, d.request)
		if err != nil {
			t.Fatal(err)
		}
		followMarks(ctx, t, d.snapshot.DB, "coverage", coverage.Document)
		forms, _, err := reports.BuildForms(ctx, d.snapshot.DB, a.env.now, reports.FormsRequest{Request: d.request, Year: 2022})
		if err != nil {
			t.Fatal(err)
		}
		followMarks(ctx, t, d.snapshot.DB, "forms", forms.Document)
		formsAddUp(ctx, t, d.snapshot.DB, forms.Document)
		cards, err := reports.PrepareScorecards(ctx, d.snapshot.DB, a.env.now, d.request)
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range []string{"08234", "233-NN"} {
			card, err := a.buildCard(ctx, cards, pool, unit)
			if err != nil {
				t.Fatal(err)
			}
			followMarks(ctx, t, d.snapshot.DB, "scorecard "+unit, card.Document)
		}
	})
}

// handwork are tables that a pen fills in.
var handwork = []string{"danh-sach-dai-bieu"}

func followMarks(ctx context.Context, t *testing.T, db *sql.DB, report string, doc document.Document) {
	t.Helper()
	answers := map[string]queries.Table{}
	marks := map[string]bool{}
	sources, foreign := 0, 0
	parts := doc.Annexes
	if len(parts) == 0 {
		parts = []document.Annex{{Label: "body", Body: doc.Body}}
	}
	for _, annex := range parts {
		for _, b := range annex.Body {
			table, ok := b.(document.Table)
			if !ok || slices.Contains(handwork, table.ID) {
				continue
			}
			for i, r := range table.Rows {
				if r.Kind == document.Group {
					continue
				}
				place := report + ", " + annex.Label + ", " + table.ID + ", " + table.Label(r)
				if r.Origin == nil || r.Mark == "" || marks[r.Mark] {
					t.Errorf("%s: row %d has the mark %q, which must be there and its own", place, i+1, r.Mark)
					continue
				}
				marks[r.Mark] = true
				o := *r.Origin
				answer, ok := answers[o.Query]
				if !ok {
					params := map[string]string{}
					for _, p := range o.Params {
						if p.Value != "" && p.Name != "indicator_code" {
							params[p.Name] = p.Value
						}
					}
					var err error
					if answer, err = queries.Run(ctx, db, o.Query, params); err != nil {
						t.Fatalf("%s: %v", place, err)
					}
					answers[o.Query] = answer
				}
				for _, column := range table.Columns {
					if column.From != "" && o.How == "" && answer.Find(pickOf(o, column)) < 0 {
						t.Errorf("%s: the answer of %s has no row %v", place, o.Query, pickOf(o, column))
						break
					}
				}
				for c, cell := range r.Cells {
					if cell.Origin != nil {
						followCell(ctx, t, db, place+", column "+document.ColumnLetter(c), cell)
						foreign++
					}
				}
				for _, column := range table.Columns {
					if len(column.Params) == 0 {
						continue
					}
					earlier := o.Asked(column)
					if earlier.Subject() != o.Subject() || slices.Equal(earlier.Params, o.Params) {
						t.Errorf("%s: the column asks %v", place, earlier.Params)
					}
				}
				if under, ok := reports.Under(o, answer); o.How != "" && ok && (len(under) == 0 || len(under) > len(answer.Rows)) {
					t.Errorf("%s: %d rows of %d stand under it", place, len(under), len(answer.Rows))
				}
				// Every row takes minutes; the long run takes them.
				if i%9 != 1 && os.Getenv("TDKT_LONG") == "" {
					continue
				}
				rows, single, err := reports.Sources(ctx, db, o, nil)
				if err != nil {
					t.Fatalf("%s: %v", place, err)
				}
				if o.How == "" && !single {
					t.Errorf("%s: %s cannot be followed", place, o.Query)
				}
				own := slices.DeleteFunc(slices.Clone(rows), func(r queries.TracedRow) bool { return r.Purpose == "plan" })
				sources += len(own)
				for _, s := range rows {
					if s.FileName == "" || len(s.Sha256) != 64 || s.RowNo == 0 && s.Kind != "plan" {
						t.Errorf("%s: a source without its place: %+v", place, s)
					}
				}
				if single && len(own) == 0 && figured(table, r, answer, o) {
					t.Errorf("%s: no reported row stands behind its figures", place)
				}
			}
		}
	}
	if len(marks) == 0 || sources < len(marks)/30 {
		t.Errorf("%s: %d marks lead to %d sources", report, len(marks), sources)
	}
	if unit, ok := strings.CutPrefix(report, "scorecard "); ok && !strings.Contains(unit, "-") && foreign == 0 {
		t.Errorf("%s: no cell leads to the whole's figure", report)
	}
}

// followCell follows a cell that another query than its row's gave.
func followCell(ctx context.Context, t *testing.T, db *sql.DB, place string, cell document.Cell) {
	t.Helper()
	answer, err := answerOf(ctx, db, *cell.Origin)
	if err != nil {
		t.Fatalf("%s: %v", place, err)
	}
	at := answer.Find(pickOf(*cell.Origin, document.Column{}))
	if at < 0 {
		t.Errorf("%s: the answer of %s has no row %v", place, cell.Origin.Query, cell.Origin.Pick)
		return
	}
	given := false
	for _, from := range strings.Split(cell.From, ", ") {
		if !slices.ContainsFunc(answer.Columns, func(c queries.Column) bool { return c.Name == from }) {
			t.Errorf("%s: %s has no column %q", place, cell.Origin.Query, from)
		}
		given = given || answer.Cell(at, from) != ""
	}
	rows, ok, err := reports.Sources(ctx, db, *cell.Origin, nil)
	if err != nil || !ok || given && len(rows) == 0 {
		t.Errorf("%s: %d rows, followed %t: %v", place, len(rows), ok, err)
	}
}

// formsAddUp compares the awards behind each row of the forms with its figure.
func formsAddUp(ctx context.Context, t *testing.T, db *sql.DB, doc document.Document) {
	t.Helper()
	compared := 0
	for _, annex := range doc.Annexes {
		for _, b := range annex.Body {
			table, ok := b.(document.Table)
			if !ok {
				continue
			}
			first := slices.IndexFunc(table.Columns, func(c document.Column) bool { return c.From == "total" })
			for _, r := range table.Rows {
				if r.Origin == nil {
					continue
				}
				rows, _, err := reports.Sources(ctx, db, *r.Origin, nil)
				if err != nil {
					t.Fatal(err)
				}
				sum := 0.0
				for _, s := range rows {
					sum += s.Value.Decimal.Float64()
				}
				want, err := strconv.ParseFloat(strings.ReplaceAll(strings.Replace(r.Cells[first].Plain(), "-", "0", 1), ".", ""), 64)
				if err != nil || sum != want {
					t.Errorf("%s, %s: %g behind it, %s printed (%v)", annex.Title, table.Label(r), sum, r.Cells[first].Plain(), err)
				}
				if want > 0 {
					compared++
				}
			}
		}
	}
	if compared < 8 {
		t.Errorf("only %d rows of the forms have figures", compared)
	}
}

// figured reports whether a row prints a figure that somebody must have reported:
// one of the answer's columns is neither missing nor 0.
func figured(t document.Table, r document.Row, answer queries.Table, o document.Origin) bool {
	for i, c := range r.Cells {
		for _, from := range strings.Split(t.Columns[i].From, ", ") {
			switch from {
			case "value", "last_value", "year_estimate", "verified_score", "self_score", "indicator_values", "quantity", "name":
				if v := answer.Cell(answer.Find(pickOf(o, t.Columns[i])), from); v != "" && v != "0" && strings.TrimSpace(c.Plain()) != "" {
					return true
				}
			}
		}
	}
	return false
}
