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

// buildCard makes a unit's scorecard. Of its charts the last are left out where it
// would not end on two pages otherwise.
func (a *app) buildCard(ctx context.Context, cards *reports.Scorecards, pool *echarts.Pool, code string) (reports.Built, error) {
	built, err := cards.Build(ctx, pool, a.env.now, code)
	if err != nil {
		return built, err
	}
	doc := built.Document
	for n := figures(doc); ; n-- {
		pages, err := pdf.Pages(doc, pdf.Options{})
		if err != nil {
			return built, err
		}
		if pages <= cardPages || n == 0 {
			if pages <= cardPages {
				built.Document = doc
			}
			return built, nil
		}
		if n == 1 {
			built.Document = doc // a card that is too long in any case keeps its first
		}
		doc.Body = withoutLastFigure(doc.Body)
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
