package emulation

// A Verdict is the outcome of a target over its whole span.
type Verdict string

const (
	VerdictExceeded Verdict = "exceeded"
	VerdictMet      Verdict = "met"
	VerdictNotMet   Verdict = "not_met"
	VerdictNotDue   Verdict = "not_due" // not yet measured, published or decided
	VerdictNoData   Verdict = "no_data" // a report was due and is missing
	VerdictToVerify Verdict = "to_verify"
)

var verdicts = set[Verdict]{
	{VerdictExceeded, "Vượt"},
	{VerdictMet, "Đạt"},
	{VerdictNotMet, "Không đạt"},
	{VerdictNotDue, "Chưa đến kỳ đánh giá"},
	{VerdictNoData, "Chưa có số liệu"},
	{VerdictToVerify, "Cần xác minh"},
}

// AllVerdicts gives every code in its fixed order.
func AllVerdicts() []Verdict { return verdicts.codes() }

// Valid reports whether v is one of the codes.
func (v Verdict) Valid() bool { return verdicts.has(v) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (v Verdict) Label() string { return verdicts.label(v) }

// A Pace compares an unfinished span with what was to be expected by now.
type Pace string

const (
	PaceOnPace   Pace = "on_pace"
	PaceBehind   Pace = "behind"
	PaceMetEarly Pace = "met_early"
	PaceCapRisk  Pace = "cap_risk"
	PaceBreached Pace = "breached"
	PaceHolds    Pace = "holds"
	PaceState    Pace = "state" // the state is shown, no pace is computed
	PaceNone     Pace = "none"  // with a reason beside it
)

var paces = set[Pace]{
	{PaceOnPace, "Đúng tiến độ"},
	{PaceBehind, "Chậm tiến độ"},
	{PaceMetEarly, "Đã đạt kế hoạch năm"},
	{PaceCapRisk, "Có nguy cơ vượt mức khống chế"},
	{PaceBreached, "Đã vượt mức khống chế"},
	{PaceHolds, "Hiện đạt mức kế hoạch"},
	{PaceState, "Theo hiện trạng"},
	{PaceNone, "Không tính tiến độ"},
}

// AllPaces gives every code in its fixed order.
func AllPaces() []Pace { return paces.codes() }

// Valid reports whether p is one of the codes.
func (p Pace) Valid() bool { return paces.has(p) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (p Pace) Label() string { return paces.label(p) }

// An Outlook is the expected end of the span (khả năng hoàn thành).
type Outlook string

const (
	OutlookLikely   Outlook = "likely"
	OutlookAtRisk   Outlook = "at_risk"
	OutlookUnlikely Outlook = "unlikely"
)

var outlooks = set[Outlook]{
	{OutlookLikely, "Có khả năng đạt"},
	{OutlookAtRisk, "Khó đạt"},
	{OutlookUnlikely, "Không có khả năng đạt"},
}

// AllOutlooks gives every code in its fixed order.
func AllOutlooks() []Outlook { return outlooks.codes() }

// Valid reports whether o is one of the codes.
func (o Outlook) Valid() bool { return outlooks.has(o) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (o Outlook) Label() string { return outlooks.label(o) }

// EstimateLabel is the label where the value is an estimate for the whole span:
// "Ước vượt", "Ước đạt", "Ước không đạt". The other verdicts rest on no value
// and keep their label.
func (v Verdict) EstimateLabel() string {
	switch v {
	case VerdictExceeded:
		return "Ước vượt"
	case VerdictMet:
		return "Ước đạt"
	case VerdictNotMet:
		return "Ước không đạt"
	}
	return v.Label()
}

// InterimLabel is the wording of an interim review, where a span that is not
// over has not failed yet: "Chưa đạt" for not_met.
func (v Verdict) InterimLabel() string {
	if v == VerdictNotMet {
		return "Chưa đạt"
	}
	return v.Label()
}

// An Assessment is what the office itself says of a target whose rule cannot or
// should not decide (semantics 6).
type Assessment string

const (
	AssessedExceeded Assessment = "exceeded"
	AssessedMet      Assessment = "met"
	AssessedNotMet   Assessment = "not_met"
	AssessedByRule   Assessment = "by_rule" // takes an earlier assessment back
)

var assessments = set[Assessment]{
	{AssessedExceeded, "Vượt"},
	{AssessedMet, "Đạt"},
	{AssessedNotMet, "Không đạt"},
	{AssessedByRule, "Theo quy tắc tính"},
}

// AllAssessments gives every code in its fixed order.
func AllAssessments() []Assessment { return assessments.codes() }

// Valid reports whether a is one of the codes.
func (a Assessment) Valid() bool { return assessments.has(a) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (a Assessment) Label() string { return assessments.label(a) }

// An Obstacle is what a named person may release a report over (semantics 6).
// Arithmetic inside the report is none.
type Obstacle string

const (
	ObstacleCoverage   Obstacle = "coverage"   // fewer units reported than the office asks for
	ObstacleDifference Obstacle = "difference" // a noted difference between two sources
)

var obstacles = set[Obstacle]{
	{ObstacleCoverage, "Chưa đủ đơn vị báo cáo"},
	{ObstacleDifference, "Chênh lệch số liệu đã ghi nhận"},
}

// AllObstacles gives every code in its fixed order.
func AllObstacles() []Obstacle { return obstacles.codes() }

// Valid reports whether o is one of the codes.
func (o Obstacle) Valid() bool { return obstacles.has(o) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (o Obstacle) Label() string { return obstacles.label(o) }
