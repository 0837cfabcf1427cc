package strictyaml

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"tdkt/loaders/problem"
)

const (
	largest = 4 << 20 // bytes; a plan has some tens of thousands
	deepest = 40      // levels; the parser recurses
	widest  = 1000    // keys of one map; the parser compares each with each
)

// A Reader collects the problems of one file.
type Reader struct {
	file     string
	problems problem.List
}

// Problems returns what was found so far, in the order of the file.
func (r *Reader) Problems() problem.List {
	r.problems.Sort()
	return r.problems
}

func (r *Reader) add(at Mark, severity problem.Severity, message, hint string) {
	r.problems = append(r.problems, problem.Problem{
		File: r.file, Line: at.Line, Column: at.Column,
		Message: message, Hint: hint, Severity: severity,
	})
}

// A Mark is a place in the file, both from 1; 0 is not known.
type Mark struct{ Line, Column int }

func markOf(tk *token.Token) Mark {
	if tk == nil || tk.Position == nil {
		return Mark{}
	}
	return Mark{tk.Position.Line, tk.Position.Column}
}

// Parse reads data as one YAML map. The map is never nil; what cannot be read
// is a problem of the Reader and leaves the map empty. file is printed in
// problems.
func Parse(file string, data []byte) (*Map, *Reader) {
	r := &Reader{file: file}
	empty := &Map{r: r, name: "the file", at: Mark{1, 1}}
	if len(data) > largest {
		r.add(Mark{1, 1}, problem.Error, fmt.Sprintf("%d bytes are too many for a YAML file of this kind", len(data)), "is it the right file?")
		return empty, r
	}
	if !utf8.Valid(data) {
		r.add(Mark{1, 1}, problem.Error, "the text is not UTF-8", "save the file as UTF-8")
		return empty, r
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	body, err := parse(strings.ReplaceAll(text, "\r\n", "\n"))
	if err != nil {
		at, message := Mark{1, 1}, err.Error()
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) {
			at, message = markOf(syntax.GetToken()), syntax.GetMessage()
		}
		r.add(at, problem.Error, "not YAML: "+message, "indent with spaces only; quote a text that contains \": \" or begins with a sign")
		return empty, r
	}
	if body == nil {
		r.add(Mark{1, 1}, problem.Error, "the file is empty", "")
		return empty, r
	}
	m := r.mapOf(body, "the file", Mark{1, 1})
	if m == nil {
		return empty, r
	}
	return m, r
}

// parse turns the parser's panics into errors: it is written for well-meant
// files, and a broken one must not end the program.
func parse(text string) (body ast.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			body, err = nil, fmt.Errorf("the parser gave up: %v", p)
		}
	}()
	tokens := lexer.Tokenize(text)
	if err := tooDeep(tokens); err != nil {
		return nil, err
	}
	if err := tooWide(tokens); err != nil {
		return nil, err
	}
	// Repeated keys are found in mapOf, so that the others are still checked.
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, err
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if body != nil {
			return nil, errors.New("more than one document (a line ---)")
		}
		body = doc.Body
	}
	return body, nil
}

// tooDeep refuses what would exhaust the stack of the recursive parser, which
// cannot be recovered from.
func tooDeep(tokens token.Tokens) error {
	flow, line, onLine := 0, 0, 0
	indents := []int{}
	for _, tk := range tokens {
		if tk.Position.Line != line {
			line, onLine = tk.Position.Line, 0
			for len(indents) > 0 && indents[len(indents)-1] >= tk.Position.Column {
				indents = indents[:len(indents)-1]
			}
			indents = append(indents, tk.Position.Column)
		}
		switch tk.Type {
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			onLine++
		}
		if flow > deepest || onLine > deepest || len(indents) > deepest {
			return fmt.Errorf("line %d: nested more than %d deep", line, deepest)
		}
	}
	return nil
}

// tooWide refuses maps with so many keys that parsing would take minutes: such
// a file is none of ours. Keys of one map share a column, or a bracket.
func tooWide(tokens token.Tokens) error {
	var maps []struct{ column, keys int }
	const bracket = 1 << 20 // deeper than any column
	flow := 0
	leave := func(column int) {
		for len(maps) > 0 && maps[len(maps)-1].column > column {
			maps = maps[:len(maps)-1]
		}
	}
	for _, tk := range tokens {
		column := bracket + flow
		switch tk.Type {
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			leave(column - 1)
			flow = max(flow-1, 0)
		case token.SequenceEntryType:
			if flow == 0 {
				leave(tk.Position.Column)
			}
		case token.MappingValueType:
			if flow == 0 && tk.Prev != nil {
				column = tk.Prev.Position.Column
			}
			leave(column)
			if len(maps) == 0 || maps[len(maps)-1].column != column {
				maps = append(maps, struct{ column, keys int }{column, 0})
			}
			top := &maps[len(maps)-1]
			if top.keys++; top.keys > widest {
				return fmt.Errorf("line %d: a map with more than %d keys", tk.Position.Line, widest)
			}
		}
	}
	return nil
}
