// Package docx prints a document tree as a Word document in the layout of Nghị
// định 30/2020/NĐ-CP, Phụ lục I, for an office that edits before it signs.
//
// In: a document.Document. Out: the bytes of one WordprocessingML package. The
// text keeps its structure: real heading styles, tables with repeated header
// rows, footnotes that Word numbers, sections for annexes, pictures as SVG with
// a PNG for programs that cannot draw one. It knows neither where the numbers
// come from nor what they mean.
//
// Where lines and pages break is decided by the program that opens the file.
// Lengths inside the package are points; the file counts in twips (1/20 point)
// and EMU (1/12700 point).
package docx
