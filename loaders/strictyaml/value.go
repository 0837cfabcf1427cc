package strictyaml

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"tdkt/loaders/problem"
)

// raw returns the text of a scalar value, "" when absent; another kind of value
// is a problem.
func (m *Map) raw(key string) string {
	n := m.node(key)
	if n == nil {
		return ""
	}
	text, ok := scalar(n)
	if !ok {
		m.Errorf(key, "", "%s must be a single value, not %s", key, kindOf(n))
	}
	return strings.TrimSpace(text)
}

// Text returns the text of key without the space around it, "" when absent.
func (m *Map) Text(key string) string { return m.raw(key) }

// Phrase returns the text of key as one line of words: a break, a tab or several
// spaces between two of them, which nobody sees in a file, are one space.
func (m *Map) Phrase(key string) string { return OneLine(m.raw(key)) }

// PhraseOr returns the phrase of key, or absent.
func (m *Map) PhraseOr(key, absent string) string {
	if t := m.Phrase(key); t != "" {
		return t
	}
	return absent
}

// OneLine puts one space between the words of a text. No-break spaces are spaces.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// TextOr returns the text of key, or absent.
func (m *Map) TextOr(key, absent string) string {
	if t := m.raw(key); t != "" {
		return t
	}
	return absent
}

// Word returns the text of key when it is one of allowed; "" and a problem with
// the nearest one when it is not. absent is returned when there is no value.
func (m *Map) Word(key, absent string, allowed []string) string {
	text := m.raw(key)
	if text == "" {
		return absent
	}
	if !slices.Contains(allowed, text) {
		m.Errorf(key, problem.DidYouMean(text, allowed), "%s %q is not known", key, text)
		return ""
	}
	return text
}

// Words returns the texts of a list, each one of allowed.
func (m *Map) Words(key string, allowed []string) []string {
	words := m.Texts(key)
	for _, w := range words {
		if !slices.Contains(allowed, w) {
			m.Errorf(key, problem.DidYouMean(w, allowed), "%s %q is not known", key, w)
		}
	}
	return words
}

// Bool returns true or false; absent when there is no value.
func (m *Map) Bool(key string, absent bool) bool {
	switch text := m.raw(key); text {
	case "":
		return absent
	case "true":
		return true
	case "false":
		return false
	default:
		m.Errorf(key, "write true or false", "%s %q is neither true nor false", key, text)
		return absent
	}
}

// Int returns a whole number in lo..hi; absent when there is no value.
func (m *Map) Int(key string, absent, lo, hi int) int {
	text := m.raw(key)
	if text == "" {
		return absent
	}
	v, err := strconv.Atoi(text)
	if err != nil {
		m.Errorf(key, wholeNumber(key, lo, hi), "%s %q is not a whole number", key, text)
		return absent
	}
	if v < lo || v > hi {
		m.Errorf(key, wholeNumber(key, lo, hi), "%s %d is not in %d to %d", key, v, lo, hi)
		return absent
	}
	return v
}

func wholeNumber(key string, lo, hi int) string {
	return fmt.Sprintf("write a whole number from %d to %d, or leave out %s", lo, hi, key)
}

// DECIMAL(24,6): 18 digits before the point and 6 behind it.
var number = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,6})?$`)

// Number returns an exact decimal, "" when absent.
func (m *Map) Number(key string) Number {
	text := m.raw(key)
	if text == "" {
		return ""
	}
	if !number.MatchString(text) {
		hint := "write digits with a point, at most 6 behind it: 159.9"
		if guess := strings.ReplaceAll(text, ",", "."); guess != text && number.MatchString(guess) {
			hint = fmt.Sprintf("numbers of this file have a point: %s", guess)
		}
		m.Errorf(key, hint, "%s %q is not a number", key, text)
		return ""
	}
	return Number(text)
}

// Date returns a day as "2006-01-02", "" when absent.
func (m *Map) Date(key string) string {
	text := m.raw(key)
	if text == "" {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		hint := "write year-month-day: 2022-06-30"
		if day, err := time.Parse("2/1/2006", text); err == nil {
			hint = "write year-month-day: " + day.Format(time.DateOnly)
		}
		m.Errorf(key, hint, "%s %q is not a day", key, text)
		return ""
	}
	return text
}

// Texts returns the phrases of a list; a single text is a list of one. Empty
// items are left out.
func (m *Map) Texts(key string) []string {
	n := m.node(key)
	if n == nil {
		return nil
	}
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		if text := m.raw(key); text != "" {
			return []string{text}
		}
		return nil
	}
	var texts []string
	for _, item := range seq.Values {
		text, ok := scalar(item)
		if !ok {
			m.r.add(markOf(item.GetToken()), problem.Error, fmt.Sprintf("an item of %s must be a single value, not %s", key, kindOf(item)), "")
			continue
		}
		if text = OneLine(text); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// Map returns the map of key, nil when absent. name is what messages call it.
func (m *Map) Map(key, name string) *Map {
	n := m.node(key)
	if n == nil {
		return nil
	}
	return m.r.mapOf(n, name, m.Mark(key))
}

// Maps returns the maps of a list. name is what messages call one of them.
func (m *Map) Maps(key, name string) []*Map { return m.maps(key, name, "") }

// MapsOr is Maps for lists whose items may be a bare text: it stands for a map
// with that text under short.
func (m *Map) MapsOr(key, name, short string) []*Map { return m.maps(key, name, short) }

func (m *Map) maps(key, name, short string) []*Map {
	n := m.node(key)
	if n == nil {
		return nil
	}
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		m.Errorf(key, `begin each item with "- "`, "%s must be a list, not %s", key, kindOf(n))
		return nil
	}
	var list []*Map
	for _, item := range seq.Values {
		at := markOf(item.GetToken())
		if _, bare := scalar(item); bare && short != "" {
			list = append(list, &Map{r: m.r, name: name, at: at, keys: []string{short},
				values: map[string]ast.Node{short: item}, marks: map[string]Mark{short: at}})
			continue
		}
		if one := m.r.mapOf(item, name, at); one != nil {
			list = append(list, one)
		}
	}
	return list
}
