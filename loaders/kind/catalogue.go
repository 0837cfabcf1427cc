package kind

import (
	"slices"
	"time"

	"tdkt/loaders/quantity"
)

// A Catalogue is what rows may refer to: the plans and units of the warehouse
// and of the load itself.
type Catalogue struct {
	Indicators map[string]Indicator
	Movements  map[string]bool
	Sectors    map[string]bool
	Clusters   map[ClusterYear]Cluster
	Phases     []Phase
	Plans      map[string]Plan

	// LastYear gives the value of the same indicator, unit and days of the year
	// before, in the indicator's unit; nil: nothing is known. It is asked only
	// for a number with two readings.
	LastYear func(indicator, unit string, from, to time.Time) quantity.NullDecimal

	units map[string][]span
}

// An Indicator is what a reported value is checked against.
type Indicator struct {
	Code             string
	Unit             quantity.Unit
	Nature           string
	Decimals         int
	Scale            quantity.NullDecimal // of a ratio
	LimitLo, LimitHi quantity.NullDecimal
	Definition       string
	Grades           []string // worst first
	Items            []string // codes that a report may tick; empty: none are named
	SetSizes         []int    // y of "x/y", from the targets
}

// Share reports whether the whole is the most that a value can be.
func (i Indicator) Share() bool {
	return i.Scale.Valid && i.LimitHi.Valid && i.LimitHi.Decimal.Equal(i.Scale.Decimal)
}

// ClusterYear names a cluster in one year.
type ClusterYear struct {
	Code string
	Year int
}

// A Cluster is what a score is checked against.
type Cluster struct {
	Members  map[string]bool
	Criteria map[string]quantity.Decimal // most points by criterion
}

// A Phase is a phase of a plan with the years that it touches.
type Phase struct {
	No       int
	From, To time.Time
}

type span struct{ from, to time.Time } // to is zero for no end

// AddUnit records a stretch in which a unit exists; a zero to has no end.
func (c *Catalogue) AddUnit(code string, from, to time.Time) {
	if c.units == nil {
		c.units = map[string][]span{}
	}
	c.units[code] = append(c.units[code], span{from, to})
}

// unit reports whether a unit is known at all, and whether it exists on some
// day from one day to another.
func (c *Catalogue) unit(code string, from, to time.Time) (known, exists bool) {
	spans, known := c.units[code]
	for _, s := range spans {
		if !s.from.After(to) && (s.to.IsZero() || !s.to.Before(from)) {
			return true, true
		}
	}
	return known, false
}

// phase reports whether some plan has the phase in that year.
func (c *Catalogue) phase(no, year int) bool {
	return slices.ContainsFunc(c.Phases, func(p Phase) bool {
		return p.No == no && p.From.Year() <= year && year <= p.To.Year()
	})
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
