// Package xlsx prints the tables of a document as an Excel workbook, one sheet
// each, so that an office can calculate on.
//
// In: a document.Document. Out: the bytes of one workbook. Numbers that the
// document prints in Vietnamese writing become numbers of equal value that are
// shown with as many decimals; percentages, ranges, dates and words stay text.
// A total is a formula where, and only where, it is the sum of its rows. The
// package knows neither where the numbers come from nor what they mean.
package xlsx
