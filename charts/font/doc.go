// Package font holds the Liberation faces that every printed letter is drawn
// with: their bytes, advance widths, coverage and vertical measures. Liberation
// Serif has the metrics of Times New Roman, Liberation Sans those of Arial, and
// both cover all Vietnamese letters.
//
// In: a Face and NFC text. Out: lengths in the unit of the size that was asked
// for. It knows nothing of documents, charts or pages.
//
// A face is parsed when it is first asked for a measure; importing the package
// parses nothing. All functions may be called from several goroutines.
package font
