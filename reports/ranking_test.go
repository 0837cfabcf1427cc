package reports

import (
	"testing"

	"tdkt/queries"
)

// A total may exceed the table of criteria through a bonus (semantics 8), and a
// deduction may leave less than nothing.
func TestRankingChartOfBonusAndDeduction(t *testing.T) {
	unit := func(name, self, total string) queries.ClusterRank {
		c := queries.ClusterRank{ClusterCode: "c", ClusterName: "Cụm số 1", Year: 2022, ShortName: name, MaxPoints: decimal(t, "100"), SelfScore: decimal(t, self), Total: decimal(t, total)}
		c.Rank.V, c.Rank.Valid = 1, true
		return c
	}
	r := &review{}
	k, ok := r.rankingChart([]queries.ClusterRank{unit("Xã An", "99", "103.5"), unit("Xã Bình", "90", "88")})
	if !ok {
		t.Fatal("no chart")
	}
	if _, err := k.Chart(); err != nil {
		t.Error(err)
	}
	if _, ok := r.rankingChart([]queries.ClusterRank{unit("Xã An", "2", "-1"), unit("Xã Bình", "90", "88")}); ok {
		t.Error("a bar below 0")
	}
}
