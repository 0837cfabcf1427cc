package plan

import "tdkt/loaders/strictyaml"

// Number is an exact decimal as the file writes it; "" is none.
type Number = strictyaml.Number

// A Plan is one plan file with all defaults applied. Days are "2006-01-02", ""
// for none; codes are those of package emulation.
type Plan struct {
	ID          string
	Document    Document
	Unit        string // code of the org unit whose tree it binds
	Theme       Theme
	From, To    string
	ClosesOn    string // after it, awards still missing are not met
	FinalReview Review
	Phases      []Phase
	Sectors     []Sector
	Movements   []Movement
	Indicators  []Indicator
	Targets     []Target // in the plan's order, a part behind its whole
	Clusters    []Cluster

	named map[[2]string]strictyaml.Mark // where a target or cluster, or the plan, names a unit
}

// names remembers where a unit stands in the file.
func (p *Plan) names(m *strictyaml.Map, key, by, unit string) {
	at := [2]string{by, unit}
	if _, known := p.named[at]; known {
		return
	}
	if p.named == nil {
		p.named = map[[2]string]strictyaml.Mark{}
	}
	p.named[at] = m.Mark(key)
}

// NamedAt is the first place in the file at which a target or cluster, or with by ""
// the plan itself, names a unit; zero when it does not.
func (p *Plan) NamedAt(by, unit string) strictyaml.Mark { return p.named[[2]string{by, unit}] }

// A Document is the paper that says so.
type Document struct {
	Number, Kind, Issuer, IssuedOn, Title string
}

// A Theme is the plan's motto.
type Theme struct{ Text, Quote, Place string }

// A Review is the time in which a review is held.
type Review struct{ From, To, Quote, Place string }

// A Phase is a stretch of the plan with a review of its own.
type Phase struct {
	No         int
	Name       string
	Kind       string // dot, cao_diem, reporting, year
	Theme      string
	From, To   string
	ReportsDue string // units send their reports by this day
	Review     Review
	Declared   bool // false: set by the office, not by the plan
	Quote      string
	Place      string

	src *strictyaml.Map
}

// A Sector groups targets (lĩnh vực).
type Sector struct{ Code, Name string }

// A Movement is an emulation movement or campaign that the plan names.
type Movement struct {
	Code, Name string
	LaunchedBy string // level
	Kind       string // regular, thematic, phased, campaign
	Scope      string // national, province, cluster, unit
	From, To   string
	Quote      string
	Place      string
}

// An Indicator is a measure.
type Indicator struct {
	Code, Name, ShortName string
	Unit                  string // unit of measure
	Nature                string
	Course                string
	Direction             string
	Decimals              int    // digits of computed values
	Scale                 Number // of a ratio
	Numerator             string
	Denominator           string
	LimitLo, LimitHi      Number
	CollectedAt           string // level
	Definition            string
	PriceBasis            string
	Irreversible          bool
	Tolerance             Number
	Grades                []string // worst first

	src *strictyaml.Map
}

// A Target is one version of one assigned value, or words without a number.
type Target struct {
	Code        string
	Version     int
	VersionDoc  string // the paper that assigns it; "" of version 1: the plan itself
	VersionDate string
	InForceFrom string
	Sector      string
	Indicator   string // "" for a composite, a ledger target and a text
	Label       string
	Unit        string
	UnitCode    string
	Owner       string
	Span        string
	From, To    string
	DueOn       string
	Bound       string
	Measure     string
	Basis       string
	Lo, Hi      Number // Lo: X; of a range: both
	ExceededAt  Number
	NeverExceed bool // exceeded_at: never, said on purpose
	LastDigit   Number
	Change      Change
	Base        Base
	RefOwner    string
	RefPercent  Number
	SetName     string
	SetSize     int
	Items       []Item
	Grade       string
	CountedFrom string
	Titles      []string
	Recipients  []string
	GrantedBy   string
	OwnGrant    bool
	CountsAs    string
	PartOf      string
	PartKind    string
	Headline    bool
	Restricted  bool
	PrintRatio  bool
	Quote       string
	Corrected   string
	Place       string

	src *strictyaml.Map
}

// A Change is the second demand of a level: "giảm 0,1% so với năm 2021".
type Change struct {
	Measure, Bound, Basis string
	Value                 Number
}

// A Base is what a change counts from.
type Base struct {
	Year   int // 0: none
	Value  Number
	Text   string // a grade
	Source string
}

// An Item is what a report ticks.
type Item struct{ Code, Name string }

// A Cluster is a cụm or khối thi đua with its members and scoring criteria.
type Cluster struct {
	Code, Name, Kind  string
	Year              int
	TieBreak          string
	Leader, LeaderDoc string
	Members           []Member
	Criteria          []Criterion

	src *strictyaml.Map
}

// A Member is a unit of a cluster; Disqualified is the reason, "" for none.
type Member struct{ Unit, Disqualified string }

// A Criterion is what a cluster scores.
type Criterion struct {
	Code, Name string
	Max        Number
}
