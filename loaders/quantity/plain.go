package quantity

import "strings"

// plainDigitsMost bounds what Plain reads, so that it fits an int64 as
// millionths.
const plainDigitsMost = 12

// Plain reads what most cells hold, a number in digits as the format writes it,
// and gives what stands behind it, as Parse would read it, but without
// memory for it: the number is n / 10^decimals. ok is false for everything that
// needs Parse: signs, words, more than 12 digits or 6 decimals, and any
// separator where the format is not declared.
func Plain(text string, f NumberFormat) (n int64, decimals int, rest string, ok bool) {
	group, point := byte('.'), byte(',')
	switch f {
	case FormatEn:
		group, point = ',', '.'
	case FormatUnknown:
		group, point = 0, 0
	}
	i, digits, inGroup, groups := 0, 0, 0, 0
	for ; i < len(text); i++ {
		c := text[i]
		if c >= '0' && c <= '9' {
			n = n*10 + int64(c-'0')
			digits++
			inGroup++
			continue
		}
		// A separator belongs to the number only before another digit.
		if c != group || group == 0 || i+1 == len(text) || text[i+1] < '0' || text[i+1] > '9' {
			break
		}
		if groups == 0 && (digits == 0 || digits > 3 || text[0] == '0') || groups > 0 && inGroup != 3 {
			return 0, 0, "", false
		}
		groups++
		inGroup = 0
	}
	if digits == 0 || digits > plainDigitsMost || groups > 0 && inGroup != 3 {
		return 0, 0, "", false
	}
	if i+1 < len(text) && text[i] == point && point != 0 && text[i+1] >= '0' && text[i+1] <= '9' {
		for i++; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
			n = n*10 + int64(text[i]-'0')
			decimals++
		}
		if decimals > MaxDecimals || digits+decimals > plainDigitsMost {
			return 0, 0, "", false
		}
	}
	rest = text[i:]
	if rest != "" && (rest[0] == '.' || rest[0] == ',') || strings.ContainsAny(rest, "0123456789") {
		return 0, 0, "", false
	}
	return n, decimals, rest, true
}
