package emulation

import "fmt"

// A term is one code with its printed word.
type term[T ~string] struct {
	code  T
	label string
}

// A set is a closed list of codes in its fixed order.
type set[T ~string] []term[T]

func (s set[T]) codes() []T {
	out := make([]T, len(s))
	for i, t := range s {
		out[i] = t.code
	}
	return out
}

func (s set[T]) index(code T) int {
	for i, t := range s {
		if t.code == code {
			return i
		}
	}
	return -1
}

func (s set[T]) has(code T) bool { return s.index(code) >= 0 }

// label gives the code itself for an unknown code, so that a report shows
// what is wrong instead of an empty cell.
func (s set[T]) label(code T) string {
	if i := s.index(code); i >= 0 {
		return s[i].label
	}
	return string(code)
}

// UnknownCodeError says that Text is none of the codes of a set.
type UnknownCodeError struct {
	Kind    string // what was looked up, in English: "bound", "honour"
	Text    string
	Nearest string // the nearest code, "" when none is near
}

func (e *UnknownCodeError) Error() string {
	if e.Nearest == "" {
		return fmt.Sprintf("unknown %s %q", e.Kind, e.Text)
	}
	return fmt.Sprintf("unknown %s %q: did you mean %q?", e.Kind, e.Text, e.Nearest)
}

// Match finds text among the codes all (as from AllBounds). It wants the exact
// code; the error is an *UnknownCodeError with the nearest one.
func Match[T ~string](kind, text string, all []T) (T, error) {
	names := make([]string, len(all))
	for i, code := range all {
		if string(code) == text {
			return code, nil
		}
		names[i] = string(code)
	}
	nearest, _ := Nearest(text, names)
	return "", &UnknownCodeError{Kind: kind, Text: text, Nearest: nearest}
}
