package queries

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// persons counts awards and different persons for every unit and level ("" for
// all): awards, named, persons, several, unnamed.
func (l nLedger) persons() map[string][5]int {
	held := map[string]map[string]int{}
	out := map[string][5]int{}
	for _, f := range l.files() {
		if f.net == 0 {
			continue
		}
		for _, unit := range []string{"", f.unit} {
			for _, level := range []string{"", f.level} {
				group := unit + "/" + level
				n := out[group]
				n[0] += f.net
				if f.recipient == "" {
					n[4] += f.net
				} else {
					n[1] += f.net
					who := f.recipient
					if !strings.HasPrefix(who, "id:") {
						who = f.unit + " " + who
					}
					if held[group] == nil {
						held[group] = map[string]int{}
					}
					held[group][who] += f.net
				}
				out[group] = n
			}
		}
	}
	for group, n := range out {
		for _, awards := range held[group] {
			if awards > 0 {
				n[2]++
			}
			if awards > 1 {
				n[3]++
			}
		}
		out[group] = n
	}
	return out
}

func TestAwardPersonsAgreeWithNaiveReading(t *testing.T) {
	db := openEmpty(t)
	r := rand.New(rand.NewPCG(3, 5))
	compared, several := 0, 0
	for i := range 6 {
		l := nLedger{plan: fmt.Sprintf("p%d", i), limit: 50}
		l.awards, l.list = randomLedger(r, l.plan)
		l.insert(t, db)
		for _, year := range []int{2022, 2023} {
			l.year, l.known = year, fmt.Sprintf("%d-02-%02d", year+1, 2+2*(year-2022))
			found, err := AwardPersonCounts(t.Context(), db, AwardYear{l.plan, year, day(l.known)})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string][5]int{}
			for _, f := range found {
				got[f.UnitCode+"/"+f.Level] = [5]int{f.Awards, f.Named, f.Persons, f.Several, f.Unnamed}
				several += f.Several
			}
			want := l.persons()
			compared += len(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %d (-naive +sql)\n%s", l.plan, year, diff)
			}
		}
	}
	if compared < 300 || several == 0 {
		t.Errorf("only %d groups were compared, with %d persons of several awards", compared, several)
	}
}
