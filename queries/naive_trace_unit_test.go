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

// What a unit's value may rest on.
var nTraceKinds = []string{"one row", "several rows", "day before a phase", "last year", "nothing"}

// unitRows names the rows behind what a unit told last in a window, up to a day;
// what it told as a change only is no value.
func (c *nCase) unitRows(unit string, from, since, to time.Time) *told {
	for _, end := range c.ends(unit, from, to) {
		if t := c.at(unit, from, end); t != nil && t.change == "" && !end.Before(since) {
			return t
		}
	}
	return nil
}

// checkUnitTraces names the rows behind the values of some units of a plan once
// more, without a query, and counts what they were.
func checkUnitTraces(t *testing.T, db *sql.DB, cases []nCase, kinds map[string]int) {
	t.Helper()
	asked := map[string]int{}
	for _, c := range cases {
		if c.from.After(c.dataTo) {
			continue
		}
		for _, unit := range append([]string{"root"}, nCommunes...) {
			kind, want := "nothing", []string{}
			now := c.unitRows(unit, c.from, c.from, earlier(c.to, c.dataTo))
			day := lastYear(c.dataTo, 1)
			last := c.unitRows(unit, back(c.from, 1), day.AddDate(0, 0, -45), earlier(back(c.to, 1), day))
			for purpose, told := range map[string]*told{"value": now, "last_year": last} {
				if told != nil {
					for _, row := range told.rows {
						want = append(want, fmt.Sprint(purpose, " ", row))
					}
				}
			}
			switch {
			case last != nil && len(last.rows) > 1:
				kind = "last year"
			case now == nil:
			case now.terms > len(slices.DeleteFunc(c.winners(unit), func(r nRow) bool { return r.end.Before(c.from) || !slices.Contains(now.rows, r.order) })):
				kind = "day before a phase"
			case len(now.rows) > 1:
				kind = "several rows"
			default:
				kind = "one row"
			}
			// Each question reads the plan again: a few of each kind.
			if asked[kind]++; asked[kind] > 8 || asked[kind] > 2 && (kind == "nothing" || kind == "one row") {
				continue
			}
			kinds[kind]++
			rows, err := TraceUnit(context.Background(), db, TracedUnit{PlanID: c.plan, IndicatorCode: c.code, UnitCode: unit, DataTo: c.dataTo, KnownAt: c.knownAt})
			if err != nil {
				t.Fatal(err)
			}
			have := []string{}
			for _, r := range rows {
				have = append(have, fmt.Sprint(r.Purpose, " ", r.RowNo))
			}
			slices.Sort(want)
			slices.Sort(have)
			if diff := cmp.Diff(want, have); diff != "" {
				t.Errorf("%s of %s, %s (-naive +SQL)\n%s%s", c.code, unit, kind, diff, c.text())
			}
		}
	}
}
