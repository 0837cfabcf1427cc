// Package quantity reads and prints what plans and reports write as numbers:
// exact decimals, units of measure, Vietnamese number phrases and dates.
//
// In: a text ("tăng thêm 02 xã", "83-86%", "16 tỷ 434 triệu đồng") and what is
// known about its place. Out: exact values with their unit and words, or an
// error that names the place in the text and, where a text has two readings,
// both of them; and from values back to Vietnamese text. It must not know
// files, SQL, indicators or reports; of the project it imports only the
// vocabulary of package emulation.
//
// No value here passes through a float, nothing is rounded while reading, and
// a blank text is missing, never 0.
package quantity
