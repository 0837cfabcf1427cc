// Package html prints a document tree as one page for a browser: the text with
// its headings, tables and notes, and the charts drawn there again, with the
// words of a row under the pointer.
//
// In: a document.Document. Out: the bytes of one file of about 1.2 MB that needs
// no network and no other file; its own policy forbids both. It knows neither
// where the numbers come from nor what they mean.
package html
