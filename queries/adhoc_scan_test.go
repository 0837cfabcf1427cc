package queries

import (
	"slices"
	"strings"
	"testing"
)

func TestTrimStatement(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"select 1", "select 1"},
		{" select 1 ; -- end\n;/* x /* y */ */ ; ", " select 1"},
		{"select ';' ;", "select ';'"},
		{`select ";";`, `select ";"`},
		{"select $a$;$a$;", "select $a$;$a$"},
		{"select e'\\';' ;", "select e'\\';'"},
		{"select 'a'';' ;", "select 'a'';'"},
		{"select $1;", "select $1"},
		{"select 1; select 2;", "select 1; select 2"},
		{"select 1 /* open ;", "select 1 /* open ;"},
		{"-- nothing", ""},
		{"", ""},
	} {
		if got, _ := trimStatement(c.text); got != c.want {
			t.Errorf("%q gives %q, want %q", c.text, got, c.want)
		}
	}
}

func TestComplete(t *testing.T) {
	for text, want := range map[string]bool{
		"": true, "select 1": false, "select 1;": true, "select ';": false, "select 1; -- ;": true, "-- ;": false, "select 1\n;\n": true, "select $$;": false,
	} {
		if got := Complete(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// FuzzTrimStatement: what is trimmed begins the text, and nothing but
// semicolons, white space and comments is cut.
func FuzzTrimStatement(f *testing.F) {
	for _, text := range breakouts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, tokens := trimStatement(text)
		if !strings.HasPrefix(text, got) {
			t.Fatalf("%q is not the begin of %q", got, text)
		}
		if len(tokens) > 0 && tokens[len(tokens)-1].end != len(got) {
			t.Fatalf("%q ends at %d", got, tokens[len(tokens)-1].end)
		}
		for _, rest := range scanSQL(text)[len(tokens):] {
			if !rest.is(text, ";") {
				t.Fatalf("%q was cut off %q", text[rest.start:rest.end], text)
			}
		}
	})
}

// Every function of DuckDB that has side effects or looks into the catalogue is
// denied, and every table function that is not among the few allowed.
func TestDeniedFunctions(t *testing.T) {
	s := openSession(t, Role{})
	harmless := []string{"uuid", "uuidv4", "uuidv7", "gen_random_uuid", "random", "error", "ago", "pg_postmaster_start_time", "pg_conf_load_time"}
	rows, err := s.conn.QueryContext(t.Context(), `
		select distinct lower(function_name)
		from duckdb_functions()
		where internal and (function_type = 'scalar' and has_side_effects
			or function_type = 'macro' and (macro_definition ilike '%from %' or macro_definition ilike '%current%' or macro_definition ilike '%duckdb%'))`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	seen := 0
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		seen++
		if !slices.Contains(deniedFunctions, name) && !slices.Contains(harmless, name) {
			t.Errorf("%s is neither denied nor known to be harmless", name)
		}
	}
	if seen < 15 {
		t.Errorf("only %d functions were looked at", seen)
	}
}

// Values of a parameter are completed from the snapshot.
func TestKnownValues(t *testing.T) {
	s := openSession(t, Role{})
	for _, c := range []struct {
		param, begun string
		want         []string
	}{
		{"plan_id", "", []string{"p1"}},
		{"unit_code", "c2", []string{"c2", "c20", "c21", "c22", "c23", "c24"}},
		{"indicator_code", "i3", []string{"i3"}}, // i30 is restricted
		{"phase_no", "", []string{"1", "2"}},
		{"unit_code", "x' or '1'='1", nil},
		{"nonsense", "", nil},
	} {
		got, err := s.KnownValues(t.Context(), Param{Name: c.param}, c.begun)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s=%s: %v, %v", c.param, c.begun, got, err)
		}
	}
}
