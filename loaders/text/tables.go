package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// tcvn3 lists the letters by their codes from 0xA1 to 0xFE as TCVN 5712:1993
// has them in its third table (VN3); a dot is a code without a letter there.
const tcvn3 = "ĂÂÊÔƠƯĐăâêôơưđ" + "......" + "àảãáạ" + "." + "ằẳẵắ" + "......." +
	"ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"

// The marks that VNI sets behind a letter: tones behind a, e, o, u, y and its
// letters for ơ and ư; hats (with their tones) behind a, e and o; breves behind
// a. Each is the code followed by what it adds.
const (
	vniTones  = "ø\u0300 ù\u0301 û\u0309 õ\u0303 ï\u0323"
	vniHats   = "â\u0302 à\u0302\u0300 á\u0302\u0301 å\u0302\u0309 ã\u0302\u0303 ä\u0302\u0323"
	vniBreves = "ê\u0306 è\u0306\u0300 é\u0306\u0301 ú\u0306\u0309 ü\u0306\u0303 ë\u0306\u0323"
)

// vniSingles are the letters with a code of their own: the code, then the letter.
var vniSingles = []string{"ìì", "íí", "æỉ", "óĩ", "òị", "ôơ", "öư", "îỵ", "ñđ"}

var (
	fromTCVN3 = map[rune]rune{}
	toTCVN3   = map[rune]string{}
	vniAlone  = map[rune]rune{}
	vniPairs  = map[[2]rune]rune{} // a letter and the mark behind it, any case
	toVNI     = map[rune]string{}
)

func init() {
	code := rune(0xa1)
	for _, letter := range tcvn3 {
		if letter != '.' {
			fromTCVN3[code], toTCVN3[letter] = letter, string(code)
		}
		code++
	}
	for _, s := range vniSingles {
		r := []rune(s)
		for _, up := range []func(rune) rune{unicode.ToLower, unicode.ToUpper} {
			vniAlone[up(r[0])], toVNI[up(r[1])] = up(r[1]), string(up(r[0]))
		}
	}
	for letters, marks := range map[string]string{"aeouyơư": vniTones, "aeo": vniHats, "a": vniBreves} {
		for _, letter := range letters {
			for mark := range strings.FieldsSeq(marks) {
				pairVNI(letter, []rune(mark))
			}
		}
	}
	// The dotted y has a code of its own.
	delete(vniPairs, [2]rune{'y', 'ï'})
}

func pairVNI(letter rune, mark []rune) {
	whole := []rune(norm.NFC.String(string(letter) + string(mark[1:])))
	if len(whole) != 1 {
		return
	}
	for _, up := range []func(rune) rune{unicode.ToLower, unicode.ToUpper} {
		base := up(letter)
		if code, ok := toVNI[base]; ok {
			base = []rune(code)[0]
		}
		// A capital is followed by the capital mark, or by the small one in a
		// word with one capital only.
		vniPairs[[2]rune{base, unicode.ToUpper(mark[0])}] = up(whole[0])
		vniPairs[[2]rune{base, mark[0]}] = up(whole[0])
		if _, single := toVNI[up(whole[0])]; !single {
			toVNI[up(whole[0])] = string(base) + string(up(mark[0]))
		}
	}
}

func decodeTCVN3(s string) (string, bool) {
	ok := true
	out := strings.Map(func(r rune) rune {
		letter, known := fromTCVN3[r]
		switch {
		case known:
			return letter
		case r >= 0x80 && !neutral(r):
			ok = false
		}
		return r
	}, s)
	return out, ok
}

func decodeVNI(s string) (string, bool) {
	var b strings.Builder
	ok := true
	in := []rune(s)
	for i := 0; i < len(in); i++ {
		if i+1 < len(in) {
			if letter, pair := vniPairs[[2]rune{in[i], in[i+1]}]; pair {
				b.WriteRune(letter)
				i++
				continue
			}
		}
		letter, alone := vniAlone[in[i]]
		switch {
		case alone:
			b.WriteRune(letter)
			continue
		case in[i] >= 0x80 && !neutral(in[i]):
			ok = false
		}
		b.WriteRune(in[i])
	}
	return b.String(), ok
}

// neutral are the signs that Excel and Word put into any text: dashes, quotes,
// dots. No legacy encoding uses them for letters.
func neutral(r rune) bool {
	return r >= 0x2000 && r <= 0x22ff || r == 0xa0
}
