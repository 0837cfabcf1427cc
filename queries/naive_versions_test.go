package queries

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A nPublished is one published row of an index, rank or grade.
type nPublished struct {
	year, score, place, field, grade int // place, field 0: not given; grade -1: none
	definition                       string
	on                               time.Time
	no                               int
}

// index_ranks against the rows: of each year the report that is latest by a day,
// beside the one of the year before.
func TestNaiveIndexRanks(t *testing.T) {
	db := openEmpty(t)
	must := executor(t, db)
	must(`insert into org_unit select * from (values ('root','Huyện','Huyện','district','huyện',null,true,1,date '2000-01-01',null,null,0,'',1))`)
	must(`insert into plan (plan_id, doc_kind, issuer, title, unit_code, starts_on, ends_on, closes_on, file_id) values ('p','Kế hoạch','UBND','','root','2021-01-01','2023-12-31','2024-06-30',0)`)
	r := rand.New(rand.NewPCG(63, 34))
	grades := []string{"Yếu", "Khá", "Tốt"}
	knownAt := on(2024, 4, 10)
	type series struct {
		code, nature string
		rows         []nPublished
	}
	var all []series
	no := 0
	for n := range 300 {
		s := series{code: fmt.Sprintf("i%03d", n), nature: pick(r, "index", "index", "rank", "grade")}
		list := "null"
		if s.nature == "grade" {
			list = "['" + strings.Join(grades, "','") + "']"
		}
		must(fmt.Sprintf("insert into indicator (indicator_code, name, short_name, unit, nature, course, direction, decimals, collected_at, definition, irreversible, grades) values ('%s','%s','%s','điểm','%s','once','up',2,'district','1',false,%s)",
			s.code, s.code, s.code, s.nature, list))
		must(fmt.Sprintf("insert into target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner, span, span_from, span_to, bound, measure, basis, own_grant, counts_as, headline, restricted, print_ratio, quote, place) values ('p','%s',1,'2021-01-01',%d,'s','%s','%s','điểm','root','Kế hoạch','year','2021-01-01','2023-12-31','at_least','level','unit',false,'%s',false,false,false,'','')",
			s.code, n, s.code, s.code, s.code))
		for range r.IntN(7) {
			no++
			p := nPublished{year: 2020 + r.IntN(4), score: 70 + r.IntN(20), grade: -1, definition: pick(r, "1", "1", "1", "1", "2"), no: no}
			p.on = on(p.year+1, 4, 1).AddDate(0, 0, r.IntN(30))
			if r.IntN(3) > 0 {
				p.place, p.field = 1+r.IntN(30), pick(r, 63, 63, 34)
			}
			value, num, den, text := fmt.Sprint(p.score), "null", "null", "null"
			if p.place > 0 {
				num, den = fmt.Sprint(p.place), fmt.Sprint(p.field)
			}
			switch s.nature {
			case "rank":
				p.place = p.score
				p.field, num, den = 0, "null", "null"
			case "grade":
				p.grade, p.place, p.field = r.IntN(3), 0, 0
				value, num, den, text = "null", "null", "null", "'"+grades[p.grade]+"'"
			}
			must(fmt.Sprintf("insert into actual (indicator_code, unit_code, reporter_code, period_start, period_end, accumulation, status, measure, basis, value, value_precision, numerator, denominator, text_value, definition, reported_on, load_no, file_id, sheet, row_no) values ('%s','root','root','%d-01-01','%d-12-31','in_period','official','level','unit',%s,'exact',%s,%s,%s,'%s','%s',1,1,'',%d)",
				s.code, p.year, p.year, value, num, den, text, p.definition, p.on.Format(time.DateOnly), no))
			s.rows = append(s.rows, p)
		}
		all = append(all, s)
	}
	settle(t, db)
	got, err := IndexRanks(context.Background(), db, PlanState{PlanID: "p", KnownAt: knownAt})
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	for _, g := range got {
		have[fmt.Sprint(g.IndicatorCode, " ", g.Year)] = fmt.Sprintf("%v/%v/%v %s | %v %v %v", g.Score, orNone(g.Rank), orNone(g.Ranked), g.Grade, g.ScoreChange, orNone(g.RankChange), orNone(g.GradeChange))
	}
	compared := 0
	want := map[string]string{}
	for _, s := range all {
		latest := map[int]*nPublished{}
		for i, p := range s.rows {
			if b := latest[p.year]; !p.on.After(knownAt) && (b == nil || p.on.After(b.on) || p.on.Equal(b.on) && p.no > b.no) {
				latest[p.year] = &s.rows[i]
			}
		}
		for year := 2020; year <= 2023; year++ {
			p := latest[year]
			if p == nil {
				if year > 2020 {
					want[fmt.Sprint(s.code, " ", year)] = "/-/-  |  - -" // nothing of it
				}
				continue
			}
			score, rank, field, grade := "", "-", "-", ""
			dScore, dRank, dGrade := "", "-", "-"
			if s.nature == "index" {
				score = fmt.Sprint(p.score)
			}
			if p.place > 0 {
				rank = fmt.Sprint(p.place)
			}
			if p.field > 0 {
				field = fmt.Sprint(p.field)
			}
			if p.grade >= 0 {
				grade = grades[p.grade]
			}
			if b := latest[year-1]; b != nil && b.definition == p.definition {
				compared++
				if s.nature == "index" {
					dScore = fmt.Sprint(p.score - b.score)
				}
				if p.place > 0 && b.place > 0 && p.field == b.field {
					dRank = fmt.Sprint(b.place - p.place)
				}
				if p.grade >= 0 {
					dGrade = fmt.Sprint(p.grade - b.grade)
				}
			}
			want[fmt.Sprint(s.code, " ", year)] = fmt.Sprintf("%s/%s/%s %s | %s %s %s", score, rank, field, grade, dScore, dRank, dGrade)
		}
	}
	for k, w := range want {
		if have[k] != w {
			t.Errorf("%s: %q, want %q", k, have[k], w)
		}
	}
	if len(have) != len(want) || compared < 100 {
		t.Errorf("%d rows, want %d; %d years compared", len(have), len(want), compared)
	}
}

func orNone(n sql.Null[int]) string {
	if !n.Valid {
		return "-"
	}
	return fmt.Sprint(n.V)
}

// target_versions against the versions themselves, one target after the other.
func TestNaiveTargetVersions(t *testing.T) {
	db := openEmpty(t)
	must := executor(t, db)
	must(`insert into plan (plan_id, doc_kind, issuer, title, unit_code, starts_on, ends_on, closes_on, file_id) values ('p','Kế hoạch','UBND','','root','2022-01-01','2022-12-31','2023-06-30',0)`)
	r := rand.New(rand.NewPCG(2, 22))
	knownAt := on(2022, 9, 1)
	type line struct {
		Code, Bound, OldBound, Lo, OldLo, Difference, First string
		Version                                             int
		Current, After                                      bool
	}
	var want []line
	for n := range 300 {
		code := fmt.Sprintf("i%03d", n)
		must(fmt.Sprintf("insert into indicator (indicator_code, name, short_name, unit, nature, course, direction, decimals, collected_at, definition, irreversible) values ('%s','%s','%s','kg','flow','accrues','up',2,'district','1',false)", code, code, code))
		var first time.Time
		for range r.IntN(3) {
			end, told := on(pick(r, 2021, 2022, 2022), time.Month(1+r.IntN(12)), 28), on(2022, time.Month(1+r.IntN(12)), 5)
			value := pick(r, "1", "2", "null")
			must(fmt.Sprintf("insert into actual (indicator_code, unit_code, reporter_code, period_start, period_end, accumulation, status, measure, basis, value, value_precision, definition, reported_on, load_no, file_id, sheet, row_no) values ('%s','root','root','2021-01-01','%s','cumulative','actual','level','unit',%s,'exact','1','%s',1,1,'',1)",
				code, end.Format(time.DateOnly), value, told.Format(time.DateOnly)))
			if value != "null" && end.Year() == 2022 && !told.After(knownAt) && (first.IsZero() || told.Before(first)) {
				first = told
			}
		}
		type version struct {
			bound, lo string
			from      time.Time
		}
		var versions []version
		from := on(2022, 1, 1)
		for range 1 + r.IntN(4) {
			versions = append(versions, version{pick(r, "at_least", "more_than"), fmt.Sprint(r.IntN(20)), from})
			from = from.AddDate(0, 1+r.IntN(5), 0)
		}
		last := 0
		for i, v := range versions {
			must(fmt.Sprintf("insert into target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner, span, span_from, span_to, bound, measure, basis, lo, own_grant, counts_as, headline, restricted, print_ratio, quote, place) values ('p','%s',%d,'%s',%d,'s','%s','%s','kg','root','Kế hoạch','year','2022-01-01','2022-12-31','%s','level','unit',%s,false,'%s',false,false,false,'','')",
				code, i+1, v.from.Format(time.DateOnly), n, code, code, v.bound, v.lo, code))
			if !v.from.After(knownAt) {
				last = i
			}
		}
		for i := 1; i <= last; i++ {
			v, o := versions[i], versions[i-1]
			w := line{Code: code, Version: i + 1, Bound: v.bound, OldBound: o.bound, Lo: v.lo, OldLo: o.lo, Difference: show(minus(num(v.lo), num(o.lo)), 0), Current: i == last}
			if !first.IsZero() {
				w.First, w.After = first.Format(time.DateOnly), !first.After(v.from)
			}
			want = append(want, w)
		}
	}
	got, err := TargetVersions(context.Background(), db, PlanState{PlanID: "p", KnownAt: knownAt})
	if err != nil {
		t.Fatal(err)
	}
	var have []line
	for _, g := range got {
		l := line{Code: g.TargetCode, Version: g.Version, Bound: g.Bound, OldBound: g.OldBound, Lo: g.Lo.String(), OldLo: g.OldLo.String(), Difference: g.Difference.String(), Current: g.Current, After: g.AfterFirstReport}
		if !g.FirstReportedOn.IsZero() {
			l.First = g.FirstReportedOn.Format(time.DateOnly)
		}
		have = append(have, l)
	}
	if diff := cmp.Diff(want, have); diff != "" || len(want) < 200 {
		t.Errorf("%d versions (-naive +SQL)\n%.3000s", len(want), diff)
	}
}
