package queries

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Views are what their heads say: columns and types, a meaning for every
// column, and NULL only where the head speaks of it.
func TestViewsAreAsDocumented(t *testing.T) {
	s := openSession(t, Role{Restricted: true, Personal: true})
	for _, v := range Views() {
		got, err := s.Query(t.Context(), "from "+v.Name, nil, Limits{Rows: 20000})
		if err != nil {
			t.Errorf("%s: %v", v.Name, err)
			continue
		}
		var want, have []string
		for i, c := range v.Returns {
			want = append(want, c.Name+" "+c.Type)
			if c.Note == "" {
				t.Errorf("%s.%s has no meaning", v.Name, c.Name)
			}
			missing := slices.ContainsFunc(got.Rows, func(row []any) bool { return i < len(row) && row[i] == nil })
			if missing && !strings.Contains(c.Note, "NULL") {
				t.Errorf("%s.%s is NULL in a row, and its note does not speak of it", v.Name, c.Name)
			}
		}
		for _, c := range got.Columns {
			have = append(have, c.Name+" "+c.Type)
		}
		if d := cmp.Diff(want, have); d != "" {
			t.Errorf("%s (-head +real)\n%s", v.Name, d)
		}
		if len(v.Params) > 0 {
			t.Errorf("%s takes parameters", v.Name)
		}
		if !strings.HasPrefix(v.Grain, "one row per ") {
			t.Errorf("%s: grain %q", v.Name, v.Grain)
		}
	}
}

// A view is named as nothing else in the warehouse is, so that no table is
// hidden behind one, and has rows in an office that uses everything.
func TestViewNames(t *testing.T) {
	s := openSession(t, Role{Personal: true})
	taken, err := s.relations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range Views() {
		if slices.Contains(taken, v.Name) {
			t.Errorf("a table is called %s too", v.Name)
		}
		got, err := s.Query(t.Context(), "select count(*) as n from "+v.Name, nil, Limits{Rows: 1})
		if err != nil || got.Rows[0][0] == Number("0") && v.Name != "target_items" {
			t.Errorf("%s: %v, %v", v.Name, got.Rows, err)
		}
	}
}

// What is restricted or personal is there only for a role that may see it.
// Indicator i30 has the restricted target.
func TestRoles(t *testing.T) {
	public, full := openSession(t, Role{}), openSession(t, Role{Restricted: true, Personal: true})
	ask := func(s *Session, sql string) string {
		t.Helper()
		got, err := s.Query(t.Context(), sql, nil, Limits{Rows: 10})
		if err != nil {
			return err.Error()
		}
		return fmt.Sprint(got.Rows)
	}
	for _, c := range []struct{ sql, public, full string }{
		{"select count(*) from targets", "[[29]]", "[[30]]"},
		{"select count(*) from targets where target_code = 't30'", "[[0]]", "[[1]]"},
		{"select count(*) from indicators where indicator_code = 'i30'", "[[0]]", "[[1]]"},
		{"select count(*) > 0 from reported_values where indicator_code = 'i30'", "[[false]]", "[[true]]"},
		{"select count(*) > 0 from latest_values where indicator_code = 'i30'", "[[false]]", "[[true]]"},
		{"select count(*) from award_recipients", `there is no analyst view "award_recipients"`, "[[1200]]"},
		{"select count(*) from registration_recipients", `there is no analyst view "registration_recipients"`, "[[1200]]"},
		{"select count(*) from initiative_authors", `there is no analyst view "initiative_authors"`, "[[300]]"},
		{"select count(*) from vote_candidates", `there is no analyst view "vote_candidates"`, "[[200]]"},
		{"select count(*) from assessments", "[[1]]", "[[2]]"},
		{"select count(*) from exemplar_names", `there is no analyst view "exemplar_names"`, "[[120]]"},
		{"select role_restricted()", "the function role_restricted is not allowed", "the function role_restricted is not allowed"},
	} {
		if got := ask(public, c.sql); got != c.public {
			t.Errorf("public: %s\ngot %s, want %s", c.sql, got, c.public)
		}
		if got := ask(full, c.sql); got != c.full {
			t.Errorf("full: %s\ngot %s, want %s", c.sql, got, c.full)
		}
	}
	// No text of the public views holds a name of a person.
	for _, v := range (Role{}).Views() {
		got, err := public.Query(t.Context(), "from "+v.Name, nil, Limits{Rows: 20000})
		if err != nil {
			t.Fatal(err)
		}
		if text := tableText(t, got.Table); strings.Contains(text, "Người ") || strings.Contains(text, "Điển hình ") {
			t.Errorf("%s shows names", v.Name)
		}
	}
}

// The province is the unit of that level above a unit, else the role's.
func TestProvince(t *testing.T) {
	s := openSession(t, Role{Province: "25"})
	got, err := s.Query(t.Context(), "select distinct province_code from units", nil, Limits{Rows: 10})
	if err != nil || tableText(t, got.Table) != "province_code\n25\n" {
		t.Errorf("%v %v", got.Rows, err)
	}
	db := openEmpty(t)
	for _, text := range append(ViewDefinitions(Role{Province: "99"}), `insert into org_unit values
		('25', 'Tỉnh', 'T', 'province', 'province', null, true, 0, '2000-01-01', null, null, 1, '', 1),
		('233', 'Huyện', 'H', 'district', 'district', '25', true, 0, '2005-01-01', '2025-06-30', null, 1, '', 2),
		('08230', 'Thị trấn', 'TT', 'commune', 'township', '233', true, 0, '2000-01-01', '2025-06-30', null, 1, '', 3),
		('08230', 'Xã', 'X', 'commune', 'commune', '26', true, 0, '2025-07-01', null, null, 1, '', 4)`) {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	settle(t, db)
	rows, err := db.Query("select unit_code, name, province_code from units order by unit_code, valid_from")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	table, err := ReadTable(rows)
	if err != nil {
		t.Fatal(err)
	}
	// The new commune's province 26 is not on record: the role's stands for it.
	want := "unit_code  name      province_code\n08230      Thị trấn  25\n08230      Xã        99\n233        Huyện     25\n25         Tỉnh      25\n"
	if d := cmp.Diff(want, tableText(t, table)); d != "" {
		t.Error(d)
	}
}

// The views agree with the queries: awards as granted less revoked, values as
// those that count.
func TestViewsAgreeWithQueries(t *testing.T) {
	snapshot := openSnapshot(t, officeWarehouse(t), adHocOptions)
	s, err := NewSession(t.Context(), snapshot.DB, Role{Restricted: true, Personal: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	db := openEmpty(t)
	fillOffice(t, db)
	awards, err := RegistrationAwards(t.Context(), db, AwardYear{PlanID: "p1", Year: 2022, KnownAt: day("2099-12-31")})
	if err != nil {
		t.Fatal(err)
	}
	granted, registered := 0, 0
	for _, a := range awards {
		granted += a.Granted
		registered += a.Registered
	}
	got, err := s.Query(t.Context(), "select (select sum(net) from awards where year = 2022), (select sum(quantity) from registrations where year = 2022)", nil, Limits{Rows: 1})
	if err != nil || fmt.Sprint(got.Rows) != fmt.Sprintf("[[%d %d]]", granted, registered) {
		t.Errorf("views %v, queries %d and %d; %v", got.Rows, granted, registered, err)
	}
	history, err := Run(t.Context(), db, "value_history", map[string]string{"indicator_code": "i2", "unit_code": "c1"})
	if err != nil {
		t.Fatal(err)
	}
	got, err = s.Query(t.Context(), "from latest_values where indicator_code = 'i2' and unit_code = 'c1'", nil, Limits{Rows: 100})
	if err != nil || len(got.Rows) != len(history.Rows) {
		t.Errorf("%d values, %d in the history; %v", len(got.Rows), len(history.Rows), err)
	}
}

// The registers of the office agree with the queries that count them.
func TestRegisterViewsAgreeWithQueries(t *testing.T) {
	s := openSession(t, Role{})
	db := openEmpty(t)
	fillOffice(t, db)
	year := map[string]string{"plan_id": "p1", "year": "2022", "known_at": "2023-12-31"}
	window := map[string]string{"plan_id": "p1", "data_from": "2022-01-01", "data_to": "2022-12-31", "known_at": "2023-12-31"}
	for _, c := range []struct {
		query  string
		params map[string]string
		where  func(row map[string]any) bool
		column string
		view   string
	}{
		{"fund_balance", year, func(r map[string]any) bool { return r["unit_code"] == "*" }, "prizes", "select sum(amount) from fund_entries where entry_kind = 'prize' and year = 2022"},
		{"fund_balance", year, func(r map[string]any) bool { return r["unit_code"] == "*" }, "allocated", "select sum(amount) from fund_entries where entry_kind = 'allocated' and year = 2022"},
		{"initiatives", year, func(r map[string]any) bool { return r["unit_code"] == "*" && r["level"] == "*" }, "recognised", "select sum(quantity) from initiatives where state = 'recognised' and year = 2022"},
		{"initiatives", year, func(r map[string]any) bool { return r["unit_code"] == "*" && r["level"] == "*" }, "proposed", "select sum(quantity) from initiatives where state = 'proposed' and year = 2022"},
		{"vote_list", year, nil, "", "select count(*) from votes where year = 2022"},
		{"follow_up_list", window, nil, "", "select count(*) from follow_ups where year = 2022"},
	} {
		answer, err := Run(t.Context(), db, c.query, c.params)
		if err != nil {
			t.Fatal(err)
		}
		want := strconv.Itoa(len(answer.Rows))
		for _, row := range answer.Rows {
			named := map[string]any{}
			for i, col := range answer.Columns {
				named[col.Name] = row[i]
			}
			if c.where != nil && c.where(named) {
				want = fmt.Sprint(named[c.column])
			}
		}
		got, err := s.Query(t.Context(), c.view, nil, Limits{Rows: 1})
		if err != nil || fmt.Sprint(got.Rows) != "[["+want+"]]" || want == "0" {
			t.Errorf("%s %s: %s, the view %v; %v", c.query, c.column, want, got.Rows, err)
		}
	}
}

// The view of verdicts says of every finished year what the final review of that
// year says, and its macros stay out of an analyst's reach.
func TestVerdictsAgreeWithTheReview(t *testing.T) {
	db := openEmpty(t)
	fillOffice(t, db)
	results, err := TargetResults(t.Context(), db, ReviewDate{PlanID: "p1", DataTo: day("2022-12-31"), KnownAt: day("2023-01-16"), Review: "final"})
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, r := range results {
		if r.TargetCode != "t30" { // restricted
			fmt.Fprintf(&want, "[2022 %s %s %s]\n", r.TargetCode, r.Verdict, r.Value.Decimal)
		}
	}
	s := openSession(t, Role{})
	got, err := s.Query(t.Context(), "select year, target_code, verdict, value from verdicts order by target_code[2:]::integer", nil, Limits{Rows: 100})
	if err != nil {
		t.Fatal(err)
	}
	var have strings.Builder
	for _, row := range got.Rows {
		fmt.Fprintln(&have, row)
	}
	if d := cmp.Diff(want.String(), have.String()); d != "" {
		t.Errorf("(-review +view)\n%s", d)
	}
	for _, text := range []string{
		"from known_votes('p1', 2022, date '2023-12-31')", "from view_results", "select name_key('A')", "select main.dated_code('a', null, null, null)",
	} {
		var refused *SQLError
		if _, err := s.Query(t.Context(), text, nil, Limits{Rows: 1}); !errors.As(err, &refused) || refused.Kind != SQLRefused {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// The documentation of the views is written from their heads: with -update this
// test writes sql/views/README.md, and the README's table must be the same.
func TestViewDocumentation(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSchema(&b, Views()); err != nil {
		t.Fatal(err)
	}
	const file = "sql/views/README.md"
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil || string(text) != b.String() {
		t.Errorf("%s is not what the views say: run the test with -update; %v", file, err)
	}
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	// The README shows the table once it has its first line.
	head, _, _ := strings.Cut(ViewTable(Views()), "\n")
	if strings.Contains(string(readme), head) && !strings.Contains(string(readme), ViewTable(Views())) {
		t.Errorf("the README's table of views is not\n%s", ViewTable(Views()))
	}
}
