package reports

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// BuildCoverage makes the report on reporting (tình hình gửi báo cáo): who sent
// what, in time or late, and which figures are missing. The plan's phase, or with
// Final the whole plan, sets the window. Errors: *queries.UnknownPlanError,
// *PhaseError.
func BuildCoverage(ctx context.Context, db *sql.DB, drawer Drawer, now func() time.Time, req Request) (Built, error) {
	var built Built
	stage := stages(now, &built.Timings)
	r, err := started(ctx, db, req)
	if err != nil {
		return built, err
	}
	c := &reporters{paper: paper{review: r, kind: KindCoverage}}
	err = ready(drawer, func() error {
		return together(ctx, []func(context.Context) error{
			func(ctx context.Context) (err error) {
				r.coverage, err = queries.Coverage(ctx, db, r.reportWindow())
				return err
			},
			func(ctx context.Context) (err error) {
				r.kinds, err = queries.CoverageByKind(ctx, db, r.reportWindow())
				return err
			},
			func(ctx context.Context) (err error) { r.releases, err = r.askReleases(ctx, db); return err },
			func(ctx context.Context) (err error) {
				c.sent, err = queries.IndicatorReports(ctx, db, r.window())
				return err
			},
			func(ctx context.Context) (err error) {
				r.targets, err = r.askTargets(ctx, db)
				return err
			},
		})
	})
	if err != nil {
		return built, err
	}
	stage("queries, chart engine")
	var kinds []chartOf
	if k, ok := c.kindsChart(); ok {
		kinds = append(kinds, chartOf{"kinds", k})
	}
	for i, k := range c.heat() {
		kinds = append(kinds, chartOf{"heat." + itoa(i), k})
	}
	if err := r.figuresOf(ctx, drawer, kinds); err != nil {
		return built, err
	}
	stage("charts")
	r.proofs = queries.CountFindings(r.targets) // of its figures only the number of chỉ tiêu is one that a proof is about
	c.title = "Tình hình gửi báo cáo thi đua, khen thưởng " + r.period() + " của các đơn vị"
	c.reason = r.draft()
	c.body = append(r.openingOn("tình hình gửi báo cáo "+r.period()), c.summary())
	c.body = append(c.body, c.overall()...)
	c.body = append(c.body, c.behind()...)
	c.body = append(c.body, c.incomplete()...)
	c.body = append(c.body, c.requests()...)
	annexes := []document.Annex{{Title: "TÌNH HÌNH GỬI BÁO CÁO CỦA TỪNG ĐƠN VỊ", Reference: r.annexReference(), Body: r.coverageBlocks()}}
	if !r.Office.inAnnex() {
		annexes[0].Title = "TÌNH HÌNH GỬI BÁO CÁO"
	}
	if rows := c.gaps(true); !slices.Equal(rows, c.gaps(false)) && r.Office.inAnnex() && !r.Office.inText() { // the text's table names nobody
		annexes = append(annexes, document.Annex{Title: "ĐƠN VỊ CÒN THIẾU SỐ LIỆU THEO CHỈ TIÊU", Reference: r.annexReference(),
			Body: []document.Block{c.gapTable("bieu-con-thieu", rows)}})
	}
	if figures := c.heatBlocks(); len(figures) > 0 && r.Office.inAnnex() {
		annexes = append(annexes, document.Annex{Title: "SỐ LIỆU ĐÃ GỬI CỦA TỪNG ĐƠN VỊ THEO LOẠI", Reference: r.annexReference(), Body: figures})
	}
	c.annexed = label(annexes)
	c.body = append(c.body, say("Trên đây là tình hình gửi báo cáo thi đua, khen thưởng "+r.period()+" của các đơn vị"+annexList(len(annexes))+"."))
	for _, b := range c.body { // the annex has its number only now
		if p, ok := b.(document.Paragraph); ok {
			for i := range p.Spans {
				if p.Spans[i].Link == "bieu-bao-cao" {
					p.Spans[i].Text = c.annexed[0].Label
				}
			}
		}
	}
	stages, err := c.built(built.Timings)
	built.Document, built.Draft = stages.Document, stages.Draft
	received, expected, missing := r.received()
	built.Counts = []Count{{"Đã báo cáo", received}, {"Báo cáo chậm", len(r.late())}, {"Chưa báo cáo", len(missing)}, {"Phải báo cáo", expected}}
	stage("text")
	return built, err
}

type reporters struct {
	paper
	sent []queries.IndicatorReport
}

// kindNames are the kinds of data in print.
var kindNames = map[string]string{
	"actuals": "Số liệu chỉ tiêu", "registrations": "Đăng ký thi đua", "awards": "Khen thưởng", "exemplars": "Điển hình tiên tiến",
	"participations": "Tham gia phong trào", "activities": "Hoạt động chỉ đạo, tuyên truyền", "initiatives": "Sáng kiến",
	"fund_entries": "Quỹ thi đua, khen thưởng", "votes": "Bỏ phiếu", "headcounts": "Quân số, số người của tập thể",
	"follow_ups": "Việc phải khắc phục, thực hiện", "scores": "Điểm thi đua",
}

func (c *reporters) summary() document.Box {
	box := document.Box{Title: "TÓM TẮT"}
	p := c.countsSentence()
	box.Items = append(box.Items, p.spans)
	if rows := c.gaps(false); len(rows) > 0 {
		box.Items = append(box.Items, (&prose{}).v("bc.chi-tieu-thieu", count(len(rows))).w(" chỉ tiêu của kế hoạch chưa có hoặc chưa đủ số liệu (").see("phần III", "phan-3").w(").").spans)
	}
	return box
}

func (c *reporters) countsSentence() *prose {
	received, expected, missing := c.received()
	p := (&prose{}).v("bc.nhan", count(received)).w("/").v("bc.tong", count(expected)).w(" đơn vị đã báo cáo")
	if n := len(c.late()); n > 0 {
		p.w(", trong đó ").v("bc.muon", count(n)).w(" đơn vị báo cáo chậm")
	}
	if len(missing) > 0 {
		p.w("; ").v("bc.thieu", count(len(missing))).w(" đơn vị chưa báo cáo")
	}
	return p.w(".")
}

func (c *reporters) overall() []document.Block {
	p := &prose{}
	if d := c.due(); !d.IsZero() {
		p.w("Hạn gửi báo cáo: ngày " + day(d) + ". ")
	}
	p.w("Đến ngày " + day(c.KnownAt) + " có ")
	p.spans = append(p.spans, c.countsSentence().spans...)
	p.w(" Chi tiết tại ").see("phụ lục", "bieu-bao-cao").w(".")
	table := document.Table{ID: "bang-loai", Title: "Số đơn vị đã gửi theo loại số liệu",
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 70}, {Width: 20, Align: document.Decimal}, {Width: 22, Align: document.Decimal},
			{Width: 22, Align: document.Decimal}, {Width: 22, Align: document.Decimal}, {Width: 22, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Loại số liệu", RowSpan: 2}, {Text: "Số đơn vị", RowSpan: 2}, {Text: "Đã gửi", ColSpan: 3}, {Text: "Chưa có", RowSpan: 2}},
			{{Text: "tổng số"}, {Text: "đúng hạn"}, {Text: "chậm"}}},
		Notes: []string{"Đơn vị không phát sinh nội dung nào của một loại số liệu cũng được đếm là chưa có loại đó. Đăng ký thi đua tính theo năm, tham gia phong trào tính từ khi tham gia."},
	}
	for i, k := range c.kinds {
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(orElse(kindNames[k.Kind], k.Kind)),
			document.WordCell(whole(k.ExpectedUnits)), document.WordCell(whole(k.ReceivedUnits)), document.WordCell(whole(k.OnTimeUnits)),
			document.WordCell(whole(k.LateUnits)), document.WordCell(whole(len(k.MissingUnits)))}})
	}
	if c.due().IsZero() { // nobody is in time or late
		table = without(table, []bool{4: true, 5: true, 6: false})
	}
	blocks := []document.Block{document.Heading{Level: 1, Number: "I", Text: "Tình hình chung", ID: "phan-1"}, p.paragraph(), table}
	return append(blocks, c.figures.after("kinds")...)
}

// behind says who was late and who is missing, by name where the text may name
// them, else by their number and the annex.
func (c *reporters) behind() []document.Block {
	blocks := []document.Block{document.Heading{Level: 1, Number: "II", Text: "Đơn vị báo cáo chậm, chưa báo cáo", ID: "phan-2"}}
	if _, _, missing := c.received(); !c.Office.inText() && len(missing)+len(c.late()) > 0 {
		p := (&prose{}).w("Có ")
		if n := len(c.late()); n > 0 {
			p.v("bc.muon", count(n)).w(" đơn vị báo cáo chậm")
			if len(missing) > 0 {
				p.w(", ")
			}
		}
		if n := len(missing); n > 0 {
			p.v("bc.thieu", count(n)).w(" đơn vị chưa báo cáo")
		}
		if c.Office.inAnnex() {
			p.w(" (danh sách tại ").see("phụ lục", "bieu-bao-cao").w(")")
		}
		return append(blocks, p.w(".").paragraph())
	}
	table := document.Table{ID: "bang-cham",
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 66}, {Width: 30, Align: document.Centre}, {Width: 40}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Đơn vị"}, {Text: "Ngày nhận đầu tiên"}, {Text: "Tình trạng"}}}}
	for _, u := range c.coverage {
		first, status := missingText, missingStatus(u)
		switch {
		case u.Status == "late":
			first, status = day(u.FirstReportedOn), "Chậm"
			if u.LateDays.Valid {
				status += " " + itoa(u.LateDays.V) + " ngày"
			}
		case u.Status != "missing":
			continue
		}
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(len(table.Rows) + 1)), document.WordCell(u.UnitName),
			document.WordCell(first), document.WordCell(status)}})
	}
	if len(table.Rows) == 0 {
		return append(blocks, say("Không có đơn vị báo cáo chậm hoặc chưa báo cáo."))
	}
	return append(blocks, table)
}

// A gap is a chỉ tiêu whose figures are not all there.
type gap struct {
	target                string // its code
	label, units, missing string
	partial               bool // a total of some units is printed
}

// gaps are the targets of the plan's unit without a value, or with units missing
// in it, once for each indicator; the units by name, or by their number.
func (c *reporters) gaps(named bool) []gap {
	var out []gap
	seen := map[string]bool{}
	for _, t := range c.targets {
		if t.IndicatorCode == "" || seen[t.IndicatorCode] || t.UnitCode != c.plan.UnitCode || t.SpanFrom.After(c.DataTo) {
			continue
		}
		seen[t.IndicatorCode] = true
		g := gap{target: t.TargetCode, label: t.IndicatorName, units: notApplicableText}
		if t.ExpectedUnits > 0 {
			g.units = itoa(t.ReceivedUnits) + "/" + itoa(t.ExpectedUnits)
		}
		switch {
		case t.ExpectedUnits > 0 && len(t.MissingUnits) > 0:
			g.missing, g.partial = someUnits(t.MissingUnits, named), t.ReceivedUnits > 0
		case t.ValueSource == "" && !(emulation.Course(t.Course) == emulation.CourseOnce && t.DueOn.After(c.DataTo)):
			g.missing = "chưa có đơn vị nào báo cáo"
			if blank, notes := c.blank(t.IndicatorCode); len(blank) > 0 {
				g.missing = someUnits(blank, named) + " gửi để trống"
				if named && len(notes) > 0 {
					g.missing += " (" + strings.Join(notes, "; ") + ")"
				}
			}
		default:
			continue
		}
		out = append(out, g)
	}
	return out
}

// blank names who sent an indicator without a value, and their remarks.
func (c *reporters) blank(indicator string) (names, notes []string) {
	for _, s := range c.sent {
		if s.IndicatorCode != indicator || s.Filled {
			continue
		}
		i := slices.IndexFunc(c.coverage, func(u queries.UnitCoverage) bool { return u.UnitCode == s.ReporterCode })
		name := s.ReporterCode
		if i >= 0 {
			name = c.coverage[i].ShortName
		}
		names = append(names, name)
		if s.Note != "" {
			notes = append(notes, lower(s.Note))
		}
	}
	return names, notes
}

func (c *reporters) incomplete() []document.Block {
	blocks := []document.Block{document.Heading{Level: 1, Number: "III", Text: "Chỉ tiêu chưa có hoặc chưa đủ số liệu", ID: "phan-3"}}
	rows := c.gaps(c.Office.inText())
	if len(rows) == 0 {
		return append(blocks, say("Các chỉ tiêu của kế hoạch đều đã có đủ số liệu của kỳ."))
	}
	table := c.gapTable("bang-chi-tieu-thieu", rows)
	table.Title = "Chỉ tiêu chưa có hoặc chưa đủ số liệu"
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell(""),
		{Spans: []document.Span{{Text: "Cộng "}, document.Value("bc.chi-tieu-thieu", whole(len(rows))), {Text: " chỉ tiêu"}}}, document.WordCell(""), document.WordCell("")}})
	p := (&prose{}).w("Có ").v("bc.chi-tieu-thieu", count(len(rows))).w(" chỉ tiêu chưa có hoặc chưa đủ số liệu đến hết ngày "+day(c.DataTo)+" (").
		see("bảng dưới đây", table.ID).w(")")
	if slices.ContainsFunc(rows, func(g gap) bool { return g.partial }) {
		p.w("; số tổng hợp của chỉ tiêu còn thiếu đơn vị là số tổng hợp một phần")
	}
	return append(blocks, p.w(".").paragraph(), table)
}

// gapTable lists the chỉ tiêu whose figures are not all there.
func (c *reporters) gapTable(id string, rows []gap) document.Table {
	table := document.Table{ID: id,
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 66}, {Width: 24, Align: document.Centre}, {Width: 66}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Chỉ tiêu"}, {Text: "Đơn vị đã báo cáo"}, {Text: "Còn thiếu"}}}}
	from := c.targetsAsked(c.kindOfReview())
	for i, g := range rows {
		table.Rows = append(table.Rows, document.Row{Origin: computed(from, "units missing in the target", pair("target_code", g.target)), Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(g.label),
			document.WordCell(g.units), document.WordCell(capital(g.missing))}})
	}
	return table
}

func (c *reporters) requests() []document.Block {
	var list document.List
	add := func(p *prose) { list.Items = append(list.Items, p.spans) }
	if _, _, missing := c.received(); len(missing) > 0 {
		add((&prose{}).w("Đề nghị ").v("bc.thieu", count(len(missing))).w(" đơn vị chưa báo cáo khẩn trương gửi báo cáo;"))
	}
	if len(c.gaps(false)) > 0 {
		add((&prose{}).w("Đề nghị các đơn vị còn thiếu số liệu (").see("phần III", "phan-3").w(") bổ sung số liệu; nội dung không phát sinh thì ghi rõ “không phát sinh”, không để trống;"))
	}
	if len(c.late()) > 0 {
		add((&prose{}).w("Các đơn vị báo cáo chậm rút kinh nghiệm, gửi báo cáo đúng hạn trong kỳ sau;"))
	}
	add((&prose{}).w("Số liệu gửi sau ngày " + day(c.KnownAt) + " được tổng hợp vào báo cáo kỳ sau."))
	return []document.Block{document.Heading{Level: 1, Number: "IV", Text: "Đề nghị đối với các đơn vị", ID: "phan-4"}, list}
}

// kindsChart counts the units by kind of data and by how they sent it.
func (c *reporters) kindsChart() (charts.Kind, bool) {
	received, expected, _ := c.received()
	k := charts.VerdictsBySector{Head: charts.Head{ID: "loai-so-lieu", Title: itoa(received) + "/" + itoa(expected) + " đơn vị đã báo cáo; số đơn vị đã gửi theo loại số liệu"},
		Verdicts: []charts.VerdictClass{{Word: "Đúng hạn", Tone: charts.ToneMet}, {Word: "Chậm", Tone: charts.ToneExceeded}, {Word: "Chưa có", Tone: charts.ToneNotMet}}}
	if c.due().IsZero() {
		k.Verdicts[0].Word = "Đã gửi"
	}
	for _, kind := range c.kinds {
		if kind.ExpectedUnits > 0 {
			k.Rows = append(k.Rows, charts.SectorRow{Name: orElse(kindNames[kind.Kind], kind.Kind), Counts: []int{kind.OnTimeUnits, kind.LateUnits, len(kind.MissingUnits)}})
		}
	}
	return k, len(k.Rows) > 0
}

// heatRows is how many units one heat table holds on a page.
const heatRows = 34

// heat shows which kind of data came from which unit, page by page.
func (c *reporters) heat() []charts.Kind {
	var out []charts.Kind
	for start := 0; start < len(c.coverage); start += heatRows {
		units := c.coverage[start:min(start+heatRows, len(c.coverage))]
		k := charts.HeatTable{Head: charts.Head{ID: chartID("loai", itoa(start)), Title: "Loại số liệu đã nhận của từng đơn vị"},
			Key: []charts.VerdictClass{{Word: "Đã gửi", Tone: charts.ToneMet}, {Word: "Chưa có", Tone: charts.ToneNoData}}}
		if len(c.coverage) > heatRows {
			k.Title += " (từ " + units[0].ShortName + " đến " + units[len(units)-1].ShortName + ")"
		}
		for _, kind := range c.kinds {
			k.Columns = append(k.Columns, orElse(kindNames[kind.Kind], kind.Kind))
		}
		for _, u := range units {
			row := charts.HeatRow{Name: u.ShortName}
			for _, kind := range c.kinds {
				cell := charts.HeatCell{Text: "có", Tone: charts.ToneMet}
				if slices.Contains(kind.MissingUnits, u.ShortName) {
					cell = charts.HeatCell{Text: missingText, Tone: charts.ToneNoData}
				}
				row.Cells = append(row.Cells, cell)
			}
			k.Rows = append(k.Rows, row)
		}
		out = append(out, k)
	}
	return out
}

func (c *reporters) heatBlocks() []document.Block {
	var out []document.Block
	for i := 0; i*heatRows < len(c.coverage); i++ {
		out = append(out, c.figures.after("heat."+itoa(i))...)
	}
	return out
}
