package emulation

// A Nature says how values of an indicator add up over time and over units.
type Nature string

const (
	NatureCount     Nature = "count"
	NatureFlow      Nature = "flow"
	NatureStock     Nature = "stock"
	NatureRatio     Nature = "ratio"
	NatureGrowth    Nature = "growth"
	NatureStructure Nature = "structure"
	NatureIndex     Nature = "index"
	NatureRank      Nature = "rank"
	NatureGrade     Nature = "grade"
)

var natures = set[Nature]{
	{NatureCount, "số lượng"},
	{NatureFlow, "khối lượng trong kỳ"},
	{NatureStock, "số hiện có"},
	{NatureRatio, "tỷ lệ"},
	{NatureGrowth, "tốc độ tăng"},
	{NatureStructure, "cơ cấu"},
	{NatureIndex, "chỉ số"},
	{NatureRank, "thứ hạng"},
	{NatureGrade, "xếp loại"},
}

// AllNatures gives every code in its fixed order.
func AllNatures() []Nature { return natures.codes() }

// Valid reports whether n is one of the codes.
func (n Nature) Valid() bool { return natures.has(n) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (n Nature) Label() string { return natures.label(n) }

// A Course says how an indicator moves inside its span.
type Course string

const (
	CourseAccrues Course = "accrues" // starts at 0 in each span
	CourseLevel   Course = "level"   // a state at a date
	CourseOnce    Course = "once"    // one measurement with a due date
)

var courses = set[Course]{
	{CourseAccrues, "lũy kế dần"},
	{CourseLevel, "theo trạng thái"},
	{CourseOnce, "đo một lần"},
}

// AllCourses gives every code in its fixed order.
func AllCourses() []Course { return courses.codes() }

// Valid reports whether c is one of the codes.
func (c Course) Valid() bool { return courses.has(c) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (c Course) Label() string { return courses.label(c) }

// A Direction says which way is good. It comes from the meaning, never from the verb.
type Direction string

const (
	DirectionUp   Direction = "up"
	DirectionDown Direction = "down"
	DirectionNone Direction = "none"
)

var directions = set[Direction]{
	{DirectionUp, "càng cao càng tốt"},
	{DirectionDown, "càng thấp càng tốt"},
	{DirectionNone, "không xét chiều"},
}

// AllDirections gives every code in its fixed order.
func AllDirections() []Direction { return directions.codes() }

// Valid reports whether d is one of the codes.
func (d Direction) Valid() bool { return directions.has(d) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (d Direction) Label() string { return directions.label(d) }

// An Accumulation says whether a row holds its period alone or everything since a start.
type Accumulation string

const (
	AccumulationInPeriod   Accumulation = "in_period"
	AccumulationCumulative Accumulation = "cumulative"
)

var accumulations = set[Accumulation]{
	{AccumulationInPeriod, "trong kỳ"},
	{AccumulationCumulative, "lũy kế"},
}

// AllAccumulations gives every code in its fixed order.
func AllAccumulations() []Accumulation { return accumulations.codes() }

// Valid reports whether a is one of the codes.
func (a Accumulation) Valid() bool { return accumulations.has(a) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (a Accumulation) Label() string { return accumulations.label(a) }

// A Precision says how sharply a reported value was worded.
type Precision string

const (
	PrecisionExact    Precision = "exact"
	PrecisionAbove    Precision = "above"    // trên, hơn: up to 5% more
	PrecisionBelow    Precision = "below"    // gần: down to 5% less
	PrecisionAbout    Precision = "about"    // khoảng: 5% either way
	PrecisionInterval Precision = "interval" // a written low and high end
)

var precisions = set[Precision]{
	{PrecisionExact, "chính xác"},
	{PrecisionAbove, "trên"},
	{PrecisionBelow, "gần"},
	{PrecisionAbout, "khoảng"},
	{PrecisionInterval, "khoảng giá trị"},
}

// AllPrecisions gives every code in its fixed order.
func AllPrecisions() []Precision { return precisions.codes() }

// Valid reports whether p is one of the codes.
func (p Precision) Valid() bool { return precisions.has(p) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (p Precision) Label() string { return precisions.label(p) }

// A Status says how final a reported value is.
type Status string

const (
	StatusEstimate    Status = "estimate"
	StatusActual      Status = "actual"      // the unit's own report
	StatusPreliminary Status = "preliminary" // the statistics office
	StatusOfficial    Status = "official"    // the statistics office
)

var statuses = set[Status]{
	{StatusEstimate, "ước"},
	{StatusActual, "thực hiện"},
	{StatusPreliminary, "sơ bộ"},
	{StatusOfficial, "chính thức"},
}

// AllStatuses gives every code in its fixed order.
func AllStatuses() []Status { return statuses.codes() }

// Valid reports whether s is one of the codes.
func (s Status) Valid() bool { return statuses.has(s) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (s Status) Label() string { return statuses.label(s) }

// Rank orders statuses of one period: the higher one is believed. An unknown
// status has rank 0, an estimate 1, official 4.
func (s Status) Rank() int { return statuses.index(s) + 1 }
