package quantity

import "tdkt/loaders/emulation"

// A Value is one quantity phrase, read. Numbers stand in Unit as written; use
// In to convert them.
type Value struct {
	OK   bool   // false: the text was blank, nothing is known, nothing else is set
	Text string // the phrase as given, in NFC without outer blanks

	Number Decimal     // the number; the low end of a range; x of "x/y"
	High   NullDecimal // the high end of a range "83-86"
	Of     NullDecimal // y of a set "13/19 tiêu chí"
	Plan   NullDecimal // the plan in "48/45 ha" (value and plan)
	Unit   Unit        // "" when the text names none and the context expects none

	// Bound is what the words say of a target: more_than for "trên", range,
	// x_of_y, all_of ("giảm cả 3 tiêu chí"), none ("không còn"); "" without words.
	Bound emulation.Bound
	// Precision is what the same words say of a reported value; exact without
	// words; "" where they cannot stand in one ("dưới", "trở lên": see Reported).
	Precision emulation.Precision
	Measure   emulation.Measure // level, increase ("tăng thêm") or decrease ("giảm")
	Estimate  bool              // "ước" stands before the value
	Nil       bool              // a reported zero: "0", "không", "không phát sinh"

	Change  *Value   // the change of "1,35% (giảm 0,1% so với năm 2021)"
	Against string   // what a change is measured against: "năm 2021", "cùng kỳ"
	Names   []string // the list of "02 xã (Ngọc Phái, Quảng Bạch)"

	Decimals int     // most digits written after a decimal sign
	Settled  Settled // what decided between two readings; "" if there was one only
}

// Settled names what decided between two readings of a number.
type Settled string

const (
	SettledByFormat   Settled = "format"    // the declared number format
	SettledByCell     Settled = "cell"      // the cell holds a number
	SettledByUnit     Settled = "unit"      // whole things, or declared without decimals
	SettledByLastYear Settled = "last_year" // only one reading is near last year's value
	SettledByFraction Settled = "fraction"  // "x/y" as the context declares it
)

// A NumberFormat is how a source writes numbers.
type NumberFormat string

const (
	FormatUnknown NumberFormat = ""   // not declared
	FormatVi      NumberFormat = "vi" // 1.800,5
	FormatEn      NumberFormat = "en" // 1,800.5
)

// Fraction says what a source means by "x/y".
type Fraction string

const (
	FractionUnknown Fraction = ""     // told by the unit, otherwise refused
	FractionSet     Fraction = "set"  // x out of y: 480/662 hộ
	FractionPlan    Fraction = "plan" // value and plan: 48/45 ha
)

// A Context is what is known about the place of a text. The zero Context knows
// nothing: a text with two readings is then refused.
type Context struct {
	Format   NumberFormat
	Unit     Unit        // the indicator's unit: for a text without one, and to settle readings
	Decimals *int        // the indicator's decimals, 0 or more; nil: not declared
	LastYear NullDecimal // last year's value in Unit
	// Cell means that the text is the stored number of a spreadsheet cell:
	// a point before the decimals, perhaps an exponent, 15 significant digits.
	Cell        bool
	PercentCell bool // the cell shows its number as a percentage: 0.773 is 77,3%
	Fraction    Fraction
}
