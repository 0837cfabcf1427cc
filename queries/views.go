package queries

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// A Role says what analysts of a workspace may see beyond the public figures,
// and fills in what the tree of units may not say.
type Role struct {
	Restricted bool   // targets of defence and security, and what is reported for them
	Personal   bool   // names of persons: the views that hold them exist only then
	Province   string // code of the province above the highest unit on record; "": not known
}

// A View is a stable table for analysts: its name, its columns and their
// meaning do not change. Its contract takes no parameters; every column's note
// gives meaning, unit, and what NULL means. A note that does not speak of NULL
// promises that there is none.
type View struct {
	Contract
	Personal bool // holds names of persons; only with Role.Personal
}

// personalViews hold names of persons.
var personalViews = []string{"award_recipients", "exemplar_names", "initiative_authors", "registration_recipients", "vote_candidates"}

var loadViews = sync.OnceValues(func() ([]View, error) {
	names, err := fs.Glob(files, "sql/views/*.sql")
	if err != nil {
		return nil, err
	}
	var out []View
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		c, err := parseContract(name, string(text))
		if err != nil {
			return nil, err
		}
		out = append(out, View{Contract: c, Personal: slices.Contains(personalViews, c.Name)})
	}
	return out, nil
})

// Views lists every analyst view by name, also those that a role hides.
func Views() []View {
	all, err := loadViews()
	if err != nil {
		panic(err)
	}
	return slices.Clone(all)
}

// Views lists the views that the role may see.
func (r Role) Views() []View {
	return slices.DeleteFunc(Views(), func(v View) bool { return v.Personal && !r.Personal })
}

// ViewDefinitions gives the statements that make the analyst views of a role on
// a connection, in order. They stand alone, without [Definitions]. The view
// verdicts is not among them: what it holds is computed by a [Session].
func ViewDefinitions(r Role) []string {
	out := baseDefinitions(r)
	for _, v := range r.Views() {
		if v.Name != judged {
			out = append(out, v.definition())
		}
	}
	return out
}

func (v View) definition() string {
	return "create or replace temporary view " + v.Name + " as\n" + v.SQL
}

// baseDefinitions are what the views stand on.
func baseDefinitions(r Role) []string {
	bases, err := fs.Glob(files, "sql/views/base/*.sql")
	if err != nil {
		panic(err)
	}
	province := "null"
	if r.Province != "" {
		province = quoteText(r.Province)
	}
	out := []string{fmt.Sprintf(`create or replace temporary macro role_restricted() as %t;
create or replace temporary macro role_province() as %s::varchar;`, r.Restricted, province)}
	for _, name := range bases {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		out = append(out, string(text))
	}
	return out
}

// quoteText writes a text as an SQL literal.
func quoteText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// quoteName writes a name as an SQL identifier.
func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
