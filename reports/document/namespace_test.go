package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// named is a document that uses every name there is; its figure reads value.
func named(value string) Document {
	bound := []Span{{Text: "Có "}, Value("bc.nhan", value), {Text: " đơn vị (xem biểu)", Link: "bieu"}}
	table := Table{ID: "bieu", Title: "Số đơn vị", Columns: []Column{{Width: 1}, {Width: 1}},
		Header: [][]HeaderCell{{{Text: "TT"}, {Text: "Đơn vị"}}},
		Rows:   []Row{{Kind: Total, Cells: []Cell{ValueCell("bc.nhan", value), {Spans: []Span{Value("bc.muon", value), {Text: " xã", Link: "phan-1"}}}}}}}
	return Document{
		Body: []Block{Heading{Level: 1, Number: "I", Text: "Tình hình", ID: "phan-1"}, Heading{Level: 2, Text: "Chung"}, P(bound...),
			List{Items: [][]Span{bound}}, Box{Title: "TÓM TẮT", Items: [][]Span{{Value("bc.muon", value), {Text: " xã", Link: "hinh"}}}},
			PageBreak{}, Figure{ID: "hinh", Caption: "Biểu đồ 1", SVG: []byte("<svg/>")}},
		Annexes: []Annex{{Label: "Phụ lục", Body: []Block{table}}},
	}
}

// Two documents with the same names and other figures stand in one tree once each
// has a namespace; without it the tree is refused.
func TestNamespace(t *testing.T) {
	one, other := named("3"), named("4")
	merged := func(a, b Document) []Problem {
		a.Body = append(append([]Block(nil), a.Body...), b.Body...)
		a.Annexes = append(append([]Annex(nil), a.Annexes...), b.Annexes...)
		return Check(a)
	}
	if problems := merged(one, other); len(problems) < 4 {
		t.Fatalf("the names clash, and there are only the problems %v", problems)
	}
	a, b := Namespace(one, "a-"), Namespace(other, "b-")
	if problems := merged(a, b); len(problems) > 0 {
		t.Error(problems)
	}
	if d := cmp.Diff(named("3"), one); d != "" {
		t.Error("the document itself was changed", d)
	}
	var before, after strings.Builder
	if err := Text(&before, one); err != nil {
		t.Fatal(err)
	}
	if err := Text(&after, a); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before.String(), after.String()); d != "" {
		t.Error("another text", d)
	}
	if id := a.Body[1].(Heading).ID; id != "" {
		t.Errorf("a heading without an ID has got %q", id)
	}
}
