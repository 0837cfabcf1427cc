package plan

import (
	"cmp"
	"slices"
)

// arrange puts the targets in the order of the plan: by the line of the file,
// a part right behind its whole, the versions of a target together. A composite
// has no line among the indicators and stands where its first member does.
func arrange(targets []Target) []Target {
	line := map[string]int{} // of a target that is no part, or of a composite's first part
	for _, t := range targets {
		if t.Version == 1 && t.PartOf == "" {
			line[t.Code] = t.src.Line()
		}
	}
	for _, t := range targets {
		if t.PartOf != "" {
			line[t.PartOf] = min(line[t.PartOf], t.src.Line())
		}
	}
	own := map[string]int{}
	for _, t := range targets {
		if t.Version == 1 {
			own[t.Code] = t.src.Line()
		}
	}
	whole := func(t Target) string { return cmp.Or(t.PartOf, t.Code) }
	sorted := slices.Clone(targets)
	slices.SortStableFunc(sorted, func(a, b Target) int {
		return cmp.Or(
			cmp.Compare(line[whole(a)], line[whole(b)]),
			cmp.Compare(whole(a), whole(b)),
			rank(a)-rank(b),
			cmp.Compare(own[a.Code], own[b.Code]),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Version, b.Version),
		)
	})
	return sorted
}

func rank(t Target) int {
	if t.PartOf == "" {
		return 0
	}
	return 1
}
