package loaders

import (
	"time"

	"tdkt/loaders/problem"
)

// Progress is one step of a load.
type Progress struct {
	Step  string // "read", "check", "write"
	File  string // relative to the workspace; empty for steps over all files
	Sheet string
	Kind  string
	Rows  int // data rows read so far in this file or sheet
	Done  int // data rows read so far in all
	Of    int // data rows expected in all; 0: cannot be told
}

// Report says what a load did. It is filled as far as the load came, also when
// Load returns an error.
type Report struct {
	Sources  []SourceReport // in the order in which they were loaded
	Problems problem.List   // errors and warnings, by place
	Returns  []Return       // what the senders must know, by place
	Totals   Counts
	// Snapshot is the name of the snapshot now in force, LoadNo its position in
	// the ledger; empty and 0 after an error. Changed is false when nothing new was found (or an error
	// refused the load): the snapshot before is still in force.
	Snapshot string
	LoadNo   int
	Changed  bool
	Timings  []Timing
	// ReturnSheets are the workbooks that were written for the senders of what
	// was refused, relative to the workspace.
	ReturnSheets []string
	// Closed counts refusals of earlier loads that were answered.
	Closed int
	// Changes are the corrections that a dry run found, at most MostChanges.
	Changes []Change
}

// MostChanges is how many changes a Report lists; Totals counts them all.
const MostChanges = 1000

// A Change is a row that says something else about what is known already.
type Change struct {
	File   string
	Sheet  string
	Row    int
	Kind   string
	About  string // the values of the kind's key, "thu_ngan_sach 08230 2022-01-01 2022-06-30"
	Fields []FieldChange
}

// A FieldChange is one column of it. Empty is NULL.
type FieldChange struct {
	Column   string
	Old, New string
}

// A Return is one problem as its sender must read it.
type Return struct {
	Problem    problem.Problem
	Text       string // what stands in the cell; may be empty
	Vietnamese string // a sentence
	whole      bool   // about the file or the sheet as such
}

// SourceReport is one plan file, CSV file or sheet of a workbook.
type SourceReport struct {
	File     string // relative to the workspace
	Sheet    string // of a workbook
	Kind     string // "plan", "org_units", "actuals", ...; empty: not recognised
	SHA256   string // of the file
	State    State
	Counts   Counts
	Errors   int
	Warnings int
	Note     string // one sentence in English, e.g. what a changed plan replaced; may be empty
}

// State says what became of a source.
type State string

// The states of a source.
const (
	Loaded        State = "loaded"
	AlreadyLoaded State = "already loaded" // a file with these bytes is in the ledger
	Refused       State = "refused"        // has errors
	HeldBack      State = "held back"      // has none, but another source of the load has
	WouldLoad     State = "would load"     // of a dry run
	LeftOut       State = "left out"       // a sheet that is no table of ours, beside others that are
	NothingNew    State = "nothing new"    // every row was known; the file is not recorded
)

// Counts are rows by what the load made of them.
type Counts struct {
	Rows        int // data rows read; for a plan: rows of all its tables
	New         int // with a key not seen before
	Corrections int // later reports of a known key; kept beside the earlier ones
	Identical   int // equal to a known row; not written again
	Replaced    int // rows of a plan or units that a changed file took the place of
	Refused     int // kept as refusals and given back to their sender
}

// Timing is the time that one step took.
type Timing struct {
	Step string
	Took time.Duration
}

// A RefusedError says that sources have errors and nothing was loaded.
type RefusedError struct {
	Problems problem.List // the errors only
	Sources  int          // sources with errors
	Of       int          // sources of the load
}
