package xlsx

import (
	"strings"

	"tdkt/loaders/quantity"
)

// A number is a cell's printed number.
type number struct {
	value  quantity.Decimal
	format string // Excel's number format that shows it as printed
}

// exactDigits is how many significant digits a spreadsheet keeps.
const exactDigits = 15

// parse reads a number in Vietnamese writing: "1.800,5", "-0,3", "+7". ok is
// false for everything that must stay text: percentages, ranges, codes with a
// leading zero, and numbers that a spreadsheet would round.
func parse(s string) (n number, ok bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), "−", "-")
	digits := strings.TrimLeft(s, "+-")
	sign := s[:len(s)-len(digits)]
	if len(sign) > 1 {
		return n, false
	}
	whole, decimals, comma := strings.Cut(digits, ",")
	if comma && !onlyDigits(decimals) {
		return n, false
	}
	groups := strings.Split(whole, ".")
	for i, g := range groups {
		if !onlyDigits(g) || i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && len(g) > 3 {
			return n, false
		}
	}
	plain := strings.Join(groups, "")
	if len(plain) > 1 && plain[0] == '0' || len(strings.TrimLeft(plain+decimals, "0")) > exactDigits {
		return n, false
	}
	machine := strings.TrimPrefix(sign, "+") + plain
	if comma {
		machine += "." + decimals
	}
	value, err := quantity.New(machine)
	if err != nil {
		return n, false
	}
	// A year is written without groups, and stays so.
	format := "0"
	if len(groups) > 1 || len(plain) <= 3 {
		format = "#,##0"
	}
	if comma {
		format += "." + strings.Repeat("0", len(decimals))
	}
	if sign == "+" {
		format = "+" + format + ";-" + format + ";" + format
	}
	return number{value, format}, true
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// raised writes the number of a footnote.
func raised(n string) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(n)
}

// marked adds footnote marks to a number format.
func marked(format, marks string) string {
	if marks == "" {
		return format
	}
	parts := strings.Split(format, ";")
	for i := range parts {
		parts[i] += `"` + marks + `"`
	}
	return strings.Join(parts, ";")
}

// parseMachine reads what the file holds.
func parseMachine(s string) (quantity.Decimal, error) {
	return quantity.CellNumber(s, false)
}
