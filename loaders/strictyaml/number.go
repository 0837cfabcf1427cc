package strictyaml

import (
	"math/big"
	"strings"
)

// A Number is an exact decimal as written, with a point: "159.90". "" is no
// number.
type Number string

// Rat returns the exact value, nil for "".
func (n Number) Rat() *big.Rat {
	if n == "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(string(n))
	if !ok {
		return nil
	}
	return r
}

// Cmp compares two numbers exactly: -1, 0 or 1. Both must be set.
func (n Number) Cmp(other Number) int { return n.Rat().Cmp(other.Rat()) }

// Sign returns -1, 0 or 1; 0 for "".
func (n Number) Sign() int {
	if r := n.Rat(); r != nil {
		return r.Sign()
	}
	return 0
}

// Decimals returns the digits behind the point as written.
func (n Number) Decimals() int {
	_, digits, _ := strings.Cut(string(n), ".")
	return len(digits)
}

// LastDigit returns one unit of the last written digit: "0.01" for "159.90",
// "1" for "500", "" for "".
func (n Number) LastDigit() Number {
	if n == "" {
		return ""
	}
	if d := n.Decimals(); d > 0 {
		return Number("0." + strings.Repeat("0", d-1) + "1")
	}
	return "1"
}
