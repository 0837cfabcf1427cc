package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/xlsx"
)

// A statistical form has a layout that an act fixes, so nothing is printed beside its
// rows: its own number, row codes and column numbers are the marks.

func isWorkbook(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xlsx") }

var formWorkbook = carrier{
	attachment: xlsx.Attachment, none: xlsx.ErrNoAttachment,
	path: "a workbook that tdkt report form wrote", what: "workbook",
	without:       "the workbook carries no run record",
	withoutRemedy: "of workbooks those of tdkt report form carry one; give the PDF of another report",
}

// isAgain reports whether a file is what its document prints: a PDF to the byte, of a
// workbook the cells of its forms.
func isAgain(file printed, doc document.Document) (bool, error) {
	if isWorkbook(file.path) {
		return xlsx.CheckFormTables(file.data, doc) == nil, nil
	}
	var buf bytes.Buffer
	_, err := pdf.Write(&buf, withRecord(doc, file.raw), pdf.Options{})
	return bytes.Equal(buf.Bytes(), file.data), err
}

// wholeRow reports whether a mark names no column.
func wholeRow(mark string) bool {
	return strings.Count(mark, ":") < 2 && !strings.Contains(mark, ".")
}

// findMark finds the row of a mark and the columns that it names.
func findMark(doc document.Document, path, mark string) (document.Place, []int, error) {
	mark = strings.ToLower(mark)
	parts := strings.Split(mark, ":")
	if len(parts) == 1 {
		number, letter, _ := strings.Cut(mark, ".")
		place, ok := document.Find(doc, number)
		if !ok {
			return place, nil, fail(exitUsage, "marks are the small numbers beside the rows of tables; of statistical forms FORM:ROW:COLUMN, such as 0601:03:2", "%s has no mark %q", path, number)
		}
		columns, err := wantedColumns(place, letter)
		return place, columns, err
	}
	place, ok := document.FindForm(doc, parts[0], parts[1])
	if !ok || len(parts) > 3 {
		return place, nil, fail(exitUsage, "FORM:ROW:COLUMN, such as 0601:03:2, as the form itself numbers them; without the column the whole row", "%s has no row %q", path, mark)
	}
	place.Row.Mark = strings.Join(parts, ":")
	if len(parts) == 2 {
		columns, err := wantedColumns(place, "")
		return place, columns, err
	}
	columns := place.Table.Numbered(parts[2])
	switch {
	case len(columns) == 1:
		return place, columns, nil
	case len(columns) > 1:
		heads := place.Table.Heads()
		var names []string
		for _, c := range columns {
			names = append(names, fmt.Sprintf("%s (%s)", document.ColumnLetter(c), heads[c]))
		}
		return place, nil, fail(exitUsage, "name one by its letter in the workbook: "+strings.Join(names, ", "), "form %s has several columns %s", parts[0], parts[2])
	}
	columns, err := wantedColumns(place, parts[2])
	return place, columns, err
}
