// Package workbook writes the table of a query as an Excel workbook.
//
// In: a queries.Table. Out: the bytes of an XLSX file. It must not know SQL or
// where the table comes from.
//
// Excel counts in binary floating point with 15 digits: a number that would
// lose one is written as text. A text is always a text cell, so that nothing of
// an unknown hand runs as a formula.
package workbook

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tdkt/queries"
)

const (
	sheet    = "Sheet1"
	maxRows  = 1_048_575 // of Excel, less the header
	maxCell  = 32_767    // characters of one cell
	maxWidth = 60        // characters of a column
)

// Write writes one sheet: a bold header that stays in sight, a filter, and one
// row per row. A missing value is an empty cell. The error of a table that
// Excel cannot hold names the limit.
func Write(w io.Writer, t queries.Table) (err error) {
	if len(t.Rows) > maxRows {
		return fmt.Errorf("%d rows do not fit into a sheet of %d: write CSV or Parquet", len(t.Rows), maxRows)
	}
	f := excelize.NewFile()
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	day := "yyyy-mm-dd"
	date, err := f.NewStyle(&excelize.Style{CustomNumFmt: &day})
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	header := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = excelize.Cell{StyleID: bold, Value: c.Name}
		if err := out.SetColWidth(i+1, i+1, width(t, i)); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := out.SetRow("A1", header); err != nil {
		return err
	}
	row := make([]any, len(t.Columns))
	for i, values := range t.Rows {
		for j, v := range values {
			if row[j], err = cell(v, date); err != nil {
				return fmt.Errorf("row %d, column %s: %w", i+1, t.Columns[j].Name, err)
			}
		}
		if err := out.SetRow("A"+strconv.Itoa(i+2), row); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(max(1, len(t.Columns)), len(t.Rows)+1)
	if err != nil {
		return err
	}
	if err := f.AutoFilter(sheet, "A1:"+last, nil); err != nil {
		return err
	}
	return f.Write(w)
}

// width is that of the longest of the first texts, in characters.
func width(t queries.Table, column int) float64 {
	n := utf8.RuneCountInString(t.Columns[column].Name)
	for _, row := range t.Rows[:min(len(t.Rows), 200)] {
		if row[column] != nil {
			n = max(n, utf8.RuneCountInString(text(row[column])))
		}
	}
	return float64(min(n, maxWidth) + 2)
}

// cell is the value that Excel gets.
func cell(v any, date int) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case bool:
		return v, nil
	case queries.Number:
		if n, err := strconv.ParseFloat(string(v), 64); err == nil && digits(string(v)) <= 15 {
			return n, nil
		}
		return string(v), nil
	case time.Time:
		// Excel has no day before 1900, and one too many in it.
		if v.Year() >= 1901 && v.Equal(v.Truncate(24*time.Hour)) {
			return excelize.Cell{StyleID: date, Value: v}, nil
		}
	}
	s := text(v)
	if utf8.RuneCountInString(s) > maxCell {
		return nil, fmt.Errorf("a text of %d characters does not fit into a cell of %d", utf8.RuneCountInString(s), maxCell)
	}
	return s, nil
}

// digits counts the significant digits of a number in plain notation.
func digits(s string) int {
	s = strings.TrimLeft(strings.ReplaceAll(strings.TrimPrefix(s, "-"), ".", ""), "0")
	return len(s)
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case queries.Number:
		return string(v)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		if v.Equal(v.Truncate(24 * time.Hour)) {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.DateTime)
	case []any:
		items := make([]string, len(v))
		for i := range v {
			if v[i] != nil {
				items[i] = text(v[i])
			}
		}
		return strings.Join(items, ", ")
	}
	return ""
}
