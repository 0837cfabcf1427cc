package queries

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

const savedHead = `-- name: revenue
-- title: Kết quả theo xã
-- about: What each commune reached.
-- grain: one row per commune
-- params: day DATE, level VARCHAR [optional]
-- returns: unit_name VARCHAR, total DECIMAL(38,6) [tấn; NULL when not reported], n BIGINT
-- headings: unit_name = Đơn vị; total = Kết quả
--   (tấn)
-- chart: bar label=unit_name value=total
`

const savedBody = `select unit_name, sum(value) as total, count(*) as n
from latest_values
where indicator_code = 'i2' and period_end = $day::date and ($level is null or $level = 'x')
group by unit_name
order by unit_name`

func readOne(t *testing.T, text string) (Saved, error) {
	t.Helper()
	all, err := ReadSaved("queries", fstest.MapFS{"revenue.sql": {Data: []byte(text)}})
	if len(all) == 1 {
		return all[0], err
	}
	return Saved{}, err
}

func TestSaved(t *testing.T) {
	q, err := readOne(t, savedHead+savedBody)
	if err != nil {
		t.Fatal(err)
	}
	if q.PageTitle() != "Kết quả theo xã" || q.Heading("total") != "Kết quả (tấn)" || q.Heading("n") != "n" ||
		q.Chart != (ChartSpec{Kind: "bar", Label: "unit_name", Value: "total"}) {
		t.Errorf("%+v", q)
	}
	s := openSession(t, Role{})
	got, err := s.RunSaved(t.Context(), q, map[string]string{"day": "2022-12-31"}, Limits{Rows: 2})
	if err != nil {
		t.Fatal(err)
	}
	// Month 12 of indicator 2: 12 * 10 + 2.
	if want := "unit_name  total  n\nXã 1         122  1\nXã 10        122  1\n"; tableText(t, got.Table) != want || !got.More {
		t.Errorf("got\n%s", tableText(t, got.Table))
	}
	if got.Columns[1].Note == "" {
		t.Error("the columns have lost their notes")
	}
	var param *ParamError
	for _, params := range []map[string]string{{}, {"day": "31/12/2022"}, {"day": "2022-12-31", "dya": "x"}} {
		if _, err := s.RunSaved(t.Context(), q, params, Limits{}); !errors.As(err, &param) {
			t.Errorf("%v: %v", params, err)
		}
	}
	// A text is bound, never pasted.
	if got, err := s.RunSaved(t.Context(), q, map[string]string{"day": "2022-12-31", "level": "x' or '1'='1"}, Limits{}); err != nil || len(got.Rows) != 0 {
		t.Errorf("%v, %v", got.Rows, err)
	}
}

// What is wrong with a file is said with the file and, in the head, the line.
func TestSavedProblems(t *testing.T) {
	s := openSession(t, Role{})
	change := func(old, new string) string { return strings.Replace(savedHead+savedBody, old, new, 1) }
	for _, c := range []struct{ text, want string }{
		{change("-- grain: one row per commune\n", ""), `queries/revenue.sql:1: the head has no "-- grain: ..."`},
		{change("name: revenue", "name: income"), `queries/revenue.sql:1: the name is "income", but the file is revenue.sql`},
		{change("-- about: What", "-- abuot: What"), `queries/revenue.sql:3: unknown entry "abuot"`},
		{change("bar label", "pie label"), `queries/revenue.sql:9: chart: "pie" is no chart`},
		{change("label=unit_name value", "value"), "queries/revenue.sql:9: chart: bar needs label=COLUMN"},
		{change("label=unit_name", "label=unit"), `chart: label: the query returns no column "unit"`},
		{change("value=total", "value=unit_name"), "chart: value: the column unit_name is a VARCHAR"},
		{change("unit_name = Đơn vị", "unit = Đơn vị"), "queries/revenue.sql:7: headings"},
		{change("-- chart", "-- section: monthly\n-- chart"), `queries/revenue.sql:9: section: "monthly" is no report`},
		{change("-- chart", "-- section: final\n-- chart"), "queries/revenue.sql:9: section: a report gives plan_id, data_to, known_at, and the query needs day"},
		{change("n BIGINT", "n INTEGER"), "and it returns\n  unit_name VARCHAR, total DECIMAL(38,6), n BIGINT"},
		{change("day DATE, ", ""), "the text has $day, the head has no parameter day"},
		{change("day DATE", "day DATE, plan VARCHAR"), "the head has the parameter plan, the text has no $plan"},
		{change("from latest_values", "from actual"), `queries/revenue.sql: there is no analyst view "actual"`},
		{change("order by unit_name", "; drop view awards"), "queries/revenue.sql: only a question may be asked"},
		{change("sum(value)", "sum(valeu)"), "valeu"},
		{savedHead, "no SQL below the head"},
	} {
		q, err := readOne(t, c.text)
		if err == nil {
			err = s.CheckSaved(t.Context(), q)
		}
		var saved *SavedError
		if !errors.As(err, &saved) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
	if _, err := ReadSaved("queries", fstest.MapFS{"plans.sql": {Data: []byte(strings.Replace(savedHead+savedBody, "revenue", "plans", 1))}}); err == nil || !strings.Contains(err.Error(), "the catalogue has a query plans of its own") {
		t.Errorf("got %v", err)
	}
}
