package document

import (
	"strings"
	"testing"
)

func bound() Document {
	return Document{Body: []Block{
		Heading{Level: 1, Number: "I", Text: "Kết quả", ID: "p1"},
		P(Span{Text: "Thu đạt "}, Value("thu", "83,4 tỷ đồng"), Span{Text: ", xem "}, Span{Text: "Biểu 1", Link: "b1"}),
		Table{ID: "b1", Title: "Biểu 1", Columns: []Column{{Width: 1}, {Width: 1}},
			Header: [][]HeaderCell{{{Text: "Chỉ tiêu", RowSpan: 2}, {Text: "Năm"}}, {{Text: "2022"}}},
			Rows:   []Row{{Cells: []Cell{WordCell("Thu"), ValueCell("thu", "83,4\u00a0tỷ\u00a0đồng")}}}},
	}}
}

func TestCheckAccepts(t *testing.T) {
	if ps := Check(bound()); ps != nil {
		t.Error(ps)
	}
}

// Each case breaks the good tree once and names what Check must say.
func TestCheckFinds(t *testing.T) {
	table := func(d *Document) *Table {
		b := d.Body[2].(Table)
		d.Body[2] = b
		return &b
	}
	for name, c := range map[string]struct {
		spoil func(*Document)
		want  string
	}{
		"unbound":   {func(d *Document) { d.Body[1] = P(Value("chi", "1")) }, "stands in no table"},
		"unequal":   {func(d *Document) { d.Body[1] = P(Value("thu", "83,5 tỷ đồng")) }, `reads "83,4`},
		"in a box":  {func(d *Document) { d.Body[1] = Box{Items: [][]Span{{Value("chi", "1")}}} }, "stands in no table"},
		"in a list": {func(d *Document) { d.Body[1] = List{Items: [][]Span{{Value("chi", "1")}}} }, "stands in no table"},
		"link":      {func(d *Document) { d.Body[1] = P(Span{Text: "x", Link: "b2"}) }, `no target "b2"`},
		"no rows":   {func(d *Document) { b := table(d); b.Rows = nil; d.Body[2] = *b; d.Body[1] = P() }, "the table is empty"},
		"blank": {func(d *Document) {
			b := table(d)
			b.Rows = []Row{{Cells: make([]Cell, 2)}}
			d.Body[2] = *b
			d.Body[1] = P()
		}, "no cell of the table holds a value"},
		"hole":     {func(d *Document) { b := table(d); b.Header = [][]HeaderCell{{{Text: "a"}}}; d.Body[2] = *b }, "no cell over column 2"},
		"overhang": {func(d *Document) { b := table(d); b.Header = [][]HeaderCell{{{Text: "a", ColSpan: 3}}}; d.Body[2] = *b }, "does not fit"},
		"short row": {func(d *Document) {
			b := table(d)
			b.Rows = append(b.Rows, Row{Cells: []Cell{WordCell("x")}})
			d.Body[2] = *b
		}, "1 cells for 2 columns"},
		"two values": {func(d *Document) {
			b := table(d)
			b.Rows = append(b.Rows, Row{Cells: []Cell{WordCell("x"), ValueCell("thu", "9")}})
			d.Body[2] = *b
		}, "in another cell"},
		"NFD":        {func(d *Document) { d.Body[0] = Heading{Level: 1, Text: "Ke\u0302\u0301t quả"} }, "is not NFC"},
		"control":    {func(d *Document) { d.Body[0] = Heading{Level: 1, Text: "a\tb"} }, "U+0009"},
		"twice":      {func(d *Document) { d.Body[0] = Heading{Level: 1, Text: "a", ID: "b1"} }, "is already the ID"},
		"no drawing": {func(d *Document) { d.Body[0] = Figure{Caption: "Biểu đồ 1"} }, "has no drawing"},
		"label":      {func(d *Document) { d.Annexes = []Annex{{Title: "X"}} }, "has no label"},
	} {
		t.Run(name, func(t *testing.T) {
			d := bound()
			c.spoil(&d)
			ps := Check(d)
			found := false
			for _, p := range ps {
				found = found || strings.Contains(p.Error(), c.want)
			}
			if !found {
				t.Errorf("no problem says %q: %v", c.want, ps)
			}
		})
	}
}

func TestEnded(t *testing.T) {
	for in, want := range map[string]string{
		"Báo cáo như trên.":   "Báo cáo như trên./.",
		"Báo cáo như trên":    "Báo cáo như trên./.",
		"Báo cáo như trên./.": "Báo cáo như trên./.",
	} {
		body := []Block{P(Span{Text: in})}
		if got := Join(Ended(body)[0].(Paragraph).Spans); got != want {
			t.Errorf("%q ends as %q, want %q", in, got, want)
		}
		if Join(body[0].(Paragraph).Spans) != in {
			t.Error("the tree was changed")
		}
	}
	// A list ends on its last item, a bound figure keeps its text, a table is
	// followed by a paragraph.
	list := Ended([]Block{List{Items: [][]Span{Spans("a;"), Spans("b.")}}})[0].(List)
	if got := Join(list.Items[1]); got != "b./." {
		t.Errorf("list ends %q", got)
	}
	if got := Ended([]Block{P(Value("k", "5 xã"))})[0].(Paragraph).Spans; got[0].Text != "5 xã" || got[1].Text != "./." {
		t.Errorf("bound figure: %v", got)
	}
	if got := Ended([]Block{Table{}}); len(got) != 2 || Join(got[1].(Paragraph).Spans) != "./." {
		t.Errorf("table: %v", got)
	}
}

func TestLines(t *testing.T) {
	s := Signature{Recipients: []string{"Như trên;", "- HĐND huyện", "Lưu: VT, NV."}}
	if got := strings.Join(s.Distribution(), "\n"); got != "- Như trên;\n- HĐND huyện;\n- Lưu: VT, NV." {
		t.Error(got)
	}
	one := Head{Addressees: []string{"UBND tỉnh"}}
	if got := one.AddressLines(); len(got) != 1 || got[0] != "UBND tỉnh" {
		t.Error(got)
	}
	for h, want := range map[Heading]string{
		{Level: 1, Number: "II", Text: "Kết quả"}:  "II. KẾT QUẢ",
		{Level: 2, Number: "1", Text: "Kinh tế"}:   "1. Kinh tế",
		{Level: 3, Number: "đ", Text: "Thu ngân"}:  "đ) Thu ngân",
		{Level: 2, Text: "Không số"}:               "Không số",
		{Level: 1, Number: "I", Text: "đường, ấm"}: "I. ĐƯỜNG, ẤM",
	} {
		if got := h.Label(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
