package queries

import (
	"cmp"
	"slices"
	"strconv"
)

// spanNames name what is no phase's in the counts by phase, as verdict_groups does.
var spanNames = map[string]string{"year": "Cả năm", "phase": "Đợt khác", "season": "Vụ", "final_year": "Đến năm cuối kỳ", "each_year": "Hằng năm",
	"yearly_average": "Bình quân hằng năm", "term_total": "Cả giai đoạn"}

// TallyGroups counts results that are already at hand by owner, unit and phase as
// GroupVerdicts does, without asking the database a second time; a test holds the
// two together. Units have the name of their targets and stand in the order of these.
func TallyGroups(results []TargetResult, phases []Phase) []VerdictGroup {
	type group struct {
		VerdictGroup
		counts VerdictCounts
	}
	var order []*group
	at := map[[2]string]*group{}
	for _, lines := range countedLines(results, false) {
		first := lines[0]
		phase := VerdictGroup{Dimension: "phase", Code: first.Span, Name: spanNames[first.Span]}
		for _, p := range phases {
			if first.Span == "phase" && p.StartsOn.Equal(first.SpanFrom) && p.EndsOn.Equal(first.SpanTo) && (phase.Position == 0 || p.PhaseNo < phase.Position) {
				phase.Code, phase.Name, phase.Position = strconv.Itoa(p.PhaseNo), p.Name, p.PhaseNo
			}
		}
		for _, g := range []VerdictGroup{{Dimension: "owner", Code: first.Owner, Name: first.Owner}, {Dimension: "unit", Code: first.UnitCode, Name: first.UnitName}, phase} {
			key := [2]string{g.Dimension, g.Code}
			if at[key] == nil {
				at[key] = &group{VerdictGroup: g}
				order = append(order, at[key])
			}
			at[key].counts.add(lines)
		}
	}
	dimensions := []string{"owner", "unit", "phase"}
	slices.SortStableFunc(order, func(a, b *group) int {
		if d := cmp.Compare(slices.Index(dimensions, a.Dimension), slices.Index(dimensions, b.Dimension)); d != 0 || a.Dimension == "unit" {
			return d
		}
		last := func(g *group) int { // what is no phase's comes after the phases
			if g.Dimension == "phase" && g.Position == 0 {
				return 1
			}
			return 0
		}
		return cmp.Or(last(a)-last(b), a.Position-b.Position, cmp.Compare(a.Code, b.Code))
	})
	out := make([]VerdictGroup, len(order))
	for i, g := range order {
		c := g.counts
		g.Targets, g.Exceeded, g.Met, g.NotMet, g.NotDue, g.NoData, g.ToVerify = c.Targets, c.Exceeded, c.Met, c.NotMet, c.NotDue, c.NoData, c.ToVerify
		g.Estimated, g.Assessed, g.Reached, g.Likely, g.AtRisk, g.Missing, g.Unassessed = c.Estimated, c.Assessed, c.Reached, c.Likely, c.AtRisk, c.Missing, c.Unassessed
		out[i] = g.VerdictGroup
	}
	return out
}

// Counts are the group's numbers as those of a sector, which has its name.
func (g VerdictGroup) Counts() VerdictCounts {
	return VerdictCounts{SectorCode: g.Code, SectorName: g.Name, Targets: g.Targets, Exceeded: g.Exceeded, Met: g.Met, NotMet: g.NotMet, NotDue: g.NotDue,
		NoData: g.NoData, ToVerify: g.ToVerify, Estimated: g.Estimated, Assessed: g.Assessed, Reached: g.Reached, Likely: g.Likely, AtRisk: g.AtRisk,
		Missing: g.Missing, Unassessed: g.Unassessed}
}
