package queries

import (
	"io/fs"
	"regexp"
	"slices"
	"sync"
)

// A definition is one statement that makes a macro.
type definition struct {
	name string
	text string   // as it stands in its file, up to the next one
	uses []string // macros that the text calls
}

var macroHead = regexp.MustCompile(`(?m)^create or replace temp(?:orary)? macro ([a-z_0-9]+)\(`)

var loadDefinitions = sync.OnceValue(func() []definition {
	var out []definition
	for _, text := range Definitions() {
		heads := macroHead.FindAllStringSubmatchIndex(text, -1)
		for i, at := range heads {
			end := len(text)
			if i+1 < len(heads) {
				end = heads[i+1][0]
			}
			out = append(out, definition{name: text[at[2]:at[3]], text: text[at[0]:end]})
		}
	}
	for i := range out {
		out[i].uses = calls(out[i].text, out)
	}
	return out
})

// Definitions gives the statements that make the macros that the queries stand
// on, in order. A connection gets those of a query when it first runs it; they
// are not stored in the warehouse, so that no snapshot keeps an old definition.
func Definitions() []string {
	names, err := fs.Glob(files, "sql/defs/*.sql")
	if err != nil {
		panic(err)
	}
	var out []string
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		out = append(out, string(text))
	}
	return out
}

// definitions gives those that this query needs and that are not made yet, in
// the order of [Definitions].
func (c Contract) definitions(made map[string]bool) []definition {
	all := loadDefinitions()
	need := map[string]bool{}
	var add func(names []string)
	add = func(names []string) {
		for _, name := range names {
			if need[name] || made[name] {
				continue
			}
			need[name] = true
			i := slices.IndexFunc(all, func(d definition) bool { return d.name == name })
			add(all[i].uses)
		}
	}
	add(calls(c.SQL, all))
	return slices.DeleteFunc(slices.Clone(all), func(d definition) bool { return !need[d.name] })
}

// calls lists the macros whose name stands before an opening parenthesis.
func calls(text string, all []definition) []string {
	var out []string
	for at := range len(text) {
		if text[at] != '(' {
			continue
		}
		from := at
		for from > 0 && wordByte(text[from-1]) {
			from--
		}
		name := text[from:at]
		if slices.ContainsFunc(all, func(d definition) bool { return d.name == name }) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func wordByte(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}
