// Package template writes the form that a unit fills in: an Excel sheet with
// its own indicators, their units, targets and last values, drop-down lists,
// and everything locked that is not for the unit to change. What it writes, a
// load reads as it is: the columns marked (*) are there to be read by people.
//
// In: a Form. Out: a workbook. It must not know the warehouse, nor where a
// form's rows come from.
package template

import "time"

// A Form is what one unit is asked for at the end of one phase.
type Form struct {
	Plan   string // title
	Unit   string // code
	Name   string // of the unit
	Phase  string // "Đợt 1"
	To     time.Time
	Due    time.Time // zero: no day is set
	Number string    // how numbers are written: "vi", "en", "ask"
	Rows   []Row
}

// A Row is one indicator.
type Row struct {
	Code, Name  string
	Measure     string // unit of measure
	Target      string // the plan's own words
	Last        string // last reported value with its period; "": none
	Unit        string // code of the unit that the value describes
	Reporter    string // code of the unit that reports; "": the same
	From, To    time.Time
	Cumulative  bool
	Ratio       bool // has a numerator and a denominator
	Numerator   string
	Denominator string
	Items       bool     // named things can be ticked
	Grades      []string // of a grade, worst first
}
