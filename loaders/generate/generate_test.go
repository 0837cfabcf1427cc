package generate

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

func TestValues(t *testing.T) {
	var first, again, other bytes.Buffer
	wrong, err := Values(&first, 20_000, 1)
	if err != nil {
		t.Fatal(err)
	}
	if wrong < 150 || wrong > 250 {
		t.Errorf("%d wrong rows of 20000, want about 1%%", wrong)
	}
	if _, err := Values(&again, 20_000, 1); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("the same seed gives other bytes", err)
	}
	if _, err := Values(&other, 20_000, 2); err != nil || bytes.Equal(first.Bytes(), other.Bytes()) {
		t.Error("another seed gives the same bytes", err)
	}
	text := first.String()
	if !strings.Contains(text, "\n\n") || !strings.Contains(text, "\"Thiếu giống;\nđang") {
		t.Error("no blank line, or no quoted line break")
	}
	r := csv.NewReader(&first)
	r.Comma = ';'
	r.FieldsPerRecord = Columns
	all, err := r.ReadAll()
	if err != nil || len(all) != 20_001 {
		t.Errorf("%d records, %v", len(all), err)
	}
	keys := map[string]bool{}
	for _, row := range all {
		keys[strings.Join(row[:3], " ")] = true
	}
	if len(keys) < 19_900 {
		t.Errorf("%d different rows", len(keys))
	}
}
