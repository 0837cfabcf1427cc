// Package readback opens a PDF file that was just written and says what stands
// in it: runs of text with their places, sizes and fonts, ruled lines, figures,
// outlines and attachments, page by page.
//
// In: the bytes of a file with composite TrueType fonts (Type 0, Identity-H), as
// reports/pdf writes them. Out: plain values in millimetres and points. It knows
// nothing of documents. It is no general reader: fonts of other kinds and
// form XObjects are errors, not guesses.
package readback
