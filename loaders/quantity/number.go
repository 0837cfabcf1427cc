package quantity

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// ReadableAs reports in which formats every number of the text can be written.
// A caller that finds enough texts readable in one format only may take that
// format for the whole column.
func ReadableAs(text string) (vi, en bool) {
	s, ok := clean(text)
	if !ok {
		return false, false
	}
	vi, en = true, true
	any := false
	for _, t := range lex([]rune(s)) {
		if t.kind == tokenNumber {
			any = true
			_, okVi := readNumber(t.text, FormatVi)
			_, okEn := readNumber(t.text, FormatEn)
			vi, en = vi && okVi, en && okEn
		}
	}
	return vi && any, en && any
}

// readNumber reads digits with their grouping and decimal signs in one format.
// Groups have three digits, all or none of them; the first group does not
// begin with 0. Without grouping leading zeros are allowed ("02").
func readNumber(text string, f NumberFormat) (Decimal, bool) {
	group, point := ".", ","
	if f == FormatEn {
		group, point = ",", "."
	}
	whole, frac, hasFrac := strings.Cut(text, point)
	if hasFrac && (frac == "" || strings.ContainsAny(frac, ".,")) {
		return Decimal{}, false
	}
	if groups := strings.Split(whole, group); len(groups) > 1 {
		if len(groups[0]) == 0 || len(groups[0]) > 3 || groups[0][0] == '0' {
			return Decimal{}, false
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return Decimal{}, false
			}
		}
		whole = strings.Join(groups, "")
	}
	if strings.ContainsAny(whole, ".,") || whole == "" {
		return Decimal{}, false
	}
	machine := whole
	if hasFrac {
		machine += "." + frac
	}
	if len(machine) > 200 {
		return Decimal{}, false
	}
	d, err := decimal.NewFromString(machine)
	return Decimal{d}, err == nil
}

// writtenDecimals counts the digits after the decimal sign of format f.
func writtenDecimals(text string, f NumberFormat) int {
	point := ","
	if f == FormatEn {
		point = "."
	}
	_, frac, _ := strings.Cut(text, point)
	return len(frac)
}

// CellNumber reads the stored number of a spreadsheet cell: point before the
// decimals, perhaps an exponent. Spreadsheets keep binary floats and show at
// most 15 significant digits of them, so 0.28000000000000003 is 0.28. percent
// is for a cell that shows its number as a percentage: 0.773 gives 77.3. A
// number with more digits than DECIMAL(24,6) holds after that (1/3) is refused.
func CellNumber(text string, percent bool) (Decimal, error) {
	text = strings.TrimSpace(text)
	if len(text) > longest || strings.ContainsAny(text, "xXpP_iInN") {
		return Decimal{}, fmt.Errorf("%.50q is not the number of a cell", text)
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f > 1e18 || f < -1e18 {
		return Decimal{}, fmt.Errorf("%.50q is not the number of a cell", text)
	}
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', 15, 64))
	if !ok {
		return Decimal{}, fmt.Errorf("%.50q is not the number of a cell", text)
	}
	if percent {
		r.Mul(r, big.NewRat(100, 1))
	}
	d := fromRat(r, MaxDecimals)
	if d.rat().Cmp(r) != 0 || !d.Fits() {
		return Decimal{}, fmt.Errorf("%.50q: %w", text, ErrTooManyDigits)
	}
	return d, nil
}
