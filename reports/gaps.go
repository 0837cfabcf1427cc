package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// short reports whether a target's number is not reached and the distance to it
// can be said.
func short(t queries.TargetResult) bool {
	if !t.Difference.Valid || t.Difference.Decimal.IsZero() || t.Restricted || isItems(t) {
		return false
	}
	// Of a change the difference is change - demanded; of a level value - X.
	if emulation.Measure(t.Measure) == emulation.MeasureLevel && emulation.Direction(t.Direction) == emulation.DirectionDown {
		return t.Difference.Decimal.Sign() > 0
	}
	return t.Difference.Decimal.Sign() < 0
}

// onlyReached tells a failed target that demands more, or less, than the number that
// came out: no distance says why it failed.
func onlyReached(t queries.TargetResult) bool {
	strict := emulation.Bound(t.Bound) == emulation.BoundMoreThan || emulation.Bound(t.Bound) == emulation.BoundLessThan
	return strict && t.Verdict == string(emulation.VerdictNotMet) && !t.Restricted && t.Difference.Valid && t.Difference.Decimal.IsZero()
}

// onlyReachedWords says so of a target.
func onlyReachedWords(t queries.TargetResult) string {
	if emulation.Bound(t.Bound) == emulation.BoundLessThan {
		return "mới bằng, chưa thấp hơn mức kế hoạch"
	}
	return "mới bằng, chưa vượt mức kế hoạch"
}

// gapPrinted reports whether the table of this review has the distance: the final
// one as a difference, the interim one under what is left to do.
func (r *review) gapPrinted(t queries.TargetResult) bool {
	return short(t) && (r.Final || leftAsGap(t))
}

// leftAsGap tells the targets whose distance to the plan stands under what is left
// to do: levels, which do not accrue to a remainder.
func leftAsGap(t queries.TargetResult) bool {
	return short(t) && !t.Remaining.Valid && emulation.Course(t.Course) == emulation.CourseLevel && t.CountedFrom == "" &&
		t.Value.Valid && !t.ValueHi.Valid && emulation.Bound(t.Bound) != emulation.BoundAllOf
}

// weakness says a failed or endangered target with its gap.
func (r *review) weakness(t queries.TargetResult) *prose {
	if changes := emulation.Measure(t.Measure) != emulation.MeasureLevel; changes && r.gapPrinted(t) && (!r.Final || t.Fulfilment.Valid) {
		return r.sentence(t).cut(".").w(", còn thiếu ").v(key(t, figDifference), said(t, unsigned(t.Difference))).w(changeUnit(t) + ".")
	}
	if t.Restricted || !t.Value.Valid || t.ValueIsChange || isItems(t) || emulation.Bound(t.Bound) == emulation.BoundAllOf ||
		emulation.Measure(t.Measure) != emulation.MeasureLevel || !short(t) {
		return r.sentence(t)
	}
	// Who is on pace and yet at risk stands here for the unit's own outlook.
	word, byOutlook := r.statusWord(t), !r.Final && !lagging(t)
	if word == "" || byOutlook {
		word = emulation.Outlook(t.Outlook).Label()
		if t.OutlookStated {
			word = "đơn vị đánh giá " + lower(word)
		}
	}
	p := (&prose{}).w(t.Label + ": " + lower(word))
	lead := "; thực hiện "
	if turn(t, 2) == 1 {
		lead = ", mới đạt "
		if emulation.Direction(t.Direction) == emulation.DirectionDown {
			lead = ", hiện còn "
			if r.Final {
				lead = ", còn "
			}
		} else if r.Final {
			lead = ", chỉ đạt "
		}
	}
	if emulation.Status(t.ValueStatus) == emulation.StatusEstimate {
		lead = "; ước thực hiện "
	}
	cell := valueText(t)
	if cell == zeroText {
		p.w("; chưa phát sinh kết quả")
	} else {
		p.w(lead).v(key(t, figValue), said(t, cell)).w(unitOf(t))
	}
	p.w(" so với " + r.planName(t) + " ")
	r.planWords(p, t)
	if t.Fulfilment.Valid && cell != zeroText {
		p.w(", bằng ").v(key(t, figFulfilment), percent(t.Fulfilment)).w("%")
	}
	if !r.Final && emulation.Pace(t.Pace) == emulation.PaceBehind && t.PaceExpected.Valid && emulation.Course(t.Course) == emulation.CourseAccrues {
		p.w(" (mức tham chiếu ").v(key(t, figExpected), percent(t.PaceExpected)).w("%)")
	}
	r.gapClause(p, t)
	if !byOutlook {
		r.statedOutlook(p, t)
	}
	return p.w(".")
}

// makeUp says what of a failed target is to be made up in the next year.
func (r *review) makeUp(p *prose, t queries.TargetResult) {
	lead, of := []string{"khắc phục phần còn thiếu ", "phấn đấu bù phần còn thiếu "}[turn(t, 2)], " của năm "
	if emulation.Direction(t.Direction) == emulation.DirectionDown || isRate(t) {
		of = " so với kết quả năm "
	}
	switch {
	case emulation.Direction(t.Direction) == emulation.DirectionDown || emulation.Measure(t.Measure) == emulation.MeasureDecrease:
		lead, of = "tiếp tục giảm ít nhất ", " so với kết quả năm "
	case isRate(t):
		lead = "tiếp tục nâng ít nhất "
	}
	p.w(lead).v(key(t, figDifference), said(t, unsigned(t.Difference))).w(changeOrDifferenceUnit(t) + of + itoa(r.DataTo.Year()))
}

// lagging reports whether a target is weak by its figures, and not only by what its
// unit expects.
func lagging(t queries.TargetResult) bool {
	if t.Verdict == string(emulation.VerdictNotMet) {
		return true
	}
	switch emulation.Pace(t.Pace) {
	case emulation.PaceBehind, emulation.PaceBreached, emulation.PaceCapRisk:
		return true
	}
	return false
}

// gapClause says how far a value is from the plan, where a table has it.
func (r *review) gapClause(p *prose, t queries.TargetResult) {
	switch {
	case !r.Final && t.Remaining.Valid && t.Remaining.Decimal.Sign() > 0:
		p.w(", còn thiếu ").v(key(t, figRemaining), said(t, cellNumber(t.Remaining))).w(unitOf(t))
	case r.gapPrinted(t):
		p.w(", "+gapWord(t)+" ").v(key(t, figDifference), said(t, unsigned(t.Difference))).w(differenceUnit(t))
	}
}

// memberGap says how far a failed part of an all_of target is from its own number.
func (r *review) memberGap(p *prose, t queries.TargetResult) {
	switch {
	case t.Verdict != string(emulation.VerdictNotMet):
	case onlyReached(t):
		p.w(" (" + onlyReachedWords(t) + ")")
	case r.gapPrinted(t) && emulation.Measure(t.Measure) == emulation.MeasureLevel:
		p.w(" ("+gapWord(t)+" ").v(key(t, figDifference), said(t, unsigned(t.Difference))).w(differenceUnit(t) + ")")
	}
}

// failedMembers names the parts of an all_of target that failed.
func (r *review) failedMembers(whole queries.TargetResult) []string {
	var names []string
	for _, t := range r.targets {
		if t.PartOf == whole.TargetCode && t.Verdict == string(emulation.VerdictNotMet) && !t.Restricted {
			names = append(names, lower(t.Label))
		}
	}
	return names
}

// gapWord is the word before the distance to the plan.
func gapWord(t queries.TargetResult) string {
	switch {
	case emulation.Direction(t.Direction) == emulation.DirectionDown:
		return "cao hơn"
	case isRate(t):
		return "thấp hơn"
	}
	return "còn thiếu"
}

// statedOutlook is what the unit itself expects.
func (r *review) statedOutlook(p *prose, t queries.TargetResult) {
	if r.Final || !t.OutlookStated {
		return
	}
	switch emulation.Outlook(t.Outlook) {
	case emulation.OutlookAtRisk, emulation.OutlookUnlikely:
		p.w("; đơn vị đánh giá " + lower(emulation.Outlook(t.Outlook).Label()))
	}
}

// task is what is left to do of a target with a number, in a way of its own
// (semantics.md 4.5); nil where no number says it.
func (r *review) task(t queries.TargetResult) *prose {
	p := (&prose{}).w(t.Label + ": ")
	switch {
	case t.Remaining.Valid && t.Remaining.Decimal.Sign() > 0:
		p.w([]string{"còn phải thực hiện ", "phấn đấu thực hiện tiếp ", "tập trung thực hiện "}[turn(t, 3)]).
			v(key(t, figRemaining), said(t, cellNumber(t.Remaining))).w(unitOf(t))
		if turn(t, 3) == 2 {
			p.w(" còn lại")
		}
		if perMonth(t) {
			p.w(", bình quân mỗi tháng ").v(key(t, figPerMonth), said(t, number(t.RemainingPerMonth))).w(unitOf(t))
		}
	case leftAsGap(t):
		verb := "nâng thêm "
		switch {
		case emulation.Measure(t.Measure) == emulation.MeasureIncrease:
			verb = "tăng thêm "
		case emulation.Measure(t.Measure) == emulation.MeasureDecrease, emulation.Direction(t.Direction) == emulation.DirectionDown:
			verb = "giảm tiếp "
		}
		switch emulation.Bound(t.Bound) { // the number itself is not enough
		case emulation.BoundMoreThan, emulation.BoundLessThan:
			verb += "hơn "
		}
		p.w(verb).v(key(t, figDifference), said(t, unsigned(t.Difference))).w(changeOrDifferenceUnit(t) + " để đạt " + r.planName(t) + " (")
		r.planWords(p, t)
		p.w(")")
	default:
		return nil
	}
	return p.w(".")
}
