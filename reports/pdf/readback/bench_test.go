package readback_test

import (
	"testing"

	"tdkt/reports/pdf/readback"
)

func BenchmarkVerify(b *testing.B) {
	doc := tableDoc(table(3000))
	data, res, _ := write(b, doc)
	for b.Loop() {
		if err := readback.Verify(data, doc, res); err != nil {
			b.Fatal(err)
		}
	}
}
