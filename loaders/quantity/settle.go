package quantity

import (
	"fmt"
	"strings"

	"tdkt/loaders/emulation"
)

// A written number is one number token with its sign, not read yet: in which
// format is decided for all numbers of a phrase together.
type written struct {
	token token
	minus bool
}

func (w written) read(f NumberFormat) (Decimal, bool) {
	d, ok := readNumber(w.token.text, f)
	if w.minus {
		d = d.Neg()
	}
	return d, ok
}

// settle chooses the format of the numbers. A part of "16 tỷ 434 triệu" and the
// sides of "13/19 tiêu chí" must be whole, which excludes readings by itself.
func (p *parser) settle(numbers []written, wholeOnly bool) (NumberFormat, error) {
	if plainDigits(numbers) {
		return FormatVi, nil
	}
	vi, en := true, true
	same := true
	var first written // the first number that has two readings or none
	found := false
	for _, n := range numbers {
		a, okA := n.read(FormatVi)
		b, okB := n.read(FormatEn)
		if wholeOnly {
			okA, okB = okA && a.IsWhole(), okB && b.IsWhole()
		}
		vi, en = vi && okA, en && okB
		equal := okA && okB && a.Equal(b)
		same = same && equal
		if !found && !equal {
			first, found = n, true
		}
	}
	if !found {
		first = numbers[0]
	}
	switch declared := p.ctx.Format; {
	case declared == FormatVi && !vi || declared == FormatEn && !en || !vi && !en:
		return "", p.badNumber(first, wholeOnly)
	case declared != FormatUnknown:
		if vi && en && !same {
			p.value.Settled = SettledByFormat
		}
		return declared, nil
	case !en || same:
		return FormatVi, nil
	case !vi:
		return FormatEn, nil
	}

	// Both formats read every number, and not alike.
	byUnit, unitSays := p.settleByUnit(numbers)
	byYear, yearSays := p.settleByLastYear(numbers)
	switch {
	case unitSays && (!yearSays || byUnit == byYear):
		p.value.Settled = SettledByUnit
		return byUnit, nil
	case yearSays && !unitSays:
		p.value.Settled = SettledByLastYear
		return byYear, nil
	}
	a, _ := first.read(FormatVi)
	b, _ := first.read(FormatEn)
	return "", &AmbiguousError{
		Text: shorten(p.text), Column: first.token.col,
		Readings: []Reading{plainReading(a), plainReading(b)},
		Hint:     "declare the number format of the source, or write the number without grouping",
		HintVi:   "khai báo kiểu viết số của nguồn, hoặc viết liền không dấu phân nhóm",
	}
}

// plainDigits: without any sign between digits there is one reading only.
func plainDigits(numbers []written) bool {
	for _, n := range numbers {
		if strings.ContainsAny(n.token.text, ".,") {
			return false
		}
	}
	return true
}

func plainReading(d Decimal) Reading {
	s := d.String()
	return Reading{Number: d, En: s, Vi: strings.Replace(s, ".", ",", 1)}
}

// settleByUnit: whole things, or an indicator declared without decimals, leave
// only the reading that is whole.
func (p *parser) settleByUnit(numbers []written) (NumberFormat, bool) {
	unit := p.value.Unit
	if !unit.Whole() && !(p.ctx.Decimals != nil && *p.ctx.Decimals == 0 && unit == p.ctx.Unit) {
		return "", false
	}
	return onlyOne(func(f NumberFormat) bool {
		for _, n := range numbers {
			if d, _ := n.read(f); !d.IsWhole() {
				return false
			}
		}
		return true
	})
}

// settleByLastYear: the two readings differ by 1000 or more, so at most one of
// them lies within a factor of 10 of last year's value.
func (p *parser) settleByLastYear(numbers []written) (NumberFormat, bool) {
	last := p.ctx.LastYear
	if !last.Valid || last.Decimal.IsZero() || p.value.Measure != emulation.MeasureLevel {
		return "", false
	}
	ten := FromInt(10)
	return onlyOne(func(f NumberFormat) bool {
		for _, n := range numbers {
			d, _ := n.read(f)
			if p.ctx.Unit != "" {
				// The reading may need more than 6 decimals in the indicator's
				// unit; then it is not near any stored value.
				var err error
				if d, err = Convert(d, p.value.Unit, p.ctx.Unit); err != nil {
					return false
				}
			}
			if d.Sign() != last.Decimal.Sign() || d.Abs().Mul(ten).Less(last.Decimal.Abs()) || last.Decimal.Abs().Mul(ten).Less(d.Abs()) {
				return false
			}
		}
		return true
	})
}

func onlyOne(fits func(NumberFormat) bool) (NumberFormat, bool) {
	vi, en := fits(FormatVi), fits(FormatEn)
	switch {
	case vi && !en:
		return FormatVi, true
	case en && !vi:
		return FormatEn, true
	}
	return "", false
}

func (p *parser) badNumber(n written, wholeOnly bool) error {
	_, vi := n.read(FormatVi)
	_, en := n.read(FormatEn)
	if wholeOnly && (vi || en) {
		return p.fail(n.token, fmt.Sprintf("%q must be a whole number here", n.token.text),
			fmt.Sprintf("“%s” phải là số nguyên ở chỗ này", n.token.text), "", "")
	}
	e := &ParseError{
		Text: shorten(p.text), Column: n.token.col,
		Msg:    fmt.Sprintf("%q is not a number", n.token.text),
		MsgVi:  fmt.Sprintf("“%s” không phải là số viết đúng", n.token.text),
		Hint:   "write 1.800,5",
		HintVi: "viết 1.800,5: dấu chấm phân nhóm ba chữ số, dấu phẩy trước phần thập phân",
	}
	if p.ctx.Format == FormatEn {
		e.Hint, e.HintVi = "the source declares the format 1,800.5", "nguồn khai báo kiểu số 1,800.5"
	}
	return e
}
