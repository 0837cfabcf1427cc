package loaders

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"tdkt/loaders/problem"
	"tdkt/loaders/quantity"
	"tdkt/loaders/template"
)

//go:embed sql/form_head.sql
var formHeadSQL string

//go:embed sql/form_units.sql
var formUnitsSQL string

//go:embed sql/form_rows.sql
var formRowsSQL string

// FormUnits lists the units that are expected to report at the end of a phase,
// in the order of the list of units.
func FormUnits(ctx context.Context, db *sql.DB, planID string, phase int) ([]string, error) {
	rows, err := db.QueryContext(ctx, formUnitsSQL, planID, phase)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var units []string
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			return nil, err
		}
		units = append(units, code)
	}
	return units, rows.Err()
}

// Form gives the form of one unit for a phase of a plan. Rows is empty when the
// unit has no indicator of its own. numbers is the workspace's word for how
// numbers are written. A plan, phase or unit that is not known gives a
// problem.Problem.
func Form(ctx context.Context, db *sql.DB, planID string, phase int, unit, numbers string) (template.Form, error) {
	form := template.Form{Unit: unit, Number: numbers}
	var from, planFrom time.Time
	var due sql.NullTime
	var level string
	err := db.QueryRowContext(ctx, formHeadSQL, planID, phase, unit).Scan(&form.Plan, &form.Phase, &from, &form.To, &due, &planFrom, &form.Name, &level)
	if errors.Is(err, sql.ErrNoRows) {
		return form, problem.Problem{Message: fmt.Sprintf("the plan %q with a phase %d, or the unit %q in that phase, is not known", planID, phase, unit),
			Hint: "tdkt plans lists the plans and their phases"}
	}
	if err != nil {
		return form, err
	}
	form.Due = due.Time
	rows, err := db.QueryContext(ctx, formRowsSQL, planID, unit, level, form.To)
	if err != nil {
		return form, err
	}
	defer rows.Close()
	// What accrues counts from the start of the year, or of the plan.
	start := time.Date(form.To.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	if planFrom.After(start) {
		start = planFrom
	}
	for rows.Next() {
		var r template.Row
		var nature, course, grades, text, accumulation string
		var ofAll bool
		var last lastValue
		if err := rows.Scan(&r.Code, &r.Name, &r.Measure, &nature, &course, &r.Numerator, &r.Denominator, &grades, &r.Unit, &r.Target, &ofAll, &r.Items,
			&last.value, &last.high, &last.numerator, &last.denominator, &text, &last.end, &accumulation); err != nil {
			return form, err
		}
		if ofAll && r.Target != "" {
			r.Target = "(chung) " + r.Target
		}
		r.Grades, r.Ratio = split(grades), nature == "ratio"
		r.From, r.To, r.Cumulative = start, form.To, accumulation != "in_period"
		if !r.Cumulative {
			r.From = from
		}
		if r.Unit != unit {
			r.Reporter = unit
		}
		last.text = text
		r.Last = last.String()
		form.Rows = append(form.Rows, r)
	}
	return form, rows.Err()
}

// A lastValue is what a unit reported last.
type lastValue struct {
	value, high, numerator, denominator sql.NullString
	text                                string
	end                                 sql.NullTime
}

// String is empty when nothing was reported.
func (v lastValue) String() string {
	out := ""
	switch {
	case v.text != "":
		out = v.text
	case v.value.Valid && v.high.Valid:
		out = vietnamese(v.value.String) + "-" + vietnamese(v.high.String)
	case v.value.Valid:
		out = vietnamese(v.value.String)
	case v.numerator.Valid && v.denominator.Valid:
		out = vietnamese(v.numerator.String) + "/" + vietnamese(v.denominator.String)
	}
	if out == "" || !v.end.Valid {
		return ""
	}
	return fmt.Sprintf("%s (đến %s)", out, quantity.ShortDate(v.end.Time))
}
