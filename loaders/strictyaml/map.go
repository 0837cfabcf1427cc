package strictyaml

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/text/unicode/norm"

	"tdkt/loaders/problem"
)

// A Map is one YAML map. Asking for a key makes it known; Done reports the
// keys that nobody asked for. A nil Map has no keys: optional maps need no test.
type Map struct {
	r      *Reader
	name   string // in messages: "target", "phase"
	at     Mark
	keys   []string // as written, in order
	values map[string]ast.Node
	marks  map[string]Mark
	asked  []string
}

func (r *Reader) mapOf(n ast.Node, name string, at Mark) *Map {
	var pairs []*ast.MappingValueNode
	switch v := n.(type) {
	case *ast.MappingNode:
		pairs = v.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{v}
	default:
		r.add(markOf(n.GetToken()), problem.Error, fmt.Sprintf("%s must be a map of keys, not %s", name, kindOf(n)), `write "key: value", one a line`)
		return nil
	}
	m := &Map{r: r, name: name, at: at, values: map[string]ast.Node{}, marks: map[string]Mark{}}
	for i, pair := range pairs {
		key, ok := pair.Key.(*ast.StringNode)
		if !ok {
			r.add(markOf(pair.Key.GetToken()), problem.Error, fmt.Sprintf("%q is not a plain key", pair.Key.GetToken().Value),
				"keys are plain words; numbers are written with a point, 159.9")
			continue
		}
		where := markOf(key.GetToken())
		if i == 0 {
			m.at = where
		}
		if first, twice := m.marks[key.Value]; twice {
			r.add(where, problem.Error, fmt.Sprintf("key %q stands here twice", key.Value), fmt.Sprintf("the first is on line %d", first.Line))
			continue
		}
		m.keys = append(m.keys, key.Value)
		m.values[key.Value] = pair.Value
		m.marks[key.Value] = where
	}
	return m
}

// Mark returns where the key stands, or the map itself when the key is absent.
func (m *Map) Mark(key string) Mark {
	if m == nil {
		return Mark{}
	}
	if at, ok := m.marks[key]; ok {
		return at
	}
	return m.at
}

// Line returns the first line of the map, from 1; 0 for a nil Map.
func (m *Map) Line() int {
	if m == nil {
		return 0
	}
	return m.at.Line
}

// Has reports whether the key has a value. "key:" with nothing behind it has
// none.
func (m *Map) Has(key string) bool { return m.node(key) != nil }

// Absent reports a Map that the file does not have.
func (m *Map) Absent() bool { return m == nil }

// Problem adds a finding at the key, or at the map when the key is absent.
func (m *Map) Problem(key string, severity problem.Severity, message, hint string) {
	if m != nil {
		m.r.add(m.Mark(key), severity, message, hint)
	}
}

// Errorf adds an error at the key.
func (m *Map) Errorf(key, hint, format string, args ...any) {
	m.Problem(key, problem.Error, fmt.Sprintf(format, args...), hint)
}

// Require adds an error for each key without a value.
func (m *Map) Require(keys ...string) {
	for _, key := range keys {
		if m != nil && !m.Has(key) && !m.present(key) {
			m.Errorf(key, fmt.Sprintf("add %q", key+": ..."), "%s has no %s", m.name, key)
		} else if m != nil && !m.Has(key) {
			m.Errorf(key, "", "%s is empty", key)
		}
	}
}

func (m *Map) present(key string) bool { return slices.Contains(m.keys, key) }

// Done reports the keys that were not asked for.
func (m *Map) Done() {
	if m == nil {
		return
	}
	for _, key := range m.keys {
		if !slices.Contains(m.asked, key) {
			m.Errorf(key, problem.DidYouMean(key, m.asked), "%s has no key %q", m.name, key)
		}
	}
}

// node returns the value of key and makes the key known; nil when absent or
// empty.
func (m *Map) node(key string) ast.Node {
	if m == nil {
		return nil
	}
	if !slices.Contains(m.asked, key) {
		m.asked = append(m.asked, key)
	}
	n := m.values[key]
	if n == nil || n.Type() == ast.NullType {
		return nil
	}
	return n
}

// scalar returns the written text of a scalar in NFC. plain: not quoted.
func scalar(n ast.Node) (text string, ok bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		text = v.Value
	case *ast.LiteralNode:
		text = v.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		text = n.GetToken().Value
	default:
		return "", false
	}
	return norm.NFC.String(text), true
}

func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a map"
	case *ast.SequenceNode:
		return "a list"
	case *ast.AnchorNode, *ast.AliasNode:
		return "an anchor or alias"
	case *ast.TagNode:
		return "a tag"
	case *ast.NullNode:
		return "nothing"
	}
	return "a text"
}
