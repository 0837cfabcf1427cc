package quantity

import (
	"strings"

	"tdkt/loaders/emulation"
)

// Format prints d with so many decimals, rounded half away from zero, in the
// Vietnamese way: "1.800,5", "-0,3". What rounds to 0 has no sign.
func (d Decimal) Format(decimals int) string {
	return group(d.d.StringFixed(int32(max(0, decimals))))
}

// Format is d.Format(decimals).
func Format(d Decimal, decimals int) string { return d.Format(decimals) }

// FormatMin prints d with the decimals it needs and no more: "1.800", "26,97".
func FormatMin(d Decimal) string { return group(d.String()) }

// FormatAtLeast prints d with the decimals it needs, but at least so many.
func FormatAtLeast(d Decimal, decimals int) string {
	return d.Format(max(decimals, d.Decimals()))
}

// Percent prints d, a number of percent, as "77,3%".
func Percent(d Decimal, decimals int) string { return d.Format(decimals) + "%" }

// FormatUnit prints d with its unit: "1.800,5 tỷ đồng", "27%". A percent or
// permille sign stands without a blank; no unit prints the number alone.
func FormatUnit(d Decimal, decimals int, u Unit) string { return withUnit(d.Format(decimals), u) }

// FormatCount prints a whole number from 1 to 9 with a leading zero ("02"), as
// administrative texts do, and any other number as FormatMin.
func FormatCount(d Decimal) string {
	if d.IsWhole() && d.Sign() > 0 && d.Less(FromInt(10)) {
		return "0" + d.String()
	}
	return FormatMin(d)
}

// Count is FormatCount of a whole number.
func Count(n int64) string { return FormatCount(FromInt(n)) }

// FormatCountUnit prints "02 xã".
func FormatCountUnit(d Decimal, u Unit) string { return withUnit(FormatCount(d), u) }

// FormatBeside prints v with as many decimals, at least so many, as show on
// which side of the bound it lies: 26,97 beside 27 is never "27".
func FormatBeside(v, bound Decimal, decimals int) string {
	return v.Format(decimalsBeside(v, bound, decimals))
}

func decimalsBeside(v, bound Decimal, decimals int) int {
	decimals = max(0, decimals)
	for decimals < v.Decimals() && v.Round(decimals).Cmp(bound) != v.Cmp(bound) {
		decimals++
	}
	return decimals
}

// FormatRatio prints a ratio given in percent. What is not 100 is never printed
// as 100: 99,996 gives "gần 100%", 100,004 "trên 100%".
func FormatRatio(percent Decimal, decimals int) string {
	hundred := FromInt(100)
	if side := percent.Cmp(hundred); side != 0 && percent.Round(decimals).Equal(hundred) {
		if side < 0 {
			return "gần 100%"
		}
		return "trên 100%"
	}
	return Percent(percent, decimals)
}

// FormatFraction prints num/den in percent as FormatRatio does, from the exact
// fraction; ok is false when den is 0.
func FormatFraction(num, den Decimal, decimals int) (s string, ok bool) {
	p, ok := num.Percent(den, decimals)
	if !ok {
		return "", false
	}
	if hundred := FromInt(100); p.Equal(hundred) && !num.Equal(den) {
		if num.Abs().Less(den.Abs()) {
			return "gần 100%", true
		}
		return "trên 100%", true
	}
	return Percent(p, decimals), true
}

// Phrase prints the value back as a phrase that Parse reads to the same value
// in the Vietnamese format; "" when v is not OK.
func (v Value) Phrase() string {
	if !v.OK {
		return ""
	}
	if v.Bound == emulation.BoundNone {
		return strings.TrimSpace("không còn " + string(v.Unit))
	}
	var b strings.Builder
	if v.Estimate {
		b.WriteString("ước ")
	}
	switch v.Measure {
	case emulation.MeasureIncrease:
		b.WriteString("tăng ")
	case emulation.MeasureDecrease:
		b.WriteString("giảm ")
	}
	after := ""
	switch v.Bound {
	case emulation.BoundAtLeast:
		after = " trở lên"
	case emulation.BoundAtMost:
		after = " trở xuống"
	case emulation.BoundMoreThan:
		b.WriteString("trên ")
	case emulation.BoundLessThan:
		b.WriteString("dưới ")
	case emulation.BoundCap:
		b.WriteString("không quá ")
	case emulation.BoundAllOf:
		b.WriteString("cả ")
	case emulation.BoundAbout:
		if v.Precision == emulation.PrecisionBelow {
			b.WriteString("gần ")
		} else {
			b.WriteString("khoảng ")
		}
	}
	num := FormatAtLeast(v.Number, v.Decimals)
	switch {
	case v.High.Valid:
		num += "-" + FormatAtLeast(v.High.Decimal, v.Decimals)
	case v.Of.Valid:
		num += "/" + FormatMin(v.Of.Decimal)
	case v.Plan.Valid:
		num += "/" + FormatAtLeast(v.Plan.Decimal, v.Decimals)
	}
	b.WriteString(withUnit(num, v.Unit) + after)
	if v.Against != "" {
		b.WriteString(" so với " + v.Against)
	}
	if v.Names != nil {
		b.WriteString(" (" + strings.Join(v.Names, ", ") + ")")
	}
	if v.Change != nil {
		b.WriteString(" (" + v.Change.Phrase() + ")")
	}
	return b.String()
}

// Reported checks that the words of v can stand in a reported value: an exact
// number, one with trên, hơn, gần, khoảng or ước, a range, a change, a set or a
// zero. "dưới 27%" or "90% trở lên" state a target, not what was reached.
func (v Value) Reported() error {
	if !v.OK || v.Precision != "" && v.Bound != emulation.BoundAllOf {
		return nil
	}
	return &ParseError{Text: shorten(v.Text), Column: 1,
		Msg: "these words state a target, not a reported value", MsgVi: "cụm từ này nêu chỉ tiêu, không phải kết quả",
		Hint: "write the number that was reached", HintVi: "ghi con số thực hiện"}
}

func withUnit(number string, u Unit) string {
	switch {
	case u == "":
		return number
	case strings.HasPrefix(string(u), "%"), strings.HasPrefix(string(u), "‰"):
		return number + string(u)
	}
	return number + " " + string(u)
}

// group turns the machine form into the Vietnamese one.
func group(machine string) string {
	sign := ""
	if strings.HasPrefix(machine, "-") {
		sign, machine = "-", machine[1:]
	}
	whole, frac, hasFrac := strings.Cut(machine, ".")
	if strings.Trim(whole+frac, "0") == "" {
		sign = ""
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(r)
	}
	if hasFrac {
		b.WriteString("," + frac)
	}
	return b.String()
}
