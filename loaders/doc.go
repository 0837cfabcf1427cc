// Package loaders brings plans, org units and what units report into a new
// snapshot of the warehouse.
//
// In: files (plans as YAML; everything else as CSV, Parquet or one sheet per kind
// of a workbook) and what databases answer. Out: checked rows in a snapshot, the sources in the archive, and a
// Report of what was taken and of every problem found. It must not know
// reports, charts or queries.
//
// A load goes the same way for every source:
//
//	gather    files of a folder in a fixed order, answers of databases as files of
//	          typed rows; known ones set aside by SHA-256
//	table     text cells with their physical line and column
//	ahead     old encodings made Unicode, column by column
//	kind      header names; data told from totals and notes, then typed rows
//	stage     plans and units in staging tables, reported rows at once in the
//	          candidate's tables, which are nobody's yet
//	check     within the rows, against the plans and units of this load and of
//	          the warehouse, and against each other; doubts are warnings
//	decide    which rows are refused
//	merge     one transaction, one snapshot
//
// Cells are typed in Go before they are staged, because only there a finding
// has its cell; what rows say together is SQL over the staged rows.
//
// One command makes one snapshot or none. What an error refuses, its row or the
// whole load, is decided in one place, refused; what others refer to (plans and
// units) is never loaded in part. A refused row is kept as a refusal and goes
// back to its sender as a return sheet; rows that are only doubted load with
// their warning.
//
// What the ledger keeps must give the same tables again: settings that change
// the meaning of a source stand in its command, sources that bring nothing new
// are not recorded, and no number depends on them.
package loaders
