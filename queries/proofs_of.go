package queries

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// ScoreFindings are the blocking findings of [ProofScores].
func ScoreFindings(ctx context.Context, db *sql.DB, p PlanState) ([]Finding, error) {
	rows, err := ProofScores(ctx, db, p)
	return blocking(rows, 0), err
}

// CountFindings are the blocking findings about the number of chỉ tiêu, from
// results that are already at hand.
func CountFindings(results []TargetResult) []Finding {
	return slices.DeleteFunc(blocking(TallyProofs(results), 0), func(f Finding) bool { return f.ID != "verdict_counts" })
}

// UnitFindings are the blocking findings of a plan by what they are about, so
// that a paper about one unit is held up by its own figures only.
type UnitFindings struct {
	targets map[string][]Finding // by target
	awards  map[string][]Finding // by the head of the subject: a unit's code or short name; an honour and kind of recipient
}

// FindingsByUnit runs the blocking proofs once for all units: about targets on
// results that are at hand, about the awards of a year in one query.
func FindingsByUnit(ctx context.Context, db *sql.DB, results []TargetResult, y AwardYear) (UnitFindings, error) {
	rows, err := ProofAwards(ctx, db, y)
	u := UnitFindings{targets: findingsByTarget(results), awards: map[string][]Finding{}}
	for _, f := range blocking(rows, y.Year) {
		head, _, _ := strings.Cut(f.Subject, ": ")
		u.awards[head] = append(u.awards[head], f)
	}
	return u, err
}

// OfTarget are the findings about a target, its whole or its parts.
func (u UnitFindings) OfTarget(code string) []Finding { return u.targets[code] }

// OfAwards are the findings about a unit's registrations and awards, and those
// about all awards of the honours and kinds of recipient that it has. A short name
// that two units share finds those of both.
func (u UnitFindings) OfAwards(unitCode, shortName string, rows []UnitConversion) []Finding {
	found := slices.Clone(u.awards[unitCode])
	if shortName != unitCode {
		found = append(found, u.awards[shortName]...)
	}
	for _, row := range rows {
		found = append(found, u.awards[row.HonourCode+", "+row.RecipientKind]...)
	}
	return found
}

// findingsByTarget tallies each whole with its parts by itself; what counts the
// plan's chỉ tiêu is about no single one.
func findingsByTarget(results []TargetResult) map[string][]Finding {
	index := map[string]int{}
	for i, r := range results {
		index[r.TargetCode] = i
	}
	families := map[string][]TargetResult{}
	for _, r := range results {
		root := r
		for range results { // a ring of parts would have no end
			i, ok := index[root.PartOf]
			if !ok {
				break
			}
			root = results[i]
		}
		families[root.TargetCode] = append(families[root.TargetCode], r)
	}
	out := map[string][]Finding{}
	for _, family := range families {
		found := slices.DeleteFunc(blocking(TallyProofs(family), 0), func(f Finding) bool { return f.ID == "verdict_counts" })
		if len(found) == 0 {
			continue
		}
		for _, r := range family {
			out[r.TargetCode] = found
		}
	}
	return out
}

func blocking(rows []ProofRow, year int) (found []Finding) {
	for _, r := range rows {
		if r.Blocking {
			found = append(found, r.finding(year))
		}
	}
	return found
}
