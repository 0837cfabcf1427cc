package quantity

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// A Decimal is an exact decimal number. The zero Decimal is 0. Values are kept
// as DECIMAL(24,6): up to 18 digits before the point and 6 after; shares as
// DECIMAL(18,9). Compare with Cmp or Equal, never with ==.
type Decimal struct {
	d decimal.Decimal
}

// Limits of a stored value, DECIMAL(24,6), and of a stored share, DECIMAL(18,9).
const (
	MaxWholeDigits   = 18
	MaxDecimals      = 6
	MaxShareDecimals = 9
)

// ErrTooManyDigits reports a number with more digits than a value can hold. It
// is refused and never rounded.
var ErrTooManyDigits = errors.New("more than 18 digits before or 6 digits after the decimal sign")

// New reads the machine form: an optional sign, digits, and a point before the
// decimals ("-1800.5"). No grouping, no exponent. More digits than
// DECIMAL(24,6) holds give ErrTooManyDigits.
func New(text string) (Decimal, error) {
	d, err := readMachine(text)
	if err != nil {
		return Decimal{}, err
	}
	if !d.Fits() {
		return Decimal{}, fmt.Errorf("%q: %w", text, ErrTooManyDigits)
	}
	return d, nil
}

// Must is New for texts in the program itself; it panics on a bad one.
func Must(text string) Decimal {
	d, err := New(text)
	if err != nil {
		panic(err)
	}
	return d
}

// FromInt makes a whole number.
func FromInt(n int64) Decimal { return Decimal{decimal.NewFromInt(n)} }

// longest bounds the digits read from outside: DuckDB's widest DECIMAL has 38.
const longest = 40

func readMachine(text string) (Decimal, error) {
	body := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "+")
	if len(text)-len(body) > 1 {
		return Decimal{}, fmt.Errorf("%.50q is not a decimal number", text)
	}
	digits, points := 0, 0
	for _, r := range body {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '.':
			points++
		default:
			return Decimal{}, fmt.Errorf("%.50q is not a decimal number", text)
		}
	}
	if digits == 0 || points > 1 || strings.HasPrefix(body, ".") || strings.HasSuffix(body, ".") {
		return Decimal{}, fmt.Errorf("%.50q is not a decimal number", text)
	}
	if digits > longest {
		return Decimal{}, fmt.Errorf("%.50q: %w", text, ErrTooManyDigits)
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Decimal{}, fmt.Errorf("%.50q is not a decimal number", text)
	}
	return Decimal{d}, nil
}

// String is the machine form: "-1800.5", without needless zeros.
func (d Decimal) String() string {
	s := d.d.String()
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// Decimals is the number of digits after the point that the value needs.
func (d Decimal) Decimals() int {
	if _, frac, ok := strings.Cut(d.String(), "."); ok {
		return len(frac)
	}
	return 0
}

// Millionths is the value × 1,000,000; ok is false where that is not whole or
// has more than 18 digits.
func (d Decimal) Millionths() (n int64, ok bool) {
	scaled := d.d.Shift(MaxDecimals)
	if !scaled.IsInteger() || scaled.Abs().Cmp(decimal.New(1, 18)) >= 0 {
		return 0, false
	}
	return scaled.IntPart(), true
}

// Big is the value × 10^decimals without what is left after it.
func (d Decimal) Big(decimals int) *big.Int { return d.d.Shift(int32(decimals)).BigInt() }

// Fits reports whether the value is inside DECIMAL(24,6).
func (d Decimal) Fits() bool { return d.fits(MaxWholeDigits, MaxDecimals) }

// FitsShare reports whether the value is inside DECIMAL(18,9).
func (d Decimal) FitsShare() bool { return d.fits(MaxShareDecimals, MaxShareDecimals) }

func (d Decimal) fits(whole, decimals int) bool {
	few := -int(d.d.Exponent()) <= decimals // as written; trailing zeros do not count
	return (few || d.Decimals() <= decimals) && d.d.Abs().Cmp(decimal.New(1, int32(whole))) < 0
}

// Cmp is -1, 0 or +1 as d is below, equal to or above e.
func (d Decimal) Cmp(e Decimal) int { return d.d.Cmp(e.d) }

// Equal reports whether both are the same number (1.50 is 1.5).
func (d Decimal) Equal(e Decimal) bool { return d.d.Equal(e.d) }

// Less reports whether d is below e.
func (d Decimal) Less(e Decimal) bool { return d.Cmp(e) < 0 }

// Sign is -1, 0 or +1.
func (d Decimal) Sign() int { return d.d.Sign() }

// IsZero reports whether the value is 0.
func (d Decimal) IsZero() bool { return d.d.IsZero() }

// IsWhole reports whether the value has no decimals.
func (d Decimal) IsWhole() bool { return d.d.IsInteger() }

// Add is d + e, exact.
func (d Decimal) Add(e Decimal) Decimal { return Decimal{d.d.Add(e.d)} }

// Sub is d − e, exact.
func (d Decimal) Sub(e Decimal) Decimal { return Decimal{d.d.Sub(e.d)} }

// Mul is d × e, exact.
func (d Decimal) Mul(e Decimal) Decimal { return Decimal{d.d.Mul(e.d)} }

// Neg is −d.
func (d Decimal) Neg() Decimal { return Decimal{d.d.Neg()} }

// Abs is d without its sign.
func (d Decimal) Abs() Decimal { return Decimal{d.d.Abs()} }

// Round keeps so many decimals (0 or more), half away from zero.
func (d Decimal) Round(decimals int) Decimal {
	return Decimal{d.d.Round(int32(max(0, decimals)))}
}

// Quo is d / e rounded once, half away from zero, from the exact fraction. ok
// is false when e is 0.
func (d Decimal) Quo(e Decimal, decimals int) (q Decimal, ok bool) {
	if e.IsZero() {
		return Decimal{}, false
	}
	return fromRat(new(big.Rat).Quo(d.rat(), e.rat()), max(0, decimals)), true
}

// Percent is 100 × d / e as Quo rounds it; ok is false when e is 0.
func (d Decimal) Percent(e Decimal, decimals int) (p Decimal, ok bool) {
	return d.Mul(FromInt(100)).Quo(e, decimals)
}

// Float64 is the nearest float, for charts only.
func (d Decimal) Float64() float64 { return d.d.InexactFloat64() }

func (d Decimal) rat() *big.Rat { return d.d.Rat() }

// fromRat rounds half away from zero: floor(|r| × 10^n + 1/2).
func fromRat(r *big.Rat, decimals int) Decimal {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	num := new(big.Int).Mul(new(big.Int).Abs(r.Num()), scale)
	num.Lsh(num, 1).Add(num, r.Denom())
	num.Quo(num, new(big.Int).Lsh(r.Denom(), 1))
	if r.Sign() < 0 {
		num.Neg(num)
	}
	return Decimal{decimal.NewFromBigInt(num, int32(-decimals))}
}

// Scan takes what a database gives for a DECIMAL or an integer: text, bytes,
// an integer, or a value with a String method in machine form. A float is
// refused, because its digits are not the stored ones; nil is refused, because
// absence needs a NullDecimal.
func (d *Decimal) Scan(src any) error {
	var text string
	switch v := src.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	case int64:
		*d = FromInt(v)
		return nil
	case int, int8, int16, int32, uint8, uint16, uint32, uint64:
		text = fmt.Sprint(v)
	case *big.Int:
		if v == nil {
			return errors.New("scan NULL into a Decimal: use a NullDecimal")
		}
		text = v.String()
	case nil:
		return errors.New("scan NULL into a Decimal: use a NullDecimal")
	case float32, float64:
		return fmt.Errorf("scan %T into a Decimal: cast the column to DECIMAL", src)
	case fmt.Stringer:
		text = v.String()
	default:
		return fmt.Errorf("scan %T into a Decimal: not a number", src)
	}
	read, err := readMachine(text)
	if err != nil {
		return fmt.Errorf("scan into a Decimal: %w", err)
	}
	*d = read
	return nil
}

// Value is the machine text, to be cast in SQL. A number that fits neither
// DECIMAL(24,6) nor DECIMAL(18,9) is refused: the cast would round it silently.
func (d Decimal) Value() (driver.Value, error) {
	if !d.Fits() && !d.FitsShare() {
		return nil, fmt.Errorf("%s: %w", d, ErrTooManyDigits)
	}
	return d.String(), nil
}

// MarshalText is the machine form, so JSON holds "1800.5" as a text: a JSON
// number would pass through a float in most readers.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the machine form.
func (d *Decimal) UnmarshalText(text []byte) error {
	read, err := readMachine(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}
