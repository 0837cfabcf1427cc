package docx

import (
	"slices"
	"strings"
	"testing"

	"tdkt/charts/font"
	"tdkt/reports/document"
)

// A range does not break at its hyphen, in a paragraph or a cell, and the check
// reads it as the hyphen that it is; words with a hyphen stay as they are.
func TestRangesDoNotBreak(t *testing.T) {
	d := small()
	d.Body = append(d.Body, document.P(document.Span{Text: "kế hoạch 90-100 tập thể, 83,5-86%; Kế hoạch số 25/KH-UBND"}),
		document.Table{Columns: []document.Column{{Width: 20}}, Header: [][]document.HeaderCell{{{Text: "Tỷ lệ"}}},
			Rows: []document.Row{{Cells: []document.Cell{document.WordCell("76,47-82,35")}}}})
	data, parts := written(t, d)
	if err := Check(data, d); err != nil {
		t.Fatal(err)
	}
	text := parts["word/document.xml"]
	for _, want := range []string{
		`kế hoạch 90</w:t><w:noBreakHyphen/><w:t xml:space="preserve">100 tập thể, 83,5</w:t><w:noBreakHyphen/><w:t xml:space="preserve">86%; Kế hoạch số 25/KH-UBND<`,
		`76,47</w:t><w:noBreakHyphen/><w:t xml:space="preserve">82,35<`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the file has no %s", want)
		}
	}
	other := strings.ReplaceAll(text, `82,35<`, `82,36<`)
	if r, err := readPart([]byte(other), mainPart); err != nil || !slices.Contains(r.tables[len(r.tables)-1], "76,47-82,36") {
		t.Errorf("the cell of the changed file was not read: %q, %v", r.tables, err)
	}
}

func TestAtRanges(t *testing.T) {
	for s, want := range map[string][]string{
		"": {""}, "2020-2025": {"2020", "2025"}, "-5": {"-5"}, "5-": {"5-"}, "1-2-3": {"1", "2", "3"}, "KH-UBND": {"KH-UBND"},
	} {
		if got := atRanges(s); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, want %q", s, got, want)
		}
	}
}

// The head breaks where the printed page breaks it, not inside "ủy ban nhân dân";
// the blanks that the clerk fills stay. What fits on a line has no break.
func TestHeadsBreakAtPhrases(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  string
	}{
		{"ỦY BAN NHÂN DÂN XÃ LƠ KU", 160, "ỦY BAN NHÂN DÂN\nXÃ LƠ KU"},
		{"(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm 2025 của Ủy ban nhân dân huyện Ngọc Hồi)", 440,
			"(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm 2025\ncủa Ủy ban nhân dân huyện Ngọc Hồi)"},
		{"BÁO CÁO", 160, ""},
		{"ỦYBANNHÂNDÂNXÃLƠKUHUYỆNKBANG XÃ", 60, ""},
	} {
		got, widest := titled(c.text, font.SerifBold, 13, c.width)
		if got != c.want || widest > c.width+0.02 {
			t.Errorf("%q, %.1f wide, want %q within %.0f", got, widest, c.want, c.width)
		}
	}
}
