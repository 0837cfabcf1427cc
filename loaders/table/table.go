// Package table reads the rows of a CSV file or of a workbook's sheets as
// normalised text cells that remember where they stand.
//
// In: a file, or rows that another package reads from a database. Out: rows of cells in NFC, without leading and trailing white
// space, with the physical line and column a person sees. It must not know
// what a column means.
//
// A file that cannot be read on (not UTF-8, a quoted cell that never ends, a
// damaged workbook) gives a problem.Problem without its File; what was read
// before stays valid.
package table

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tdkt/loaders/problem"
	"tdkt/loaders/text"
)

// MaxCellSize is the most that a cell may hold, in bytes.
const MaxCellSize = 64 << 10

// Limits against hostile files.
const (
	maxColumns  = 1000
	maxUnzipped = 512 << 20 // bytes of one part of a workbook
	maxRatio    = 100       // of a part above mostSmall, unpacked to packed; sheets have 10 to 30
	mostSmall   = 64 << 20  // bytes
	maxParts    = 10_000    // of a workbook
	maxTexts    = 128 << 20 // bytes of shared texts
	maxMarkup   = 1 << 20   // bytes between two angle brackets
	maxMerged   = 100_000   // merged cells of a sheet
	maxRow      = 1 << 20   // of a sheet, as Excel has it
)

// A Type says how a source stores a cell.
type Type uint8

// The types of a cell. CSV cells are all Text.
const (
	Text    Type = iota
	Number       // Text is a plain decimal with a point: "1150.5"
	Percent      // a number shown as a percentage: the cell shows 83%, Text is "0.83"
	Date         // Text is "2022-06-30"
	Bool         // Text is "có" or "không"
	Failed       // a formula's error, or a formula that was never computed
)

// A Cell is one value of a row. Text is empty for a blank cell.
type Cell struct {
	Text   string
	Line   int // physical line, or row of the sheet, from 1
	Column int // character of the line, or column of the sheet, from 1
	Type   Type
	Bold   bool // shown in bold type
	// Undecided is a text that may be in two encodings; its Type is Failed.
	Undecided bool
	Merged    bool          // Text is that of the merged cell above, whose lower part this is
	Font      text.Encoding // that the cell's font is made for; text.Unicode is no evidence
}

// NewCell makes a cell in its normal form.
func NewCell(text string, line, column int, t Type) Cell {
	return Cell{Text: clean(text), Line: line, Column: column, Type: t}
}

// A Row is a line of the table. Line is where it starts. Cells may be fewer
// than those of the header; a missing one is blank.
type Row struct {
	Line  int
	Cells []Cell
	Spans []Span // merged cells over several columns that this row is a part of
}

// A Span is a merged cell over several columns.
type Span struct {
	First, Last int    // columns of the sheet, from 1
	Text        string // in the merged cell
	Top         bool   // the row is its first
}

// Blank reports whether no cell holds anything.
func (r Row) Blank() bool {
	for _, c := range r.Cells {
		if c.Text != "" || c.Type == Failed {
			return false
		}
	}
	return true
}

// A Reader gives the rows that are not blank, one after the other, and io.EOF
// after the last. The row's cells are valid until the next call.
type Reader interface {
	Next() (Row, error)
}

// A File is an open source of one or more tables.
type File struct {
	Sheets []Sheet
	// Encoding is the name of a text file's encoding if it is not UTF-8.
	Encoding string
	// Typed says that the source has types of its own: its numbers are numbers,
	// and a number among its texts is not written as the office writes them.
	Typed bool
	// Kind is what the source says of itself ("actuals"); empty: nothing.
	Kind  string
	close func() error
}

// NewFile makes a source of one table that another package reads. open starts
// at the header.
func NewFile(open func() (Reader, io.Closer, error)) *File {
	return &File{Sheets: []Sheet{{open: open}}, close: func() error { return nil }}
}

// A Sheet is one table of a file.
type Sheet struct {
	Name   string // empty for CSV
	Hidden bool
	// Serials1904 says that numbers in date columns count days from 1904, as
	// some workbooks from a Mac do.
	Serials1904 bool
	open        func() (Reader, io.Closer, error)
}

// Rows starts reading the sheet. The caller closes it.
func (s Sheet) Rows() (Reader, io.Closer, error) { return s.open() }

// Close frees what the file holds.
func (f *File) Close() error { return f.close() }

// Open opens a source by its content: a workbook, or text as CSV. name is what
// people call the file; its ending only makes messages better.
func Open(path, name string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	var magic [8]byte
	n, err := io.ReadFull(f, magic[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		f.Close()
		return nil, err
	}
	switch head := string(magic[:n]); {
	case n == 0:
		f.Close()
		return nil, problem.Problem{Message: "the file is empty", Hint: "send the file again"}
	case strings.HasPrefix(head, "PK\x03\x04"):
		f.Close()
		return openWorkbook(path)
	case strings.HasPrefix(head, "\xd0\xcf\x11\xe0"):
		f.Close()
		return nil, problem.Problem{Message: "an old or a protected workbook (.xls, or .xlsx with a password) cannot be read",
			Hint: "open it in Excel and save it as .xlsx without a password"}
	case strings.HasPrefix(head, rowsMagic[:8]):
		f.Close()
		return openRows(path)
	case strings.EqualFold(filepath.Ext(name), ".xlsx"):
		f.Close()
		return nil, problem.Problem{Message: "not a workbook, though its name ends in .xlsx",
			Hint: "open it in Excel and save it as .xlsx"}
	}
	f.Close()
	c, err := charsetOf(path)
	if err != nil {
		return nil, err
	}
	file := NewFile(func() (Reader, io.Closer, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, nil, err
		}
		return newCSV(f, c), f, nil
	})
	file.Encoding = c.name
	return file, nil
}

// clean makes the normal form of a cell's text: NFC, no white space around it,
// no-break spaces and hyphens as common ones, no spaces without width, line ends
// as "\n". The soft hyphen stays: in the old fonts it is a letter.
func clean(s string) string {
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return tidy(s)
}

// tidy is clean for a text that is in NFC already.
func tidy(s string) string {
	for i := 0; i < len(s); i++ {
		// The first bytes of what is replaced, and the carriage return.
		if c := s[i]; c == 0xc2 || c == 0xe2 || c == 0xef || c == '\r' {
			s = untypable.Replace(s)
			break
		}
	}
	return strings.TrimSpace(s)
}

var untypable = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2011", "-", "\u200b", "", "\u2060", "", "\ufeff", "",
	"\r\n", "\n", "\r", "\n")

// CellName is the name of a sheet's cell: column 4 of row 14 is "D14".
func CellName(column, row int) string {
	return fmt.Sprintf("%s%d", ColumnName(column), row)
}

// ColumnName is the letter of a sheet's column, from 1: "A", "Z", "AA".
func ColumnName(column int) string {
	var b []byte
	for n := column; n > 0; n = (n - 1) / 26 {
		b = append([]byte{byte('A' + (n-1)%26)}, b...)
	}
	return string(b)
}
