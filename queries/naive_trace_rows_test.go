package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// An nSent is a row of a register, with what a line of a list may ask of it.
type nSent struct {
	table    string // actuals, exemplars, ...
	kind     string // of recipient, of item
	unit     string
	name     string // of an exemplar, an item, a movement
	cluster  string
	code     string    // criterion
	at       time.Time // end of the period; day found, held, named
	reported time.Time
	row      int
}

// same says whether two rows tell of one thing, so that the later one counts.
func (s nSent) same(o nSent) bool {
	if s.table != o.table || s.unit != o.unit {
		return false
	}
	switch s.table {
	case "participations":
		return s.name == o.name
	case "exemplars":
		return s.kind == o.kind && nKey(s.name) == nKey(o.name)
	case "scores":
		return s.cluster == o.cluster && s.code == o.code
	}
	return s.at.Equal(o.at) && s.kind == o.kind && nKey(s.name) == nKey(o.name) // follow_ups
}

// listed gives the rows that stand behind a line of a register.
func (q TracedList) listed(all []nSent, clusters []string) []nSent {
	var fits []nSent
	for _, s := range all {
		if s.table != q.Kind || s.reported.After(q.KnownAt) || q.UnitCode != "" && s.unit != q.UnitCode {
			continue
		}
		in := func(asked, has string) bool { return asked == "" || asked == has }
		ok := true
		switch q.Kind {
		case "participations":
			ok = in(q.Name, s.name)
		case "exemplars":
			ok = in(q.Name, s.name) && in(q.RecipientKind, s.kind)
		case "scores":
			ok = slices.Contains(clusters, s.cluster) && in(q.ClusterCode, s.cluster) && in(q.CriterionCode, s.code)
		case "follow_ups":
			ok = strings.HasPrefix(s.unit, q.PlanID) && in(q.Name, s.name) && !s.at.Before(q.DataFrom.AddDate(0, -6, 0)) && !s.at.After(q.DataTo)
		}
		if ok {
			fits = append(fits, s)
		}
	}
	return slices.DeleteFunc(slices.Clone(fits), func(s nSent) bool {
		return slices.ContainsFunc(fits, func(o nSent) bool {
			return s.same(o) && (o.reported.After(s.reported) || o.reported.Equal(s.reported) && o.row > s.row)
		})
	})
}

// sent gives what came about a window: sent in its last thirty days or later, and
// about a day of it; a figure's period ends in those thirty days.
func (q TracedList) sent(all []nSent) (out []nSent) {
	late := q.DataTo.AddDate(0, 0, -30)
	for _, s := range all {
		if q.UnitCode != "" && s.unit != q.UnitCode || !s.reported.After(late) || s.reported.After(q.KnownAt) {
			continue
		}
		ok := false
		switch s.table {
		case "actuals":
			ok = s.at.After(late) && !s.at.Before(q.DataFrom) && !s.at.After(q.DataTo)
		case "exemplars":
			ok = !s.at.After(q.DataTo)
		case "participations":
			ok = true
		case "activities":
			ok = !s.at.Before(q.DataFrom) && !s.at.After(q.DataTo)
		}
		if ok {
			out = append(out, s)
		}
	}
	return
}

// trace_rows against the rows of random ledgers and registers, all in one database.
func TestNaiveTraceRows(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	exec := executor(t, db)
	r := rand.New(rand.NewPCG(5, 30))
	behind := map[string]int{} // answers of one row, and of several
	// Of all plans: a question without a unit is about every unit on record.
	var awards []nAward
	var list []nRegistration
	var registers []nSent
	for i := range 3 {
		l := nLedger{plan: fmt.Sprintf("t%d", i), limit: 50}
		l.awards, l.list = randomLedger(r, l.plan)
		for i := range l.awards {
			l.awards[i].row = i
		}
		for i := range l.list {
			l.list[i].row = i
		}
		l.insert(t, db)
		unit := func() string { return l.plan + pick(r, "a", "b", "c", "r") }
		awards, list = append(awards, l.awards...), append(list, l.list...)
		var clusters []string
		rows := map[string][]string{}
		for _, code := range []string{"k1", "k2"} {
			clusters = append(clusters, l.plan+code)
			rows["cluster"] = append(rows["cluster"], literals(l.plan, l.plan+code, code, "cluster", 2022, nil, nil, nil))
		}
		for no := range 400 {
			s := nSent{table: pick(r, "actuals", "exemplars", "participations", "activities", "scores", "follow_ups"), unit: unit(), row: no,
				at: on(2022, time.Month(1+r.IntN(9)), pick(r, 1, 30)).AddDate(0, 0, pick(r, 0, -1, -365)), name: pick(r, "Tổ Một", "tổ  một", "Tổ Hai"),
				kind: pick(r, "collective", "individual"), code: pick(r, "c1", "c2", "*"), cluster: pick(r, append(clusters, "elsewhere")...)}
			s.reported = on(2022, pick(r, time.May, time.June, time.July), 1+r.IntN(30))
			at, reported := s.at.Format(time.DateOnly), s.reported.Format(time.DateOnly)
			switch s.table {
			case "actuals":
				rows["actual"] = append(rows["actual"], literals("thu", l.plan+"a", s.unit, "2022-01-01", at, "cumulative", "actual", "level", "unit", 1, nil, "exact",
					nil, nil, nil, nil, "1", nil, nil, reported, nil, nil, 1, 1, "", no, "9999-12-31"))
			case "exemplars":
				rows["exemplar"] = append(rows["exemplar"], literals(s.unit, s.name, s.kind, nil, nil, nil, at, nil, nil, nil, reported, nil, 1, 1, "", no))
			case "participations":
				s.name = pick(r, "m1", "m2")
				rows["participation"] = append(rows["participation"], literals(s.name, s.unit, at, nil, r.IntN(90), nil, reported, nil, 1, 1, "", no))
			case "activities":
				rows["activity"] = append(rows["activity"], literals(s.unit, "meeting", at, nil, "Họp", 1, reported, nil, 1, 1, "", no))
			case "scores":
				rows["score"] = append(rows["score"], literals(s.cluster, 2022, s.unit, s.code, r.IntN(10), r.IntN(10), 0, 0, nil, reported, nil, 1, 1, "", no))
			case "follow_ups":
				s.kind = pick(r, "weakness", "task")
				rows["follow_up"] = append(rows["follow_up"], literals(s.unit, at, nil, s.kind, s.name, nil, pick(r, "done", "not_done"), nil, reported, nil, 1, 1, "", no))
			}
			registers = append(registers, s)
		}
		for _, table := range []string{"cluster", "actual", "exemplar", "participation", "activity", "score", "follow_up"} {
			for _, row := range rows[table] {
				exec("insert into " + table + " values " + row)
			}
		}
		for range 90 {
			q := TracedList{PlanID: l.plan, Kind: pick(r, "awards", "awards", "registrations", "participations", "exemplars", "scores", "follow_ups", "reports"),
				KnownAt: on(2022, pick(r, time.June, time.July), 1+r.IntN(30)), DataFrom: on(2022, pick(r, time.January, time.April), 1), DataTo: on(2022, time.June, 30)}
			if r.IntN(3) > 0 {
				q.UnitCode = unit()
			}
			maybe := func(values ...string) string {
				if r.IntN(2) == 0 {
					return ""
				}
				return pick(r, values...)
			}
			var want []string
			have := []string{}
			ledger := q.Kind == "awards" || q.Kind == "registrations"
			if ledger {
				q.Year = pick(r, 2021, 2022, 2022)
				q.KnownAt = on(q.Year+1, time.February, 1+r.IntN(5))
				q.HonourCode, q.RecipientKind = maybe("lao_dong_tien_tien", "chien_si_thi_dua_co_so"), maybe("individual", "individual", "collective")
			} else {
				q.Name = maybe("Tổ Một", "tổ  một")
			}
			known := q.KnownAt.Format(time.DateOnly)
			fits := func(f nFile) bool {
				return (q.UnitCode == "" || f.unit == q.UnitCode) && (q.HonourCode == "" || f.honour == q.HonourCode) && q.RecipientKind != "collective" &&
					(q.State == "" || f.state == q.State) && (q.DecisionNo == "" || f.decision == q.DecisionNo) && (q.Name == "" || f.name == q.Name)
			}
			switch q.Kind {
			case "awards":
				q.State, q.DecisionNo, q.Name = maybe("granted", "submitted"), maybe("1/QĐ"), maybe("Người 1", "Người 2", "", "")
				first, last := q.Year, q.Year
				if r.IntN(4) == 0 {
					q.Year, first, last = 0, 1900, 9999
				}
				for _, f := range nFiles(awards, first, last, known) {
					if fits(f) {
						want = append(want, fmt.Sprint("awards ", f.row, " ", f.qty))
					}
				}
			case "registrations":
				for _, f := range nOnList(list, q.Year, known) {
					if fits(f) {
						want = append(want, fmt.Sprint("registrations ", f.row, " ", f.qty))
					}
				}
			case "reports":
				q.Name = ""
				for _, s := range q.sent(registers) {
					want = append(want, fmt.Sprint(s.table, " ", s.row))
				}
			default:
				switch q.Kind {
				case "participations":
					q.Name = maybe("m1")
				case "exemplars":
					q.RecipientKind = maybe("collective")
				case "scores":
					q.Name, q.ClusterCode, q.CriterionCode = "", maybe(clusters...), maybe("c1", "*")
				}
				for _, s := range q.listed(registers, clusters) {
					want = append(want, fmt.Sprint(s.table, " ", s.row))
				}
			}
			got, err := TraceRows(ctx, db, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range got {
				text := fmt.Sprint(row.Kind, " ", row.RowNo)
				if ledger {
					text += " " + row.Value.String()
				}
				if row.UnitCode != q.UnitCode && q.UnitCode != "" || row.Purpose != "value" {
					t.Errorf("%+v for %+v", row, q)
				}
				have = append(have, text)
			}
			slices.Sort(want)
			slices.Sort(have)
			if diff := cmp.Diff(append([]string{}, want...), have); diff != "" {
				t.Errorf("%+v (-naive +SQL)\n%.2000s", q, diff)
			}
			switch {
			case len(have) == 1:
				behind[q.Kind+" one"]++
			case len(have) > 1:
				behind[q.Kind+" several"]++
			}
		}
	}
	for _, kind := range []string{"awards", "registrations", "participations", "exemplars", "scores", "follow_ups", "reports"} {
		if behind[kind+" several"] < 5 {
			t.Errorf("answers: %v: the generator misses %q", behind, kind)
		}
	}
	t.Log(behind)
}
