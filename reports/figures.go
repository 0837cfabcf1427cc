package reports

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tdkt/charts"
	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// A unitsFigure is one indicator compared over the units that report it.
type unitsFigure struct {
	target queries.TargetResult
	rows   []queries.UnitValue
}

// A trendFigure follows one indicator through the year.
type trendFigure struct {
	target queries.TargetResult
	points []queries.TrendPoint
}

// How many indicators get a chart of their own, and what a chart has room for.
const (
	unitCharts  = 2
	trendCharts = 2
	trendPoints = 24
	unitRows    = 45
)

// figures holds the drawn charts until the text asks for them; they are
// numbered in the order of the text.
type figures struct {
	drawn map[string]document.Figure
	next  int
}

// after gives the figure that belongs at this place, if it was drawn.
func (f *figures) after(id string) []document.Block {
	fig, ok := f.drawn[id]
	if !ok {
		return nil
	}
	f.next++
	fig.Caption = "Biểu đồ " + itoa(f.next) + ". " + fig.Caption
	return []document.Block{fig}
}

// choose picks the indicators that get a chart of their own: the first
// rolled-up targets for a comparison of units, and the first accruing ones that
// were reported at least three times for the course of the year. The annex
// lists the units of every rolled-up target.
func (r *review) choose() {
	seen := map[string]bool{}
	for _, t := range r.targets {
		if t.IndicatorCode == "" || t.Restricted || seen[t.IndicatorCode] || emulation.PartKind(t.PartKind) == emulation.PartOfWhich {
			continue
		}
		seen[t.IndicatorCode] = true
		u := unitsFigure{target: t}
		for _, v := range r.values {
			if v.IndicatorCode == t.IndicatorCode {
				u.rows = append(u.rows, v)
			}
		}
		if u.reported() > 1 && u.telling() {
			r.units = append(r.units, u)
		}
		f := trendFigure{target: t}
		for _, p := range r.points {
			if p.IndicatorCode == t.IndicatorCode && !p.PeriodEnd.After(r.DataTo) && !p.PeriodEnd.Before(r.from) {
				f.points = append(f.points, p)
			}
		}
		if emulation.Course(t.Course) == emulation.CourseAccrues && f.reported() >= 3 && len(f.points) <= trendPoints && len(r.trends) < trendCharts {
			r.trends = append(r.trends, f)
		}
	}
}

// telling reports whether any unit has something other than zero.
func (u unitsFigure) telling() bool {
	return slices.ContainsFunc(u.rows, func(v queries.UnitValue) bool { return v.Value.Valid && !v.Value.Decimal.IsZero() })
}

// reported counts the units with a value.
func (u unitsFigure) reported() int {
	n := 0
	for _, v := range u.rows {
		if v.Value.Valid {
			n++
		}
	}
	return n
}

// reported counts the points with a value of this year.
func (f trendFigure) reported() int {
	n := 0
	for _, p := range f.points {
		if p.Value.Valid {
			n++
		}
	}
	return n
}

// illustrate draws every chart when its rows are there, as many at once as the
// drawer allows: the judgement's, those of single indicators, and those of all else.
func (r *review) illustrate(ctx context.Context, drawer charts.Drawer, judged, measured, all gate) error {
	r.figures = figures{drawn: map[string]document.Figure{}}
	for _, step := range []struct {
		rows  gate
		kinds func() []chartOf
	}{{judged, r.judgementKinds}, {measured, r.chosenKinds}, {all, func() []chartOf { return r.awardCharts }}} {
		if err := step.rows.pass(ctx); err != nil {
			return err
		}
		drawn, crowded, err := drawAll(ctx, drawer, step.kinds())
		if err != nil {
			return err
		}
		maps.Copy(r.figures.drawn, drawn)
		r.warnings = append(r.warnings, crowded...)
	}
	return nil
}

// drawAll draws charts side by side. One whose texts have no room is left out and
// told: its figures stand in a table, and the report does not wait for a picture.
func drawAll(ctx context.Context, drawer charts.Drawer, kinds []chartOf) (figures map[string]document.Figure, crowded []string, err error) {
	drawn, narrow := make([]document.Figure, len(kinds)), make([]error, len(kinds))
	var jobs []func(context.Context) error
	for i, k := range kinds {
		jobs = append(jobs, func(ctx context.Context) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			chart, err := k.kind.Chart()
			if errors.Is(err, charts.ErrRoom) {
				narrow[i] = err
				return nil
			}
			if err != nil {
				return fmt.Errorf("chart %s: %w", k.id, err)
			}
			svg, err := chart.SVG(drawer)
			if err != nil {
				return err
			}
			drawn[i] = document.Figure{ID: "hinh-" + chart.ID, Caption: chart.Title, Alt: chart.Alt, SVG: svg, Width: chart.WidthMM(), Texts: chart.Texts}
			drawn[i].Option, err = chart.Interactive()
			return err
		})
	}
	if err := together(ctx, jobs); err != nil {
		return nil, nil, err
	}
	figures = map[string]document.Figure{}
	for i, k := range kinds {
		if narrow[i] != nil {
			crowded = append(crowded, fmt.Sprintf("the chart %s is left out: %v", k.id, narrow[i]))
			continue
		}
		figures[k.id] = drawn[i]
	}
	return figures, crowded, nil
}

type chartOf struct {
	id   string
	kind charts.Kind
}

// chosenKinds are the charts of single indicators.
func (r *review) chosenKinds() []chartOf {
	r.choose()
	var out []chartOf
	for _, t := range r.trends {
		out = append(out, chartOf{"trend." + t.target.TargetCode, r.trendChart(t)})
	}
	for i, k := range r.placesCharts() {
		out = append(out, chartOf{"places." + itoa(i), k})
	}
	if k, ok := r.panelsChart(); ok {
		out = append(out, chartOf{"panels", k})
	}
	for i, u := range r.units {
		// A picture of all indicators says it already, unless the text shows them.
		if (r.Office.inText() || len(r.compared()) == 0) && i < unitCharts && len(u.rows) <= unitRows {
			out = append(out, chartOf{"units." + u.target.TargetCode, r.unitsChart(u)})
		}
	}
	return out
}

// judgementKinds are the charts of all targets.
func (r *review) judgementKinds() []chartOf {
	var out []chartOf
	if k, ok := r.verdictChart(); ok {
		out = append(out, chartOf{"verdicts", k})
	}
	if k, ok := r.fulfilmentChart(); ok {
		out = append(out, chartOf{"fulfilment", k})
	}
	return out
}

// awardKinds are the charts of the ledgers of awards.
func (r *review) awardKinds() []chartOf {
	var out []chartOf
	for _, y := range r.pictured() {
		if k, ok := r.registeredChart(y); ok {
			out = append(out, chartOf{"registered." + itoa(y.year), k})
		}
		if k, ok := r.structureChart(y); ok {
			out = append(out, chartOf{"structure." + itoa(y.year), k})
		}
	}
	return out
}

// pictured are the years whose awards are drawn: titles are decided after the year,
// so that an interim review would set what was registered beside nothing, and of a
// term the years stand side by side in one table.
func (r *review) pictured() []yearAwards {
	if r.Final && len(r.awards) == 1 {
		return r.awards
	}
	return nil
}

// chartID makes a code fit for the names inside an SVG.
func chartID(parts ...string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' {
			return c
		}
		return '-'
	}, strings.Join(parts, "-"))
}

// chartNumber is a value for a chart: its length and its text.
func chartNumber(v quantity.NullDecimal, text string) charts.Number {
	if !v.Valid {
		return charts.Number{}
	}
	return charts.Number{Value: v.Decimal.Float64(), Text: text}
}

// tone is the grey of a target's state.
func (r *review) tone(t queries.TargetResult) charts.Tone {
	switch emulation.Verdict(t.Verdict) {
	case emulation.VerdictExceeded:
		return charts.ToneExceeded
	case emulation.VerdictMet:
		return charts.ToneMet
	case emulation.VerdictNotMet:
		return charts.ToneNotMet
	case emulation.VerdictNoData:
		return charts.ToneNoData
	case emulation.VerdictToVerify:
		return charts.ToneToVerify
	}
	switch emulation.Pace(t.Pace) {
	case emulation.PaceMetEarly:
		return charts.ToneExceeded
	case emulation.PaceOnPace, emulation.PaceHolds:
		return charts.ToneMet
	case emulation.PaceBehind, emulation.PaceBreached, emulation.PaceCapRisk:
		return charts.ToneNotMet
	}
	return charts.ToneNotDue
}

func chartDirection(t queries.TargetResult) charts.Direction {
	switch {
	case emulation.Bound(t.Bound) == emulation.BoundCap:
		return charts.Cap
	case emulation.Direction(t.Direction) == emulation.DirectionDown:
		return charts.Down
	case emulation.Direction(t.Direction) == emulation.DirectionUp || t.Direction == "":
		return charts.Up
	}
	return charts.Flat
}
