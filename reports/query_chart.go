package reports

import (
	"fmt"
	"slices"

	"tdkt/charts"
	"tdkt/loaders/quantity"
	"tdkt/queries"
)

// chart turns the rows into the chart that the query's head names.
func (p QueryPage) chart() (charts.Kind, error) {
	spec := p.Query.Chart
	head := charts.Head{ID: chartID("truy-van", p.Query.Name), Title: p.Query.PageTitle()}
	value := capital(p.Query.Heading(spec.Value))
	points, err := p.points()
	if err != nil {
		return nil, err
	}
	switch spec.Kind {
	case "bar":
		k := charts.Units{Head: head, Indicator: value, Direction: charts.Flat}
		for _, pt := range points {
			row := charts.UnitRow{Name: pt.label, Result: pt.value}
			if pt.value.Missing() {
				row.Gap, row.Tone = "chưa có số liệu", charts.ToneNoData
			}
			k.Rows = append(k.Rows, row)
		}
		return k, nil
	case "line":
		g := gather(points, func(pt point) string { return pt.series })
		k := charts.Trend{Head: head, Measure: value, Periods: g.labels}
		lines := []*charts.Line{&k.Actual, &k.LastYear, &k.Plan}
		if len(g.groups) > len(lines) {
			return nil, &PageError{fmt.Sprintf("query %s: the chart has %d lines; a page shows %d", p.Query.Name, len(g.groups), len(lines)), "narrow the query, or take multiples"}
		}
		for i, name := range g.groups {
			if name == "" {
				name = value
			}
			*lines[i] = charts.Line{Name: name, Points: g.rows[i]}
		}
		return k, nil
	case "multiples":
		g := gather(points, func(pt point) string { return pt.panel })
		k := charts.SmallMultiples{Head: head, Measure: value, Periods: g.labels}
		for i, name := range g.groups {
			k.Panels = append(k.Panels, charts.Panel{Name: name, Points: g.rows[i]})
		}
		return k, nil
	}
	return heat(head, gather(points, func(pt point) string { return pt.series })), nil
}

// A point is one row of the answer as the chart sees it.
type point struct {
	label, series, panel string
	value                charts.Number
}

// points reads the chart's columns. Two rows for one place of a chart would
// hide each other.
func (p QueryPage) points() ([]point, error) {
	at := func(name string) int {
		return slices.IndexFunc(p.Table.Columns, func(c queries.Column) bool { return c.Name == name })
	}
	spec := p.Query.Chart
	text := func(row []any, column string) string {
		i := at(column)
		if column == "" || i < 0 {
			return ""
		}
		return p.cell(row[i], p.Table.Columns[i])
	}
	v := at(spec.Value)
	seen := map[point]bool{}
	var out []point
	for _, row := range p.Table.Rows {
		pt := point{label: text(row, spec.Label), series: text(row, spec.Series), panel: text(row, spec.Panel)}
		if seen[pt] {
			return nil, &PageError{fmt.Sprintf("query %s: two rows for %s %s %s in the chart", p.Query.Name, pt.label, pt.series, pt.panel), "group the rows in the query"}
		}
		seen[pt] = true
		if n, ok := row[v].(queries.Number); ok {
			if d, ok := pageNumber(n, p.Table.Columns[v]); ok {
				pt.value = charts.Number{Value: d.Float64(), Text: quantity.FormatMin(d)}
			}
		}
		out = append(out, pt)
	}
	return out, nil
}

// A grid holds points by group and label. Groups stand in the order of the rows;
// labels in an order in which each group has them, so that a period that only a
// later group reports comes before the next one that both do.
type grid struct {
	labels, groups []string
	rows           [][]charts.Number // per group, one a label
}

func gather(points []point, group func(point) string) grid {
	var g grid
	of := map[string][]point{}
	for _, pt := range points {
		name := group(pt)
		if of[name] == nil {
			g.groups = append(g.groups, name)
		}
		of[name] = append(of[name], pt)
	}
	for _, name := range g.groups {
		g.labels = merge(g.labels, of[name])
	}
	for _, name := range g.groups {
		row := make([]charts.Number, len(g.labels))
		for _, pt := range of[name] {
			row[slices.Index(g.labels, pt.label)] = pt.value
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// merge puts the labels of a group among those that are there: a new one behind
// the one before it in its group, the first before the next that is there.
func merge(labels []string, points []point) []string {
	for i, pt := range points {
		if slices.Contains(labels, pt.label) {
			continue
		}
		at := len(labels)
		if i > 0 {
			at = slices.Index(labels, points[i-1].label) + 1
		} else {
			for _, next := range points {
				if known := slices.Index(labels, next.label); known >= 0 {
					at = known
					break
				}
			}
		}
		labels = slices.Insert(labels, at, pt.label)
	}
	return labels
}

// heat shades the cells in three steps of equal length between the lowest and
// the highest value.
func heat(head charts.Head, g grid) charts.Kind {
	k := charts.HeatTable{Head: head, Columns: g.groups}
	var low, high charts.Number
	missing := false
	for _, row := range g.rows {
		for _, n := range row {
			switch {
			case n.Missing():
				missing = true
			case low.Missing() || n.Value < low.Value:
				low = n
			}
			if !n.Missing() && (high.Missing() || n.Value > high.Value) {
				high = n
			}
		}
	}
	steps := []charts.VerdictClass{{Word: "thấp", Tone: charts.ToneNotDue}, {Word: "vừa", Tone: charts.ToneMet}, {Word: "cao", Tone: charts.ToneExceeded}}
	shade := func(n charts.Number) charts.HeatCell {
		if n.Missing() {
			return charts.HeatCell{Text: missingText, Tone: charts.ToneNoData}
		}
		step := 0
		if high.Value > low.Value {
			step = min(int(3*(n.Value-low.Value)/(high.Value-low.Value)), 2)
		}
		return charts.HeatCell{Text: n.Text, Tone: steps[step].Tone}
	}
	for j, label := range g.labels {
		row := charts.HeatRow{Name: label}
		for i := range g.groups {
			row.Cells = append(row.Cells, shade(g.rows[i][j]))
		}
		k.Rows = append(k.Rows, row)
	}
	if !low.Missing() {
		steps[0].Word += " (từ " + low.Text + ")"
		steps[2].Word += " (đến " + high.Text + ")"
	}
	k.Key = steps
	if missing {
		k.Key = append(k.Key, charts.VerdictClass{Word: "chưa có số liệu", Tone: charts.ToneNoData})
	}
	return k
}
