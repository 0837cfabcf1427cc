package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A node is one element with its place.
type node struct {
	name      string
	attrs     map[string]string
	order     []string // attribute names as written
	text      string   // character data directly inside
	children  []*node
	line, col int
}

// An Error is what could not be drawn, with its place in the SVG.
type Error struct {
	Line, Column int // 1-indexed; the column counts bytes
	Element      string
	Err          error
}

func (e *Error) Error() string {
	if e.Element == "" {
		return fmt.Sprintf("svg:%d:%d: %v", e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("svg:%d:%d: <%s>: %v", e.Line, e.Column, e.Element, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

func (n *node) errorf(format string, args ...any) error {
	return &Error{n.line, n.col, n.name, fmt.Errorf(format, args...)}
}

// maxDepth bounds the nesting; the chart engine nests two or three deep.
const maxDepth = 32

// parse reads the whole document and returns its root, an svg element.
func parse(src []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(src))
	var (
		stack []*node
		root  *node
	)
	for {
		line, col := d.InputPos()
		at := func(format string, args ...any) error {
			return &Error{line, col, "", fmt.Errorf(format, args...)}
		}
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, at("not well-formed: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: qualified(t.Name), attrs: map[string]string{}, line: line, col: col}
			for _, a := range t.Attr {
				name := qualified(a.Name)
				if _, twice := n.attrs[name]; twice {
					return nil, n.errorf("attribute %s occurs twice", name)
				}
				n.attrs[name] = a.Value
				n.order = append(n.order, name)
			}
			if len(stack) == maxDepth {
				return nil, n.errorf("nested deeper than %d elements", maxDepth)
			}
			if len(stack) > 0 {
				parent := stack[len(stack)-1]
				parent.children = append(parent.children, n)
			} else if root != nil {
				return nil, n.errorf("a second root element")
			} else {
				root = n
			}
			stack = append(stack, n)
		case xml.EndElement:
			if len(stack) == 0 || stack[len(stack)-1].name != qualified(t.Name) {
				return nil, at("</%s> ends an element that is not open", qualified(t.Name))
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text += string(t)
			} else if strings.TrimSpace(string(t)) != "" {
				return nil, at("text outside the root element")
			}
		case xml.Comment, xml.ProcInst:
		default:
			return nil, at("a directive (<!...>) is not drawn")
		}
	}
	switch {
	case root == nil:
		return nil, &Error{1, 1, "", errors.New("there is no element")}
	case len(stack) > 0:
		return nil, stack[len(stack)-1].errorf("is not closed")
	case root.name != "svg":
		return nil, root.errorf("the root element must be svg")
	}
	return root, nil
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// only refuses attributes that are not in the list. Names are given separated
// by spaces.
func (n *node) only(lists ...string) error {
	for _, name := range n.order {
		known := false
		for _, list := range lists {
			for _, word := range strings.Fields(list) {
				known = known || word == name
			}
		}
		if !known {
			return n.errorf("unknown attribute %s=%q", name, n.attrs[name])
		}
	}
	if n.name != "text" && strings.TrimSpace(n.text) != "" {
		return n.errorf("text %q where none is drawn", strings.TrimSpace(n.text))
	}
	return nil
}
