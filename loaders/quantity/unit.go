package quantity

import (
	"fmt"
	"math/big"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A Unit is a unit of measure by its Vietnamese name in canonical spelling
// ("tỷ đồng", "kg/người/năm"). "" is no unit. A unit that the catalogue does
// not know is allowed and measures only itself.
type Unit string

// Units that rules and printing name.
const (
	PercentUnit  Unit = "%"
	PermilleUnit Unit = "‰"
	PointUnit    Unit = "điểm %" // difference of two percentages
	TimesUnit    Unit = "lần"
)

// UnitOf gives the canonical spelling: "Tỉ đồng" and "tỷ" are "tỷ đồng",
// "m²" is "m2", "bác sĩ / vạn dân" is "bác sĩ/1 vạn dân". An unknown name
// comes back in lower case with single spaces.
func UnitOf(text string) Unit { return resolve(text).unit }

// Known reports whether every part of the unit is in the catalogue.
func (u Unit) Known() bool { return u != "" && resolve(string(u)).known }

// Label is the canonical spelling.
func (u Unit) Label() string { return string(UnitOf(string(u))) }

// Dimension names what the unit measures: "money", "area", "mass/area"; for an
// unknown unit its own name. Units of one dimension convert into each other.
func (u Unit) Dimension() string { return resolve(string(u)).dimension }

// Factor is how many base units of its dimension (đồng, m2, kg, %, the thing
// itself) one unit is, as an exact fraction.
func (u Unit) Factor() *big.Rat { return new(big.Rat).Set(resolve(string(u)).factor) }

// Whole reports whether the unit counts things that have no halves (xã, người).
func (u Unit) Whole() bool { return resolve(string(u)).whole }

// Share reports whether the unit is a percentage or a permille.
func (u Unit) Share() bool { return resolve(string(u)).dimension == "share" }

// An IncompatibleError refuses a conversion between dimensions.
type IncompatibleError struct {
	From, To Unit
}

func (e *IncompatibleError) Error() string {
	return fmt.Sprintf("cannot convert %q to %q: they measure different things", e.From, e.To)
}

// Vietnamese is the message for the sender.
func (e *IncompatibleError) Vietnamese() string {
	return fmt.Sprintf("không quy đổi được “%s” sang “%s”: hai đơn vị đo khác nhau", e.From, e.To)
}

// Convert turns d of unit from into unit to, exactly. Different dimensions give
// an *IncompatibleError; a result with more than 6 decimals ErrTooManyDigits.
// "" converts to "" only.
func Convert(d Decimal, from, to Unit) (Decimal, error) {
	if from == to {
		return d, nil
	}
	a, b := resolve(string(from)), resolve(string(to))
	if a.dimension != b.dimension || a.unit == "" || b.unit == "" {
		return Decimal{}, &IncompatibleError{From: from, To: to}
	}
	r := new(big.Rat).Mul(d.rat(), a.factor)
	r.Quo(r, b.factor)
	out := fromRat(r, MaxDecimals)
	if out.rat().Cmp(r) != 0 || !out.Fits() {
		return Decimal{}, fmt.Errorf("%s %s in %s: %w", d, from, to, ErrTooManyDigits)
	}
	return out, nil
}

// In is the value's number in unit to; see Convert.
func (v Value) In(to Unit) (Decimal, error) { return Convert(v.Number, v.Unit, to) }

// resolved is what a unit's name means.
type resolved struct {
	unit      Unit
	dimension string
	factor    *big.Rat // shared with the catalogue: read only
	known     bool
	whole     bool // whole things, one at a time
	named     bool // items of a numbered set: tiêu chí
	measured  bool // a continuous measure, never a count of members
}

func resolve(text string) resolved {
	if _, ok := unitAtoms[text]; ok { // the usual case: already canonical
		return resolveAtom(text)
	}
	name := tidyUnit(text)
	parts := strings.Split(name, "/")
	if len(parts) == 1 {
		return resolveAtom(name)
	}
	out := resolved{factor: big.NewRat(1, 1), known: true, measured: true}
	var names, dims []string
	for i, part := range parts {
		a := resolveAtom(part)
		// A thing that one or ten thousand of are the base of a rate.
		if i > 0 {
			a = resolvePer(part)
			if a.factor.Sign() != 0 {
				out.factor.Quo(out.factor, a.factor)
			}
		} else {
			out.factor.Mul(out.factor, a.factor)
		}
		out.known = out.known && a.known
		names, dims = append(names, string(a.unit)), append(dims, a.dimension)
	}
	out.unit, out.dimension = Unit(strings.Join(names, "/")), strings.Join(dims, "/")
	return out
}

// resolvePer reads what stands below the stroke: "1 vạn dân", "10.000 dân".
func resolvePer(part string) resolved {
	first, rest, ok := strings.Cut(part, " ")
	n, isNumber := plainCount(first)
	if !isNumber || !ok {
		if first == "vạn" {
			part = "1 " + part
		} else {
			return resolveAtom(part)
		}
		n, rest = 1, strings.TrimPrefix(part, "1 ")
	}
	a := resolveAtom(rest)
	factor := new(big.Rat).Mul(a.factor, big.NewRat(n, 1))
	name := Unit(first + " " + string(a.unit))
	switch {
	case first == "vạn":
		name = "1 " + a.unit
	case n == 10_000:
		name = "1 vạn " + a.unit
	case n == 1 && !strings.HasPrefix(string(a.unit), "vạn "):
		name = a.unit
	}
	return resolved{unit: name, dimension: a.dimension, factor: factor, known: a.known}
}

// plainCount reads 1, 100, 1.000, 10.000 ...: the powers of ten that stand
// below a stroke.
func plainCount(text string) (int64, bool) {
	switch text {
	case "1", "10", "100":
		return map[string]int64{"1": 1, "10": 10, "100": 100}[text], true
	case "1000", "1.000":
		return 1_000, true
	case "10000", "10.000":
		return 10_000, true
	case "100000", "100.000":
		return 100_000, true
	}
	return 0, false
}

func resolveAtom(name string) resolved {
	if alias, ok := unitAliases[name]; ok {
		name = alias
	}
	if a, ok := unitAtoms[name]; ok {
		return resolved{unit: Unit(name), dimension: a.dimension, factor: a.factor, known: true,
			whole: a.kind == counted || a.kind == member, named: a.kind == member, measured: a.kind == measured}
	}
	if first, rest, ok := strings.Cut(name, " "); ok {
		if scale, ok := scaleOf(first); ok {
			a := resolveAtom(rest)
			a.factor = new(big.Rat).Mul(a.factor, big.NewRat(scale, 1))
			a.unit = Unit(scaleNames[first]) + " " + a.unit
			a.whole = false
			return a
		}
	}
	return resolved{unit: Unit(name), dimension: name, factor: big.NewRat(1, 1)}
}

func scaleOf(word string) (int64, bool) {
	name, ok := scaleNames[word]
	if !ok {
		return 0, false
	}
	return map[string]int64{"nghìn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}[name], true
}

// tidyUnit makes one spelling of blanks, case and strokes.
func tidyUnit(text string) string {
	s := strings.ToLower(norm.NFC.String(text))
	s = strings.Join(strings.Fields(s), " ")
	s = strings.ReplaceAll(s, " /", "/")
	return strings.ReplaceAll(s, "/ ", "/")
}
