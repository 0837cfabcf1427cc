// Package problem is what a loader says about a file that it cannot take as it
// is: where, what, and what to do. In: nothing. Out: values and their text. It must
// not know formats or tables, so that every loader can share it.
package problem

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Severity says what a problem does to the load.
type Severity int

const (
	Error    Severity = iota // the file, or the row, is refused
	Warning                  // loaded; worth a look
	Question                 // loaded; the words allow two readings, a person should choose
)

// String returns "error", "warning" or "question".
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Question:
		return "question"
	}
	return "error"
}

// Problem is one finding. Empty and 0 fields are not known and not printed.
type Problem struct {
	File     string // relative to the workspace
	Sheet    string // of a workbook
	Line     int    // line or sheet row, from 1
	Column   int    // character of the line, or column of the sheet, from 1
	Cell     string // "D14"; printed instead of Line and Column
	Message  string // lower case, no full stop
	Hint     string // the remedy
	Severity Severity
}

// Place returns where the problem is: "file:line:column" for text,
// `file, sheet "Đợt 1", cell D14` for a workbook, "" when nothing is known.
func (p Problem) Place() string {
	if p.Sheet == "" && p.Cell == "" {
		place := p.File
		if p.Line > 0 {
			place += fmt.Sprintf(":%d", p.Line)
			if p.Column > 0 {
				place += fmt.Sprintf(":%d", p.Column)
			}
		}
		return strings.TrimPrefix(place, ":")
	}
	var parts []string
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Sheet != "" {
		parts = append(parts, fmt.Sprintf("sheet %q", p.Sheet))
	}
	switch {
	case p.Cell != "":
		parts = append(parts, "cell "+p.Cell)
	case p.Line > 0:
		parts = append(parts, fmt.Sprintf("row %d", p.Line))
	}
	return strings.Join(parts, ", ")
}

// Error returns the place and the message, without the hint. A Problem is an
// error so that a single one can be returned as such.
func (p Problem) Error() string {
	if place := p.Place(); place != "" {
		return place + ": " + p.Message
	}
	return p.Message
}

// List is the problems of one or more files.
type List []Problem

// Errors returns the problems that refuse something.
func (l List) Errors() List { return l.only(func(s Severity) bool { return s == Error }) }

// Remarks returns the warnings and questions.
func (l List) Remarks() List { return l.only(func(s Severity) bool { return s != Error }) }

func (l List) only(keep func(Severity) bool) List {
	var kept List
	for _, p := range l {
		if keep(p.Severity) {
			kept = append(kept, p)
		}
	}
	return kept
}

// Sort orders by file, sheet, line and column; equal places keep their order.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// Print writes every problem as "<prefix><severity>: place: message" and its
// hint on a line of its own. Above limit the rest is counted; limit <= 0 prints
// all.
func (l List) Print(w io.Writer, prefix string, limit int) error {
	shown := l
	if limit > 0 && len(l) > limit {
		shown = l[:limit]
	}
	for _, p := range shown {
		if _, err := fmt.Fprintf(w, "%s%s: %s\n", prefix, p.Severity, p.Error()); err != nil {
			return err
		}
		if p.Hint == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%shint: %s\n", prefix, p.Hint); err != nil {
			return err
		}
	}
	if rest := len(l) - len(shown); rest > 0 {
		_, err := fmt.Fprintf(w, "%sand %d more\n", prefix, rest)
		return err
	}
	return nil
}
