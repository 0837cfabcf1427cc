package queries

import (
	"cmp"
	"slices"
)

// TallyVerdicts counts results that are already at hand as CountVerdicts does,
// without asking the database a second time; a test holds the two together.
func TallyVerdicts(results []TargetResult) []VerdictCounts {
	sectors := map[string]*VerdictCounts{}
	var order []*VerdictCounts
	for _, group := range countedLines(results) {
		first := group[0]
		c := sectors[first.SectorCode]
		if c == nil {
			c = &VerdictCounts{PlanID: first.PlanID, SectorCode: first.SectorCode, SectorName: first.SectorName, SectorPosition: first.SectorPosition}
			sectors[first.SectorCode] = c
			order = append(order, c)
		}
		c.add(group)
	}
	slices.SortFunc(order, func(a, b *VerdictCounts) int {
		return cmp.Or(cmp.Compare(a.SectorPosition, b.SectorPosition), cmp.Compare(a.SectorCode, b.SectorCode))
	})
	var out []VerdictCounts
	for _, c := range order {
		out = append(out, *c)
	}
	return out
}

// countedLines gives the lines of each chỉ tiêu, in the plan's order.
func countedLines(results []TargetResult) (out [][]*TargetResult) {
	byCode := map[string]*TargetResult{}
	for i, r := range results {
		byCode[r.TargetCode] = &results[i]
	}
	groups := map[string][]*TargetResult{}
	var keys []string
	for i := range results {
		r := &results[i]
		key, counted := countedAs(r, byCode[r.PartOf])
		if !counted {
			continue
		}
		if groups[key] == nil {
			keys = append(keys, key)
		}
		groups[key] = append(groups[key], r)
	}
	for _, key := range keys {
		out = append(out, groups[key])
	}
	return out
}

// countedAs gives the chỉ tiêu that a row belongs to. A component is judged
// inside its whole; members of an all_of or a structure have made its verdict.
func countedAs(r, whole *TargetResult) (key string, counted bool) {
	if r.Verdict == "" || r.PartKind == "of_which" || r.PartKind == "member" {
		return "", false
	}
	if whole == nil {
		return r.CountsAs, true
	}
	return whole.CountsAs, whole.Bound != "all_of" && whole.Bound != "structure"
}

func (c *VerdictTally) add(group []*TargetResult) {
	some := func(is func(*TargetResult) bool) bool { return slices.ContainsFunc(group, is) }
	all := func(is func(*TargetResult) bool) bool {
		return !some(func(r *TargetResult) bool { return !is(r) })
	}
	verdict := func(v string) func(*TargetResult) bool {
		return func(r *TargetResult) bool { return r.Verdict == v }
	}
	stands := func(standings ...string) func(*TargetResult) bool {
		return func(r *TargetResult) bool { return slices.Contains(standings, r.Standing) }
	}
	c.Targets++
	judged := true
	estimated := some(func(r *TargetResult) bool { return r.VerdictEstimated })
	switch {
	case some(verdict("not_met")):
		c.NotMet++
		// one that failed for sure is enough
		estimated = all(func(r *TargetResult) bool { return r.VerdictEstimated || r.Verdict != "not_met" })
	case some(verdict("no_data")):
		c.NoData++
		judged = false
	case some(verdict("to_verify")):
		c.ToVerify++
		judged = false
	case some(verdict("not_due")):
		c.NotDue++
		judged = false
	case all(verdict("exceeded")):
		c.Exceeded++
	default:
		c.Met++
	}
	if some(func(r *TargetResult) bool { return r.AssessedBy != "" }) {
		c.Assessed++
	}
	if judged && estimated {
		c.Estimated++
	}
	switch {
	case all(stands("reached")):
		c.Reached++
	case some(stands("missing")):
		c.Missing++
	case some(stands("at_risk")):
		c.AtRisk++
	case all(stands("reached", "likely")):
		c.Likely++
	default:
		c.Unassessed++
	}
}
