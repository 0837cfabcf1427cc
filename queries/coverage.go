package queries

import (
	"context"
	"database/sql"
	"time"
)

// A ReportWindow is a window whose reports are due on a day.
type ReportWindow struct {
	PlanID     string
	DataFrom   time.Time
	DataTo     time.Time
	ReportsDue time.Time // zero: nothing is late
	KnownAt    time.Time
}

// A UnitCoverage says whether a unit that is expected to report did so.
//
// A report of the window is a row of figures whose period ends in the last 30
// days of it, or another row about the window sent in those days or later.
// Registrations and awards are shown by kind only: the first announce, the second
// are entered by the office that decides.
//
// A unit of the level that collects an indicator of the plan's targets owes its
// figures: it has reported when it sent something and at least one figure about it
// is there, by itself or by the office that collects them. Activities and
// movements alone are no report of such a unit; of the others they are.
type UnitCoverage struct {
	UnitCode        string
	UnitName        string
	ShortName       string
	Level           string
	UnitKind        string
	Position        int
	OwesFigures     bool          // the plan's targets ask figures of this unit
	Figures         bool          // one of them is there; false where none is owed
	Status          string        // on_time, late, missing
	FirstReportedOn time.Time     // zero when missing
	LastReportedOn  time.Time     // of the latest addition or correction
	LateDays        sql.Null[int] // days after the due date, from 1; not Valid when on time or missing
	IndicatorValues int           // indicators with a value
	BlankValues     int           // indicators sent without a value
	OtherRows       int           // exemplars, participations, activities
}

// Coverage has one row for each unit of the plan's tree that is expected to
// report on the last day of the window, in the tree's order.
func Coverage(ctx context.Context, db *sql.DB, w ReportWindow) ([]UnitCoverage, error) {
	return collect[UnitCoverage](ctx, db, "coverage", w)
}
