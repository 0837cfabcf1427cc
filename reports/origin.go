package reports

import (
	"strconv"
	"time"

	"tdkt/queries"
	"tdkt/reports/document"
)

// asked is the origin of rows that a query gave, without what picks one of them.
func asked(query string, params ...document.Pair) document.Origin {
	return document.Origin{Query: query, Params: params}
}

// picked is the origin of one row of the answer.
func picked(o document.Origin, pick ...document.Pair) *document.Origin {
	o.Pick = pick
	return &o
}

// computed is the origin of a figure made of many rows; how says what was made.
func computed(o document.Origin, how string, pick ...document.Pair) *document.Origin {
	o.Pick, o.How = pick, how
	return &o
}

func pair(name, value string) document.Pair { return document.Pair{Name: name, Value: value} }

func dayPair(name string, t time.Time) document.Pair {
	if t.IsZero() {
		return document.Pair{Name: name}
	}
	return pair(name, t.Format(time.DateOnly))
}

// targetsAsked is the query of the plan's targets as this report asks it.
func (r *review) targetsAsked(kind string) document.Origin {
	o := asked("target_results", pair("plan_id", r.PlanID), dayPair("data_to", r.DataTo), dayPair("known_at", r.KnownAt), pair("review", kind))
	for _, t := range []struct {
		name  string
		value interface{ String() string }
		given bool
	}{
		{"pace_points", r.Office.Tolerances.PacePoints, r.Office.Tolerances.PacePoints.Valid},
		{"level_points", r.Office.Tolerances.LevelPoints, r.Office.Tolerances.LevelPoints.Valid},
		{"level_percent", r.Office.Tolerances.LevelPercent, r.Office.Tolerances.LevelPercent.Valid},
	} {
		if t.given {
			o.Params = append(o.Params, pair(t.name, t.value.String()))
		}
	}
	return o
}

func (r *review) kindOfReview() string { return kindOf(r.Final) }

func kindOf(final bool) string {
	if final {
		return KindFinal
	}
	return KindInterim
}

// targetRow is the origin of a target's row.
func (r *review) targetRow(t queries.TargetResult) *document.Origin {
	return picked(r.targetsAsked(r.kindOfReview()), pair("target_code", t.TargetCode))
}

func (r *review) stateAsked(query string) document.Origin {
	return asked(query, pair("plan_id", r.PlanID), dayPair("known_at", r.KnownAt))
}

func (r *review) windowAsked(query string, more ...document.Pair) document.Origin {
	return asked(query, append([]document.Pair{pair("plan_id", r.PlanID), dayPair("data_from", r.from), dayPair("data_to", r.DataTo), dayPair("known_at", r.KnownAt)}, more...)...)
}

func (r *review) coverageAsked() document.Origin {
	if r.due().IsZero() {
		return r.windowAsked("coverage")
	}
	return r.windowAsked("coverage", dayPair("reports_due", r.due()))
}

func (r *review) yearAsked(query string, year int) document.Origin {
	return asked(query, pair("plan_id", r.PlanID), pair("year", strconv.Itoa(year)), dayPair("known_at", r.KnownAt))
}

// lateAsked is the query of what came after the cut-off.
func (r *review) lateAsked() document.Origin {
	cut, _ := r.cutOff()
	return asked("value_changes", pair("plan_id", r.PlanID), dayPair("known_from", cut.on), dayPair("known_to", r.KnownAt), dayPair("data_to", cut.dataTo))
}

// lateRow is the origin of a value that came after the cut-off.
func lateRow(from document.Origin, v queries.ValueChange) *document.Origin {
	return picked(from, pair("indicator_code", v.IndicatorCode), pair("unit_code", v.UnitCode), dayPair("period_start", v.PeriodStart),
		dayPair("period_end", v.PeriodEnd), pair("accumulation", v.Accumulation), pair("measure", v.Measure))
}

// markNote explains the marks where the first of them stand.
const markNote = "Số nhỏ bên phải mỗi dòng: mã tra nguồn số liệu."

// marked gives rows their marks, see document.Mark, and says once what they are.
func marked(d *document.Document) {
	document.Mark(*d)
	if len(d.Annexes) == 0 {
		explainMarks(d.Body)
		return
	}
	for _, a := range d.Annexes {
		if explainMarks(a.Body) {
			return
		}
	}
}

// explainMarks puts the note under the first table with marks.
func explainMarks(body []document.Block) bool {
	for i, b := range body {
		t, ok := b.(document.Table)
		if !ok || !t.Marked() {
			continue
		}
		if n := len(t.Notes); n == 0 || t.Notes[n-1] != markNote {
			t.Notes = append(t.Notes[:len(t.Notes):len(t.Notes)], markNote)
			body[i] = t
		}
		return true
	}
	return false
}
