// Package queries answers every question that a report asks, in SQL.
//
// In: a read-only connection to a snapshot of the warehouse, opened with
// Definitions as its init statements, and parameters. Out: typed rows for the
// reports, or a generic [Table] for people. The package knows neither files nor
// formatting, and reads no clock: every date is a parameter.
//
// One query is four things, and a test lists what is missing:
//
//	sql/NAME.sql         one statement under a head that is its contract
//	NAME.go              a wrapper with a documented row type
//	testdata/NAME.txt    cases in the script language of testdata/README.md
//	BenchmarkQueries     runs it on data of a real office's size
//
// The head of a query is read by [Catalogue] and compared with what DuckDB
// says that the query returns:
//
//	-- name: coverage
//	-- about: Which units reported, when, and how late.
//	-- grain: one row per unit expected to report
//	-- params: plan_id VARCHAR, reports_due DATE [optional; without it nothing is late]
//	-- returns: unit_code VARCHAR, late_days INTEGER [days; NULL when on time or missing]
//
// A note in brackets gives the unit and what NULL means. A parameter whose note
// begins with "optional" may be left out and is then NULL; "one of: a, b" lists
// the values that it takes. In the text a parameter is $plan_id, a date is
// always $known_at::date, because dates are bound as text.
//
// A wrapper's row type has one field for each column, PlanID for plan_id, and so
// have parameter types. Row types keep the absence of a value: a number that
// may be missing is a quantity.NullDecimal or sql.Null[int]; a missing text is
// "", a missing date the zero time, a missing list nil. A NULL for any other
// field is an error, unless the field has the tag `null:"zero"` because its
// zero can mean nothing else.
package queries
