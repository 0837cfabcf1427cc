package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tdkt/reports/document"
)

// A workbook of forms is the one of its document as long as every cell is, a
// thousand revoked included; it brings along what is attached to the document.
func TestFormsComeBack(t *testing.T) {
	vietnamese := func(n int) string {
		switch {
		case n == 0:
			return "-"
		case n <= -1000:
			return fmt.Sprintf("-%d.%03d", -n/1000, -n%1000)
		}
		return fmt.Sprint(n)
	}
	form := func(revoked int) document.Form {
		return document.Form{Code: "0603.N/BNV-TĐKT", Title: "Số lượng", Columns: make([]document.Column, 5), Numbers: []string{"A", "B", "1=(2+3)", "2", "3"},
			Header: [][]document.HeaderCell{{{Text: "Đối tượng"}, {Text: "Mã số"}, {Text: "Tổng số"}, {Text: "Cờ"}, {Text: "Bằng khen"}}},
			Rows:   []document.FormRow{{Kind: document.Total, Label: "Tổng số", Code: "01", Values: []int{5 - revoked, -revoked, 5}}, {Label: "Tập thể", Code: "02", Values: []int{0, 0, 0}}}}
	}
	asked := func(revoked int) (document.Document, []document.Form) {
		d, f := doc(), form(revoked)
		d.Annexes = []document.Annex{{Body: []document.Block{f.Table(vietnamese)}}}
		d.Attachments = []document.Attachment{{Name: "run.json", Data: []byte(strings.Repeat(`{"kind": "forms"}`, 100))}}
		return d, []document.Form{f}
	}
	d, forms := asked(1234)
	var buf bytes.Buffer
	if err := WriteForms(&buf, d, forms); err != nil {
		t.Fatal(err)
	}
	data := buf.Bytes()
	if err := errors.Join(CheckForms(data, forms), CheckFormTables(data, d)); err != nil {
		t.Error(err)
	}
	if got, err := Attachment(data, "run.json"); err != nil || !slices.Equal(got, d.Attachments[0].Data) {
		t.Errorf("attachment %.40q: %v", got, err)
	}
	if _, err := Attachment(data, "other.json"); !errors.Is(err, ErrNoAttachment) {
		t.Error(err)
	}
	other, others := asked(1235)
	for _, err := range []error{CheckForms(data, others), CheckFormTables(data, other)} {
		if err == nil || !strings.HasSuffix(err.Error(), `gives "-1229", not "-1230"`) {
			t.Errorf("another workbook: %v", err)
		}
	}
}
