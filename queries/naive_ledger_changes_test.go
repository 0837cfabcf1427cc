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

// ledger_changes of registrations and awards against a plain look at the rows:
// the latest report of each entry by one day and by the other.
func TestNaiveLedgerChanges(t *testing.T) {
	db := openEmpty(t)
	type row struct {
		kind, unit, honour, id, name, position, state, decision string
		quantity, load, no                                      int
		on                                                      time.Time
	}
	r := rand.New(rand.NewPCG(2023, 1))
	var rows []row
	for no := range 900 {
		w := row{kind: pick(r, "registrations", "awards"), unit: pick(r, "c1", "c2", "c3"), honour: pick(r, "lao_dong_tien_tien", "giay_khen"),
			quantity: 1 + r.IntN(3), load: 1 + r.IntN(4), no: no + 1, on: on(2022, 12, 1).AddDate(0, 0, r.IntN(90))}
		if r.IntN(2) == 0 {
			w.name, w.quantity = fmt.Sprintf("Người %d", r.IntN(60)), 1
			if r.IntN(4) == 0 {
				w.id = fmt.Sprintf("cb%d", r.IntN(20))
			}
		} else {
			w.position = pick(r, "direct", "other_leader")
		}
		if w.kind == "awards" {
			w.state = pick(r, "proposed", "submitted", "granted", "granted", "revoked")
			if w.state == "granted" {
				w.decision = fmt.Sprintf("%d/QĐ", 1+r.IntN(4))
			}
		}
		rows = append(rows, w)
	}
	text := func(s string) string {
		if s == "" {
			return "null"
		}
		return "'" + s + "'"
	}
	must := executor(t, db)
	must(`insert into org_unit select * from (values ('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1),
		('c1','Xã 1','Xã 1','commune','xã','root',true,2,date '2000-01-01',null,null,0,'',2),
		('c2','Xã 2','Xã 2','commune','xã','root',true,3,date '2000-01-01',null,null,0,'',3))`)
	settle(t, db)
	must(`insert into plan (plan_id, doc_kind, issuer, title, unit_code, starts_on, ends_on, closes_on, file_id) values ('p','Kế hoạch','UBND','','root','2022-01-01','2022-12-31','2023-06-30',0)`)
	for _, w := range rows {
		day := "'" + w.on.Format(time.DateOnly) + "'"
		if w.kind == "registrations" {
			must(fmt.Sprintf("insert into registration (unit_code, for_year, honour_code, recipient_kind, recipient_id, recipient_name, quantity, position_group, registered_on, load_no, file_id, sheet, row_no) values ('%s',2022,'%s','individual',%s,%s,%d,%s,%s,%d,1,'',%d)",
				w.unit, w.honour, text(w.id), text(w.name), w.quantity, text(w.position), day, w.load, w.no))
			continue
		}
		must(fmt.Sprintf("insert into award (unit_code, for_year, honour_code, recipient_kind, recipient_id, recipient_name, quantity, position_group, level, state, decision_no, reported_on, load_no, file_id, sheet, row_no) values ('%s',2022,'%s','individual',%s,%s,%d,%s,'district','%s',%s,%s,%d,1,'',%d)",
			w.unit, w.honour, text(w.id), text(w.name), w.quantity, text(w.position), w.state, text(w.decision), day, w.load, w.no))
	}
	from, to := on(2023, 1, 5), on(2023, 2, 10)
	key := func(w row) string {
		who := w.id
		if who == "" {
			who = strings.ToLower(w.name)
		}
		k := []string{w.kind, w.unit, w.honour, who}
		if who == "" {
			k = append(k, w.position)
			if w.state == "granted" || w.state == "revoked" {
				k = append(k, w.state, w.decision)
			}
		}
		return strings.Join(k, "|")
	}
	// latest sums the rows of an entry's latest report up to a day.
	latest := func(k string, day time.Time) (string, bool) {
		var best []row
		for _, w := range rows {
			if key(w) != k || w.on.After(day) {
				continue
			}
			switch {
			case best == nil, w.on.After(best[0].on), w.on.Equal(best[0].on) && w.load > best[0].load:
				best = []row{w}
			case w.on.Equal(best[0].on) && w.load == best[0].load:
				best = append(best, w)
			}
		}
		if best == nil {
			return "", false
		}
		sum, last := 0, best[0]
		for _, w := range best {
			sum += w.quantity
			if w.no > last.no {
				last = w
			}
		}
		return fmt.Sprint(last.state, " ", sum, " ", last.decision), true
	}
	want := map[string]int{}
	seen := map[string]bool{}
	for _, w := range rows {
		k := key(w)
		if seen[k] || w.unit == "c3" { // c3 is no unit of the plan
			continue
		}
		seen[k] = true
		before, was := latest(k, from)
		after, is := latest(k, to)
		switch {
		case !is || was && before == after:
		case !was:
			want["new "+w.kind+" "+w.unit+" "+after]++
		default:
			want["changed "+w.kind+" "+w.unit+" "+before+" > "+after]++
		}
	}
	got, err := LedgerChanges(context.Background(), db, LedgerQuestion{PlanID: "p", KnownFrom: from, KnownTo: to})
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]int{}
	for _, c := range got {
		after := fmt.Sprint(c.NewState, " ", c.NewQuantity, " ", c.NewWords)
		if c.Change == "new" {
			have["new "+c.Kind+" "+c.UnitCode+" "+after]++
		} else {
			have["changed "+c.Kind+" "+c.UnitCode+" "+fmt.Sprint(c.OldState, " ", c.OldQuantity, " ", c.OldWords)+" > "+after]++
		}
	}
	var keys []string
	for k := range want {
		keys = append(keys, k)
	}
	for k := range have {
		if want[k] == 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		if want[k] != have[k] {
			t.Errorf("%s: %d, want %d", k, have[k], want[k])
		}
	}
	if len(want) < 40 {
		t.Errorf("only %d kinds of change: the generator is too tame", len(want))
	}
}
