package table

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"tdkt/loaders/problem"
	"tdkt/loaders/text"
)

// sheetReader streams the rows of a worksheet.
type sheetReader struct {
	book *workbook
	xml  *xml.Decoder
	row  int
	buf  []byte
	out  []Cell

	merges []merge // that begin below the last row, by their top
	active []merge // that the last row is a part of
	spans  []Span
}

func newSheetReader(w *workbook, r io.Reader, merges []merge) *sheetReader {
	return &sheetReader{book: w, xml: xml.NewDecoder(r), merges: merges}
}

// Next implements Reader.
func (s *sheetReader) Next() (Row, error) {
	for {
		t, err := s.xml.RawToken()
		if errors.Is(err, io.EOF) {
			return Row{}, io.EOF
		}
		if err != nil {
			return Row{}, damaged(err)
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "row" {
			continue
		}
		s.row++
		if r := attribute(&start, "r"); r != "" {
			n, err := strconv.Atoi(r)
			if err != nil || n < s.row {
				return Row{}, damaged(fmt.Errorf("row %q after row %d", r, s.row-1))
			}
			s.row = n
		}
		if s.row > maxRow {
			return Row{}, damaged(fmt.Errorf("row %d is beyond the last row of a sheet", s.row))
		}
		row, err := s.readRow()
		if err != nil {
			return Row{}, err
		}
		s.spread(&row)
		if !row.Blank() {
			return row, nil
		}
	}
}

func (s *sheetReader) readRow() (Row, error) {
	row := Row{Line: s.row}
	s.out = s.out[:0]
	for {
		t, err := s.xml.RawToken()
		if err != nil {
			return row, damaged(unexpected(err))
		}
		switch t := t.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				row.Cells = s.out
				return row, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			column := len(s.out) + 1
			if ref := attribute(&t, "r"); ref != "" {
				column = columnOf(ref)
			}
			if column < len(s.out)+1 {
				return row, damaged(fmt.Errorf("row %d: the cell %q is out of order", s.row, attribute(&t, "r")))
			}
			cell := Cell{Line: s.row, Column: column}
			if err := s.readCell(&cell, attribute(&t, "t"), attribute(&t, "s")); err != nil {
				return row, err
			}
			if cell.Text == "" && cell.Type != Failed {
				continue
			}
			if column > maxColumns {
				return row, problem.Problem{Line: s.row, Column: column, Cell: CellName(column, s.row),
					Message: fmt.Sprintf("a value beyond column %d", maxColumns), Hint: "delete what stands far to the right of the table"}
			}
			for len(s.out) < column-1 {
				s.out = append(s.out, Cell{Line: s.row, Column: len(s.out) + 1})
			}
			s.out = append(s.out, cell)
		}
	}
}

// readCell reads up to the end of the cell whose start was read.
func (s *sheetReader) readCell(cell *Cell, kind, styleIndex string) error {
	s.buf = s.buf[:0]
	formula, valued, inValue, depth := false, false, false, 1
	for depth > 0 {
		t, err := s.xml.RawToken()
		if err != nil {
			return damaged(unexpected(err))
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			switch t.Name.Local {
			case "f":
				formula = true
			case "v", "t": // <t> stands inside <is>
				valued, inValue = true, true
			}
		case xml.EndElement:
			depth--
			inValue = false
		case xml.CharData:
			if inValue {
				s.buf = append(s.buf, t...)
				if len(s.buf) > MaxCellSize {
					return tooLong(cell)
				}
			}
		}
	}
	raw := string(s.buf)
	look := s.style(styleIndex)
	cell.Bold, cell.Font = look.bold, look.font
	switch kind {
	case "s":
		n, err := strconv.Atoi(raw)
		if err != nil || n < 0 || n >= len(s.book.texts) {
			return damaged(fmt.Errorf("the cell %s names shared text %q", CellName(cell.Column, cell.Line), raw))
		}
		one := s.book.texts[n]
		if one.long {
			return tooLong(cell)
		}
		cell.Text = one.text
		if one.font != text.Unicode {
			cell.Font = one.font
		}
	case "str", "inlineStr":
		cell.Text = clean(raw)
	case "b":
		cell.Type, cell.Text = Bool, map[bool]string{true: "có", false: "không"}[raw == "1"]
	case "e":
		cell.Type, cell.Text = Failed, raw
	case "d":
		cell.Type, cell.Text = Date, strings.SplitN(raw, "T", 2)[0]
	default:
		s.number(cell, strings.TrimSpace(raw), look.look)
	}
	if formula && !valued { // written by a program that does not compute
		cell.Type, cell.Text = Failed, ""
	}
	return nil
}

func (s *sheetReader) number(cell *Cell, raw string, shown look) {
	if raw == "" {
		return
	}
	plainText, ok := decimalOf(raw)
	if !ok {
		cell.Type, cell.Text = Failed, raw
		return
	}
	cell.Type, cell.Text = Number, plainText
	switch shown {
	case percent:
		cell.Type = Percent
	case date:
		if day, ok := SerialDate(plainText, s.book.epoch); ok {
			cell.Type, cell.Text = Date, day.Format(time.DateOnly)
		}
	}
}

func (s *sheetReader) style(index string) style {
	n, err := strconv.Atoi(index)
	if err != nil || n < 0 || n >= len(s.book.styles) {
		return style{}
	}
	return s.book.styles[n]
}

func tooLong(cell *Cell) error {
	return problem.Problem{Line: cell.Line, Column: cell.Column, Cell: CellName(cell.Column, cell.Line),
		Message: "a cell of more than 64 KB", Hint: "shorten the text"}
}

// SerialDate is the day that a workbook stores as a number: days from
// 30/12/1899, or from 1/1/1904 in some workbooks. A time of day is dropped. ok
// is false for what is no number or lies outside 1950-2199, where no document
// of this field has a date.
func SerialDate(text string, from1904 bool) (day time.Time, ok bool) {
	whole, _, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return time.Time{}, false
	}
	if from1904 {
		n += 1462
	}
	day = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)
	return day, day.Year() >= 1950 && day.Year() < 2200
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
