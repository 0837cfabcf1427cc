package reports

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tdkt/queries"
	"tdkt/reports/document"
)

// Sources lists the reported rows behind a row of a printed table. pick are what a
// column adds to the row's own. ok is false where the row is no single row of an
// answer that can be followed: a sum of rows, or a query of the office's own.
func Sources(ctx context.Context, db *sql.DB, o document.Origin, pick []document.Pair) (rows []queries.TracedRow, ok bool, err error) {
	// Of a computed row only the nameless files of an award are picked as one.
	if len(o.Pick) == 0 || o.How != "" && o.Query != "award_list" {
		return nil, false, nil
	}
	v := map[string]string{}
	for _, p := range slices.Concat(o.Params, o.Pick, pick) {
		v[p.Name] = p.Value
	}
	days := map[string]time.Time{}
	for _, name := range []string{"data_from", "data_to", "known_at", "known_to", "period_start", "period_end"} {
		if v[name] == "" {
			continue
		}
		if days[name], err = time.Parse(time.DateOnly, v[name]); err != nil {
			return nil, false, fmt.Errorf("%s: %w", name, err)
		}
	}
	list := queries.TracedList{PlanID: v["plan_id"], KnownAt: days["known_at"], UnitCode: v["unit_code"]}
	switch o.Query {
	case "target_results":
		rows, err = queries.TraceTarget(ctx, db, queries.TracedTarget{PlanID: v["plan_id"], TargetCode: v["target_code"], DataTo: days["data_to"], KnownAt: days["known_at"]})
		return rows, true, err
	case "units_on_indicator":
		if v["indicator_code"] == "" { // a row of several indicators
			rows, err = tracedUnit(ctx, db, v, days)
			return rows, true, err
		}
		rows, err = queries.TraceUnit(ctx, db, queries.TracedUnit{PlanID: v["plan_id"], IndicatorCode: v["indicator_code"], UnitCode: v["unit_code"], DataTo: days["data_to"], KnownAt: days["known_at"]})
		return rows, true, err
	case "coverage":
		list.Kind, list.DataFrom, list.DataTo = "reports", days["data_from"], days["data_to"]
	case "exemplar_list":
		list.Kind, list.RecipientKind, list.Name = "exemplars", v["recipient_kind"], v["name"]
	case "follow_up_list":
		list.Kind, list.DataFrom, list.DataTo, list.Name = "follow_ups", days["data_from"], days["data_to"], v["content"]
	case "cluster_scores":
		list.Kind, list.ClusterCode, list.CriterionCode = "scores", v["cluster_code"], v["criterion_code"]
	case "award_list":
		list.Kind, list.HonourCode, list.RecipientKind, list.State, list.DecisionNo, list.Name = "awards", v["honour_code"], v["recipient_kind"], v["state"], v["decision_no"], v["recipient_name"]
		if list.Year, err = strconv.Atoi(v["year"]); err != nil {
			return nil, false, fmt.Errorf("year: %w", err)
		}
	case "registration_awards_by_unit":
		if list.Year, err = strconv.Atoi(v["year"]); err != nil {
			return nil, false, fmt.Errorf("year: %w", err)
		}
		list.HonourCode, list.RecipientKind = v["honour_code"], v["recipient_kind"]
		for _, list.Kind = range []string{"registrations", "awards"} {
			some, err := queries.TraceRows(ctx, db, list)
			if err != nil {
				return nil, false, err
			}
			rows = append(rows, some...)
		}
		return rows, true, nil
	case "participation_list":
		list.Kind, list.Name = "participations", v["movement_code"]
	case "form_0601", "form_0602", "form_0603":
		q := queries.TracedForm{PlanID: v["plan_id"], KnownAt: days["known_at"], Form: v["form"], RowCode: v["row_code"]}
		if q.Year, err = strconv.Atoi(v["year"]); err != nil {
			return nil, false, fmt.Errorf("year: %w", err)
		}
		if q.Form == "" {
			q.Form = strings.TrimPrefix(o.Query, "form_")
		}
		rows, err = queries.TraceForm(ctx, db, q)
		return rows, true, err
	case "value_changes":
		rows, err = told(ctx, db, v, days)
		return rows, true, err
	default:
		return nil, false, nil
	}
	rows, err = queries.TraceRows(ctx, db, list)
	return rows, true, err
}

// tracedUnit lists the rows behind all indicators on which a unit is compared.
func tracedUnit(ctx context.Context, db *sql.DB, v map[string]string, days map[string]time.Time) (rows []queries.TracedRow, err error) {
	all, err := queries.UnitsOnIndicator(ctx, db, queries.IndicatorDate{PlanID: v["plan_id"], DataTo: days["data_to"], KnownAt: days["known_at"]})
	for _, u := range all {
		if u.UnitCode != v["unit_code"] || err != nil {
			continue
		}
		var more []queries.TracedRow
		more, err = queries.TraceUnit(ctx, db, queries.TracedUnit{PlanID: v["plan_id"], IndicatorCode: u.IndicatorCode, UnitCode: u.UnitCode, DataTo: days["data_to"], KnownAt: days["known_at"]})
		rows = append(rows, more...)
	}
	return rows, err
}

// keys are the columns that pick one row of a query's answer.
var keys = map[string][]string{
	"target_results":              {"target_code"},
	"units_on_indicator":          {"indicator_code", "unit_code"},
	"coverage":                    {"unit_code"},
	"exemplar_list":               {"unit_code", "recipient_kind", "name"},
	"cluster_scores":              {"cluster_code", "unit_code", "criterion_code"},
	"award_list":                  {"unit_code", "honour_code", "recipient_kind", "state", "decision_no", "recipient_name"},
	"registration_awards_by_unit": {"unit_code", "honour_code", "recipient_kind"},
	"participation_list":          {"movement_code", "unit_code"},
	"value_changes":               {"indicator_code", "unit_code", "period_start", "period_end", "accumulation", "measure"},
}

// Under gives the origins of the answer's rows that a computed row is made of. The
// rows' columns are those of the query; ok is false where they have no names.
func Under(o document.Origin, answer queries.Table) (rows []document.Origin, ok bool) {
	names, ok := keys[o.Query]
	if !ok {
		return nil, false
	}
	for i := range answer.Rows {
		fits := true
		for _, p := range o.Pick {
			fits = fits && slices.Contains(strings.Split(p.Value, "|"), answer.Cell(i, p.Name))
		}
		if !fits {
			continue
		}
		row := document.Origin{Query: o.Query, Params: o.Params}
		for _, name := range names {
			if value := answer.Cell(i, name); value != "" {
				row.Pick = append(row.Pick, pair(name, value))
			}
		}
		rows = append(rows, row)
	}
	return rows, true
}

// told lists every row that was reported about a value of one period up to a day.
func told(ctx context.Context, db *sql.DB, v map[string]string, days map[string]time.Time) ([]queries.TracedRow, error) {
	all, err := queries.ValueHistory(ctx, db, queries.ValueQuestion{IndicatorCode: v["indicator_code"], UnitCode: v["unit_code"], OnDay: days["period_end"]})
	var out []queries.TracedRow
	for _, r := range all {
		if !r.PeriodEnd.Equal(days["period_end"]) || !r.PeriodStart.Equal(days["period_start"]) || r.Accumulation != v["accumulation"] || r.ReportedOn.After(days["known_to"]) {
			continue
		}
		out = append(out, queries.TracedRow{Purpose: "value", Kind: "actuals", UnitCode: v["unit_code"], UnitName: v["unit_code"], PeriodEnd: r.PeriodEnd,
			Status: r.Status, Value: r.Value, ValueHi: r.ValueHi, Numerator: r.Numerator, Denominator: r.Denominator, Words: r.ValueText,
			ReportedOn: r.ReportedOn, FileName: r.FileName, Sheet: r.Sheet, RowNo: r.RowNo, Sha256: r.Sha256, LoadNo: r.LoadNo})
	}
	return out, err
}

// A derivation says how a column of a query comes about, and which of the traced
// rows it rests on.
type derivation struct {
	formula  string
	inputs   []string // further columns of the same row
	purposes []string // of queries.TracedRow
}

// derivations of the columns that tables print. A column that is not here is a
// value as it stands in its rows.
var derivations = map[string]map[string]derivation{
	"target_results": {
		"label":               {formula: "the plan's own line", purposes: []string{"plan"}},
		"unit":                {formula: "the plan's own line", purposes: []string{"plan"}},
		"lo":                  {formula: "the plan's own words", inputs: []string{"version", "version_doc"}, purposes: []string{"plan", "base"}},
		"hi":                  {},
		"base_value":          {inputs: []string{"base_year"}},
		"value":               {formula: "own report, or the units' reports summed up; of a rate numerator / denominator", inputs: []string{"value_source", "value_status", "numerator", "denominator", "received_units", "expected_units"}, purposes: []string{"value"}},
		"numerator":           {formula: "sum of the reported numerators", purposes: []string{"value"}},
		"denominator":         {formula: "sum of the reported denominators", purposes: []string{"value"}},
		"received_units":      {formula: "units with a report, of those expected", inputs: []string{"missing_units"}, purposes: []string{"value"}},
		"expected_units":      {},
		"last_value":          {formula: "latest value on or before the same day of last year", inputs: []string{"last_to", "last_status"}, purposes: []string{"last_year"}},
		"fulfilment":          {formula: "value / limit_value x 100", inputs: []string{"value", "limit_value", "fulfilment_reason"}, purposes: []string{"plan", "value"}},
		"difference":          {formula: "value - limit_value", inputs: []string{"value", "limit_value"}, purposes: []string{"plan", "value"}},
		"growth":              {formula: "(value / last_value - 1) x 100; of a rate or a small base value - last_value", inputs: []string{"value", "last_value", "growth_reason"}, purposes: []string{"value", "last_year"}},
		"growth_difference":   {},
		"pace":                {formula: "pace_actual against pace_expected, the share or value that is usual on this day", inputs: []string{"pace_basis", "pace_years", "pace_reason", "limit_value"}, purposes: []string{"value", "reference"}},
		"pace_expected":       {},
		"pace_actual":         {},
		"year_estimate":       {formula: "as the unit states it", purposes: []string{"estimate"}},
		"remaining":           {formula: "limit_value - value; a month: remaining / remaining_months", inputs: []string{"limit_value", "value", "remaining_months"}, purposes: []string{"plan", "value"}},
		"remaining_per_month": {},
		"outlook":             {formula: "as the unit states it, else proposed from the pace", inputs: []string{"outlook_stated", "outlook_reason", "pace"}, purposes: []string{"outlook", "value"}},
		"standing":            {formula: "where it stands at an interim review", purposes: []string{"value"}},
		"verdict":             {formula: "value against limit_value by the bound", inputs: []string{"value", "bound", "limit_value", "limit_hi", "verdict_reason", "verdict_estimated"}, purposes: []string{"plan", "value"}},
	},
	"units_on_indicator": {
		"rank":       {formula: "order of value among the units, ties share a rank", inputs: []string{"value", "tied"}, purposes: []string{"value"}},
		"last_value": {formula: "value at the same date of last year", inputs: []string{"last_period_end"}, purposes: []string{"last_year"}},
		"target_lo":  {formula: "the unit's own target in the plan", inputs: []string{"target_code", "bound"}},
		"value":      {formula: "as reported; of a rate numerator / denominator", inputs: []string{"status", "numerator", "denominator"}, purposes: []string{"value"}},
		"period_end": {purposes: []string{"value"}},
	},
	"registration_awards_by_unit": {
		"registered": {formula: "recipients registered for the year", purposes: []string{"value"}},
		"proposed":   {formula: "recipients whose file has come so far", purposes: []string{"value"}},
		"granted":    {formula: "recipients granted, less revoked", purposes: []string{"value"}},
	},
	"form_0601": {
		"total":    {formula: "central + province + unit", inputs: []string{"movements"}, purposes: []string{"plan"}},
		"central":  {purposes: []string{"plan"}},
		"province": {purposes: []string{"plan"}},
		"unit":     {purposes: []string{"plan"}},
	},
	"form_0602": {"total": {formula: "sum of the other columns"}},
	"form_0603": {"total": {formula: "sum of the other columns"}},
	"coverage": {
		"first_reported_on": {formula: "earliest report of the unit about the period", purposes: []string{"value"}},
		"last_reported_on":  {formula: "latest report of the unit about the period", purposes: []string{"value"}},
		"indicator_values":  {formula: "indicators with a value", purposes: []string{"value"}},
		"blank_values":      {formula: "indicators sent without a value"},
		"status":            {formula: "first report against the day on which reports are due", purposes: []string{"value"}},
		"late_days":         {},
	},
}

// A Derived is what is known of a printed cell: its columns with the formula and
// the further columns that the formula names.
type Derived struct {
	Columns  []string // of the query
	Formulas []string
	Inputs   []string
	Purposes []string // of the traced rows; nil: all of them
}

// Derive explains a cell of a column that prints from, "status, late_days".
func Derive(query, from string) Derived {
	var d Derived
	known := derivations[query]
	for _, name := range strings.Split(from, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		d.Columns = append(d.Columns, name)
		one := known[name]
		if one.formula != "" {
			d.Formulas = append(d.Formulas, name+" = "+one.formula)
		}
		for _, in := range one.inputs {
			if !slices.Contains(d.Inputs, in) {
				d.Inputs = append(d.Inputs, in)
			}
		}
		d.Purposes = append(d.Purposes, one.purposes...)
	}
	d.Inputs = slices.DeleteFunc(d.Inputs, func(in string) bool { return slices.Contains(d.Columns, in) })
	return d
}
