package reports

import (
	"hash/fnv"

	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// turn picks one of n ways to say a target's result. The target's code decides, so
// that a report has the same words however often it is made, and sentences side by
// side do not all sound alike.
func turn(t queries.TargetResult, n uint32) uint32 {
	h := fnv.New32a()
	h.Write([]byte(t.TargetCode))
	// Codes that differ in one letter are too much alike in the low bits.
	s := h.Sum32()
	s = (s ^ s>>16) * 0x85ebca6b
	return (s ^ s>>13) % n
}

// The ways of a sentence that says a value, its share of the plan and how it
// compares with last year.
const (
	shareAfterComma = iota // đạt 171,2 tỷ đồng, bằng 107,07% kế hoạch năm, tăng 5% so với năm trước
	shareWithAnd           // đạt 171,2 tỷ đồng, hoàn thành 107,07% kế hoạch năm và tăng 5% so với năm trước
	comparedFirst          // đạt 171,2 tỷ đồng, tăng 5% so với năm trước, bằng 107,07% kế hoạch năm
	shareWays
)

// The ways of a sentence that says a value and the plan's own number.
const (
	planInBrackets = iota // còn 1,85% (kế hoạch năm: 1,7%), giảm 0,3 điểm phần trăm so với năm trước
	planAtEnd             // còn 1,85%, giảm 0,3 điểm phần trăm so với năm trước (kế hoạch năm: 1,7%)
	planNamed             // còn 1,85%, kế hoạch năm là 1,7%, giảm 0,3 điểm phần trăm so với năm trước
	planWays
)

// shareAndComparison says what share of the plan a value is, and how it compares
// with last year.
func (r *review) shareAndComparison(p *prose, t queries.TargetResult) {
	share := func(verb string) {
		p.w(", "+verb).v(key(t, figFulfilment), percent(t.Fulfilment)).w("% " + r.planName(t))
	}
	compared := r.compares(t) && !(t.Growth.Valid && t.Growth.Decimal.IsZero()) // "bằng" is not said twice
	switch way := turn(t, shareWays); {
	case way == shareWithAnd && compared:
		share("hoàn thành ")
		link := " và "
		if t.Growth.Decimal.Sign() < 0 || t.GrowthDifference.Decimal.Sign() < 0 { // a fall is no further merit
			link = ", "
		}
		r.compare(p, t, link)
	case way == comparedFirst && compared:
		r.compare(p, t, ", ")
		share("bằng ")
	default:
		share("bằng ")
		r.compare(p, t, ", ")
	}
}

// planAndComparison says the plan's number, and how a value compares with last
// year or its base.
func (r *review) planAndComparison(p *prose, t queries.TargetResult) {
	brackets := func() {
		p.w(" (" + r.planName(t) + ": ")
		r.planWords(p, t)
		p.w(")")
	}
	hasPlan, compared := bare(plan(t).number), r.compares(t)
	switch way := turn(t, planWays); {
	case !hasPlan:
		r.compare(p, t, ", ")
	case way == planAtEnd && compared && len(t.MissingUnits) == 0:
		r.compare(p, t, ", ")
		brackets()
	case way == planNamed, t.ValueSource == "rolled_up" && len(t.MissingUnits) > 0: // no brackets behind brackets
		p.w(", " + r.planName(t) + " là ")
		r.planWords(p, t)
		r.compare(p, t, ", ")
	default:
		brackets()
		r.compare(p, t, ", ")
	}
}

// compares reports whether compare has something to say.
func (r *review) compares(t queries.TargetResult) bool {
	return t.Growth.Valid || t.GrowthDifference.Valid || t.ChangeActual.Valid && t.ChangeRequired.Valid
}

// compare says, after a comma or another link, how a value stands to last year, or
// to the base where the plan asks for a change beside the level.
func (r *review) compare(p *prose, t queries.TargetResult, link string) {
	if t.ChangeActual.Valid && t.ChangeRequired.Valid {
		p.w(link+secondVerb(t, t.ChangeActual)).v(key(t, figChange), unsigned(t.ChangeActual)).w(differenceUnit(t))
		if t.BaseYear > 0 {
			p.w(" so với năm " + itoa(t.BaseYear))
		}
		return
	}
	r.comparison(p, t, link)
}

// closing is the verdict or state at the end of a sentence, in a way of the
// target's own: "; vượt kế hoạch", ", vượt kế hoạch đề ra".
func (r *review) closing(t queries.TargetResult) string {
	word := lower(r.statusWord(t))
	if word == "" || emulation.PartKind(t.PartKind) == emulation.PartOfWhich {
		return ""
	}
	switch emulation.Verdict(t.Verdict) {
	case emulation.VerdictExceeded, emulation.VerdictMet, emulation.VerdictNotMet:
		if turn(t, 4) == 1 {
			return "; " + word + " đề ra"
		}
	}
	return "; " + word
}
