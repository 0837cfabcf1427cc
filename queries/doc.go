// Package queries answers every question that a report asks, in SQL.
//
// In: a read-only snapshot of the warehouse, and parameters. Out: typed rows for
// the reports, or a generic [Table] for people. The package knows neither files
// nor formatting, and reads no clock: every date is a parameter.
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
// Steps that several queries need are parts, sql/parts/NAME.sql: lists of common
// table expressions. A head may say "uses: outcome, tree"; the parts, and what
// they use themselves, are then put before the query's own expressions, each
// once, when the catalogue is read. So nothing is planned before a query runs,
// and what "tdkt query NAME --sql" prints is what runs. A part reads parameters
// of the query; "binds: data_to = coalesce($data_to, $known_at)" gives it another
// text for one. The macros of [Definitions] that a query calls are made on its
// connection when the first one needs them.
//
// A judgement goes through the parts target (the version in force and its
// window), window (what must be read: now, last year, base, history), tree and
// point (what each unit told), rollup, measured (values by purpose), ledger,
// verdict and outcome. They carry a target's row id and numbers only: a chunk of
// a column takes 32 KB in every step, however few its rows, so the words of a
// target are joined at the end.
//
// A note in brackets gives the unit and what NULL means. A parameter whose note
// begins with "optional" may be left out and is then NULL; "one of: a, b" lists
// the values that it takes. In the text a parameter is $plan_id, a date is
// always $known_at::date, because dates are bound as text.
//
// A code of a unit is read with its day everywhere: of values the end of their
// period, of the ledgers the day of the row, at the latest the end of the year
// that it is about. Where the units of a stretch of time had one code after each
// other, unit_code of the one that no longer has it on the last day names the last
// day on which it was its own: "08230@2025-06-30". A unit whose conversion table
// says that it was only renamed stays one.
//
// A wrapper's row type has one field for each column, PlanID for plan_id, and so
// have parameter types. Row types keep the absence of a value: a number that
// may be missing is a quantity.NullDecimal or sql.Null[int]; a missing text is
// "", a missing date the zero time, a missing list nil. A NULL for any other
// field is an error, unless the field has the tag `null:"zero"` because its
// zero can mean nothing else.
package queries
