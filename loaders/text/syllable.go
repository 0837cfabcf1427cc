package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// onsets and rhymes of Vietnamese syllables, without tones. The rhymes are the
// usual ones of the written language and some of loans ("oong").
var (
	onsets = set(`b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x`)
	rhymes = set(`a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
		e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
		i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
		o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
		ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
		u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu
		ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

const tones = "\u0300\u0301\u0309\u0303\u0323"

// syllable reports whether a word is a Vietnamese syllable: an onset, a rhyme
// and at most one tone; before a final c, ch, p, t only sắc and nặng can stand,
// and one of them must.
func syllable(word string) bool {
	var b strings.Builder
	tone := rune(0)
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if strings.ContainsRune(tones, r) {
			if tone != 0 {
				return false
			}
			tone = r
			continue
		}
		b.WriteRune(r)
	}
	plain := norm.NFC.String(b.String())
	if stopped(plain) && tone != '\u0301' && tone != '\u0323' {
		return false
	}
	if rhymes[plain] {
		return true
	}
	for n := 1; n <= 4 && n < len(plain); n++ {
		if onsets[plain[:n]] && rhymes[plain[n:]] {
			return true
		}
	}
	// "gì", "gìn": the i is onset and vowel
	return strings.HasPrefix(plain, "g") && rhymes[plain[1:]] && plain[1] == 'i'
}

func stopped(plain string) bool {
	return strings.HasSuffix(plain, "ch") || strings.ContainsAny(plain[max(len(plain)-1, 0):], "cptk")
}

// Judge counts the words of a text that hold letters beyond ASCII: those that
// are Vietnamese syllables, and the others. A word of signs alone says nothing.
func Judge(s string) (good, bad int) {
	for _, w := range words(s) {
		switch {
		case !strings.ContainsFunc(w, unicode.IsLetter):
		case syllable(w) && caseFits(w):
			good++
		default:
			bad++
		}
	}
	return good, bad
}

// words gives the words of a text with a character beyond ASCII. Signs beyond
// ASCII belong to words: they may be letters of a legacy encoding.
func words(s string) []string {
	var list []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		return r < 0x80 && !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') || neutral(r)
	}) {
		if strings.ContainsFunc(w, func(r rune) bool { return r >= 0x80 }) {
			list = append(list, w)
		}
	}
	return list
}

// caseFits: small, one capital in front, or capitals throughout.
func caseFits(w string) bool {
	r := []rune(w)
	rest := string(r[1:])
	return rest == strings.ToLower(rest) || w == strings.ToUpper(w)
}
