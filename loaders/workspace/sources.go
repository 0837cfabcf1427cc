package workspace

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"tdkt/loaders/strictyaml"
)

// A Source is a database that a load asks by a query.
type Source struct {
	Name  string
	Kind  string // "actuals", ...; "": recognised by the names of the columns
	Query string // one SELECT
	// How to reach it: the text itself (without a password), the name of an
	// environment variable, or a file. One of the three is set.
	DSN, DSNEnv, DSNFile string
	// Where the password is; both may be empty.
	PasswordEnv, PasswordFile string
	Timeout                   int // seconds until the server must have answered; default 30
	// Types are the columns' types as they must come, in order; empty: as they come.
	Types []ColumnType
}

// A ColumnType is the declared type of a column of a query.
type ColumnType struct {
	Column string
	Type   string // text, number, date, yes_no
}

var sourceName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

func readSources(root *strictyaml.Map) []Source {
	var all []Source
	for _, m := range root.Maps("sources", "source") {
		m.Require("name", "query")
		s := Source{Name: m.Text("name"), Kind: m.Text("kind"), Query: m.Text("query"),
			DSN: m.Text("dsn"), DSNEnv: m.Text("dsn_env"), DSNFile: m.Text("dsn_file"),
			PasswordEnv: m.Text("password_env"), PasswordFile: m.Text("password_file"), Timeout: m.Int("timeout_seconds", 30, 1, 3600)}
		if s.Name != "" && !sourceName.MatchString(s.Name) {
			m.Errorf("name", "write small letters, digits, - and _ only: so-tai-chinh", "%q is no name for a source", s.Name)
		}
		if slices.ContainsFunc(all, func(o Source) bool { return o.Name == s.Name }) {
			m.Errorf("name", "give each source a name of its own", "source %q stands here twice", s.Name)
		}
		given := 0
		for _, text := range []string{s.DSN, s.DSNEnv, s.DSNFile} {
			if text != "" {
				given++
			}
		}
		if given != 1 {
			m.Errorf("dsn_env", "give one of dsn_env (an environment variable), dsn_file, or dsn without a password", "it is not clear how source %s is reached", s.Name)
		}
		if m.Has("password") || hasPassword(s.DSN) {
			m.Errorf("dsn", "name the environment variable that holds it: password_env: TDKT_"+envName(s.Name)+"_PASSWORD", "a password does not stand in this file")
		}
		m.Text("password")
		for _, t := range m.Maps("types", "type") {
			t.Require("column", "type")
			s.Types = append(s.Types, ColumnType{Column: t.Text("column"), Type: t.Word("type", "text", []string{"text", "number", "date", "yes_no"})})
			t.Done()
		}
		m.Done()
		all = append(all, s)
	}
	return all
}

var dsnPassword = regexp.MustCompile(`(?i)(^|[\s?&])password\s*=`)

// hasPassword recognises a password in a URL or in words.
func hasPassword(dsn string) bool {
	if u, err := url.Parse(dsn); err == nil && u.User != nil {
		if _, set := u.User.Password(); set {
			return true
		}
	}
	return dsnPassword.MatchString(dsn)
}

func envName(name string) string {
	return strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}
