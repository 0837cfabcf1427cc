package pdf

import (
	"bytes"
	"os"
	"testing"

	"tdkt/reports/document"
)

// The sample is a tree that Check accepts and Write prints; SAMPLE_PDF names a
// file to keep it in and look at.
func TestSample(t *testing.T) {
	doc := sample()
	for _, p := range document.Check(doc) {
		t.Error(p)
	}
	var b bytes.Buffer
	res, err := Write(&b, doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Parts) != 3 || res.Pages < 6 {
		t.Errorf("%+v", res)
	}
	if name := os.Getenv("SAMPLE_PDF"); name != "" {
		if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
