package plan

import (
	"fmt"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/loaders/problem"
	"tdkt/loaders/strictyaml"
)

// never is exceeded_at of a strict bound that nothing exceeds, said on purpose.
const never = "never"

// defaultOwner is who assigned a target when the file does not say.
const defaultOwner = "Kế hoạch"

func (r *reader) readIndicator(m *strictyaml.Map) {
	m.Require("unit", "nature", "course", "direction", "collected_at")
	in := Indicator{
		Code: codeOf(m, "code"), Name: required(m, "name"), Unit: m.Phrase("unit"),
		Nature:      m.Word("nature", "", names(emulation.AllNatures())),
		Course:      m.Word("course", "", names(emulation.AllCourses())),
		Direction:   m.Word("direction", "", names(emulation.AllDirections())),
		CollectedAt: m.Word("collected_at", "", names(emulation.AllLevels())),
		Decimals:    m.Int("decimals", -1, 0, 6),
		Scale:       m.Number("scale"), Numerator: m.Phrase("numerator"), Denominator: m.Phrase("denominator"),
		Definition: m.TextOr("definition", "1"), PriceBasis: m.Text("price_basis"),
		Irreversible: m.Bool("irreversible", false), Tolerance: m.Number("tolerance"),
		Grades: m.Texts("grades"), src: m,
	}
	in.ShortName = m.PhraseOr("short_name", in.Name)
	if l := m.Map("limits", "limits"); l != nil {
		in.LimitLo, in.LimitHi = l.Number("from"), l.Number("to")
		if in.LimitLo != "" && in.LimitHi != "" && in.LimitLo.Cmp(in.LimitHi) > 0 {
			l.Errorf("to", "write the lower one as from", "limits to %s is below from %s", in.LimitHi, in.LimitLo)
		}
		l.Done()
	}
	first := len(r.targets)
	maps := m.Maps("targets", "target")
	for _, t := range maps {
		target := r.readTarget(t, Target{
			Code: in.Code, Label: in.Name, Unit: in.Unit, Indicator: in.Code,
		})
		r.add(t, target)
	}
	checkIndicator(&in, r.targets[first:])
	m.Done()
	r.plan.Indicators = append(r.plan.Indicators, in)
}

// readTarget reads what all targets of an indicator share; of holds what the
// indicator gives.
func (r *reader) readTarget(m *strictyaml.Map, of Target) Target {
	t := r.readCommon(m, of)
	if t.Span == string(emulation.SpanFinalYear) && !m.Has("span_from") && r.plan.From != "" {
		// "Đến năm 2025" is judged by its last year, and every year before it is on
		// the way there: an interim review shows how far it has come.
		t.From = fmt.Sprintf("%04d-01-01", yearOf(r.plan.From))
	}
	m.Require("bound")
	t.Bound = m.Word("bound", "", names(emulation.AllBounds()))
	t.Measure = m.Word("measure", string(emulation.MeasureLevel), names(emulation.AllMeasures()))
	t.Basis = m.Word("basis", string(emulation.BasisUnit), names(emulation.AllBases()))
	readNumbers(m, &t)
	if a := m.Map("and", "and"); a != nil {
		a.Require("measure", "bound", "value", "basis")
		t.Change = Change{
			Measure: a.Word("measure", "", []string{string(emulation.MeasureIncrease), string(emulation.MeasureDecrease)}),
			Bound:   a.Word("bound", "", numberBounds), Basis: a.Word("basis", "", names(emulation.AllBases())),
			Value: a.Number("value"),
		}
		a.Done()
	}
	if b := m.Map("base", "base"); b != nil {
		b.Require("year")
		t.Base = Base{Year: b.Int("year", 0, 1945, 2200), Value: b.Number("value"), Text: b.Phrase("text"), Source: b.Phrase("source")}
		b.Done()
	}
	if ref := m.Map("than", "than"); ref != nil {
		t.RefOwner = required(ref, "owner")
		t.RefPercent = Number(ref.TextOr("percent", "100"))
		if ref.Has("percent") {
			t.RefPercent = ref.Number("percent")
		}
		ref.Done()
	}
	if s := m.Map("set", "set"); s != nil {
		s.Require("name", "size")
		t.SetName, t.SetSize = s.Phrase("name"), s.Int("size", 0, 1, 10000)
		s.Done()
	}
	t.Items = readItems(m)
	t.Grade = m.Text("grade")
	t.PrintRatio = m.Bool("print_ratio", false)
	return t
}

// readNumbers reads X, the range and exceeded_at.
func readNumbers(m *strictyaml.Map, t *Target) {
	t.Lo = m.Number("value")
	from, to := m.Number("from"), m.Number("to")
	switch {
	case t.Lo != "" && (from != "" || to != ""):
		m.Errorf("value", "keep value, or from and to", "value stands beside from and to")
	case from != "" || to != "":
		t.Lo, t.Hi = from, to
	}
	if t.Bound == string(emulation.BoundAbout) {
		t.LastDigit = t.Lo.LastDigit()
	}
	if m.Text("exceeded_at") == never {
		t.NeverExceed = true
		return
	}
	t.ExceededAt = m.Number("exceeded_at")
}

func readItems(m *strictyaml.Map) []Item {
	var items []Item
	for _, i := range m.Maps("items", "item") {
		item := Item{Code: required(i, "code"), Name: required(i, "name")}
		if strings.Contains(item.Code, "|") {
			i.Errorf("code", "", `code %q has the sign "|", which separates items in reports`, item.Code)
		}
		if slices.ContainsFunc(items, func(have Item) bool { return have.Code == item.Code }) {
			i.Errorf("code", "", "item %q stands here twice", item.Code)
		}
		items = append(items, item)
		i.Done()
	}
	return items
}

// readCommon reads what every kind of target has: who, when, part of what, and
// the plan's words.
func (r *reader) readCommon(m *strictyaml.Map, of Target) Target {
	p, t := r.plan, of
	t.src = m
	if m.Has("code") || of.Code == "" {
		t.Code = codeOf(m, "code")
	}
	t.Label = m.PhraseOr("label", of.Label)
	m.Require("sector")
	t.Sector = m.Word("sector", "", r.sectors)
	t.UnitCode = m.TextOr("for_unit", p.Unit)
	p.names(m, "for_unit", t.Code, t.UnitCode)
	t.Owner = m.PhraseOr("owner", defaultOwner)
	t.Span = m.Word("span", string(emulation.SpanYear), names(emulation.AllSpans()))
	t.From, t.To = p.From, p.To
	switch no := m.Int("phase", 0, 1, 99); {
	case t.Span == string(emulation.SpanPhase):
		i := slices.IndexFunc(p.Phases, func(ph Phase) bool { return ph.No == no })
		if i < 0 {
			m.Errorf("phase", "name the phase's no", "the target spans a phase, but the plan has no phase %d", no)
		} else {
			t.From, t.To = p.Phases[i].From, p.Phases[i].To
		}
	case no != 0:
		m.Errorf("phase", "write span: phase", "phase is given, but the span is %s", t.Span)
	case t.Span == string(emulation.SpanFinalYear) && t.To != "":
		t.From = fmt.Sprintf("%04d-01-01", yearOf(t.To))
	}
	if d := m.Date("span_from"); d != "" {
		t.From = d
	}
	if d := m.Date("span_to"); d != "" {
		t.To = d
	}
	ordered(m, "span_to", "the target's span", t.From, t.To)
	t.DueOn = m.Date("due_on")
	t.CountsAs = m.Text("counts_as")
	t.PartOf = m.Text("part_of")
	t.PartKind = m.Word("part_kind", "", partKinds)
	if t.PartOf != "" && t.PartKind == "" && !m.Has("part_kind") {
		t.PartKind = string(emulation.PartOfWhich)
	}
	if t.PartOf == "" && m.Has("part_kind") {
		m.Errorf("part_kind", "add part_of", "part_kind without part_of")
	}
	t.Headline = m.Bool("headline", false)
	t.Restricted = m.Bool("restricted", false)
	t.Version, t.InForceFrom = 1, p.From
	t.VersionDoc, t.VersionDate = m.Text("document"), m.Date("date")
	readWords(m, &t)
	m.Require("quote", "place")
	return t
}

func readWords(m *strictyaml.Map, t *Target) {
	t.Quote, t.Corrected, t.Place = m.PhraseOr("quote", t.Quote), m.PhraseOr("corrected", t.Corrected), m.PhraseOr("place", t.Place)
}

// member is a part of an all_of without a line of its own in the plan.
const member = "member"

var partKinds = func() []string {
	kinds := names(emulation.AllPartKinds())
	if !slices.Contains(kinds, member) {
		kinds = append(kinds, member)
	}
	return kinds
}()

// add keeps a target and the later versions that its file names.
func (r *reader) add(m *strictyaml.Map, t Target) {
	r.targets = append(r.targets, t)
	last := t
	for _, v := range m.Maps("versions", "version") {
		v.Require("version", "in_force_from")
		next := last
		next.src = v
		next.Version = v.Int("version", 0, 2, 99)
		next.VersionDoc, next.VersionDate, next.InForceFrom = v.Text("document"), v.Date("date"), v.Date("in_force_from")
		next.Bound = v.Word("bound", last.Bound, names(emulation.AllBounds()))
		if v.Has("value") || v.Has("from") || v.Has("to") || v.Has("exceeded_at") {
			next.Lo, next.Hi, next.ExceededAt, next.LastDigit = "", "", "", ""
			readNumbers(v, &next)
		}
		if v.Has("due_on") {
			next.DueOn = v.Date("due_on")
		}
		next.Grade = v.TextOr("grade", last.Grade)
		readWords(v, &next)
		if next.Version != 0 && next.Version != last.Version+1 {
			v.Errorf("version", "number versions 2, 3, ... in order", "version %d follows version %d", next.Version, last.Version)
		}
		if next.InForceFrom != "" && next.InForceFrom <= last.InForceFrom {
			v.Errorf("in_force_from", "", "version %d is in force from %s, not after version %d (%s)", next.Version, next.InForceFrom, last.Version, last.InForceFrom)
		}
		v.Done()
		r.targets = append(r.targets, next)
		last = next
	}
	m.Done()
}

func (r *reader) readComposite(m *strictyaml.Map) {
	m.Require("label", "bound")
	t := r.readCommon(m, Target{Unit: "chỉ tiêu", Measure: string(emulation.MeasureLevel), Basis: string(emulation.BasisUnit)})
	t.Bound = m.Word("bound", "", []string{string(emulation.BoundAllOf), string(emulation.BoundEachOf), string(emulation.BoundStructure)})
	if t.Bound == string(emulation.BoundEachOf) {
		// Every object has a member of its own, and each must meet it.
		t.Bound = string(emulation.BoundAllOf)
	}
	t.Unit = m.PhraseOr("unit", t.Unit)
	r.add(m, t)
}

// ledgers are what an award target can be counted from.
var ledgers = []string{"awards", "registrations", "exemplars", "direct_share", "units_registered"}

func (r *reader) readAwardTarget(m *strictyaml.Map) {
	m.Require("label", "unit", "from_ledger", "bound")
	t := r.readCommon(m, Target{Measure: string(emulation.MeasureLevel), Basis: string(emulation.BasisUnit)})
	t.Unit = m.Phrase("unit")
	t.CountedFrom = m.Word("from_ledger", "", ledgers)
	t.Titles = m.Words("titles", names(emulation.AllHonours()))
	t.Recipients = m.Words("recipients", names(emulation.AllRecipientKinds()))
	t.GrantedBy = m.Word("granted_by", "", names(emulation.AllLevels()))
	t.OwnGrant = m.Bool("own_grant", false)
	t.Bound = m.Word("bound", "", numberBounds)
	readNumbers(m, &t)
	switch t.CountedFrom {
	case "awards", "registrations":
		m.Require("titles")
	case "direct_share":
		if len(t.Titles) == 0 {
			t.Titles = []string{string(emulation.BangKhen), string(emulation.GiayKhen)}
		}
	case "exemplars", "units_registered":
		if len(t.Titles) > 0 {
			m.Errorf("titles", "leave titles out", "%s counts no titles", t.CountedFrom)
		}
	}
	if t.OwnGrant && t.CountedFrom != "awards" {
		m.Problem("own_grant", problem.Warning, "own_grant is for awards and has no effect here", "leave own_grant out")
	}
	r.add(m, t)
}

func (r *reader) readText(m *strictyaml.Map) {
	m.Require("label")
	t := r.readCommon(m, Target{
		Bound: string(emulation.BoundText), Measure: string(emulation.MeasureLevel), Basis: string(emulation.BasisUnit),
	})
	t.Unit = m.Phrase("unit")
	if at := m.Word("collected_at", "", names(emulation.AllLevels())); at != "" {
		t.Indicator = t.Code
		r.plan.Indicators = append(r.plan.Indicators, wordsOf(t, at, m))
	}
	r.add(m, t)
}

// wordsOf is what units report their own words under: a grade without a scale.
func wordsOf(t Target, at string, m *strictyaml.Map) Indicator {
	return Indicator{
		Code: t.Code, Name: t.Label, ShortName: t.Label, Unit: t.Unit, Nature: string(emulation.NatureGrade),
		Course: string(emulation.CourseLevel), Direction: string(emulation.DirectionNone), CollectedAt: at, Definition: "1", src: m,
	}
}
