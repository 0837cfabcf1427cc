package main

import (
	"context"
	"slices"

	"tdkt/charts/echarts"
	"tdkt/reports"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
)

// cardPages is how long a scorecard may be.
const cardPages = 2

// shorterLists are the items that the lists of a scorecard keep, one after the other,
// where it would not end on its pages otherwise.
var shorterLists = []int{10, 8, 6, 4, 2}

// buildCard makes a unit's scorecard. Where it would not end on two pages, the last
// of its charts are left out, then its lists are shortened.
func (a *app) buildCard(ctx context.Context, cards *reports.Scorecards, pool *echarts.Pool, code string) (reports.Built, error) {
	whole, err := cards.Build(ctx, pool, a.env.now, code, 0)
	if err != nil {
		return whole, err
	}
	if short, ok, err := fitted(whole); err != nil || ok {
		return short, err
	}
	for _, most := range shorterLists {
		built, err := cards.Build(ctx, pool, a.env.now, code, most)
		if err != nil {
			return built, err
		}
		if short, ok, err := fitted(built); err != nil || ok {
			return short, err
		}
		whole = built
	}
	for figures(whole.Document) > 1 { // its tables are too long: it keeps one chart
		whole.Document.Body = withoutLastFigure(whole.Document.Body)
	}
	return whole, nil
}

// fitted leaves out charts from the last on until a scorecard ends on its pages; ok
// is false where it is too long even without one.
func fitted(built reports.Built) (_ reports.Built, ok bool, err error) {
	for {
		pages, err := pdf.Pages(built.Document, pdf.Options{})
		if err != nil || pages <= cardPages {
			return built, err == nil, err
		}
		if figures(built.Document) == 0 {
			return built, false, nil
		}
		built.Document.Body = withoutLastFigure(built.Document.Body)
	}
}

func isFigure(b document.Block) bool { _, ok := b.(document.Figure); return ok }

func figures(doc document.Document) int {
	n := 0
	for _, b := range doc.Body {
		if isFigure(b) {
			n++
		}
	}
	return n
}

// withoutLastFigure keeps the numbers of the others: they stand before it.
func withoutLastFigure(body []document.Block) []document.Block {
	for i, b := range slices.Backward(body) {
		if isFigure(b) {
			return slices.Delete(slices.Clone(body), i, i+1)
		}
	}
	return body
}
