package queries

import (
	"context"
	"database/sql"
	"slices"
	"testing"
)

// checkTraces puts the values of some targets of a plan together again from the
// rows that trace_target names: what accrues is their sum, less what stood before
// a phase; every row was known, and is one of the target's own. The answer is the
// number of values that rest on several rows.
func checkTraces(t *testing.T, db *sql.DB, cases []nCase, results []TargetResult) int {
	t.Helper()
	several, asked := 0, 0
	for n, c := range cases {
		r := results[n]
		added := slices.ContainsFunc(c.rows, func(w nRow) bool { return !w.cumulative && w.measure == "level" && w.value != "" })
		if !c.isSum() || !r.Value.Valid || r.ToldAsChange || c.items != nil || asked == 10 || !(r.ValueSource == "rolled_up" || c.ofPhase() || c.adds() && added) {
			continue
		}
		asked++
		rows, err := TraceTarget(context.Background(), db, TracedTarget{PlanID: c.plan, TargetCode: c.code, DataTo: c.dataTo, KnownAt: c.knownAt})
		if err != nil {
			t.Fatal(err)
		}
		sum, count := whole(0), 0
		for _, row := range rows {
			if row.Purpose != "value" {
				continue
			}
			count++
			if row.ReportedOn.After(c.knownAt) || !row.Value.Valid {
				t.Errorf("%s: traced to a row that says nothing by then: %+v", c.code, row)
				continue
			}
			v := num(row.Value.String())
			if c.adds() && row.PeriodEnd.Before(c.from) {
				v = neg(v) // the day before the phase
			}
			sum = plus(sum, v)
		}
		if r.ValueSource == "rolled_up" {
			sum = roundTo(sum, c.decimals)
		}
		if count == 0 || show(sum, 6) != r.Value.String() {
			t.Errorf("%s: %d rows make %s, the value is %s\n%s", c.code, count, show(sum, 6), r.Value, c.text())
		}
		if count > 1 {
			several++
		}
	}
	return several
}
