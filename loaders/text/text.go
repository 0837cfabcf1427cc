// Package text finds and converts the encodings in which Vietnamese was written
// before Unicode: TCVN3 (ABC, fonts ".Vn...") and VNI (fonts "VNI-..."). Their
// letters stand in files as other Latin letters and signs: "x· héi" is "xã hội"
// in TCVN3, "xaõ hoäi" in VNI.
//
// In: the text of cells, with the font if it is known. Out: NFC, or the reason
// why a text cannot be decided. It must not know files or tables.
//
// A text is taken for a legacy encoding only if its words are Vietnamese
// syllables in that encoding and are none as they stand, and if the column has
// more such words. Whatever has two readings and no witness is left to people.
package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// An Encoding is how Vietnamese letters are written in a text.
type Encoding uint8

// The encodings. Unicode is what needs no conversion.
const (
	Unicode       Encoding = iota
	TCVN3                  // one code a letter; capitals with a tone have none
	TCVN3Capitals          // the codes of TCVN3 in a font that shows capitals only
	VNI                    // a base letter and a code for its marks
)

// String is the name in messages.
func (e Encoding) String() string {
	switch e {
	case TCVN3, TCVN3Capitals:
		return "TCVN3 (ABC)"
	case VNI:
		return "VNI"
	}
	return "Unicode"
}

// FontEncoding is the encoding that a font is made for: ".VnTime" TCVN3,
// ".VnTimeH" its capitals, "VNI-Times" VNI; Unicode for any other.
func FontEncoding(font string) Encoding {
	name := strings.ToLower(strings.TrimSpace(font))
	switch {
	case strings.HasPrefix(name, ".vn") && strings.HasSuffix(name, "h"):
		return TCVN3Capitals
	case strings.HasPrefix(name, ".vn"):
		return TCVN3
	case strings.HasPrefix(name, "vni-"), strings.HasPrefix(name, "vni "):
		return VNI
	}
	return Unicode
}

// Decode gives the text in NFC; ok is false if a character has no meaning in
// the encoding. The text of capitals comes out in capitals.
func Decode(e Encoding, s string) (out string, ok bool) {
	switch e {
	case TCVN3:
		out, ok = decodeTCVN3(s)
		out = raise(out)
	case TCVN3Capitals:
		out, ok = decodeTCVN3(s)
		out = strings.ToUpper(out)
	case VNI:
		out, ok = decodeVNI(s)
	default:
		return norm.NFC.String(s), true
	}
	return norm.NFC.String(out), ok
}

// Encode is the inverse of Decode; ok is false if a letter cannot be written.
func Encode(e Encoding, s string) (out string, ok bool) {
	s = norm.NFC.String(s)
	var table map[rune]string
	switch e {
	case TCVN3:
		table = toTCVN3
	case TCVN3Capitals:
		table, s = toTCVN3, strings.ToLower(s)
	case VNI:
		table = toVNI
	default:
		return s, true
	}
	var b strings.Builder
	for _, r := range s {
		code, known := table[r]
		switch {
		case known:
			b.WriteString(code)
		case r < 0x80:
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	return b.String(), true
}

// raise gives toned letters their capitals where the plain letters are capitals
// throughout a text or a word: TCVN3 writes "CéNG HOµ" in a font of capitals.
func raise(s string) string {
	out := []rune(s)
	if capitals(out) {
		return strings.ToUpper(s)
	}
	for i := 0; i < len(out); {
		j := i
		for j < len(out) && unicode.IsLetter(out[j]) {
			j++
		}
		if capitals(out[i:j]) {
			copy(out[i:j], []rune(strings.ToUpper(string(out[i:j]))))
		}
		i = max(j, i+1)
	}
	return string(out)
}

// capitals: at least two plain letters, and all of them capitals.
func capitals(s []rune) bool {
	n := 0
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z':
			return false
		case 'A' <= r && r <= 'Z':
			n++
		}
	}
	return n >= 2
}
