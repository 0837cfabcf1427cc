package reports

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// Clusters lists the emulation clusters of a plan, code and name, in the order
// of their codes.
func Clusters(ctx context.Context, db *sql.DB, planID string, knownAt time.Time) ([]Cluster, error) {
	ranks, err := queries.ClusterRanking(ctx, db, queries.PlanState{PlanID: planID, KnownAt: knownAt})
	if err != nil {
		return nil, err
	}
	var out []Cluster
	for _, c := range ranks {
		if n := len(out); n == 0 || out[n-1].Code != c.ClusterCode {
			out = append(out, Cluster{c.ClusterCode, c.ClusterName})
		}
	}
	return out, nil
}

// A Cluster is an emulation cluster or block.
type Cluster struct{ Code, Name string }

// BuildMinutes makes the minutes (biên bản bình xét) of one cluster's meeting:
// what the scores say, with blanks for what only the meeting knows (place, time,
// those present, the vote). cluster may be "" where the plan has only one. They
// are a draft while points of the cluster leave its table of criteria.
// Errors: *queries.UnknownPlanError, *ClusterError.
func BuildMinutes(ctx context.Context, db *sql.DB, drawer Drawer, now func() time.Time, req Request, cluster string) (Built, error) {
	var built Built
	stage := stages(now, &built.Timings)
	req.Final = true // a cluster is ranked for its year
	r, err := started(ctx, db, req)
	if err != nil {
		return built, err
	}
	err = ready(drawer, func() error {
		return together(ctx, []func(context.Context) error{
			func(ctx context.Context) (err error) {
				r.ranks, err = queries.ClusterRanking(ctx, db, r.state())
				return err
			},
			func(ctx context.Context) (err error) {
				r.scores, err = queries.ClusterScores(ctx, db, r.state())
				return err
			},
			func(ctx context.Context) (err error) {
				r.misscored, err = queries.ScoreFindings(ctx, db, r.state())
				return err
			},
		})
	})
	if err != nil {
		return built, err
	}
	if err := r.keepCluster(cluster); err != nil {
		return built, err
	}
	stage("queries, chart engine")
	m := minutes{paper: paper{review: r, kind: KindRanking, about: about{Year: r.ranks[0].Year, Cluster: r.ranks[0].ClusterCode}}, group: r.ranks}
	votes, err := queries.VoteList(ctx, db, queries.AwardYear{PlanID: r.PlanID, Year: m.about.Year, KnownAt: r.KnownAt})
	if err != nil {
		return built, err
	}
	r.misscored = slices.DeleteFunc(r.misscored, func(f queries.Finding) bool { return !strings.HasPrefix(f.Subject, m.group[0].ClusterName+": ") })
	m.reason = r.disagreeing()
	m.votes = slices.DeleteFunc(votes, func(v queries.Vote) bool { return v.ClusterCode != m.about.Cluster })
	var kinds []chartOf
	if k, ok := r.rankingChart(m.group); ok {
		kinds = append(kinds, chartOf{"ranking", k})
	}
	if k, ok := m.heat(); ok {
		kinds = append(kinds, chartOf{"heat", k})
	}
	if err := r.figuresOf(ctx, drawer, kinds); err != nil {
		return built, err
	}
	stage("charts")
	built.Document, err = m.document()
	built.Draft = m.reason
	built.Counts = []Count{{"Đã xếp hạng", m.ranked()}, {"Chưa xếp hạng", len(m.group) - m.ranked()}}
	stage("text")
	return built, err
}

// keepCluster leaves the rows of one cluster.
func (r *review) keepCluster(cluster string) error {
	known := r.byCluster()
	unknown := &ClusterError{PlanID: r.PlanID, Cluster: cluster}
	for _, g := range known {
		unknown.Known = append(unknown.Known, g[0].ClusterCode)
	}
	if cluster == "" && len(known) == 1 {
		cluster = known[0][0].ClusterCode
	}
	r.ranks = slices.DeleteFunc(r.ranks, func(c queries.ClusterRank) bool { return c.ClusterCode != cluster })
	r.scores = slices.DeleteFunc(r.scores, func(c queries.CriterionScore) bool { return c.ClusterCode != cluster })
	if len(r.ranks) == 0 {
		return unknown
	}
	return nil
}

type minutes struct {
	paper
	group []queries.ClusterRank
	votes []queries.Vote // of the cluster's members
}

// Dotted lines that the secretary fills in with a pen.
const (
	dots     = "........"
	longDots = "................................................................"
)

func (m *minutes) clusterWord() string {
	if emulation.ClusterKind(m.group[0].ClusterKind) == emulation.ClusterKindBlock {
		return "khối"
	}
	return "cụm"
}

func (m *minutes) ranked() int {
	n := 0
	for _, c := range m.group {
		if c.Rank.Valid {
			n++
		}
	}
	return n
}

// document follows the form of minutes (Nghị định 30/2020/NĐ-CP, Phụ lục III,
// Mẫu 1.10): no place and date in the head, chair and secretary sign.
func (m *minutes) document() (document.Document, error) {
	first := m.group[0]
	m.title = "Họp bình xét, suy tôn thi đua năm " + itoa(first.Year) + " của " + lower(first.ClusterName)
	head := document.Head{
		Superior: m.Office.Issuer, Issuer: strings.ToUpper(first.ClusterName),
		Number: "Số:      /BB-" + map[string]string{"khối": "KTĐ", "cụm": "CTĐ"}[m.clusterWord()],
		Kind:   "BIÊN BẢN", Subject: m.title,
	}
	m.body = append(m.opening(), m.scoring()...)
	m.body = append(m.body, m.changes()...)
	m.body = append(m.body, m.vote()...)
	m.body = append(m.body, m.closing()...)
	m.annexed = label([]document.Annex{
		{Title: "BẢNG CHẤM ĐIỂM CHI TIẾT", Reference: m.reference(), Landscape: true, Body: append([]document.Block{m.datesNote(), m.detail()}, m.figures.after("heat")...)},
		{Title: "DANH SÁCH ĐẠI BIỂU DỰ HỌP, KÝ XÁC NHẬN", Reference: m.reference(), Body: []document.Block{m.present()}},
	})
	return m.compose(head, document.Signature{
		Authority: []string{"CHỦ TRÌ"}, Name: "(Họ và tên)",
		Second:     document.Signer{Authority: []string{"THƯ KÝ"}, Name: "(Họ và tên)"},
		Recipients: []string{"Các đơn vị thành viên", m.Office.Name, "Lưu: hồ sơ " + m.clusterWord() + " thi đua"},
	})
}

func (m *minutes) reference() string {
	return "(Kèm theo Biên bản họp bình xét, suy tôn thi đua năm " + itoa(m.group[0].Year) + ")"
}

func (m *minutes) key(f string) string { return "cum." + m.group[0].ClusterCode + "." + f }

func say(words string) document.Paragraph { return (&prose{}).w(words).paragraph() }

func (m *minutes) opening() []document.Block {
	return []document.Block{
		say("Thời gian bắt đầu: " + dots + " giờ " + dots + ", ngày " + dots + " tháng " + dots + " năm " + dots + "."),
		say("Địa điểm: " + longDots + "."),
		document.Heading{Level: 1, Number: "I", Text: "Thành phần tham dự", ID: "phan-1"},
		document.List{Items: [][]document.Span{
			document.Spans("Chủ trì: " + longDots + ";"),
			document.Spans("Thư ký: " + longDots + ";"),
			(&prose{}).w("Đại diện các đơn vị thành viên: ").w(dots+"/").v(m.key("tong"), count(len(m.group))).
				w(" đơn vị (danh sách ký xác nhận tại ").see("Phụ lục II", "danh-sach-dai-bieu").w(").").spans,
		}},
	}
}

// scoring says how the points were given and what order they make.
func (m *minutes) scoring() []document.Block {
	first := m.group[0]
	p := (&prose{}).w("Bảng tiêu chí năm "+itoa(first.Year)+" có ").v(m.key("tieu-chi"), count(first.Criteria)).w(" tiêu chí, tổng điểm tối đa ").
		v(m.key("toi-da"), number(first.MaxPoints)).w(" điểm, chưa kể điểm thưởng. Điểm do các đơn vị tự chấm và được thẩm định, cập nhật đến ngày " + day(m.KnownAt) + ".")
	blocks := []document.Block{
		document.Heading{Level: 1, Number: "II", Text: "Nội dung", ID: "phan-2"},
		document.Heading{Level: 2, Number: "1", Text: "Bảng tiêu chí"}, p.paragraph(), m.criteria(),
		document.Heading{Level: 2, Number: "2", Text: "Kết quả tự chấm, thẩm định và xếp hạng theo điểm"},
	}
	rest := m.clusters() // one group is left: its sentence and its table
	blocks = append(blocks, rest[0], rest[1], (&prose{}).w("Điểm tự chấm, thẩm định theo từng tiêu chí tại ").see("Phụ lục I", m.detail().ID).w(".").paragraph())
	blocks = append(blocks, m.figures.after("ranking")...)
	var list document.List
	for _, c := range m.group {
		if !c.Rank.Valid && c.UnrankedReason != "" {
			list.Items = append(list.Items, document.Spans(c.UnitName+": "+strings.TrimPrefix(c.UnrankedReason, "không xếp hạng: ")+";"))
		}
	}
	if len(list.Items) > 0 {
		end(&list)
		blocks = append(blocks, say("Các đơn vị không xếp hạng hoặc chưa đủ điểm để xếp hạng:"), list)
	}
	return blocks
}

// end closes a list whose items end with ";".
func end(list *document.List) {
	last := list.Items[len(list.Items)-1]
	s := &last[len(last)-1]
	s.Text = strings.TrimSuffix(s.Text, ";") + "."
}

// tableCriteria are the criteria of the cluster, in order.
func (m *minutes) tableCriteria() []queries.CriterionScore {
	var out []queries.CriterionScore
	seen := map[string]bool{"*": true}
	for _, s := range m.scores {
		if !seen[s.CriterionCode] {
			seen[s.CriterionCode] = true
			out = append(out, s)
		}
	}
	return out
}

func (m *minutes) criteria() document.Table {
	table := document.Table{ID: "bang-tieu-chi", Title: "Tiêu chí chấm điểm",
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 110}, {Width: 30, Align: document.Decimal}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Tiêu chí"}, {Text: "Điểm tối đa"}}}}
	for i, c := range m.tableCriteria() {
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(i + 1)),
			document.WordCell(c.CriterionName), document.WordCell(number(c.MaxPoints))}})
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell(""),
		{Spans: []document.Span{{Text: "Cộng "}, document.Value(m.key("tieu-chi"), whole(m.group[0].Criteria)), {Text: " tiêu chí"}}},
		document.ValueCell(m.key("toi-da"), number(m.group[0].MaxPoints))}})
	return table
}

// changes lists the points that the verification changed, and bonuses and
// deductions, with their reasons (semantics.md 8).
func (m *minutes) changes() []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Number: "3", Text: "Điểm được điều chỉnh khi thẩm định, điểm thưởng, điểm trừ"}}
	table := document.Table{ID: "bang-dieu-chinh", Title: "Điểm điều chỉnh, điểm thưởng, điểm trừ và lý do",
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 28}, {Width: 45}, {Width: 16, Align: document.Decimal},
			{Width: 18, Align: document.Decimal}, {Width: 45}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Đơn vị"}, {Text: "Nội dung"}, {Text: "Tự chấm"}, {Text: "Thẩm định"}, {Text: "Lý do"}}}}
	changed, silent := 0, 0
	add := func(s queries.CriterionScore, what, self, verified string) {
		reason := s.Reason
		if reason == "" {
			reason = "[Chưa ghi lý do]"
			silent++
		}
		changed++
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(changed)), document.WordCell(s.ShortName),
			document.WordCell(what), document.WordCell(self), document.WordCell(verified), document.WordCell(reason)}})
	}
	for _, s := range m.scores {
		if s.SelfScore.Valid && s.VerifiedScore.Valid && !s.SelfScore.Decimal.Equal(s.VerifiedScore.Decimal) {
			add(s, s.CriterionName, number(s.SelfScore), number(s.VerifiedScore))
		}
		name := s.CriterionName
		if s.CriterionCode == "*" {
			name = "toàn bảng"
		}
		if s.Bonus.Valid && s.Bonus.Decimal.Sign() > 0 {
			add(s, "Điểm thưởng, "+lower(name), notApplicableText, number(s.Bonus))
		}
		if s.Deduction.Valid && s.Deduction.Decimal.Sign() > 0 {
			add(s, "Điểm trừ, "+lower(name), notApplicableText, number(s.Deduction))
		}
	}
	if changed == 0 {
		return append(blocks, say("Không có nội dung nào được điều chỉnh; không có điểm thưởng, điểm trừ."))
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Cells: []document.Cell{document.WordCell(""), document.WordCell("Cộng"),
		{Spans: []document.Span{document.Value(m.key("dieu-chinh"), whole(changed)), {Text: " nội dung"}}}, document.WordCell(""), document.WordCell(""), document.WordCell("")}})
	p := (&prose{}).w("Có ").v(m.key("dieu-chinh"), count(changed)).w(" nội dung thẩm định khác điểm tự chấm, được thưởng hoặc bị trừ điểm (").see("bảng dưới đây", table.ID).w(").")
	if silent > 0 {
		p.w(" Nội dung chưa ghi lý do đề nghị bộ phận thẩm định bổ sung trước khi ký biên bản.")
	}
	return append(blocks, p.paragraph(), table,
		document.Heading{Level: 2, Number: "4", Text: "Ý kiến thảo luận"}, say("[Thư ký ghi ý kiến của các đơn vị thành viên]"))
}

// vote states what the points propose; whom the meeting chose is the minutes'
// (semantics.md 8).
func (m *minutes) vote() []document.Block {
	blocks := []document.Block{document.Heading{Level: 2, Number: "5", Text: "Bình xét, suy tôn"}}
	var firsts []string
	var leader *queries.ClusterRank
	differs := false
	for i, c := range m.group {
		if c.Rank.Valid && c.Rank.V == 1 {
			firsts = append(firsts, c.UnitName)
		}
		if c.MinutesLeader {
			leader = &m.group[i]
		}
		differs = differs || c.LeaderDiffers
	}
	var list document.List
	add := func(p *prose) { list.Items = append(list.Items, p.spans) }
	switch len(firsts) {
	case 0:
		add((&prose{}).w("Chưa có đơn vị đủ điểm thẩm định để xếp hạng;"))
	case 1:
		add((&prose{}).w("Đơn vị dẫn đầu về điểm: " + firsts[0] + ";"))
	default:
		add((&prose{}).w("Các đơn vị đồng hạng nhất về điểm: " + enumerate(firsts) + "; hội nghị biểu quyết chọn đơn vị dẫn đầu;"))
	}
	if leader != nil {
		p := (&prose{}).w("Đơn vị được bình xét, suy tôn dẫn đầu: " + leader.UnitName)
		if leader.Total.Valid {
			p.w(", tổng điểm ").v(m.key(leader.UnitCode+".tong"), number(leader.Total))
		}
		if leader.LeaderDocument != "" {
			p.w(" (" + leader.LeaderDocument + ")")
		}
		add(p.w(";"))
		if differs || len(firsts) > 1 {
			add((&prose{}).w("Căn cứ suy tôn đơn vị trên trong khi có đơn vị khác cùng hạng nhất hoặc cao hơn về điểm: [Thư ký ghi căn cứ];"))
		}
	} else {
		add((&prose{}).w("Đơn vị được bình xét, suy tôn dẫn đầu: [Thư ký ghi kết quả biểu quyết];"))
	}
	table, voted := voteTable("bang-bieu-quyet", "Kết quả biểu quyết", m.votes)
	if voted {
		add((&prose{}).w("Kết quả biểu quyết tại ").see("bảng dưới đây", table.ID).w(";"))
	} else {
		add((&prose{}).w("Kết quả biểu quyết: " + dots + "/" + dots + " phiếu tán thành;"))
	}
	add((&prose{}).w("Đề nghị khen thưởng: [Thư ký ghi đơn vị, hình thức khen thưởng và cấp trình];"))
	add((&prose{}).w("Trưởng, Phó " + m.clusterWord() + " năm " + itoa(m.group[0].Year+1) + ": [Thư ký ghi kết quả]."))
	if voted {
		return append(blocks, list, table)
	}
	return append(blocks, list)
}

func (m *minutes) closing() []document.Block {
	return []document.Block{
		document.Heading{Level: 1, Number: "III", Text: "Kết luận", ID: "phan-3"},
		say("Hội nghị thống nhất kết quả chấm điểm, xếp hạng và bình xét, suy tôn nêu trên. Cuộc họp kết thúc vào " + dots + " giờ " + dots +
			", ngày " + dots + " tháng " + dots + " năm " + dots + ". Biên bản được lập thành " + dots + " bản, đã đọc lại cho các thành viên dự họp cùng nghe và nhất trí thông qua."),
	}
}

// detail is the cluster's table of criteria without the title of a report.
func (m *minutes) detail() document.Table {
	t := m.scoreTable(m.group)
	t.Title = ""
	return t
}

// present is where the members sign; the rows leave room for a pen.
func (m *minutes) present() document.Table {
	table := document.Table{ID: "danh-sach-dai-bieu",
		Columns: []document.Column{{Width: 10, Align: document.Centre}, {Width: 60}, {Width: 60}, {Width: 38}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Đơn vị thành viên"}, {Text: "Họ và tên, chức vụ người đại diện"}, {Text: "Chữ ký"}}}}
	for i, c := range m.group {
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell("\u00a0\n" + c.UnitName + "\n\u00a0"),
			document.WordCell(""), document.WordCell("")}})
	}
	return table
}

// heat shows where the verification kept, lowered or raised the members' own
// points, criterion by criterion.
func (m *minutes) heat() (charts.Kind, bool) {
	criteria := m.tableCriteria()
	k := charts.HeatTable{Head: charts.Head{ID: chartID("diem", m.group[0].ClusterCode), Width: 240},
		Key: []charts.VerdictClass{{Word: "Đạt điểm tối đa", Tone: charts.ToneExceeded}, {Word: "Thẩm định bằng tự chấm", Tone: charts.ToneMet},
			{Word: "Thẩm định khác tự chấm", Tone: charts.ToneNotMet}, {Word: "Chưa thẩm định", Tone: charts.ToneNoData}}}
	if len(criteria) == 0 || len(criteria) > 16 || len(m.group) > 40 {
		return nil, false
	}
	for _, c := range criteria {
		k.Columns = append(k.Columns, fmt.Sprintf("%s (%s)", c.CriterionName, number(c.MaxPoints)))
	}
	byCell := map[[2]string]queries.CriterionScore{}
	for _, s := range m.scores {
		byCell[[2]string{s.UnitCode, s.CriterionCode}] = s
	}
	changed := 0
	for _, u := range m.group {
		row := charts.HeatRow{Name: u.ShortName}
		for _, c := range criteria {
			s := byCell[[2]string{u.UnitCode, c.CriterionCode}]
			cell := charts.HeatCell{Text: number(s.VerifiedScore), Tone: charts.ToneMet}
			switch {
			case !s.VerifiedScore.Valid:
				cell.Tone = charts.ToneNoData
			case s.SelfScore.Valid && !s.SelfScore.Decimal.Equal(s.VerifiedScore.Decimal):
				cell.Text, cell.Tone = number(s.SelfScore)+" → "+number(s.VerifiedScore), charts.ToneNotMet
				changed++
			case s.VerifiedScore.Decimal.Equal(c.MaxPoints.Decimal):
				cell.Tone = charts.ToneExceeded
			}
			row.Cells = append(row.Cells, cell)
		}
		k.Rows = append(k.Rows, row)
	}
	k.Title = "Điểm thẩm định theo tiêu chí; " + count(changed) + " ô thẩm định khác điểm tự chấm"
	return k, true
}
