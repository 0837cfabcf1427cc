package queries

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var writeSample = Table{
	Columns: []Column{{Name: "đơn vị", Type: "VARCHAR"}, {Name: "n", Type: "DECIMAL(24,6)"}, {Name: "day", Type: "DATE"}, {Name: "items", Type: "VARCHAR[]"}},
	Rows: [][]any{
		{"Xã A|B\n<b>", Number("1234567.5"), time.Date(2022, 6, 30, 0, 0, 0, 0, time.UTC), []any{"a", nil}},
		{nil, nil, nil, nil},
		{"", Number("-3"), nil, []any{}},
	},
}

func TestJSONLines(t *testing.T) {
	var b strings.Builder
	if err := writeSample.JSONLines(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"đơn vị": "Xã A|B\n<b>", "n": 1234567.5, "day": "2022-06-30", "items": ["a", null]}
{"đơn vị": null, "n": null, "day": null, "items": null}
{"đơn vị": "", "n": -3, "day": null, "items": []}
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	if err := writeSample.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	want := `| đơn vị            | n         | day        | items |
| ----------------- | --------: | ---------- | ----- |
| Xã A\|B<br>&lt;b> | 1234567.5 | 2022-06-30 | [a, ] |
|                   |           |            |       |
|                   |        -3 |            | []    |
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}
