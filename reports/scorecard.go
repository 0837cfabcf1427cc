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

// Scorecards holds what the scorecards of all units of a plan say, from one set
// of queries. It is read-only once made: several goroutines may build from it.
type Scorecards struct {
	base   *review
	units  []queries.UnitCoverage
	values map[string][]queries.UnitValue // by unit, in the plan's order
	ranked map[string]int                 // indicator -> units with a rank
	whole  map[string]queries.TargetResult
	own    map[[2]string]queries.TargetResult // unit and indicator
	peers  map[string][]queries.UnitValue     // indicator -> units, the best first
	awards map[string][]queries.UnitConversion
	joined map[string][]queries.Participation
	sent   map[string][]queries.IndicatorReport // by reporter
	proofs queries.UnitFindings
	// Timings is how long the queries took.
	Timings []Timing
}

// PrepareScorecards runs the queries of every unit's scorecard. Errors:
// *queries.UnknownPlanError, *PhaseError, and what the queries return.
func PrepareScorecards(ctx context.Context, db *sql.DB, now func() time.Time, req Request) (*Scorecards, error) {
	s := &Scorecards{}
	stage := stages(now, &s.Timings)
	r, err := started(ctx, db, req)
	if err != nil {
		return nil, err
	}
	s.base = r
	var values []queries.UnitValue
	var awards []queries.UnitConversion
	var joined []queries.Participation
	var sent []queries.IndicatorReport
	window := r.window()
	err = together(ctx, []func(context.Context) error{
		func(ctx context.Context) (err error) {
			r.targets, err = r.askTargets(ctx, db)
			return err
		},
		func(ctx context.Context) (err error) {
			values, err = queries.UnitsOnIndicator(ctx, db, queries.IndicatorDate{PlanID: r.PlanID, DataTo: r.DataTo, KnownAt: r.KnownAt})
			return err
		},
		func(ctx context.Context) (err error) {
			awards, err = queries.RegistrationAwardsByUnit(ctx, db, queries.AwardYear{PlanID: r.PlanID, Year: r.year(), KnownAt: r.KnownAt})
			return err
		},
		func(ctx context.Context) (err error) {
			s.units, err = queries.Coverage(ctx, db, r.reportWindow())
			return err
		},
		func(ctx context.Context) (err error) { r.moves, err = queries.Movements(ctx, db, window); return err },
		func(ctx context.Context) (err error) {
			joined, err = queries.ParticipationList(ctx, db, window)
			return err
		},
		func(ctx context.Context) (err error) {
			sent, err = queries.IndicatorReports(ctx, db, window)
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	// Once for all units, before restricted targets are left out.
	if s.proofs, err = queries.FindingsByUnit(ctx, db, r.targets, queries.AwardYear{PlanID: r.PlanID, Year: r.year(), KnownAt: r.KnownAt}); err != nil {
		return nil, err
	}
	s.arrange(values)
	s.awards = by(awards, func(c queries.UnitConversion) string { return c.UnitCode })
	s.joined = by(joined, func(p queries.Participation) string { return p.UnitCode })
	s.sent = by(sent, func(p queries.IndicatorReport) string { return p.ReporterCode })
	stage("queries of all units")
	return s, nil
}

// year is the year whose registrations and awards count.
func (r *review) year() int { return min(r.DataTo.Year(), r.plan.EndsOn.Year()) }

// by groups rows and keeps their order.
func by[T any](rows []T, key func(T) string) map[string][]T {
	out := map[string][]T{}
	for _, row := range rows {
		out[key(row)] = append(out[key(row)], row)
	}
	return out
}

// arrange sorts values under units and targets under what they bind. Of what is
// restricted only the verdict may be printed, so no value of it is kept.
func (s *Scorecards) arrange(values []queries.UnitValue) {
	s.values, s.ranked = map[string][]queries.UnitValue{}, map[string]int{}
	s.whole, s.own = map[string]queries.TargetResult{}, map[[2]string]queries.TargetResult{}
	s.peers = by(values, func(v queries.UnitValue) string { return v.IndicatorCode })
	restricted := map[string]bool{}
	var order []string
	for _, t := range s.base.targets {
		switch {
		case t.IndicatorCode == "" || emulation.PartKind(t.PartKind) == emulation.PartOfWhich || t.SpanFrom.After(s.base.DataTo):
		case t.UnitCode != s.base.plan.UnitCode:
			if _, ok := s.own[[2]string{t.UnitCode, t.IndicatorCode}]; !ok {
				s.own[[2]string{t.UnitCode, t.IndicatorCode}] = t
			}
		default:
			if _, ok := s.whole[t.IndicatorCode]; !ok {
				s.whole[t.IndicatorCode] = t
				order = append(order, t.IndicatorCode)
			}
		}
		restricted[t.IndicatorCode] = restricted[t.IndicatorCode] || t.Restricted
	}
	for _, code := range order {
		if restricted[code] {
			delete(s.peers, code)
			delete(s.whole, code)
			continue
		}
		for _, v := range s.peers[code] {
			s.values[v.UnitCode] = append(s.values[v.UnitCode], v)
			if v.Rank.Valid {
				s.ranked[code]++
			}
		}
	}
}

// Days are the two days of every card as its run record has them.
func (s *Scorecards) Days() Record {
	return Record{DataTo: s.base.DataTo.Format(time.DateOnly), KnownAt: s.base.KnownAt.Format(time.DateOnly)}
}

// A Unit is one that gets a scorecard.
type Unit struct{ Code, Name, ShortName string }

// Units lists the units that are expected to report, in the tree's order.
func (s *Scorecards) Units() []Unit {
	out := make([]Unit, len(s.units))
	for i, u := range s.units {
		out[i] = Unit{u.UnitCode, u.UnitName, u.ShortName}
	}
	return out
}

// Local lists of the Units the communes and villages that stand below the plan's
// unit: those whose results a review meeting goes through one by one.
func (s *Scorecards) Local() []Unit {
	var out []Unit
	for i, u := range s.Units() {
		level := emulation.Level(s.units[i].Level)
		if (level == emulation.LevelCommune || level == emulation.LevelVillage) && level.Rank() > emulation.Level(s.base.plan.UnitLevel).Rank() {
			out = append(out, u)
		}
	}
	return out
}

// Find gives the unit of a code or a short name. The error is a *UnitError.
func (s *Scorecards) Find(name string) (Unit, error) {
	var known []string
	for _, u := range s.Units() {
		if u.Code == name || strings.EqualFold(u.ShortName, name) || strings.EqualFold(u.Name, name) {
			return u, nil
		}
		known = append(known, u.Code, u.ShortName)
	}
	near, _ := emulation.Nearest(name, known)
	return Unit{}, &UnitError{PlanID: s.base.PlanID, Unit: name, Near: near}
}

// A card is one unit's scorecard in the making.
type card struct {
	paper
	from *Scorecards
	unit queries.UnitCoverage
	most int // items of a list in the text; 0: all
}

// Build makes the scorecard of one unit, with at most so many items in the lists of
// its text: the others are counted, and stand in the review itself. 0 means all. It
// is a draft while a blocking proof about what it prints fails. The error of an
// unknown code is a *UnitError.
func (s *Scorecards) Build(ctx context.Context, drawer Drawer, now func() time.Time, code string, most int) (Built, error) {
	var built Built
	stage := stages(now, &built.Timings)
	unit, err := s.Find(code)
	if err != nil {
		return built, err
	}
	own := *s.base
	c := &card{paper: paper{review: &own, kind: KindScorecard, about: about{Unit: unit.Code}}, from: s, most: most}
	for _, u := range s.units {
		if u.UnitCode == unit.Code {
			c.unit = u
		}
	}
	own.proofs = c.findings()
	c.reason, built.Draft = own.disagreeing(), own.disagreeing()
	kinds := c.charts()
	if err := own.figuresOf(ctx, drawer, kinds); err != nil {
		return built, err
	}
	stage("charts")
	c.title = "Kết quả thi đua " + own.period() + " của " + c.name()
	c.body = append([]document.Block{c.summary()}, c.results()...)
	c.body = append(c.body, c.commended()...)
	c.body = append(c.body, c.participation()...)
	c.body = append(c.body, c.reporting()...)
	c.body = append(c.body, c.request())
	c.Office.Recipients = c.kept()
	built.Document, err = c.notice(c.addressee())
	built.Document.Tight = true
	stage("text")
	return built, err
}

// listed joins names, those over the limit as their number.
func (c *card) listed(names []string, what string) string {
	if c.most == 0 || len(names) <= c.most {
		return enumerate(names)
	}
	return enumerate(names[:c.most]) + " và " + count(len(names)-c.most) + " " + what + " khác"
}

// findings are the blocking proofs that fail about what the card prints.
func (c *card) findings() []queries.Finding {
	code, proofs := c.unit.UnitCode, c.from.proofs
	var all []queries.Finding
	for _, v := range c.from.values[code] {
		all = append(all, proofs.OfTarget(c.from.whole[v.IndicatorCode].TargetCode)...)
		if own, ok := c.from.own[[2]string{code, v.IndicatorCode}]; ok {
			all = append(all, proofs.OfTarget(own.TargetCode)...)
		}
	}
	measured, _ := c.told()
	for _, t := range measured {
		all = append(all, proofs.OfTarget(t.TargetCode)...)
	}
	all = append(all, proofs.OfAwards(code, c.unit.ShortName, c.from.awards[code])...)
	// A whole and its part may both be printed.
	var out []queries.Finding
	for _, f := range all {
		if !slices.ContainsFunc(out, func(o queries.Finding) bool { return o.ID == f.ID && o.Subject == f.Subject && o.Reason == f.Reason }) {
			out = append(out, f)
		}
	}
	return out
}

// request asks the unit to check what is said of it.
func (c *card) request() document.Paragraph {
	if len(c.missing()) > 0 || c.unit.Status == "missing" {
		return say("Đề nghị đơn vị báo cáo bổ sung số liệu còn thiếu, đối chiếu và phản hồi.")
	}
	return say("Đề nghị đơn vị đối chiếu và phản hồi nếu số liệu chưa đúng.")
}

// territorial tells the units that are places from offices, whose names keep
// their capital in a sentence.
func (c *card) territorial() bool { return emulation.Level(c.unit.Level) != emulation.LevelAgency }

// name is the unit's name in a sentence: "xã Phú Mỹ", "Phòng Nội vụ".
func (c *card) name() string {
	if c.territorial() {
		return lower(c.unit.UnitName)
	}
	return c.unit.UnitName
}

// addressee is the office that a unit's letters go to.
func (c *card) addressee() string {
	switch emulation.Level(c.unit.Level) {
	case emulation.LevelProvince, emulation.LevelDistrict, emulation.LevelCommune:
		return "Ủy ban nhân dân " + c.name()
	}
	return c.unit.UnitName
}

// kept is the distribution list of a scorecard: the unit itself, and the files.
func (c *card) kept() []string {
	out := []string{"Như trên"}
	for _, r := range c.Office.Recipients {
		if strings.HasPrefix(r, "Lưu") {
			out = append(out, r)
		}
	}
	return out
}

// all names the plan's unit in a column's head: "Toàn huyện".
func (c *card) all() string {
	if l := emulation.Level(c.plan.UnitLevel); l.Valid() && l != emulation.LevelAgency {
		return "Toàn " + strings.TrimPrefix(l.Label(), "cấp ")
	}
	return "Toàn đơn vị"
}

// rankText is "5/17", or "đồng hạng 12/17".
func (c *card) rankText(v queries.UnitValue) string {
	if !v.Rank.Valid {
		return notApplicableText
	}
	text := itoa(v.Rank.V) + "/" + itoa(c.from.ranked[v.IndicatorCode])
	if v.Tied {
		return "đồng hạng " + text
	}
	return text
}

// stale tells a value that is older than the window's reports.
func (c *card) stale(v queries.UnitValue) bool {
	return v.Value.Valid && !v.PeriodEnd.After(c.DataTo.AddDate(0, 0, -30))
}

// missing are the unit's indicators without a value about the window.
func (c *card) missing() []string {
	var out []string
	for _, v := range c.from.values[c.unit.UnitCode] {
		if !v.Value.Valid && v.ValueText == "" || c.stale(v) {
			out = append(out, c.from.whole[v.IndicatorCode].IndicatorName)
		}
	}
	for _, s := range c.from.sent[c.unit.UnitCode] {
		if !s.Filled && s.UnitCode != c.unit.UnitCode {
			out = append(out, s.IndicatorName)
		}
	}
	return out
}

// sums adds the unit's registrations and awards.
func (c *card) sums() (registered, pending, granted int) {
	for _, a := range c.from.awards[c.unit.UnitCode] {
		registered += a.Registered
		pending += a.Proposed + a.Approved + a.Submitted
		granted += a.Granted
	}
	return registered, pending, granted
}
