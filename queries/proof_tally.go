package queries

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tdkt/loaders/quantity"
)

// BlockingProofs are the blocking findings about targets, on results that are
// already at hand, and about awards: what keeps a report a draft, beside
// [ScoreFindings]. The rows behind those about targets are left out.
func BlockingProofs(ctx context.Context, db *sql.DB, results []TargetResult, years []AwardYear) ([]Finding, error) {
	found := blocking(TallyProofs(results), 0)
	for _, y := range years {
		rows, err := ProofAwards(ctx, db, y)
		if err != nil {
			return nil, err
		}
		found = append(found, blocking(rows, y.Year)...)
	}
	return found, nil
}

// TallyProofs gives the blocking rows of ProofTargets from results that are
// already at hand, without their rows behind; a test holds the two together.
func TallyProofs(results []TargetResult) []ProofRow {
	byCode := map[string]*TargetResult{}
	for i, r := range results {
		byCode[r.TargetCode] = &results[i]
	}
	var out []ProofRow
	out = append(out, unjudged(results, byCode)...)
	for _, r := range results {
		p := ProofRow{ProofID: "ratio_verdict", Blocking: true, Subject: r.Label}
		switch {
		case !r.Fulfilment.Valid:
			continue
		case r.Verdict == "not_met" && !r.Fulfilment.Decimal.Less(hundred):
			p.Problem = `tỷ lệ từ 100% trở lên bên cạnh "Không đạt"`
		case r.Verdict == "met" && hundred.Less(r.Fulfilment.Decimal):
			p.Problem = `tỷ lệ trên 100% bên cạnh "Đạt"`
		default:
			continue
		}
		p.Expected = quantity.Some(hundred)
		if !r.Restricted {
			p.Found = r.Fulfilment
		}
		out = append(out, p)
	}
	out = append(out, oversized(results, byCode)...)
	return append(out, unbalanced(results, byCode)...)
}

var hundred = quantity.FromInt(100)

// isExact tells a value without a word beside it that was told as a level.
func isExact(r *TargetResult) bool {
	return r.Value.Valid && r.ValuePrecision == "exact" && !r.ToldAsChange
}

// byParts tells the wholes whose verdict their parts make.
func byParts(r *TargetResult) bool { return r.Bound == "all_of" || r.Bound == "structure" }

// unjudged compares the plan's chỉ tiêu with those that have a verdict.
func unjudged(results []TargetResult, byCode map[string]*TargetResult) []ProofRow {
	type chiTieu struct {
		sector string
		name   string
		judged bool
	}
	byKey := map[string]*chiTieu{}
	var keys []string
	for _, r := range results {
		whole := byCode[r.PartOf]
		if r.Bound == "text" || r.PartKind == "of_which" || r.PartKind == "member" || whole != nil && byParts(whole) {
			continue
		}
		key := r.CountsAs
		if whole != nil {
			key = whole.CountsAs
		}
		c := byKey[key]
		if c == nil {
			c = &chiTieu{sector: r.SectorCode, name: r.SectorName, judged: true}
			byKey[key] = c
			keys = append(keys, key)
		}
		switch r.Verdict {
		case "exceeded", "met", "not_met", "not_due", "no_data", "to_verify":
		default:
			c.judged = false
		}
	}
	var out []ProofRow
	var sectors []string
	for _, key := range keys {
		if c := byKey[key]; !slices.Contains(sectors, c.sector) {
			sectors = append(sectors, c.sector)
		}
	}
	for _, sector := range sectors {
		all, judged, name := 0, 0, ""
		for _, key := range keys {
			c := byKey[key]
			if c.sector != sector {
				continue
			}
			all, name = all+1, c.name
			if c.judged {
				judged++
			}
		}
		if all != judged {
			out = append(out, ProofRow{ProofID: "verdict_counts", Blocking: true, Subject: name, Problem: "số chỉ tiêu có mức đánh giá khác số chỉ tiêu của kế hoạch",
				Expected: quantity.Some(quantity.FromInt(int64(all))), Found: quantity.Some(quantity.FromInt(int64(judged)))})
		}
	}
	slices.SortStableFunc(out, func(a, b ProofRow) int { return cmp.Compare(a.Subject, b.Subject) })
	return out
}

// comparableParts gives the whole of a part where both are sums of one unit at
// one date.
func comparableParts(r *TargetResult, byCode map[string]*TargetResult) (whole *TargetResult, ok bool) {
	whole = byCode[r.PartOf]
	ok = whole != nil && (r.PartKind == "of_which" || r.PartKind == "component") && !byParts(whole) && isSum(r) && isSum(whole) &&
		r.Unit == whole.Unit && r.ValueTo.Equal(whole.ValueTo) && isExact(r) && isExact(whole)
	return whole, ok
}

func isSum(r *TargetResult) bool {
	return r.Nature == "count" || r.Nature == "flow" || r.Nature == "stock"
}

// oversized finds parts above their whole, and components that add up to more.
func oversized(results []TargetResult, byCode map[string]*TargetResult) []ProofRow {
	var out, sums []ProofRow
	zero := quantity.FromInt(0)
	for i := range results {
		r := &results[i]
		whole, ok := comparableParts(r, byCode)
		if !ok || !whole.Value.Decimal.Less(r.Value.Decimal) || r.Value.Decimal.Less(zero) || whole.Value.Decimal.Less(zero) {
			continue
		}
		out = append(out, shown(ProofRow{ProofID: "parts", Blocking: true, Subject: r.Label, Problem: `phần lớn hơn tổng "` + whole.Label + `"`},
			r.Restricted || whole.Restricted, whole.Value, r.Value))
	}
	for i := range results {
		whole := &results[i]
		sum, all, known, restricted := quantity.FromInt(0), 0, 0, whole.Restricted
		for j := range results {
			p := &results[j]
			if p.PartOf != whole.TargetCode || p.PartKind != "component" {
				continue
			}
			all++
			if _, ok := comparableParts(p, byCode); ok {
				known++
				restricted = restricted || p.Restricted
				sum = sum.Add(p.Value.Decimal)
			}
		}
		if all > 0 && known == all && whole.Value.Decimal.Less(sum) {
			sums = append(sums, shown(ProofRow{ProofID: "parts", Blocking: true, Subject: whole.Label, Problem: "các thành phần không cộng bằng tổng"},
				restricted, whole.Value, quantity.Some(sum)))
		}
	}
	slices.SortStableFunc(sums, func(a, b ProofRow) int { return cmp.Compare(a.Subject, b.Subject) })
	return append(out, sums...)
}

// unbalanced finds structures that do not add up to 100 within the rounding of
// their values.
func unbalanced(results []TargetResult, byCode map[string]*TargetResult) []ProofRow {
	var out []ProofRow
	for i := range results {
		whole := &results[i]
		if whole.Bound != "structure" {
			continue
		}
		sum, n, digits, restricted, exact, first := quantity.FromInt(0), 0, 0, whole.Restricted, true, (*TargetResult)(nil)
		for j := range results {
			p := &results[j]
			if p.PartOf != whole.TargetCode || p.PartKind == "of_which" {
				continue
			}
			if first == nil {
				first = p
			}
			n++
			exact = exact && isExact(p) && p.ValueTo.Equal(first.ValueTo)
			restricted = restricted || p.Restricted
			if p.Value.Valid {
				sum = sum.Add(p.Value.Decimal)
				_, fraction, _ := strings.Cut(p.Value.Decimal.String(), ".")
				digits = max(digits, len(strings.TrimRight(fraction, "0")))
			}
		}
		if n == 0 || !exact {
			continue
		}
		// Every component may be rounded at its last digit.
		off := sum.Sub(hundred).Abs().Mul(quantity.FromInt(2)).Mul(quantity.Must("1" + strings.Repeat("0", digits)))
		if quantity.FromInt(int64(n)).Less(off) {
			p := shown(ProofRow{ProofID: "structure", Blocking: true, Subject: whole.Label, Problem: "cơ cấu không cộng bằng 100"},
				restricted, quantity.Some(hundred), quantity.Some(sum))
			p.Expected = quantity.Some(hundred)
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b ProofRow) int { return cmp.Compare(a.Subject, b.Subject) })
	return out
}

// shown adds the two figures, but of a restricted target none.
func shown(p ProofRow, restricted bool, expected, found quantity.NullDecimal) ProofRow {
	if !restricted {
		p.Expected, p.Found = expected, found
	}
	return p
}
