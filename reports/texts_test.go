package reports

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

func reviewWith(sections ...Section) *review {
	return &review{
		Request: Request{Final: true, Texts: Texts{Sections: sections}},
		targets: []queries.TargetResult{target(func(t *queries.TargetResult) {
			t.TargetCode, t.CountsAs = "thu_ngan_sach", "thu_ngan_sach"
			t.Value, t.Fulfilment, t.Verdict = some("171.2"), some("107.07"), "exceeded"
		})},
	}
}

// The office's paragraphs stand as written, with their fields filled from the annex.
func TestOwnWords(t *testing.T) {
	r := reviewWith(Section{Name: "phan-3", File: "phan-3.md", Text: "Thu ngân sách đạt\n{{chi-tieu thu-ngan-sach.thuc-hien}} tỷ đồng.\n\n- Mục một,\n  nối dòng\n- Mục hai: {{ chi-tieu thu_ngan_sach.ty-le }}%\n\nĐoạn cuối."})
	blocks := r.own("phan-3")
	if len(blocks) != 3 || len(r.textErrors) != 0 {
		t.Fatalf("%d blocks, errors %v", len(blocks), r.textErrors)
	}
	p := blocks[0].(document.Paragraph)
	if got := document.Join(p.Spans); got != "Thu ngân sách đạt 171,2 tỷ đồng." || p.Spans[1].Key != "ct.thu_ngan_sach.thuc-hien" {
		t.Errorf("%q, spans %+v", got, p.Spans)
	}
	list := blocks[1].(document.List)
	if got := document.Join(list.Items[0]) + "|" + document.Join(list.Items[1]); got != "Mục một, nối dòng|Mục hai: 107,07%" {
		t.Errorf("%q", got)
	}
	if r.own("phan-1") != nil {
		t.Error("a part without a text has words")
	}
}

func TestOwnWordsThatCannotBePrinted(t *testing.T) {
	for _, c := range []struct{ text, place, msg, hint string }{
		{"Một.\n\n{{chi-tieu thu-ngan-sac.thuc-hien}}", "x.md:3", `no target "thu_ngan_sac"`, `did you mean "thu_ngan_sach"?`},
		{"{{chi-tieu thu-ngan-sach.ket-qua}}", "x.md:1", `no figure "ket-qua"`, "a target has chenh-lech, cung-ky, ke-hoach"},
		{"{{thu-ngan-sach}}", "x.md:1", "is no field", "{{chi-tieu CODE.thuc-hien}}"},
		{"Một.\n\n- Thu {{chi-tieu thu-ngan-sach.thuc-hien tỷ đồng", "x.md:3", "a field is not closed", "{{chi-tieu CODE.thuc-hien}}"},
		{"Thu chi-tieu thu-ngan-sach.thuc-hien}} tỷ đồng", "x.md:1", "not opened", "{{chi-tieu CODE.thuc-hien}}"},
		{"{{{{chi-tieu thu-ngan-sach.thuc-hien}}}}", "x.md:1", "a field is not closed", ""},
		{"{{chi-tieu giao-quan.thuc-hien}}", "x.md:1", "is restricted: its figures stand in no report", "without it"},
	} {
		r := reviewWith(Section{Name: "phan-1", File: "x.md", Text: c.text})
		r.targets = append(r.targets, target(func(t *queries.TargetResult) { t.TargetCode, t.Restricted, t.Value = "giao_quan", true, some("8") }))
		r.own("phan-1")
		if len(r.textErrors) != 1 {
			t.Fatalf("%s: errors %v", c.text, r.textErrors)
		}
		e := r.textErrors[0]
		if e.Place != c.place || !strings.Contains(e.Msg, c.msg) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%s: %s: %s (%s)", c.text, e.Place, e.Msg, e.Hint)
		}
	}
}

// A field without a figure is a mark in a draft that says where; a reported zero
// is a figure.
func TestFieldsWithoutAFigure(t *testing.T) {
	r := reviewWith(Section{Name: "phan-1", File: "texts/p/tong-ket/phan-1.md", Text: "Thu đạt {{chi-tieu thu-ngan-sach.thuc-hien}} tỷ đồng,\nnăm trước {{chi-tieu thu-ngan-sach.cung-ky}} tỷ đồng.\n\n- Hụt {{chi-tieu khong.thuc-hien}}."})
	r.targets = append(r.targets, target(func(t *queries.TargetResult) { t.TargetCode, t.Value = "khong", some("0") }))
	blocks := r.own("phan-1")
	if len(r.textErrors) > 0 || len(blocks) != 2 {
		t.Fatalf("%d blocks, errors %v", len(blocks), r.textErrors)
	}
	if got, want := document.Join(blocks[0].(document.Paragraph).Spans), "Thu đạt 171,2 tỷ đồng, năm trước [chưa có số liệu] tỷ đồng."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := document.Join(blocks[1].(document.List).Items[0]); got != "Hụt 0." {
		t.Errorf("%q", got)
	}
	if got, want := r.draft(), "Dự thảo: lời của đơn vị chủ trì còn 01 chỗ chưa có số liệu (phan-1.md, dòng 1)."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A plan with numbers of which none is there is no more than a draft, whatever
// else was sent; what is not due, or judged by words, is not asked.
func TestDraftWithoutFigures(t *testing.T) {
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	measured := func(change func(*queries.TargetResult)) queries.TargetResult {
		return target(func(t *queries.TargetResult) {
			t.IndicatorCode, t.Bound, t.Course, t.SpanFrom = "thu", "at_least", "accrues", day("2022-01-01")
			t.Value, t.ValueSource, t.ValueTo = quantity.NullDecimal{}, "", time.Time{}
			change(t)
		})
	}
	asked := measured(func(*queries.TargetResult) {})
	old := measured(func(t *queries.TargetResult) { t.ValueSource, t.ValueTo = "own", day("2022-03-31") })
	fresh := measured(func(t *queries.TargetResult) { t.ValueSource, t.ValueTo = "rolled_up", day("2022-06-30") })
	later := measured(func(t *queries.TargetResult) { t.Course, t.DueOn = "once", day("2023-04-30") })
	words := measured(func(t *queries.TargetResult) { t.Bound = "text" })
	const want = "Dự thảo: chưa có số liệu của chỉ tiêu nào trong kỳ."
	for i, c := range []struct {
		targets []queries.TargetResult
		want    string
	}{
		{nil, ""}, {[]queries.TargetResult{words, later}, ""}, {[]queries.TargetResult{words, asked}, want},
		{[]queries.TargetResult{asked, old}, want}, {[]queries.TargetResult{asked, fresh}, ""},
	} {
		r := &review{targets: c.targets}
		r.DataTo = day("2022-06-30")
		if got := r.draft(); got != c.want {
			t.Errorf("case %d: %q, want %q", i+1, got, c.want)
		}
	}
}

// A measured figure that no table contains is a warning; a bound one, a date or
// a document's number is not. Neither the numbering of a table's rows nor its days
// vouch for a figure.
func TestFiguresThatStandInNoTable(t *testing.T) {
	table := document.Table{
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Thu"}, {Text: "Xã"}, {Text: "Tỷ lệ"}, {Text: "Ngày"}}},
		Rows: []document.Row{{Cells: []document.Cell{document.WordCell("5"), document.WordCell("171,2"), document.WordCell("2"),
			document.WordCell("107,07"), document.WordCell("30/6/2022")}}},
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Theo Kế hoạch số 43/KH-UBND ngày 30/6/2022, thu 171,2 tỷ đồng,\nchi 88,5 tỷ đồng, có 02 xã và {{chi-tieu thu-ngan-sach.ty-le}}%.", []string{`2: "88,5 tỷ"`}},
		{"Vận động 1.234 hộ, 3 xã, 8 vụ; làm 12,4 km đường, 90 m² nhà, tăng 3,7 lần.",
			[]string{`1: "1.234 hộ"`, `1: "3 xã"`, `1: "8 vụ"`, `1: "12,4 km"`, `1: "90 m²"`, `1: "3,7 lần"`}},
		{"Có 5 xã, 30 người, 6 con.", []string{`1: "5 xã"`, `1: "30 người"`, `1: "6 con"`}},
		{"Trong 6 tháng đầu năm 2022 người dân đã góp 171,2 tỷ; 02 năm liền; ngày 15/7/2022 xã họp.", nil},
	} {
		r := reviewWith(Section{Name: "phan-1", File: "x.md", Text: c.text})
		r.unbound(document.Document{Body: []document.Block{table}})
		var want []string
		for _, w := range c.want {
			line, figure, _ := strings.Cut(w, ": ")
			want = append(want, "x.md:"+line+": the figure "+figure+" stands in no table; write it as a field, or check it")
		}
		if diff := cmp.Diff(want, r.warnings); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestProposals(t *testing.T) {
	r := reviewWith(Section{Name: "de-xuat", File: "de-xuat.md", Text: "Huyện đề nghị:"})
	r.targets[0].Verdict = "not_met"
	r.Texts.Proposals = []Proposal{
		{To: "Ủy ban nhân dân tỉnh", Items: []string{"Bố trí vốn; đã thu {{chi-tieu thu-ngan-sach.thuc-hien}} tỷ đồng.", "Hỗ trợ 12 tỷ đồng"}, Place: "proposals.yaml:2"},
		{To: "Sở Nội vụ", Items: []string{"Mở lớp tập huấn {{chi-tieu thu.thuc-hien}}"}, Place: "proposals.yaml:6"},
	}
	r.Texts.Causes = []Cause{{Target: "thu_ngan_sach", Cause: "Giảm thu 3 tỷ đồng", Remedy: "Đạt {{chi-tieu thu-ngan-sach.ty-le}}%", Place: "causes.yaml:2"}}
	var text strings.Builder
	if err := document.Text(&text, document.Document{Body: append(r.assessment(), r.proposals()...)}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"VII. ĐỀ XUẤT, KIẾN NGHỊ\n", "Huyện đề nghị:\n", "1. Đối với Ủy ban nhân dân tỉnh\n", "- Bố trí vốn; đã thu 171,2 tỷ đồng.\n", "- Hỗ trợ 12 tỷ đồng.\n", "2. Đối với Sở Nội vụ\n",
		"nguyên nhân chủ quan: giảm thu 3 tỷ đồng; giải pháp: đạt 107,07%."} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in\n%s", want, text.String())
		}
	}
	if len(r.textErrors) != 1 || r.textErrors[0].Place != "proposals.yaml:6" || !strings.Contains(r.textErrors[0].Msg, `no target "thu"`) {
		t.Errorf("errors %v", r.textErrors)
	}
	r.unbound(document.Document{})
	if got := strings.Join(r.warnings, "\n"); !strings.Contains(got, `causes.yaml:2: the figure "3 tỷ"`) || !strings.Contains(got, `proposals.yaml:2: the figure "12 tỷ"`) {
		t.Errorf("warnings:\n%s", got)
	}
}

func TestCauses(t *testing.T) {
	r := reviewWith()
	r.targets[0].Verdict = "not_met"
	r.Texts.Causes = []Cause{{Target: "thu_ngan_sach", Objective: true, Cause: "Miễn, giảm thuế.", Remedy: "Chống thất thu", Task: "Thu đủ số còn thiếu.", Place: "causes.yaml:2"}, {Target: "khac", Place: "causes.yaml:6"}}
	r.checkCauses()
	if len(r.textErrors) != 1 || r.textErrors[0].Place != "causes.yaml:6" {
		t.Errorf("errors %v", r.textErrors)
	}
	var text strings.Builder
	for _, b := range append(r.assessment(), r.tasks()...) {
		if l, ok := b.(document.List); ok {
			for _, it := range l.Items {
				text.WriteString(document.Join(it) + "\n")
			}
		}
	}
	for _, want := range []string{
		"Thu ngân sách: nguyên nhân khách quan: miễn, giảm thuế; giải pháp: chống thất thu.\n",
		"Thu ngân sách: thu đủ số còn thiếu.\n",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in\n%s", want, text.String())
		}
	}
}

// What the office has not written stands as a mark, and is named as open: also
// where an entry is there but says nothing. A unit's own reason is a cause, not a
// remedy.
func TestCausesThatAreOpen(t *testing.T) {
	for _, c := range []struct {
		cause   Cause
		reason  string
		want    string
		warning string
	}{
		{Cause{}, "", "Thu ngân sách: [Đơn vị chủ trì bổ sung nguyên nhân]", "open: the cause of thu_ngan_sach"},
		{Cause{Target: "thu_ngan_sach"}, "", "Thu ngân sách: [Đơn vị chủ trì bổ sung nguyên nhân]", "open: the cause of thu_ngan_sach"},
		{Cause{Target: "thu_ngan_sach", Remedy: "Chống thất thu"}, "", "Thu ngân sách: [Đơn vị chủ trì bổ sung nguyên nhân]; giải pháp: chống thất thu", "open: the cause of thu_ngan_sach"},
		{Cause{Target: "thu_ngan_sach", Cause: "Mưa lớn"}, "", "Thu ngân sách: nguyên nhân chủ quan: mưa lớn; giải pháp: [Đơn vị chủ trì bổ sung giải pháp]", "open: the remedy of thu_ngan_sach"},
		{Cause{}, "Mưa lớn", "Thu ngân sách: theo báo cáo của đơn vị, mưa lớn; giải pháp: [Đơn vị chủ trì bổ sung giải pháp]", "open: the remedy of thu_ngan_sach"},
		{Cause{Target: "thu_ngan_sach", Remedy: "Gieo lại"}, "Mưa lớn", "Thu ngân sách: theo báo cáo của đơn vị, mưa lớn; giải pháp: gieo lại", ""},
	} {
		r := reviewWith(Section{Name: "bai-hoc", Text: "x"})
		r.targets[0].Verdict, r.targets[0].OutlookReason = "not_met", c.reason
		if c.cause.Target != "" {
			r.Texts.Causes = []Cause{c.cause}
		}
		r.Texts.Proposals = []Proposal{{To: "Tỉnh", Items: []string{"x"}}}
		if got := document.Join(r.causeText(r.targets[0]).spans); got != c.want {
			t.Errorf("%+v, %q: %q, want %q", c.cause, c.reason, got, c.want)
		}
		r.open()
		if got := strings.Join(r.warnings, "\n"); !strings.HasPrefix(got, c.warning) || c.warning == "" && got != "" {
			t.Errorf("%+v, %q: warnings %q, want %q", c.cause, c.reason, got, c.warning)
		}
	}
}

// What was learnt closes the assessment in the office's words. A final review
// leaves its place open and names it; an interim one goes without.
func TestLessons(t *testing.T) {
	const heading = "Bài học kinh nghiệm"
	for _, c := range []struct {
		name  string
		final bool
		text  string
		want  string // heading and first words; "" for none
		open  bool
	}{
		{"a final review without", true, "", "4. " + heading + "|[Đơn vị chủ trì bổ sung bài học kinh nghiệm]", true},
		{"a final review", true, "Giao chỉ tiêu sớm.", "4. " + heading + "|Giao chỉ tiêu sớm.", false},
		{"an interim review", false, "Giao chỉ tiêu sớm.", "4. " + heading + "|Giao chỉ tiêu sớm.", false},
		{"an interim review without", false, "", "", false},
	} {
		r := reviewWith()
		r.Final, r.Texts.Proposals = c.final, []Proposal{{To: "Tỉnh", Items: []string{"x"}}}
		if c.text != "" {
			r.Texts.Sections = []Section{{Name: "bai-hoc", File: "bai-hoc.md", Text: c.text}}
		}
		got := ""
		blocks := r.assessment()
		for i, b := range blocks {
			if h, ok := b.(document.Heading); ok && h.Text == heading {
				got = h.Label() + "|" + document.Join(blocks[i+1].(document.Paragraph).Spans)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if r.open(); strings.Contains(strings.Join(r.warnings, "\n"), "bai-hoc.md") != c.open {
			t.Errorf("%s: warnings %q", c.name, r.warnings)
		}
	}
}

// What a unit wrote about a restricted target may name its figures: no report prints it.
func TestRestrictedWords(t *testing.T) {
	r := reviewWith()
	r.DataTo = time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, restricted := range []bool{false, true} {
		r.targets = r.begun([]queries.TargetResult{target(func(t *queries.TargetResult) {
			t.Restricted, t.Verdict, t.Outlook, t.OutlookReason, t.ValueText = restricted, "not_met", "at_risk", "Còn thiếu 85 quân", "85 quân"
		})})
		printed := document.Join(r.causeText(r.targets[0]).spans) + r.outlookCell(r.targets[0]).Plain() + strings.Join(r.outlookCell(r.targets[0]).Spans[0].Notes, "")
		if strings.Contains(printed, "85 quân") == restricted || r.targets[0].ValueText == "" != restricted {
			t.Errorf("restricted %v: %q", restricted, printed)
		}
	}
}
