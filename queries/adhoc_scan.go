package queries

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sqlToken is a piece of SQL text. The scan decides nothing: it finds where a
// statement begins and ends, and DuckDB's parser judges what was cut out.
type sqlToken struct {
	start, end int
	kind       tokenKind
}

type tokenKind uint8

const (
	tokenWord   tokenKind = iota // keyword, name or number
	tokenName                    // "quoted name"
	tokenText                    // 'text', e'text', $$text$$
	tokenSymbol                  // one character
)

// scanSQL cuts a text into tokens without white space and comments. What does
// not end, ends with the text.
func scanSQL(text string) []sqlToken {
	var out []sqlToken
	for i := 0; i < len(text); {
		start := i
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r):
			i += size
			continue
		case strings.HasPrefix(text[i:], "--"):
			if end := strings.IndexAny(text[i:], "\n\r"); end >= 0 {
				i += end
			} else {
				i = len(text)
			}
			continue
		case strings.HasPrefix(text[i:], "/*"):
			end, closed := blockComment(text, i)
			if !closed {
				// The parser is to see it and complain.
				out = append(out, sqlToken{start, end, tokenSymbol})
			}
			i = end
			continue
		case r == '\'':
			i = quoted(text, i+1, '\'', false)
			out = append(out, sqlToken{start, i, tokenText})
		case (r == 'e' || r == 'E') && strings.HasPrefix(text[i+1:], "'"):
			i = quoted(text, i+2, '\'', true)
			out = append(out, sqlToken{start, i, tokenText})
		case r == '"':
			i = quoted(text, i+1, '"', false)
			out = append(out, sqlToken{start, i, tokenName})
		case r == '$' && dollarTag(text[i:]) != "":
			tag := dollarTag(text[i:])
			i = after(text, i+len(tag), tag)
			out = append(out, sqlToken{start, i, tokenText})
		case wordRune(r):
			for i < len(text) && wordRune(r) {
				i += size
				r, size = utf8.DecodeRuneInString(text[i:])
			}
			out = append(out, sqlToken{start, i, tokenWord})
		default:
			i += size
			out = append(out, sqlToken{start, i, tokenSymbol})
		}
	}
	return out
}

func wordRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// after gives the place behind the next occurrence of mark, or the text's end.
func after(text string, from int, mark string) int {
	if i := strings.Index(text[from:], mark); i >= 0 {
		return from + i + len(mark)
	}
	return len(text)
}

// blockComment gives the place behind a comment, and whether it is closed;
// comments nest.
func blockComment(text string, i int) (end int, closed bool) {
	depth := 0
	for i < len(text) {
		switch {
		case strings.HasPrefix(text[i:], "/*"):
			depth++
			i += 2
		case strings.HasPrefix(text[i:], "*/"):
			depth--
			i += 2
			if depth == 0 {
				return i, true
			}
		default:
			i++
		}
	}
	return i, false
}

// quoted gives the place behind a quoted piece whose inside begins at i. A
// doubled quote stands for itself.
func quoted(text string, i int, quote byte, escapes bool) int {
	for i < len(text) {
		switch {
		case escapes && text[i] == '\\':
			i += 2
		case text[i] == quote && i+1 < len(text) && text[i+1] == quote:
			i += 2
		case text[i] == quote:
			return i + 1
		default:
			i++
		}
	}
	return len(text)
}

// dollarTag gives the $$ or $tag$ that opens a dollar-quoted text; "" if s
// begins with a parameter or a bare dollar sign.
func dollarTag(s string) string {
	for i, r := range s[1:] {
		switch {
		case r == '$':
			return s[:i+2]
		case !wordRune(r) || i == 0 && unicode.IsDigit(r):
			return ""
		}
	}
	return ""
}

// word gives a token's text in lower case; "" for what is no bare word.
func (t sqlToken) word(text string) string {
	if t.kind != tokenWord {
		return ""
	}
	return strings.ToLower(text[t.start:t.end])
}

func (t sqlToken) is(text string, symbol string) bool {
	return t.kind == tokenSymbol && text[t.start:t.end] == symbol
}

// trimStatement cuts the semicolons and comments behind the last statement.
func trimStatement(text string) (string, []sqlToken) {
	tokens := scanSQL(text)
	for len(tokens) > 0 && tokens[len(tokens)-1].is(text, ";") {
		tokens = tokens[:len(tokens)-1]
	}
	if len(tokens) == 0 {
		return "", nil
	}
	return text[:tokens[len(tokens)-1].end], tokens
}

// Complete reports whether a text at a prompt ends its statement: with a
// semicolon outside quotes and comments. An empty text is complete.
func Complete(text string) bool {
	tokens := scanSQL(text)
	return len(tokens) == 0 && strings.TrimSpace(text) == "" || len(tokens) > 0 && tokens[len(tokens)-1].is(text, ";")
}
