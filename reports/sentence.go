package reports

import (
	"slices"
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
)

// A figureOf is one printed figure of a target; with the target's code it is
// the key that binds a sentence to the annex.
type figureOf string

const (
	figValue      figureOf = "thuc-hien"
	figPlan       figureOf = "ke-hoach"
	figFulfilment figureOf = "ty-le"
	figDifference figureOf = "chenh-lech"
	figLast       figureOf = "cung-ky"
	figGrowth     figureOf = "so-cung-ky"
	figExpected   figureOf = "tham-chieu"
	figEstimate   figureOf = "uoc-nam"
	figRemaining  figureOf = "con-lai"
	figPerMonth   figureOf = "moi-thang"
	figBase       figureOf = "so-goc"
	figChange     figureOf = "muc-thay-doi"
	figPending    figureOf = "dang-trinh"
)

func key(t queries.TargetResult, f figureOf) string { return "ct." + t.TargetCode + "." + string(f) }

// sentence says one target's result in the words of an administrative report.
func (r *review) sentence(t queries.TargetResult) *prose {
	p := &prose{}
	if t.Restricted {
		return p.w(t.Label + ": " + lower(r.statusWord(t)) + ".")
	}
	if emulation.Span(t.Span) == emulation.SpanYearlyAverage && !strings.Contains(strings.ToLower(t.Label), "bình quân") {
		t.Label += " bình quân mỗi năm"
	}
	switch {
	case emulation.Bound(t.Bound) == emulation.BoundAllOf && r.nothingDue(t):
		return p.w(t.Label + ": ").w(notDueWords(r.lastDue(t))).w(".")
	case emulation.Bound(t.Bound) == emulation.BoundAllOf:
		p.w(t.Label + ": ")
		r.members(p, t)
	case isItems(t):
		r.itemsSentence(p, t)
	case t.ValueText != "" && !t.Value.Valid:
		p.w(t.Label + ": " + t.ValueText)
		if bare(plan(t).number) {
			p.w(" (kế hoạch: ")
			r.planWords(p, t)
			p.w(")")
		}
	case !t.Value.Valid:
		return r.without(p, t)
	case emulation.Measure(t.Measure) != emulation.MeasureLevel:
		r.changeSentence(p, t)
	default:
		r.levelSentence(p, t)
	}
	r.ending(p, t)
	return p.w(".")
}

// withParts says a target and, in the same sentence, its parts "trong đó".
func (r *review) withParts(t queries.TargetResult) *prose {
	p := r.sentence(t)
	first := true
	for _, part := range r.targets {
		if part.PartOf != t.TargetCode || emulation.PartKind(part.PartKind) != emulation.PartOfWhich || t.Restricted {
			continue
		}
		if first {
			p.cut(".").w("; trong đó ")
			first = false
		} else {
			p.w(", ")
		}
		p.w(partLabel(part))
		if verb, text := valueWords(part); verb != "" {
			p.w(" "+verb).v(key(part, figValue), text).w(changeUnit(part))
		} else if bare(text) {
			p.w(" ").v(key(part, figValue), text).w(unitOf(part))
		} else {
			p.w(" chưa có số liệu")
		}
	}
	if !first {
		p.w(".")
	}
	return p
}

// partLabel is a part's label after the words "trong đó".
func partLabel(t queries.TargetResult) string {
	return lower(strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(t.Label, "Trong đó"), ":")))
}

// without says why there is no value.
func (r *review) without(p *prose, t queries.TargetResult) *prose {
	p.w(t.Label + ": ")
	if r.notDue(t) {
		p.w(notDueWords(t.DueOn))
	} else {
		p.w("chưa có số liệu")
	}
	if bare(plan(t).number) {
		p.w("; kế hoạch ")
		r.planWords(p, t)
	}
	return p.w(".")
}

// notDue tells a target whose result is not out yet.
func (r *review) notDue(t queries.TargetResult) bool {
	return emulation.Verdict(t.Verdict) == emulation.VerdictNotDue && (r.Final || emulation.Course(t.Course) == emulation.CourseOnce)
}

// partsOf are the measured parts of an all_of target.
func (r *review) partsOf(whole queries.TargetResult) (parts []queries.TargetResult) {
	for _, t := range r.targets {
		if t.PartOf == whole.TargetCode && emulation.Bound(t.Bound) != emulation.BoundText {
			parts = append(parts, t)
		}
	}
	return parts
}

// nothingDue tells an all_of target of which no part has a result yet.
func (r *review) nothingDue(whole queries.TargetResult) bool {
	parts := r.partsOf(whole)
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(t queries.TargetResult) bool { return t.Value.Valid || t.ValueText != "" || !r.notDue(t) })
}

// lastDue is the day on which the last part of an all_of target is due; zero for
// none known.
func (r *review) lastDue(whole queries.TargetResult) (due time.Time) {
	for _, t := range r.partsOf(whole) {
		if t.DueOn.After(due) {
			due = t.DueOn
		}
	}
	return due
}

// notDueWords say that a result is still to come, and when.
func notDueWords(due time.Time) string {
	if due.IsZero() {
		return "chưa đến kỳ đánh giá"
	}
	return "chưa đến kỳ đánh giá (dự kiến " + day(due) + ")"
}

// planWords writes the target with its words and unit: "trên 50%".
func (r *review) planWords(p *prose, t queries.TargetResult) {
	x := plan(t)
	p.w(x.word).v(key(t, figPlan), said(t, x.number)).w(x.suffix + planUnit(t))
}

// said writes a count below ten as sentences do, "02 xã"; other figures stand
// as they are.
func said(t queries.TargetResult, text string) string {
	countable := t.CountedFrom != "" && !isRate(t) || t.Nature == string(emulation.NatureCount)
	if b := emulation.Basis(t.Basis); b == emulation.BasisPercent || b == emulation.BasisPoint {
		countable = false // 5%, not 05%
	}
	if countable && len(text) == 1 && text >= "1" && text <= "9" {
		return "0" + text
	}
	return text
}

// planUnit is the unit after a plan's text, which may end in one of its own.
func planUnit(t queries.TargetResult) string {
	switch emulation.Bound(t.Bound) {
	case emulation.BoundAllOf, emulation.BoundGrade, emulation.BoundNone, emulation.BoundNamed, emulation.BoundRank:
		return ""
	case emulation.BoundMaintain:
		if !t.LimitValue.Valid {
			return ""
		}
	case emulation.BoundEachOf:
		if isItems(t) {
			return ""
		}
	}
	switch emulation.Basis(t.Basis) {
	case emulation.BasisPercent, emulation.BasisTimes:
		return ""
	case emulation.BasisPoint:
		return "\u00a0điểm phần trăm"
	}
	return unitOf(t)
}

// verb stands between a label and its value.
func verb(t queries.TargetResult) string {
	estimate := emulation.Status(t.ValueStatus) == emulation.StatusEstimate
	switch {
	case t.CountedFrom == "direct_share", t.CountedFrom == "units_registered":
		return " đạt "
	case t.CountedFrom != "":
		return ": đã có "
	case emulation.Direction(t.Direction) == emulation.DirectionDown && isRate(t):
		switch {
		case rising(t) && estimate:
			return " ước ở mức "
		case rising(t):
			return " ở mức "
		case estimate:
			return " ước còn "
		}
		return " còn "
	case emulation.Direction(t.Direction) == emulation.DirectionDown:
		if estimate {
			return " ước "
		}
		return ": "
	case estimate:
		return " ước đạt "
	}
	return " đạt "
}

// rising tells a rate that grew against last year or its base: then it did not
// "còn".
func rising(t queries.TargetResult) bool {
	if t.ChangeActual.Valid {
		return secondVerb(t, t.ChangeActual) == "tăng " && !t.ChangeActual.Decimal.IsZero()
	}
	return t.GrowthDifference.Valid && t.GrowthDifference.Decimal.Sign() > 0
}

// levelSentence says a value, what share of the plan it is, and how it compares
// with last year.
func (r *review) levelSentence(p *prose, t queries.TargetResult) {
	cell := valueText(t)
	if cell == zeroText {
		if emulation.Direction(t.Direction) == emulation.DirectionUp {
			p.w(t.Label + ": chưa phát sinh kết quả")
		} else {
			p.w(t.Label + ": không phát sinh")
		}
	} else if isRank(t) {
		p.w(t.Label+": hạng ").v(key(t, figValue), cell)
	} else {
		p.w(t.Label+verb(t)).v(key(t, figValue), said(t, cell)).w(unitOf(t))
	}
	if t.ValueSource == "rolled_up" && len(t.MissingUnits) > 0 && cell != zeroText {
		p.w(" (tổng hợp từ " + itoa(t.ReceivedUnits) + "/" + itoa(t.ExpectedUnits) + " đơn vị")
		if r.Office.inText() {
			p.w(", còn thiếu " + enumerate(t.MissingUnits))
		}
		p.w(")")
	}
	switch {
	case cell == zeroText:
		if bare(plan(t).number) {
			p.w(" (" + r.planName(t) + ": ")
			r.planWords(p, t)
			p.w(")")
		}
	case t.Fulfilment.Valid:
		r.shareAndComparison(p, t)
	default:
		r.planAndComparison(p, t)
	}
}

// secondVerb is the verb of a second demand's figure; a fall asked for that came
// out negative is a rise.
func secondVerb(t queries.TargetResult, d quantity.NullDecimal) string {
	if (t.ChangeMeasure == string(emulation.MeasureIncrease)) == (d.Decimal.Sign() >= 0) {
		return "tăng "
	}
	return "giảm "
}

// planName is the plan in a sentence, with its owner where it is another's.
func (r *review) planName(t queries.TargetResult) string {
	span := "kế hoạch năm"
	if t.SpanTo.Year() != t.SpanFrom.Year() {
		span = "kế hoạch"
	}
	if t.Owner != "" && t.Owner != "Kế hoạch" {
		return "kế hoạch " + t.Owner
	}
	return span
}

// comparison says how the value compares with the same period of last year.
func (r *review) comparison(p *prose, t queries.TargetResult, link string) {
	against := r.against()
	switch {
	case t.Growth.Valid && t.Growth.Decimal.IsZero(), !t.Growth.Valid && t.GrowthDifference.Valid && t.GrowthDifference.Decimal.IsZero():
		p.w(link + "bằng" + strings.TrimPrefix(against, " so với"))
	case t.Growth.Valid:
		p.w(link+direction(t.Growth.Decimal.Sign(), "tăng ", "giảm ")).
			v(key(t, figGrowth), percent(absolute(t.Growth))).w("%" + against)
	case t.GrowthDifference.Valid && isRank(t): // a lower number is a place won
		p.w(link+direction(t.GrowthDifference.Decimal.Sign(), "giảm ", "tăng ")).
			v(key(t, figGrowth), unsigned(t.GrowthDifference)).w(" bậc" + against)
	case t.GrowthDifference.Valid:
		p.w(link+direction(t.GrowthDifference.Decimal.Sign(), "tăng ", "giảm ")).
			v(key(t, figGrowth), said(t, unsigned(t.GrowthDifference))).w(differenceUnit(t) + against)
	}
}

// against names what a value is compared with.
func (r *review) against() string {
	if r.Final {
		return " so với năm trước"
	}
	return " so với cùng kỳ năm trước"
}

// changeSentence says how far a value moved from its base.
func (r *review) changeSentence(p *prose, t queries.TargetResult) {
	word := "giảm "
	if emulation.Measure(t.Measure) == emulation.MeasureIncrease {
		word = "tăng thêm "
		if b := emulation.Basis(t.Basis); b != emulation.BasisUnit {
			word = "tăng "
		}
	}
	switch {
	case t.ValueIsChange:
		_, text := valueWords(t)
		p.w(t.Label+" ").w(word).v(key(t, figValue), text).w(changeUnit(t))
	case !t.Change.Valid && valueText(t) == zeroText:
		p.w(t.Label + ": không phát sinh")
	case !t.Change.Valid:
		p.w(t.Label+verb(t)).v(key(t, figValue), valueText(t)).w(unitOf(t))
	default:
		if t.Change.Decimal.Sign() < 0 {
			word = map[bool]string{true: "giảm ", false: "tăng "}[emulation.Measure(t.Measure) == emulation.MeasureIncrease]
		}
		p.w(t.Label+" ").w(word).v(key(t, figChange), said(t, unsigned(t.Change))).w(changeUnit(t))
		if t.BaseValue.Valid {
			p.w(" (từ ").v(key(t, figBase), number(t.BaseValue)).w(unitOf(t)+" năm "+itoa(t.BaseYear)+" ").
				w(direction(t.Change.Decimal.Sign()*measureSign(t), "lên ", "xuống ")).v(key(t, figValue), number(t.Value)).w(unitOf(t) + ")")
		}
	}
	if len(t.ItemsDone) > 0 {
		p.w(", gồm " + enumerate(t.ItemsDone))
	}
	if bare(plan(t).number) {
		p.w("; kế hoạch ")
		r.planWords(p, t)
	}
	if t.Fulfilment.Valid {
		p.w(", đạt ").v(key(t, figFulfilment), percent(t.Fulfilment)).w("% kế hoạch")
	}
}

func measureSign(t queries.TargetResult) int {
	if emulation.Measure(t.Measure) == emulation.MeasureIncrease {
		return 1
	}
	return -1
}

// itemsSentence names what is done and what is not.
func (r *review) itemsSentence(p *prose, t queries.TargetResult) {
	done, missing := "đã hoàn thành ", "chưa hoàn thành "
	if emulation.Bound(t.Bound) == emulation.BoundMaintain {
		done, missing = "duy trì được ", "chưa duy trì được "
	}
	p.w(t.Label + ": ")
	switch {
	case len(t.ItemsDone) == 0:
		p.w(missing + enumerate(t.ItemsMissing))
	case len(t.ItemsMissing) == 0:
		p.w(done).v(key(t, figValue), itemsText(t)).w(" nội dung (" + enumerate(t.ItemsDone) + ")")
	default:
		p.w(done).v(key(t, figValue), itemsText(t)).w(" nội dung (" + enumerate(t.ItemsDone) + "); " + missing + enumerate(t.ItemsMissing))
	}
}

// members says each part of an all_of target in a clause.
func (r *review) members(p *prose, whole queries.TargetResult) {
	parts := r.partsOf(whole)
	for i, t := range parts {
		if i > 0 {
			p.w("; ")
		}
		p.w(lower(t.Label) + " ")
		if !t.Value.Valid && r.notDue(t) {
			p.w("chưa đến kỳ đánh giá")
			continue
		}
		if !t.Value.Valid {
			p.w("chưa có số liệu")
			continue
		}
		verb, text := valueWords(t)
		p.w(verb).v(key(t, figValue), text)
		// "số vụ 13 (giảm 3)": the label has named what is counted.
		if !strings.Contains(strings.ToLower(t.Label), t.Unit) {
			p.w(unitOf(t))
		}
		if t.Change.Valid && !t.Change.Decimal.IsZero() {
			p.w(" ("+direction(t.Change.Decimal.Sign()*measureSign(t), "tăng ", "giảm ")).v(key(t, figChange), unsigned(t.Change))
			if emulation.Basis(t.Basis) != emulation.BasisUnit || !strings.Contains(strings.ToLower(t.Label), t.Unit) {
				p.w(changeUnit(t))
			}
			p.w(")")
		}
		switch emulation.Verdict(t.Verdict) {
		case emulation.VerdictExceeded, emulation.VerdictMet, emulation.VerdictNotMet:
			p.w(", " + lower(verdictLabel(t)))
			r.memberGap(p, t)
		}
	}
	if len(parts) == 0 {
		p.w("chưa có số liệu")
	}
}
