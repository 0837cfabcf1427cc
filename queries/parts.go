package queries

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
)

// A part is a list of common table expressions that several queries stand on.
// Parts are put into the text of a query when the catalogue is read, so nothing
// of them is planned before the query runs, and each is planned once in it.
type part struct {
	name string
	uses []string // other parts, whose expressions it reads
	sql  string   // "name as (...), name as (...)"
}

// readParts reads the files of a folder as parts by name.
func readParts(fsys fs.FS, pattern string) (map[string]part, error) {
	files, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	out := map[string]part{}
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		head, body, err := parseHead(file, string(text), []string{"part", "about"}, []string{"uses"})
		if err != nil {
			return nil, err
		}
		p := part{name: head["part"].text, sql: strings.TrimSpace(body)}
		if want := strings.TrimSuffix(path.Base(file), ".sql"); p.name != want {
			return nil, fmt.Errorf("%s:%d: the part is %q, but the file is %s.sql", file, head["part"].line, p.name, want)
		}
		if p.uses, err = head["uses"].names(file); err != nil {
			return nil, err
		}
		if p.sql == "" || strings.HasSuffix(p.sql, ",") || strings.HasPrefix(p.sql, "with ") {
			return nil, fmt.Errorf(`%s: the text of a part is "name as (...), name as (...)"`, file)
		}
		out[p.name] = p
	}
	return out, nil
}

// needed lists parts and all that they stand on, each once and after what it
// reads. path is how the search came here.
func needed(parts map[string]part, names, path, found []string) ([]string, error) {
	for _, name := range names {
		p, ok := parts[name]
		switch {
		case !ok:
			known := make([]string, 0, len(parts))
			for k := range parts {
				known = append(known, k)
			}
			slices.Sort(known)
			if near, ok := emulation.Nearest(name, known); ok {
				return nil, fmt.Errorf("uses: unknown part %q: did you mean %q?", name, near)
			}
			return nil, fmt.Errorf("uses: unknown part %q: there are %s", name, strings.Join(known, ", "))
		case slices.Contains(path, name):
			return nil, fmt.Errorf("uses: parts stand on each other: %s", strings.Join(append(path, name), ", "))
		case slices.Contains(found, name):
			continue
		}
		var err error
		if found, err = needed(parts, p.uses, append(slices.Clone(path), name), found); err != nil {
			return nil, err
		}
		found = append(found, name)
	}
	return found, nil
}

// compose puts the parts that a query uses before its own expressions. binds
// gives what stands in the query for a parameter of its parts.
func compose(parts map[string]part, uses []string, binds map[string]string, sql string) (string, error) {
	if len(uses) == 0 {
		return sql, nil
	}
	names, err := needed(parts, uses, nil, nil)
	if err != nil {
		return "", err
	}
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = replaceParams(parts[name].sql, func(param string) string {
			if text, ok := binds[param]; ok {
				return text
			}
			return "$" + param
		})
	}
	with := "with " + strings.Join(texts, ", ")
	if own, ok := strings.CutPrefix(sql, "with "); ok {
		return with + ", " + own, nil
	}
	return with + "\n" + sql, nil
}

// replaceParams writes a text with other words for its $names. Texts in quotes
// and comments stay as they are.
func replaceParams(sql string, word func(name string) string) string {
	var b strings.Builder
	b.Grow(len(sql))
	for rest := sql; rest != ""; {
		n := strings.IndexAny(rest, "'-$")
		if n < 0 {
			n = len(rest)
		}
		b.WriteString(rest[:n])
		rest = rest[n:]
		if name := leadingParam(rest); name != "" {
			b.WriteString(word(name))
			rest = rest[1+len(name):]
			continue
		}
		n = min(1, len(rest))
		switch {
		case strings.HasPrefix(rest, "'"):
			n += strings.IndexByte(rest[1:], '\'') + 1
		case strings.HasPrefix(rest, "--"):
			if n = strings.IndexByte(rest, '\n'); n < 0 {
				n = len(rest)
			}
		}
		b.WriteString(rest[:n])
		rest = rest[n:]
	}
	return b.String()
}

// leadingParam is the name in a text that begins with $name; "" otherwise.
func leadingParam(text string) string {
	end := 1
	for end < len(text) && wordByte(text[end]) {
		end++
	}
	if !strings.HasPrefix(text, "$") || end == 1 || text[1] >= '0' && text[1] <= '9' {
		return ""
	}
	return text[1:end]
}
