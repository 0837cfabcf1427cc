package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A TargetResult is one target of a plan with the value found for it and what
// follows from that value: verdict, fulfilment, pace, outlook, remaining and the
// comparison with last year. The members of an all_of target, the parts of a
// whole and the targets counted from a ledger are rows of their own.
//
// Codes (Bound, Nature, Verdict, ...) are those of loaders/emulation. Absent
// text is "", an absent date is the zero time (dates are UTC midnights), an
// absent integer is 0 and an absent decimal is not Valid. A missing value is
// never 0. Decimals stand in the indicator's own unit unless said otherwise;
// reported ones keep the digits of the report, computed ones are rounded once,
// half away from zero, to Decimals.
type TargetResult struct {
	PlanID         string
	TargetCode     string
	Version        int       // the version in force on the day the reports were closed
	VersionDoc     string    // the document that made this version
	VersionDate    time.Time // its date
	Position       int       // order in the plan, from 1
	SectorCode     string
	SectorName     string
	SectorPosition int
	Label          string    // the line as a table prints it
	Unit           string    // unit of measure, "tỷ đồng"
	UnitCode       string    // org unit that the target binds
	UnitName       string    // its name on DataTo; the code when the tree lacks it
	Owner          string    // who set the target, "Kế hoạch"
	Span           string    // year, phase, season, final_year, each_year, yearly_average, term_total
	SpanFrom       time.Time // first day of the span
	SpanTo         time.Time // last day of the span
	DueOn          time.Time // when a once value is published or decided; zero for none
	Bound          string    // one of the bounds of loaders/emulation
	Measure        string    // level, increase, decrease
	Basis          string    // unit, percent, point, times

	Lo         quantity.NullDecimal // X as written, or the lower end of a range; of a change: the change
	Hi         quantity.NullDecimal // upper end of a range
	ExceededAt quantity.NullDecimal // where a strict bound counts as exceeded
	Direction  string               // up, down, none; "" for a target without an indicator
	Nature     string               // count, flow, ...; count for a ledger's number, ratio for a ledger's share, "" for all_of and text
	Course     string               // accrues, level, once
	Decimals   int                  // digits of computed values
	CountsAs   string               // rows with one key are one counted chỉ tiêu
	PartOf     string               // TargetCode of the whole
	PartKind   string               // of_which, component, member
	Headline   bool                 // chỉ tiêu chủ yếu
	Restricted bool                 // only the verdict may be printed
	OwnGrant   bool                 // the office itself grants: above the number is still met
	PrintRatio bool                 // a rate whose plan wants "đạt p% kế hoạch" too

	IndicatorCode string // "" for all_of, text and ledger targets
	IndicatorName string
	ShortName     string // for charts; the label when there is no indicator
	CountedFrom   string // ledger: awards, registrations, exemplars, direct_share, units_registered; "" for actuals
	SetName       string // named set of x_of_y
	SetSize       int    `null:"zero"` // y of x_of_y, 0 for none
	Grade         string // demanded grade
	Quote         string // the plan's words, typing errors mended where the plan file mends them
	Place         string // where in the plan

	Value          quantity.NullDecimal // v at DataTo; of a change target: the level where known, else the reported change (see ValueIsChange)
	ValueHi        quantity.NullDecimal // upper end when the value is an interval
	ValuePrecision string               // exact, above, below, about, interval; "" without a value
	ValueIsChange  bool                 // Value is a reported change ("giảm 2,3%"), not a level
	ToldAsChange   bool                 // the unit told only a change; a level, where there is one, was computed from the base
	ValueText      string               // a grade or the reporter's words
	ValueStatus    string               // estimate, actual, preliminary, official; the weakest of what was summed
	ValueFrom      time.Time            // period that the value covers
	ValueTo        time.Time
	CoversSpan     bool     // the value covers the span to its end
	ItemsDone      []string // names of the target's items that are done or hold; empty when the reported list has none of them, nil without a list
	ItemsMissing   []string
	ReportedOn     time.Time // latest report in the value

	ValueSource     string               // own, rolled_up, ledger; "" without a value
	Numerator       quantity.NullDecimal // of a ratio, summed unrounded
	Denominator     quantity.NullDecimal
	NumeratorName   string // what it counts, "hộ nghèo"; "" for no ratio
	DenominatorName string
	ExpectedUnits   int                  `null:"zero"` // units of the collecting level; 0 when not rolled up
	ReceivedUnits   int                  `null:"zero"` // of those, with a value for the same period
	MissingUnits    []string             // short names of the others, in the tree's order
	ChildrenValue   quantity.NullDecimal // the roll-up, where the unit also reported itself
	RollupReason    string               // why children were not rolled up; "" when they were, or there are none
	Granted         quantity.NullDecimal // awards: granted - revoked
	Pending         quantity.NullDecimal // awards: files proposed, approved or submitted and not decided

	BaseYear  int                  `null:"zero"` // year that a change counts from; 0 for none
	BaseValue quantity.NullDecimal // as the plan or office states it, else the value of that year; of what accrues in a span that is not over, last year's same date
	BaseText  string               // base of a grade, stated or reported for the base year
	Change    quantity.NullDecimal // d in the basis' unit: v - base for increase, base - v for decrease

	LimitValue quantity.NullDecimal // X after references; L of a range; of a change: the change asked for
	LimitHi    quantity.NullDecimal // U of a range

	Verdict          string // exceeded, met, not_met, not_due, no_data, to_verify; "" for text and of_which
	VerdictEstimated bool   // rests on an estimate: "Ước đạt"
	VerdictReason    string // Vietnamese; "" when plain; the office's reason where it set the verdict
	AssessedBy       string // who set the verdict for the office; "" when the rule decides
	AssessedOn       time.Time
	RuleVerdict      string               // what the rule says beside an assessed verdict; "" without one
	RuleReason       string               // Vietnamese
	FirstLo          quantity.NullDecimal // X of the first version; not Valid when Version is the first
	FirstHi          quantity.NullDecimal
	FirstVerdict     string // by rule under the first version, where it differs from the rule's verdict now; "" otherwise

	Fulfilment       quantity.NullDecimal // percent, 2 decimals, never 100 unless v = X
	FulfilmentReason string               // Vietnamese: why there is none, or what to print beside it
	Difference       quantity.NullDecimal // v - X in the unit (điểm % for rates); below L or above U of a range; of a change d - X

	Pace             string               // on_pace, behind, met_early, cap_risk, breached, holds, state, none (see PaceReason); "" when not asked
	PaceExpected     quantity.NullDecimal // expected share of X in percent (accrues), or expected value (level)
	PaceActual       quantity.NullDecimal // share of X reached in percent (accrues), or the value (level)
	PaceBasis        string               // linear, history; ""
	PaceYears        int                  `null:"zero"` // earlier complete years behind PaceExpected
	PaceReason       string               // Vietnamese
	PaceTested       int                  `null:"zero"` // earlier years that the expected share was tested on (PaceBacktest); 0 when linear
	PaceError        quantity.NullDecimal // mean size of its error, điểm %
	PaceLargestError quantity.NullDecimal

	Outlook               string // likely, at_risk, unlikely; ""
	OutlookStated         bool   // by the unit; false: proposed from pace
	OutlookReason         string
	YearEstimate          quantity.NullDecimal // ước cả năm, whole span
	YearEstimateHi        quantity.NullDecimal // upper end when it is an interval
	YearEstimatePrecision string               // exact, above, below, about, interval; "" without one

	Remaining         quantity.NullDecimal // X - v of an accruing target, at least 0
	RemainingMonths   int                  `null:"zero"` // whole months from ValueTo to SpanTo
	RemainingPerMonth quantity.NullDecimal // rounded up to Decimals, a count to a whole number, so that it suffices

	LastValue        quantity.NullDecimal // same calendar date of last year
	LastTo           time.Time
	LastStatus       string
	Growth           quantity.NullDecimal // percent, 2 decimals
	GrowthDifference quantity.NullDecimal // absolute, or điểm % for rates
	GrowthReason     string               // Vietnamese: why there is none

	Standing string // at an interim review: reached, likely, at_risk, missing (due and not there, or units missing that may decide), unassessed; "" for text and of_which

	ChangeMeasure  string               // increase, decrease: of the second demand; "" for none
	ChangeRequired quantity.NullDecimal // the second demand of a level target ("giảm 0,1%"), in its basis
	ChangeActual   quantity.NullDecimal
	ChangeMet      sql.NullBool // not Valid when it cannot be told

	FileID int    `null:"zero"` // winning row; 0 when rolled up or counted
	Sheet  string // "" for CSV
	RowNo  int    `null:"zero"` // as a person sees it, from 1
}

// A ReviewDate says which review of a plan is asked for, and as of when. A
// review is interim (pace and outlook of spans that are not over) or final.
type ReviewDate struct {
	PlanID  string
	DataTo  time.Time // số liệu đến ngày: the last day that values cover
	KnownAt time.Time // chốt nhận báo cáo: only rows reported up to this day
	Review  string    // interim, final
	Tolerances
}

// Tolerances say how far behind a target may be and still be on pace. One that
// is not Valid is the default.
type Tolerances struct {
	PacePoints   quantity.NullDecimal // below the expected share of what accrues, in điểm %; 5
	LevelPoints  quantity.NullDecimal // worse than the expected rate, in điểm %; 0.5
	LevelPercent quantity.NullDecimal // worse than another expected value, in percent of it; 5
}

// TargetResults has one row for each target in the version in force on KnownAt,
// in the plan's order. The plan's unit is judged by its own report, or by the
// roll-up of the units that collect the indicator.
func TargetResults(ctx context.Context, db *sql.DB, d ReviewDate) ([]TargetResult, error) {
	return collect[TargetResult](ctx, db, "target_results", d)
}
