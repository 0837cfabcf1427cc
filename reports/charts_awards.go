package reports

import (
	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
)

var hundred = quantity.FromInt(100)

func chartCount(n int) charts.Number {
	return charts.Number{Value: float64(n), Text: whole(n)}
}

// registeredChart sets what was registered beside what was granted.
func (r *review) registeredChart(y yearAwards) (charts.Kind, bool) {
	k := charts.Registered{Head: charts.Head{ID: chartID("dang-ky", itoa(y.year))}}
	registered, granted, pending := 0, 0, 0
	for _, c := range y.conversion {
		open := c.Proposed + c.Approved + c.Submitted
		// More revoked than granted has no bar: the report is a draft that says so.
		if c.Granted < 0 || c.Registered+c.Granted+open == 0 {
			continue
		}
		name := emulation.Honour(c.HonourCode).Label()
		if len(emulation.Honour(c.HonourCode).Recipients()) > 1 {
			name += " (" + emulation.RecipientKind(c.RecipientKind).Label() + ")"
		}
		row := charts.RegisteredRow{Name: name, Granted: chartCount(c.Granted)}
		if c.Registered > 0 {
			row.Registered = chartCount(c.Registered)
		}
		if open > 0 {
			row.Pending = chartCount(open)
		}
		k.Rows = append(k.Rows, row)
		registered += c.Registered
		granted += c.Granted
		pending += open
	}
	switch {
	case granted == 0 && pending == 0:
		k.Title = "Đăng ký danh hiệu, hình thức khen thưởng năm " + itoa(y.year) + "; chưa có quyết định"
	case pending > 0:
		k.Title = "Đã có quyết định " + count(granted) + " lượt khen thưởng năm " + itoa(y.year) + ", " + count(pending) + " hồ sơ đang trình"
	default:
		k.Title = "Đã có quyết định " + count(granted) + " lượt khen thưởng năm " + itoa(y.year)
	}
	return k, len(k.Rows) > 0
}

// structureChart splits the awards by recipient and by direct work.
func (r *review) structureChart(y yearAwards) (charts.Kind, bool) {
	k := charts.Structure{Head: charts.Head{ID: chartID("co-cau", itoa(y.year)), Title: "Cơ cấu khen thưởng năm " + itoa(y.year)}}
	for _, d := range structureDimensions {
		if d.code != "recipient_kind" && d.code != "direct" {
			continue
		}
		bar := charts.StructureBar{Name: d.head}
		for _, s := range y.structure {
			if s.Dimension != d.code || s.Granted <= 0 || !s.Share.Valid {
				continue
			}
			label := "chưa rõ"
			if s.Code != "" {
				label = d.label(s.Code)
			}
			bar.Parts = append(bar.Parts, charts.Part{Name: capital(label), Share: chartNumber(s.Share, percent(s.Share)+"%"), Count: count(s.Granted) + " lượt"})
			if s.Dimension == "direct" && s.Code == "direct" {
				k.Title = "Người trực tiếp lao động, công tác chiếm " + shareText(s) + "% cá nhân được tặng bằng khen, giấy khen"
			}
		}
		if d.code == "direct" {
			if mark, ok := r.directBound(); ok {
				bar.Mark = mark
			}
		}
		if len(bar.Parts) > 0 {
			k.Bars = append(k.Bars, bar)
		}
	}
	return k, len(k.Bars) > 0
}

// directBound is the plan's share of direct workers, if it sets one.
func (r *review) directBound() (charts.Number, bool) {
	for _, t := range r.targets {
		if t.CountedFrom == "direct_share" && t.LimitValue.Valid {
			return chartNumber(t.LimitValue, "kế hoạch "+plan(t).table()+"%"), true
		}
	}
	return charts.Number{}, false
}

// rankingChart shows a cluster's scores in the order of the ranking.
func (r *review) rankingChart(group []queries.ClusterRank) (charts.Kind, bool) {
	first := group[0]
	k := charts.Ranking{Head: charts.Head{ID: chartID("xep-hang", first.ClusterCode)}}
	if first.MaxPoints.Valid {
		k.Max = first.MaxPoints.Decimal.Float64()
	}
	scored, below := 0, false
	for _, c := range group {
		// A bonus may lift a total above the table of criteria, a deduction below 0,
		// which no bar shows.
		for _, points := range []quantity.NullDecimal{c.SelfScore, c.Total} {
			if points.Valid {
				k.Max = max(k.Max, points.Decimal.Float64())
				below = below || points.Decimal.Sign() < 0
			}
		}
		row := charts.RankingRow{Name: c.ShortName, Self: chartNumber(c.SelfScore, number(c.SelfScore)), Verified: chartNumber(c.Total, number(c.Total))}
		if c.Rank.Valid {
			scored++
			row.Rank = itoa(c.Rank.V)
			if c.Tied {
				row.Rank = "đồng hạng " + row.Rank
			}
		}
		if !c.SelfScore.Valid && !c.Total.Valid {
			row.Note = "chưa có điểm"
		} else if c.UnrankedReason != "" && !c.Total.Valid {
			row.Note = c.UnrankedReason
		}
		k.Rows = append(k.Rows, row)
	}
	k.Title = "Điểm thi đua " + lower(first.ClusterName) + " năm " + itoa(first.Year)
	if leader, words, ok := clusterLeader(group); ok {
		k.Title += ": " + leader.ShortName + " " + words + " (" + number(leader.Total) + " điểm)"
	}
	k.VerifiedName = "Tổng điểm sau thẩm định"
	return k, scored > 0 && !below
}
