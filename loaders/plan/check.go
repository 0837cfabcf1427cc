package plan

import (
	"fmt"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/loaders/problem"
	"tdkt/loaders/strictyaml"
)

// numberBounds are judged by one number, or two for range.
var numberBounds = names([]emulation.Bound{
	emulation.BoundAtLeast, emulation.BoundMoreThan, emulation.BoundAtMost, emulation.BoundCap, emulation.BoundLessThan,
	emulation.BoundAbout, emulation.BoundRange, emulation.BoundExactly,
})

// strictBounds are met beyond X only, so nothing says where "Vượt" begins.
var strictBounds = names([]emulation.Bound{emulation.BoundMoreThan, emulation.BoundLessThan})

// check looks at the whole plan once every value has been read without error.
func (r *reader) check(root *strictyaml.Map) {
	p := r.plan
	checkPhases(p)
	unique(root, "sectors", "sector", p.Sectors, func(s Sector) string { return s.Code })
	unique(root, "movements", "movement", p.Movements, func(m Movement) string { return m.Code })
	unique(root, "indicators", "indicator", p.Indicators, func(i Indicator) string { return i.Code })
	unique(root, "clusters", "cluster", p.Clusters, func(c Cluster) string { return c.Code })
	for _, c := range p.Clusters {
		unique(c.src, "members", "member", c.Members, func(m Member) string { return m.Unit })
		unique(c.src, "criteria", "criterion", c.Criteria, func(k Criterion) string { return k.Code })
		checkCluster(c)
	}
	r.checkTargets()
	if len(r.targets) == 0 {
		root.Problem("indicators", problem.Warning, "the plan has no target", "")
	}
	p.Targets = arrange(r.targets)
	question(p)
}

func unique[T any](m *strictyaml.Map, key, name string, list []T, codeOf func(T) string) {
	seen := map[string]bool{}
	for _, v := range list {
		c := codeOf(v)
		if c != "" && seen[c] {
			m.Errorf(key, "give each its own code", "%s %q stands here twice", name, c)
		}
		seen[c] = true
	}
}

func checkPhases(p *Plan) {
	dot := string(emulation.PhaseDot)
	for i, ph := range p.Phases {
		if ph.Kind == dot && (ph.From < p.From || ph.To > p.To) {
			ph.src.Errorf("from", "a đợt lies inside the plan; use kind: cao_diem or reporting for others",
				"%s (%s to %s) is not inside the plan (%s to %s)", ph.Name, ph.From, ph.To, p.From, p.To)
		}
		for _, earlier := range p.Phases[:i] {
			if ph.No == earlier.No {
				ph.src.Errorf("no", "number the phases 1, 2, ...", "phase %d stands here twice", ph.No)
			}
			if ph.Kind == dot && earlier.Kind == dot && ph.From <= earlier.To && earlier.From <= ph.To {
				ph.src.Errorf("from", "phases of kind dot do not overlap", "%s overlaps %s", ph.Name, earlier.Name)
			}
		}
		if ph.ReportsDue != "" && ph.ReportsDue <= ph.To {
			ph.src.Problem("reports_due", problem.Warning,
				fmt.Sprintf("reports of %s are due on %s, before it has ended (%s)", ph.Name, ph.ReportsDue, ph.To), "")
		}
	}
}

func checkCluster(c Cluster) {
	if c.TieBreak != "" && !slices.ContainsFunc(c.Criteria, func(k Criterion) bool { return k.Code == c.TieBreak }) {
		c.src.Errorf("tie_break", "name one of the criteria", "tie_break %q is no criterion of the cluster", c.TieBreak)
	}
	if c.Leader != "" && !slices.ContainsFunc(c.Members, func(m Member) bool { return m.Unit == c.Leader }) {
		c.src.Errorf("leader", "name one of the members", "leader %q is no member of the cluster", c.Leader)
	}
}

// checkIndicator checks one indicator and fills in scale and decimals.
func checkIndicator(in *Indicator, targets []Target) {
	ratio := in.Nature == string(emulation.NatureRatio)
	percent := strings.HasPrefix(in.Unit, "%")
	switch {
	case !ratio && in.Scale != "":
		in.src.Errorf("scale", "leave scale out", "scale is for ratios only")
	case ratio && in.Scale == "" && percent:
		in.Scale = "100"
	case ratio && in.Scale == "":
		in.src.Errorf("scale", "1 for a plain quotient, 10000 for one per 10.000", "a ratio in %q needs its scale", in.Unit)
	case ratio && in.Scale.Sign() <= 0:
		in.src.Errorf("scale", "", "scale %s is not above 0", in.Scale)
	}
	if (in.Numerator == "") != (in.Denominator == "") {
		in.src.Errorf("numerator", "name what stands above and what below", "a ratio needs both numerator and denominator")
	}
	if ratio && in.Numerator == "" {
		in.src.Problem("numerator", problem.Warning, "the ratio has no numerator and denominator, so units' values cannot be added up", "name both")
	}
	if in.Nature == string(emulation.NatureGrade) && len(in.Grades) == 0 {
		in.src.Errorf("grades", "list the grades, worst first", "a graded indicator needs its scale of grades")
	}
	written := 0
	for _, t := range targets {
		written = max(written, t.Lo.Decimals(), t.Hi.Decimals())
	}
	least := written + 1
	switch {
	case in.Nature == string(emulation.NatureCount) || in.Nature == string(emulation.NatureRank):
		least = 0
	case percent:
		least = max(written, 2)
	}
	if in.Decimals < 0 {
		in.Decimals = min(least, 6)
	} else if in.Decimals < least && divided(in.Nature) {
		in.src.Problem("decimals", problem.Warning,
			fmt.Sprintf("computed values of %s get %d digits behind the point, which can hide on which side of its target a value lies", in.Code, in.Decimals),
			fmt.Sprintf("use %d or leave decimals out", least))
	}
}

// divided natures come from a quotient, which rounding changes; a sum keeps the
// digits of what was reported.
func divided(nature string) bool {
	switch emulation.Nature(nature) {
	case emulation.NatureRatio, emulation.NatureGrowth, emulation.NatureStructure:
		return true
	}
	return false
}

func (r *reader) checkTargets() {
	byCode := map[string]*Target{}
	for i := range r.targets {
		t := &r.targets[i]
		if t.Version > 1 {
			continue
		}
		if byCode[t.Code] != nil {
			t.src.Errorf("code", "give each target of an indicator its own code", "target %q stands here twice", t.Code)
			continue
		}
		byCode[t.Code] = t
	}
	parts := map[string]int{}
	for i := range r.targets {
		t := &r.targets[i]
		if t.PartOf == "" {
			continue
		}
		whole := byCode[t.PartOf]
		switch {
		case whole == nil:
			t.src.Errorf("part_of", problem.DidYouMean(t.PartOf, r.codes()), "part_of %q is no target of the plan", t.PartOf)
		case t.PartOf == t.Code:
			t.src.Errorf("part_of", "", "%q is a part of itself", t.Code)
		case whole.PartOf != "":
			t.src.Errorf("part_of", "name the outermost one", "%q is itself a part, of %q", whole.Code, whole.PartOf)
		case t.PartKind == member && whole.Bound != string(emulation.BoundAllOf) && whole.Bound != string(emulation.BoundEachOf):
			t.src.Errorf("part_kind", "use of_which or component", "%q is not all_of or each_of, so it has no members", whole.Code)
		}
		parts[t.PartOf]++
	}
	for i := range r.targets {
		t := &r.targets[i]
		r.checkBound(t, parts[t.Code])
		if t.CountsAs == "" {
			t.CountsAs = t.Code
			if t.PartOf != "" {
				t.CountsAs = t.PartOf
			}
		}
	}
}

func (r *reader) codes() []string {
	var codes []string
	for _, t := range r.targets {
		codes = append(codes, t.Code)
	}
	return codes
}

// checkBound checks that a bound has what it needs (and no number it cannot use).
func (r *reader) checkBound(t *Target, parts int) {
	in := r.indicator(t.Indicator)
	one := slices.Contains(numberBounds, t.Bound) && t.Bound != string(emulation.BoundRange)
	change := t.Measure != string(emulation.MeasureLevel)
	switch emulation.Bound(t.Bound) {
	case emulation.BoundRange:
		switch {
		case t.Lo == "" || t.Hi == "":
			t.src.Errorf("from", "write from: 83 and to: 86", "a range needs from and to")
		case t.Lo.Cmp(t.Hi) > 0:
			t.src.Errorf("to", "a range is written low to high", "to %s is below from %s", t.Hi, t.Lo)
		}
	case emulation.BoundXOfY:
		switch {
		case t.Lo == "" || t.SetSize == 0:
			t.src.Errorf("set", `write value: 13 and set: {name: "...", size: 19}`, "x_of_y needs value and set")
		case t.Lo.Decimals() > 0 || t.Lo.Sign() <= 0 || t.Lo.Cmp(Number(fmt.Sprint(t.SetSize))) > 0:
			t.src.Errorf("value", "", "value %s is not a number of items of a set of %d", t.Lo, t.SetSize)
		}
	case emulation.BoundNamed:
		if len(t.Items) == 0 {
			t.src.Errorf("items", `list them: items: [{code: "1", name: "..."}]`, "a named target needs its items")
		}
	case emulation.BoundMaintain:
		if len(t.Items) == 0 && t.Lo == "" && t.Base.Year == 0 {
			t.src.Errorf("items", "list the items, or give the value or the base that must hold", "maintain needs what is to be kept")
		}
	case emulation.BoundGrade:
		if in == nil || in.Nature != string(emulation.NatureGrade) {
			t.src.Errorf("bound", "set the indicator's nature: grade", "bound grade needs an indicator of grades")
		} else if t.Grade == "" && t.Base.Year == 0 {
			t.src.Errorf("grade", "write grade: ..., or base: {year: ..., text: ...}", "a grade target needs its grade, or the grade to beat")
		}
	case emulation.BoundRank:
		if t.Lo == "" && t.Base.Year == 0 {
			t.src.Errorf("value", "write value: ..., or base: {year: ...} for the rank to beat", "a rank target needs its rank, or the rank to beat")
		}
	case emulation.BoundEachOf: // of an indicator: a composite's is all_of
		switch {
		case parts > 0:
			t.src.Errorf("bound", "write a composite with bound: each_of, and part_of at its members", "each_of of an indicator has no members")
		case len(t.Items) == 0 && t.Lo == "":
			t.src.Errorf("value", "write the value that every unit has to reach, or list the items", "each_of needs its value")
		case len(t.Items) > 0 && t.Lo != "":
			t.src.Errorf("items", "keep the value for every unit that reports, or the list of what is to be done", "value stands beside items")
		}
	case emulation.BoundAllOf, emulation.BoundStructure:
		if parts == 0 && len(t.Items) == 0 {
			t.src.Errorf("bound", fmt.Sprintf("write part_of: %s at the members", t.Code), "%s needs its members", t.Bound)
		}
	}
	if one && t.Lo == "" && t.RefOwner == "" {
		t.src.Errorf("value", "add value, or than for another owner's target", "%s needs its value", t.Bound)
	}
	if t.Lo != "" && t.RefOwner != "" {
		t.src.Errorf("than", "keep one of them", "value stands beside than")
	}
	if slices.Contains(names([]emulation.Bound{emulation.BoundNone, emulation.BoundText, emulation.BoundNamed}), t.Bound) && t.Lo != "" {
		t.src.Errorf("value", "", "%s takes no value", t.Bound)
	}
	if t.Hi != "" && t.Bound != string(emulation.BoundRange) {
		t.src.Errorf("to", "use bound: range, or value", "from and to are for a range")
	}
	if t.ExceededAt != "" {
		checkExceeded(t, in)
	}
	if !change && t.Basis != string(emulation.BasisUnit) {
		t.src.Errorf("basis", "add measure: increase or decrease", "basis %s is for a change", t.Basis)
	}
	if in != nil {
		checkGrade(t, in)
		checkLimits(t, in, change)
	}
}

func checkExceeded(t *Target, in *Indicator) {
	if !slices.Contains(strictBounds, t.Bound) {
		t.src.Errorf("exceeded_at", "leave it out", "exceeded_at is for more_than and less_than")
		return
	}
	if t.Lo == "" {
		return
	}
	beyond := t.ExceededAt.Cmp(t.Lo)
	if t.Bound == string(emulation.BoundLessThan) {
		beyond = -beyond
	}
	if beyond <= 0 {
		t.src.Errorf("exceeded_at", "it says where Vượt begins", "exceeded_at %s does not lie beyond %s", t.ExceededAt, t.Lo)
	}
}

func checkGrade(t *Target, in *Indicator) {
	for _, g := range []struct{ key, grade string }{{"grade", t.Grade}, {"base", t.Base.Text}} {
		if g.grade != "" && !slices.Contains(in.Grades, g.grade) {
			t.src.Errorf(g.key, problem.DidYouMean(g.grade, in.Grades), "%q is no grade of %s", g.grade, in.Code)
		}
	}
}

func checkLimits(t *Target, in *Indicator, change bool) {
	if change {
		return
	}
	for _, v := range []Number{t.Lo, t.Hi} {
		if v == "" {
			continue
		}
		if in.LimitLo != "" && v.Cmp(in.LimitLo) < 0 || in.LimitHi != "" && v.Cmp(in.LimitHi) > 0 {
			t.src.Errorf("value", "", "%s lies outside the limits of %s (%s to %s)", v, in.Code, in.LimitLo, in.LimitHi)
		}
	}
}

func (r *reader) indicator(code string) *Indicator {
	for i := range r.plan.Indicators {
		if r.plan.Indicators[i].Code == code {
			return &r.plan.Indicators[i]
		}
	}
	return nil
}
