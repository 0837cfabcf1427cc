package charts

// A Fulfilment shows how much of its plan each indicator has reached: one bar a
// row against the line of 100%, with the verdict in words at the right.
type Fulfilment struct {
	Head
	Plan  string // what 100% is: "Kế hoạch năm 2022 = 100%"
	Rows  []FulfilmentRow
	Limit float64 // percent at which bars are cut, with a mark; 0 means 150
	// Expected is where an indicator on pace would stand at this date, in
	// percent, drawn as a dotted line with its text; missing for none.
	Expected Number
}

// A FulfilmentRow is one indicator.
type FulfilmentRow struct {
	Name      string // "Thu ngân sách trên địa bàn"
	Direction Direction
	Ratio     Number // percent of the plan, Text "107,07%"; missing when the row has none
	Note      string // beside the bar, "171,2/159,9 tỷ đồng"; without a ratio it stands in the bar's place and must not be empty
	Tone      Tone
	Verdict   string // "Vượt", "Chậm tiến độ"
}

// A Units compares subordinate units on one indicator, in the caller's order.
type Units struct {
	Head
	Indicator string // "Diện tích trồng rừng mới"; drawn as the axis name with the unit of measure
	Measure   string // "ha"
	Direction Direction
	Target    Number // one line for all: Text "Kế hoạch: 40 ha"; missing for none
	Rows      []UnitRow
}

// A UnitRow is one unit's result.
type UnitRow struct {
	Name   string
	Result Number // Text "42,5"; missing for a gap
	Target Number // the unit's own target, drawn as a tick on its bar; Text "40"; missing for none
	Gap    string // in place of a missing result: "chưa báo cáo"
	Tone   Tone
	Word   string // verdict, at the right; "" for none
}

// A VerdictsBySector counts verdicts per sector in stacked bars.
type VerdictsBySector struct {
	Head
	Verdicts []VerdictClass // in the order of the segments
	Rows     []SectorRow
}

// A VerdictClass is one kind of segment.
type VerdictClass struct {
	Word string // "Vượt"
	Tone Tone
}

// A SectorRow is one bar.
type SectorRow struct {
	Name   string
	Counts []int // one per verdict class, not negative; 0 draws nothing
}

// A Trend follows a cumulative value over the periods of a year, against the
// plan and last year.
type Trend struct {
	Head
	Measure string   // "tỷ đồng"
	Periods []string // "Tháng 1", ...
	// Days are where the periods stand in time, each above the one before; nil sets
	// them side by side. So they stand as well where two are too close for their names.
	Days     []float64
	Actual   Line // this year: heavy line with markers
	Plan     Line // dashed; no points for none
	LastYear Line // thin grey line with hollow markers; no points for none
}

// A Line is a named series with one Number a period; a missing one is a gap.
type Line struct {
	Name   string // "Thực hiện năm 2022", written at the line's end
	Points []Number
}

// A Registered compares what was registered with what was granted.
type Registered struct {
	Head
	RegisteredName string // "" means "Đăng ký"
	GrantedName    string // "" means "Đã có quyết định"
	PendingName    string // "" means "Đang trình"
	Rows           []RegisteredRow
}

// A RegisteredRow is one title or form of award.
type RegisteredRow struct {
	Name       string
	Registered Number // Text "45"; missing when nothing was registered for it
	Granted    Number
	Pending    Number // files under way, drawn after Granted; missing for none
	Note       string // at the right: "bằng 93,3% đăng ký"; "" for none
}

// A Structure splits wholes into shares, one bar of 100% each.
type Structure struct {
	Head
	Bars []StructureBar
}

// A StructureBar is one whole. The shares' values must sum to 100 within 0,5.
type StructureBar struct {
	Name  string
	Parts []Part // at most 5
	// Mark is a bound on the first part, in percent: Text "trên 50%";
	// missing for none.
	Mark Number
}

// A Part is one share.
type Part struct {
	Name  string // "Lao động trực tiếp"
	Share Number // Text "54,2%"
	Count string // "45 người"; "" for none
}

// A Ranking shows the scores of a cluster's members in the caller's order:
// self-assessed beside verified.
type Ranking struct {
	Head
	SelfName     string // "" means "Tự chấm"
	VerifiedName string // "" means "Thẩm định"
	Max          float64
	Rows         []RankingRow
}

// A RankingRow is one member.
type RankingRow struct {
	Rank     string // "1", "đồng hạng 2"; "" when not ranked
	Name     string
	Self     Number // Text "96,5"
	Verified Number
	Note     string // "chưa nộp bảng chấm"; must not be empty when both are missing
}

// A HeatTable shows verdicts of units by indicator as a table of grey cells.
type HeatTable struct {
	Head
	Columns []string
	Rows    []HeatRow
	Key     []VerdictClass // what the tones mean, printed below
}

// A HeatRow is one unit.
type HeatRow struct {
	Name  string
	Cells []HeatCell // one per column
}

// A HeatCell is one unit's verdict on one indicator.
type HeatCell struct {
	Text string // "104%", "..."
	Tone Tone
}

// A SmallMultiples draws one small trend a unit, on one scale.
type SmallMultiples struct {
	Head
	Measure string
	Periods []string
	Panels  []Panel
}

// A Panel is one unit's line against its plan.
type Panel struct {
	Name   string
	Points []Number
	Plan   Number // a horizontal line; missing for none
}
