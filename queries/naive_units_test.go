package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// A second, naive reading of the series on old and new boundaries: units as
// nodes with what passed between them, one unit and year at a time.

// A nUnit is a unit from its first day to its last; its code may be that of
// another one at another time.
type nUnit struct {
	code          string
	from, to      time.Time // to is zero for no end
	after, before []*nPassed
	told          map[string]map[int]nTold // by indicator and year
}

// A nPassed is what went from one unit to another.
type nPassed struct {
	old, new *nUnit
	share    map[string]string // of the old unit by basis; "": not known
	ofNew    map[string]string
}

// A nTold is what a unit tells of the stretch of a year in which it existed, and
// what it tells of the whole year.
type nTold struct{ v, num, den, all rat }

func (u *nUnit) alive(day time.Time) bool {
	return !day.Before(u.from) && (u.to.IsZero() || !day.After(u.to))
}

// part is how much of u lies inside t; touches tells whether any does, known
// whether it can be said.
func (u *nUnit) part(t *nUnit, basis string) (p rat, touches, known bool) {
	if u == t {
		return whole(1), true, true
	}
	ways := u.after
	if u.from.After(t.from) {
		ways = u.before
	}
	p, known = whole(0), true
	for _, w := range ways {
		next, shares, alone := w.new, w.share, len(u.after) == 1
		if u.from.After(t.from) {
			next, shares, alone = w.old, w.ofNew, len(u.before) == 1
		}
		if next.from.After(t.from) != u.from.After(t.from) && next != t {
			continue // it jumps over the day of t
		}
		q, there, sure := next.part(t, basis)
		if !there {
			continue
		}
		touches = true
		share := shares[basis]
		if share == "" {
			share = shares["all"]
		}
		if share == "" && alone {
			share = "1"
		}
		if share == "" || !sure {
			known = false
			continue
		}
		p = plus(p, times(num(share), q))
	}
	return p, touches, known
}

// covered reports whether somebody is known to have held the territory of u on
// a day.
func (u *nUnit) covered(day time.Time) bool {
	if u.alive(day) {
		return true
	}
	back := day.Before(u.from)
	ways := u.after
	if back {
		ways = u.before
	}
	return len(ways) > 0 && !slices.ContainsFunc(ways, func(w *nPassed) bool {
		if back {
			return !w.old.covered(day)
		}
		return !w.new.covered(day)
	})
}

// year gives the value of t in a year, or the first words of why there is none.
func (t *nUnit) year(all []*nUnit, ind nIndicator, year int, basis string) (rat, string) {
	first, last := on(year, 1, 1), on(year, 12, 31)
	if ind.adds && t.from.After(first) && !t.from.After(last) && t.alive(last) {
		if v := t.told[ind.code][year].all; v != nil {
			return v, ""
		}
	}
	days := []time.Time{last}
	if ind.adds {
		days = append(days, first) // and where something begins or ends
		for _, d := range nReorganisations {
			if d.Year() == year {
				days = append(days, d.AddDate(0, 0, -1), d)
			}
		}
		days = slices.DeleteFunc(days, func(d time.Time) bool { return d.Year() != year })
	}
	for _, d := range days {
		if !t.covered(d) {
			return nil, "chưa có bảng chuyển đổi"
		}
	}
	var parts []*nUnit
	for _, u := range all {
		_, touches, _ := u.part(t, basis)
		if touches && slices.ContainsFunc(days, u.alive) {
			parts = append(parts, u)
		}
	}
	unknown, single := false, false
	v, n, d := whole(0), whole(0), whole(0)
	for _, u := range parts {
		told := u.told[ind.code][year]
		if told.v == nil && told.num == nil {
			return nil, "chưa có số liệu đủ năm"
		}
		p, _, known := u.part(t, basis)
		if !known {
			unknown = true
			continue
		}
		single = len(parts) == 1 && same(p, whole(1))
		if told.v != nil {
			v = plus(v, times(p, told.v))
		}
		if told.num != nil {
			n, d = plus(n, times(p, told.num)), plus(d, times(p, told.den))
		}
	}
	switch {
	case single && ind.nature == "ratio":
		return roundTo(percent(n, d), 2), ""
	case single:
		return v, ""
	case unknown:
		return nil, "tỷ lệ"
	case ind.nature == "rank":
		return nil, "chỉ số, thứ hạng"
	case ind.nature == "ratio":
		return roundTo(percent(n, d), 2), ""
	}
	return roundTo(v, 2), ""
}

type nIndicator struct {
	code, nature, course string
	adds                 bool
}

var nIndicators = []nIndicator{
	{"flow", "flow", "accrues", true}, {"stock", "stock", "level", false},
	{"rate", "ratio", "accrues", true}, {"poor", "ratio", "level", false}, {"rank", "rank", "once", false},
}

var nReorganisations = []time.Time{on(2022, 7, 1), on(2023, 1, 1), on(2024, 10, 16)}

// randomUnits makes a tree of units of which some are renamed, merged, divided
// or lost on each of the days. New units take codes of old ones or fresh ones.
func randomUnits(r *rand.Rand, no int) []*nUnit {
	var all []*nUnit
	var alive []*nUnit
	code := func() string { return fmt.Sprintf("u%d-%d", no, r.IntN(7)) }
	add := func(from time.Time, taken map[string]bool) *nUnit {
		c := code()
		for taken[c] {
			c = code()
		}
		taken[c] = true
		u := &nUnit{code: c, from: from, told: map[string]map[int]nTold{}}
		all = append(all, u)
		return u
	}
	taken := map[string]bool{}
	for range 1 + r.IntN(4) {
		alive = append(alive, add(on(2000, 1, 1), taken))
	}
	for _, day := range nReorganisations {
		r.Shuffle(len(alive), func(i, j int) { alive[i], alive[j] = alive[j], alive[i] })
		ends := r.IntN(len(alive) + 1)
		old, rest := alive[:ends], alive[ends:]
		if ends == 0 {
			continue
		}
		taken := map[string]bool{}
		for _, u := range rest {
			taken[u.code] = true
		}
		for _, u := range old {
			u.to = day.AddDate(0, 0, -1)
		}
		var fresh []*nUnit
		for range 1 + r.IntN(3) {
			fresh = append(fresh, add(day, taken))
		}
		for _, u := range old {
			if r.IntN(12) == 0 && len(fresh) > 1 {
				continue // nothing says what became of it
			}
			r.Shuffle(len(fresh), func(i, j int) { fresh[i], fresh[j] = fresh[j], fresh[i] })
			for _, n := range fresh[:1+r.IntN(min(2, len(fresh)))] {
				p := &nPassed{old: u, new: n}
				u.after, n.before = append(u.after, p), append(n.before, p)
			}
		}
		for _, u := range old {
			fillShares(r, u.after, func(p *nPassed, s map[string]string) { p.share = s })
		}
		for _, n := range fresh {
			fillShares(r, n.before, func(p *nPassed, s map[string]string) { p.ofNew = s })
		}
		alive = append(slices.Clone(rest), fresh...)
	}
	for _, u := range all {
		for _, ind := range nIndicators {
			u.told[ind.code] = map[int]nTold{}
		}
	}
	return all
}

// fillShares makes shares that add up to 1, by one basis, by another, or not known.
func fillShares(r *rand.Rand, ways []*nPassed, put func(*nPassed, map[string]string)) {
	shares := make([]map[string]string, len(ways))
	for i := range ways {
		shares[i] = map[string]string{}
	}
	for _, basis := range []string{"all", "population"} {
		if r.IntN(5) == 0 {
			continue
		}
		left := 1000
		for i := range ways {
			s := left
			if i < len(ways)-1 {
				s = 1 + r.IntN(left-1)
			}
			left -= s
			shares[i][basis] = fmt.Sprintf("%d.%03d", s/1000, s%1000)
		}
	}
	for i, w := range ways {
		put(w, shares[i])
	}
}

// tell makes what a unit reports, as rows and as the naive reading has it.
func (u *nUnit) tell(r *rand.Rand, rows *[]string) {
	row := func(ind nIndicator, cumulative string, from, to time.Time, v, n, d string) {
		*rows = append(*rows, strings.TrimSuffix(literals(ind.code, u.code, u.code, from.Format(time.DateOnly), to.Format(time.DateOnly), cumulative,
			"actual", "level", "unit"), ")")+fmt.Sprintf(", %s, null, 'exact', %s, %s, null, null, '1', null, null, '%s', null, null, 1, 1, '', %d, '9999-12-31')",
			v, n, d, to.Format(time.DateOnly), len(*rows)+1))
	}
	for _, ind := range nIndicators {
		for year := 2021; year <= 2025; year++ {
			from, to := on(year, 1, 1), on(year, 12, 31)
			if u.from.After(from) {
				from = u.from
			}
			if !u.to.IsZero() && u.to.Before(to) {
				to = u.to
			}
			if to.Before(from) || r.IntN(12) == 0 {
				continue
			}
			v, n, d := fmt.Sprintf("%d.%d", r.IntN(200), r.IntN(10)), fmt.Sprint(r.IntN(50)), fmt.Sprint(50+r.IntN(50))
			cumulative, kept := "cumulative", true
			switch mode := r.IntN(10); {
			case mode == 0 && days(from, to) > 70: // not to the end, or with a gap
				if ind.adds {
					kept = false
				}
				to = to.AddDate(0, 0, -40)
			case mode == 1 && ind.code == "flow" && days(from, to) > 70:
				half := fmt.Sprint(r.IntN(100))
				row(ind, "in_period", from, from.AddDate(0, 0, 30), half, "null", "null")
				row(ind, "in_period", from.AddDate(0, 0, 31), to, v, "null", "null")
				u.told[ind.code][year] = nTold{v: plus(num(half), num(v))}
				continue
			case mode < 4 && ind.code == "flow" && from.After(on(year, 1, 1)): // the whole year, also before its first day
				row(ind, "cumulative", on(year, 1, 1), to, v, "null", "null")
				u.told[ind.code][year] = nTold{all: num(v)}
				continue
			}
			if !ind.adds {
				cumulative = "in_period"
			}
			told := nTold{v: num(v)}
			if ind.nature == "ratio" {
				told = nTold{num: num(n), den: num(d)}
				row(ind, cumulative, from, to, "null", n, d)
			} else {
				row(ind, cumulative, from, to, v, "null", "null")
			}
			if kept {
				u.told[ind.code][year] = told
			}
		}
	}
}

// Thousands of units, years and bases: what the query says of each is what the
// naive reading says.
func TestUnitSeriesAgreesWithNaiveReading(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	db := openEmpty(t)
	insert := func(table string, rows []string) {
		t.Helper()
		if _, err := db.Exec("insert into " + table + " values " + strings.Join(rows, ",\n")); err != nil {
			t.Fatal(err)
		}
	}
	null := func(text string) string {
		if text == "" {
			return "null"
		}
		return text
	}
	places := 100
	if testing.Short() {
		places = 30
	}
	units := []string{"('R', 'Tỉnh', 'Tỉnh', 'province', 'province', null, false, 0, '1990-01-01', null, null, 1, '', 1)"}
	var passed, told []string
	trees := map[string][]*nUnit{}
	at := map[string]*nUnit{}
	for no := range places {
		all := randomUnits(r, no)
		for _, u := range all {
			to := "null"
			if !u.to.IsZero() {
				to = "'" + u.to.Format(time.DateOnly) + "'"
			}
			units = append(units, fmt.Sprintf("('%[1]s', '%[1]s', '%[1]s', 'commune', 'commune', 'R', true, %[2]d, '%[3]s', %[4]s, null, 1, '', 1)",
				u.code, len(units), u.from.Format(time.DateOnly), to))
			key := u.code + u.from.Format(time.DateOnly)
			trees[key], at[key] = all, u
			u.tell(r, &told)
			for _, w := range u.after {
				for _, basis := range []string{"all", "population"} {
					if w.share[basis] != "" || w.ofNew[basis] != "" || basis == "all" {
						passed = append(passed, fmt.Sprintf("('%s', '%s', '%s', '%s', %s, %s, null, null, 1, '', 1)", w.old.code, w.new.code, basis,
							w.new.from.Format(time.DateOnly), null(w.share[basis]), null(w.ofNew[basis])))
					}
				}
			}
		}
	}
	insert("org_unit", units)
	insert("unit_change", passed)
	insert("actual", told)
	settle(t, db)
	for _, ind := range nIndicators {
		scale := "null"
		if ind.nature == "ratio" {
			scale = "100"
		}
		insert("indicator", []string{fmt.Sprintf("('%[1]s', '%[1]s', '%[1]s', 'x', '%[2]s', '%[3]s', 'up', 2, %[4]s, null, null, null, null, 'commune', '1', null, false, null, null)",
			ind.code, ind.nature, ind.course, scale)})
	}
	seen := map[string]int{}
	for _, ind := range nIndicators {
		for _, day := range nReorganisations {
			for _, basis := range []string{"all", "population"} {
				got, err := UnitSeries(context.Background(), db, UnitSeriesQuery{IndicatorCode: ind.code, UnitCode: "R", ChangedOn: day,
					YearFrom: 2021, YearTo: 2025, KnownAt: on(2026, 2, 1), Basis: basis})
				if err != nil {
					t.Fatal(err)
				}
				var last *UnitYear
				for _, row := range got {
					key := row.UnitCode + row.UnitFrom.Format(time.DateOnly)
					v, why := at[key].year(trees[key], ind, row.Year, basis)
					have, want := "", why
					if row.Value.Valid {
						have = row.Value.Decimal.String()
					}
					if v != nil {
						want = show(v, 6)
					}
					if have == "" && strings.Contains(row.Refusal, why) && why != "" {
						have = why
					}
					if have != want || row.Value.Valid != (row.Refusal == "") {
						t.Fatalf("%s %s %s %s %s %d: got %q (%s), want %q", ind.code, day.Format(time.DateOnly), basis, row.Boundaries, key, row.Year, have, row.Refusal, want)
					}
					kind := "value " + row.ValueSource
					if why != "" {
						kind = why
					}
					seen[ind.nature+" "+kind]++
					if last != nil && last.UnitCode == row.UnitCode && last.UnitFrom.Equal(row.UnitFrom) && last.Boundaries == row.Boundaries {
						both := last.Value.Valid && row.Value.Valid
						if both != row.Change.Valid || both == (row.ChangeRefusal != "") ||
							both && !row.Change.Decimal.Equal(row.Value.Decimal.Sub(last.Value.Decimal)) {
							t.Fatalf("%s %s %d: change %v, %q", ind.code, key, row.Year, row.Change, row.ChangeRefusal)
						}
					}
					last = &row
				}
			}
		}
	}
	for _, want := range []string{"flow value reported", "flow value converted", "flow tỷ lệ", "flow chưa có bảng chuyển đổi", "ratio value converted",
		"rank chỉ số, thứ hạng", "rank value converted", "stock value converted", "stock chưa có số liệu đủ năm"} {
		if seen[want] == 0 && !testing.Short() {
			t.Errorf("no case of %q: %v", want, seen)
		}
	}
	t.Log(seen)
}
