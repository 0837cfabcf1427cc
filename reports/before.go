package reports

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// What an earlier report counted beside its targets, as it was known then.
type beforeCounts struct {
	coverage []queries.UnitCoverage
	awards   []yearAwards // of the years that both reports speak of
}

// sinceTold reports whether the comparison with an earlier report has anything to
// compare.
func (r *review) sinceTold() bool {
	return r.Since != nil && (len(r.before) > 0 && len(r.changes()) > 0 ||
		slices.ContainsFunc(r.countChanges(), func(c countChange) bool { return c.then != c.now }))
}

// askBefore asks for who had reported and what had been granted on the day of the
// earlier report.
func (r *review) askBefore(ctx context.Context, db *sql.DB) (err error) {
	if r.Since == nil {
		return nil
	}
	r.then.coverage, err = queries.Coverage(ctx, db, r.coverageThen())
	if err != nil {
		return err
	}
	for _, year := range r.years() {
		if year < r.Since.from.Year() || year > r.Since.to.Year() {
			continue
		}
		y := yearAwards{year: year}
		if y.conversion, err = queries.RegistrationAwards(ctx, db, queries.AwardYear{PlanID: r.PlanID, Year: year, KnownAt: r.Since.KnownAt}); err != nil {
			return err
		}
		r.then.awards = append(r.then.awards, y)
	}
	return nil
}

// coverageThen is the window of reports that the earlier report had.
func (r *review) coverageThen() queries.ReportWindow {
	return queries.ReportWindow{PlanID: r.PlanID, DataFrom: r.Since.from, DataTo: r.Since.dataTo, ReportsDue: r.Since.due, KnownAt: r.Since.KnownAt}
}

// A countChange is a count that both reports have.
type countChange struct {
	key, label string
	then, now  string
	signed     string // the difference; "" where none says anything
	words      string // before and after the count in a sentence, parted by "|"; "" to leave it to the table
	origin     *document.Origin
}

// countChanges sets side by side who had reported and what had been granted; empty
// where the earlier report had neither.
func (r *review) countChanges() []countChange {
	var out []countChange
	if n := len(r.then.coverage); n > 0 && len(r.coverage) > 0 {
		old := &review{coverage: r.then.coverage}
		was, of, _ := old.received()
		is, all, _ := r.received()
		from := r.coverageAsked()
		out = append(out, countChange{"bc", "Đơn vị đã báo cáo/phải báo cáo", whole(was) + "/" + whole(of), whole(is) + "/" + whole(all), "", "|đơn vị báo cáo",
			computed(from, "rows with status on_time or late, of all; then and now")})
	}
	for _, y := range r.then.awards {
		i := slices.IndexFunc(r.awards, func(n yearAwards) bool { return n.year == y.year })
		if i < 0 || len(y.conversion)+len(r.awards[i].conversion) == 0 {
			continue
		}
		was, wasOpen := grantedOf(y)
		is, isOpen := grantedOf(r.awards[i])
		from := r.yearAsked("registration_awards", y.year)
		out = append(out,
			countChange{"kt." + itoa(y.year), "Khen thưởng năm " + itoa(y.year) + " đã có quyết định (lượt)", whole(was), whole(is), signedCount(is - was), "khen thưởng năm " + itoa(y.year) + " đã có quyết định |lượt",
				computed(from, "sum of granted; then and now")},
			countChange{"kt." + itoa(y.year) + ".trinh", "Hồ sơ khen thưởng năm " + itoa(y.year) + " đang đề nghị, trình", whole(wasOpen), whole(isOpen), signedCount(isOpen - wasOpen), "",
				computed(from, "sum of proposed, approved and submitted; then and now")})
	}
	return out
}

// grantedOf counts what was granted for a year, and what is under way.
func grantedOf(y yearAwards) (granted, pending int) {
	for _, c := range y.conversion {
		granted += c.Granted
		pending += c.Proposed + c.Approved + c.Submitted
	}
	return granted, pending
}

func signedCount(n int) string {
	switch {
	case n > 0:
		return "+" + whole(n)
	case n < 0:
		return whole(n)
	}
	return zeroText
}

// sinceCounts says them in the summary, behind what changed of the targets.
func (r *review) sinceCounts(p *prose) {
	for _, c := range r.countChanges() {
		if c.then == c.now || c.words == "" {
			continue
		}
		before, after, _ := strings.Cut(c.words, "|")
		p.w("; "+before).v("td."+c.key+".nay", c.now).w(" "+after+" (lần trước ").v("td."+c.key+".truoc", c.then).w(")")
	}
}

// countsThenTable prints them; ok is false where there is nothing to compare.
func (r *review) countsThenTable() (table document.Table, ok bool) {
	then, now := r.sinceHeads()
	table = document.Table{
		ID: "bieu-thay-doi-so-luong", Title: "Báo cáo của các đơn vị và khen thưởng",
		Columns: []document.Column{{Width: 80}, {Width: 28, Align: document.Decimal}, {Width: 28, Align: document.Decimal}, {Width: 24, Align: document.Decimal}},
		Header:  [][]document.HeaderCell{{{Text: "Nội dung"}, {Text: then}, {Text: now}, {Text: "Thay đổi"}}},
	}
	for _, c := range r.countChanges() {
		table.Rows = append(table.Rows, document.Row{Origin: c.origin, Cells: []document.Cell{document.WordCell(c.label), document.ValueCell("td."+c.key+".truoc", c.then),
			document.ValueCell("td."+c.key+".nay", c.now), document.WordCell(orElse(c.signed, notApplicableText))}})
	}
	return table, len(table.Rows) > 0
}

// beforeBlocks is the annex on the time since the earlier reports: what became of
// the weaknesses and tasks that they named, and what changed since the last one.
func (r *review) beforeBlocks() (title string, blocks []document.Block) {
	const followed = "Kết quả khắc phục hạn chế, thực hiện nhiệm vụ kỳ trước"
	told := r.sinceTold()
	switch all, ok := r.followedUp(); {
	case ok && told:
		title = followed + "; thay đổi so với " + r.Since.name
		blocks = append(blocks, r.followUpTable(all))
	case ok:
		title = followed
		table := r.followUpTable(all)
		table.Title = ""
		return title, append(blocks, table)
	default:
		title = "Thay đổi so với " + r.Since.name
	}
	if len(r.before) > 0 && len(r.changes()) > 0 {
		blocks = append(blocks, r.changesTable())
	}
	if table, ok := r.countsThenTable(); ok {
		blocks = append(blocks, table)
	}
	return title, blocks
}

// followedUp is the sum of the follow-ups; ok is false where none was loaded.
func (r *review) followedUp() (all queries.FollowUpCount, ok bool) {
	for _, f := range r.followed {
		if f.ItemKind == "*" {
			all = f
		}
	}
	return all, all.Items > 0
}

// unitOfTask is who has to act, where the office wants a unit that is overdue named.
func (r *review) unitOfTask(f queries.FollowUp) document.Cell {
	if f.Overdue && !r.Office.inAnnex() {
		return document.WordCell(notApplicableText)
	}
	return document.WordCell(f.ShortName)
}

// taskRow is the origin of a follow-up.
func (r *review) taskRow(f queries.FollowUp) *document.Origin {
	return picked(r.windowAsked("follow_up_list"), pair("unit_code", f.UnitCode), pair("content", f.Content))
}

// taskState is what became of a task in a cell.
func taskState(f queries.FollowUp) string {
	state := capital(emulation.FollowUpState(f.State).Label())
	if f.Overdue {
		state += ", quá hạn"
	}
	return state
}
