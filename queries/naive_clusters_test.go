package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// A nScore is one row of a score sheet; self and verified are "" where nothing
// was given.
type nScore struct {
	unit, criterion, self, verified, bonus, deduction string
	day                                               int
}

// A nCluster is a cluster with its members, criteria and score sheets.
type nCluster struct {
	code, tieBreak, leader string
	units, criteria        []string
	disqualified           map[string]bool
	scores                 []nScore
}

// latest is the last row of a unit on a criterion up to a day; nil for none.
// Rows of one day count in their order.
func (c *nCluster) latest(unit, criterion string, day int) *nScore {
	var best *nScore
	for i, s := range c.scores {
		if s.unit == unit && s.criterion == criterion && s.day <= day && (best == nil || s.day >= best.day) {
			best = &c.scores[i]
		}
	}
	return best
}

// cluster_ranking against the score sheets themselves (semantics 8): the total
// is the sum of the verified points + bonus - deduction, nobody is ranked before
// all criteria are verified or when disqualified, equal totals share the rank
// unless the cluster's tie-break separates them.
func TestNaiveClusterRanking(t *testing.T) {
	db := openEmpty(t)
	exec := executor(t, db)
	r := rand.New(rand.NewPCG(8, 2022))
	clusters := map[string]*nCluster{}
	row := 0
	for n := range 150 {
		c := &nCluster{code: fmt.Sprintf("k%03d", n), disqualified: map[string]bool{}}
		for i := range 1 + r.IntN(6) {
			c.units = append(c.units, fmt.Sprintf("u%d", i))
		}
		for i := range 1 + r.IntN(3) {
			c.criteria = append(c.criteria, fmt.Sprintf("c%d", i))
		}
		c.tieBreak, c.leader = pick(r, "", "c0"), pick(r, "", "u0", c.units[len(c.units)-1])
		exec("insert into cluster values ('p', ?, 'Cụm', 'cluster', 2022, ?, ?, null)", c.code, orNull(c.tieBreak), orNull(c.leader))
		for i, criterion := range c.criteria {
			exec("insert into criterion values ('p', ?, ?, 'Tiêu chí', 10, ?)", c.code, criterion, i)
		}
		for _, u := range c.units {
			reason := ""
			if r.IntN(8) == 0 {
				c.disqualified[u], reason = true, "lý do"
			}
			exec("insert into cluster_member values ('p', ?, ?, ?)", c.code, u, orNull(reason))
			for _, criterion := range append([]string{"*"}, c.criteria...) {
				for range r.IntN(3) {
					s := nScore{unit: u, criterion: criterion, bonus: "0", deduction: "0", day: 1 + r.IntN(28)}
					if criterion == "*" {
						s.bonus, s.deduction = pick(r, "0", "1", "0.5"), pick(r, "0", "0", "0.25")
					} else {
						s.self, s.verified = pick(r, "", "9", "10"), pick(r, "", "8", "9", "9", "9.5", "8.25")
					}
					c.scores = append(c.scores, s)
					row++
					exec("insert into score values (?, 2022, ?, ?, ?, ?, ?, ?, null, ?, null, 1, 1, '', ?)",
						c.code, u, criterion, orNull(s.self), orNull(s.verified), s.bonus, s.deduction, on(2022, 12, s.day), row)
				}
			}
		}
		clusters[c.code] = c
	}
	counts := map[string]int{}
	for _, day := range []int{12, 31} {
		got, err := ClusterRanking(context.Background(), db, PlanState{PlanID: "p", KnownAt: time.Date(2022, 12, day, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		for _, g := range got {
			c := clusters[g.ClusterCode]
			total := map[string]rat{}
			for _, u := range c.units {
				sum, all := whole(0), true
				for _, criterion := range c.criteria {
					s := c.latest(u, criterion, day)
					if s == nil || s.verified == "" {
						all = false
						continue
					}
					sum = plus(sum, num(s.verified))
				}
				if s := c.latest(u, "*", day); s != nil {
					sum = minus(plus(sum, num(s.bonus)), num(s.deduction))
				}
				if all {
					total[u] = sum
				}
			}
			tie := func(u string) rat {
				if s := c.latest(u, c.tieBreak, day); c.tieBreak != "" && s != nil && s.verified != "" {
					return num(s.verified)
				}
				return whole(0)
			}
			ranked := func(u string) bool { return total[u] != nil && !c.disqualified[u] }
			rank := func(u string) (place int, shared bool) {
				place = 1
				for _, o := range c.units {
					switch {
					case o == u || !ranked(o):
					case less(total[u], total[o]), same(total[u], total[o]) && less(tie(u), tie(o)):
						place++
					case same(total[u], total[o]) && same(tie(u), tie(o)):
						shared = true
					}
				}
				return place, shared
			}
			want := fmt.Sprintf("total %s rank 0 tied false", show(total[g.UnitCode], 6))
			first := func(u string) bool {
				if !ranked(u) {
					return false
				}
				place, _ := rank(u)
				return place == 1
			}
			if ranked(g.UnitCode) {
				place, shared := rank(g.UnitCode)
				want = fmt.Sprintf("total %s rank %d tied %v", show(total[g.UnitCode], 6), place, shared)
				counts[fmt.Sprint("tied ", shared)]++
			} else {
				counts["unranked"]++
			}
			some := false
			for _, u := range c.units {
				some = some || first(u)
			}
			differs := c.leader != "" && some && !first(c.leader) && (g.UnitCode == c.leader || first(g.UnitCode))
			counts[fmt.Sprint("differs ", differs)]++
			have := fmt.Sprintf("total %s rank %d tied %v", g.Total, g.Rank.V, g.Tied)
			if have != want || g.LeaderDiffers != differs || g.MinutesLeader != (g.UnitCode == c.leader) || (g.UnrankedReason == "") != ranked(g.UnitCode) {
				t.Errorf("%s %s on %d/12: %s, differs %v, want %s, %v", g.ClusterCode, g.UnitCode, day, have, g.LeaderDiffers, want, differs)
			}
			rows++
		}
		members := 0
		for _, c := range clusters {
			members += len(c.units)
		}
		if rows != members {
			t.Errorf("%d rows for %d members", rows, members)
		}
	}
	for _, kind := range []string{"tied true", "tied false", "unranked", "differs true", "differs false"} {
		if counts[kind] < 20 {
			t.Errorf("%s: %d times", kind, counts[kind])
		}
	}
}
