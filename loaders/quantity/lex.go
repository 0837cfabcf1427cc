package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type tokenKind int

const (
	tokenEnd tokenKind = iota
	tokenNumber
	tokenWord
	tokenSign
)

// A token is one number, word or sign; text is in lower case.
type token struct {
	kind tokenKind
	text string
	col  int // of its first letter, from 1
	end  int // of the letter after it
}

// longestText is far beyond any quantity phrase; a longer cell is prose.
const longestText = 400

// lex cuts NFC text into tokens and never fails: what it does not know is a sign.
func lex(text []rune) []token {
	var out []token
	for i := 0; i < len(text); {
		r := text[i]
		start := i
		switch {
		case unicode.IsSpace(r):
			i++
			continue
		case isDigit(r):
			for i < len(text) && (isDigit(text[i]) || (text[i] == '.' || text[i] == ',') && i+1 < len(text) && isDigit(text[i+1])) {
				i++
			}
			out = append(out, token{tokenNumber, string(text[start:i]), start + 1, i + 1})
			continue
		case isLetter(r):
			// A digit after a letter belongs to the word: m2.
			for i < len(text) && (isLetter(text[i]) || isDigit(text[i])) {
				i++
			}
			out = append(out, token{tokenWord, strings.ToLower(string(text[start:i])), start + 1, i + 1})
			continue
		case (r == '<' || r == '>') && i+1 < len(text) && text[i+1] == '=':
			i += 2
		default:
			i++
		}
		out = append(out, token{tokenSign, string(text[start:i]), start + 1, i + 1})
	}
	return append(out, token{kind: tokenEnd, col: len(text) + 1, end: len(text) + 1})
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '²' || r == '³'
}

// clean makes the text that columns count in: NFC, no outer blanks.
func clean(text string) (string, bool) {
	if !utf8.ValidString(text) || len(text) > 16*longestText {
		return "", false
	}
	s := strings.TrimFunc(norm.NFC.String(text), func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
	})
	return s, utf8.RuneCountInString(s) <= longestText
}

func shorten(text string) string {
	if r := []rune(strings.ToValidUTF8(text, "\ufffd")); len(r) > 80 {
		return string(r[:80]) + "…"
	} else {
		return string(r)
	}
}
