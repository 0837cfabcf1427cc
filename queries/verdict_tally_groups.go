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
	var order []*VerdictGroup
	at := map[[2]string]*VerdictGroup{}
	for _, lines := range countedLines(results) {
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
				at[key] = &g
				order = append(order, at[key])
			}
			at[key].add(lines)
		}
	}
	dimensions := []string{"owner", "unit", "phase"}
	slices.SortStableFunc(order, func(a, b *VerdictGroup) int {
		if d := cmp.Compare(slices.Index(dimensions, a.Dimension), slices.Index(dimensions, b.Dimension)); d != 0 || a.Dimension == "unit" {
			return d
		}
		last := func(g *VerdictGroup) int { // what is no phase's comes after the phases
			if g.Dimension == "phase" && g.Position == 0 {
				return 1
			}
			return 0
		}
		return cmp.Or(last(a)-last(b), a.Position-b.Position, cmp.Compare(a.Code, b.Code))
	})
	out := make([]VerdictGroup, len(order))
	for i, g := range order {
		out[i] = *g
	}
	return out
}
