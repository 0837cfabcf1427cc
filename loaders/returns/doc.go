// Package returns writes what a load could not take back to its sender: a
// workbook with the rows as they were sent, the cells at fault in red, the
// reason and the remedy in Vietnamese, ready to be corrected and loaded.
//
// In: rows as a refusal keeps them. Out: a workbook. It must not know the
// warehouse, or how a row is found wrong.
package returns
