package readback

import (
	"fmt"
	"strconv"
)

// A token of a content stream: a number, a name, a string, an array or an
// operator.
type token struct {
	kind  tokenKind
	num   float64
	text  string // name without slash, string's bytes, operator
	items []token
}

type tokenKind uint8

const (
	tokEnd tokenKind = iota
	tokNumber
	tokName
	tokString
	tokArray
	tokOperator
	tokClose // ] or >>
)

type scanner struct {
	src []byte
	at  int
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (s *scanner) next() (token, error) {
	for s.at < len(s.src) {
		c := s.src[s.at]
		if c == '%' {
			for s.at < len(s.src) && s.src[s.at] != '\n' && s.src[s.at] != '\r' {
				s.at++
			}
			continue
		}
		if !space(c) {
			break
		}
		s.at++
	}
	if s.at >= len(s.src) {
		return token{}, nil
	}
	switch c := s.src[s.at]; c {
	case '(':
		return s.literal()
	case '[':
		s.at++
		return s.list()
	case '<':
		if s.at+1 < len(s.src) && s.src[s.at+1] == '<' {
			s.at += 2
			return s.list() // a dictionary's entries in a row
		}
		return s.hex()
	case ']':
		s.at++
		return token{kind: tokClose}, nil
	case '>':
		s.at = min(s.at+2, len(s.src))
		return token{kind: tokClose}, nil
	case '/':
		s.at++
		return token{kind: tokName, text: s.word()}, nil
	case ')', '{', '}':
		return token{}, fmt.Errorf("byte %d: %q is out of place", s.at, c)
	}
	w := s.word()
	if n, err := strconv.ParseFloat(w, 64); err == nil && (w[0] < 'A' || w[0] > 'z') {
		return token{kind: tokNumber, num: n}, nil
	}
	return token{kind: tokOperator, text: w}, nil
}

func (s *scanner) word() string {
	start := s.at
	for s.at < len(s.src) && !space(s.src[s.at]) && !delimiter(s.src[s.at]) {
		s.at++
	}
	return string(s.src[start:s.at])
}

func (s *scanner) list() (token, error) {
	t := token{kind: tokArray}
	for {
		item, err := s.next()
		if err != nil {
			return t, err
		}
		switch item.kind {
		case tokEnd:
			return t, fmt.Errorf("an array or dictionary has no end")
		case tokClose:
			return t, nil
		}
		t.items = append(t.items, item)
	}
}

func (s *scanner) hex() (token, error) {
	s.at++
	var out []byte
	high, half := 0, false
	for ; s.at < len(s.src); s.at++ {
		c := s.src[s.at]
		if c == '>' {
			s.at++
			if half {
				out = append(out, byte(high<<4))
			}
			return token{kind: tokString, text: string(out)}, nil
		}
		if space(c) {
			continue
		}
		v, err := strconv.ParseUint(string(c), 16, 8)
		if err != nil {
			return token{}, fmt.Errorf("byte %d: %q in a hexadecimal string", s.at, c)
		}
		if half {
			out = append(out, byte(high<<4|int(v)))
		} else {
			high = int(v)
		}
		half = !half
	}
	return token{}, fmt.Errorf("a hexadecimal string has no end")
}

func (s *scanner) literal() (token, error) {
	s.at++
	var out []byte
	depth := 1
	for ; s.at < len(s.src); s.at++ {
		c := s.src[s.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return token{kind: tokString, text: string(out)}, nil
			}
		case '\\':
			s.at++
			if s.at >= len(s.src) {
				continue
			}
			switch e := s.src[s.at]; e {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\n':
				continue
			case '\r':
				if s.at+1 < len(s.src) && s.src[s.at+1] == '\n' {
					s.at++
				}
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				v := 0
				for k := 0; k < 3 && s.at < len(s.src) && s.src[s.at] >= '0' && s.src[s.at] <= '7'; k++ {
					v = v<<3 | int(s.src[s.at]-'0')
					s.at++
				}
				s.at--
				c = byte(v)
			default:
				c = e
			}
		case '\r': // an end of line in a string reads as a line feed
			if s.at+1 < len(s.src) && s.src[s.at+1] == '\n' {
				s.at++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return token{}, fmt.Errorf("a string has no end")
}
