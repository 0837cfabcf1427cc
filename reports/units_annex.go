package reports

import (
	"errors"
	"slices"

	"tdkt/charts"
	"tdkt/queries"
	"tdkt/reports/document"
)

// From how many units, and how many indicators with an order, a picture of all
// says more than the tables; and how many it has room for.
const (
	heatUnits      = 4
	heatIndicators = 3
	heatColumns    = 8
	panelUnits     = 24
)

// unitsBlocks is the annex on single units: a heat table of all, a table with the
// indicators side by side, and a small picture of each unit against last year.
func (r *review) unitsBlocks() []document.Block {
	var out []document.Block
	for i := 0; i*heatRows < len(r.compared()); i++ {
		out = append(out, r.figures.after("places."+itoa(i))...)
	}
	panels := r.figures.after("panels")
	for _, group := range r.alike() {
		for _, u := range group {
			if !r.Office.inText() {
				out = append(out, r.figures.after("units."+u.target.TargetCode)...)
			}
		}
		if len(group) > 1 {
			out = append(out, r.sideBySide(group))
		} else {
			out = append(out, r.unitsTable(group[0]))
		}
		out = append(out, panels...)
		panels = nil
	}
	return out
}

// ordered are the indicators on which the units have places.
func (r *review) ordered() []unitsFigure {
	var out []unitsFigure
	for _, u := range r.units {
		if slices.ContainsFunc(u.rows, func(v queries.UnitValue) bool { return v.Rank.Valid }) && len(out) < heatColumns {
			out = append(out, u)
		}
	}
	return out
}

// compared are the units of the ordered indicators, in the tree's order; nil
// where a heat table has nothing to show, or would name whom it may not.
func (r *review) compared() []queries.UnitValue {
	indicators := r.ordered()
	if len(indicators) < heatIndicators || !r.Office.inAnnex() {
		return nil
	}
	var out []queries.UnitValue
	seen := map[string]bool{}
	for _, u := range indicators {
		for _, v := range u.rows {
			if !seen[v.UnitCode] {
				seen[v.UnitCode] = true
				out = append(out, v)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b queries.UnitValue) int { return a.Position - b.Position })
	if len(out) < heatUnits {
		return nil
	}
	return out
}

// placeTone is the third of the order in which a unit stands.
func placeTone(u unitsFigure, v queries.UnitValue) charts.Tone {
	ranked := 0
	for _, o := range u.rows {
		if o.Rank.Valid {
			ranked++
		}
	}
	if !v.Rank.Valid {
		return charts.ToneNoData
	}
	// Who shares a place stands in the middle of those who do: seventeen units with
	// nothing lead nobody.
	switch place := 2*v.Rank.V + tied(u.rows, v) - 1; {
	case place*3 <= 2*(ranked+2):
		return charts.ToneExceeded
	case place*3 <= 2*(2*ranked+1):
		return charts.ToneMet
	}
	return charts.ToneNotMet
}

// placesCharts is the heat table of units by indicators, page by page, of as many
// indicators as its cells have room for.
func (r *review) placesCharts() []charts.Kind {
	units, indicators := r.compared(), r.ordered()
	for {
		out := placesOf(units, indicators)
		if len(indicators) <= heatIndicators || !slices.ContainsFunc(out, func(k charts.Kind) bool {
			_, err := k.Chart()
			return errors.Is(err, charts.ErrRoom)
		}) {
			return out
		}
		indicators = indicators[:len(indicators)-1]
	}
}

// placesOf is the heat table of these units and indicators.
func placesOf(units []queries.UnitValue, indicators []unitsFigure) []charts.Kind {
	leading := map[string]int{}
	most := 0
	for _, u := range indicators {
		for _, v := range u.rows {
			if placeTone(u, v) == charts.ToneExceeded {
				leading[v.UnitCode]++
				most = max(most, leading[v.UnitCode])
			}
		}
	}
	var best []string
	for _, v := range units {
		if most > 0 && leading[v.UnitCode] == most {
			best = append(best, v.ShortName)
		}
	}
	title := "Kết quả của " + count(len(units)) + " đơn vị theo " + count(len(indicators)) + " chỉ tiêu"
	if n := len(best); most > 1 && n <= 3 {
		title += ": " + enumerate(best) + " thuộc nhóm dẫn đầu ở " + count(most) + " chỉ tiêu"
	} else if most > 1 {
		title += ": " + count(n) + " đơn vị thuộc nhóm dẫn đầu ở " + count(most) + " chỉ tiêu"
	}
	var out []charts.Kind
	for start := 0; start < len(units); start += heatRows {
		k := charts.HeatTable{Head: charts.Head{ID: chartID("thu-tu", itoa(start)), Title: title},
			Key: []charts.VerdictClass{{Word: "một phần ba dẫn đầu", Tone: charts.ToneExceeded}, {Word: "một phần ba ở giữa", Tone: charts.ToneMet},
				{Word: "một phần ba cuối", Tone: charts.ToneNotMet}, {Word: "không xếp thứ tự", Tone: charts.ToneNoData}}}
		for _, u := range indicators {
			k.Columns = append(k.Columns, u.target.ShortName+", "+u.target.Unit)
		}
		for _, unit := range units[start:min(start+heatRows, len(units))] {
			row := charts.HeatRow{Name: unit.ShortName}
			for _, u := range indicators {
				cell := charts.HeatCell{Text: missingText, Tone: charts.ToneNoData}
				for _, v := range u.rows {
					if v.UnitCode == unit.UnitCode && v.Value.Valid {
						cell = charts.HeatCell{Text: unitValueText(u.target, v), Tone: placeTone(u, v)}
					}
				}
				row.Cells = append(row.Cells, cell)
			}
			k.Rows = append(k.Rows, row)
		}
		out = append(out, k)
	}
	return out
}

// panelsChart draws each unit's way from last year's value to this year's, on
// the first indicator that was reported in both.
func (r *review) panelsChart() (charts.Kind, bool) {
	if !r.Office.inAnnex() {
		return nil, false
	}
	for _, u := range r.units {
		k := charts.SmallMultiples{Head: charts.Head{ID: chartID("tung-don-vi", u.target.TargetCode)}, Measure: u.target.ShortName + ", " + u.target.Unit,
			Periods: []string{itoa(r.DataTo.Year() - 1), itoa(r.DataTo.Year())}}
		up, down, both := 0, 0, 0
		for _, v := range inTreeOrder(u.rows) {
			panel := charts.Panel{Name: v.ShortName, Points: []charts.Number{chartNumber(v.LastValue, number(v.LastValue)), chartNumber(v.Value, unitValueText(u.target, v))}}
			if v.TargetLo.Valid {
				panel.Plan = chartNumber(v.TargetLo, "kế hoạch "+number(v.TargetLo))
			}
			k.Panels = append(k.Panels, panel)
			if !v.LastValue.Valid || !v.Value.Valid {
				continue
			}
			both++
			switch v.Value.Decimal.Cmp(v.LastValue.Decimal) {
			case 1:
				up++
			case -1:
				down++
			}
		}
		if both < heatUnits || len(k.Panels) > panelUnits {
			continue
		}
		k.Title = u.target.Label + ": " + moved(up, down, both) + r.against()
		return k, true
	}
	return nil, false
}

// moved says how many units went up and down.
func moved(up, down, all int) string {
	switch {
	case up == all:
		return "cả " + count(all) + " đơn vị đều tăng"
	case down == all:
		return "cả " + count(all) + " đơn vị đều giảm"
	}
	said := ""
	for _, part := range []struct {
		n    int
		word string
	}{{up, "tăng"}, {down, "giảm"}, {all - up - down, "không đổi"}} {
		if part.n == 0 {
			continue
		}
		if said != "" {
			said += ", "
		}
		said += count(part.n) + " đơn vị " + part.word
	}
	return said
}

func inTreeOrder(rows []queries.UnitValue) []queries.UnitValue {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b queries.UnitValue) int { return a.Position - b.Position })
	return out
}
