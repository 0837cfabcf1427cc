package queries

import (
	"context"
	"fmt"
	"strings"
)

// maxPivot is the number of columns that a PIVOT may make of one expression.
const maxPivot = 500

// spellPivot writes a PIVOT whose ON has no list of values again with the
// values that are there, in order: "on year" becomes "on year in ('2021',
// '2022')". DuckDB would make a temporary type of them and several statements.
// A text that is no PIVOT gets other as its error.
//
// The cuts are a guess from the tokens, and need not be right to be safe: the
// query for the values and the new text pass every check of their own.
func (s *Session) spellPivot(ctx context.Context, text string, other error) (string, error) {
	p, ok := cutPivot(text)
	if !ok {
		return "", other
	}
	spelled := make([]string, len(p.on))
	for i, item := range p.on {
		spelled[i] = item.text
		if item.hasList {
			continue
		}
		ask := p.with + "select distinct (" + item.text + ") as k, (" + item.text + ")::varchar as v from " + p.source + " order by k"
		st, err := s.checkSelect(ctx, ask)
		if err != nil {
			return "", err
		}
		answer, err := s.run(ctx, st, nil, Limits{Rows: maxPivot})
		if err != nil {
			return "", err
		}
		if answer.More {
			return "", &SQLError{SQLLimit, fmt.Sprintf("PIVOT would make more than %d columns of %s", maxPivot, item.text), "give the values: ON " + item.text + " IN (...)"}
		}
		var values []string
		for _, row := range answer.Rows {
			if v, ok := row[1].(string); ok {
				values = append(values, quoteText(v))
			}
		}
		if len(values) == 0 {
			return "", &SQLError{SQLFailed, "PIVOT has no value of " + item.text + " to make columns of", ""}
		}
		spelled[i] = item.text + " in (" + strings.Join(values, ", ") + ")"
	}
	return p.with + "pivot " + p.source + " on " + strings.Join(spelled, ", ") + " " + p.rest, nil
}

// A pivot is a PIVOT statement in pieces.
type pivot struct {
	with   string // the WITH before it, or ""
	source string
	on     []pivotItem
	rest   string // from USING, GROUP BY, ORDER BY or LIMIT on
}

type pivotItem struct {
	text    string
	hasList bool
}

func cutPivot(text string) (pivot, bool) {
	tokens := scanSQL(text)
	depth, verb, on, end := 0, -1, -1, len(tokens)
	var commas, lists []int
find:
	for i, t := range tokens {
		word := t.word(text)
		switch {
		case t.is(text, "("), t.is(text, "["), t.is(text, "{"):
			depth++
		case t.is(text, ")"), t.is(text, "]"), t.is(text, "}"):
			depth--
		case depth > 0:
		case verb < 0 && (word == "pivot" || word == "pivot_wider"):
			verb = i
		case verb >= 0 && on < 0 && word == "on":
			on = i
		case on >= 0 && t.is(text, ","):
			commas = append(commas, i)
		case on >= 0 && word == "in":
			lists = append(lists, i)
		case on >= 0 && (word == "using" || word == "group" || word == "order" || word == "limit" || word == "offset"):
			end = i
			break find
		}
	}
	if on < 0 || on == verb+1 || end == on+1 {
		return pivot{}, false
	}
	p := pivot{with: text[:tokens[verb].start], source: text[tokens[verb].end:tokens[on].start]}
	if end < len(tokens) {
		p.rest = text[tokens[end].start:]
	}
	from := on + 1
	for _, to := range append(commas, end) {
		if from >= to {
			return pivot{}, false
		}
		item := pivotItem{text: text[tokens[from].start:tokens[to-1].end]}
		for _, l := range lists {
			item.hasList = item.hasList || l > from && l < to
		}
		p.on = append(p.on, item)
		from = to + 1
	}
	return p, true
}
