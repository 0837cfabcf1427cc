package queries

import (
	"context"
	"database/sql"
	"time"

	"tdkt/loaders/quantity"
)

// A ReportedValue is one row that a unit sent about an indicator.
type ReportedValue struct {
	UnitName       string // who had the unit's code at the end of the period; "" when nobody
	PeriodStart    time.Time
	PeriodEnd      time.Time
	Accumulation   string // in_period, cumulative
	Status         string // estimate, actual, preliminary, official
	Measure        string // level; increase, decrease: a change was reported
	Basis          string
	Value          quantity.NullDecimal // not Valid when left blank
	ValueHi        quantity.NullDecimal
	ValuePrecision string
	Numerator      quantity.NullDecimal
	Denominator    quantity.NullDecimal
	ValueText      string
	Items          []string // codes
	Definition     string
	ReporterCode   string
	ReportedOn     time.Time
	Current        bool // the row that counts for its period today
	Source         string
	Note           string
	FileName       string
	Sheet          string
	RowNo          int
	Sha256         string // of the file
	LoadNo         int    // position in the ledger
	Warnings       string // what was doubted at the load, one line each
}

// A ValueQuestion asks for the history of one indicator under one unit's code.
type ValueQuestion struct {
	IndicatorCode string
	UnitCode      string
	OnDay         time.Time // only of the unit that has the code on this day; zero: of every unit that had it
}

// ValueHistory lists everything that was reported about one indicator of one
// unit, by period and then by the day of the report.
func ValueHistory(ctx context.Context, db *sql.DB, q ValueQuestion) ([]ReportedValue, error) {
	return collect[ReportedValue](ctx, db, "value_history", q)
}
