package reports

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// An Earlier is the report of the same plan that a new one is compared with: what
// was known then is looked up again, so the earlier file is not needed.
type Earlier struct {
	Final   bool      // the final review, made before
	PhaseNo int       // of an interim review
	KnownAt time.Time // the day on which its reports were closed

	again    bool // an earlier edition of this very review
	from, to time.Time
	due      time.Time
	name     string    // in sentences: "báo cáo sơ kết đợt 1"
	dataTo   time.Time // the end of the period that its figures covered
}

// settle finds the earlier report's phase. A *PhaseError says that there is none.
func (r *review) settle() error {
	if r.Since == nil {
		return nil
	}
	e := *r.Since
	of := review{Request: Request{Final: e.Final}, plan: r.plan, phases: r.phases}
	e.again = e.Final && r.Final
	e.from, e.to = r.plan.StartsOn, r.plan.EndsOn
	if !e.Final {
		i := slices.IndexFunc(r.phases, func(p queries.Phase) bool { return p.PhaseNo == e.PhaseNo })
		if i < 0 {
			return &PhaseError{r.PlanID, e.PhaseNo, r.phases}
		}
		of.phase = r.phases[i]
		e.again = !r.Final && e.PhaseNo == r.PhaseNo
		e.from, e.to = of.phase.StartsOn, of.phase.EndsOn
	}
	e.due, e.dataTo = of.due(), e.to
	if e.KnownAt.Before(e.dataTo) {
		e.dataTo = e.KnownAt
	}
	e.name = "báo cáo " + of.reviewName() + " " + of.period()
	if e.again {
		e.name += " chốt ngày " + day(e.KnownAt)
	}
	r.Since = &e
	return nil
}

// sinceHeads name the columns of the earlier report and of this one.
func (r *review) sinceHeads() (then, now string) {
	if r.Since.again && r.Since.dataTo.Equal(r.DataTo) {
		return "Chốt ngày " + day(r.Since.KnownAt), "Chốt ngày " + day(r.KnownAt)
	}
	return "Đến " + day(r.Since.dataTo), "Đến " + day(r.DataTo)
}

// The standing of a target in the comparison of two reports. A report before the
// end speaks of outlooks and one at the end of verdicts; both are put on one scale.
type standing uint8

const (
	notAssessed standing = iota
	withoutFigures
	failing // khó đạt, không đạt
	hopeful // có khả năng đạt
	reached // đạt, vượt
)

// standingOf is a target's standing in an interim or final review.
func standingOf(t queries.TargetResult, final bool) standing {
	switch emulation.Verdict(t.Verdict) {
	case emulation.VerdictExceeded, emulation.VerdictMet:
		return reached
	case emulation.VerdictNotMet:
		return failing
	case emulation.VerdictNoData:
		if final {
			return withoutFigures
		}
	}
	if final {
		return notAssessed
	}
	switch t.Standing {
	case "reached":
		return reached
	case "likely":
		return hopeful
	case "at_risk":
		return failing
	case "missing":
		return withoutFigures
	}
	return notAssessed
}

// standingWord is the standing in the words of the report that it stood in.
func standingWord(t queries.TargetResult, final bool) string {
	s := standingOf(t, final)
	switch {
	case s == withoutFigures:
		return "Chưa có số liệu"
	case s == notAssessed && !(final && t.Verdict != ""):
		return "Chưa đánh giá"
	case t.Verdict == string(emulation.VerdictNotMet), final:
		return verdictLabel(t)
	case s == reached:
		return "Đã đạt"
	case s == hopeful:
		return "Có khả năng đạt"
	}
	return "Khó đạt"
}

// A change is one chỉ tiêu in both reports: a target, or several that count as
// one, of which then and now are those that decide.
type change struct {
	then, now queries.TargetResult
	label     string
	codes     []string // of its targets
	how       string   // "Đã đạt", "Kém hơn", ...; "" for no change of standing
}

// What a change is called in the table.
const (
	nowReached = "Mới đạt"
	nowBetter  = "Tốt hơn"
	nowWorse   = "Kém hơn"
	nowFailing = "Không đạt"
	nowTold    = "Có số liệu"
	nowOpen    = "Chưa kết luận"
)

// earlier asks for the targets as the earlier report had them.
func (r *review) earlier(ctx context.Context, db *sql.DB) (err error) {
	if r.Since == nil {
		return nil
	}
	if err := r.askBefore(ctx, db); err != nil {
		return err
	}
	r.before, err = r.askTargetsOf(ctx, db, r.Since.Final, r.Since.dataTo, r.Since.KnownAt)
	return err
}

// changes are the chỉ tiêu that moved since the earlier report, in the plan's
// order: another standing, or another value.
func (r *review) changes() []change {
	var out []change
	for _, t := range r.targets {
		i := slices.IndexFunc(r.before, func(b queries.TargetResult) bool { return b.TargetCode == t.TargetCode })
		if i < 0 || !r.counted(t) || r.before[i].SpanFrom.After(r.Since.dataTo) {
			continue
		}
		c := change{then: r.before[i], now: t, label: t.Label, codes: []string{t.TargetCode}}
		at := slices.IndexFunc(out, func(o change) bool { return o.now.CountsAs == t.CountsAs })
		if at < 0 || t.CountsAs == "" {
			out = append(out, c)
			continue
		}
		o := &out[at]
		o.label, o.codes = o.label+"; "+lower(t.Label), append(o.codes, t.TargetCode)
		o.then, o.now = decides(o.then, c.then, r.Since.Final), decides(o.now, c.now, r.Final)
	}
	out = slices.DeleteFunc(out, func(c change) bool {
		was, is := standingOf(c.then, r.Since.Final), standingOf(c.now, r.Final)
		return was == is && (len(c.codes) > 1 || c.now.Restricted || valueText(c.then) == valueText(c.now))
	})
	for i := range out {
		out[i].how = out[i].way(r.Since.Final, r.Final)
	}
	return out
}

// decides is the one of two targets that rules the chỉ tiêu that they are
// together, as they are counted: the worse one, and "đạt" before "vượt".
func decides(a, b queries.TargetResult, final bool) queries.TargetResult {
	order := []standing{withoutFigures, failing, notAssessed, hopeful, reached}
	if final {
		order = []standing{failing, withoutFigures, notAssessed, hopeful, reached}
	}
	rank := func(t queries.TargetResult) int {
		n := 2 * slices.Index(order, standingOf(t, final))
		if v := emulation.Verdict(t.Verdict); v == emulation.VerdictExceeded || v == emulation.VerdictNotDue {
			n++
		}
		return n
	}
	if rank(b) < rank(a) {
		return b
	}
	return a
}

// way says how a chỉ tiêu moved; "" where only its value did.
func (c change) way(before, final bool) string {
	was, is := standingOf(c.then, before), standingOf(c.now, final)
	switch {
	case was == is:
		return ""
	case is == notAssessed:
		if was == withoutFigures {
			return ""
		}
		return nowOpen
	case is == reached:
		return nowReached
	case is == withoutFigures:
		return nowWorse
	case was == withoutFigures:
		return nowTold
	case was == notAssessed && is == failing:
		return nowFailing
	case was == notAssessed:
		return ""
	case is > was:
		return nowBetter
	}
	return nowWorse
}

// changed counts the changes of a kind.
func changed(all []change, how string) (n int) {
	for _, c := range all {
		if c.how == how {
			n++
		}
	}
	return n
}

// sinceSentence says what changed since the earlier report; nil without one.
func (r *review) sinceSentence() *prose {
	if r.Since == nil || len(r.before) == 0 {
		return nil
	}
	all := r.changes()
	p := (&prose{}).w("So với " + r.Since.name + " (số liệu đến hết ngày " + day(r.Since.dataTo) + "): ")
	first := true
	say := func(how, before, after string) {
		n := changed(all, how)
		if n == 0 {
			return
		}
		if !first {
			p.w(", ")
		}
		first = false
		p.w(before).v("td."+how, count(n)).w(after)
	}
	say(nowReached, "thêm ", " chỉ tiêu đạt kế hoạch")
	say(nowBetter, "", " chỉ tiêu chuyển biến tốt hơn")
	say(nowTold, "", " chỉ tiêu đã có số liệu")
	weak := " chỉ tiêu khó đạt"
	if r.Final {
		weak = " chỉ tiêu không đạt"
	}
	say(nowFailing, "thêm ", weak)
	r.listed(p, all, nowFailing)
	say(nowWorse, "", " chỉ tiêu kém hơn")
	r.listed(p, all, nowWorse)
	say(nowOpen, "", " chỉ tiêu chưa kết luận")
	r.listed(p, all, nowOpen)
	if first {
		p.w("không có chỉ tiêu thay đổi kết quả đánh giá")
	}
	r.sinceCounts(p)
	table := "bieu-thay-doi"
	if len(all) == 0 {
		table = "bieu-thay-doi-so-luong"
	}
	if r.sinceTold() {
		p.w(" (").see(r.annexName(annexBefore), table).w(")")
	}
	return p.w(".")
}

// listed names the targets of a kind of change where they are few.
func (r *review) listed(p *prose, all []change, how string) {
	if n := changed(all, how); n == 0 || n > 3 {
		return
	}
	sep := " ("
	for _, c := range all {
		if c.how == how {
			p.w(sep + lower(c.label))
			sep = "; "
		}
	}
	p.w(")")
}

// changesTable sets both reports side by side.
func (r *review) changesTable() document.Table {
	before, after := r.sinceHeads()
	table := document.Table{
		ID: "bieu-thay-doi", Title: "Kết quả đánh giá các chỉ tiêu",
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 60}, {Width: 20, Align: document.Decimal},
			{Width: 24}, {Width: 20, Align: document.Decimal}, {Width: 24}, {Width: 18}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Chỉ tiêu", RowSpan: 2}, {Text: before, ColSpan: 2},
				{Text: after, ColSpan: 2}, {Text: "Thay đổi", RowSpan: 2}},
			{{Text: "thực hiện"}, {Text: "đánh giá"}, {Text: "thực hiện"}, {Text: "đánh giá"}},
		},
	}
	all, from := r.changes(), r.targetsAsked(r.kindOfReview())
	table.Columns[4].From, table.Columns[5].From = "value", "verdict, standing"
	table.Columns[2].From, table.Columns[3].From = "value", "standing"
	if r.Since.Final {
		table.Columns[3].From = "verdict, standing"
	}
	for _, i := range []int{2, 3} {
		table.Columns[i].Params = []document.Pair{dayPair("data_to", r.Since.dataTo), dayPair("known_at", r.Since.KnownAt), pair("review", kindOf(r.Since.Final))}
	}
	for i, c := range all {
		then, now, label := valueText(c.then), valueText(c.now), c.label+" ("+c.now.Unit+")"
		origin := picked(from, pair("target_code", c.codes[0]))
		if len(c.codes) > 1 {
			label, origin = c.label, computed(from, "rows that count as one chỉ tiêu", pair("target_code", strings.Join(c.codes, "|")))
		}
		if len(c.codes) > 1 || c.now.Restricted || emulation.Bound(c.now.Bound) == emulation.BoundAllOf {
			then, now = notApplicableText, notApplicableText
		}
		how := c.how
		switch {
		case how == "":
			how = zeroText
		case how == nowFailing && !r.Final:
			how = "Khó đạt"
		}
		table.Rows = append(table.Rows, document.Row{Origin: origin, Cells: []document.Cell{document.WordCell(itoa(i + 1)), document.WordCell(label),
			document.WordCell(orElse(then, missingText)), document.WordCell(standingWord(c.then, r.Since.Final)),
			document.WordCell(orElse(now, missingText)), document.WordCell(standingWord(c.now, r.Final)), document.WordCell(how)}})
	}
	for _, how := range []string{nowReached, nowBetter, nowTold, nowFailing, nowWorse, nowOpen} {
		label := how + " (chỉ tiêu)"
		if how == nowFailing && !r.Final {
			label = "Khó đạt (chỉ tiêu)"
		}
		if n := changed(all, how); n > 0 {
			var codes []string
			for _, c := range all {
				if c.how == how {
					codes = append(codes, c.codes...)
				}
			}
			table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, "rows whose standing became this since the report before",
				pair("target_code", strings.Join(codes, "|"))), Cells: []document.Cell{document.WordCell(""), document.WordCell(label),
				document.WordCell(""), document.WordCell(""), document.WordCell(""), document.WordCell(""), document.ValueCell("td."+how, whole(n))}})
		}
	}
	return table
}
