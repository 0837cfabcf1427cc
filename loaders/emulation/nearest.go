package emulation

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Fold makes the form in which names are compared: lower case, without
// accents, đ as d, every run of other signs as one space.
// "Xã Phù Ninh" and "XA  PHU-NINH" fold to "xa phu ninh".
func Fold(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		switch {
		case r == 'đ':
			r = 'd'
		case r >= 0x300 && r <= 0x36f:
			continue
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 0x7f:
		default:
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Nearest gives the candidate with the smallest edit distance to text, both
// folded; the first one wins a tie. ok is false when even that one differs in
// more than a third of its letters (at least 1): a far guess misleads.
func Nearest(text string, candidates []string) (best string, ok bool) {
	const longest = 80 // a longer text is prose, not a mistyped name
	from := []rune(Fold(text))
	if len(from) == 0 || len(from) > longest {
		return "", false
	}
	least := -1
	for _, c := range candidates {
		to := []rune(Fold(c))
		if len(to) > longest {
			continue
		}
		d := distance(from, to)
		if d > max(1, max(len(from), len(to))/3) {
			continue
		}
		if least < 0 || d < least {
			best, least = c, d
		}
	}
	return best, least >= 0
}

// distance counts insertions, deletions, replacements and swaps of neighbours.
func distance(a, b []rune) int {
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := prev[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, prev[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}
