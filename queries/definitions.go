package queries

import (
	"io/fs"
	"strings"
	"sync"
)

// A definition is one statement that makes a macro.
type definition struct {
	name string
	text string // as it stands in its file, up to the next one
}

// macroHead begins a statement that makes a macro, at the begin of a line; the
// name follows, after the word macro. A regular expression would take longer to
// find them than a question takes to answer.
const macroHead = "create or replace temp"

// loadDefinitions gives all definitions in order, and the place of each by name.
var loadDefinitions = sync.OnceValues(func() ([]definition, map[string]int) {
	var out []definition
	places := map[string]int{}
	for _, text := range Definitions() {
		for at := nextHead(text); at >= 0; {
			text = text[at:]
			end := nextHead(text[1:])
			d := definition{name: macroName(text), text: text}
			if end >= 0 {
				d.text = text[:end+1]
				at = end + 1
			} else {
				at = -1
			}
			places[d.name] = len(out)
			out = append(out, d)
		}
	}
	return out, places
})

// nextHead finds the first head that begins a line; -1: there is none.
func nextHead(text string) int {
	if strings.HasPrefix(text, macroHead) {
		return 0
	}
	at := strings.Index(text, "\n"+macroHead)
	if at < 0 {
		return -1
	}
	return at + 1
}

// macroName reads "create or replace temp macro NAME(".
func macroName(text string) string {
	head, _, _ := strings.Cut(text, "(")
	return head[strings.LastIndexByte(head, ' ')+1:]
}

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
	all, places := loadDefinitions()
	need := make([]bool, len(all))
	var add func(text string)
	add = func(text string) {
		for _, i := range calls(text, places) {
			if !need[i] && !made[all[i].name] {
				need[i] = true
				add(all[i].text)
			}
		}
	}
	add(c.SQL)
	var out []definition
	for i, d := range all {
		if need[i] {
			out = append(out, d)
		}
	}
	return out
}

// calls lists the macros whose name stands before an opening parenthesis, by
// their place.
func calls(text string, places map[string]int) []int {
	var out []int
	for i := 1; i < len(text); i++ {
		if text[i] != '(' || !wordByte(text[i-1]) {
			continue
		}
		begin := i - 1
		for begin > 0 && wordByte(text[begin-1]) {
			begin--
		}
		if at, ok := places[text[begin:i]]; ok {
			out = append(out, at)
		}
	}
	return out
}

func wordByte(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}
