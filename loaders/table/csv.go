package table

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tdkt/loaders/problem"
)

// csvReader reads delimited text by RFC 4180, with three liberties: the
// delimiter (; tab ,) is found in the first line, a quote inside an unquoted
// cell is a letter, and lines may end in LF, CR LF or nothing.
type csvReader struct {
	in        lineReader
	delimiter byte
	line      int // physical lines read so far
	cells     []Cell
	quoted    []byte // content of the quoted cell being read
	charset   charset
	slow      bool // quickly is left out, for a test
}

// NewCSV reads delimited text in UTF-8, with or without a byte order mark.
func NewCSV(r io.Reader) Reader { return newCSV(r, utf8Text) }

func newCSV(r io.Reader, c charset) Reader {
	return &csvReader{in: lineReader{in: c.read(r)}, charset: c}
}

// Next implements Reader.
func (c *csvReader) Next() (Row, error) {
	for {
		raw, err := c.physicalLine()
		if err != nil {
			return Row{}, err
		}
		var row Row
		if c.delimiter != 0 && !c.slow && c.quickly(raw) {
			row = Row{Line: c.line, Cells: c.cells}
		} else if row, err = c.carefully(raw); err != nil {
			return Row{}, err
		}
		if !row.Blank() {
			return row, nil
		}
	}
}

// carefully splits any line.
func (c *csvReader) carefully(raw string) (Row, error) {
	text, err := c.checked(raw)
	if err != nil {
		return Row{}, err
	}
	if c.delimiter == 0 {
		if strings.TrimSpace(text) == "" {
			return Row{}, nil
		}
		c.delimiter = delimiterOf(text)
	}
	return c.parse(text)
}

// readLine gives the next physical line without its end, checked and in NFC.
// The error after the last line is io.EOF.
func (c *csvReader) readLine() (string, error) {
	raw, err := c.physicalLine()
	if err != nil {
		return "", err
	}
	return c.checked(raw)
}

func (c *csvReader) physicalLine() (string, error) {
	raw, err := c.in.next()
	if errors.Is(err, errLongLine) {
		return "", problem.Problem{Line: c.line + 1, Message: "the line is longer than 8 MB", Hint: "this is not a table; send the right file"}
	}
	if err != nil {
		return "", err
	}
	c.line++
	if c.line == 1 {
		raw = strings.TrimPrefix(raw, "\xef\xbb\xbf")
	}
	return strings.TrimSuffix(raw, "\r"), nil
}

// checked gives a line in NFC if it is text.
func (c *csvReader) checked(text string) (string, error) {
	if !utf8.ValidString(text) {
		bad := firstInvalid([]byte(text))
		return "", problem.Problem{Line: c.line, Column: utf8.RuneCountInString(text[:bad]) + 1,
			Message: fmt.Sprintf("byte 0x%02x is not UTF-8 text", text[bad]),
			Hint:    `save the file as "CSV UTF-8" (in Excel: Save As, CSV UTF-8); for an old font (.VnTime, VNI) convert the text to Unicode first`}
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return "", problem.Problem{Line: c.line, Column: utf8.RuneCountInString(text[:i]) + 1, Message: "a NUL byte: this is not a text file",
			Hint: `save the table as "CSV UTF-8" or as .xlsx`}
	}
	if c.charset.encoding != nil {
		if column, message := undecodable(c.charset, text); column > 0 {
			return "", problem.Problem{Line: c.line, Column: column, Message: message, Hint: `save the file as "CSV UTF-8"`}
		}
	}
	if !norm.NFC.IsNormalString(text) {
		text = norm.NFC.String(text)
	}
	return text, nil
}

func firstInvalid(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return -1
}

// delimiterOf finds the delimiter outside quotes. Header names hold commas
// ("Danh hiệu, hình thức"), so a semicolon or a tab decides.
func delimiterOf(header string) byte {
	inside := false
	var tab, comma bool
	for i := 0; i < len(header); i++ {
		switch header[i] {
		case '"':
			inside = !inside
		case ';':
			if !inside {
				return ';'
			}
		case '\t':
			tab = tab || !inside
		case ',':
			comma = comma || !inside
		}
	}
	switch {
	case tab:
		return '\t'
	case comma:
		return ','
	}
	return ';'
}

// parse splits a line; a quoted cell may draw in the lines after it.
func (c *csvReader) parse(text string) (Row, error) {
	row := Row{Line: c.line}
	c.cells = c.cells[:0]
	at, column := 0, 1 // byte and character of the cell's start in text
	for {
		if len(c.cells) == maxColumns {
			return row, problem.Problem{Line: c.line, Column: column, Message: fmt.Sprintf("more than %d columns", maxColumns),
				Hint: "this is not a table of this program; send the right file"}
		}
		cell := Cell{Line: c.line, Column: column}
		end := 0
		if at < len(text) && text[at] == '"' {
			var err error
			if cell.Text, text, end, err = c.parseQuoted(text, at, column); err != nil {
				return row, err
			}
			if cell.Line != c.line {
				at, column = 0, 1
			}
		} else {
			end = len(text)
			if i := strings.IndexByte(text[at:], c.delimiter); i >= 0 {
				end = at + i
			}
			cell.Text = text[at:end]
		}
		if len(cell.Text) > MaxCellSize {
			return row, problem.Problem{Line: cell.Line, Column: cell.Column, Message: fmt.Sprintf("a cell of %d bytes", len(cell.Text)),
				Hint: "cells hold at most 64 KB; is a quote missing?"}
		}
		cell.Text = tidy(cell.Text)
		c.cells = append(c.cells, cell)
		if end >= len(text) {
			row.Cells = c.cells
			return row, nil
		}
		column += utf8.RuneCountInString(text[at:end]) + 1
		at = end + 1
	}
}

// parseQuoted reads the quoted cell that starts at text[at]. It returns the
// cell, the line in which it ends and the place of the delimiter after it.
func (c *csvReader) parseQuoted(text string, at, column int) (cell, last string, end int, err error) {
	startLine := c.line
	c.quoted = c.quoted[:0]
	for i := at + 1; ; {
		j := strings.IndexByte(text[i:], '"')
		if j < 0 {
			c.quoted = append(c.quoted, text[i:]...)
			if len(c.quoted) > MaxCellSize {
				err = io.EOF
			} else {
				c.quoted = append(c.quoted, '\n')
				text, err = c.readLine()
			}
			if errors.Is(err, io.EOF) {
				return "", text, 0, problem.Problem{Line: startLine, Column: column, Message: "the quoted cell that starts here never ends",
					Hint: `close it with a quote; a quote inside a quoted cell is written twice ("")`}
			}
			if err != nil {
				return "", text, 0, err
			}
			i = 0
			continue
		}
		c.quoted = append(c.quoted, text[i:i+j]...)
		i += j + 1
		if i < len(text) && text[i] == '"' {
			c.quoted = append(c.quoted, '"')
			i++
			continue
		}
		if i < len(text) && text[i] != c.delimiter {
			return "", text, 0, problem.Problem{Line: c.line, Column: utf8.RuneCountInString(text[:i]) + 1,
				Message: "text after the closing quote of a cell",
				Hint:    `a quote inside a quoted cell is written twice ("")`}
		}
		return string(c.quoted), text, i, nil
	}
}
