package queries

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// middle is the median as it is taught: of an even number of values the mean of
// the two in the middle.
func middle(values []float64) float64 {
	v := slices.Sorted(slices.Values(values))
	if n := len(v); n%2 == 0 {
		return (v[n/2-1] + v[n/2]) / 2
	}
	return v[len(v)/2]
}

// robust is the modified z-score of x among the values: 0,6745 of the distance
// from the median by the median of all distances, or where more than half of
// them are equal 0,7979 by their mean.
func robust(x float64, values []float64) float64 {
	m := middle(values)
	var far []float64
	sum := 0.0
	for _, v := range values {
		far = append(far, math.Abs(v-m))
		sum += math.Abs(v - m)
	}
	if mad := middle(far); mad > 0 {
		return 0.6745 * (x - m) / mad
	}
	return 0.7979 * (x - m) / (sum / float64(len(values)))
}

// outlier_values against the values themselves: each case is one indicator that
// up to 14 communes of two kinds tell for two years.
func TestNaiveOutliers(t *testing.T) {
	db := openEmpty(t)
	must := executor(t, db)
	must(`insert into org_unit values ('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1)`)
	kinds := map[string]string{}
	var communes []string
	for i := range 14 {
		code := fmt.Sprintf("x%02d", i)
		kinds[code] = map[bool]string{true: "xã", false: "thị trấn"}[i < 11]
		communes = append(communes, code)
		must(`insert into org_unit values (?,'Xã',?,'commune',?,'root',true,?,date '2000-01-01',null,null,0,'',?)`, code, "Xã "+code, kinds[code], i+2, i+2)
	}
	r := rand.New(rand.NewPCG(3, 5))
	dataTo, knownAt := on(2022, 12, 31), on(2023, 1, 31)
	var cases []nCase
	for n := range 200 {
		c := nCase{plan: "p", code: fmt.Sprintf("i%04d", n), dataTo: dataTo, knownAt: knownAt, nature: pick(r, "ratio", "flow"), course: "level",
			direction: "up", scale: "1", bound: "at_least", measure: "level", basis: "unit", lo: "5", rolledUp: true, from: on(2022, 1, 1), to: dataTo}
		around := 20 + r.IntN(30)
		spread := 1 + r.IntN(6)
		for _, u := range communes {
			for _, year := range []int{2021, 2022} {
				if r.IntN(12) == 0 {
					continue // told nothing
				}
				v := around + r.IntN(spread)
				switch {
				case r.IntN(15) == 0:
					v *= pick(r, 2, 6)
				case r.IntN(25) == 0:
					v = pick(r, 1, 8)
				}
				c.rows = append(c.rows, nRow{unit: u, start: on(year, 1, 1), end: on(year, 12, 31), reported: on(year+1, 1, 5), cumulative: true,
					status: "actual", measure: "level", basis: "unit", value: strconv.Itoa(v), precision: "exact", definition: "1"})
			}
		}
		cases = append(cases, c)
	}
	insertCases(t, db, "p", cases)
	// A score is of binary fractions: its last digit may differ by one.
	type asked struct {
		score float64
		peers int
	}
	want := map[string]asked{}
	counts := map[string]int{}
	for _, c := range cases {
		told := map[int]map[string]float64{2021: {}, 2022: {}}
		for _, row := range c.rows {
			v, err := strconv.ParseFloat(row.value, 64)
			if err != nil {
				t.Fatal(err)
			}
			told[row.end.Year()][row.unit] = v
		}
		for _, u := range communes {
			now, ok := told[2022][u]
			last, before := told[2021][u]
			if !ok {
				continue
			}
			note := func(kind string, x func(unit string) (float64, bool), least float64) {
				mine, ok := x(u)
				if !ok {
					return
				}
				var group []float64
				for _, o := range communes {
					if v, ok := x(o); ok && kinds[o] == kinds[u] {
						group = append(group, v)
					}
				}
				if len(group) < 9 || slices.Min(group) == slices.Max(group) {
					if math.Abs(mine-middle(group)) >= least {
						counts["too few peers"]++
					}
					return
				}
				if z := robust(mine, group); math.Abs(z) > 3.5 && math.Abs(mine-middle(group)) >= least {
					want[fmt.Sprint(c.code, " ", u, " ", kind)] = asked{z, len(group) - 1}
					counts[kind]++
				}
			}
			if c.nature == "flow" {
				if before && last >= 10 && (now >= 5*last || 5*now <= last) {
					want[fmt.Sprint(c.code, " ", u, " jump")] = asked{}
					counts["jump"]++
				}
				note("growth_peers", func(o string) (float64, bool) {
					a, here := told[2022][o]
					b, there := told[2021][o]
					return math.Log(a / b), here && there
				}, 0.2)
				continue
			}
			note("level_peers", func(o string) (float64, bool) { v, ok := told[2022][o]; return v, ok }, 0.1*now)
			note("growth_peers", func(o string) (float64, bool) {
				a, here := told[2022][o]
				b, there := told[2021][o]
				return a - b, here && there
			}, 0.1*now)
		}
	}
	got, err := OutlierValues(context.Background(), db, ValuesAt{PlanID: "p", DataTo: dataTo, KnownAt: knownAt})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range got {
		k := fmt.Sprint(g.IndicatorCode, " ", g.UnitCode, " ", g.Kind)
		w, ok := want[k]
		delete(want, k)
		have := asked{peers: g.Peers.V}
		if g.Score.Valid {
			if have.score, err = strconv.ParseFloat(g.Score.Decimal.String(), 64); err != nil {
				t.Fatal(err)
			}
		}
		if !ok || have.peers != w.peers || math.Abs(have.score-w.score) > 0.0101 {
			t.Errorf("%s: %v, want %v (%v)", k, have, w, ok)
		}
	}
	for k, w := range want {
		t.Errorf("%s: not asked, want %v", k, w)
	}
	for _, kind := range []string{"jump", "growth_peers", "level_peers", "too few peers"} {
		if counts[kind] < 20 {
			t.Errorf("%s: %d times", kind, counts[kind])
		}
	}
}
