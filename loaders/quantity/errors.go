package quantity

import (
	"fmt"
	"strings"
)

// A ParseError says why a text is no quantity, where, and what to do. Both
// languages say the same: English for the operator, Vietnamese for the sender.
type ParseError struct {
	Text   string // the text as given, cut to 80 letters
	Column int    // the letter where it went wrong, from 1, in NFC without outer blanks
	Msg    string // English
	MsgVi  string
	Hint   string // the remedy, English
	HintVi string
}

func (e *ParseError) Error() string {
	s := fmt.Sprintf("%q, letter %d: %s", e.Text, e.Column, e.Msg)
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Vietnamese is the whole message for the sender.
func (e *ParseError) Vietnamese() string {
	s := fmt.Sprintf("“%s”, ký tự thứ %d: %s", e.Text, e.Column, e.MsgVi)
	if e.HintVi != "" {
		s += " (" + e.HintVi + ")"
	}
	return s
}

// A Reading is one way to understand a text.
type Reading struct {
	Number Decimal
	En, Vi string // "1150" or "out of 19" in words
}

// An AmbiguousError refuses a text with two readings and shows both.
type AmbiguousError struct {
	Text     string // the text as given, cut to 80 letters
	Column   int    // where the two readings part, from 1
	Readings []Reading
	Hint     string
	HintVi   string
}

func (e *AmbiguousError) Error() string {
	var r []string
	for _, one := range e.Readings {
		r = append(r, one.En)
	}
	return fmt.Sprintf("%q, letter %d: can be read as %s (%s)", e.Text, e.Column, strings.Join(r, " or "), e.Hint)
}

// Vietnamese is the whole message for the sender.
func (e *AmbiguousError) Vietnamese() string {
	var r []string
	for _, one := range e.Readings {
		r = append(r, one.Vi)
	}
	return fmt.Sprintf("“%s”, ký tự thứ %d: có thể hiểu là %s (%s)", e.Text, e.Column, strings.Join(r, " hoặc "), e.HintVi)
}

// Vietnamese gives the message of err for the sender of a file: of a
// ParseError, an AmbiguousError or an IncompatibleError inside it, otherwise
// the English one.
func Vietnamese(err error) string {
	for e := err; e != nil; {
		if v, ok := e.(interface{ Vietnamese() string }); ok {
			return v.Vietnamese()
		}
		u, ok := e.(interface{ Unwrap() error })
		if !ok {
			break
		}
		e = u.Unwrap()
	}
	return err.Error()
}
