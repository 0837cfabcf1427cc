package queries

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// figure is a number as the database would say it.
func figure(text string) string { return show(num(text), 6) }

func (r nRow) content() string {
	return fmt.Sprintf("%s..%s %s %s/%s %q %v %s", figure(r.value), figure(r.high), r.precision, figure(r.numerator), figure(r.denominator), r.text, r.items, r.definition)
}

// changesBetween says for every period what counted on one day and on a later one.
func (c nCase) changesBetween(from, to time.Time) []string {
	var out []string
	before, after := c, c
	before.knownAt, after.knownAt = from, to
	for _, unit := range append([]string{"root"}, nCommunes...) {
		was := before.winners(unit)
		for _, r := range after.winners(unit) {
			i := slices.IndexFunc(was, func(o nRow) bool {
				return o.start.Equal(r.start) && o.end.Equal(r.end) && o.cumulative == r.cumulative && o.measure == r.measure
			})
			about := fmt.Sprintf("%s %s %s..%s %v %s: ", c.code, unit, r.start.Format(time.DateOnly), r.end.Format(time.DateOnly), r.cumulative, r.measure)
			switch {
			case i < 0:
				out = append(out, about+"new "+figure(r.value)+" "+r.status)
			case was[i].content() != r.content():
				out = append(out, about+"corrected "+figure(was[i].value)+" -> "+figure(r.value)+" "+r.status)
			case was[i].status != r.status:
				out = append(out, about+"status "+was[i].status+" -> "+r.status)
			}
		}
	}
	return out
}

// checkChanges holds the naive reading of what changed between two days of
// knowledge against the query, and counts the kinds of changes.
func checkChanges(t *testing.T, db *sql.DB, plan string, cases []nCase, from, to time.Time, kinds map[string]int) {
	t.Helper()
	got, err := ValueChanges(context.Background(), db, KnownBetween{PlanID: plan, KnownFrom: from, KnownTo: to})
	if err != nil {
		t.Fatal(err)
	}
	var want, have []string
	for _, c := range cases {
		want = append(want, c.changesBetween(from, to)...)
	}
	for _, g := range got {
		kinds[g.Change]++
		text := fmt.Sprintf("%s %s %s..%s %v %s: %s ", g.IndicatorCode, g.UnitCode, g.PeriodStart.Format(time.DateOnly), g.PeriodEnd.Format(time.DateOnly),
			g.Accumulation == "cumulative", g.Measure, g.Change)
		switch g.Change {
		case "new":
			text += g.NewValue.String() + " " + g.NewStatus
		case "corrected":
			text += g.OldValue.String() + " -> " + g.NewValue.String() + " " + g.NewStatus
		default:
			text += g.OldStatus + " -> " + g.NewStatus
		}
		have = append(have, text)
	}
	slices.Sort(want)
	slices.Sort(have)
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("changes of %s (-naive +SQL)\n%s", plan, diff)
	}
}
