package quantity

import (
	"errors"
	"fmt"
	"strings"

	"tdkt/loaders/emulation"
)

// Parse reads one quantity phrase. A blank text, "..." and "chưa có số liệu"
// give a Value with OK false and no error. A text that is no quantity gives a
// *ParseError, a text with two readings that ctx does not settle an
// *AmbiguousError; then the Value must not be used.
//
// Two readings are settled in this order: the declared format, the number type
// of the cell, the unit and decimals of the indicator with last year's value.
func Parse(text string, ctx Context) (Value, error) {
	s, ok := clean(text)
	if !ok {
		return Value{}, &ParseError{Text: shorten(text), Column: 1,
			Msg:   fmt.Sprintf("is not UTF-8 or longer than %d letters", longestText),
			MsgVi: fmt.Sprintf("không phải văn bản Unicode hoặc dài hơn %d ký tự", longestText),
			Hint:  "write the number and its unit only", HintVi: "chỉ ghi số và đơn vị tính"}
	}
	if s == "" || missingTexts[strings.ToLower(s)] {
		return Value{}, nil
	}
	ctx.Unit = UnitOf(string(ctx.Unit))
	if ctx.Cell {
		return parseCell(s, ctx)
	}
	runes := []rune(s)
	p := &parser{text: s, runes: runes, toks: lex(runes), ctx: ctx}
	if err := p.phrase(); err != nil {
		return Value{}, err
	}
	p.value.OK, p.value.Text = true, s
	return p.value, nil
}

func parseCell(s string, ctx Context) (Value, error) {
	d, err := CellNumber(s, ctx.PercentCell)
	if err != nil {
		e := &ParseError{Text: shorten(s), Column: 1, Msg: "is not the number of a cell", MsgVi: "ô không chứa số",
			Hint: "read the cell as text", HintVi: "đọc ô này như văn bản"}
		if errors.Is(err, ErrTooManyDigits) {
			e = tooManyDigits(s, 1)
		}
		return Value{}, e
	}
	v := Value{OK: true, Text: s, Number: d, Unit: ctx.Unit, Nil: d.IsZero(), Decimals: d.Decimals(),
		Precision: emulation.PrecisionExact, Measure: emulation.MeasureLevel}
	vi, okVi := readNumber(s, FormatVi)
	if okVi && !vi.Equal(d) {
		v.Settled = SettledByCell
	}
	return v, nil
}

func tooManyDigits(text string, col int) *ParseError {
	return &ParseError{Text: shorten(text), Column: col,
		Msg:   fmt.Sprintf("the number has more than %d digits before or %d after the decimal sign", MaxWholeDigits, MaxDecimals),
		MsgVi: fmt.Sprintf("số có quá %d chữ số phần nguyên hoặc quá %d chữ số thập phân", MaxWholeDigits, MaxDecimals),
		Hint:  "round it at the source or use a larger unit", HintVi: "làm tròn tại nguồn hoặc dùng đơn vị lớn hơn"}
}

type parser struct {
	text  string
	runes []rune
	toks  []token
	at    int
	ctx   Context
	value Value
	inner bool // inside the parentheses of another phrase
	// consumed: the number and its unit are read, what follows is the tail.
	consumed bool
}

func (p *parser) peek() token { return p.toks[p.at] }

func (p *parser) peekAt(n int) token {
	return p.toks[min(p.at+n, len(p.toks)-1)]
}

func (p *parser) fail(t token, msg, msgVi, hint, hintVi string) error {
	return &ParseError{Text: shorten(p.text), Column: t.col, Msg: msg, MsgVi: msgVi, Hint: hint, HintVi: hintVi}
}

// take moves past the words if they come next.
func (p *parser) take(ws ...string) bool {
	for i, w := range ws {
		if t := p.peekAt(i); t.kind == tokenEnd || t.text != w {
			return false
		}
	}
	p.at += len(ws)
	return true
}

func (p *parser) sign(s string) bool {
	t := p.peek()
	return t.kind == tokenSign && t.text == s
}

func isDash(t token) bool {
	return t.kind == tokenSign && (t.text == "-" || t.text == "–" || t.text == "—" || t.text == "−")
}

func (p *parser) phrase() error {
	p.value.Measure, p.value.Precision = emulation.MeasureLevel, emulation.PrecisionExact
	if done, err := p.nothing(); done || err != nil {
		return err
	}
	all, err := p.leads()
	if err != nil {
		return err
	}
	err = p.core(all)
	var two *AmbiguousError
	if errors.As(err, &two) && p.consumed {
		// A phrase that is wrong in either reading is simply wrong.
		var wrong *ParseError
		if tail := p.tail(); errors.As(tail, &wrong) {
			return tail
		}
	}
	if err != nil {
		return err
	}
	return p.tail()
}

// nothing reads the texts that report or ask for a zero without a digit.
func (p *parser) nothing() (bool, error) {
	if p.peek().kind == tokenNumber {
		return false, nil
	}
	plain := strings.ToLower(strings.TrimRight(p.text, " .;"))
	switch {
	case nilTexts[strings.Join(strings.Fields(plain), " ")]:
		p.value.Nil, p.value.Unit = true, p.ctx.Unit
		return true, nil
	case isDash(p.peek()) && p.peekAt(1).kind == tokenEnd:
		return true, &AmbiguousError{Text: p.text, Column: 1,
			Readings: []Reading{{En: "a reported zero", Vi: "không phát sinh (số 0)"}, {En: "no figure", Vi: "chưa có số liệu"}},
			Hint:     "write 0 for nothing, leave the cell blank for no figure",
			HintVi:   "ghi 0 nếu không phát sinh, để trống nếu chưa có số liệu"}
	}
	for _, ws := range noneTexts {
		if !p.take(ws...) {
			continue
		}
		p.value.Nil, p.value.Bound = true, emulation.BoundNone
		p.value.Unit = p.defaultUnit(p.unit())
		return true, p.tail()
	}
	return false, nil
}

// leads reads the words before the number. all is true after "cả".
func (p *parser) leads() (all lead, err error) {
	var got lead
	for {
		l, n := p.lead()
		if n == 0 {
			break
		}
		first := p.peek()
		switch {
		case l.twoWays:
			return got, &AmbiguousError{Text: shorten(p.text), Column: first.col,
				Readings: []Reading{{En: "the new level", Vi: "mức đạt được"}, {En: "the amount of the change", Vi: "mức tăng, giảm thêm"}},
				Hint:     `write "đạt ..." or "còn ..." for the level, "tăng thêm ..." or "giảm ..." for the change`,
				HintVi:   "viết “đạt ...” hoặc “còn ...” nếu là mức đạt được, “tăng thêm ...” hoặc “giảm ...” nếu là mức thay đổi"}
		case l.bound != "" && got.bound != "", l.measure != "" && got.measure != "",
			l.from && got.from, l.all && got.all, l.estimate && got.estimate:
			return got, p.fail(first, fmt.Sprintf("%q repeats or contradicts an earlier word", first.text),
				fmt.Sprintf("từ “%s” lặp lại hoặc trái với từ đứng trước", first.text),
				"keep one of them", "chỉ giữ một từ")
		}
		if l.bound != "" {
			got.bound, got.precision = l.bound, l.precision
			p.value.Bound, p.value.Precision = l.bound, l.precision
		}
		if l.measure != "" {
			got.measure, p.value.Measure = l.measure, l.measure
		}
		got.from, got.all = got.from || l.from, got.all || l.all
		got.estimate = got.estimate || l.estimate
		p.at += n
	}
	p.value.Estimate = got.estimate
	if got.all && (got.measure == "" || got.bound != "" || got.from) {
		return got, p.fail(p.peek(), `"cả" stands only after tăng or giảm`, "“cả” chỉ dùng sau “tăng” hoặc “giảm”",
			`as in "giảm cả 3 tiêu chí"`, "ví dụ “giảm cả 3 tiêu chí”")
	}
	return got, nil
}

func (p *parser) lead() (lead, int) {
	t := p.peek()
	if t.kind == tokenNumber {
		return lead{}, 0
	}
	if t.kind == tokenSign {
		l, ok := leadSigns[t.text]
		if !ok {
			return lead{}, 0
		}
		return l, 1
	}
	for _, l := range leads {
		match := true
		for i, w := range l.words {
			if p.peekAt(i).text != w {
				match = false
				break
			}
		}
		if match {
			return l, len(l.words)
		}
	}
	return lead{}, 0
}

// number reads one number token with its sign, for settle to decide.
func (p *parser) number() (written, error) {
	minus := false
	if t := p.peek(); isDash(t) || p.sign("+") {
		next := p.peekAt(1)
		if next.kind == tokenNumber {
			minus = isDash(t)
			if p.value.Measure != emulation.MeasureLevel {
				return written{}, p.fail(t, "a sign after tăng or giảm", "có dấu âm, dương sau “tăng” hoặc “giảm”",
					"keep the word or the sign", "chỉ dùng từ hoặc dấu")
			}
			p.at++
		}
	}
	t := p.peek()
	if t.kind != tokenNumber {
		return written{}, p.fail(t, "a number is expected here", "chỗ này cần một con số",
			`write the number and its unit, as in "1.800 tỷ đồng"`, "ghi số và đơn vị tính, ví dụ “1.800 tỷ đồng”")
	}
	p.at++
	return written{t, minus}, nil
}

// tail reads what may follow the number and its unit.
func (p *parser) tail() error {
	for {
		t := p.peek()
		switch {
		case p.take("trở", "lên"), p.take("trở", "xuống"):
			if b := p.value.Bound; b != "" {
				return p.fail(t, "a second bound", "hai mức so sánh trong một cụm từ", "keep one of them", "chỉ giữ một mức")
			}
			p.value.Bound, p.value.Precision, p.value.Nil = emulation.BoundAtLeast, "", false
			if p.toks[p.at-1].text == "xuống" {
				p.value.Bound = emulation.BoundAtMost
			}
		case p.take("so", "với"), p.take("so"):
			if p.value.Measure == emulation.MeasureLevel {
				return p.fail(t, "a comparison without tăng or giảm", "có so sánh nhưng không có từ “tăng” hoặc “giảm”",
					"write the value and the comparison in columns of their own", "ghi số thực hiện và số so sánh ở hai cột riêng")
			}
			if p.peek().kind == tokenEnd || p.sign("(") {
				return p.fail(p.peek(), "compared with what?", "so với gì?", `as in "so với năm 2021"`, "ví dụ “so với năm 2021”")
			}
			start := p.peek().col
			for p.peek().kind != tokenEnd && !p.sign("(") {
				p.at++
			}
			p.value.Against = strings.TrimRight(strings.TrimSpace(string(p.runes[start-1:p.peek().col-1])), " .;")
		case p.sign("("):
			if err := p.parenthesis(); err != nil {
				return err
			}
		case t.kind == tokenEnd:
			return nil
		case (p.sign(".") || p.sign(";")) && p.peekAt(1).kind == tokenEnd:
			p.at++
		default:
			return p.fail(t, fmt.Sprintf("%q is not understood here", t.text), fmt.Sprintf("không hiểu “%s” ở chỗ này", t.text),
				"write the number and its unit only", "chỉ ghi số và đơn vị tính")
		}
	}
}

// parenthesis reads "(Ngọc Phái, Quảng Bạch)" as names and "(giảm 0,1% so với
// năm 2021)" as the change beside a level.
func (p *parser) parenthesis() error {
	open := p.peek()
	end := p.at + 1
	for p.toks[end].kind != tokenEnd && p.toks[end].text != ")" && p.toks[end].text != "(" {
		end++
	}
	if p.toks[end].text != ")" || p.inner || p.value.Change != nil || p.value.Names != nil {
		return p.fail(open, "this parenthesis is not closed, or one too many", "ngoặc đơn thừa hoặc chưa đóng", "", "")
	}
	inside := strings.TrimSpace(string(p.runes[open.col : p.toks[end].col-1]))
	first := p.toks[p.at+1].text
	if first == "tăng" || first == "giảm" {
		if p.value.Measure != emulation.MeasureLevel {
			return p.fail(open, "a change beside a change", "hai mức thay đổi trong một cụm từ", "keep one of them", "chỉ giữ một mức")
		}
		ctx := p.ctx
		ctx.LastYear = NullDecimal{} // a change is not near last year's level
		sub := &parser{text: inside, runes: []rune(inside), toks: lex([]rune(inside)), ctx: ctx, inner: true}
		if err := sub.phrase(); err != nil {
			return p.shift(err, open.col+leadingBlanks(p.runes[open.col:]))
		}
		sub.value.OK, sub.value.Text = true, inside
		p.value.Change = &sub.value
	} else {
		names, err := p.names(open, inside)
		if err != nil {
			return err
		}
		p.value.Names = names
	}
	p.at = end + 1
	return nil
}

func (p *parser) names(open token, inside string) ([]string, error) {
	var names []string
	for _, part := range strings.FieldsFunc(inside, func(r rune) bool { return r == ',' || r == ';' }) {
		for _, name := range strings.Split(part, " và ") {
			if name = strings.Join(strings.Fields(name), " "); name != "" {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 || strings.HasPrefix(strings.ToLower(inside), "trong đó") || strings.ContainsAny(inside, "%‰<>=") {
		return nil, p.fail(open, "this parenthesis is neither a list of names nor a change",
			"phần trong ngoặc không phải danh sách tên, cũng không phải mức tăng, giảm",
			"give parts (trong đó) rows of their own", "ghi phần “trong đó” ở dòng riêng")
	}
	return names, nil
}

// shift moves the position of an inner error into the whole text.
func (p *parser) shift(err error, by int) error {
	var pe *ParseError
	var ae *AmbiguousError
	switch {
	case errors.As(err, &pe):
		pe.Text, pe.Column = shorten(p.text), pe.Column+by
	case errors.As(err, &ae):
		ae.Text, ae.Column = shorten(p.text), ae.Column+by
	}
	return err
}

func leadingBlanks(r []rune) int {
	n := 0
	for n < len(r) && (r[n] == ' ' || r[n] == '\u00a0' || r[n] == '\t') {
		n++
	}
	return n
}
