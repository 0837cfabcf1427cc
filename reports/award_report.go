package reports

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// BuildAwards makes the award report (kết quả khen thưởng) of one year with its
// lists. Like a final review it is a draft while a blocking proof fails (semantics 9). year 0 is the plan's last year that has begun. Errors:
// *queries.UnknownPlanError.
func BuildAwards(ctx context.Context, db *sql.DB, drawer Drawer, now func() time.Time, req Request, year int) (Built, error) {
	var built Built
	stage := stages(now, &built.Timings)
	req.Final = true // awards count for a year
	r, err := started(ctx, db, req)
	if err != nil {
		return built, err
	}
	if year == 0 {
		year = r.year()
	}
	a := &awardReport{paper: paper{review: r, kind: KindAwards, about: about{Year: year}}, year: year}
	y := queries.AwardYear{PlanID: r.PlanID, Year: year, KnownAt: r.KnownAt}
	r.awards = []yearAwards{{year: year}}
	err = ready(drawer, func() error {
		return together(ctx, append(countJobs(db, y, &a.counts), []func(context.Context) error{
			func(ctx context.Context) (err error) {
				r.targets, err = r.askTargetsOf(ctx, db, true, r.DataTo, r.KnownAt)
				return err
			},
			func(ctx context.Context) (err error) {
				r.awards[0].conversion, err = queries.RegistrationAwards(ctx, db, y)
				return err
			},
			func(ctx context.Context) (err error) {
				r.awards[0].structure, err = queries.AwardStructure(ctx, db, y)
				return err
			},
			func(ctx context.Context) (err error) {
				r.awards[0].persons, err = queries.AwardPersonCounts(ctx, db, y)
				return err
			},
			func(ctx context.Context) (err error) {
				a.units, err = queries.RegistrationAwardsByUnit(ctx, db, y)
				return err
			},
			func(ctx context.Context) (err error) { a.files, err = queries.AwardList(ctx, db, y); return err },
		}...))
	})
	if err != nil {
		return built, err
	}
	// Before the targets of other ledgers are left out: a proof may join two.
	if r.proofs, err = queries.BlockingProofs(ctx, db, r.targets, []queries.AwardYear{y}); err != nil {
		return built, err
	}
	a.reason = r.disagreeing()
	stage("queries, chart engine")
	r.order()
	r.targets = slices.DeleteFunc(r.targets, func(t queries.TargetResult) bool {
		return !counted(t) || t.SpanFrom.Year() > year || t.SpanTo.Year() < year
	})
	var kinds []chartOf
	if k, ok := r.registeredChart(r.awards[0]); ok {
		kinds = append(kinds, chartOf{"registered", k})
	}
	if k, ok := r.structureChart(r.awards[0]); ok {
		kinds = append(kinds, chartOf{"structure", k})
	}
	if err := r.figuresOf(ctx, drawer, kinds); err != nil {
		return built, err
	}
	stage("charts")
	a.compile()
	granted, pending := 0, 0
	for _, c := range r.awards[0].conversion {
		granted += c.Granted
		pending += c.Proposed + c.Approved + c.Submitted
	}
	done, err := a.built(nil)
	built.Document, built.Draft = done.Document, done.Draft
	built.Counts = []Count{{"Đã có quyết định", granted}, {"Đang trình", pending}}
	stage("text")
	return built, err
}

// counted tells the targets that are counted from the ledger of awards.
func counted(t queries.TargetResult) bool {
	switch t.CountedFrom {
	case "awards", "registrations", "direct_share":
		return true
	}
	return false
}

type awardReport struct {
	paper
	year  int
	units []queries.UnitConversion
	files []queries.AwardFile

	counts yearCounts
}

// compile puts the parts together.
func (a *awardReport) compile() {
	y := a.awards[0]
	a.title = "Kết quả đăng ký thi đua và khen thưởng năm " + itoa(a.year)
	n := 0
	part := func(text string) document.Heading {
		n++
		return document.Heading{Level: 1, Number: roman(n), Text: text, ID: "phan-" + itoa(n)}
	}
	a.body = a.openingOn("kết quả đăng ký thi đua và khen thưởng năm " + itoa(a.year))
	if len(y.conversion) > 0 {
		box := document.Box{Title: "TÓM TẮT", Items: [][]document.Span{a.awardOverview(y).Spans}}
		if s := a.structureSentence(y); len(s.Spans) > 1 {
			box.Items = append(box.Items, s.Spans)
		}
		a.body = append(a.body, box)
	}
	if len(a.targets) > 0 {
		var list document.List
		for _, t := range a.targets {
			list.Items = append(list.Items, a.awardSentence(t).spans)
		}
		a.body = append(a.body, part("Thực hiện chỉ tiêu của kế hoạch"), list)
	}
	a.body = append(a.body, part("Đăng ký và kết quả khen thưởng"))
	if len(y.conversion) == 0 {
		a.body = append(a.body, say("Đến ngày "+day(a.KnownAt)+" chưa có đăng ký, hồ sơ hoặc quyết định khen thưởng nào của năm "+itoa(a.year)+"."))
	} else {
		a.body = append(a.body, a.awardOverview(y))
		a.body = append(a.body, a.figures.after("registered")...)
		a.body = append(a.body, a.conversionTable(y))
	}
	if table, ok := a.personsTable(y, true); ok {
		a.body = append(a.body, part("Số lượt và số người được khen thưởng"), a.personsSentence(y), table)
	}
	if table, ok := a.structureTable(y); ok {
		a.body = append(a.body, part("Cơ cấu khen thưởng"), a.structureSentence(y))
		a.body = append(a.body, a.figures.after("structure")...)
		a.body = append(a.body, table)
	}
	if len(a.units) > 0 {
		a.body = append(a.body, part("Kết quả của từng đơn vị"), a.unitsSentence(), a.unitTable())
	}
	if found := a.initiatives(a.counts); found != nil {
		a.body = append(append(a.body, part("Sáng kiến, đề tài")), found...)
	}
	if table, ok := voteTable("bang-bo-phieu", "Kết quả bỏ phiếu của các hội đồng, hội nghị", a.counts.votes); ok {
		a.body = append(a.body, part("Kết quả bỏ phiếu"), table)
	}
	a.body = append(a.body, part("Hồ sơ cần xử lý tiếp"))
	a.body = append(a.body, a.open()...)
	a.annexed = label(a.lists())
	a.body = append(a.body, say("Trên đây là kết quả đăng ký thi đua và khen thưởng năm "+itoa(a.year)+" của "+a.Office.Name+annexList(len(a.annexed))+"."))
}

// A unitSum is what one unit has, over all titles and forms.
type unitSum struct {
	code, name                                                    string
	registered, pending, refused, individuals, groups, households int
	others                                                        int // enterprises, communities
}

// sums adds the rows of each unit, in the tree's order.
func (a *awardReport) sums() []unitSum {
	var out []unitSum
	for _, c := range a.units {
		if n := len(out); n == 0 || out[n-1].code != c.UnitCode {
			out = append(out, unitSum{code: c.UnitCode, name: c.UnitName})
		}
		s := &out[len(out)-1]
		s.registered += c.Registered
		s.pending += c.Proposed + c.Approved + c.Submitted
		s.refused += c.Rejected + c.Revoked
		switch emulation.RecipientKind(c.RecipientKind) {
		case emulation.RecipientIndividual:
			s.individuals += c.Granted
		case emulation.RecipientHousehold:
			s.households += c.Granted
		case emulation.RecipientCollective:
			s.groups += c.Granted
		default:
			s.others += c.Granted
		}
	}
	return out
}

// key names a sum over all units.
func (a *awardReport) key(f string) string { return "dv." + itoa(a.year) + "." + f }

// rewarded tells a unit with at least one award.
func (s unitSum) rewarded() bool { return s.individuals+s.groups+s.households+s.others > 0 }

func (a *awardReport) unitsSentence() document.Paragraph {
	sums := a.sums()
	granted := 0
	for _, s := range sums {
		if s.rewarded() {
			granted++
		}
	}
	return (&prose{}).v(a.key("don-vi"), count(len(sums))).w(" đơn vị có đăng ký thi đua hoặc hồ sơ khen thưởng năm "+itoa(a.year)+"; ").
		v(a.key("co-khen"), count(granted)).w(" đơn vị đã có tập thể, cá nhân, hộ gia đình được khen thưởng.").paragraph()
}

func (a *awardReport) unitTable() document.Table {
	table := document.Table{ID: "bang-don-vi", Title: "Đăng ký và khen thưởng của từng đơn vị (lượt)",
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 56}, {Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal},
			{Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal},
			{Width: 22, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Đơn vị", RowSpan: 2}, {Text: "Đăng ký", RowSpan: 2}, {Text: "Đang đề nghị, trình", RowSpan: 2},
				{Text: "Đã có quyết định", ColSpan: 4}, {Text: "Không duyệt, thu hồi", RowSpan: 2}},
			{{Text: "cá nhân"}, {Text: "tập thể"}, {Text: "hộ gia đình"}, {Text: a.otherRecipients()}}},
	}
	var all unitSum
	granted := 0
	row := func(kind document.RowKind, first, second document.Cell, s unitSum) {
		cells := []document.Cell{first, second}
		for _, n := range []int{s.registered, s.pending, s.individuals, s.groups, s.households, s.others, s.refused} {
			cells = append(cells, document.WordCell(whole(n)))
		}
		table.Rows = append(table.Rows, document.Row{Kind: kind, Cells: cells})
	}
	for i, s := range a.sums() {
		row(document.Plain, document.WordCell(itoa(i+1)), document.WordCell(s.name), s)
		all.registered += s.registered
		all.pending += s.pending
		all.refused += s.refused
		all.individuals += s.individuals
		all.groups += s.groups
		all.households += s.households
		all.others += s.others
		if s.rewarded() {
			granted++
		}
	}
	row(document.Total, document.WordCell(""), document.Cell{Spans: []document.Span{{Text: "Cộng "}, document.Value(a.key("don-vi"), whole(len(table.Rows))),
		{Text: " đơn vị ("}, document.Value(a.key("co-khen"), whole(granted)), {Text: " đơn vị được khen)"}}}, all)
	return telling(table, 2, silentOrZero)
}

// otherRecipients names those that are neither persons, collectives nor households:
// "doanh nghiệp", or "khác" of several kinds.
func (a *awardReport) otherRecipients() string {
	name := ""
	for _, c := range a.units {
		switch k := emulation.RecipientKind(c.RecipientKind); {
		case k == emulation.RecipientIndividual || k == emulation.RecipientCollective || k == emulation.RecipientHousehold || c.Granted == 0:
		case name != "" && name != k.Label():
			return "khác"
		default:
			name = k.Label()
		}
	}
	return orElse(name, "khác")
}

// open says what is not decided yet, and what must be looked into.
func (a *awardReport) open() []document.Block {
	pending, refused, without := 0, 0, 0
	var verify []string
	for _, c := range a.awards[0].conversion {
		pending += c.Proposed + c.Approved + c.Submitted
		refused += c.Rejected + c.Revoked
		without += c.RegisteredNotGranted
		verify = append(verify, c.ToVerify...)
	}
	slices.Sort(verify)
	verify = slices.Compact(verify)
	if pending+refused+without+len(verify) == 0 {
		return []document.Block{say("Không còn hồ sơ đang trình, không có trường hợp cần xác minh.")}
	}
	table := document.Table{ID: "bang-ho-so", Title: "Hồ sơ cần xử lý tiếp",
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 100}, {Width: 30, Align: document.Decimal}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Nội dung"}, {Text: "Số lượt"}}}}
	p := &prose{}
	for _, row := range []struct {
		key, label, sentence string
		n                    int
	}{
		{"dang-trinh", "Hồ sơ đang đề nghị, trình cấp có thẩm quyền", "hồ sơ đang đề nghị, trình cấp có thẩm quyền", pending},
		{"chua-duoc", "Có đăng ký, nêu tên, chưa có quyết định", "trường hợp có đăng ký, nêu tên nhưng chưa có quyết định", without},
		{"khong-duyet", "Hồ sơ không được duyệt, quyết định bị thu hồi", "hồ sơ không được duyệt hoặc quyết định bị thu hồi", refused},
		{"xac-minh", "Tên trùng nhau, cần xác minh", "tên cần xác minh do trùng nhau trong đơn vị", len(verify)},
	} {
		if row.n == 0 {
			continue
		}
		k := "hs." + row.key
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(len(table.Rows) + 1)), document.WordCell(row.label),
			document.ValueCell(k, whole(row.n))}})
		if len(p.spans) > 0 {
			p.w("; ")
		} else {
			p.w("Còn ")
		}
		p.v(k, count(row.n)).w(" " + row.sentence)
	}
	blocks := []document.Block{p.w(".").paragraph(), table}
	if len(verify) > 0 {
		blocks = append(blocks, say("Cần xác minh: "+enumerate(verify)+"."))
	}
	return blocks
}
