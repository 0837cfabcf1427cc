package reports

import (
	"slices"

	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// charts set the unit among its peers on its first indicators with a place of its
// own; an office that has none gets the targets it reports on, or its awards.
func (c *card) charts() []chartOf {
	var out []chartOf
	for _, v := range c.ranked() {
		if c.from.ranked[v.IndicatorCode] >= 3 && len(out) < cardCharts {
			out = append(out, chartOf{"card." + itoa(len(out)), c.peersChart(v)})
		}
	}
	if len(out) > 0 {
		return out
	}
	if k, ok := c.toldChart(); ok {
		return []chartOf{{"card.0", k}}
	}
	if k, ok := c.awardsChart(); ok {
		return []chartOf{{"card.0", k}}
	}
	return nil
}

func (c *card) peersChart(own queries.UnitValue) charts.Kind {
	t := c.from.whole[own.IndicatorCode]
	k := charts.Units{
		Head: charts.Head{ID: chartID("vi-tri", own.IndicatorCode), Title: t.IndicatorName + ": " + c.unit.ShortName + " xếp " +
			map[bool]string{true: "", false: "thứ "}[own.Tied] + c.rankText(own) + " đơn vị"},
		Indicator: t.ShortName, Measure: t.Unit, Direction: chartDirection(t),
	}
	if isRate(t) && t.Value.Valid && !t.ValueIsChange {
		k.Target = chartNumber(t.Value, c.all()+": "+number(t.Value)+t.Unit)
	}
	peers := slices.DeleteFunc(slices.Clone(c.from.peers[own.IndicatorCode]), func(v queries.UnitValue) bool { return !v.Rank.Valid })
	at := slices.IndexFunc(peers, func(v queries.UnitValue) bool { return v.UnitCode == own.UnitCode })
	for i, v := range peers {
		if len(peers) > allPeers && i >= bestPeers && (i < at-neighbour || i > at+neighbour) && i < len(peers)-1 {
			continue
		}
		row := charts.UnitRow{Name: c.peerName(v), Result: chartNumber(v.Value, unitValueText(t, v)), Tone: charts.ToneNotDue}
		if v.UnitCode == own.UnitCode {
			row.Tone = charts.ToneExceeded
		}
		k.Rows = append(k.Rows, row)
	}
	return k
}

// peerName is a unit's place and name; where those behind are not to be named, a
// card names nobody but its own unit.
func (c *card) peerName(v queries.UnitValue) string {
	if v.UnitCode != c.unit.UnitCode && !c.Office.inAnnex() {
		return "Thứ " + itoa(v.Rank.V)
	}
	return itoa(v.Rank.V) + ". " + v.ShortName
}

func (c *card) toldChart() (charts.Kind, bool) {
	k := charts.Fulfilment{Head: charts.Head{ID: "theo-doi"}, Plan: "Kế hoạch " + c.yearText() + " = 100%"}
	reached := 0
	measured, _ := c.told()
	for _, t := range measured {
		if !t.Fulfilment.Valid {
			continue
		}
		k.Rows = append(k.Rows, charts.FulfilmentRow{Name: t.ShortName, Direction: chartDirection(t), Tone: c.tone(t),
			Ratio: chartNumber(t.Fulfilment, percent(t.Fulfilment)+"%"), Note: c.valueAgainstPlan(t), Verdict: orElse(c.statusWord(t), "Chưa đánh giá")})
		if t.Fulfilment.Decimal.Cmp(hundred) >= 0 {
			reached++
		}
	}
	k.Title = "Chỉ tiêu do đơn vị theo dõi: " + itoa(reached) + "/" + itoa(len(k.Rows)) + " chỉ tiêu tính được tỷ lệ đã đạt từ 100% kế hoạch trở lên"
	return k, len(k.Rows) > 0
}

func (c *card) awardsChart() (charts.Kind, bool) {
	k := charts.Registered{Head: charts.Head{ID: "dang-ky"}}
	granted := 0
	for _, a := range sortedAwards(c.from.awards[c.unit.UnitCode]) {
		open := a.Proposed + a.Approved + a.Submitted
		// More revoked than granted has no bar: the card is a draft that says so.
		if a.Granted < 0 || a.Registered+a.Granted+open == 0 {
			continue
		}
		granted += a.Granted
		row := charts.RegisteredRow{Name: emulation.Honour(a.HonourCode).Label(), Granted: chartCount(a.Granted)}
		if len(emulation.Honour(a.HonourCode).Recipients()) > 1 {
			row.Name += " (" + emulation.RecipientKind(a.RecipientKind).Label() + ")"
		}
		if a.Registered > 0 {
			row.Registered = chartCount(a.Registered)
		}
		if open > 0 {
			row.Pending = chartCount(open)
		}
		k.Rows = append(k.Rows, row)
	}
	k.Title = "Đăng ký và khen thưởng năm " + itoa(c.year()) + ": đã có quyết định " + count(granted) + " lượt"
	return k, len(k.Rows) > 0
}
