// Package reports writes the interim review (sơ kết) of a phase and the final
// review (tổng kết) of a plan as a document tree, and publishes it as a PDF.
//
// In: a read-only connection that the queries run on, and a chart engine. Out: a
// document.Document, and a checked file. It must not know the database driver,
// the command line, or where the numbers came from before they were rows.
//
// Every measured figure is printed twice from one place: a table cell and the
// sentence that quotes it share a key (document.Check proves it). Nothing here
// computes a result; what is counted, compared or judged comes from queries.
package reports
