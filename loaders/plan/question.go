package plan

import (
	"fmt"
	"math/big"
	"slices"

	"tdkt/loaders/emulation"
	"tdkt/loaders/problem"
)

// question asks about what the words leave open. The answers belong into the
// file; without them the plan loads and the report decides by its rules.
func question(p *Plan) {
	for _, t := range p.Targets {
		t.askStrict()
		t.askBase()
		if i := slices.IndexFunc(p.Indicators, func(in Indicator) bool { return in.Code == t.Indicator }); i >= 0 {
			t.askCourse(p.Indicators[i])
		}
	}
	askSums(p)
	askParts(p)
}

func (t Target) ask(key, message, hint string) {
	t.src.Problem(key, problem.Question, t.Code+": "+message, hint)
}

func (t Target) askStrict() {
	if slices.Contains(strictBounds, t.Bound) && t.ExceededAt == "" && !t.NeverExceed && t.Measure == string(emulation.MeasureLevel) {
		t.ask("bound", "nothing says where Vượt begins beyond a strict bound; without it the verdict is never Vượt",
			"add exceeded_at: a number, or never")
	}
}

func (t Target) askBase() {
	change := t.Measure != string(emulation.MeasureLevel) || t.Change.Measure != ""
	switch {
	case change && t.Span == string(emulation.SpanEachYear):
		if first := yearOf(t.From) - 1; t.Base.Year != 0 && t.Base.Year != first {
			t.ask("base", fmt.Sprintf("every year is held against %d, not against the year before it", t.Base.Year),
				fmt.Sprintf("leave base out, or write the base of the first year: {year: %d, ...}", first))
		}
	case change && t.Base.Year == 0:
		t.ask("measure", "a change names no base: the year before is taken, and without its value the verdict is Cần xác minh",
			"add base: {year: ..., value: ..., source: ...}; without value it is taken from that year's actuals")
	}
	if t.Measure == string(emulation.MeasureLevel) && t.Bound != string(emulation.BoundMaintain) && t.metBy(t.Base.Value) {
		t.ask("value", fmt.Sprintf("the base of %d (%s) already satisfies the target: is the number a level or an addition?", t.Base.Year, t.Base.Value),
			"keep it as a level, or write measure: increase and basis: unit")
	}
}

// metBy says whether v satisfies a level bound of one number or a range.
func (t Target) metBy(v Number) bool {
	if v == "" || t.Lo == "" {
		return false
	}
	c := v.Cmp(t.Lo)
	switch emulation.Bound(t.Bound) {
	case emulation.BoundAtLeast, emulation.BoundExactly:
		return c >= 0
	case emulation.BoundMoreThan:
		return c > 0
	case emulation.BoundAtMost, emulation.BoundCap:
		return c <= 0
	case emulation.BoundLessThan:
		return c < 0
	case emulation.BoundRange:
		return c >= 0 && v.Cmp(t.Hi) <= 0
	}
	return false
}

func (t Target) askCourse(in Indicator) {
	if in.Course == string(emulation.CourseOnce) && t.DueOn == "" && t.Version == 1 {
		t.ask("due_on", "a value measured once needs the day on which it is published or decided", "add due_on")
	}
	if in.Direction == string(emulation.DirectionDown) && t.Measure == string(emulation.MeasureLevel) &&
		(t.Bound == string(emulation.BoundAtLeast) || t.Bound == string(emulation.BoundMoreThan)) {
		t.ask("bound", fmt.Sprintf("%s is good when it is low, but the bound asks for a high value", in.Code), "use at_most or less_than, or mend the direction")
	}
	if in.Direction == string(emulation.DirectionUp) && t.Measure == string(emulation.MeasureLevel) &&
		(t.Bound == string(emulation.BoundAtMost) || t.Bound == string(emulation.BoundLessThan)) {
		t.ask("bound", fmt.Sprintf("%s is good when it is high, but the bound asks for a low value", in.Code), "use at_least or more_than, or mend the direction")
	}
}

// askSums compares the units' targets of a quantity with the place's own.
func askSums(p *Plan) {
	for _, whole := range p.Targets {
		if !p.adds(whole) || whole.UnitCode != p.Unit || whole.PartOf != "" {
			continue
		}
		sum, n := new(big.Rat), 0
		for _, t := range p.Targets {
			if t.Indicator == whole.Indicator && t.UnitCode != p.Unit && t.Owner == whole.Owner &&
				t.Span == whole.Span && t.From == whole.From && t.To == whole.To && p.adds(t) {
				sum.Add(sum, t.Lo.Rat())
				n++
			}
		}
		if n > 0 && sum.Cmp(whole.Lo.Rat()) != 0 {
			whole.ask("value", fmt.Sprintf("the %d units' targets add up to %s, not to %s", n, sum.FloatString(whole.Lo.Decimals()+2), whole.Lo), "")
		}
	}
}

// askParts compares a quantity with its parts: "trong đó" may leave some out,
// but parts larger than their whole are a slip of the pen in one of them.
func askParts(p *Plan) {
	for _, whole := range p.Targets {
		if !p.adds(whole) {
			continue
		}
		sum := new(big.Rat)
		for _, t := range p.Targets {
			if t.PartOf == whole.Code && t.Version == 1 && t.Unit == whole.Unit && p.adds(t) {
				sum.Add(sum, t.Lo.Rat())
			}
		}
		if sum.Cmp(whole.Lo.Rat()) > 0 {
			whole.ask("value", fmt.Sprintf("its parts add up to %s, more than the whole (%s)", sum.FloatString(whole.Lo.Decimals()), whole.Lo), "compare with the plan's text")
		}
	}
}

// adds says whether a target is one amount of a quantity that can be summed.
func (p *Plan) adds(t Target) bool {
	i := slices.IndexFunc(p.Indicators, func(in Indicator) bool { return in.Code == t.Indicator })
	if i < 0 || t.Lo == "" || t.Hi != "" || t.Version > 1 || t.Measure != string(emulation.MeasureLevel) {
		return false
	}
	switch emulation.Nature(p.Indicators[i].Nature) {
	case emulation.NatureCount, emulation.NatureFlow, emulation.NatureStock:
		return t.Bound != string(emulation.BoundXOfY)
	}
	return false
}
