package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// ending closes a sentence with the verdict or the state on the way to it.
func (r *review) ending(p *prose, t queries.TargetResult) {
	p.w(r.closing(t))
	switch {
	case t.AssessedBy != "" && emulation.PartKind(t.PartKind) != emulation.PartOfWhich:
		p.w(" (do cơ quan đánh giá)")
	case t.Verdict == string(emulation.VerdictToVerify) && t.VerdictReason != "",
		t.Verdict == string(emulation.VerdictNoData) && t.VerdictReason != "" && !t.Value.Valid:
		p.w(" (" + unnamed(t.VerdictReason, t, r.Office.inText()) + ")")
	case emulation.Pace(t.Pace) == emulation.PaceBehind && t.PaceExpected.Valid && emulation.Course(t.Course) == emulation.CourseAccrues:
		p.w(" (mức tham chiếu ").v(key(t, figExpected), percent(t.PaceExpected)).w("%)")
	}
	r.statedOutlook(p, t)
	// The interim table has no column for the difference.
	if r.Final && t.Verdict == string(emulation.VerdictNotMet) && t.Difference.Valid && !t.Difference.Decimal.IsZero() && !t.Fulfilment.Valid {
		// Of a fall from 17,91% to 15,92% it is the fall that is short, not the rate.
		p.w(", "+changeNoun(t)+direction(t.Difference.Decimal.Sign(), "cao hơn ", "thấp hơn ")+"kế hoạch ").
			v(key(t, figDifference), unsigned(t.Difference)).w(changeOrDifferenceUnit(t))
	}
	if onlyReached(t) {
		p.w(" (" + onlyReachedWords(t) + ")")
	}
}

// changeNoun names what a target of change compares: "mức giảm ".
func changeNoun(t queries.TargetResult) string {
	switch emulation.Measure(t.Measure) {
	case emulation.MeasureDecrease:
		return "mức giảm "
	case emulation.MeasureIncrease:
		return "mức tăng "
	}
	return ""
}

// changeOrDifferenceUnit is the unit of Difference: of a change target it is
// the change's, otherwise that of a difference of values.
func changeOrDifferenceUnit(t queries.TargetResult) string {
	if emulation.Measure(t.Measure) != emulation.MeasureLevel {
		return changeUnit(t)
	}
	return differenceUnit(t)
}

// statusWord is the verdict, or in an interim review of an unfinished span the
// pace.
func (r *review) statusWord(t queries.TargetResult) string {
	if t.Verdict != "" && emulation.Verdict(t.Verdict) != emulation.VerdictNotDue {
		word := verdictLabel(t)
		if emulation.Verdict(t.Verdict) == emulation.VerdictNoData && t.Value.Valid {
			word = "Chưa đủ số liệu để đánh giá"
		}
		switch emulation.Verdict(t.Verdict) {
		case emulation.VerdictExceeded, emulation.VerdictMet, emulation.VerdictNotMet:
			word += " kế hoạch"
		}
		return word
	}
	switch emulation.Pace(t.Pace) {
	case "", emulation.PaceNone, emulation.PaceState, "not_due":
	default:
		return emulation.Pace(t.Pace).Label()
	}
	if emulation.Verdict(t.Verdict) == emulation.VerdictNotDue && (r.Final || t.Course == string(emulation.CourseOnce)) {
		return emulation.VerdictNotDue.Label()
	}
	return ""
}
