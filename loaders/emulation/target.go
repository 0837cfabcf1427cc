package emulation

// A Bound says when a value meets its target X.
type Bound string

const (
	BoundAtLeast   Bound = "at_least"  // v >= X
	BoundMoreThan  Bound = "more_than" // v > X
	BoundAtMost    Bound = "at_most"   // v <= X, good is down
	BoundCap       Bound = "cap"       // v <= X, being lower is no merit
	BoundLessThan  Bound = "less_than" // v < X
	BoundAbout     Bound = "about"     // within half a unit of the last written digit, or better
	BoundRange     Bound = "range"     // low end to high end, or beyond the good end
	BoundExactly   Bound = "exactly"   // v = X
	BoundXOfY      Bound = "x_of_y"    // x items of a named set of y
	BoundNamed     Bound = "named"     // every named item
	BoundEachOf    Bound = "each_of"   // every object of a list meets its own
	BoundMaintain  Bound = "maintain"  // what held still holds at the end
	BoundNone      Bound = "none"      // a reported zero
	BoundGrade     Bound = "grade"     // on an ordered scale
	BoundRank      Bound = "rank"      // lower is better
	BoundAllOf     Bound = "all_of"    // every part is met
	BoundStructure Bound = "structure" // shares of 100
	BoundText      Bound = "text"      // no measure; not judged
)

var bounds = set[Bound]{
	{BoundAtLeast, "đạt từ mức"},
	{BoundMoreThan, "trên"},
	{BoundAtMost, "không cao hơn"},
	{BoundCap, "không quá"},
	{BoundLessThan, "dưới"},
	{BoundAbout, "khoảng"},
	{BoundRange, "trong khoảng"},
	{BoundExactly, "đúng bằng"},
	{BoundXOfY, "đạt x trên y"},
	{BoundNamed, "đạt đúng danh sách"},
	{BoundEachOf, "từng đối tượng đạt"},
	{BoundMaintain, "duy trì"},
	{BoundNone, "không để xảy ra"},
	{BoundGrade, "xếp loại"},
	{BoundRank, "thứ hạng"},
	{BoundAllOf, "đạt tất cả"},
	{BoundStructure, "cơ cấu"},
	{BoundText, "theo nội dung"},
}

// AllBounds gives every code in its fixed order.
func AllBounds() []Bound { return bounds.codes() }

// Valid reports whether b is one of the codes.
func (b Bound) Valid() bool { return bounds.has(b) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (b Bound) Label() string { return bounds.label(b) }

// A Measure says whether a target names the level itself or a change.
type Measure string

const (
	MeasureLevel    Measure = "level"
	MeasureIncrease Measure = "increase"
	MeasureDecrease Measure = "decrease"
)

var measures = set[Measure]{
	{MeasureLevel, "mức"},
	{MeasureIncrease, "tăng"},
	{MeasureDecrease, "giảm"},
}

// AllMeasures gives every code in its fixed order.
func AllMeasures() []Measure { return measures.codes() }

// Valid reports whether m is one of the codes.
func (m Measure) Valid() bool { return measures.has(m) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (m Measure) Label() string { return measures.label(m) }

// A Basis says in what a change is counted.
type Basis string

const (
	BasisUnit    Basis = "unit"    // in the indicator's own unit
	BasisPercent Basis = "percent" // of the base
	BasisPoint   Basis = "point"   // difference of two rates
	BasisTimes   Basis = "times"   // 0,6 lần = 60% of the base on top
)

var bases = set[Basis]{
	{BasisUnit, "theo đơn vị tính"},
	{BasisPercent, "%"},
	{BasisPoint, "điểm %"},
	{BasisTimes, "lần"},
}

// AllBases gives every code in its fixed order.
func AllBases() []Basis { return bases.codes() }

// Valid reports whether b is one of the codes.
func (b Basis) Valid() bool { return bases.has(b) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (b Basis) Label() string { return bases.label(b) }

// A Span is the stretch of time that a target covers.
type Span string

const (
	SpanYear          Span = "year"
	SpanPhase         Span = "phase"
	SpanSeason        Span = "season"
	SpanFinalYear     Span = "final_year"
	SpanEachYear      Span = "each_year"
	SpanYearlyAverage Span = "yearly_average"
	SpanTermTotal     Span = "term_total"
)

var spans = set[Span]{
	{SpanYear, "năm"},
	{SpanPhase, "đợt"},
	{SpanSeason, "vụ"},
	{SpanFinalYear, "đến năm cuối kỳ"},
	{SpanEachYear, "hằng năm"},
	{SpanYearlyAverage, "bình quân hằng năm"},
	{SpanTermTotal, "cả giai đoạn"},
}

// AllSpans gives every code in its fixed order.
func AllSpans() []Span { return spans.codes() }

// Valid reports whether s is one of the codes.
func (s Span) Valid() bool { return spans.has(s) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (s Span) Label() string { return spans.label(s) }

// A PartKind says how a part belongs to its target.
type PartKind string

const (
	PartOfWhich   PartKind = "of_which"  // shown with its difference, no verdict; the default
	PartComponent PartKind = "component" // judged inside its chỉ tiêu
)

var partKinds = set[PartKind]{
	{PartOfWhich, "trong đó"},
	{PartComponent, "thành phần"},
}

// AllPartKinds gives every code in its fixed order.
func AllPartKinds() []PartKind { return partKinds.codes() }

// Valid reports whether p is one of the codes.
func (p PartKind) Valid() bool { return partKinds.has(p) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (p PartKind) Label() string { return partKinds.label(p) }
