package plan

import (
	"fmt"
	"regexp"

	"tdkt/loaders/emulation"
	"tdkt/loaders/problem"
	"tdkt/loaders/strictyaml"
)

// Read reads one plan file. name is printed in problems. The plan is nil when
// one of the problems is an error; warnings and questions leave it usable.
func Read(name string, data []byte) (*Plan, problem.List) {
	root, file := strictyaml.Parse(name, data)
	if len(file.Problems()) > 0 {
		return nil, file.Problems()
	}
	r := &reader{plan: &Plan{}}
	r.read(root)
	root.Done()
	if len(file.Problems().Errors()) == 0 {
		r.check(root)
	}
	problems := file.Problems()
	if len(problems.Errors()) > 0 {
		return nil, problems
	}
	return r.plan, problems
}

// A reader fills one plan.
type reader struct {
	plan    *Plan
	sectors []string
	targets []Target // in the order of the file
}

var code = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// names turns typed codes into texts for the YAML reader.
func names[T ~string](codes []T) []string {
	texts := make([]string, len(codes))
	for i, c := range codes {
		texts[i] = string(c)
	}
	return texts
}

// codeOf reads a required code: lower-case letters, digits, "_" and "-".
func codeOf(m *strictyaml.Map, key string) string {
	m.Require(key)
	c := m.Text(key)
	if c != "" && !code.MatchString(c) {
		m.Errorf(key, `a code has small letters without accents, digits and "_": thu_ngan_sach`, "%s %q is not a code", key, c)
	}
	return c
}

func required(m *strictyaml.Map, key string) string {
	m.Require(key)
	return m.Phrase(key)
}

// period reads two days; both are required, the first not after the second.
func period(m *strictyaml.Map, name string) (from, to string) {
	m.Require("from", "to")
	from, to = m.Date("from"), m.Date("to")
	ordered(m, "to", name, from, to)
	return from, to
}

func ordered(m *strictyaml.Map, key, name, from, to string) {
	if from != "" && to != "" && from > to {
		m.Errorf(key, "exchange the two days", "%s ends on %s, before it begins on %s", name, to, from)
	}
}

func (r *reader) read(root *strictyaml.Map) {
	p := r.plan
	p.ID = codeOf(root, "plan")
	root.Require("document", "period")
	if d := root.Map("document", "document"); d != nil {
		p.Document = Document{
			Number: d.Text("number"), Kind: d.TextOr("kind", "Kế hoạch"), Issuer: required(d, "issuer"),
			IssuedOn: d.Date("issued_on"), Title: required(d, "title"),
		}
		d.Done()
	}
	p.Unit = required(root, "unit")
	p.names(root, "unit", "", p.Unit)
	if t := root.Map("theme", "theme"); t != nil {
		p.Theme = Theme{Text: required(t, "text"), Quote: required(t, "quote"), Place: required(t, "place")}
		t.Done()
	}
	if t := root.Map("period", "period"); t != nil {
		p.From, p.To = period(t, "the plan")
		t.Done()
	}
	p.ClosesOn = root.Date("closes_on")
	if p.ClosesOn == "" && p.To != "" {
		p.ClosesOn = fmt.Sprintf("%04d-06-30", yearOf(p.To)+1)
	}
	ordered(root, "closes_on", "the plan's closing", p.To, p.ClosesOn)
	p.FinalReview = readReview(root.Map("final_review", "final_review"), true)
	for _, m := range root.Maps("phases", "phase") {
		p.Phases = append(p.Phases, readPhase(m))
	}
	for _, m := range root.Maps("sectors", "sector") {
		p.Sectors = append(p.Sectors, Sector{Code: codeOf(m, "code"), Name: required(m, "name")})
		r.sectors = append(r.sectors, m.Text("code"))
		m.Done()
	}
	for _, m := range root.Maps("movements", "movement") {
		p.Movements = append(p.Movements, readMovement(m))
	}
	for _, m := range root.Maps("indicators", "indicator") {
		r.readIndicator(m)
	}
	for _, m := range root.Maps("composites", "composite") {
		r.readComposite(m)
	}
	for _, m := range root.Maps("award_targets", "award target") {
		r.readAwardTarget(m)
	}
	for _, m := range root.Maps("text_targets", "text target") {
		r.readText(m)
	}
	for _, m := range root.Maps("clusters", "cluster") {
		p.Clusters = append(p.Clusters, r.cluster(m))
	}
}

// readReview reads the days of a review. quoted: the plan says it itself.
func readReview(m *strictyaml.Map, quoted bool) Review {
	if m == nil {
		return Review{}
	}
	var v Review
	v.From, v.To = period(m, "the review")
	if quoted {
		v.Quote, v.Place = required(m, "quote"), required(m, "place")
	}
	m.Done()
	return v
}

func readPhase(m *strictyaml.Map) Phase {
	m.Require("no")
	ph := Phase{
		No: m.Int("no", 0, 1, 99), Name: required(m, "name"),
		Kind:  m.Word("kind", string(emulation.PhaseDot), names(emulation.AllPhaseKinds())),
		Theme: m.Phrase("theme"), ReportsDue: m.Date("reports_due"),
		Declared: m.Bool("declared", true), Quote: m.Phrase("quote"), Place: required(m, "place"), src: m,
	}
	ph.From, ph.To = period(m, "the phase")
	ph.Review = readReview(m.Map("review", "review"), false)
	if ph.Declared {
		m.Require("quote")
	}
	m.Done()
	return ph
}

func readMovement(m *strictyaml.Map) Movement {
	m.Require("launched_by")
	v := Movement{
		Code: codeOf(m, "code"), Name: required(m, "name"),
		LaunchedBy: m.Word("launched_by", "", names(emulation.AllLevels())),
		Kind:       m.Word("kind", string(emulation.MovementThematic), names(emulation.AllMovementKinds())),
		Scope:      m.Word("scope", "", names(emulation.AllMovementScopes())),
		From:       m.Date("from"), To: m.Date("to"),
		Quote: required(m, "quote"), Place: required(m, "place"),
	}
	ordered(m, "to", "the movement", v.From, v.To)
	m.Done()
	return v
}

func (r *reader) cluster(m *strictyaml.Map) Cluster {
	m.Require("year", "members")
	c := Cluster{
		Code: codeOf(m, "code"), Name: required(m, "name"),
		Kind: m.Word("kind", string(emulation.ClusterKindCluster), names(emulation.AllClusterKinds())),
		Year: m.Int("year", 0, 1948, 2200), TieBreak: m.Text("tie_break"), src: m,
	}
	if l := m.Map("leader", "leader"); l != nil {
		c.Leader, c.LeaderDoc = required(l, "unit"), l.Text("document")
		r.plan.names(l, "unit", c.Code, c.Leader)
		l.Done()
	}
	for _, u := range m.MapsOr("members", "member", "unit") {
		c.Members = append(c.Members, Member{Unit: required(u, "unit"), Disqualified: u.Text("disqualified")})
		r.plan.names(u, "unit", c.Code, c.Members[len(c.Members)-1].Unit)
		u.Done()
	}
	for _, k := range m.Maps("criteria", "criterion") {
		k.Require("max")
		c.Criteria = append(c.Criteria, Criterion{Code: required(k, "code"), Name: required(k, "name"), Max: k.Number("max")})
		if k.Number("max").Sign() < 0 {
			k.Errorf("max", "", "max %s is below 0", k.Number("max"))
		}
		k.Done()
	}
	m.Done()
	return c
}

// yearOf returns the year of "2006-01-02".
func yearOf(day string) int {
	y := 0
	for _, c := range day[:4] {
		y = y*10 + int(c-'0')
	}
	return y
}
