// Package pdf prints a document tree as a PDF file in the layout of Nghị định
// 30/2020/NĐ-CP, Phụ lục I.
//
// In: a document.Document whose texts are NFC. Out: the bytes of one file, and
// where its headings stand. It knows neither where the numbers come from nor
// what they mean, and it is the only importer of the PDF library.
//
// The work has three steps. Every block becomes slices, the pieces that a page
// break may not cut (a line of a paragraph, a row of a table, a figure with its
// caption). Slices are dealt to pages. Only then pages are painted, so that
// page counts, link targets and outlines are known before the first byte.
//
// Lengths inside the package are points, measured from the top left corner.
package pdf
