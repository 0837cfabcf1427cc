package readback_test

import (
	"bytes"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/validate"

	"tdkt/reports/document"
)

// The file, with its update behind the library's part, is valid by the rules
// of an independent reader.
func TestValid(t *testing.T) {
	doc := report()
	doc.Body = append(doc.Body, document.P(document.Span{Text: "Xem mục I", Link: "p1"}))
	doc.Attachments = []document.Attachment{{Name: "lần chạy.json", Description: "Hồ sơ", MediaType: "application/json", Data: []byte("{}")}}
	data, res, _ := write(t, doc)
	conf := &model.Configuration{Reader15: true, ValidationMode: model.ValidationStrict, Offline: true, Limits: model.DefaultResourceLimits()}
	ctx, err := pdfcpu.Read(bytes.NewReader(data), conf)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.XRefTable(ctx); err != nil {
		t.Error(err)
	}
	if ctx.PageCount != res.Pages {
		t.Errorf("%d pages, want %d", ctx.PageCount, res.Pages)
	}
}
