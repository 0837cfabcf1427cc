package publish

import (
	"bytes"
	"fmt"

	"tdkt/reports/document"
	"tdkt/reports/xlsx"
)

// Forms writes statistical forms as a workbook in the layout of their act, opens
// it again, checks every number and formula, and gives it its name. doc gives
// title, author and date.
func Forms(path string, doc document.Document, forms []document.Form) (Result, error) {
	var buf bytes.Buffer
	if err := xlsx.WriteForms(&buf, doc, forms); err != nil {
		return Result{}, fmt.Errorf("%s: %w", path, err)
	}
	if err := xlsx.CheckForms(buf.Bytes(), forms); err != nil {
		return Result{}, &CheckError{path, err}
	}
	if err := WriteFile(path, buf.Bytes()); err != nil {
		return Result{}, err
	}
	return Result{Path: path, Bytes: buf.Len()}, nil
}
