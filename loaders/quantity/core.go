package quantity

import (
	"fmt"
	"math/big"
	"strings"

	"tdkt/loaders/emulation"
)

// core reads the number, pair or set with its unit.
func (p *parser) core(l lead) error {
	start := p.peek()
	first, err := p.number()
	if err != nil {
		return err
	}
	numbers := []written{first}
	unitText := p.unit()
	switch next := p.peek(); {
	case isDash(next) && (p.peekAt(1).kind == tokenNumber || isDash(p.peekAt(1))):
		p.at++
		return p.rangeOf(l, numbers, unitText, next)
	case (p.take("đến") || p.take("tới")):
		return p.rangeOf(l, numbers, unitText, next)
	case next.kind == tokenSign && next.text == "/" && p.peekAt(1).kind == tokenNumber:
		p.at++
		return p.fraction(l, numbers, unitText, next)
	case next.kind == tokenNumber && unitText != "":
		return p.composite(l, numbers, unitText)
	}
	if l.from && !(p.peek().text == "trở" && p.peekAt(1).text == "lên") {
		return p.fail(p.peek(), `"từ" wants a high end or "trở lên"`, "sau “từ” cần “đến ...” hoặc “trở lên”",
			`as in "từ 800 đến 900"`, "ví dụ “từ 800 đến 900”")
	}
	p.value.Unit = p.defaultUnit(unitText)
	if l.all {
		p.value.Bound = emulation.BoundAllOf
	}
	read, err := p.readAll(numbers, l.all)
	if err != nil {
		return err
	}
	p.value.Number = read[0]
	if l.all && read[0].Sign() <= 0 {
		return p.fail(start, "how many parts?", "thiếu số tiêu chí thành phần", "", "")
	}
	p.value.Nil = read[0].IsZero() && p.value.Bound == "" && p.value.Measure == emulation.MeasureLevel
	return nil
}

// readAll settles the format and reads the numbers in it.
func (p *parser) readAll(numbers []written, wholeOnly bool) ([]Decimal, error) {
	p.consumed = true
	f, err := p.settle(numbers, wholeOnly)
	if err != nil {
		return nil, err
	}
	out := make([]Decimal, len(numbers))
	for i, n := range numbers {
		d, _ := n.read(f)
		if !d.Fits() {
			return nil, tooManyDigits(p.text, n.token.col)
		}
		out[i] = d
		p.value.Decimals = max(p.value.Decimals, writtenDecimals(n.token.text, f))
	}
	return out, nil
}

func (p *parser) rangeOf(l lead, numbers []written, lowUnit string, sep token) error {
	if l.from && l.measure != "" {
		return &AmbiguousError{Text: shorten(p.text), Column: sep.col,
			Readings: []Reading{{En: "a change between the two numbers", Vi: "mức thay đổi nằm giữa hai số"},
				{En: "a change from one level to the other", Vi: "thay đổi từ mức này sang mức kia"}},
			Hint:   `write "tăng 5-6%" or give both levels`,
			HintVi: "viết “tăng 5-6%” nếu là mức thay đổi, hoặc ghi hai mức ở hai cột"}
	}
	if p.value.Bound != "" {
		return p.fail(sep, "a bound before a range", "có từ so sánh trước một khoảng giá trị", "keep one of them", "chỉ giữ một cách ghi")
	}
	high, err := p.number()
	if err != nil {
		return err
	}
	highUnit := p.unit()
	if highUnit == "" {
		highUnit = lowUnit
	}
	p.value.Unit = p.defaultUnit(highUnit)
	if lowUnit != "" && p.defaultUnit(lowUnit) != p.value.Unit {
		return p.fail(sep, "the two ends have different units", "hai đầu khoảng có đơn vị khác nhau", "use one unit", "dùng một đơn vị tính")
	}
	p.value.Bound, p.value.Precision = emulation.BoundRange, emulation.PrecisionInterval
	read, err := p.readAll(append(numbers, high), false)
	if err != nil {
		return err
	}
	if read[1].Less(read[0]) {
		return p.fail(high.token, "the high end is below the low end", "số sau nhỏ hơn số trước",
			`ranges are written low-high, "83-86%"`, "khoảng giá trị viết từ thấp đến cao, ví dụ “83-86%”")
	}
	p.value.Number, p.value.High = read[0], Some(read[1])
	return nil
}

// fraction reads "x/y": a set ("13/19 tiêu chí"), or value and plan ("48/45 ha").
func (p *parser) fraction(l lead, numbers []written, lowUnit string, sep token) error {
	second, err := p.number()
	if err != nil {
		return err
	}
	if p.sign("/") && p.peekAt(1).kind == tokenNumber {
		return p.fail(numbers[0].token, "this is a date", "đây là ngày tháng", "write a number", "ghi số liệu, không ghi ngày tháng")
	}
	if l.bound != "" || l.from || l.all || l.measure != "" {
		return p.fail(sep, "a bound or change before x/y", "có từ so sánh hoặc tăng, giảm trước dạng x/y", "write x/y alone", "chỉ ghi x/y")
	}
	highUnit := p.unit()
	if highUnit == "" {
		highUnit = lowUnit
	}
	p.value.Unit = p.defaultUnit(highUnit)
	if lowUnit != "" && p.defaultUnit(lowUnit) != p.value.Unit {
		return p.fail(sep, "the two sides have different units", "hai vế có đơn vị khác nhau", "use one unit", "dùng một đơn vị tính")
	}
	unit := resolve(string(p.value.Unit))
	kind := p.ctx.Fraction
	switch {
	case unit.named:
		kind = FractionSet
	case unit.known && unit.measured:
		kind = FractionPlan
	case kind != FractionUnknown:
		p.value.Settled = SettledByFraction
	}
	settled := p.value.Settled
	read, err := p.readAll(append(numbers, second), kind == FractionSet)
	if err != nil {
		return err
	}
	if p.value.Settled == "" {
		p.value.Settled = settled
	}
	x, y := read[0], read[1]
	switch kind {
	case FractionPlan:
		p.value.Number, p.value.Plan = x, Some(y)
		return nil
	case FractionSet:
		if y.Less(x) || y.Sign() <= 0 || x.Sign() < 0 {
			return p.fail(second.token, "more reached than there are", "số đạt lớn hơn tổng số", "x/y is written with x up to y", "dạng x/y viết số đạt trước, tổng số sau")
		}
		p.value.Number, p.value.Of = x, Some(y)
		p.value.Bound = emulation.BoundXOfY
		return nil
	}
	a, b := plainReading(x), plainReading(y)
	return &AmbiguousError{Text: shorten(p.text), Column: sep.col,
		Readings: []Reading{
			{Number: x, En: fmt.Sprintf("%s out of %s", a.En, b.En), Vi: fmt.Sprintf("%s trong tổng số %s", a.Vi, b.Vi)},
			{Number: x, En: fmt.Sprintf("%s done, %s planned", a.En, b.En), Vi: fmt.Sprintf("thực hiện %s, kế hoạch %s", a.Vi, b.Vi)},
		},
		Hint:   "write the total and the plan in columns of their own",
		HintVi: "ghi tổng số và số kế hoạch ở cột riêng"}
}

// composite reads "16 tỷ 434 triệu đồng" in its smallest unit. Every part is
// whole, in a smaller unit than the one before, and less than one of those.
func (p *parser) composite(l lead, numbers []written, unitText string) error {
	if l.from || l.all {
		return p.fail(p.peek(), "two numbers", "có hai con số", "write one number", "chỉ ghi một số")
	}
	units := []resolved{resolve(string(p.defaultUnit(unitText)))}
	for p.peek().kind == tokenNumber {
		t := p.peek()
		n, err := p.number()
		if err != nil {
			return err
		}
		u := resolve(p.unit())
		last := units[len(units)-1]
		if !u.known || u.dimension != last.dimension || u.factor.Cmp(last.factor) >= 0 || u.whole {
			return p.fail(t, "a second number", "có con số thứ hai không ghép được với số trước",
				`write one number, or parts in falling units as in "16 tỷ 434 triệu đồng"`,
				"chỉ ghi một số, hoặc ghi từ đơn vị lớn đến nhỏ như “16 tỷ 434 triệu đồng”")
		}
		numbers, units = append(numbers, n), append(units, u)
	}
	for _, n := range numbers[1:] {
		if n.minus {
			return p.fail(n.token, "a sign inside a number", "dấu âm ở giữa số", "", "")
		}
	}
	smallest := units[len(units)-1]
	p.value.Unit = smallest.unit
	read, err := p.readAll(numbers, true)
	if err != nil {
		return err
	}
	sum := new(big.Rat)
	for i, d := range read {
		part := new(big.Rat).Mul(d.Abs().rat(), units[i].factor)
		if i > 0 && part.Cmp(units[i-1].factor) >= 0 {
			return p.fail(numbers[i].token, "this part is too large for its place", "phần này lớn hơn một đơn vị đứng trước",
				"", "")
		}
		sum.Add(sum, part)
	}
	sum.Quo(sum, smallest.factor)
	total := fromRat(sum, 0)
	if numbers[0].minus {
		total = total.Neg()
	}
	if !total.Fits() || total.Abs().rat().Cmp(sum) != 0 {
		return tooManyDigits(p.text, numbers[0].token.col)
	}
	p.value.Number = total
	return nil
}

// maxUnitWords bounds the name of an unknown unit; longer is prose.
const maxUnitWords = 6

// unit reads the name of a unit, "" if none follows.
func (p *parser) unit() string {
	var b strings.Builder
	count := 0
	for {
		t := p.peek()
		switch {
		case p.unitWord(t) && count < maxUnitWords:
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "/") {
				b.WriteByte(' ')
			}
			b.WriteString(t.text)
			count++
			p.at++
			continue
		case t.kind == tokenSign && (t.text == "%" || t.text == "‰") && (b.Len() == 0 || b.String() == "điểm"):
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(t.text)
			p.at++
			count = maxUnitWords // only "/..." may follow
			continue
		case t.kind == tokenSign && t.text == "/" && b.Len() > 0 && p.unitWord(p.peekAt(1)):
			b.WriteByte('/')
			p.at++
			count = 0
			continue
		case t.kind == tokenSign && t.text == "/" && b.Len() > 0 && p.perCount(b.String()):
			b.WriteString("/" + p.peekAt(1).text)
			p.at += 2
			count = 0
			continue
		case t.kind == tokenSign && t.text == "," && p.peekAt(1).kind == tokenWord:
			if name, n := p.listedUnit(b.String()); n > 0 {
				b.Reset()
				b.WriteString(name)
				p.at += n
				continue
			}
		}
		return b.String()
	}
}

// listedUnit finds a unit of the catalogue with a comma in its name ("tập thể,
// cá nhân"), of which above is read; any other comma ends the unit. n is the
// number of tokens that the rest takes, 0 if there is none.
func (p *parser) listedUnit(above string) (name string, n int) {
	name = above + ", " + p.peekAt(1).text
	for n = 2; n <= 3; n++ {
		if _, ok := unitAtoms[name]; ok {
			return name, n
		}
		name += " " + p.peekAt(2).text
	}
	return "", 0
}

// unitWord reports whether the word t can belong to a unit's name.
func (p *parser) unitWord(t token) bool {
	return t.kind == tokenWord && !noUnitWord[t.text] && t.text != "đến" && t.text != "tới" && t.text != "cùng"
}

// perCount reports whether "/1 vạn dân" follows: a power of ten and a name that
// is not the unit above the stroke.
func (p *parser) perCount(above string) bool {
	n, word := p.peekAt(1), p.peekAt(2)
	if n.kind != tokenNumber || !p.unitWord(word) {
		return false
	}
	_, power := plainCount(n.text)
	return power && !strings.HasPrefix(above, word.text)
}

// defaultUnit completes what the phrase says of its unit with what the context
// expects: no unit at all, a bare scale ("3 nghìn" of con), or a numerator alone
// ("32 triệu đồng" of triệu đồng/người/năm).
func (p *parser) defaultUnit(text string) Unit {
	expected := p.ctx.Unit
	if text == "" {
		return expected
	}
	u := resolve(text)
	if expected == "" || p.value.Measure != emulation.MeasureLevel && u.dimension == "share" {
		return u.unit
	}
	want := resolve(string(expected))
	if u.dimension == want.dimension {
		return u.unit
	}
	if scale, ok := bareScale(text); ok && want.dimension != "share" && !strings.Contains(string(expected), "/") && want.dimension != "money" {
		return resolve(scale + " " + string(expected)).unit
	}
	if above, below, ok := strings.Cut(string(expected), "/"); ok && resolve(above).dimension == u.dimension {
		return resolve(string(u.unit) + "/" + below).unit
	}
	return u.unit
}

func bareScale(text string) (string, bool) {
	name, ok := scaleNames[tidyUnit(text)]
	return name, ok
}
